"""Cases move: what arrives, what is receipted, and what officers do, through the tables of `cases`."""

from __future__ import annotations

from datetime import datetime

from detente.audit.acts import Act
from detente.cases import case as cases
from detente.cases import notification
from detente.cases.case import Case
from detente.cases.table import NoSuchStep, Terms
from detente.node.context import Node
from detente.node.stores import dialogues
from detente.node.stores.models import CaseRow, Entry, Partner
from detente.node.stores.unit import Unit
from detente.policy.founding import FoundingAgreement
from detente.protocol.entry import Opened


def open_sent(node: Node, partner: Partner, entry: Entry, *, terms: Terms, preset: str, work: Unit) -> None:
    """Open the sender's case of a dialogue that is released now."""
    case = cases.open_case(
        entry.kind, dialogue=entry.cid, side=notification.SENDER, at=node.now(), terms=terms, preset=preset
    )
    _move(node, partner, entry, case, "send", node.now(), work)


def on_delivered(
    node: Node, partner: Partner, entry: Entry, *, code: str | None, held_at: datetime, work: Unit
) -> None:
    """An entry of ours is held by the partner: at a desk, or refused with a code."""
    found = dialogues.load(node.alias, partner, entry.root)
    if found is None:
        return
    row, case = found
    if entry.cid == entry.root:
        _move(node, partner, row.entry, case, "delivered" if code is None else "rejected", held_at, work)
    elif code is None and entry.message:
        dialogues.save(node, partner, row.entry, cases.receipted(case, entry.message, held_at=held_at))


def on_arrived(
    node: Node,
    partner: Partner,
    entry: Entry,
    opened: Opened,
    *,
    agreement: FoundingAgreement | None,
    held_at: datetime,
    work: Unit,
) -> None:
    """An entry of the partner was opened and admitted: a new dialogue, or a step in one of ours."""
    if entry.kind in cases.TABLES:
        terms = Terms(
            opened=agreement is not None and agreement.opened,
            asks=bool(opened.payload.get("asks")),
            answer_by=opened.header.answer_by,
        )
        case = cases.open_case(
            entry.kind,
            dialogue=entry.cid,
            side=notification.RECEIVER,
            at=held_at,
            terms=terms,
            preset="detente-default" if agreement is None else agreement.preset,
        )
        _move(node, partner, entry, case, entry.kind, held_at, work)
        return
    found = dialogues.load(node.alias, partner, entry.root)
    if found is None or opened.message is None:
        return
    row, case = found
    # A failed outcome of a step leaves the step open: it is shown, and the clock runs on.
    if opened.payload.get("outcome") == "failed" and opened.message != "rejected":
        work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"failed": opened.message})
        return
    _move(node, partner, row.entry, case, opened.message, held_at, work)


def act(node: Node, partner: Partner, root: str, event: str, *, work: Unit) -> Case:
    """Give the case after an officer's act.

    Raises:
        NoSuchStep: the act is not possible now; its sentence says why.
    """
    row, case = _loaded(node, partner, root)
    moved = cases.step(case, event, now=node.now())
    dialogues.save(node, partner, row.entry, moved)
    work.record(Act.CASE_MOVED, refs={"cid": root}, details={"event": event, "to": moved.state})
    return moved


def check(node: Node, partner: Partner, root: str, event: str) -> None:
    """Return if the act is possible now; NoSuchStep otherwise. Nothing is written."""
    _, case = _loaded(node, partner, root)
    cases.row_for(case, event)


def case_of(node: Node, partner: Partner, root: str) -> Case | None:
    """Give the case of a dialogue, None where none is open here."""
    found = dialogues.load(node.alias, partner, root)
    return None if found is None else found[1]


def _loaded(node: Node, partner: Partner, root: str) -> tuple[CaseRow, Case]:
    found = dialogues.load(node.alias, partner, root)
    if found is None:
        raise NoSuchStep("dialogue", "nobody", "unknown", "this act")
    return found


def _move(node: Node, partner: Partner, entry: Entry, case: Case, event: str, at: datetime, work: Unit) -> None:
    try:
        moved = cases.step(case, event, now=at)
    except NoSuchStep:
        # No honest partner sends it in this state; it stays in the ledger as evidence and moves nothing.
        work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"event": event, "refused_in": case.state})
        dialogues.save(node, partner, entry, case)
        return
    dialogues.save(node, partner, entry, moved)
    work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"event": event, "to": moved.state})
