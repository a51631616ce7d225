"""Limits are counted by the calendar of the obliged party, alike on both nodes, across clock changes and leap days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from detente.cases import clocks
from detente.cases.clocks import Clock
from detente.model.errors import BadInput
from detente.node.queries import thread_page, work
from detente.node.queries.desk import Silence
from detente.node.services import casework, notifying, officers, working_calendars
from detente.node.services.notifying import Letter
from detente.node.stores import calendars
from detente.node.stores.calendars import Place
from detente.node.stores.models import AuditRow, CaseRow, Entry
from tests.node.world import World

PARIS = Place("Europe/Paris", "FR")
NEW_YORK = Place("America/New_York", "US")
TEHRAN = Place("Asia/Tehran", "IR")


def choose_on_both(world: World, *, alpha: Place, beta: Place) -> None:
    """Let both nodes count by the same calendars."""
    for name, other, ours, theirs in (("alpha", "beta", alpha, beta), ("beta", "alpha", beta, alpha)):
        node = world.nodes[name]
        officer = officers.find(node, "lia")
        working_calendars.choose(node, officer, None, ours)
        working_calendars.choose(node, officer, world.partner(name, other), theirs)


def asked(world: World) -> str:
    """Let alpha ask beta something without naming a time; give the cid."""
    node = world.nodes["alpha"]
    letter = Letter(subject="Dossier", text="Bonjour", lang="fr", asks="Est-il chez vous ?")
    entry = notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), letter)
    world.settle("alpha", "beta")
    return entry.cid


def clock_on(world: World, name: str, cid: str, clock: str) -> Clock:
    """Give a clock as one node computes it."""
    other = "beta" if name == "alpha" else "alpha"
    case = casework.case_of(world.nodes[name], world.partner(name, other), cid)
    assert case is not None
    return next(each for each in case.clocks if each.name == clock)


@pytest.mark.parametrize(
    ("asked_at", "due"),
    [
        # 30 days in New York: the clocks there change on 14 March 2027, and midnight is 04:00 UTC after it.
        (datetime(2027, 2, 20, 12, tzinfo=UTC), datetime(2027, 3, 23, 4, tzinfo=UTC)),
        (datetime(2027, 1, 4, 12, tzinfo=UTC), datetime(2027, 2, 4, 5, tzinfo=UTC)),
        # A leap day counts as a day.
        (datetime(2028, 2, 10, 12, tzinfo=UTC), datetime(2028, 3, 12, 5, tzinfo=UTC)),
        # Received on 20 February in UTC, on the 19th in New York.
        (datetime(2027, 2, 20, 2, tzinfo=UTC), datetime(2027, 3, 22, 4, tzinfo=UTC)),
    ],
)
def test_days_end_at_midnight_of_the_obliged_party_on_both_nodes(
    pair: World, asked_at: datetime, due: datetime
) -> None:
    choose_on_both(pair, alpha=PARIS, beta=NEW_YORK)
    pair.clock.at = asked_at
    cid = asked(pair)
    seen = {name: clock_on(pair, name, cid, "answer").due for name in ("alpha", "beta")}
    assert seen == {"alpha": due, "beta": due}


def test_without_a_calendar_days_end_at_midnight_utc(pair: World) -> None:
    cid = asked(pair)
    assert clock_on(pair, "alpha", cid, "answer").due == datetime(2026, 12, 23, tzinfo=UTC)


def test_a_calendar_that_is_chosen_later_moves_the_open_clocks(pair: World) -> None:
    cid = asked(pair)
    node = pair.nodes["alpha"]
    row = CaseRow.objects.using(node.alias).get(entry__cid=cid)
    # Of all clocks the next one counts for the queue; here acceptance is met, and the answer is next.
    CaseRow.objects.using(node.alias).filter(pk=row.pk).update(
        moments=[
            *row.moments,
            ["held:accepted", "2026-11-22T10:00:00.000Z"],
            ["held:interim", "2026-11-22T11:00:00.000Z"],
        ]
    )
    before = clock_on(pair, "alpha", cid, "answer")
    moved = working_calendars.choose(
        node, officers.find(node, "lia"), pair.partner("alpha", "beta"), Place("Asia/Tokyo", "JP")
    )
    after = clock_on(pair, "alpha", cid, "answer")
    assert moved == 1
    assert (before.due - after.due).total_seconds() == 9 * 3600
    fresh = CaseRow.objects.using(node.alias).get(entry__cid=cid)
    case = casework.case_of(node, pair.partner("alpha", "beta"), cid)
    assert case is not None
    nearest = clocks.next_due(case.clocks, now=node.now())
    assert nearest is not None
    assert fresh.next_due == nearest.due


def test_the_choice_is_on_record(pair: World) -> None:
    node = pair.nodes["alpha"]
    before = AuditRow.objects.using(node.alias).filter(act="settings-changed").count()
    working_calendars.choose(node, officers.find(node, "omar"), None, PARIS)
    rows = AuditRow.objects.using(node.alias).filter(act="settings-changed").order_by("-index")
    assert rows.count() == before + 1
    assert rows[0].actor == "omar"
    assert b'"country":"FR"' in bytes(rows[0].details or b"")


def test_a_weekend_may_differ_from_that_of_the_country() -> None:
    friday_saturday = replace(PARIS, weekend=frozenset({4, 5}))
    assert friday_saturday.since(2026).weekend == {4, 5}
    assert friday_saturday.since(2026).holidays == PARIS.since(2026).holidays
    assert TEHRAN.since(2026).weekend != PARIS.since(2026).weekend


def test_holidays_are_known_for_as_long_as_a_dialogue_lasts() -> None:
    days = PARIS.since(2026).holidays
    assert {day.year for day in days} == {2025, *range(2026, 2026 + calendars.YEARS)}


def test_the_clock_on_the_page_names_the_zone_of_the_obliged_party(pair: World) -> None:
    choose_on_both(pair, alpha=PARIS, beta=NEW_YORK)
    cid = asked(pair)
    node = pair.nodes["alpha"]
    officer = officers.find(node, "lia")
    entry = Entry.objects.using(node.alias).get(cid=cid)
    page = thread_page.notification_page(node, officer, entry)
    assert {clock.zone for clock in page.clocks} == {"America/New_York"}
    [waiting] = [queue for queue in work.my_work(node, officer).queues if queue.name == "waiting"]
    assert [row.clock.zone for row in waiting.rows if row.clock is not None] == ["America/New_York"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"zone": "Mars/Olympus"}, "time zone"),
        ({"country": "XX"}, "holidays"),
        ({"country": "FR", "subdivision": "QQQ"}, "holidays"),
        ({"subdivision": "BY"}, "country"),
        ({"weekend": ("someday",)}, "weekday"),
        ({"weekend": working_calendars.WEEKDAYS}, "working day"),
    ],
)
def test_what_names_no_calendar_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        working_calendars.place_of(**given, now=datetime(2026, 11, 22, tzinfo=UTC))  # type: ignore[arg-type]  # rows of a table of keyword arguments


def test_both_screens_show_the_same_silence_since_the_same_instant(pair: World) -> None:
    choose_on_both(pair, alpha=PARIS, beta=NEW_YORK)
    pair.clock.at = datetime(2027, 2, 20, 12, tzinfo=UTC)
    cid = asked(pair)
    pair.clock.at = datetime(2027, 3, 23, 3, 59, tzinfo=UTC)
    assert silences_on(pair, "alpha", cid).get("answer") is None
    # Midnight in New York, an hour after that in Paris would have been.
    pair.clock.at = datetime(2027, 3, 23, 4, 0, 1, tzinfo=UTC)
    seen = {name: silences_on(pair, name, cid)["answer"] for name in ("alpha", "beta")}
    assert seen == {"alpha": datetime(2027, 3, 23, 4, tzinfo=UTC), "beta": datetime(2027, 3, 23, 4, tzinfo=UTC)}


def silences_on(world: World, name: str, cid: str) -> dict[str, datetime]:
    """Give the silences that a node's page of a message shows: what is awaited, since when."""
    node = world.nodes[name]
    entry = Entry.objects.using(node.alias).get(cid=cid)
    page = thread_page.notification_page(node, officers.find(node, "lia"), entry)
    return {item.clock: item.since for item in page.thread if isinstance(item, Silence)}
