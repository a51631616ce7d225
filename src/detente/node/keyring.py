"""Private keys at rest: three vaults, so that each process can be given only what it needs (DXP 18).

    keys/sign.vault      signing pairs                          partners' process, worker
    keys/seal.vault      seal keys, which open what arrives     worker alone
    offline/roots.vault  roots, next roots, archive key         nobody: the operator takes it away

Keys are seeds of 32 bytes; a passphrase and a seed are never logged and never stand in an argument of a process.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from detente.crypto import keys, sealing, vault
from detente.crypto.keys import SignPair, VerifyPair
from detente.crypto.sealing import SealPrivate
from detente.model import b64
from detente.model.errors import LocalError, NotFound
from detente.node import home as homes
from detente.node.context import KeyNotHere
from detente.node.entropy import Entropy
from detente.node.home import Home

SEED: Final = keys.SEED_BYTES
ROOT_ALG: Final = "ML-DSA-87"
Keys = TypeVar("Keys")
_BROKEN: Final = "This key file opens, but does not hold what it should. Restore it from the backup."


class KeysBusy(LocalError):
    """Another command changes the key files, or changed them meanwhile."""

    code = "keys-busy"


@dataclass(frozen=True, slots=True)
class PairSeeds:
    """The two seeds of a signing pair. `repr` shows neither."""

    ed: bytes
    ml: bytes

    def pair(self, *, ml_alg: str = "ML-DSA-65") -> SignPair:
        """Give the pair."""
        return keys.sign_pair(ed_seed=self.ed, ml_seed=self.ml, ml_alg=ml_alg)

    def __repr__(self) -> str:
        return "PairSeeds(…)"


@dataclass(frozen=True, slots=True)
class SignKeys:
    """The pairs that sign, newest last."""

    pairs: tuple[SignPair, ...]

    @property
    def newest(self) -> SignPair:
        """The pair that signs now, unless an older document still holds at the place (DXP 4)."""
        return self.pairs[-1]

    @property
    def former(self) -> tuple[SignPair, ...]:
        """The pairs of earlier documents."""
        return self.pairs[:-1]


@dataclass(frozen=True, slots=True)
class RootKeys:
    """What stays offline: `roots` sign party documents, `next_roots` are announced already."""

    roots: tuple[SignPair, ...]
    next_roots: tuple[SignPair, ...]
    archive: SealPrivate


@dataclass(frozen=True, slots=True)
class FreshKeys:
    """Seeds for a new party, before they are locked away."""

    sign: PairSeeds
    seal: bytes
    root: PairSeeds
    next_root: PairSeeds
    archive: bytes

    def __repr__(self) -> str:
        return "FreshKeys(…)"


def draw(entropy: Entropy) -> FreshKeys:
    """Give fresh seeds for everything that a party needs."""
    return FreshKeys(
        sign=PairSeeds(entropy(SEED), entropy(SEED)),
        seal=entropy(SEED),
        root=PairSeeds(entropy(SEED), entropy(SEED)),
        next_root=PairSeeds(entropy(SEED), entropy(SEED)),
        archive=entropy(SEED),
    )


def lock(home: Home, fresh: FreshKeys, *, passphrase: str, entropy: Entropy) -> None:
    """Write the three vaults of a new home, each under salt and nonce of its own."""
    for path, secrets in (
        (home.sign_vault, {"pairs": [_pair_to_json(fresh.sign)]}),
        (home.seal_vault, {"seeds": [b64.encode(fresh.seal)]}),
        (
            home.roots_vault,
            {
                "roots": [_pair_to_json(fresh.root)],
                "next_roots": [_pair_to_json(fresh.next_root)],
                "archive": b64.encode(fresh.archive),
            },
        ),
    ):
        sealed = vault.lock(
            secrets, passphrase=passphrase, salt=entropy(vault.SALT_BYTES), nonce=entropy(vault.NONCE_BYTES)
        )
        homes.write(path, sealed)


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Keep the key files for this process until the block ends: they are read, changed and replaced as a whole.

    Raises:
        KeysBusy: another command has them.
    """
    with os.fdopen(os.open(home.keys_lock, os.O_RDWR | os.O_CREAT, homes.FILE_MODE)) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeysBusy("Another command works on the keys of this node. Wait until it has ended.") from error
        yield


def add_sign(home: Home, seeds: PairSeeds, *, passphrase: str, entropy: Entropy) -> None:
    """Put a new signing pair behind the others of a home; raises as `unlock_sign`, and nothing is changed then."""
    secrets = open_vault(home.sign_vault, passphrase)
    _relock(
        home.sign_vault, {**secrets, "pairs": [*_some(secrets["pairs"]), _pair_to_json(seeds)]}, passphrase, entropy
    )


def add_seal(home: Home, seed: bytes, *, passphrase: str, entropy: Entropy) -> None:
    """Put a new seal key behind the others: old ones still open what was sealed to them."""
    secrets = open_vault(home.seal_vault, passphrase)
    _relock(home.seal_vault, {**secrets, "seeds": [*_some(secrets["seeds"]), b64.encode(seed)]}, passphrase, entropy)


