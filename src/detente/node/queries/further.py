"""Consents, uses, onward recipients and what is owed, as lines; what an officer may not know of is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries.further_page import ConsentLine, Entered, OnwardLine, OwedLine, Standing, UseLine
from detente.node.services import consenting, handing_out, owing, using
from detente.node.services.deciding import Asking
from detente.node.stores.models import ConsentRow, Entry, HandedOut, Officer, OwedRow, PassedOn, Proposal, UseRow

Line = ConsentLine | UseLine | OnwardLine | OwedLine


def consents(node: Node, officer: Officer) -> tuple[ConsentLine, ...]:
    """Give the register, the newest word first."""
    rows = ConsentRow.objects.using(node.alias).select_related("entry__partner", "partner", "message", "by", "second")
    found = list(rows.order_by("-pk"))
    known = _known(node, officer, (row.entry for row in found))
    return tuple(consent_line(node, row) for row in found if row.entry_id in known)


def consent_line(node: Node, row: ConsentRow) -> ConsentLine:
    """Give one word of the register as it stands now."""
    return ConsentLine(
        id=str(row.pk),
        partner=row.partner.code,
        ours=row.ours,
        entry_id=row.entry.uid,
        covers="dialogue" if row.dialogue else "message",
        purpose=row.purpose,
        recipients=tuple(row.recipients),
        stands=_stands(node, row),
        since=row.since,
        until=row.until,
        given_by=row.given_by,
        paper=row.paper,
        message_id="" if row.message is None else row.message.uid,
        by=row.by.name,
        withdrawn_because=row.withdrawn_because,
        second="" if row.second is None else row.second.name,
        digest=row.digest,
    )


def entered(row: ConsentRow | Proposal) -> Entered:
    """Give what became of a word that was entered."""
    return Entered(str(row.pk), "") if isinstance(row, ConsentRow) else Entered("", str(row.pk))


def uses(node: Node, officer: Officer, entry: Entry) -> tuple[UseLine, ...]:
    """Give the uses of what came in the thread of an entry, oldest first."""
    found = using.of_thread(node, entry)
    known = _known(node, officer, (row.entry for row in found))
    return tuple(use_line(row) for row in found if row.entry_id in known)


def use_line(row: UseRow) -> UseLine:
    """Give one use."""
    return UseLine(
        entry_id=row.entry.uid,
        at=row.at,
        officer=row.officer.name,
        purpose=row.purpose,
        basis=row.basis,
        reason=row.reason,
        measure=row.measure,
        matter=row.matter,
        aim=row.aim,
        toward=row.toward,
        consent_id="" if row.consent_id is None else str(row.consent_id),
    )


def uses_since(node: Node, since: datetime, *, most: int) -> tuple[UseLine, ...]:
    """Give the newest uses of the whole house, for oversight."""
    rows = UseRow.objects.using(node.alias).filter(at__gte=since).select_related("officer", "entry").order_by("-pk")
    return tuple(use_line(row) for row in rows[:most])


def onward(node: Node, officer: Officer, item: Entry) -> tuple[OnwardLine, ...]:
    """Give to whom a message went on from here, oldest first: partners, and bodies without a node."""
    passed = list(PassedOn.objects.using(node.alias).filter(item=item).select_related("entry__partner", "officer"))
    known = _known(node, officer, (row.entry for row in passed))
    lines = [*(_passed(row) for row in passed if row.entry_id in known), *map(_handed, handing_out.of_item(node, item))]
    return tuple(sorted(lines, key=lambda line: line.at))


def onward_since(node: Node, since: datetime, *, most: int) -> tuple[OnwardLine, ...]:
    """Give the newest passings-on of the whole house, for oversight."""
    passed = PassedOn.objects.using(node.alias).filter(at__gte=since).select_related("entry__partner", "officer")
    handed = HandedOut.objects.using(node.alias).filter(at__gte=since).select_related("officer", "approved_by")
    lines = [*map(_passed, passed.order_by("-pk")[:most]), *map(_handed, handed.order_by("-pk")[:most])]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:most])


def all_owed(node: Node, *, most: int) -> tuple[OwedLine, ...]:
    """Give what is owed in the whole house, nearest limit first, for oversight."""
    rows = OwedRow.objects.using(node.alias).filter(done_at__isnull=True)
    named = rows.select_related("entry__partner", "officer", "acted_by").order_by("due_at", "pk")
    return tuple(owed_line(node, row) for row in named[:most])


def plain(line: Line) -> dict[str, Any]:
    """Give a line with its times as text."""
    found = asdict(line)
    return {name: format_instant(value) if isinstance(value, datetime) else value for name, value in found.items()}


def _passed(row: PassedOn) -> OnwardLine:
    to = f"party:{row.entry.partner.party}"
    return OnwardLine(to=to, at=row.at, officer=row.officer.name, entry_id=row.entry.uid)


def _handed(row: HandedOut) -> OnwardLine:
    return OnwardLine(
        to=row.to,
        at=row.at,
        officer=row.officer.name,
        purpose=row.purpose,
        basis=row.basis,
        approved_by="" if row.approved_by is None else row.approved_by.name,
    )


def owed(node: Node, officer: Officer) -> tuple[OwedLine, ...]:
    """Give what is owed and this officer may do, nearest limit first."""
    found = owing.standing(node, officer)
    known = _known(node, officer, (row.entry for row in found))
    return tuple(owed_line(node, row) for row in found if row.entry_id in known)


def owed_line(node: Node, row: OwedRow) -> OwedLine:
    """Give one thing that is owed."""
    return OwedLine(
        id=str(row.pk),
        obligation=row.obligation,
        entry_id=row.entry.uid,
        partner=row.entry.partner.code,
        about=row.about,
        officer="" if row.officer is None else row.officer.name,
        acted_by=row.acted_by.name,
        opened_at=row.opened_at,
        due_at=row.due_at,
        late=row.due_at <= node.now(),
        reminded=tuple(row.told),
    )


def _stands(node: Node, row: ConsentRow) -> Standing:
    now = node.now()
    stands: Standing = consenting.state_of(row, now=now)
    return "expired" if stands == "granted" and row.until is not None and now > row.until else stands


def _known(node: Node, officer: Officer, entries: Iterable[Entry]) -> set[int]:
    """Give the keys of those that the officer may know of."""
    each = list({entry.pk: entry for entry in entries}.values())
    return {entry.pk for entry in Asking(node, officer).may_know(each)} if each else set()
