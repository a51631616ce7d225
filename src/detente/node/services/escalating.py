"""Escalation: for each case whose time has come, the steps of its ladder that were not taken yet, each once.

    remind the officer -> remind the desk and its deputies -> its head -> the silence shows -> another channel

A job of the worker, safe to repeat: a step is one row, unique by case, clock, begin of the clock and rung. Nothing
travels to the partner. It ends by itself when somebody acts: a clock that is met has no rungs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from detente.audit.acts import Act
from detente.cases import clocks, escalation
from detente.cases.escalation import Due, Urgency
from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.services import desks, duties
from detente.node.stores import calendars, dialogues
from detente.node.stores.calendars import Places
from detente.node.stores.models import (
    AlertRow,
    CaseRow,
    DeskRow,
    EscalationRow,
    KeptWatch,
    Officer,
    OwedRow,
    WatchRow,
)
from detente.node.stores.unit import Unit, unit
from detente.policy.roles import Role

BATCH: Final = 200
MET: Final = 500
_ORDER: Final = tuple(Urgency)
_BY_ROLE: Final[Mapping[str, Role]] = {"D": Role.DUTY_DESK, "C": Role.HEAD, "L": Role.LIAISON}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one officer: how many cases, and how much the most urgent of them presses."""

    count: int
    urgency: Urgency


def run(node: Node) -> int:
    """Take the steps that are due now; give how many. At most 200 cases a call, the longest due first."""
    now, places = node.now(), calendars.load(node.alias)
    rows = list(
        CaseRow.objects.using(node.alias)
        .filter(look_at__lte=now, dialogue__in=TABLES)
        .select_related("entry", "desk", "assignee")
        .defer("entry__box", "entry__body", "entry__plaintext", "entry__header", "entry__cek")
        .order_by("look_at")[:BATCH]
    )
    if not rows:
        return 0
    taken = 0
    with unit(node, "escalate") as work:
        for row in rows:
            case = dialogues.read(row, root=row.entry.cid, places=places)
            for due in escalation.reached(case, now=now):
                taken += _take(node, row, due, work)
            later = escalation.next_after(case, now=now)
            # Whoever moved the case meanwhile said itself when to look again.
            unmoved = CaseRow.objects.using(node.alias).filter(pk=row.pk, look_at=row.look_at)
            unmoved.update(look_at=later)
        work.record(Act.ESCALATION_LOOKED, details={"cases": len(rows), "steps": taken})
    return taken


@dataclass
class Round:
    """How far a worker has looked through the steps that stand; at the end it begins again."""

    after: int = 0


def close_met(node: Node, looked: Round | None = None) -> int:
    """Close the steps whose clocks run no more, because somebody acted; give how many.

    At most `MET` steps a call, from where `looked` says; it is moved on.
    """
    looked = Round() if looked is None else looked
    now, places = node.now(), calendars.load(node.alias)
    rows = EscalationRow.objects.using(node.alias).filter(closed_at__isnull=True)
    # Read once: a step that another worker takes meanwhile is looked at the next time.
    standing = list(rows.filter(pk__gt=looked.after).order_by("pk")[:MET])
    looked.after = standing[-1].pk if len(standing) == MET else 0
    running = {row.pk: _running(row, places, node) for row in _cases(node, (step.case_id for step in standing))}
    over = [step.pk for step in standing if (step.clock, step.started) not in running[step.case_id]]
    if not over:
        return 0
    with unit(node, "end escalation") as work:
        closed = rows.filter(pk__in=over).update(closed_at=now)
        work.record(Act.ESCALATION_ENDED, details={"steps": closed})
    return closed