def drop_sign(home: Home, keep: Collection[VerifyPair], *, passphrase: str, entropy: Entropy) -> int:
    """Take the signing pairs out that are not in `keep`, and give how many went; raises as `unlock_sign`.

    Raises:
        KeyNotHere: none of `keep` is there, and nothing is changed.
    """
    secrets = open_vault(home.sign_vault, passphrase)
    held = _read_or_refuse(secrets, sign_keys_of).pairs
    pairs = secrets["pairs"]
    kept = [item for item, pair in zip(pairs, held, strict=True) if pair.public in keep]
    if not kept:
        raise KeyNotHere(
            "The key of the newest party document is not here, so the earlier ones stay. Put the key files (keys/) of "
            "the newest backup into the home first."
        )
    if len(kept) < len(pairs):
        _relock(home.sign_vault, {**secrets, "pairs": kept}, passphrase, entropy)
    return len(pairs) - len(kept)


def check_held(home: Home, sign: VerifyPair, seal_kid: str, *, passphrase: str) -> None:
    """Return if the key files hold both keys, as a document is about to name them; raises as `unlock_sign`.

    Raises:
        KeysBusy: one is gone again.
    """
    pairs = unlock_sign(home, passphrase).pairs
    if all(pair.public != sign for pair in pairs) or seal_kid not in unlock_seal(home, passphrase):
        raise KeysBusy(
            "The key files were changed meanwhile, and lack the new keys. No document names them; run again."
        )


def advance_roots(path: Path, following: PairSeeds, *, passphrase: str, entropy: Entropy) -> RootKeys:
    """Make the announced roots the roots, announce `following`, and give both. The archive key stays."""
    secrets = open_vault(path, passphrase)
    changed = {**secrets, "roots": _some(secrets["next_roots"]), "next_roots": [_pair_to_json(following)]}
    _relock(path, changed, passphrase, entropy)
    return unlock_roots(path, passphrase)


def _relock(path: Path, secrets: dict[str, Any], passphrase: str, entropy: Entropy) -> None:
    sealed = vault.lock(
        secrets, passphrase=passphrase, salt=entropy(vault.SALT_BYTES), nonce=entropy(vault.NONCE_BYTES)
    )
    homes.replace(path, sealed)


def unlock_sign(home: Home, passphrase: str) -> SignKeys:
    """Give the signing pairs.

    Raises:
        NotFound: the file is not there.
        WrongPassphrase, BadVault: it does not open, or does not hold such keys.
    """
    return _read_or_refuse(open_vault(home.sign_vault, passphrase), sign_keys_of)


def unlock_seal(home: Home, passphrase: str) -> Mapping[str, SealPrivate]:
    """Give the seal keys by kid, old ones among them; raises as `unlock_sign`."""
    return _read_or_refuse(open_vault(home.seal_vault, passphrase), seal_keys_of)


def sign_keys_of(secrets: Mapping[str, Any]) -> SignKeys:
    """Give the signing keys in the secrets of a sign vault, as the supervisor hands them to its children."""
    return SignKeys(tuple(_pair_from_json(item).pair() for item in _some(secrets["pairs"])))


def seal_keys_of(secrets: Mapping[str, Any]) -> Mapping[str, SealPrivate]:
    """Give the seal keys by kid in the secrets of a seal vault."""
    found = [sealing.seal_private(b64.decode(seed, length=SEED)) for seed in _some(secrets["seeds"])]
    return {key.public.kid: key for key in found}


def unlock_roots(path: Path, passphrase: str) -> RootKeys:
    """Give the root and archive keys in a `roots.vault`, wherever the operator keeps it; raises as `unlock_sign`."""

    def read(secrets: Mapping[str, Any]) -> RootKeys:
        return RootKeys(
            tuple(_pair_from_json(item).pair(ml_alg=ROOT_ALG) for item in _some(secrets["roots"])),
            tuple(_pair_from_json(item).pair(ml_alg=ROOT_ALG) for item in _some(secrets["next_roots"])),
            sealing.seal_private(b64.decode(secrets["archive"], length=SEED)),
        )

    return _read_or_refuse(open_vault(path, passphrase), read)


def open_vault(path: Path, passphrase: str) -> dict[str, Any]:
    """Give the secrets in a vault; raises as `unlock_sign`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"The key file {path} is not there. Restore it from the backup.") from error
    except OSError as error:
        raise vault.BadVault(f"The key file {path} cannot be read: {error.strerror or error}.") from error
    return vault.unlock(data, passphrase=passphrase)


def _read_or_refuse(secrets: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Keys]) -> Keys:
    try:
        return read(secrets)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise vault.BadVault(_BROKEN) from error


def _some(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError("no keys")
    return value


def _pair_to_json(seeds: PairSeeds) -> dict[str, str]:
    return {"ed": b64.encode(seeds.ed), "ml": b64.encode(seeds.ml)}


def _pair_from_json(value: Any) -> PairSeeds:
    return PairSeeds(b64.decode(value["ed"], length=SEED), b64.decode(value["ml"], length=SEED))
