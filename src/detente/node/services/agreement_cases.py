"""The dialogues `agreement` and `agreement-topic` at work: what arrives moves the case, and the node answers by rule.

What an agreement permits is not decided by its case but by the two ledgers (`policy.standing`); the case says which act
is possible now, and for whom.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from detente.audit.acts import Act
from detente.cases import carrying
from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.moments import Moment
from detente.cases.table import NoSuchStep, Row, Terms
from detente.model.instant import parse_instant
from detente.node.context import Node
from detente.node.services import casework, releasing
from detente.node.stores import deliveries, dialogues
from detente.node.stores.models import CaseRow, Entry, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy.kinds import MAKES_AGREEMENTS
from detente.protocol.entry import Opened, SealedEntry

NO_FILE_NUMBERS: Final = {"own": None, "yours": None}
SAME_DAY: Final = "own clock says the same or is within one day"
END: Final = "notice.end"
_BY_RULE: Final = ("draft-gone", "run-off")
"""Messages that the node sends by itself."""


def take(
    node: Node, partner: Partner, row: Entry, opened: Opened, *, held_at: datetime, work: Unit
) -> list[tuple[Entry, Case]]:
    """Let an admitted act of the partner move its case; give the case that it begins, if it does."""
    # Whatever it was, it may have let something go that was held.
    deliveries.wake(node, partner)
    message = opened.message or ""
    if row.cid == row.root:
        opener, other = TABLES[row.kind].sides
        begun = cases.open_case(row.kind, dialogue=row.cid, side=other, at=held_at, terms=Terms())
        moved, _ = _moved(begun, _named(row.kind, opener, message), held_at, work)
        return [(row, moved)]
    case = casework.case_of(node, partner, row.root)
    found = dialogues.find(casework.around(node, partner, row.root), row.root)
    if found is None:
        return []
    key, case = found
    until = _until(opened)
    unmet = (SAME_DAY,) if message == "run-off" and not _is_the_same_day(case, held_at) else ()
    moved, taken = _moved(case, _named(row.kind, _other(case), message), held_at, work, until, unmet)
    dialogues.save_all(node, [(key, with_end(moved, held_at, until))])
    if taken is not None:
        _answer_by_rule(node, partner, row, taken, work)
    return []


def begin_sent(node: Node, row: Entry, event: str, work: Unit) -> Case:
    """Give the sender's case of a dialogue that an officer's act opens now; it is not stored here."""
    opener, _ = TABLES[row.kind].sides
    case = cases.open_case(row.kind, dialogue=row.cid, side=opener, at=node.now(), terms=Terms())
    moved = cases.step(case, event, now=node.now())
    work.record(Act.CASE_MOVED, refs={"cid": row.cid}, details={"event": event, "to": moved.state})
    return moved


def act(node: Node, partner: Partner, root: str, event: str, *, work: Unit, until: datetime | None = None) -> Case:
    """Give the case after an officer's act.

    Raises:
        NoSuchStep: the act is not possible now; its sentence says why.
    """
    key, case = casework.loaded(node, partner, root)
    moved = cases.step(case, event, now=node.now(), until=until)
    moved = with_end(moved, node.now(), until)
    dialogues.save_all(node, [(key, moved)])
    work.record(Act.CASE_MOVED, refs={"cid": root}, details={"event": event, "to": moved.state})
    return moved


def check(node: Node, partner: Partner, root: str, event: str) -> Row:
    """Give the row that an act would take; NoSuchStep where it is not possible now."""
    return cases.row_for(casework.loaded(node, partner, root)[1], event)


def end_terms(node: Node) -> int:
    """Let agreements run off whose date of notice has come; give how many. Cheap where there is none."""
    rows = CaseRow.objects.using(node.alias).filter(dialogue="agreement", state__startswith="notice-")
    ended = 0
    for row in rows.select_related("entry", "partner"):
        end = _end_of(casework.loaded(node, row.partner, row.entry.cid)[1])
        if end is None or node.now() < end:
            continue
        sealed = _seal_run_off(node, row.partner, row.entry)
        with unit(node, "end of term") as work:
            key, fresh = casework.loaded(node, row.partner, row.entry.cid)
            moved, taken = _moved(fresh, "end-of-term", node.now(), work)
            dialogues.save_all(node, [(key, moved)])
            if taken is not None:
                releasing.store(node, row.partner, sealed, message="run-off", root=row.entry.cid, work=work)
                ended += 1
    return ended


def payload(kind: str, message: str, **members: Any) -> dict[str, Any]:
    """Give the payload of a message about an agreement."""
    return {"dialogue": kind, "message": message, "ref": NO_FILE_NUMBERS, **members}


def is_about_agreements(kind: str) -> bool:
    """Whether entries of this kind belong here."""
    return kind in MAKES_AGREEMENTS


def _answer_by_rule(node: Node, partner: Partner, row: Entry, taken: Row, work: Unit) -> None:
    """Send what the row says that the node sends. Rare and small, so it is sealed where it is stored."""
    for name in taken.sends:
        message = carrying.travelling_name(TABLES[row.kind], name)
        if message not in _BY_RULE:
            continue
        if message == "run-off":
            sealed = _seal_run_off(node, partner, row)
        else:
            sealed = releasing.seal_evidence(node, partner, row, message=message, outcome="done", officer=None)
        releasing.store(node, partner, sealed, message=message, root=row.root, work=work)


def _seal_run_off(node: Node, partner: Partner, row: Entry) -> SealedEntry:
    return releasing.seal(node, partner, kind="agreement", payload=payload("agreement", "run-off"), re=row.root)


def _moved(
    case: Case,
    event: str,
    at: datetime,
    work: Unit,
    until: datetime | None = None,
    unmet: Collection[str] = (),
) -> tuple[Case, Row | None]:
    refs = {"cid": case.dialogue}
    try:
        row = TABLES[case.kind].next_row(case.side, case.state, event, case.terms, unmet=unmet)
        moved = cases.step(case, event, now=at, until=until, unmet=unmet)
    except NoSuchStep:
        # No honest partner sends it in this state; it stays in the ledger as evidence and moves nothing.
        work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "refused_in": case.state})
        return case, None
    work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "to": moved.state})
    return moved, row


def _named(kind: str, sender: str, message: str) -> str:
    """Give the table's name of a message that `sender` wrote; one that it never writes keeps its name."""
    found = carrying.message_of(TABLES[kind], message, sender=sender)
    return message if found is None else found.name


def _other(case: Case) -> str:
    return next(side for side in TABLES[case.kind].sides if side != case.side)


def _until(opened: Opened) -> datetime | None:
    end = opened.payload.get("end")
    return None if end is None else parse_instant(end)


def with_end(case: Case, at: datetime, until: datetime | None) -> Case:
    """Give the case with the date of its end, of two notices the earlier one."""
    if until is None:
        return case
    known = _end_of(case)
    if known is not None and known <= until:
        return case
    return replace(case, ledger=(*case.ledger, Moment(END, at, until)))


def _end_of(case: Case) -> datetime | None:
    ends = [moment.until for moment in case.ledger if moment.name == END and moment.until is not None]
    return min(ends, default=None)


def _is_the_same_day(case: Case, now: datetime) -> bool:
    end = _end_of(case)
    return end is not None and now >= end - timedelta(days=1)
