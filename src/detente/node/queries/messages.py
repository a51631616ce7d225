"""Messages as the command shows them: one thread's state, receipts and silences (machine interface, `show --json`)."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import Any

from detente.cases import case as cases
from detente.cases import clocks as timing
from detente.cases.case import Case
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import withholding
from detente.node.queries.limits import HIDDEN
from detente.node.queries.receipts import ANSWERS
from detente.node.services import casework, officers, opening, reading, threads
from detente.node.services.deciding import Asking
from detente.node.stores.models import AttachmentRow, Entry
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Permit
from detente.policy.kinds import GET_NO_EVIDENCE
from detente.protocol import dialogue_forms
from detente.protocol.entry import REPLIES

_NOT_MESSAGES = (*sorted(GET_NO_EVIDENCE), "")


def inbox(node: Node, officer: str | None = None, *, ours: bool = False, limit: int = 200) -> list[dict[str, Any]]:
    """Give what reached the desk (or, `ours`, was sent) and the officer may know of, newest first."""
    rows = (
        Entry.objects.using(node.alias)
        .filter(ours=ours, code="", judged=True)
        .exclude(kind__in=_NOT_MESSAGES)
        .select_related("partner")
        .order_by("-created", "-id")
    )
    asking = Asking(node, officers.acting(node, officer))
    known = asking.may_know(rows[:limit])
    closed = {key for key, each in withholding.limits(asking, known).items() if each.hides_subject}
    return [_line(node, row) | ({"subject": HIDDEN} if row.pk in closed else {}) for row in known]


def show_named(node: Node, officer: str | None, message: str) -> dict[str, Any]:
    """Give the thread of a message that a person names, as the officer may read it.

    Raises:
        NotFound: there is none, or the officer may not know of it.
    """
    acts = officers.acting(node, officer)
    entry, asking = threads.find(node, acts, message), Asking(node, acts)
    decision = asking.decide(PolicyAct.OPEN, entry)
    if isinstance(decision, Permit) and not entry.ours:
        reading.looked(node, acts, entry, decision)
    return show(node, asking, entry)


def show(node: Node, asking: Asking, entry: Entry) -> dict[str, Any]:
    """Give a thread: id, kind, subject, state, the four receipts, the silences, and its messages in order.

    A content that a rule closes to the officer is left out; `withheld` names its inner ground.
    """
    root = Entry.objects.using(node.alias).filter(partner=entry.partner, cid=entry.root).first() or entry
    case = casework.case_of(node, entry.partner, entry.root)
    thread = asking.may_know(_thread(node, root))
    closed = {key: each for key, each in withholding.limits(asking, [root, *thread]).items() if each.withheld}
    line = _line(node, root)
    if root.pk in closed and closed[root.pk].hides_subject:
        line["subject"] = HIDDEN
    return {
        **line,
        "cid": root.cid,
        "state": "unknown" if case is None else case.state,
        "receipts": _receipts(node, root),
        "silences": []
        if case is None
        else [
            {"what": silence.what, "since": format_instant(silence.since)}
            for silence in cases.silences(case, now=node.now())
        ],
        "clocks": [] if case is None else clocks_of(case, now=node.now()),
        "asked": {} if root.pk in closed else asked(root),
        "text": "" if root.pk in closed else _text(root),
        "files": [] if root.pk in closed else files(node, root),
        "thread": [_event(row, closed) for row in thread],
        "withheld": closed[root.pk].withheld if root.pk in closed else "",
    }


def files(node: Node, entry: Entry) -> list[dict[str, Any]]:
    """Give the attachments of an entry with how far they have come."""
    rows = {row.att_id: row for row in AttachmentRow.objects.using(node.alias).filter(entry=entry)}
    listed = opening.payload_of(entry).get("files")
    if not isinstance(listed, list):
        return []
    return [
        {
            "id": item["id"],
            "name": item["name"],
            "size": rows[item["id"]].size,
            "complete": rows[item["id"]].complete,
        }
        for item in listed
        if item["id"] in rows
    ]


def _line(node: Node, row: Entry) -> dict[str, Any]:
    case = casework.case_of(node, row.partner, row.root)
    return {
        "id": row.uid,
        "kind": row.kind,
        "message": row.message,
        "partner": row.partner.code,
        "direction": "sent" if row.ours else "received",
        "subject": row.subject,
        "created": format_instant(row.created),
        "answer_by": None if row.answer_by is None else format_instant(row.answer_by),
        "state": "unknown" if case is None else case.state,
    }


def _receipts(node: Node, root: Entry) -> dict[str, Any]:
    """The four receipts, each null or an object: never mixed, each from its own proof (DXP 8)."""
    batch = root.batch
    delivered = None
    if batch is not None and batch.held_at is not None:
        delivered = {
            "at": format_instant(batch.held_at),
            "by": _side(root, receiver=True),
            "code": root.code or None,
        }
    given = {
        row.message: row
        for row in Entry.objects.using(node.alias)
        .filter(partner=root.partner, re=root.cid, kind="evidence", code="", judged=True)
        .order_by("-seq")
    }
    # A question back travels as an answer does, and answers nothing.
    answer = (
        Entry.objects.using(node.alias)
        .filter(partner=root.partner, re=root.cid, kind__in=REPLIES, message__in=ANSWERS, code="", judged=True)
        .order_by("seq")
        .first()
    )
    return {
        "delivered": delivered,
        "opened": _evidence(given.get("opened")),
        "accepted": _evidence(given.get("accepted")),
        "answered": None
        if answer is None
        else {
            "at": format_instant(_held(answer) or answer.created),
            "by": _side(answer, receiver=False),
            "kind": answer.kind,
            "message": answer.message,
        },
    }


def _evidence(row: Entry | None) -> dict[str, Any] | None:
    if row is None:
        return None
    payload = opening.payload_of(row)
    return {
        "at": payload.get("at"),
        "by": payload.get("by"),
        "outcome": payload.get("outcome"),
        "code": payload.get("code"),
        "until": payload.get("until"),
        "party": _side(row, receiver=False),
    }


def _held(row: Entry) -> datetime | None:
    return None if row.batch is None else row.batch.held_at


def _side(row: Entry, *, receiver: bool) -> str:
    return row.partner.code if row.ours == receiver else "us"


def clocks_of(case: Case, *, now: datetime) -> list[dict[str, Any]]:
    """Give the clocks of a case: name, state, who is obliged, start, end, and when it was met or null."""
    return [
        {
            "name": clock.name,
            "state": timing.clock_state(clock, now=now).value,
            "obliged": clock.obliged,
            "started": format_instant(clock.started),
            "due": format_instant(clock.due),
            "met": None if clock.met_at is None else format_instant(clock.met_at),
        }
        for clock in case.clocks
    ]


def asked(row: Entry) -> dict[str, Any]:
    """Give what a request asks besides its text, as it was written: only the members that say something."""
    payload = opening.payload_of(row)
    return {name: payload[name] for name in dialogue_forms.REQUEST if payload.get(name) not in (None, [], "")}


def _text(row: Entry) -> str:
    parts = opening.payload_of(row).get("parts")
    return "\n\n".join(str(part.get("text", "")) for part in parts) if isinstance(parts, list) else ""


def _thread(node: Node, root: Entry) -> list[Entry]:
    rows = (
        Entry.objects.using(node.alias).filter(partner=root.partner, root=root.cid).select_related("partner", "batch")
    )
    return sorted(rows, key=lambda row: (_held(row) or row.created, row.ours, row.seq or 0))


def _event(row: Entry, closed: Container[int]) -> dict[str, Any]:
    held = _held(row)
    return {
        "id": row.uid,
        "kind": row.kind,
        "message": row.message,
        "direction": "sent" if row.ours else "received",
        "at": format_instant(row.created),
        "held_at": None if held is None else format_instant(held),
        "seq": row.seq,
        "code": row.code or None,
        "text": "" if row.pk in closed else _text(row),
    }
