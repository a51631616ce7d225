"""The hand-over sheet of a shift: what is open, what is late, notes; signed by who goes and by who comes.

A sheet is frozen when it is made, as canonical bytes; both sign their hash, and the assertions are kept. So what the
night shift took over can be shown years later, whatever became of the cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.cases import clocks
from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import asserting, desks, duties
from detente.node.services.asserting import Assertion
from detente.node.stores import calendars, dialogues
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import CaseRow, DeskRow, Officer, ShiftRow
from detente.node.stores.unit import unit

MOST_CASES: Final = 500
MOST_NOTES: Final = 4000


class SheetSigned(BadInput):
    """The sheet was signed already, or by the same person."""

    code = "sheet-signed"


def make(node: Node, officer: Officer, desk: DeskRow, *, notes: str = "") -> ShiftRow:
    """Give a new sheet of a desk as it stands now; nobody has signed it yet.

    Raises:
        RoleRefused: the officer signs no sheet.
        BadInput: the notes are too long.
    """
    duties.require_at_desk(officer, "sign-shift")
    if len(notes) > MOST_NOTES:
        raise BadInput(f"The notes have at most {MOST_NOTES} characters. Shorten them, or write a file note.")
    content = canonical(sheet_of(node, desk, notes))
    with unit(node, "make shift sheet") as work:
        row = ShiftRow.objects.using(node.alias).create(
            desk=desk, made_at=node.now(), sheet=content, sheet_hash=sha256(content), given_by=officer
        )
        work.record(
            Act.SHIFT_SHEET_MADE,
            actor=officer.name,
            refs={"desk": desk.code, "sheet": b64.encode(sha256(content))},
        )
    return row


def sheet_of(node: Node, desk: DeskRow, notes: str) -> dict[str, Any]:
    """Give what a sheet would hold now: {"desk","at","on_duty","open","late","cases","left_out","notes"}.

    `cases`: the open ones, nearest clock first, at most 500; `left_out` counts the others.
    """
    now, places = node.now(), calendars.load(node.alias)
    rows = CaseRow.objects.using(node.alias).filter(desk=desk, next_due__isnull=False)
    total = rows.count()
    found = rows.select_related("entry", "partner", "assignee").order_by("next_due", "pk")[:MOST_CASES]
    lines = []
    for row in found.defer("entry__box", "entry__body", "entry__plaintext", "entry__header", "entry__cek"):
        nearest = clocks.next_due(dialogues.read(row, root=row.entry.cid, places=places).clocks, now=now)
        lines.append(
            {
                "id": row.entry.uid,
                "cid": row.entry.cid,
                "partner": row.partner.code,
                "kind": row.dialogue,
                "side": row.side,
                "state": row.state,
                "clock": "" if nearest is None else nearest.name,
                "due": "" if nearest is None else format_instant(nearest.due),
                "late": nearest is not None and nearest.due <= now,
                "officer": "" if row.assignee is None else row.assignee.name,
            }
        )
    return {
        "desk": desk.code,
        "at": format_instant(now),
        "on_duty": sorted(each.officer.name for each in desks.on_duty(node, desk, at=now)),
        "open": total,
        "late": rows.filter(next_due__lte=now).count(),
        "cases": lines,
        "left_out": max(0, total - MOST_CASES),
        "notes": notes,
    }


def content_of(row: ShiftRow) -> Mapping[str, Any]:
    """Give what stands on a sheet."""
    return strict_json.parse(bytes(row.sheet))


def find(node: Node, desk: DeskRow, number: str) -> ShiftRow:
    """Give a sheet of a desk by its number; NotFound otherwise."""
    rows = ShiftRow.objects.using(node.alias).select_related("desk", "given_by", "taken_by").filter(desk=desk)
    row = rows.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None
    if row is None:
        raise NotFound("There is no such hand-over sheet at this desk.")
    return row


def sign(node: Node, officer: Officer, row: ShiftRow, *, assertion: Assertion | None) -> None:
    """Sign a sheet: first who made it gives it, then another officer takes it.

    Raises:
        RoleRefused: the officer signs no sheet.
        SheetSigned: this officer signed already, or both did; or somebody else than its maker would give it.
        BadInput: the assertion is over other bytes.
    """
    duties.require_at_desk(officer, "sign-shift")
    subject = bytes(row.sheet_hash)
    if assertion is not None and assertion.subject_hash != subject:
        raise BadInput("The passkey signed another sheet. Look at this one again and sign it.")
    with unit(node, "sign shift sheet") as work:
        row = ShiftRow.objects.using(node.alias).select_for_update().select_related("desk").get(pk=row.pk)
        giving = row.given_at is None
        if giving and row.given_by_id != officer.pk:
            raise SheetSigned("Whoever made the sheet signs first. Ask for that, or make a sheet of your own.")
        if not giving and row.given_by_id == officer.pk:
            raise SheetSigned("You signed this sheet. Now the officer who takes over signs it.")
        if not giving and row.taken_at is not None:
            raise SheetSigned("Both shifts have signed this sheet.")
        if giving:
            row.given_at = node.now()
        else:
            row.taken_by, row.taken_at = officer, node.now()
        row.save(using=node.alias, update_fields=["given_at", "taken_by", "taken_at"])
        act = "shift-given" if giving else "shift-taken"
        ActRow.objects.using(node.alias).create(
            officer=officer,
            act=act,
            subject_hash=subject,
            assertion=asserting.stored(assertion),
            at=node.now(),
        )
        work.record(
            Act.SHIFT_SIGNED,
            actor=officer.name,
            refs={"desk": row.desk.code, "sheet": b64.encode(subject)},
            details={"as": act, **asserting.manner(assertion)},
        )
