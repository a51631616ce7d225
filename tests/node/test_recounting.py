"""What the desk sorts by, written anew: a case that moved meanwhile keeps what it became."""

from __future__ import annotations

from typing import Any

import pytest

from detente.node.services import acting, officers, pausing, recounting, working_calendars
from detente.node.stores.models import CaseRow, Entry
from tests.node.desk_builders import delivered
from tests.node.world import World


def test_a_case_that_moved_while_clocks_are_counted_anew_is_not_put_back(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = pair.nodes["beta"]
    lia, uid = officers.find(node, "lia"), delivered(pair, "Dossier 1", days=9)
    entry = Entry.objects.using(node.alias).get(uid=uid)
    rows = CaseRow.objects.using(node.alias).filter(pk=entry.pk)
    rows.update(next_due=pair.clock())
    counted, done = recounting.moved_in, list[bool]()

    def also(*given: Any) -> Any:
        found = counted(*given)
        if not done:
            done.append(True)
            acting.accept(node, lia, entry, until=None)
        return found

    monkeypatch.setattr(recounting, "moved_in", also)
    pausing.recount(node, pair.partner("beta", "alpha"))
    found = rows.values_list("next_due", "look_at").get()
    monkeypatch.undo()
    # By what the case is now, nothing is left to count.
    assert pausing.recount(node, pair.partner("beta", "alpha")) == 0
    assert rows.values_list("next_due", "look_at").get() == found


def test_a_calendar_and_a_suspension_count_alike(pair: World) -> None:
    node = pair.nodes["beta"]
    for number in range(3):
        delivered(pair, f"Dossier {number}", days=9)
    rows = CaseRow.objects.using(node.alias).filter(next_due__isnull=False).order_by("pk")
    right = list(rows.values_list("pk", "next_due"))
    assert len(right) == 3
    rows.update(next_due=pair.clock(), look_at=None)
    assert pausing.recount(node, pair.partner("beta", "alpha")) == 3
    once = list(rows.values_list("pk", "next_due", "look_at"))
    assert [(key, due) for key, due, _ in once] == right
    rows.update(next_due=pair.clock(), look_at=None)
    place = working_calendars.place_of(now=pair.clock())
    assert working_calendars.choose(node, officers.find(node, "lia"), None, place) == 3
    assert list(rows.values_list("pk", "next_due", "look_at")) == once


def test_what_nobody_would_look_at_again_is_looked_at(pair: World) -> None:
    """A suspension over days that do not count leaves the end of a limit where it was; its reminders had stopped."""
    node = pair.nodes["beta"]
    delivered(pair, "Dossier 1", days=9)
    rows = CaseRow.objects.using(node.alias).filter(next_due__isnull=False)
    before = rows.values_list("next_due", "look_at").get()
    assert before[1] is not None
    rows.update(look_at=None)
    assert pausing.recount(node, pair.partner("beta", "alpha")) == 1
    assert rows.values_list("next_due", "look_at").get() == before
