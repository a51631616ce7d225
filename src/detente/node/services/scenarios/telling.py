"""What a played scenario came to, in the form of the machine interface: states, clocks, reciprocity, what is in flight.

Clocks and figures are those of an observer who sees every time that a receipt states; where nothing is in flight, both
nodes see the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from detente.cases import clocks as timing
from detente.cases import presets, reciprocity
from detente.cases.clocks import Clock, ClockState, Keeping
from detente.cases.moments import Ledger
from detente.cases.reciprocity import Figures
from detente.cases.table import Terms
from detente.node.services.scenarios import playing
from detente.node.services.scenarios.playing import Play
from detente.node.services.scenarios.reading import Act, Dialogue, Scenario


@dataclass(frozen=True)
class Outcome:
    """The result of one scenario, and the steps that the tables refused."""

    id: str
    result: dict[str, Any]
    refused: tuple[dict[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """Give the line of the machine interface; `refused` only where there is something in it."""
        line: dict[str, Any] = {"id": self.id, "result": self.result}
        return {**line, "refused": list(self.refused)} if self.refused else line


def run(scenario: Scenario) -> Outcome:
    """Play a scenario and tell what it came to."""
    state = playing.play(scenario)
    found = {dialogue.id: clocks(state, dialogue) for dialogue in scenario.dialogues.values()}
    return Outcome(
        scenario.id,
        {
            "states": {name: _states(state, each) for name, each in scenario.dialogues.items()},
            "clocks": {
                name: {clock.name: _clock(clock, now=scenario.end) for clock in each} for name, each in found.items()
            },
            "reciprocity": {name: asdict(row) for name, row in _reciprocity(state, found).items()},
            "in_flight": state.in_flight,
        },
        tuple(_refused(state)),
    )


def _states(state: Play, dialogue: Dialogue) -> dict[str, str]:
    return {side: state.cases[dialogue.id, side].state for side in dialogue.table.sides}


def clocks(state: Play, dialogue: Dialogue) -> tuple[Clock, ...]:
    """Give the clocks of a dialogue as the observer computes them."""
    terms = Terms(opened=state.scenario.opened, asks=dialogue.asks)
    keeping = Keeping(
        presets.preset("detente-default"), playing.calendars(state.scenario, dialogue), state.pauses(dialogue)
    )
    return timing.clocks_of(dialogue.table, terms, _seen(state, dialogue), keeping)


def _seen(state: Play, dialogue: Dialogue) -> Ledger:
    """Give what the observer saw: a message counts from when it was held, its leaving only for the delivery."""
    receipted = {f"sent:{message}" for message in dialogue.table.receipts.values()}
    seen = state.seen.get(dialogue.id, [])
    return tuple(moment for moment in seen if moment.name in receipted or not moment.name.startswith("sent:"))


def _clock(clock: Clock, *, now: datetime) -> dict[str, str | None]:
    status = _status(clock, now=now)
    moves = status not in ("void", "paused", "stopped")
    return {
        "status": status,
        "start": _text(clock.started),
        "due": _text(clock.due) if moves else None,
        "met": None if clock.met_at is None else _text(clock.met_at),
    }


def _status(clock: Clock, *, now: datetime) -> str:
    match timing.clock_state(clock, now=now):
        case ClockState.DONE:
            return "met-late" if clock.met_late else "met"
        case ClockState.OVERDUE:
            return "ran-out"
        case ClockState.VOID | ClockState.PAUSED | ClockState.STOPPED as state:
            return state.value
        case _:
            return "running"


def _reciprocity(state: Play, known: dict[str, tuple[Clock, ...]]) -> dict[str, Figures]:
    rows: dict[str, Figures] = {}
    for dialogue in state.scenario.dialogues.values():
        seen = _seen(state, dialogue)
        found = reciprocity.figures(dialogue.table, seen, known[dialogue.id], now=state.scenario.end)
        if found.opened:
            name = f"{dialogue.opener}→{dialogue.other} {dialogue.table.kind}"
            rows[name] = rows.get(name, Figures()) + found
    return rows


def _refused(state: Play) -> Iterator[dict[str, Any]]:
    for each in state.refused:
        step = each.step
        place = {"dialogue": step.dialogue} if isinstance(step, Act) else {"by": step.by, "other": step.other}
        yield {"at": _text(step.at), **place, "act": step.act, "why": each.why}


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
