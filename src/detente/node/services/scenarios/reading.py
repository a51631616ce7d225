"""A file of scenarios, read and checked before anything is played: nodes, dialogues, outages, steps, the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detente.cases.kinds import TABLES
from detente.cases.table import Table
from detente.model.errors import BadInput

# Deadlines are counted from these, so they must leave room before the end of the calendar.
_YEARS: Final = range(1970, 9000)
_FORMAT: Final = "Give a file in the format of scenarios.json."


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One dialogue: its kind, and which node is on which side. `asks`: a notification that wants an answer."""

    id: str
    table: Table
    nodes: Mapping[str, str]
    asks: bool

    @property
    def opener(self) -> str:
        """Give the node that opens it."""
        return self.nodes[self.table.sides[0]]

    @property
    def other(self) -> str:
        """Give the node to which it is opened."""
        return self.nodes[self.table.sides[1]]


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch in which nothing gets through in one direction."""

    sender: str
    receiver: str
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One step in a dialogue. `until`: the time that it names, where it names one."""

    at: datetime
    dialogue: str
    side: str
    act: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PairAct:
    """A node suspends everything with a partner, or lifts its suspension."""

    at: datetime
    act: str
    by: str
    other: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario; `opened` says whether the agreements have that evidence. Steps are in the order of time."""

    id: str
    zones: Mapping[str, tzinfo]
    opened: bool
    dialogues: Mapping[str, Dialogue]
    outages: tuple[Outage, ...]
    steps: tuple[Act | PairAct, ...]
    end: datetime


def read(data: bytes) -> tuple[Scenario, ...]:
    """Give the scenarios of a file.

    Raises:
        BadInput: it is not JSON, or not of the format; the sentence names the scenario and what is wrong in it.
    """
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"This is no file of scenarios: it is not JSON. {_FORMAT}") from error
    if not isinstance(given, dict) or not isinstance(given.get("scenarios"), list):
        raise BadInput(f"This is no file of scenarios: it has no list `scenarios`. {_FORMAT}")
    return tuple(_scenario(each, place) for place, each in enumerate(given["scenarios"], start=1))


def _scenario(given: Any, place: int) -> Scenario:
    seed = given.get("seed", place) if isinstance(given, dict) else place
    name = f"scenario-{seed}"
    try:
        return _checked(_Reader(given), name)
    except _Wrong as wrong:
        raise BadInput(f"{name} cannot be played: {wrong}. {_FORMAT}") from wrong


def _checked(reader: _Reader, name: str) -> Scenario:
    zones = {node: _zone(zone) for node, zone in reader.take("nodes", dict).items()}
    dialogues = [_dialogue(_Reader(each), zones) for each in reader.take("dialogues", list)]
    named = {dialogue.id: dialogue for dialogue in dialogues}
    if len(named) < len(dialogues):
        raise _Wrong("two of its dialogues have the same id")
    outages = [_outage(_Reader(each), zones) for each in reader.take("outages", list)]
    steps = [_step(_Reader(each), zones, named) for each in reader.take("steps", list)]
    return Scenario(
        name,
        zones=zones,
        opened=reader.take("opened", bool),
        dialogues=named,
        outages=tuple(outages),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
        end=reader.instant("end"),
    )


def _dialogue(reader: _Reader, zones: Mapping[str, tzinfo]) -> Dialogue:
    kind = reader.take("kind", str)
    if kind not in TABLES:
        raise _Wrong(f"there is no kind of dialogue {kind!r}")
    table = TABLES[kind]
    nodes = {side: reader.node(side, zones) for side in table.sides}
    if len({*nodes.values()}) < len(nodes):
        raise _Wrong(f"a {kind} has the same node on both sides")
    return Dialogue(reader.take("id", str), table, nodes, asks=reader.take("asks", bool, default=False))


def _outage(reader: _Reader, zones: Mapping[str, tzinfo]) -> Outage:
    return Outage(reader.node("from", zones), reader.node("to", zones), reader.instant("begin"), reader.instant("end"))


def _step(reader: _Reader, zones: Mapping[str, tzinfo], dialogues: Mapping[str, Dialogue]) -> Act | PairAct:
    at, act = reader.instant("at"), reader.take("act", str)
    if reader.take("pair", bool, default=False):
        by, other = reader.node("by", zones), reader.node("other", zones)
        if act not in ("suspend", "lift") or by == other:
            raise _Wrong(f"a step of a pair is a suspend or a lift between two nodes, not {act!r} by {by} to {other}")
        return PairAct(at, act, by, other)
    dialogue = dialogues.get(reader.take("dialogue", str))
    if dialogue is None:
        raise _Wrong(f"a step names the dialogue {reader.take('dialogue', str)!r}, which it has not")
    side = reader.take("side", str)
    if side not in dialogue.nodes:
        raise _Wrong(f"a {dialogue.table.kind} has no side {side!r}")
    until = reader.instant("until") if "until" in reader.given else None
    return Act(at, dialogue.id, side, act, until)


def _zone(name: Any) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise _Wrong(f"{name!r} is no time zone") from error


class _Wrong(Exception):
    """What is wrong in a scenario, as half a sentence."""


class _Reader:
    """The members of one object, each with the form that it must have."""

    def __init__(self, given: Any) -> None:
        if not isinstance(given, dict):
            raise _Wrong("where an object belongs there is something else")
        self.given: dict[str, Any] = given

    def take(self, name: str, form: type, *, default: Any = None) -> Any:
        value = self.given.get(name, default)
        if not isinstance(value, form):
            raise _Wrong(f"`{name}` is missing or has another form")
        return value

    def node(self, name: str, zones: Mapping[str, tzinfo]) -> str:
        node: str = self.take(name, str)
        if node not in zones:
            raise _Wrong(f"`{name}` names the node {node!r}, which it has not")
        return node

    def instant(self, name: str) -> datetime:
        text: str = self.take(name, str)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise _Wrong(f"`{name}` is no time such as 2026-01-05T09:35:00Z") from error
        if moment.tzinfo is None or moment.year not in _YEARS:
            raise _Wrong(f"`{name}` needs a time zone and a year of ours")
        return moment
