"""The ladder of a preset in time: what was reached, when to look again, and what ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.cases import case as cases
from detente.cases import escalation
from detente.cases.case import Case
from detente.cases.counting import Span
from detente.cases.escalation import Urgency
from detente.cases.table import Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACCEPT = timedelta(hours=72)
"""How long the default gives for acceptance."""


def received(kind: str = "notification", preset: str = "detente-default") -> Case:
    """Give our case of a message that was held at noon."""
    case = cases.open_case(kind, dialogue="c", side="receiver", at=NOON, terms=Terms(), preset=preset)
    return cases.step(case, kind, now=NOON)


def sent() -> Case:
    """Give our case of a message that the partner held at noon."""
    case = cases.open_case("notification", dialogue="c", side="sender", at=NOON, terms=Terms())
    return cases.step(cases.step(case, "send", now=NOON), "delivered", now=NOON)


def rungs(case: Case, hours: float) -> list[tuple[str, str, str]]:
    """Give what was reached so many hours after noon: clock, act and whom."""
    found = escalation.reached(case, now=NOON + timedelta(hours=hours))
    return [(due.clock.name, due.rung.do, due.rung.whom) for due in found]


def test_the_ladder_is_climbed_step_by_step() -> None:
    case = received()
    assert rungs(case, 53.9) == []
    assert rungs(case, 54) == [("acceptance", "remind", "officer")]
    assert rungs(case, 72)[1:] == [("acceptance", "remind", "desk")]
    assert rungs(case, 90)[2:] == [("acceptance", "escalate", "head of desk")]
    assert rungs(case, 144)[3:] == [
        ("acceptance", "tell-partner-silence", "both desks"),
        ("acceptance", "other-channel", "L"),
    ]


def test_nobody_here_is_reminded_of_what_they_owe_before_it_is_late() -> None:
    case = sent()
    assert rungs(case, 71.9) == []
    assert rungs(case, 72) == [("acceptance", "remind", "desk")]


def test_acceptance_ends_it() -> None:
    case = cases.step(cases.step(received(), "open", now=NOON), "register", now=NOON + timedelta(hours=60))
    assert not [clock for clock, _, _ in rungs(case, 100) if clock == "acceptance"]


def test_a_clock_that_is_paused_has_no_rungs() -> None:
    case = received()
    paused = Case(**{**_fields(case), "pauses": (Span(NOON + timedelta(hours=1)),)})
    assert rungs(paused, 200) == []
    assert escalation.look_again(paused, now=NOON + timedelta(hours=200)) is None


def test_when_to_look_again() -> None:
    case = received()
    assert escalation.look_again(case, now=NOON) == NOON + 0.75 * ACCEPT
    late = NOON + timedelta(hours=80)
    assert escalation.look_again(case, now=late) == late
    assert escalation.next_after(case, now=late) == NOON + 1.25 * ACCEPT
    assert escalation.next_after(case, now=NOON + timedelta(days=400)) is None


@pytest.mark.parametrize(("hours", "urgency"), [(60, Urgency.SOON), (73, Urgency.LATE)])
def test_urgency_follows_from_the_rung(hours: int, urgency: Urgency) -> None:
    assert escalation.reached(received(), now=NOON + timedelta(hours=hours))[-1].urgency is urgency


def test_a_warning_that_is_late_is_grave_and_its_delivery_counts() -> None:
    case = received("warning")
    assert {due.urgency for due in escalation.reached(case, now=NOON + timedelta(hours=3))} == {
        Urgency.SOON,
        Urgency.GRAVE,
    }
    ours = cases.open_case("warning", dialogue="c", side="sender", at=NOON, terms=Terms())
    assert "delivery" not in {clock for clock, _, _ in rungs(sent(), 1)}
    assert ours.kind in escalation.DANGER


def test_an_urgent_preset_brings_its_own_ladder() -> None:
    case = cases.open_case(
        "request-information",
        dialogue="c",
        side="answerer",
        at=NOON,
        terms=Terms(urgent=True),
        preset="eu-2023-977-urgent-direct",
    )
    case = cases.step(case, "request", now=NOON)
    assert ("answer", "remind", "desk") in rungs(case, 4)
    assert ("answer", "escalate", "D") in rungs(case, 8)


def test_what_has_ended_reminds_nobody() -> None:
    case = Case(**{**_fields(received()), "state": "rejected"})
    assert case.ended
    assert rungs(case, 500) == []


def _fields(case: Case) -> dict[str, object]:
    return {name: getattr(case, name) for name in Case.__dataclass_fields__}
