"""What differs between the stores: locks between connections, constraints, bytes. On PostgreSQL alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction

from detente.audit.acts import Act
from detente.crypto import vault
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.services import auditing, backup, checking, delivering, notifying, officers, records, runs, threads
from detente.node.services.backup_stream import ON_SERVER
from detente.node.services.notifying import Letter
from detente.node.services.record_values import Beside
from detente.node.stores import ledger
from detente.node.stores.models import AuditRow, BatchRow, Entry, NodeRow, StatementRow
from detente.node.stores.unit import RunLost, unit
from detente.protocol import parcel
from tests.node.world import World

PASSPHRASE = "a passphrase for tests only"


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, alpha with a notification for beta."""
    send(pair, "Dossier 1")
    return pair


def send(world: World, subject: str) -> None:
    """Release a notification from alpha to beta."""
    node = world.nodes["alpha"]
    letter = Letter(subject=subject, text="Bonjour", answer_by=world.clock() + timedelta(days=3))
    notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), letter)


def together(*acts: Callable[[], object]) -> list[object]:
    """Run acts at once, each on a connection of its own; give what they gave or raised."""
    start = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        start.wait(120)
        try:
            found[number] = acts[number]()
        except Exception as error:
            found[number] = error
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    return found


def test_the_store_is_the_server(pair: World) -> None:
    assert connections[pair.nodes["alpha"].alias].vendor == "postgresql"


def test_two_workers_never_share_a_turn(pair: World) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    for _ in range(5):
        pair.clock.advance(minutes=5)
        found = together(*(lambda: delivering.claim(node, partner) for _ in range(4)))
        taken = [item for item in found if item is not None and item is not False]
        assert len(taken) == 1, found


def test_units_of_work_pass_one_after_the_other_and_the_record_has_no_gap(pair: World) -> None:
    node = pair.nodes["alpha"]

    def act() -> None:
        for _ in range(5):
            with unit(node, "look up") as work:
                work.record(Act.LOOKED_UP)

    before = AuditRow.objects.using(node.alias).count()
    commits = NodeRow.objects.using(node.alias).get().commits
    assert together(act, act, act, act) == [None] * 4
    assert AuditRow.objects.using(node.alias).count() == before + 20
    assert NodeRow.objects.using(node.alias).get().commits == commits + 20
    assert auditing.verify(node, None)["ok"]


def test_a_batch_that_two_connections_bring_is_stored_once(pair: World) -> None:
    posted = parcel.build(delivering.next_items(pair.nodes["alpha"], pair.partner("alpha", "beta")))
    line = pair.line("alpha", "beta")
    answers = together(*(lambda: line.deliver(posted) for _ in range(4)))
    bodies = {answer.body for answer in answers if getattr(answer, "status", None) == 200}  # type: ignore[attr-defined]  # getattr has looked for it
    assert len(bodies) == 1, answers
    beta = pair.nodes["beta"]
    batches = BatchRow.objects.using(beta.alias).filter(ours=False)
    assert len(set(batches.values_list("size", flat=True))) == batches.count()
    assert Entry.objects.using(beta.alias).filter(kind="notification").count() == 1
    assert auditing.verify(beta, None)["ok"]


def test_a_place_is_given_once(pair: World) -> None:
    pair.settle("alpha", "beta")
    node = pair.nodes["alpha"]
    entry = Entry.objects.using(node.alias).filter(ours=True, kind="notification").get()
    other = Entry.objects.using(node.alias).filter(ours=True, kind="contact").get()
    with pytest.raises(IntegrityError), transaction.atomic(using=node.alias):
        Entry.objects.using(node.alias).filter(pk=other.pk).update(seq=entry.seq)


def test_bytes_come_back_as_they_went(pair: World) -> None:
    pair.settle("alpha", "beta")
    subject = Entry.objects.using(pair.nodes["alpha"].alias).select_related("partner", "batch")
    theirs = Entry.objects.using(pair.nodes["beta"].alias).select_related("partner", "batch")
    first = threads.export(
        pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia"), subject.get(kind="notification")
    )
    assert first == threads.export(
        pair.nodes["beta"], officers.find(pair.nodes["beta"], "lia"), theirs.get(kind="notification")
    )
    row = BatchRow.objects.using(pair.nodes["alpha"].alias).filter(ours=True).latest("size")
    batch = ledger.to_wire(pair.nodes["alpha"].alias, row, with_receipt=True)
    assert isinstance(batch.checkpoint, bytes)
    assert isinstance(batch.entries[0].header, bytes)


def test_a_new_run_ends_the_old_one_and_everything_is_fed_anew(pair: World) -> None:
    pair.settle("alpha", "beta")
    beta = pair.nodes["beta"]
    old = beta.run
    runs.begin(beta)
    new, beta.run = beta.run, old
    with pytest.raises(RunLost), unit(beta, "late") as work:
        work.record(Act.LOOKED_UP)
    beta.run = new
    send(pair, "Dossier 2")
    pair.settle("alpha", "beta")
    kinds = [row.subject for row in pair.entries("beta", ours=False, kind="notification")]
    assert kinds == ["Dossier 1", "Dossier 2"]


def test_a_backup_holds_the_home_and_says_that_the_database_is_elsewhere(pair: World, tmp_path: Path) -> None:
    node = pair.nodes["beta"]
    home = Home(node.home)
    for folder in home.folders:
        folder.mkdir(exist_ok=True, mode=0o700)
    home.sign_vault.write_bytes(
        vault.lock({"pairs": []}, passphrase=PASSPHRASE, salt=system_entropy(16), nonce=system_entropy(12))
    )
    home.configuration.write_text("[node]\n")
    facts = backup.make(node, tmp_path / "home.backup", passphrase=PASSPHRASE, actor="operator")
    assert facts["database"] == ON_SERVER
    assert AuditRow.objects.using(node.alias).filter(act=Act.BACKUP_MADE).count() == 1


def test_the_check_reads_what_the_server_says_of_a_power_cut(pair: World) -> None:
    found = checking.durability(pair.nodes["alpha"])
    assert "fsync=" in found.text


def test_statements_that_are_made_at_once_are_numbered_as_they_stand_on_record(pair: World) -> None:
    """A split takes what has a later number than the merge for what was said since it."""
    node = pair.nodes["beta"]
    officer, beside = officers.find(node, "lia"), Beside(source="x")
    row = records.make(
        node, officer, schema="Person", category="suspect", values=[("name", "Timur")], beside=beside, because="x"
    )
    props = ("alias", "birthDate", "nationality", "notes", "position", "phone")
    said = {"birthDate": "1986", "nationality": "fr"}
    found = together(
        *(
            lambda prop=prop: records.state(node, officer, row, prop=prop, value=said.get(prop, "x"), beside=beside)
            for prop in props
        )
    )
    assert all(isinstance(each, StatementRow) for each in found), found
    rows = StatementRow.objects.using(node.alias).filter(prop__in=props).order_by("pk")
    acts = AuditRow.objects.using(node.alias).filter(act=Act.RECORD_STATED.value).order_by("index")
    on_record = [json.loads(bytes(each.details))["details"]["property"] for each in acts]
    assert list(rows.values_list("prop", flat=True)) == on_record
