"""What this side alone keeps of an officer's step in a case, and what a step brings about here: owner, links, tasks.

None of it travels. The note of a step is content and stands in the case; the audit record has codes only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.audit.acts import Act
from detente.cases import asked
from detente.cases.kinds import TABLES
from detente.cases.table import Row
from detente.node.context import Node
from detente.node.services import desks, disseminating, filing, handing_over, linking, retaining
from detente.node.services.conditions import Said
from detente.node.stores.models import CaseRow, CaseStep, Entry, Officer
from detente.node.stores.unit import Unit

SPAWNS = "spawn handover-internal"
TAKES_OVER = frozenset({"register", "accept", "accept-urgent"})
"""Acts by which a person takes responsibility: whoever does it stands for the case until somebody else does."""


def keep(node: Node, officer: Officer, opener: Entry, row: Row, said: Said, work: Unit) -> None:
    """Set down a step with what was said of it for this side, inside a unit of work."""
    fields = TABLES[opener.kind].fields_of(row.event)
    details = _details(said) | asked.codes(fields, said.given)
    given = {name: value for name, value in said.given.items() if value is not None}
    kept = {**details, **({"given": given} if given else {}), "note": said.note}
    CaseStep.objects.using(node.alias).create(
        case_id=opener.pk, officer=officer, event=row.event, at=node.now(), details=kept
    )
    if row.event in TAKES_OVER:
        CaseRow.objects.using(node.alias).filter(pk=opener.pk).update(assignee=officer)
    if SPAWNS in row.effects:
        # Who is tasked answers to the desk that tasks: a hand-over of its own, which no partner sees.
        handing_over.offered(node, officer, opener, desks.find(node, said.to), _tasking(said), work=work)
    if said.other:
        linking.link(node, officer, opener, said.other, work=work)
    if said.file:
        filing.put(node, officer, opener, said.file, work=work)
    if said.disseminated:
        disseminating.set_down(node, officer, opener, said.disseminated, work=work)
    if TABLES[opener.kind].is_terminal(row.side, row.to):
        retaining.name_outcome(node, opener, said.code)
    if details:
        work.record(
            Act.CASE_MOVED, actor=officer.name, refs={"cid": opener.cid}, details={"event": row.event, **details}
        )


def _tasking(said: Said) -> Said:
    """Give the words of the hand-over: a desk is tasked because it is competent, whatever else was said."""
    return replace(said, code="competence")


def _details(said: Said) -> dict[str, Any]:
    """Give what may stand in the audit record: codes, no words of the officer."""
    found = {
        "code": said.code,
        "missing": list(said.missing),
        "inner": said.ground,
        "desk": said.to,
        "confirmed": said.confirmed,
    }
    return {name: value for name, value in found.items() if value}
