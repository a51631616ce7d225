"""Keys are renewed while the exchange goes on; the place decides which document signed what (DXP 4; case 22)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.crypto import vault
from detente.model import b64
from detente.node import home as homes
from detente.node import keyring
from detente.node.configuration import Address, Configuration
from detente.node.context import KeyNotHere, Node
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.services import acting, exchange, notifying, officers, renewing, runs, stamping, threads
from detente.node.services.notifying import Letter
from detente.node.services.renewing import NotHeardSince, NotOurRoots, StillNeeded
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, DocMarkRow, Entry, KeyHead, OwnDocument
from detente.node.stores.unit import unit
from detente.protocol import parcel, signed, verify
from tests.node.world import World, connect, disconnect

PASSPHRASE = "a passphrase for tests only"


def seed(name: str, use: str) -> str:
    """Give a seed of a party of the world, as `world.genesis` makes it."""
    return b64.encode(hashlib.sha256(f"{name}/{use}".encode()).digest())


def furnish(world: World, name: str) -> Path:
    """Give a node of the world its key files, and the place of the root keys that its operator took away."""
    home, node = Home(world.nodes[name].home), world.nodes[name]
    home.sign_vault.parent.mkdir(exist_ok=True)
    roots = world.folder / f"{name}-roots.vault"
    pair = lambda ed, ml: {"ed": seed(name, ed), "ml": seed(name, ml)}  # noqa: E731 - three short uses
    for path, secrets in (
        (home.sign_vault, {"pairs": [pair("ed", "ml")]}),
        (home.seal_vault, {"seeds": [seed(name, "seal")]}),
        (
            roots,
            {
                "roots": [pair("root-ed", "root-ml")],
                "next_roots": [pair("next-ed", "next-ml")],
                "archive": seed(name, "archive"),
            },
        ),
    ):
        homes.write(path, lock(secrets))
    assert node.sign is not None
    return roots


def lock(secrets: Mapping[str, Any]) -> bytes:
    """Give a vault of the tests' passphrase."""
    return vault.lock(dict(secrets), passphrase=PASSPHRASE, salt=system_entropy(16), nonce=system_entropy(12))


def renew(world: World, name: str, roots: Path, **options: Any) -> renewing.Renewed:
    """Renew the keys of a node of the world."""
    node = world.nodes[name]
    address = Address("127.0.0.1", 1)
    url = partners.own_chain(node.alias).last.url
    settings = Configuration(name[:3].upper(), {"en": name}, address, address, url, development=True)
    return renewing.renew(node, settings, roots=roots, passphrase=PASSPHRASE, roots_passphrase=PASSPHRASE, **options)


def start_again(world: World, name: str) -> Node:
    """Let the processes of a node end and start, with the key files as they are now."""
    node = world.nodes[name]
    signing = keyring.unlock_sign(Home(node.home), PASSPHRASE)
    node.sign, node.former = signing.newest, signing.former
    node.seal = keyring.unlock_seal(Home(node.home), PASSPHRASE)
    runs.begin(node)
    return node


def send(world: World, here: str, there: str, subject: str) -> None:
    """Release a notification that asks for an answer."""
    node = world.nodes[here]
    letter = Letter(subject=subject, answer_by=world.clock() + timedelta(days=3))
    notifying.notify(node, officers.find(node, "lia"), world.partner(here, there), letter)


def documents(world: World, here: str, *, ours: bool) -> list[tuple[int, int | None]]:
    """Give (size, document of the checkpoint, document of the receipt) of each batch that a node keeps."""
    rows = BatchRow.objects.using(world.nodes[here].alias).filter(ours=ours).order_by("size")
    return [
        (
            signed.peek(bytes(row.checkpoint))["doc"],
            None if row.receipt is None else signed.peek(bytes(row.receipt))["doc"],
        )
        for row in rows
    ]


def subjects(world: World, here: str) -> list[str]:
    """Give the subjects that reached the desk."""
    return [row.subject for row in world.entries(here, ours=False, kind="notification") if not row.code]


@pytest.fixture
def roots(pair: World) -> Path:
    """Two nodes in contact; alpha has key files, and its root keys lie here."""
    return furnish(pair, "alpha")


