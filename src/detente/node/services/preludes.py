"""What happens here before the first message of a dialogue leaves: the opener's own steps, by the table of its kind.

    begun --act--> the next state --act--> dropped, waived, denied, kept: over, and nothing left
                                    `----> its message is released (`dispatching`): from then on a case of its entry

Nothing of it travels, and no partner learns that it was. The moments stay with the case that follows, so that a clock
which began before the message runs on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.cases import asked
from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NOTHING, Row, Terms
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import conditions, duties
from detente.node.services.conditions import Matter, Said
from detente.node.stores import calendars, dialogues
from detente.node.stores.models import DraftRow, Entry, Officer, Partner, PreludeRow, PreludeStep
from detente.node.stores.unit import Unit, unit

KINDS: Final = frozenset(
    kind
    for kind, table in TABLES.items()
    if table.channel == "ledger"
    and not any(
        (row.side, row.state) == (table.sides[0], table.initial[table.sides[0]]) and row.sends for row in table.rows
    )
)
"""The kinds whose opener does something before its first message can leave."""


class PreludeOver(BadInput):
    """It was ended, or its message left, meanwhile."""

    code = "prelude-over"

    def __init__(self) -> None:
        super().__init__("A colleague ended this meanwhile, or let it leave. Look at it again.")


def begin(
    node: Node,
    officer: Officer,
    kind: str,
    *,
    work: Unit,
    partner: Partner | None = None,
    draft: DraftRow | None = None,
    content: Mapping[str, Any] | None = None,
) -> PreludeRow:
    """Give a new one, in the first state of its table, inside a unit of work."""
    table, now = TABLES[kind], node.now()
    row = PreludeRow.objects.using(node.alias).create(
        kind=kind,
        partner=partner,
        draft=draft,
        state=table.initial[table.sides[0]],
        content=dict(content or {}),
        opened_at=now,
        opened_by=officer,
    )
    work.record(Act.PRELUDE_BEGUN, actor=officer.name, refs=refs_of(row), details={"kind": kind})
    return row


def find(node: Node, prelude_id: str, *, kind: str) -> PreludeRow:
    """Give one of a kind by its number; NotFound where there is none."""
    rows = PreludeRow.objects.using(node.alias).select_related("partner", "draft__author", "opened_by", "entry")
    known = prelude_id.isascii() and prelude_id.isdecimal() and len(prelude_id) < 19
    row = rows.filter(kind=kind, pk=int(prelude_id)).first() if known else None
    if row is None:
        raise NotFound(f"There is nothing of the number {prelude_id} here.")
    return row


def of_draft(node: Node, draft: DraftRow) -> PreludeRow | None:
    """Give what stands before the message that a draft writes, None where nothing does."""
    return PreludeRow.objects.using(node.alias).filter(draft=draft).first()


def case_of(node: Node, row: PreludeRow) -> Case:
    """Give it as a case: its state, and its clocks by our own calendar."""
    table = TABLES[row.kind]
    side, _ = table.sides
    year = calendars.load(node.alias).ours.since(row.opened_at.year)
    return Case(
        dialogue=f"prelude-{row.pk}",
        side=side,
        state=row.state,
        opened_at=row.opened_at,
        kind=row.kind,
        terms=Terms(),
        ledger=dialogues.ledger_in(row.moments),
        calendars=dict.fromkeys(table.sides, year),
    )


def possible(node: Node, officer: Officer, row: PreludeRow) -> tuple[Row, ...]:
    """Give the acts of persons that stand open and that this officer has a role for, in the order of the table."""
    roles = duties.roles_of(officer)
    return tuple(each for each in cases.possible(case_of(node, row)) if not roles.isdisjoint(each.by))


def act(node: Node, officer: Officer, row: PreludeRow, event: str, said: Said) -> Case:
    """Do an act in it that sends nothing; give how it stands then.

    Raises:
        NoSuchStep, NotInRole: the act is not possible now, or not for this officer.
        BadInput: something that the act asks for was not given. PreludeOver: it ended meanwhile.
    """
    with unit(node, f"{event} {row.kind}") as work:
        return move(node, officer, row, event, said, work)


def move(
    node: Node,
    officer: Officer,
    row: PreludeRow,
    event: str,
    said: Said,
    work: Unit,
    *,
    unmet: Collection[str] = NOTHING,
    over: bool = False,
) -> Case:
    """As `act`, inside a unit of work. `unmet`: guards in words that do not hold. `over`: it ends here by rule."""
    current = _standing(node, row)
    before = case_of(node, current)
    table = TABLES[row.kind]
    step = table.next_row(
        before.side,
        before.state,
        event,
        before.terms,
        unmet=unmet,
        roles=duties.roles_of(officer),
        taken=False,
    )
    given = asked.read(table.fields_of(event), said.given)
    said = replace(said, given=given)
    now = node.now()
    conditions.require(Matter(before, step, officer, said, now))
    after = cases.step(before, event, now=now, until=said.until, unmet=unmet, taken=False)
    codes = ({"code": said.code} if said.code else {}) | asked.codes(table.fields_of(event), given)
    kept = {name: value for name, value in given.items() if value is not None}
    details = {**codes, **({"given": kept} if kept else {}), **({"note": said.note} if said.note else {})}
    PreludeStep.objects.using(node.alias).create(
        prelude_id=row.pk, officer=officer, event=event, at=now, details=details
    )
    _write(node, row, after, now, over=over)
    work.record(
        Act.PRELUDE_MOVED, actor=officer.name, refs=refs_of(row), details={"event": event, "to": after.state, **codes}
    )
    return after


def elapse(node: Node, row: PreludeRow, event: str, work: Unit) -> None:
    """Let a clock that ran out move it, inside a unit of work; PreludeOver where it ended or left meanwhile."""
    current = _standing(node, row)
    now = node.now()
    after = cases.step(case_of(node, current), event, now=now, taken=False)
    PreludeStep.objects.using(node.alias).create(prelude_id=row.pk, officer=None, event=event, at=now)
    _write(node, row, after, now, over=False)
    work.record(Act.PRELUDE_MOVED, refs=refs_of(row), details={"event": event, "to": after.state})


def left(node: Node, row: PreludeRow, entry: Entry) -> None:
    """Set down, in the unit of work of its release, with which entry it left."""
    stands = PreludeRow.objects.using(node.alias).filter(pk=row.pk, entry__isnull=True, ended_at__isnull=True)
    if not stands.update(entry=entry, draft=None, partner_id=entry.partner_id, look_at=None):
        raise PreludeOver


def steps_of(node: Node, row: PreludeRow) -> list[PreludeStep]:
    """Give what was done in it, in order."""
    rows = PreludeStep.objects.using(node.alias).filter(prelude=row).select_related("officer")
    return list(rows.order_by("pk"))


def refs_of(row: PreludeRow) -> dict[str, str]:
    """Give what names it in the record."""
    return {"prelude": str(row.pk)}


def _standing(node: Node, row: PreludeRow) -> PreludeRow:
    """Read it again under the writers' lock; PreludeOver where it ended or left."""
    current = PreludeRow.objects.using(node.alias).filter(pk=row.pk, entry__isnull=True, ended_at__isnull=True).first()
    if current is None:
        raise PreludeOver
    return current


def _write(node: Node, row: PreludeRow, case: Case, now: datetime, *, over: bool) -> None:
    row.state, row.moments = case.state, dialogues.stored_moments(case)
    row.ended_at = now if over or case.ended else None
    row.look_at = None if row.ended_at is not None else min((clock.due for clock in case.clocks), default=None)
    row.save(using=node.alias, update_fields=["state", "moments", "ended_at", "look_at"])
