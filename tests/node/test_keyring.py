"""Keys at rest: each vault opens with the passphrase alone, and nothing of them shows anywhere else."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest

from detente.crypto import vault
from detente.crypto.vault import BadVault, WrongPassphrase
from detente.model.errors import NotFound
from detente.node import home as homes
from detente.node import keyring
from detente.node.home import Home
from detente.node.keyring import FreshKeys

PASSPHRASE = "correct horse battery staple"


@pytest.fixture(scope="module")
def fresh() -> FreshKeys:
    return keyring.draw(secrets.token_bytes)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, fresh: FreshKeys) -> Home:
    with homes.making(tmp_path_factory.mktemp("node") / "home") as made:
        keyring.lock(made, fresh, passphrase=PASSPHRASE, entropy=secrets.token_bytes)
    return made


def test_each_vault_gives_back_its_keys(home: Home, fresh: FreshKeys) -> None:
    sign = keyring.unlock_sign(home, PASSPHRASE)
    seal = keyring.unlock_seal(home, PASSPHRASE)
    roots = keyring.unlock_roots(home.roots_vault, PASSPHRASE)

    assert sign.newest.public == fresh.sign.pair().public
    assert [key.public for key in seal.values()] == [seal[kid].public for kid in seal if seal[kid].public.kid == kid]
    assert [pair.public for pair in roots.roots] == [fresh.root.pair(ml_alg="ML-DSA-87").public]
    assert [pair.public for pair in roots.next_roots] == [fresh.next_root.pair(ml_alg="ML-DSA-87").public]


def test_all_keys_differ(fresh: FreshKeys) -> None:
    seeds = [
        fresh.seal,
        fresh.archive,
        *(seed for pair in (fresh.sign, fresh.root, fresh.next_root) for seed in (pair.ed, pair.ml)),
    ]

    assert len(set(seeds)) == 8
    assert {len(seed) for seed in seeds} == {32}


@pytest.mark.parametrize("wrong", ["", "correct horse battery stapl", PASSPHRASE + "\n"])
def test_another_passphrase_opens_nothing_and_says_so(home: Home, wrong: str) -> None:
    with pytest.raises(WrongPassphrase, match="nothing was changed"):
        keyring.unlock_sign(home, wrong)


def test_a_vault_that_is_not_there_says_where_it_comes_from(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="backup"):
        keyring.unlock_sign(Home(tmp_path), PASSPHRASE)


def test_one_vault_is_not_taken_for_another(home: Home) -> None:
    with pytest.raises(BadVault, match="does not hold what it should"):
        keyring.unlock_roots(home.sign_vault, PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"pairs": []},
        {"pairs": [{}]},
        {"pairs": 7},
        {"pairs": [{"ed": "AA", "ml": "AA"}]},
        {"pairs": [["ed", "ml"]]},
        {"pairs": None},
    ],
    ids=str,
)
def test_a_vault_that_opens_and_holds_something_else_is_a_sentence(tmp_path: Path, content: dict[str, object]) -> None:
    (tmp_path / "keys").mkdir()
    data = vault.lock(content, passphrase=PASSPHRASE, salt=bytes(16), nonce=bytes(12))
    (tmp_path / "keys" / "sign.vault").write_bytes(data)

    with pytest.raises(BadVault, match="does not hold what it should"):
        keyring.unlock_sign(Home(tmp_path), PASSPHRASE)


@pytest.mark.parametrize("place", ["salt", "nonce", "sealed", "memory_kib"])
def test_a_changed_vault_does_not_open(home: Home, tmp_path: Path, place: str) -> None:
    value = json.loads(home.sign_vault.read_bytes())
    value[place] = value[place] + 1 if isinstance(value[place], int) else value[place][::-1]
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "sign.vault").write_text(json.dumps(value))

    with pytest.raises((WrongPassphrase, BadVault)):
        keyring.unlock_sign(Home(tmp_path), PASSPHRASE)


def test_no_secret_shows_in_what_is_printed(home: Home, fresh: FreshKeys) -> None:
    for thing in (fresh, fresh.sign, keyring.unlock_sign(home, PASSPHRASE), keyring.unlock_seal(home, PASSPHRASE)):
        shown = repr(thing)
        assert fresh.sign.ed.hex() not in shown
        assert repr(fresh.sign.ed) not in shown
        assert repr(fresh.seal) not in shown


def test_two_homes_under_one_passphrase_have_different_files(home: Home, fresh: FreshKeys, tmp_path: Path) -> None:
    with homes.making(tmp_path / "home") as other:
        keyring.lock(other, fresh, passphrase=PASSPHRASE, entropy=secrets.token_bytes)

    assert other.sign_vault.read_bytes() != home.sign_vault.read_bytes()