def test_a_running_node_goes_on_with_the_old_keys_until_it_starts_again(pair: World, roots: Path) -> None:
    renew(pair, "alpha", roots)
    send(pair, "alpha", "beta", "before the start")
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta") == ["before the start"]
    assert pair.entries("beta", ours=False, kind="party-doc") == []
    start_again(pair, "alpha")
    send(pair, "alpha", "beta", "after the start")
    send(pair, "beta", "alpha", "from beta")
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta") == ["before the start", "after the start"]
    assert subjects(pair, "alpha") == ["from beta"]
    written = documents(pair, "alpha", ours=True)
    # In order and without a way back: first all under document 0, then all under document 1.
    assert [doc for doc, _ in written] == sorted(doc for doc, _ in written)
    assert written[0][0] == 0
    assert written[-1][0] == 1
    assert documents(pair, "beta", ours=True)[-1][1] == 1, "alpha's receipts are under the new document too"
    assert [row.number for row in DocMarkRow.objects.using(pair.nodes["beta"].alias).filter(ours=False)] == [1]


def test_the_old_key_signs_nothing_after_the_entry_that_replaced_it(pair: World, roots: Path) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    # A thief has the old key and all of alpha's ledger, and writes the next batch with it.
    partner = pair.partner("alpha", "beta")
    send(pair, "alpha", "beta", "forged")
    DocMarkRow.objects.using(a.alias).filter(ours=True).delete()
    batch = stamping.stamp_ready(a, partner)
    assert batch is not None
    assert signed.peek(bytes(batch.checkpoint))["doc"] == 0
    item = ledger.to_wire(a.alias, batch, with_receipt=False)
    answer = exchange.answer(b, pair.partner("beta", "alpha"), parcel.build([item]))
    assert (answer.status, answer.code) == (409, "doc-stale")
    assert subjects(pair, "beta") == []


