"""The worker: a job that fails is on record and shown, it is tried again, and every other job goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.model.errors import LocalError
from detente.node.context import KeyNotHere, Node
from detente.node.jobs.worker import Worker
from detente.node.services import delivering, escalating, failing_jobs, health, opening, purging
from detente.node.stores import deliveries
from detente.node.stores.models import AuditRow, Delivery
from detente.node.stores.unit import RunLost
from tests.node.world import World


def worker_of(world: World, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Give a worker of alpha that reaches beta in memory."""
    worker = Worker(world.nodes["alpha"], chance=lambda: 0.0)
    monkeypatch.setattr(worker, "_line", lambda partner: world.line("alpha", "beta"))
    return worker


def tick(worker: Worker) -> None:
    """Let every job be due, and do a turn."""
    worker._counted = worker._tested = worker._purged = worker._escalated = float("-inf")
    worker.tick()


def failing(error: Exception) -> Any:
    """Give a job that fails."""

    def fails(*_: object, **__: object) -> Any:
        raise error

    return fails


def recorded(node: Node, act: str) -> list[dict[str, Any]]:
    """Give the details of an act, in order."""
    rows = AuditRow.objects.using(node.alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b""))["details"] for row in rows]


def test_a_job_that_fails_is_said_once_and_the_others_go_on(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, worker, done = pair.nodes["alpha"], worker_of(pair, monkeypatch), list[str]()
    purge = purging.purge_due
    monkeypatch.setattr(purging, "purge_due", failing(KeyNotHere("start the node again")))
    monkeypatch.setattr(escalating, "run", lambda node: done.append("escalated"))
    for _ in range(3):
        tick(worker)
    assert done == ["escalated"] * 3
    assert recorded(node, "job-failed") == [{"job": "purge", "code": KeyNotHere.code}]
    shown = health.look(node)
    assert shown.counts["failing_jobs"] == 1
    assert [notice for notice in shown.notices if f"purge ({KeyNotHere.code})" in notice]
    monkeypatch.setattr(purging, "purge_due", purge)
    tick(worker)
    tick(worker)
    assert recorded(node, "job-mended") == [{"job": "purge"}]
    assert health.look(node).counts["failing_jobs"] == 0


def test_what_failed_in_the_process_before_is_mended_by_the_next(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(purging, "purge_due", failing(LocalError("no")))
        tick(worker_of(pair, monkeypatch))
    tick(worker_of(pair, monkeypatch))
    assert recorded(pair.nodes["alpha"], "job-mended") == [{"job": "purge"}]


def test_a_job_that_fails_for_long_stays_in_sight_whatever_others_do_meanwhile(pair: World) -> None:
    node = pair.nodes["alpha"]
    failing_jobs.failed(node, "purge", LocalError("no"))
    for _ in range(120):
        failing_jobs.failed(node, "feed/BET", LocalError("no"))
        failing_jobs.mended(node, "feed/BET")
    assert dict(failing_jobs.failing(node)) == {"purge": LocalError.code}
    assert health.look(node).counts["failing_jobs"] == 1


def test_another_reason_is_said_again(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = worker_of(pair, monkeypatch)
    for error in (LocalError("no"), KeyNotHere("no"), KeyNotHere("no")):
        monkeypatch.setattr(escalating, "run", failing(error))
        tick(worker)
    codes = [each["code"] for each in recorded(pair.nodes["alpha"], "job-failed")]
    assert codes == [LocalError.code, KeyNotHere.code]


def test_a_partner_whose_entries_cannot_be_opened_is_delivered_to_all_the_same(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, turned = pair.nodes["alpha"], list[str]()
    worker, partner = worker_of(pair, monkeypatch), pair.partner("alpha", "beta")
    deliveries.wake(node, partner)
    monkeypatch.setattr(opening, "open_waiting", failing(LocalError("a step moved otherwise than was read")))
    monkeypatch.setattr(delivering, "turn", lambda node, partner, line, chance: bool(turned.append(partner.code)))
    tick(worker)
    assert turned == [partner.code]
    assert recorded(node, "job-failed") == [{"job": f"open/{partner.code}", "code": LocalError.code}]
    # Whom it concerns stands on record; what watches the node is told no names.
    assert not [notice for notice in health.look(node).notices if partner.code in notice]


def test_a_turn_that_fails_here_is_tried_again_later(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, worker = pair.nodes["alpha"], worker_of(pair, monkeypatch)
    deliveries.wake(node, pair.partner("alpha", "beta"))
    monkeypatch.setattr(delivering, "turn", failing(LocalError("no")))
    tick(worker)
    row = Delivery.objects.using(node.alias).get()
    assert row.attempts == 1
    assert row.next_at is not None
    assert row.next_at > pair.clock()


def test_a_lost_run_ends_the_worker_whichever_job_finds_it(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for where, name in ((purging, "purge_due"), (opening, "open_waiting"), (delivering, "turn")):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, failing(RunLost("another run")))
            deliveries.wake(pair.nodes["alpha"], pair.partner("alpha", "beta"))
            Delivery.objects.using("world-alpha").update(lease_until=None)
            with pytest.raises(RunLost):
                tick(worker_of(pair, patch))
    assert recorded(pair.nodes["alpha"], "job-failed") == []
