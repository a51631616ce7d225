"""Cases move: what arrives, what is receipted, and what officers do, through the tables of `cases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.audit.acts import Act
from detente.cases import case as cases
from detente.cases import notification
from detente.cases.case import Case
from detente.cases.table import NoSuchStep, Terms
from detente.node.context import Node
from detente.node.services import indexing
from detente.node.stores import dialogues
from detente.node.stores.dialogues import Key
from detente.node.stores.models import Entry, Partner
from detente.node.stores.unit import Unit
from detente.policy.founding import FoundingAgreement
from detente.protocol.entry import Opened

PLAYED: Final = frozenset({notification.TABLE.kind})
"""The kinds of dialogue that an entry of a partner opens here; `cases.kinds` has the tables of the others too."""

CLOSED: Final = ("waiting", "received")
"""The states of a receiver's case in which nobody has opened its content."""


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of ours that a receipt covers. `code`: why it reached no desk there, None where it did."""

    cid: str
    root: str
    message: str
    code: str | None


def begin_sent(node: Node, entry: Entry, *, terms: Terms, preset: str, work: Unit) -> Case:
    """Give the sender's case of a dialogue that is released now; it is not stored here."""
    at = node.now()
    case = cases.open_case(entry.kind, dialogue=entry.cid, side=notification.SENDER, at=at, terms=terms, preset=preset)
    return _moved(case, "send", at, work)


def on_delivered(node: Node, partner: Partner, held: Sequence[Held], *, held_at: datetime, work: Unit) -> None:
    """Entries of ours are held by the partner, in their order: at a desk, or refused with a code."""
    loaded = dialogues.load_all(node.alias, partner, {entry.root for entry in held})
    moved = {root: case for root, (_, case) in loaded.items()}
    for entry in held:
        case = moved.get(entry.root)
        if case is None:
            continue
        if entry.cid == entry.root:
            moved[entry.root] = _moved(case, "delivered" if entry.code is None else "rejected", held_at, work)
        elif entry.code is None and entry.message:
            moved[entry.root] = cases.receipted(case, entry.message, held_at=held_at)
    dialogues.save_all(node, [(key, moved[root]) for root, (key, _) in loaded.items()])


def begin(entry: Entry, opened: Opened, *, agreement: FoundingAgreement | None, held_at: datetime, work: Unit) -> Case:
    """Give the receiver's case of the dialogue that an admitted entry of the partner opens; it is not stored here."""
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
    return _moved(case, entry.kind, held_at, work)


def on_arrived(node: Node, partner: Partner, entry: Entry, opened: Opened, *, held_at: datetime, work: Unit) -> None:
    """An entry of the partner was opened and admitted: a step in one of our dialogues."""
    found = dialogues.load(node.alias, partner, entry.root)
    if found is None or opened.message is None:
        return
    key, case = found
    # A failed outcome of a step leaves the step open: it is shown, and the clock runs on.
    if opened.payload.get("outcome") == "failed" and opened.message != "rejected":
        work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"failed": opened.message})
        return
    dialogues.save_all(node, [(key, _moved(case, opened.message, held_at, work))])


def act(node: Node, partner: Partner, root: str, event: str, *, work: Unit) -> Case:
    """Give the case after an officer's act.

    Raises:
        NoSuchStep: the act is not possible now; its sentence says why.
    """
    key, case = _loaded(node, partner, root)
    moved = cases.step(case, event, now=node.now())
    dialogues.save_all(node, [(key, moved)])
    if _is_closed(case) and not _is_closed(moved):
        indexing.content_opened(node, Entry.objects.using(node.alias).get(pk=key))
    work.record(Act.CASE_MOVED, refs={"cid": root}, details={"event": event, "to": moved.state})
    return moved


def _is_closed(case: Case) -> bool:
    """Whether no officer has opened the content of what came."""
    return case.side == notification.RECEIVER and case.state in CLOSED


def check(node: Node, partner: Partner, root: str, event: str) -> None:
    """Return if the act is possible now; NoSuchStep otherwise. Nothing is written."""
    _, case = _loaded(node, partner, root)
    cases.row_for(case, event)


def case_of(node: Node, partner: Partner, root: str) -> Case | None:
    """Give the case of a dialogue, None where none is open here."""
    found = dialogues.load(node.alias, partner, root)
    return None if found is None else found[1]


def _loaded(node: Node, partner: Partner, root: str) -> tuple[Key, Case]:
    found = dialogues.load(node.alias, partner, root)
    if found is None:
        raise NoSuchStep("dialogue", "nobody", "unknown", "this act")
    return found


def _moved(case: Case, event: str, at: datetime, work: Unit) -> Case:
    refs = {"cid": case.dialogue}
    try:
        moved = cases.step(case, event, now=at)
    except NoSuchStep:
        # No honest partner sends it in this state; it stays in the ledger as evidence and moves nothing.
        work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "refused_in": case.state})
        return case
    work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "to": moved.state})
    return moved
