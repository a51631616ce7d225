"""What a clock does by itself once it ran out: the rows of the tables that nobody acts in.

    a case, or what stands before one, whose clock of a row's name is over --> the case moves; evidence of it is sent

Each is done alone: one that cannot be done now is tried again the next time, and holds up no other.
"""

from __future__ import annotations

from typing import Final

from detente.cases import carrying
from detente.cases.case import Case
from detente.cases.clocks import ClockState, clock_state
from detente.cases.kinds import TABLES
from detente.cases.table import Row
from detente.node.context import Node
from detente.node.services import casework, preludes, releasing, replying
from detente.node.stores.models import CaseRow, PreludeRow
from detente.node.stores.unit import unit

AT_ONCE: Final = 50
ROWS: Final = {
    (kind, row.side, row.state): row for kind, table in TABLES.items() for row in table.rows if row.how == "clock"
}
"""The rows that a clock takes, by kind, side and state; the event is the name of the clock."""


def run(node: Node) -> int:
    """Move what a clock moves by itself; give how much moved. Cheap where nothing is over."""
    return _cases(node) + _preludes(node)


def _cases(node: Node) -> int:
    moved = 0
    states = {state for _, _, state in ROWS}
    rows = CaseRow.objects.using(node.alias).filter(state__in=states, next_due__lte=node.now())
    for row in rows.select_related("entry__partner").order_by("next_due", "pk")[:AT_ONCE]:
        entry = row.entry
        case = casework.case_of(node, entry.partner, entry.root, entry.cid)
        step = None if case is None else _over(node, case)
        if case is None or step is None:
            continue
        sent = [name for name in step.sends if carrying.kind_of(TABLES[case.kind], name) == "evidence"]
        about = replying.target(node, entry.partner, case, root=entry.root) if sent else None
        sealed = [
            (name, releasing.seal_evidence(node, entry.partner, about, message=name, outcome="done", officer=None,
                                           dialogue=case.kind))
            for name in sent if about is not None
        ]  # fmt: skip
        with unit(node, f"{step.event} {case.kind}") as work:
            casework.act(node, entry.partner, entry.root, step.event, work=work, dialogue=entry.cid)
            for name, made in sealed:
                releasing.store(node, entry.partner, made, message=name, root=entry.root, work=work)
        moved += 1
    return moved


def _preludes(node: Node) -> int:
    moved = 0
    rows = PreludeRow.objects.using(node.alias).filter(look_at__lte=node.now(), entry=None, ended_at=None)
    for row in rows.order_by("look_at", "pk")[:AT_ONCE]:
        step = _over(node, preludes.case_of(node, row))
        if step is not None:
            with unit(node, f"{step.event} {row.kind}") as work:
                preludes.elapse(node, row, step.event, work)
            moved += 1
    return moved


def _over(node: Node, case: Case) -> Row | None:
    """Give the row that a clock takes now, None where none is over."""
    row = ROWS.get((case.kind, case.side, case.state))
    if row is None:
        return None
    clock = next((each for each in case.clocks if each.name == row.event), None)
    late = clock is not None and clock_state(clock, now=node.now()) is ClockState.OVERDUE
    return row if late else None
