"""What a row holds of a case is what comes back from it, also from a row of the first release."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from detente.cases.moments import Moment
from detente.node.stores import dialogues
from detente.node.stores.calendars import Places
from detente.node.stores.models import CaseRow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _row(moments: object) -> CaseRow:
    return CaseRow(dialogue="notification", side="sender", state="accepted", opened_at=NOON, moments=moments)


def test_moments_keep_their_order_their_repeats_and_the_times_that_they_name() -> None:
    stored = [
        ["sent:notification", "2026-11-22T12:00:00.000Z"],
        ["held:notification", "2026-11-22T12:01:00.000Z"],
        ["held:accepted", "2026-11-22T12:02:00.000Z", "2026-11-22T13:00:00.000Z"],
        ["held:part", "2026-11-22T12:03:00.000Z"],
        ["held:part", "2026-11-22T12:04:00.000Z"],
    ]
    case = dialogues.read(_row(stored), root="cid", places=Places())
    assert case.ledger[2] == Moment("held:accepted", NOON + 2 * MINUTE, NOON + 60 * MINUTE)
    assert [moment.name for moment in case.ledger[3:]] == ["held:part", "held:part"]
    assert dialogues.stored_moments(case) == stored


def test_the_map_of_moments_of_an_earlier_home_is_read_in_the_order_of_time() -> None:
    stored = {"held:accepted": "2026-11-22T12:02:00.000Z", "sent:notification": "2026-11-22T12:00:00.000Z"}
    case = dialogues.read(_row(stored), root="cid", places=Places())
    assert case.ledger == (Moment("sent:notification", NOON), Moment("held:accepted", NOON + 2 * MINUTE))
    assert case.moments["held:accepted"] == NOON + 2 * MINUTE