def test_the_old_key_signs_nothing_even_before_the_worker_has_opened_the_entry(
    pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    from detente.node.services import opening

    with monkeypatch.context() as away:
        # The worker of beta is away: entries are received and lie unopened.
        away.setattr(opening, "open_waiting", lambda *_: 0)
        pair.settle("alpha", "beta")
    assert [mark.number for mark in DocMarkRow.objects.using(b.alias).filter(ours=False)] == [None]
    send(pair, "alpha", "beta", "forged")
    DocMarkRow.objects.using(a.alias).filter(ours=True).delete()
    batch = stamping.stamp_ready(a, pair.partner("alpha", "beta"))
    assert batch is not None
    item = ledger.to_wire(a.alias, batch, with_receipt=False)
    answer = exchange.answer(b, pair.partner("beta", "alpha"), parcel.build([item]))
    assert answer.code == "doc-stale"


def test_a_document_that_lost_its_place_gets_another_that_fits_the_receipts_given_since(
    pair: World, roots: Path
) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    marks = DocMarkRow.objects.using(a.alias).filter(ours=True)
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.cut = lambda sender, _: "request" if sender == "alpha" and marks.exists() else ""
    pair.turn("alpha", "beta")
    first = marks.get()
    send(pair, "beta", "alpha", "receipted under the new document")
    pair.turn("beta", "alpha")
    assert documents(pair, "beta", ours=True)[-1] == (0, 1)
    runs.begin(a)
    pair.cut = lambda *_: ""
    send(pair, "beta", "alpha", "another")
    pair.settle("alpha", "beta")
    assert len(subjects(pair, "alpha")) == 2
    second = marks.get()
    assert (second.pk != first.pk, second.seen) == (True, first.seen)
    theirs = partners.marks(b.alias, pair.partner("beta", "alpha"), ours=False)
    for row in BatchRow.objects.using(b.alias).filter(ours=True):
        assert signed.peek(bytes(row.receipt or b""))["doc"] == theirs.for_receipt(row.size)


def test_a_statement_over_the_renewal_is_the_same_on_both_sides_and_holds(pair: World, roots: Path) -> None:
    send(pair, "beta", "alpha", "spans the renewal")
    pair.settle("alpha", "beta")
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    a = pair.nodes["alpha"]
    (arrived,) = pair.entries("alpha", ours=False, kind="notification")
    acting.accept(a, officers.find(a, "omar"), arrived, until=pair.clock() + timedelta(days=1))
    notifying.answer(a, officers.find(a, "omar"), arrived, Letter(text="under the new keys"))
    pair.settle("alpha", "beta")
    exports = [
        threads.export(pair.nodes[here], officers.find(pair.nodes[here], "lia"), there_root(pair, here))
        for here in ("alpha", "beta")
    ]
    assert exports[0] == exports[1]
    assert verify.verify(exports[0], trust=trusted(pair)).ok


def test_a_partner_restored_from_before_the_renewal_learns_the_documents_again(pair: World, roots: Path) -> None:
    b = pair.nodes["beta"]
    copy = keep(b)
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    send(pair, "alpha", "beta", "after the backup")
    send(pair, "beta", "alpha", "also after the backup")
    pair.settle("alpha", "beta")
    put_back(b, copy)
    send(pair, "alpha", "beta", "after the restore")
    send(pair, "beta", "alpha", "from the restored one")
    pair.settle("alpha", "beta", rounds=24)
    assert subjects(pair, "beta") == ["after the backup", "after the restore"]
    assert subjects(pair, "alpha") == ["also after the backup", "from the restored one"]
    assert pair.partner("beta", "alpha").state == "confirmed"
    assert [row.number for row in DocMarkRow.objects.using(b.alias).filter(ours=False)] == [1]


def test_a_node_restored_from_before_its_own_renewal_is_given_its_documents_and_says_what_it_lacks(
    pair: World, roots: Path
) -> None:
    a = pair.nodes["alpha"]
    copy, old_keys = keep(a), (a.sign, a.former, a.seal)
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    send(pair, "alpha", "beta", "after the backup")
    pair.settle("alpha", "beta")
    new_keys = (a.sign, a.former, a.seal)
    put_back(a, copy)
    a.sign, a.former, a.seal = old_keys
    pair.settle("alpha", "beta", rounds=6)
    # Its own document came back, proved by its own roots; the key did not, and nothing is frozen over it.
    assert OwnDocument.objects.using(a.alias).count() == 2
    assert {pair.partner(here, there).state for here, there in (("alpha", "beta"), ("beta", "alpha"))} == {"confirmed"}
    with pytest.raises(KeyNotHere, match="put the key files"):
        a.signer_under(partners.own_chain(a.alias).last)
    a.sign, a.former, a.seal = new_keys
    send(pair, "alpha", "beta", "with the keys of the newest backup")
    pair.settle("alpha", "beta", rounds=24)
    assert subjects(pair, "beta") == ["after the backup", "with the keys of the newest backup"]


def test_a_compromised_key_is_revoked_and_the_partner_is_told_how_far_it_stands(pair: World, roots: Path) -> None:
    b = pair.nodes["beta"]
    old = partners.own_chain(pair.nodes["alpha"].alias).last.sign[0].kids[0]
    renewed = renew(pair, "alpha", roots, revoke="compromised")
    assert renewed.document.content["revoked"] == [{"kid": old, "reason": "compromised"}]
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    head = KeyHead.objects.using(b.alias).get()
    place = DocMarkRow.objects.using(b.alias).get(ours=False)
    assert (head.kid, head.size) == (old, place.size)
    acts = {row.kind for row in pair.entries("beta", ours=False)}
    assert {"party-doc", "control"} <= acts


def test_what_is_sealed_to_a_key_that_is_not_here_waits_and_is_not_rejected(pair: World, roots: Path) -> None:
    a = pair.nodes["alpha"]
    old_seal = a.seal
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    a.seal = old_seal
    send(pair, "beta", "alpha", "sealed to the new key")
    pair.settle("alpha", "beta")
    assert [row.code for row in pair.entries("beta", ours=True, kind="notification")] == [""]
    assert [(row.judged, row.code) for row in pair.entries("alpha", ours=False, kind="notification")] == [(False, "")]
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    assert subjects(pair, "alpha") == ["sealed to the new key"]


def test_nobody_sees_a_document_whose_keys_the_running_processes_lack(pair: World, roots: Path) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    renew(pair, "alpha", roots)
    runs.begin(a)
    runs.begin(b)
    send(pair, "beta", "alpha", "meanwhile")
    pair.settle("alpha", "beta")
    assert subjects(pair, "alpha") == ["meanwhile"]
    assert len(partners.partner_chain(b.alias, pair.partner("beta", "alpha")).documents) == 1


def test_a_restored_node_receipts_nothing_under_a_document_that_was_replaced(pair: World, roots: Path) -> None:
    a = pair.nodes["alpha"]
    copy = keep(a)
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    send(pair, "beta", "alpha", "on its way at the restore")
    pair.cut = lambda sender, _: "answer" if sender == "beta" else ""
    pair.turn("beta", "alpha")
    put_back(a, copy)
    pair.cut = lambda *_: ""
    pair.settle("alpha", "beta", rounds=30)
    assert {pair.partner(here, there).state for here, there in (("alpha", "beta"), ("beta", "alpha"))} == {"confirmed"}
    assert subjects(pair, "alpha") == ["on its way at the restore"]
    theirs = partners.marks(pair.nodes["beta"].alias, pair.partner("beta", "alpha"), ours=False)
    for row in BatchRow.objects.using(pair.nodes["beta"].alias).filter(ours=True):
        assert signed.peek(bytes(row.receipt or b""))["doc"] == theirs.for_receipt(row.size)


def test_a_head_that_was_lost_comes_again_under_the_document_that_holds_by_then(pair: World, roots: Path) -> None:
    b = pair.nodes["beta"]
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    runs.begin(b)

    def lose_the_head_that_opens(sender: str, _: str) -> str:
        _, out = ledger.outgoing(b.alias, pair.partner("beta", "alpha"))
        return "answer" if sender == "beta" and out.phase == "opening" and out.challenge is not None else ""

    pair.cut = lose_the_head_that_opens
    pair.turn("beta", "alpha")
    pair.turn("beta", "alpha")
    pair.turn("alpha", "beta")
    assert DocMarkRow.objects.using(b.alias).filter(ours=False, number=1).exists()
    pair.cut = lambda *_: ""
    send(pair, "beta", "alpha", "after the lost head")
    pair.settle("alpha", "beta")
    assert subjects(pair, "alpha") == ["after the lost head"]


def test_both_revocations_are_told_where_two_documents_waited_together(pair: World, roots: Path) -> None:
    renew(pair, "alpha", roots, revoke="superseded")
    renew(pair, "alpha", roots, revoke="compromised")
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    revoked = [item["kid"] for item in partners.own_chain(pair.nodes["alpha"].alias).last.content["revoked"]]
    told = KeyHead.objects.using(pair.nodes["beta"].alias).values_list("kid", flat=True)
    assert len(revoked) == 2
    assert set(told) == set(revoked)


def test_two_documents_are_told_one_after_the_other(pair: World, roots: Path) -> None:
    renew(pair, "alpha", roots)
    renew(pair, "alpha", roots, new_roots=True)
    start_again(pair, "alpha")
    send(pair, "alpha", "beta", "under the third")
    pair.settle("alpha", "beta")
    marks = DocMarkRow.objects.using(pair.nodes["beta"].alias).filter(ours=False).order_by("size")
    assert [mark.number for mark in marks] == [1, 2]
    assert subjects(pair, "beta") == ["under the third"]
    # The new roots sign the next one, with the file as it was written anew.
    assert renew(pair, "alpha", roots).document.seq == 3


def test_both_sides_renew_at_once(pair: World, roots: Path) -> None:
    other = furnish(pair, "beta")
    renew(pair, "alpha", roots)
    renew(pair, "beta", other)
    start_again(pair, "alpha")
    start_again(pair, "beta")
    send(pair, "alpha", "beta", "to beta")
    send(pair, "beta", "alpha", "to alpha")
    pair.settle("alpha", "beta", rounds=24)
    assert (subjects(pair, "alpha"), subjects(pair, "beta")) == (["to alpha"], ["to beta"])
    for here in ("alpha", "beta"):
        marks = DocMarkRow.objects.using(pair.nodes[here].alias)
        assert sorted((mark.ours, mark.number) for mark in marks) == [(False, 1), (True, 1)]


def test_a_party_that_meets_another_after_a_renewal_begins_with_its_newest_document(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    renew(world, "alpha", furnish(world, "alpha"))
    start_again(world, "alpha")
    world.meet("alpha", "beta")
    send_when_agreed(world)
    assert subjects(world, "beta") == ["the first"]
    assert {doc for doc, _ in documents(world, "alpha", ours=True)} == {1}


def test_keys_that_are_renewed_between_meeting_and_confirming_are_told_afterwards(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    roots = furnish(world, "alpha")
    world.introduce("alpha", "beta")
    renew(world, "alpha", roots)
    start_again(world, "alpha")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        world.confirm(here, there)
    send_when_agreed(world)
    assert subjects(world, "beta") == ["the first"]
    assert [mark.number for mark in DocMarkRow.objects.using(world.nodes["beta"].alias).filter(ours=False)] == [1]


def test_old_keys_are_erased_only_when_every_partner_holds_the_newest_document(pair: World, roots: Path) -> None:
    a = pair.nodes["alpha"]
    renew(pair, "alpha", roots)
    with pytest.raises(StillNeeded, match="BET"):
        renewing.retire(a, passphrase=PASSPHRASE)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    assert renewing.retire(a, passphrase=PASSPHRASE) == 1
    assert renewing.retire(a, passphrase=PASSPHRASE) == 0
    start_again(pair, "alpha")
    assert a.former == ()
    send(pair, "alpha", "beta", "with the one key")
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta") == ["with the one key"]


def test_foreign_roots_make_no_document_and_change_no_key_file(pair: World, roots: Path) -> None:
    foreign = furnish(pair, "beta")
    before = Home(pair.nodes["alpha"].home).sign_vault.read_bytes()
    with pytest.raises(NotOurRoots, match="root keys are not those"):
        renew(pair, "alpha", foreign)
    assert Home(pair.nodes["alpha"].home).sign_vault.read_bytes() == before
    assert OwnDocument.objects.using(pair.nodes["alpha"].alias).count() == 1


def test_a_restored_node_waits_for_its_partners_before_it_renews(pair: World, roots: Path) -> None:
    a = pair.nodes["alpha"]
    pair.clock.advance(hours=1)
    with unit(a, "restore") as work:
        work.record(Act.BACKUP_RESTORED, details={})
    with pytest.raises(NotHeardSince, match="BET has not answered since"):
        renew(pair, "alpha", roots)
    pair.clock.advance(hours=1)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    assert renew(pair, "alpha", roots).document.seq == 1


def test_a_crash_after_the_roots_moved_on_leaves_the_next_try_able_to_finish(
    pair: World, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(renewing, "issue", crash)
        with pytest.raises(OSError, match="full"):
            renew(pair, "alpha", roots, new_roots=True)
    assert renew(pair, "alpha", roots, new_roots=True).document.seq == 1
    start_again(pair, "alpha")
    send(pair, "alpha", "beta", "after the crash")
    pair.settle("alpha", "beta")
    assert subjects(pair, "beta") == ["after the crash"]


def there_root(world: World, here: str) -> Entry:
    """Give the row of the one notification that the world is about."""
    return Entry.objects.using(world.nodes[here].alias).filter(kind="notification").order_by("id").first()


def trusted(world: World) -> frozenset[str]:
    """Give both party ids."""
    return frozenset(partners.own_chain(node.alias).party for node in world.nodes.values())


def send_when_agreed(world: World) -> None:
    """Let the contact entries cross, then send one notification."""
    world.settle("alpha", "beta")
    send(world, "alpha", "beta", "the first")
    world.settle("alpha", "beta")


def keep(node: Node) -> Path:
    """Give a copy of a node's database."""
    copy = node.home / "backup.sqlite3"
    disconnect(node.alias)
    shutil.copy(node.home / "node.sqlite3", copy)
    connect(node.alias, node.home / "node.sqlite3")
    return copy


def put_back(node: Node, copy: Path) -> None:
    """Put a node back to a copy of its database; it begins a new run."""
    disconnect(node.alias)
    for name in ("node.sqlite3", "node.sqlite3-wal", "node.sqlite3-shm"):
        (node.home / name).unlink(missing_ok=True)
    shutil.copy(copy, node.home / "node.sqlite3")
    connect(node.alias, node.home / "node.sqlite3")
    runs.begin(node)
