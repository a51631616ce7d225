"""What happened is compared with every watch: each that it may concern raises an alert of its own.

Each event is new: the return is no repeat of the departure. Only the same number from the same source is the same
event, so that a list of crossings that is read twice alarms once. Nobody is confirmed here: a person does that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from detente.audit.acts import Act
from detente.cases import watches
from detente.matching.names import Comparison, Prepared, compare_in_list, prepare
from detente.matching.names.comparison import Band
from detente.model import label
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties, going_further, standing_watches
from detente.node.services.circumstances import Circumstances
from detente.node.services.persons_given import person_given
from detente.node.stores.models import AlertRow, Officer, WatchRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Refusal
from detente.policy.question import Watch

MOST: Final = 1_000
"""Events of one call."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a person. `person`: a plain record, as the source wrote it.

    `source`: who says so; `reference`: its number there, if it has one. `what`, `direction`: as in `cases.watches`.
    """

    what: str
    person: Mapping[str, Any]
    happened_at: datetime
    source: str
    direction: str = ""
    place: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    watch: WatchRow
    event: Event
    record: dict[str, list[str]]
    comparison: Comparison


def take(node: Node, officer: Officer, events: Iterable[Event]) -> list[AlertRow]:
    """Compare events with the watches that nobody ended; give the alerts that are new, in the order of the events.

    Raises:
        RoleRefused: the officer does not keep watches.
        BadInput: an event cannot stand; then none was taken.
    """
    duties.require_at_desk(officer, "keep-watches")
    given = [(event, _checked(event, node.now())) for event in events]
    if len(given) > MOST:
        raise BadInput(f"Give at most {MOST} events at a time.")
    rows = WatchRow.objects.using(node.alias).filter(ended_at__isnull=True)
    standing = list(rows.select_related("entry__partner", "entry__batch", "owner", "use"))
    looked_for = [(row, _prepared(json.dumps(row.person, sort_keys=True))) for row in standing]
    found = [each for event, record in given for each in _found(looked_for, event, record)]
    grounds = {row.pk: _ground(node, row) for row in {each.watch.pk: each.watch for each in found}.values()}
    now, made = node.now(), []
    with unit(node, "take events") as work:
        for each in found:
            row, new = _alert(node, each, now=now, ground=grounds[each.watch.pk])
            if new:
                made.append(row)
                details = {"alert": str(row.pk), "what": row.what, "direction": row.direction, "band": row.band}
                work.record(Act.WATCH_FIRED, refs=standing_watches.refs_of(each.watch), details=details)
        counts = {"events": len(given), "alerts": len(made), "watches": len(standing)}
        work.record(Act.ALERTS_LOOKED, actor=officer.name, details=counts)
    return made


def _found(looked_for: list[tuple[WatchRow, Prepared]], event: Event, record: dict[str, list[str]]) -> list[_Found]:
    seen = prepare(record)
    compared = [(row, compare_in_list(seen, person)) for row, person in looked_for]
    return [_Found(row, event, record, found) for row, found in compared if found.band is not Band.NONE]


@lru_cache(maxsize=4096)
def _prepared(person: str) -> Prepared:
    """Give whom a watch looks for, ready to be compared; what it is made from decides, so that it never is stale."""
    return prepare(json.loads(person))


def _alert(node: Node, found: _Found, *, now: datetime, ground: str) -> tuple[AlertRow, bool]:
    event, comparison = found.event, found.comparison
    values: dict[str, Any] = {
        "what": event.what,
        "direction": event.direction,
        "place": event.place,
        "happened_at": event.happened_at,
        "opened_at": now,
        "look_at": watches.next_step(now, taken=0),
        "record": found.record,
        "score": round(comparison.score, 4),
        "band": comparison.band.value,
        "ground": ground,
        "why": [{"what": each.what, "weight": round(each.weight, 2)} for each in comparison.contributions],
    }
    rows = AlertRow.objects.using(node.alias)
    if not event.reference:
        return rows.create(watch=found.watch, source=event.source, **values), True
    return rows.get_or_create(watch=found.watch, source=event.source, reference=event.reference, defaults=values)


def _ground(node: Node, row: WatchRow) -> str:
    """Give why policy refuses the watch now: it was protected, recalled or quarantined meanwhile; "" where it does not.

    It fires all the same, for none ends without a person; whoever takes the alert reads that nothing may be told. That
    its end has passed is no ground here.
    """
    intent = standing_watches.intent_of(row)
    intent = replace(intent, watch=Watch(until=max(row.until, node.now()), basis=row.basis))
    decision = going_further.decide(Circumstances(node, row.owner), PolicyAct.USE, row.entry, intent).decision
    return decision.ground if isinstance(decision, Refusal) else ""


def _checked(event: Event, now: datetime) -> dict[str, list[str]]:
    if event.what not in watches.EVENTS:
        raise BadInput(f"Say what happened: {', '.join(watches.EVENTS)}.")
    if event.direction not in watches.DIRECTIONS:
        raise BadInput("A crossing goes in or out; leave the direction out where it is not known.")
    if not label.is_label(event.source):
        raise BadInput("Say in one line who reports this.")
    if any(text and not label.is_label(text) for text in (event.place, event.reference)):
        raise BadInput("A place and a number are one line each.")
    if event.happened_at > now:
        raise BadInput("This lies in the future. Say when it happened.")
    return person_given(event.person)
