"""The key files beside the documents that name their keys: renewed, retired, and interrupted half-way (DXP 4, 18)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from detente.crypto.vault import WrongPassphrase
from detente.model.errors import BadInput
from detente.node import home as homes
from detente.node import keyring
from detente.node.configuration import Address, Configuration
from detente.node.context import KeyNotHere, Node
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.peers import tls
from detente.node.services import releasing, renewing
from detente.node.services.renewing import StillNeeded
from detente.node.stores import partners
from detente.node.stores.models import DocMarkRow, OwnDocument
from detente.node.stores.unit import unit
from detente.protocol import party_document
from tests.node.test_renewing import PASSPHRASE, furnish, send_when_agreed, start_again, subjects
from tests.node.world import World


def renew(
    world: World, name: str, roots: Path, *, passphrase: str = PASSPHRASE, url: str | None = None, **options: Any
) -> renewing.Renewed:
    """Renew the keys of a node of the world; `url` where its address changes."""
    node = world.nodes[name]
    address = Address("127.0.0.1", 1)
    url = url or partners.own_chain(node.alias).last.url
    settings = Configuration(name[:3].upper(), {"en": name}, address, address, url, development=True)
    return renewing.renew(node, settings, roots=roots, passphrase=passphrase, roots_passphrase=PASSPHRASE, **options)


@pytest.fixture
def roots(pair: World) -> Path:
    """Two nodes in contact; alpha has key files, and its root keys lie here."""
    return furnish(pair, "alpha")


def test_a_crash_after_the_roots_moved_on_asks_for_the_flag_that_moved_them(
    pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(renewing, "issue", crash)
        with pytest.raises(OSError, match="full"):
            renew(pair, "alpha", roots, new_roots=True)
    with pytest.raises(BadInput, match="--new-roots"):
        renew(pair, "alpha", roots)


def test_a_wrong_passphrase_of_the_home_leaves_the_roots_as_they_are(pair: World, roots: Path) -> None:
    before = roots.read_bytes()
    with pytest.raises(WrongPassphrase):
        renew(pair, "alpha", roots, passphrase="not that of the home", new_roots=True)
    assert roots.read_bytes() == before


def test_keys_are_not_retired_while_they_are_renewed(pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, make = pair.nodes["alpha"], renewing.next_content

    def meanwhile(*given: Any, **named: Any) -> Any:
        # The fresh key is in the key file, and no document names it yet: a retirement would take it for an old one.
        with pytest.raises(keyring.KeysBusy, match="Another command"):
            renewing.retire(a, passphrase=PASSPHRASE)
        with pytest.raises(keyring.KeysBusy, match="Another command"):
            renew(pair, "alpha", roots)
        return make(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "next_content", meanwhile)
        document = renew(pair, "alpha", roots).document
    start_again(pair, "alpha")
    assert a.signer_under(document).public in document.sign


@pytest.mark.parametrize("file", ["sign_vault", "seal_vault"])
def test_no_document_names_a_key_that_a_key_file_lost_meanwhile(
    pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    home = Home(pair.nodes["alpha"].home)
    path, sign = getattr(home, file), party_document.sign_document
    before = path.read_bytes()

    def meanwhile(*given: Any) -> bytes:
        homes.replace(path, before)
        return sign(*given)

    monkeypatch.setattr(party_document, "sign_document", meanwhile)
    with pytest.raises(keyring.KeysBusy, match="changed meanwhile"):
        renew(pair, "alpha", roots)
    assert OwnDocument.objects.using(pair.nodes["alpha"].alias).count() == 1


def test_a_node_without_the_newest_key_retires_nothing_and_says_what_it_lacks(pair: World, roots: Path) -> None:
    a = pair.nodes["alpha"]
    vault_before = Home(a.home).sign_vault.read_bytes()
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    homes.replace(Home(a.home).sign_vault, vault_before)
    with pytest.raises(KeyNotHere, match="newest backup"):
        renewing.retire(a, passphrase=PASSPHRASE)
    assert Home(a.home).sign_vault.read_bytes() == vault_before


def test_keys_stay_while_a_partner_that_was_met_under_them_is_not_confirmed(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    roots = furnish(world, "alpha")
    world.introduce("alpha", "beta")
    renew(world, "alpha", roots)
    with pytest.raises(StillNeeded, match="BET"):
        renewing.retire(world.nodes["alpha"], passphrase=PASSPHRASE)
    assert renewing.standing(world.nodes["alpha"])[-1]["waiting"] == ["BET"]


def test_the_address_names_our_certificate_and_keeps_one_of_a_proxy(pair: World, roots: Path) -> None:
    home, url = Home(pair.nodes["alpha"].home), "https://alpha.example/dxp/1"
    home.certificate.parent.mkdir()
    first, second, proxy = (tls.self_signed([name], entropy=system_entropy) for name in ("one", "two", "proxy"))
    homes.replace(home.certificate, first.certificate_pem)
    assert renew(pair, "alpha", roots, url=url).document.tls == (first.der,)
    homes.replace(home.certificate, second.certificate_pem)
    assert renew(pair, "alpha", roots).document.tls == (second.der,)
    path = pair.folder / "proxy.pem"
    path.write_bytes(proxy.certificate_pem)
    assert renew(pair, "alpha", roots, certificate=path).document.tls == (proxy.der,)
    assert renew(pair, "alpha", roots).document.tls == (proxy.der,)
    assert renew(pair, "alpha", roots, certificate=home.certificate).document.tls == (second.der,)
    homes.replace(home.certificate, first.certificate_pem)
    assert renew(pair, "alpha", roots).document.tls == (first.der,)


def test_a_document_is_sealed_before_the_writers_lock_is_taken(
    pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, seal, locked = pair.nodes["alpha"], releasing.seal, []

    def watched(*given: Any, **named: Any) -> Any:
        locked.append(connections[a.alias].in_atomic_block)
        return seal(*given, **named)

    monkeypatch.setattr(releasing, "seal", watched)
    renew(pair, "alpha", roots)
    assert locked == [False]


def test_a_partner_that_is_confirmed_while_keys_are_renewed_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add("alpha")
    world.add("beta")
    roots = furnish(world, "alpha")
    world.introduce("alpha", "beta")
    waiting = ["alpha"]

    def meanwhile(node: Node, name: str) -> Any:
        if waiting:
            waiting.pop()
            world.confirm("alpha", "beta")
        return unit(node, name)

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "unit", meanwhile)
        assert renew(world, "alpha", roots).told == ("BET",)
    start_again(world, "alpha")
    world.confirm("beta", "alpha")
    send_when_agreed(world)
    assert subjects(world, "beta") == ["the first"]
    assert [mark.number for mark in DocMarkRow.objects.using(world.nodes["beta"].alias).filter(ours=False)] == [1]
