"""Two records side by side before they are merged, and what was said since when they are split."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.queries import phrases
from detente.node.queries import records as shown
from detente.node.queries.records_page import PropertyBeside, RecordLine, RecordsBeside, SplitPage, StatementLine
from detente.node.services import duties, record_finding, record_merging, record_sight, records
from detente.node.services.record_finding import Found
from detente.node.stores.models import Officer, RecordRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct


def beside(node: Node, officer: Officer, first: RecordRow, second: RecordRow) -> RecordsBeside:
    """Give two records beside each other, property by property; that they were looked at goes on record.

    Raises:
        RoleRefused, NotFound, BadInput: as `record_merging.merge`.
    """
    duties.require_duty(officer, records.DUTY)
    record_merging.check(node, officer, first, second)
    pages = shown.page(node, officer, first), shown.page(node, officer, second)
    props = dict.fromkeys(each.prop for page in pages for each in page.statements)
    return RecordsBeside(
        now=node.now(),
        marking=phrases.strictest([page.marking for page in pages if page.marking is not None]),
        first=pages[0],
        second=pages[1],
        properties=tuple(
            PropertyBeside(prop, _of(prop, pages[0].statements), _of(prop, pages[1].statements)) for prop in props
        ),
    )


def splitting(node: Node, officer: Officer, joined: RecordRow) -> SplitPage:
    """Give what was said since a record was merged, of which the officer says whose it is.

    Raises:
        RoleRefused, NotFound, BadInput: as `record_merging.split`.
    """
    duties.require_duty(officer, records.DUTY)
    with unit(node, "read record") as work:
        merged, stands, joined = record_merging.apart(node, officer, joined)
        work.record(Act.RECORD_READ, actor=officer.name, refs={"record": stands.uid})
    made = record_merging.since(node, merged)
    seen = record_sight.seen(node, officer, made, category=stands.category, act=PolicyAct.OPEN)
    return SplitPage(
        now=node.now(),
        marking=shown.marking(seen),
        stands=_line(node, officer, stands),
        joined=_line(node, officer, joined),
        since=tuple(map(shown.statement, seen)),
        withheld=len(seen) < len(made),
    )


def _of(prop: str, lines: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    return tuple(each for each in lines if each.prop == prop)


def _line(node: Node, officer: Officer, row: RecordRow) -> RecordLine:
    found = record_finding.visible(node, officer, [row])
    return shown.line(found[0] if found else Found(row, ()))
