"""Scenarios, played: what both nodes see is what was expected, whatever the network and the suspensions did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cases.case import Case
from detente.cases.clocks import Clock, Keeping, clocks_of
from detente.cases.kinds import TABLES
from detente.cases.presets import preset
from detente.cases.table import ClockRule, NoSuchStep, Table
from detente.model.errors import BadInput
from detente.node.services.scenarios import playing, reading, telling
from detente.node.services.scenarios.playing import PAIR, Play
from detente.node.services.scenarios.reading import Act, Dialogue, Outage, PairAct, Scenario
from tests import shared

START = datetime(2026, 2, 20, 9, tzinfo=UTC)
FAR = START + timedelta(days=400)


@cache
def _shared() -> tuple[dict[str, Any], ...]:
    (file,) = shared.files("data/cases/scenarios.json") or (None,)
    return () if file is None else tuple(json.loads(file.read_bytes())["scenarios"])


@pytest.mark.shared
@pytest.mark.parametrize("given", _shared(), ids=lambda each: each["seed"])
def test_a_shared_scenario_comes_out_as_expected(given: dict[str, Any]) -> None:
    outcome = _run({**given, "expect": None})
    assert outcome.id == f"scenario-{given['seed']}"
    assert outcome.result == given["expect"]
    assert outcome.refused == ()


@pytest.mark.shared
@pytest.mark.parametrize("given", _shared(), ids=lambda each: each["seed"])
def test_both_nodes_of_a_shared_scenario_see_the_same(given: dict[str, Any]) -> None:
    (scenario,) = reading.read(json.dumps({"scenarios": [given]}).encode())
    state = playing.play(scenario)
    if not state.in_flight:
        for dialogue in scenario.dialogues.values():
            _both_see_the_same(state, dialogue)


def _run(given: dict[str, Any]) -> telling.Outcome:
    (scenario,) = reading.read(json.dumps({"scenarios": [given]}).encode())
    return telling.run(scenario)


def scenario(**changes: Any) -> dict[str, Any]:
    plain = {
        "seed": 1,
        "nodes": {"A": "Europe/Paris", "B": "America/New_York"},
        "opened": False,
        "dialogues": [{"id": "d1", "kind": "request-information", "asker": "A", "answerer": "B"}],
        "outages": [],
        "steps": [],
        "end": "2026-06-01T00:00:00Z",
    }
    return plain | changes


def steps(*given: str) -> list[dict[str, Any]]:
    """Give steps from lines such as "2026-01-05T09:00:00Z asker send"."""
    return [
        {"at": at, "dialogue": "d1", "side": side, "act": act} for at, side, act in (line.split() for line in given)
    ]


CLARIFIED = (
    "2026-03-02T09:00:00Z asker send",
    "2026-03-02T10:00:00Z answerer open",
    "2026-03-02T11:00:00Z answerer cross-check",
    "2026-03-02T12:00:00Z answerer accept",
    "2026-03-03T12:00:00Z answerer ask-clarification",
)


def test_a_clarification_that_was_not_given_leaves_the_answer_stopped() -> None:
    clocks = _run(scenario(steps=steps(*CLARIFIED)))
    found = clocks.result["clocks"]["d1"]
    assert found["answer"] == {"status": "stopped", "start": "2026-03-02T09:00:05Z", "due": None, "met": None}
    assert found["clarification"]["status"] == "ran-out"


def test_a_deadline_across_the_clock_change_ends_at_midnight_there() -> None:
    clocks = _run(scenario(steps=steps(*CLARIFIED, "2026-03-05T02:00:00Z asker clarify")))
    # New York: asked on the 3rd, told on the 4th in the evening there, two days touched; summer time since the 8th.
    assert clocks.result["clocks"]["d1"]["answer"]["due"] == "2026-04-04T04:00:00Z"


def test_what_is_suspended_waits_in_order_and_its_delivery_begins_when_it_leaves() -> None:
    pause = {"pair": True, "by": "B", "other": "A"}
    given = scenario(
        steps=[
            {"at": "2026-03-01T09:00:00Z", "act": "suspend", **pause},
            *steps("2026-03-02T09:00:00Z asker send", "2026-03-02T10:00:00Z asker withdraw"),
            {"at": "2026-03-09T09:00:00Z", "act": "lift", **pause},
        ],
    )
    waiting = _run({**given, "end": "2026-03-05T00:00:00Z"}).result
    assert (waiting["in_flight"], waiting["clocks"]["d1"], waiting["reciprocity"]) == (2, {}, {})
    done = _run(given).result
    assert done["states"]["d1"] == {"asker": "withdrawn", "answerer": "withdrawn"}
    assert done["clocks"]["d1"]["delivery"]["start"] == "2026-03-09T09:00:05Z"
    assert done["clocks"]["d1"]["acceptance"]["status"] == "void"


def test_what_no_suspension_holds_passes_it() -> None:
    given = scenario(
        dialogues=[{"id": "d1", "kind": "recall", "issuer": "A", "holder": "B"}],
        steps=[
            {"at": "2026-03-01T09:00:00Z", "pair": True, "act": "suspend", "by": "B", "other": "A"},
            *steps("2026-03-02T09:00:00Z issuer send", "2026-03-02T10:00:00Z holder delete"),
        ],
    )
    result = _run(given).result
    assert result["states"]["d1"] == {"issuer": "done-onward-open", "holder": "applied"}
    assert result["clocks"]["d1"]["completion"]["status"] == "met"


def test_a_step_that_the_tables_do_not_allow_moves_nothing_and_is_told() -> None:
    outcome = _run(scenario(steps=steps("2026-03-02T09:00:00Z answerer accept")))
    assert outcome.result["states"]["d1"] == {"asker": "released", "answerer": "waiting"}
    (refused,) = outcome.refused
    assert "accept is not possible" in refused["why"]
    assert outcome.to_json()["refused"] == [refused]


WRONG = {
    "a kind that there is not": {"dialogues": [{"id": "d1", "kind": "gossip", "a": "A", "b": "B"}]},
    "a side without its node": {"dialogues": [{"id": "d1", "kind": "recall", "issuer": "A"}]},
    "a node that there is not": {"dialogues": [{"id": "d1", "kind": "recall", "issuer": "A", "holder": "Z"}]},
    "one node on both sides": {"dialogues": [{"id": "d1", "kind": "recall", "issuer": "A", "holder": "A"}]},
    "two dialogues of one id": {
        "dialogues": [{"id": "d1", "kind": "recall", "issuer": "A", "holder": "B"}] * 2,
    },
    "a zone that nobody has": {"nodes": {"A": "Mars/Olympus", "B": "UTC"}},
    "a zone outside its folder": {"nodes": {"A": "../../etc/passwd", "B": "UTC"}},
    "a zone that is no text": {"nodes": {"A": 7, "B": "UTC"}},
    "a time without a zone": {"end": "2026-06-01T00:00:00"},
    "a time that is none": {"end": "soon"},
    "a time at the end of all calendars": {"end": "9999-12-31T23:59:59Z"},
    "a number for a time": {"end": 7},
    "steps that are no list": {"steps": {}},
    "a step that is no object": {"steps": ["send"]},
    "a step in no dialogue": {
        "steps": [{"at": "2026-03-01T09:00:00Z", "dialogue": "d9", "side": "asker", "act": "send"}]
    },
    "a step of no side": {"steps": [{"at": "2026-03-01T09:00:00Z", "dialogue": "d1", "side": "judge", "act": "send"}]},
    "a pair that does something else": {
        "steps": [{"at": "2026-03-01T09:00:00Z", "pair": True, "act": "embrace", "by": "A", "other": "B"}]
    },
    "an outage without an end": {"outages": [{"from": "A", "to": "B", "begin": "2026-03-01T09:00:00Z"}]},
    "a flag that is a text": {"opened": "yes"},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_a_scenario_that_cannot_be_played_is_named_in_one_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"^scenario-1 cannot be played: .+\. Give a file in the format") as refusal:
        _run(scenario(**changes))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"scenarios": 7}', b"\xff", b"[" * 100_000])
def test_what_is_no_file_of_scenarios_is_said_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="This is no file of scenarios"):
        reading.read(data)


# --- Both sides, driven at random ---


@dataclass(frozen=True)
class Try:
    """One thing that somebody tries: after so many minutes, on a side, a possible act or any event by its number."""

    minutes: int
    dialogue: int
    side: int
    number: int
    what: str


TRIES = st.lists(
    st.builds(
        Try,
        minutes=st.integers(1, 6000),
        dialogue=st.integers(0, 2),
        side=st.integers(0, 1),
        number=st.integers(0, 200),
        what=st.sampled_from(["possible", "possible", "possible", "possible", "any", "suspend", "lift"]),
    ),
    min_size=5,
    max_size=40,
)
ON_LEDGERS = sorted(kind for kind, table in TABLES.items() if table.channel == "ledger" and kind != PAIR.kind)
OUTAGES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 60_000), st.integers(1, 9000)),
    max_size=4,
)
ZONES = st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Africa/Cairo", "Asia/Amman"])


@given(
    kinds=st.lists(st.sampled_from(ON_LEDGERS), min_size=1, max_size=3),
    opened=st.booleans(),
    zones=st.tuples(ZONES, ZONES),
    outages=OUTAGES,
    tries=TRIES,
)
def test_two_sides_that_try_anything_over_a_bad_network_agree_in_the_end(
    kinds: list[str], opened: bool, zones: tuple[str, str], outages: list[tuple[bool, int, int]], tries: list[Try]
) -> None:
    state = playing.begin(_random(kinds, opened, zones, outages))
    at = START
    for each in tries:
        at += timedelta(minutes=each.minutes)
        playing.advance(state, at)
        _try(state, each, at)
    _heal(state, at)

    assert state.in_flight == 0
    for dialogue in state.scenario.dialogues.values():
        _both_see_the_same(state, dialogue)
        if shared.present():
            assert _states(state, dialogue) in _agreed_pairs(dialogue.table.kind)


def _random(kinds: list[str], opened: bool, zones: tuple[str, str], outages: list[tuple[bool, int, int]]) -> Scenario:
    dialogues = {
        f"d{number}": Dialogue(f"d{number}", TABLES[kind], dict(zip(TABLES[kind].sides, "AB", strict=True)), asks=True)
        for number, kind in enumerate(kinds)
    }
    broken = tuple(
        Outage(*("AB" if forth else "BA"), START + timedelta(minutes=begin), START + timedelta(minutes=begin + length))
        for forth, begin, length in outages
    )
    named = {name: ZoneInfo(zone) for name, zone in zip("AB", zones, strict=True)}
    return Scenario("random", named, opened, dialogues, broken, (), FAR)


def _try(state: Play, each: Try, at: datetime) -> None:
    dialogues = [*state.scenario.dialogues.values()]
    dialogue = dialogues[each.dialogue % len(dialogues)]
    side = dialogue.table.sides[each.side]
    before = dict(state.cases), dict(state.pairs)
    step: Act | PairAct
    if each.what in ("suspend", "lift"):
        step = PairAct(at, each.what, dialogue.nodes[side], dialogue.nodes[dialogue.table.sides[1 - each.side]])
    else:
        step = Act(at, dialogue.id, side, _event(state.cases[dialogue.id, side], dialogue.table, each))
    try:
        playing.act(state, step)
    except NoSuchStep:
        assert (dict(state.cases), dict(state.pairs)) == before


def _event(case: Case, table: Table, each: Try) -> str:
    rows = [row.event for row in table.possible(case.side, case.state, case.terms) if row.how in ("act", "node")]
    events = rows if rows and each.what == "possible" else sorted({row.event for row in table.rows})
    return events[each.number % len(events)]


def _heal(state: Play, at: datetime) -> None:
    """Every outage ends, every suspension is lifted, everything arrives."""
    late = at + timedelta(days=60)
    playing.advance(state, late)
    for pair in state.pairs:
        try:
            playing.act(state, PairAct(late, "lift", *pair))
        except NoSuchStep:
            assert "by-us" not in state.pairs[pair].state
            assert "by-both" not in state.pairs[pair].state
    playing.advance(state, FAR)


def _states(state: Play, dialogue: Dialogue) -> list[str]:
    return [state.cases[dialogue.id, side].state for side in dialogue.table.sides]


@cache
def _agreed_pairs(kind: str) -> list[list[str]]:
    (file,) = shared.files("data/cases/pairs.json")
    found: list[list[str]] = json.loads(file.read_bytes())[kind]["pairs_when_nothing_is_in_flight"]
    return found


def _both_see_the_same(state: Play, dialogue: Dialogue) -> None:
    """Each side computes from its own ledger what the observer computes from all; from then on for ever."""
    own = [_own_clocks(state, dialogue, side) for side in dialogue.table.sides]
    for one, other in pairwise([*own, _observed(state, dialogue)]):
        assert one == other


def _own_clocks(state: Play, dialogue: Dialogue, side: str) -> list[Clock]:
    case = replace(state.cases[dialogue.id, side], pauses=state.pauses(dialogue))
    keeping = Keeping(preset(case.preset), case.calendars, case.pauses)
    return list(_common(dialogue.table, clocks_of(dialogue.table, case.terms, case.ledger, keeping)))


def _observed(state: Play, dialogue: Dialogue) -> list[Clock]:
    return list(_common(dialogue.table, telling.clocks(state, dialogue)))


def _common(table: Table, clocks: tuple[Clock, ...]) -> Iterator[Clock]:
    """Give the clocks that both sides know: delivery begins with a leaving, and an act is known where it was done."""
    rules = {rule.name: rule for rule in table.clocks}
    return (clock for clock in clocks if not _is_private(rules[clock.name]))


def _is_private(rule: ClockRule) -> bool:
    return rule.starts.startswith(("sent:", "act:")) or any(name.startswith("act:") for name in rule.met_by)
