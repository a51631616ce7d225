"""A scenario, played: each node moves its own side by the tables; an observer notes when each message was held.

Acts happen when the file says so and no clock fires. What a suspension holds waits in the queue of its sender, in
order, until no suspension stands there; receipts, and the kinds that no suspension holds, pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from detente.cases import agreement_topic
from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.counting import Calendar, Span
from detente.cases.moments import Moment
from detente.cases.table import NoSuchStep, Terms
from detente.node.services.scenarios.network import Network, Parcel
from detente.node.services.scenarios.reading import Act, Dialogue, PairAct, Scenario

PAIR = agreement_topic.TABLE
"""All topics of the pair's one agreement are suspended together, so one table of a topic stands for all."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that the tables do not allow; nothing moved."""

    step: Act | PairAct
    why: str


@dataclass
class Play:
    """The state of all nodes at one instant. Keys: (dialogue, side) for cases, (node, partner) for pairs."""

    scenario: Scenario
    network: Network
    cases: dict[tuple[str, str], Case]
    pairs: dict[Pair, Case]
    queues: dict[Pair, list[Parcel]]
    seen: dict[str, list[Moment]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    @property
    def in_flight(self) -> int:
        """How many messages are on their way or held back."""
        return len(self.network) + sum(map(len, self.queues.values()))

    def pauses(self, dialogue: Dialogue) -> tuple[Span, ...]:
        """Give the suspensions between the nodes of a dialogue, as the observer saw them held."""
        first, second = sorted((dialogue.opener, dialogue.other))
        seen = self.seen.get(_pair_name(first, second), [])
        return tuple(span for letter in "ab" for span in _standing(seen, letter))


def play(scenario: Scenario) -> Play:
    """Give how everything stands at the end of a scenario."""
    state = begin(scenario)
    for step in scenario.steps:
        if step.at > scenario.end:
            break
        advance(state, step.at)
        try:
            act(state, step)
        except NoSuchStep as error:
            state.refused.append(Refused(step, str(error)))
    advance(state, scenario.end)
    return state


def calendars(scenario: Scenario, dialogue: Dialogue) -> dict[str, Calendar]:
    """Give the calendar of each side: the zone of its node."""
    return {side: Calendar(scenario.zones[node]) for side, node in dialogue.nodes.items()}


def begin(scenario: Scenario) -> Play:
    """Give the state before the first step: every dialogue in its first states, no suspension, nothing on its way."""
    opened = {
        (dialogue.id, side): cases.open_case(
            dialogue.table.kind,
            dialogue=dialogue.id,
            side=side,
            at=scenario.end,
            terms=Terms(opened=scenario.opened, asks=dialogue.asks),
            calendars=calendars(scenario, dialogue),
        )
        for dialogue in scenario.dialogues.values()
        for side in dialogue.nodes
    }
    pairs = {}
    for node in scenario.zones:
        for other in scenario.zones:
            if node != other:
                side = PAIR.sides[0] if node < other else PAIR.sides[1]
                pairs[node, other] = cases.open_case(PAIR.kind, dialogue="", side=side, at=scenario.end, terms=Terms())
    return Play(scenario, Network(scenario.outages), opened, pairs, {pair: [] for pair in pairs})


def advance(state: Play, limit: datetime) -> None:
    """Let everything arrive that is held up to `limit`, in the order of time."""
    while (arrival := state.network.next_until(limit)) is not None:
        at, parcel = arrival
        if parcel.dialogue:
            _hold(state, parcel, at)
        else:
            _hold_of_pair(state, parcel, at)


def act(state: Play, step: Act | PairAct) -> None:
    """Do one step at its time; what leaves is on its way.

    Raises:
        NoSuchStep: the table of that side does not allow it; nothing changed.
    """
    if isinstance(step, PairAct):
        pair = step.by, step.other
        before = state.pairs[pair]
        sends = PAIR.next_row(before.side, before.state, step.act, before.terms, taken=False).sends
        state.pairs[pair] = cases.step(before, step.act, now=step.at, taken=False)
        for message in sends:
            state.network.send(Parcel(*pair, dialogue="", message=message), now=step.at)
        _release(state, pair, step.at)
        return
    dialogue = state.scenario.dialogues[step.dialogue]
    _move(state, dialogue, step.side, step.act, step.at, until=step.until, taken=False)
    state.seen.setdefault(dialogue.id, []).append(Moment(f"act:{step.act}", step.at, step.until))


def _hold(state: Play, parcel: Parcel, at: datetime) -> None:
    """A node holds a message: the observer sees it, the case moves, and the sender has the time by receipt."""
    dialogue = state.scenario.dialogues[parcel.dialogue]
    seen = state.seen.setdefault(dialogue.id, [])
    seen.append(Moment(f"held:{parcel.message}", at, parcel.until))
    side = next(side for side, node in dialogue.nodes.items() if node == parcel.receiver)
    covered = dialogue.table.receipts.get(parcel.message)
    if covered is not None:
        # What counts is the time that the receipt states, not the one at which it came.
        copies = [moment.at for moment in seen if moment.name == f"held:{covered}"]
        at = copies[sum(moment.name == f"held:{parcel.message}" for moment in seen) - 1]
    _move(state, dialogue, side, parcel.message, at, until=parcel.until, taken=True)
    message = dialogue.table.messages[parcel.message]
    if not message.receipt and message.name not in dialogue.table.receipts.values():
        key = dialogue.id, message.sender
        state.cases[key] = cases.receipted(state.cases[key], message.name, held_at=at)


def _hold_of_pair(state: Play, parcel: Parcel, at: datetime) -> None:
    pair = parcel.receiver, parcel.sender
    state.seen.setdefault(_pair_name(*sorted(pair)), []).append(Moment(f"held:{parcel.message}", at))
    state.pairs[pair] = cases.step(state.pairs[pair], parcel.message, now=at, taken=True)
    _release(state, pair, at)


def _move(
    state: Play, dialogue: Dialogue, side: str, event: str, at: datetime, *, until: datetime | None, taken: bool
) -> None:
    key = dialogue.id, side
    case = state.cases[key]
    row = dialogue.table.next_row(side, case.state, event, case.terms, taken=taken)
    pair = dialogue.nodes[side], next(node for other, node in dialogue.nodes.items() if other != side)
    held_back = dialogue.table.held and state.pairs[pair].state != PAIR.initial[state.pairs[pair].side]
    state.cases[key] = cases.step(case, event, now=at, until=until, taken=taken, held_back=held_back)
    for message in row.sends:
        parcel = Parcel(*pair, dialogue=dialogue.id, message=message, until=None if taken else until)
        if held_back and not dialogue.table.messages[message].receipt:
            state.queues[pair].append(parcel)
        else:
            _leave(state, parcel, at)


def _release(state: Play, pair: Pair, at: datetime) -> None:
    """What was held back leaves, in order, once no suspension stands at this node."""
    case = state.pairs[pair]
    if case.state != PAIR.initial[case.side]:
        return
    waiting, state.queues[pair] = state.queues[pair], []
    for parcel in waiting:
        dialogue = state.scenario.dialogues[parcel.dialogue]
        key = dialogue.id, dialogue.table.messages[parcel.message].sender
        state.cases[key] = cases.left(state.cases[key], parcel.message, at=at, until=parcel.until)
        _leave(state, parcel, at)


def _leave(state: Play, parcel: Parcel, at: datetime) -> None:
    state.seen.setdefault(parcel.dialogue, []).append(Moment(f"sent:{parcel.message}", at, parcel.until))
    state.network.send(parcel, now=at)


def _pair_name(first: str, second: str) -> str:
    return f"{first} {second}"


def _standing(seen: list[Moment], letter: str) -> Iterator[Span]:
    begun: datetime | None = None
    for moment in seen:
        if moment.name == f"held:{letter}-suspend-topic":
            begun = moment.at
        elif moment.name == f"held:{letter}-lift-topic" and begun is not None:
            yield Span(begun, moment.at)
            begun = None
    if begun is not None:
        yield Span(begun)
