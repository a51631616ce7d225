"""The secrets behind second factors stand locked in the database, under a key that only the desk is given."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from detente.crypto import vault
from detente.crypto.locked_text import CannotUnlock
from detente.crypto.vault import WrongPassphrase
from detente.node import desk_key
from detente.node.context import KeyNotHere, Node
from detente.node.desk_gateway import NodeDesk
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.web.desk import gateway
from detente.web.desk.second_factors import DeskSecondFactors

SECRET = "GEZDGNBVGY3TQOJQ"
PASSPHRASE = "a passphrase for tests only"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.desk_vault.parent.mkdir()
    return home


def _key(home: Home) -> bytes:
    return desk_key.key_of(desk_key.open_or_make(home, passphrase=PASSPHRASE, entropy=system_entropy))


def test_the_desk_keeps_one_key_under_the_passphrase(home: Home) -> None:
    key = _key(home)

    assert _key(home) == key
    assert stat.S_IMODE(home.desk_vault.stat().st_mode) == 0o600
    assert key not in home.desk_vault.read_bytes()
    with pytest.raises(WrongPassphrase):
        desk_key.open_or_make(home, passphrase="another passphrase", entropy=system_entropy)


def test_a_vault_without_a_key_is_refused() -> None:
    for secrets in ({}, {"key": "AAAA"}, {"key": 1}):
        with pytest.raises(vault.BadVault):
            desk_key.key_of(secrets)


def test_a_secret_is_locked_on_its_way_to_the_database_and_comes_back(home: Home) -> None:
    node = Node(home=home.path, desk=_key(home))
    factors = DeskSecondFactors()

    with gateway.bound(NodeDesk(lambda: node)):
        stored, again = factors.encrypt(SECRET), factors.encrypt(SECRET)
        assert SECRET not in stored
        assert stored != again
        assert factors.decrypt(stored) == factors.decrypt(again) == SECRET


def test_a_secret_that_was_kept_in_the_clear_before_still_signs_in(home: Home) -> None:
    with gateway.bound(NodeDesk(lambda: Node(home=home.path, desk=_key(home)))):
        assert DeskSecondFactors().decrypt(SECRET) == SECRET


def test_no_other_process_and_no_other_node_opens_it(home: Home, tmp_path: Path) -> None:
    with gateway.bound(NodeDesk(lambda: Node(home=home.path, desk=_key(home)))):
        stored = DeskSecondFactors().encrypt(SECRET)
    with gateway.bound(NodeDesk(lambda: Node(home=home.path))), pytest.raises(KeyNotHere):
        DeskSecondFactors().decrypt(stored)
    with gateway.bound(NodeDesk(lambda: Node(home=home.path, desk=bytes(32)))), pytest.raises(CannotUnlock):
        DeskSecondFactors().decrypt(stored)


def test_the_key_is_not_shown(home: Home) -> None:
    assert _key(home).hex() not in repr(Node(home=home.path, desk=_key(home)))
    assert repr(_key(home)) not in repr(Node(home=home.path, desk=_key(home)))