def standing_for(node: Node) -> dict[str, Standing]:
    """Give what stands for each officer who was told of something, by short name; "" stands for the whole house."""
    found: dict[str, dict[tuple[str, int], Urgency]] = {}
    steps = EscalationRow.objects.using(node.alias).filter(closed_at__isnull=True)
    owed = OwedRow.objects.using(node.alias).filter(done_at__isnull=True, percent__gt=0)
    alerts = AlertRow.objects.using(node.alias).filter(acknowledged_at__isnull=True, taken__gt=0)
    ending = WatchRow.objects.using(node.alias).filter(ended_at__isnull=True, said__isnull=False)
    kept = KeptWatch.objects.using(node.alias).filter(let_end_at__isnull=True, said__isnull=False)
    told = [
        *((("case", row.case_id), row.told, Urgency(row.urgency)) for row in steps),
        *((("owed", row.pk), row.told, urgency_at(row.percent)) for row in owed),
        *((("alert", row.pk), row.told, Urgency.LATE if row.taken > 1 else Urgency.SOON) for row in alerts),
        *((("watch", row.pk), [row.owner.name], Urgency.SOON) for row in ending.select_related("owner")),
        *((("kept", key), [], Urgency.SOON) for key in kept.values_list("pk", flat=True)),
    ]
    for what, names, urgency in told:
        for name in ("", *names):
            each = found.setdefault(name, {})
            each[what] = max(each.get(what, Urgency.SOON), urgency, key=_ORDER.index)
    return {name: Standing(len(cases), max(cases.values(), key=_ORDER.index)) for name, cases in found.items()}


def urgency_at(percent: int) -> Urgency:
    """Give how much a reminder presses of something that no life hangs on."""
    return Urgency.SOON if percent < escalation.LATE else Urgency.LATE


def _take(node: Node, row: CaseRow, due: Due, work: Unit) -> int:
    """Take one step; 0 where it was taken before."""
    told = sorted({officer.name for officer in whom(node, row.assignee, row.desk, due.rung.whom)})
    _, made = EscalationRow.objects.using(node.alias).get_or_create(
        case=row,
        clock=due.clock.name,
        started=due.clock.started,
        percent=due.rung.percent,
        do=due.rung.do,
        whom=due.rung.whom,
        defaults={"urgency": due.urgency, "told": told, "at": node.now()},
    )
    if not made:
        return 0
    work.record(
        Act.ESCALATED,
        refs={"cid": row.entry.cid},
        details={
            "clock": due.clock.name,
            "percent": due.rung.percent,
            "do": due.rung.do,
            "whom": due.rung.whom,
            "told": told,
            "desk": "" if row.desk is None else row.desk.code,
        },
    )
    return 1


def whom(node: Node, assignee: Officer | None, desk: DeskRow | None, named: str) -> Iterable[Officer]:
    """Give the officers whom a step tells; where a step names nobody who is there, the next larger circle."""
    now = node.now()
    if named == "officer" and assignee is not None and assignee.active and not desks.is_away(node, assignee, at=now):
        return [assignee]
    if desk is None:
        return _holders(node, _BY_ROLE.get(named, Role.HEAD if "head" in named else Role.LIAISON))
    if named == "officer":
        return _present(node, desk) or desks.deputies(node, desk)
    if named in ("desk", "both desks"):
        return [*_present(node, desk), *desks.deputies(node, desk)]
    if named == "head of desk":
        return desks.heads(node, desk) or _holders(node, Role.HEAD)
    if named == "L":
        return _present(node, desk) or _holders(node, Role.LIAISON)
    return _holders(node, _BY_ROLE.get(named, Role.HEAD))


def _present(node: Node, desk: DeskRow) -> list[Officer]:
    return [each.officer for each in desks.on_duty(node, desk, at=node.now())]


def _holders(node: Node, role: Role) -> list[Officer]:
    active = Officer.objects.using(node.alias).filter(active=True).order_by("name")
    return [officer for officer in active if role in duties.roles_of(officer)]


def _cases(node: Node, keys: Iterable[int]) -> Iterable[CaseRow]:
    rows = CaseRow.objects.using(node.alias).filter(pk__in=set(keys)).select_related("entry")
    return rows.defer("entry__box", "entry__body", "entry__plaintext", "entry__header", "entry__cek")


def _running(row: CaseRow, places: Places, node: Node) -> set[tuple[str, object]]:
    case = dialogues.read(row, root=row.entry.cid, places=places)
    if case.ended:
        return set()
    now = node.now()
    return {
        (clock.name, clock.started) for clock in case.clocks if clocks.clock_state(clock, now=now) in clocks.RUNNING
    }
