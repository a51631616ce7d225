"""Secrets at rest: a JSON file of seeds under a passphrase, Argon2id (RFC 9106) and AES-256-GCM.

Parameters stand in the file and in its AAD, so they can rise later and cannot be lowered unseen.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import BadInput, LocalError, Unproved

FORMAT: Final = "detente-vault/1"
KDF: Final = "argon2id"
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
# RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes.
MEMORY_KIB: Final = 65536
PASSES: Final = 3
LANES: Final = 4


class WrongPassphrase(Unproved):
    """The passphrase does not open the vault, or the file was changed: the two cannot be told apart."""

    code = "wrong-passphrase"

    def __init__(self) -> None:
        super().__init__("The passphrase does not open this key file. Check the passphrase; nothing was changed.")


class BadVault(LocalError):
    """The file is no vault of a format that this release reads."""

    code = "bad-vault"


def lock(secrets: dict[str, Any], *, passphrase: str, salt: bytes, nonce: bytes) -> bytes:
    """Give the file bytes. `salt` (16) and `nonce` (12) are fresh entropy for each call.

    Raises:
        BadInput: the passphrase is no text.
        ValueError: `unlock` could not read what would be written; better no file than keys that are lost.
    """
    if len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError(f"a vault takes {SALT_BYTES} bytes of salt and {NONCE_BYTES} of nonce")
    plain = canonical(secrets)
    strict_json.parse(plain)
    try:
        passphrase.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput("The passphrase holds a character that is no text. Choose another passphrase.") from error
    header = {
        "format": FORMAT,
        "kdf": KDF,
        "memory_kib": MEMORY_KIB,
        "passes": PASSES,
        "lanes": LANES,
        "salt": b64.encode(salt),
        "nonce": b64.encode(nonce),
    }
    sealed = AESGCM(_key(passphrase, header)).encrypt(nonce, plain, canonical(header))
    return canonical({**header, "sealed": b64.encode(sealed)})


def unlock(data: bytes, *, passphrase: str) -> dict[str, Any]:
    """Give the secrets. One call at a time in a process: Argon2's lanes are threads, and two calls at once have hung.

    Raises:
        BadVault: not a vault, or costs beyond what this release allows.
        WrongPassphrase: it does not open.
    """
    try:
        header = strict_json.parse(data)
        sealed = b64.decode(header.pop("sealed", None))
        nonce = b64.decode(header.get("nonce"), length=NONCE_BYTES)
        b64.decode(header.get("salt"), length=SALT_BYTES)
    except ValueError as error:
        raise BadVault("This is no key file of Détente. Restore it from the backup.") from error
    costs: list[Any] = [header.get(name) for name in ("memory_kib", "passes", "lanes")]
    known = (header.get("format"), header.get("kdf")) == (FORMAT, KDF)
    # `type`, because True is an int as well.
    if not known or not all(type(cost) is int for cost in costs):
        raise BadVault("This key file is of a format that this release does not read.")
    # A changed file could otherwise ask for all the memory of the machine.
    if not (MEMORY_KIB <= costs[0] <= 1 << 20 and PASSES <= costs[1] <= 64 and 1 <= costs[2] <= 64):
        raise BadVault("This key file names costs outside what this release allows.")
    try:
        return strict_json.parse(AESGCM(_key(passphrase, header)).decrypt(nonce, sealed, canonical(header)))
    except (InvalidTag, UnicodeEncodeError) as error:
        raise WrongPassphrase from error


def _key(passphrase: str, header: dict[str, Any]) -> bytes:
    # One keyboard sends é as one character, another as two (RFC 8265, 4.2.2).
    normal = unicodedata.normalize("NFC", passphrase)
    return Argon2id(
        salt=b64.decode(header["salt"]),
        length=32,
        iterations=header["passes"],
        lanes=header["lanes"],
        memory_cost=header["memory_kib"],
    ).derive(normal.encode("utf-8"))
