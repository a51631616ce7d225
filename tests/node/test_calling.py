"""Calls through an outage, and calls that are not made: one waits, none is said to have gone that did not."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.node.channels import Hook, Mail
from detente.node.services import calling, escalating, officers
from detente.node.stores.models import AuditRow, CallRow, CaseRow, EscalationRow
from tests.node.test_escalating import Ways, accept, arrived, mail_server, staff
from tests.node.world import World

NOWHERE = Mail("127.0.0.1", 1, "detente@beta.example", tls="none")


@pytest.fixture
def late(pair: World) -> World:
    """A desk at beta, a message that nobody accepted in time, and Lia's address."""
    world = staff(pair)
    node = world.nodes["beta"]
    lia = officers.find(node, "lia")
    calling.reach(node, lia, lia, address="lia@beta.example")
    arrived(world)
    world.clock.advance(hours=73)
    escalating.run(node)
    return world


def ended(world: World) -> list[tuple[bool, str]]:
    """Give of each call that ended at beta whether the record says that it was sent, and why not."""
    rows = AuditRow.objects.using("world-beta").filter(act="call-ended").order_by("index")
    sent = [json.loads(bytes(row.details or b""))["details"]["sent"] for row in rows]
    calls = CallRow.objects.using("world-beta").exclude(ended_at=None).order_by("ended_at", "pk")
    return list(zip(sent, calls.values_list("failure", flat=True), strict=True))


def test_no_calls_pile_up_while_a_way_is_out(late: World, tmp_path: Path) -> None:
    node = late.nodes["beta"]
    ways = Ways(mail=NOWHERE, hook=Hook(command=(str(tmp_path / "nothing"),)))
    assert calling.plan(node, ways) == 2
    for _ in range(24):
        late.clock.advance(minutes=31)
        assert calling.plan(node, ways) == 0
        assert calling.send_due(node, ways) == 0
    assert CallRow.objects.using(node.alias).count() == 2
    late.clock.advance(hours=1)
    with mail_server() as server:
        back = Ways(mail=Mail("127.0.0.1", server.port, "detente@beta.example", tls="none"))
        assert calling.send_due(node, back) == 1
    assert [to for to, _ in server.taken] == ["lia@beta.example"]


def test_what_waited_says_what_stands_when_it_goes(late: World) -> None:
    node = late.nodes["beta"]
    calling.plan(node, Ways(mail=NOWHERE))
    calling.send_due(node, Ways(mail=NOWHERE))
    arrived(late, "Dossier 2")
    late.clock.advance(hours=73)
    escalating.run(node)
    with mail_server() as server:
        calling.send_due(node, Ways(mail=Mail("127.0.0.1", server.port, "detente@beta.example", tls="none")))
    assert ": 2" in server.taken[0][1]


@pytest.mark.parametrize(
    ("ways", "why"),
    [(Ways(), "the mail server is not set any more"), (Ways(mail=NOWHERE), "the officer has no address any more")],
)
def test_a_digest_that_nobody_got_is_not_said_to_have_gone(late: World, ways: Ways, why: str) -> None:
    node = late.nodes["beta"]
    lia = officers.find(node, "lia")
    assert calling.plan(node, Ways(mail=NOWHERE)) == 1
    calling.reach(node, lia, lia, address="")
    assert calling.send_due(node, ways) == 0
    assert ended(late) == [(False, why)]


def test_a_hook_that_was_taken_away_called_nobody(late: World, tmp_path: Path) -> None:
    node = late.nodes["beta"]
    assert calling.plan(node, Ways(hook=Hook(command=(str(tmp_path / "page"),)))) == 1
    assert calling.send_due(node, Ways()) == 0
    assert ended(late) == [(False, "the hook is not set any more")]


def test_what_stands_is_read_once_for_all_calls(late: World) -> None:
    node = late.nodes["beta"]
    for number in range(6):
        CallRow.objects.using(node.alias).create(
            channel="hook", count=1, urgency="late", made_at=late.clock(), next_at=late.clock() - timedelta(number)
        )
    with CaptureQueriesContext(connections[node.alias]) as asked:
        calling.send_due(node, Ways())
    assert sum('FROM "escalation"' in query["sql"] for query in asked.captured_queries) == 1


# Ending reminders


def test_a_step_that_is_taken_while_they_are_looked_at_ends_no_job(
    late: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker escalates another case between two reads."""
    node, read = late.nodes["beta"], escalating._cases
    accept(late, arrived(late, "Dossier 2"))
    other = CaseRow.objects.using(node.alias).order_by("pk").last()
    assert other is not None

    def also(*given: object) -> object:
        found = list(read(*given))  # type: ignore[arg-type]  # what the job gives is passed on as it is
        EscalationRow.objects.using(node.alias).get_or_create(
            case=other,
            clock="acceptance",
            started=late.clock(),
            percent=75,
            do="remind",
            whom="officer",
            defaults={"urgency": "soon", "told": [], "at": late.clock()},
        )
        return found

    monkeypatch.setattr(escalating, "_cases", also)
    assert escalating.close_met(node) == 0
    monkeypatch.undo()
    assert escalating.close_met(node) == 1


def test_so_many_steps_are_looked_at_in_one_turn_and_all_in_turn(late: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, sizes = late.nodes["beta"], list[int]()
    uid = arrived(late, "Dossier 2")
    late.clock.advance(hours=73)
    escalating.run(node)
    standing = EscalationRow.objects.using(node.alias).filter(closed_at=None)
    assert standing.count() > 2
    monkeypatch.setattr(escalating, "MET", 1)
    read = escalating._cases

    def counted(node: object, keys: object) -> object:
        given = list(keys)  # type: ignore[call-overload]  # keys of cases, whatever holds them
        sizes.append(len(given))
        return read(node, given)  # type: ignore[arg-type]  # what the job gives is passed on as it is

    monkeypatch.setattr(escalating, "_cases", counted)
    looked, before = escalating.Round(), standing.count()
    accept(late, uid)
    closed = sum(escalating.close_met(node, looked) for _ in range(before + 1))
    assert closed > 0
    assert max(sizes) == 1
    monkeypatch.undo()
    assert escalating.close_met(node) == 0
    assert standing.exists()
