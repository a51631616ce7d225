"""Reciprocity counts what was held, the same on both sides, and what is still on its way nowhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.cases.clocks import Keeping, clocks_of
from detente.cases.counting import Span
from detente.cases.kinds import TABLES
from detente.cases.moments import Moment
from detente.cases.presets import preset
from detente.cases.reciprocity import Figures, figures
from detente.cases.table import Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = NOON + 400 * DAY
TOLD = Terms(opened=True)


def counted(kind: str, *held: tuple[str, int], terms: Terms = TOLD, pauses: tuple[Span, ...] = ()) -> Figures:
    """Give the figures of a dialogue in which these messages were held after so many days."""
    table = TABLES[kind]
    ledger = [Moment(f"held:{name}", NOON + days * DAY) for name, days in held]
    clocks = clocks_of(table, terms, ledger, Keeping(preset("detente-default"), {}, pauses))
    return figures(table, ledger, clocks, now=LATER)


ASKED = ("request", 0)
ACCEPTED = ("accepted", 1)

COUNTED = {
    "nothing that was not held": ("request-information", (), Figures()),
    "an answer in time": ("request-information", (ASKED, ACCEPTED, ("answer", 9)), Figures(1, 1, 0, 1)),
    "an answer late": ("request-information", (ASKED, ACCEPTED, ("answer", 99)), Figures(1, 1, 0, 0, 1)),
    "a refusal ends, in time": ("request-information", (ASKED, ("refused", 9)), Figures(1, 1, 1, 1)),
    "a refusal in part is one": ("request-information", (ASKED, ACCEPTED, ("part-final", 9)), Figures(1, 1, 1, 1)),
    "a part ends nothing": ("request-information", (ASKED, ACCEPTED, ("part", 9)), Figures(1, silent=1)),
    "a withdrawal ends nothing and is no silence": ("request-information", (ASKED, ("withdrawn", 9)), Figures(1)),
    "silence": ("request-information", (ASKED,), Figures(1, silent=1)),
    "a warning with outcome and thanks": (
        "warning",
        (("warning", 0), ("accepted", 0), ("outcome", 9), ("thanks", 10)),
        Figures(1, 1, 0, 1, outcomes=1, thanks=1),
    ),
    "a warning that was stood down": ("warning", (("warning", 0), ("accepted", 0), ("stood-down", 9)), Figures(1)),
    "a hop refused is no refusal of the session": (
        "trace-session",
        (("open", 0), ("agreed", 1), ("hop-query", 2), ("hop-refused", 3)),
        Figures(1, 1, 0, 1),
    ),
    "feedback contested has not ended": ("feedback", (("feedback", 0), ("contested", 9)), Figures(1, 0, 0, 0, 1)),
}


@pytest.mark.parametrize(("kind", "held", "expected"), COUNTED.values(), ids=COUNTED)
def test_a_dialogue_counts_as_what_was_held(kind: str, held: tuple[tuple[str, int], ...], expected: Figures) -> None:
    assert counted(kind, *held) == expected


def test_what_a_suspension_pauses_is_no_silence() -> None:
    assert counted("request-information", ASKED, pauses=(Span(NOON + DAY),)) == Figures(1)


def test_where_the_notification_asks_only_an_answer_is_in_time() -> None:
    filed = (("notification", 0), ("accepted", 1), ("filed", 9))
    assert counted("notification", *filed, terms=Terms(asks=True)) == Figures(1, 1, silent=1)
    assert counted("notification", *filed, terms=Terms()) == Figures(1, 1, in_time=1)


def test_figures_add_up() -> None:
    assert Figures(1, 1, 0, 1) + Figures(1, 0, 0, 0, 1, thanks=2) == Figures(2, 1, 0, 1, 1, thanks=2)
