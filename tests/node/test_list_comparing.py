"""A whole list compared with all whom a node holds: how far it is, stopped, killed, gone on with, and what it found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.audit.acts import Act
from detente.cli import list_compared
from detente.model.errors import BadInput, NotFound
from detente.node.jobs.worker import Worker
from detente.node.queries import lists
from detente.node.services import casework, list_comparing, list_keeping, matches, officers, record_sides
from detente.node.services.duties import RoleRefused
from detente.node.stores.models import AuditRow, HeldList, ListComparison, MatchRow, ScreeningRow, StatementRow
from tests.node.test_matches import LISTED, OTHERS, WHY, held, made, pair, screened, told, waiting, who
from tests.node.world import World

__all__ = ["pair"]
REASON = "Quarterly review"


def asked(world: World, row: HeldList, by: str = "lia", because: str = REASON) -> ListComparison:
    return list_comparing.ask(world.nodes["beta"], who(world, by), row, because)


def compared(world: World, row: ListComparison) -> ListComparison:
    while list_comparing.turn(world.nodes["beta"]):
        pass
    row.refresh_from_db(using=world.nodes["beta"].alias)
    return row


def forgotten(world: World) -> None:
    """Let beta be as if nothing had been screened: as when a list came in before whom it names."""
    alias = world.nodes["beta"].alias
    ScreeningRow.objects.using(alias).update(done_at=world.clock())
    MatchRow.objects.using(alias).all().delete()


def listed(world: World) -> HeldList:
    return held(world, {"a-1": LISTED, **OTHERS})


def test_all_records_and_whom_messages_of_open_cases_name_are_compared(pair: World) -> None:
    row, record, entry = listed(pair), made(pair), told(pair)
    screened(pair)
    forgotten(pair)
    run = compared(pair, asked(pair, row))
    found = {(each.left_kind, each.left) for each in list_comparing.found_by(pair.nodes["beta"], run)}
    assert found == {("record", record.uid), ("message", str(entry.pk))}
    assert (run.total, run.done, run.left_out, run.version) == (2, 2, [], 1)
    assert run.done_at is not None
    assert {each.row.left_kind for each in waiting(pair) if each.row.right_kind == "listed"} == {"record", "message"}


def test_messages_of_cases_that_ended_are_left_alone(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = listed(pair)
    told(pair)
    screened(pair)
    forgotten(pair)
    monkeypatch.setattr(casework, "has_ended", lambda case: True)
    run = compared(pair, asked(pair, row))
    assert (run.total, run.done) == (1, 1)
    assert not list_comparing.found_by(pair.nodes["beta"], run).exists()


def test_what_was_judged_does_not_come_back(pair: World) -> None:
    row = listed(pair)
    made(pair)
    screened(pair)
    (match,) = waiting(pair)
    matches.judge(pair.nodes["beta"], who(pair), match, "different", WHY)
    compared(pair, asked(pair, row))
    assert waiting(pair) == []


def test_it_goes_on_where_it_was_killed_and_counts_nobody_twice(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = listed(pair)
    rows = [made(pair, ("name", f"Astarguiev {number}")) for number in range(5)]
    monkeypatch.setattr(list_comparing, "BATCH", 2)
    run, looked_at = asked(pair, row), []
    node, forms = pair.nodes["beta"], record_sides.forms

    def killed_at_the_fourth(inner: Any, sides: Any) -> Any:
        looked_at.extend(side.uid for side in sides)
        if looked_at.count(rows[3].uid) == 1 and sides[0].uid == rows[3].uid:
            raise KeyboardInterrupt
        return forms(inner, sides)

    monkeypatch.setattr(record_sides, "forms", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        compared(pair, run)
    run.refresh_from_db(using=node.alias)
    assert (run.done, run.done_at) == (2, None)
    assert (compared(pair, run).done, run.total) == (5, 5)


def test_it_is_stopped_and_goes_on_where_it_was(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    node, row = pair.nodes["beta"], listed(pair)
    for number in range(5):
        made(pair, ("name", f"Astarguiev {number}"))
    monkeypatch.setattr(list_comparing, "BATCH", 2)
    run = asked(pair, row)
    assert list_comparing.turn(node)
    list_comparing.stop(node, who(pair, "omar"), run)
    list_comparing.stop(node, who(pair), run)
    assert list_comparing.turn(node) is False
    assert (run.done, run.stopped_by) == (2, who(pair, "omar"))
    list_comparing.go_on(node, who(pair), run)
    assert (compared(pair, run).done, run.stopped_by) == (5, None)
    list_comparing.go_on(node, who(pair), run)
    assert run.done_at is not None


def test_one_that_cannot_be_compared_is_left_out_and_said(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row, rows = listed(pair), [made(pair, ("name", f"Astarguiev {number}")) for number in range(3)]
    forms = record_sides.forms

    def broken(node: Any, sides: Any) -> Any:
        if any(side.uid == rows[1].uid for side in sides):
            raise ValueError("a record of tomorrow")
        return forms(node, sides)

    monkeypatch.setattr(record_sides, "forms", broken)
    run = compared(pair, asked(pair, row))
    assert (run.done, run.total, run.left_out) == (3, 3, [["record", rows[1].uid]])
    page = lists.comparison_page(pair.nodes["beta"], who(pair), row.name, run.uid)
    assert page.left_out == (("record", rows[1].uid),)
    assert lists.comparison_page(pair.nodes["beta"], who(pair, "omar"), row.name, run.uid).left_out == page.left_out
    StatementRow.objects.using(pair.nodes["beta"].alias).update(handling=["tlp:RED"])
    assert lists.comparison_page(pair.nodes["beta"], who(pair, "omar"), row.name, run.uid).left_out == ()


def test_a_version_that_comes_meanwhile_is_compared_from_then_on(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = held(pair, OTHERS)
    record = made(pair)
    screened(pair)
    run = asked(pair, row)
    held(pair, {"a-1": LISTED, **OTHERS})
    forgotten(pair)
    compared(pair, run)
    assert run.version == 1
    assert [each.left for each in list_comparing.found_by(pair.nodes["beta"], run)] == [record.uid]


def test_a_list_that_ends_is_compared_no_further(pair: World) -> None:
    row = listed(pair)
    made(pair)
    run = asked(pair, row)
    list_keeping.end(pair.nodes["beta"], who(pair), row)
    run = compared(pair, run)
    assert (run.done, run.stopped_by) == (0, None)
    assert run.stopped_at is not None
    with pytest.raises(BadInput, match="no version that is searched"):
        list_comparing.go_on(pair.nodes["beta"], who(pair), run)
    with pytest.raises(BadInput, match="no version that is searched"):
        asked(pair, row)


def test_one_list_is_compared_once_at_a_time_and_for_a_reason(pair: World) -> None:
    row = listed(pair)
    for because in (" ", "x" * 301, "a\x00"):
        with pytest.raises(BadInput):
            asked(pair, row, because=because)
    asked(pair, row)
    with pytest.raises(BadInput, match="being compared already"):
        asked(pair, row)


def test_where_nobody_is_held_it_is_done_at_once(pair: World) -> None:
    run = compared(pair, asked(pair, listed(pair)))
    assert (run.total, run.done) == (0, 0)
    assert run.done_at is not None


def test_who_judges_nothing_or_may_not_search_the_list_asks_for_nothing(pair: World) -> None:
    node, row = pair.nodes["beta"], listed(pair)
    officers.add(node, name="tech", shown="Tech", role="operator")
    with pytest.raises(RoleRefused):
        asked(pair, row, by="tech")
    HeldList.objects.using(node.alias).update(handling=["tlp:RED"])
    row.refresh_from_db(using=node.alias)
    with pytest.raises(NotFound):
        asked(pair, row, by="omar")


def test_the_worker_does_it_and_each_act_is_on_record(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = listed(pair)
    made(pair)
    run, node = asked(pair, row), pair.nodes["beta"]
    worker = Worker(node, chance=lambda: 0.0)
    monkeypatch.setattr(worker, "_confirmed", list)
    # The record was just made: it is screened in its turn, before the list is compared.
    worker.tick()
    run.refresh_from_db(using=node.alias)
    assert run.done == 0
    for _ in range(3):
        worker.tick()
    run.refresh_from_db(using=node.alias)
    assert run.done_at is not None
    acts = set(AuditRow.objects.using(node.alias).values_list("act", flat=True))
    assert {Act.LIST_COMPARISON_ASKED.value, Act.LIST_COMPARED.value} <= acts


def test_its_report_counts_what_the_officer_may_see_and_what_is_new(pair: World) -> None:
    node, row = pair.nodes["beta"], listed(pair)
    made(pair)
    screened(pair)
    pair.clock.advance(days=1)
    run = asked(pair, row)
    made(pair, ("name", "Astarguiev Timur"), ("birthDate", "1988-03-14"))
    assert lists.comparison_page(node, who(pair), row.name, run.uid).found == ()
    # Whoever came after it was asked is screened by itself.
    screened(pair)
    run = compared(pair, run)
    assert (run.done, run.total) == (1, 1)
    page = lists.comparison_page(node, who(pair), row.name, run.uid)
    assert [(each.match.left.kind, each.new) for each in page.found] == [("record", True), ("record", False)]
    assert sum(count.wait for count in page.counts) == 2
    pair.clock.advance(days=1)
    made(pair, ("name", "Astarguiev Timur"), ("birthDate", "1988-03-14"), handling=("tlp:RED",))
    screened(pair)
    found = lists.comparison_page(node, who(pair), row.name, run.uid).found
    # What was found after it ended is not of it.
    assert [each.new for each in found].count(True) == 1
    assert len(found) == 3
    # Of what is not for omar he learns neither the name nor the number.
    seen = lists.comparison_page(node, who(pair, "omar"), row.name, run.uid)
    assert (len(seen.found), sum(count.wait for count in seen.counts)) == (2, 2)


def test_the_page_of_a_list_says_how_far_it_is(pair: World) -> None:
    node, row = pair.nodes["beta"], listed(pair)
    assert lists.page(node, who(pair), row.name).may_compare
    run = asked(pair, row)
    (line,) = lists.page(node, who(pair), row.name).comparisons
    assert (line.id, line.state, line.because) == (run.uid, "going", REASON)
    compared(pair, run)
    assert lists.page(node, who(pair), row.name).comparisons[0].state == "done"
    with pytest.raises(NotFound):
        lists.comparison_page(node, who(pair), row.name, "another")


def test_the_reads_of_a_turn_do_not_grow_with_those_who_are_held(pair: World) -> None:
    row = listed(pair)
    for number in range(120):
        made(pair, ("name", f"Novosyolova {number}"))
    screened(pair)
    node, run = pair.nodes["beta"], asked(pair, row)
    with CaptureQueriesContext(connections[node.alias]) as first:
        list_comparing.turn(node)
    with CaptureQueriesContext(connections[node.alias]) as second:
        list_comparing.turn(node)
    assert len(second) <= len(first)
    run.refresh_from_db(using=node.alias)
    assert run.done == 2 * list_comparing.BATCH


def test_whoever_looks_on_sees_that_it_is_done_where_the_worker_was_quicker(pair: World) -> None:
    made(pair)
    node, run = pair.nodes["beta"], asked(pair, listed(pair))
    compared(pair, ListComparison.objects.using(node.alias).get(pk=run.pk))
    assert run.done_at is None
    list_compared.watched(node, run, quiet=True)
    assert (run.done, run.done_at is not None) == (1, True)
