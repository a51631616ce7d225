"""Who without a node has to learn of a correction, as the table of completion shows it; asked when one begins.

    correction comes in, or we issue one --> each body to which the item was handed: not asked, and owed (`owing`)
    told, by paper, hand or telephone    --> told --done | partly | objected--> counted as it answered
                                                `--its time is over--> silent, and it may still answer
    not reached: silent so far, and owed until it is told. not permitted: silent, unless policy permits it later

How one is told stands in `telling_bodies`. What a holder reports to the issuer counts these answers
(`correcting.onward_results`). The report leaves once: what a body says after it stands in the table here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.node.context import Node
from detente.node.services import casework, owed_rows
from detente.node.services.owed_rows import BodyNotTold
from detente.node.stores.models import BodyTold, Entry, HandedOut
from detente.node.stores.unit import Unit

KIND: Final = "correction"
TOLD: Final = ("paper", "hand", "phone")
"""How a body is told."""
UNTOLD: Final = ("not-reached", "not-permitted")
"""What is set down of a body instead: it counts as silent, and can be told later."""
_DEEPEST: Final = 16
"""As `passing.DEEPEST`: so many copies of copies are followed."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body in the table of completion. `stands`: its word; `since`: since when it is silent, None if not.

    `row`: what was set down, None where the body got the item before this was kept. `correction`: of which it is told.
    """

    item: Entry
    to: str
    correction: Entry
    row: BodyTold | None
    stands: str
    since: datetime | None = None


def was_told(row: BodyTold | None) -> bool:
    """Whether a body was told: that it could not be, or may not be, is no telling."""
    return row is not None and row.told_at is not None and row.how in TOLD


def ask(node: Node, begun: Iterable[Entry], work: Unit) -> None:
    """Owe it to each body that was handed the item of a correction that begins here; nothing for other messages.

    A body that was not told of an earlier one yet is told of this one in its place, within the same time. One that we
    relay asks nobody twice. Inside the unit of work in which they begin; a question to the database for corrections
    alone.
    """
    for correction in (entry for entry in begun if entry.kind == KIND):
        for handed in newest_to(node, item_of(node, correction)):
            _ask(node, handed, correction, work)


def ask_about(node: Node, handed: HandedOut, work: Unit) -> None:
    """Owe it to a body that gets an item after its correction, inside the unit of work of handing it out."""
    correction = _newest_correction(node, handed.item)
    if correction is not None:
        _ask(node, handed, correction, work)


def item_of(node: Node, correction: Entry) -> Entry:
    """Give what a correction is about, the first of its copies here; itself where that is not here."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    found = rows.filter(partner=correction.partner_id, cid=correction.re).first()
    return correction if found is None else origin(node, found)


def lines(node: Node, item: Entry) -> tuple[BodyLine, ...]:
    """Give how each body that was handed an item took over its correction; nothing where it was never corrected."""
    handed = newest_to(node, item)
    newest = _newest_correction(node, item) if handed else None
    if newest is None:
        return ()
    rows = BodyTold.objects.using(node.alias).filter(item=item).select_related("correction__partner", "officer", "owed")
    kept = {row.to: row for row in rows.order_by("pk")}
    return tuple(_line(node, item, each.to, kept.get(each.to), newest) for each in handed)


def counted(node: Node, item: Entry) -> dict[str, int]:
    """Count what the bodies said to the correction of an item, by done, partly, objected and silent.

    Raises:
        BodyNotTold: one was not told, or still has time to answer.
    """
    found = dict.fromkeys(("done", "partly", "objected", "silent"), 0)
    for line in lines(node, item):
        if line.stands in ("not-asked", "told"):
            raise BodyNotTold(line.to)
        found[line.stands if line.stands in found else "silent"] += 1
    return found


def newest_to(node: Node, item: Entry) -> list[HandedOut]:
    """Give the newest handing-out to each body, in the order in which they first got it."""
    rows = HandedOut.objects.using(node.alias).filter(item=item).select_related("item", "officer", "approved_by")
    return list({row.to: row for row in rows.order_by("at", "pk")}.values())


def origin(node: Node, entry: Entry) -> Entry:
    """Give the first of the copies here that an entry carries on; any other entry is its own."""
    found, rows = entry, Entry.objects.using(node.alias).select_related("partner", "batch")
    for _ in range(_DEEPEST):
        before = rows.filter(passed_on__entry=found).first()
        if before is None:
            break
        found = before
    return found


# Inside


def _newest_correction(node: Node, item: Entry) -> Entry | None:
    rows = Entry.objects.using(node.alias).filter(partner=item.partner_id, kind=KIND, message=KIND, re=item.cid)
    return rows.filter(code="", case__isnull=False).select_related("partner", "batch").order_by("-pk").first()


def _ask(node: Node, handed: HandedOut, correction: Entry, work: Unit) -> None:
    item = handed.item
    rows = BodyTold.objects.using(node.alias).filter(item=item, to=handed.to).select_related("correction__partner")
    before = rows.order_by("-pk").first()
    if before is not None:
        if before.correction_id == correction.pk or (correction.ours and _stands(node, before)):
            return
        if before.told_at is None or before.how == "not-reached":
            # It is owed still: one task for each body.
            rows.filter(pk=before.pk).update(correction=correction, told_at=None, how="", answer_by=None)
            return
    owed = owed_rows.owe_telling(node, handed.officer, item, handed.to, work=work)
    BodyTold.objects.using(node.alias).create(item=item, correction=correction, to=handed.to, owed=owed)


def _stands(node: Node, row: BodyTold) -> bool:
    """Whether what a body is told of is still open: then ours relays it, or repeats it."""
    if (
        row.told_at is None
        or row.how == "not-reached"
        or (row.answer == "" and row.answer_by is not None and row.answer_by > node.now())
    ):
        return True
    case = casework.case_of(node, row.correction.partner, row.correction.root, row.correction.cid)
    return not row.correction.ours and case is not None and not case.ended


def _line(node: Node, item: Entry, to: str, row: BodyTold | None, newest: Entry) -> BodyLine:
    if row is None:
        return BodyLine(item, to, newest, None, "not-asked")
    if row.told_at is None:
        late = row.owed is not None and row.owed.due_at <= node.now()
        return BodyLine(item, to, row.correction, row, "not-asked", row.owed.due_at if row.owed and late else None)
    if row.answer:
        return BodyLine(item, to, row.correction, row, row.answer)
    if row.how in UNTOLD:
        return BodyLine(item, to, row.correction, row, row.how, row.told_at)
    if row.answer_by is not None and row.answer_by <= node.now():
        return BodyLine(item, to, row.correction, row, "not-confirmed", row.answer_by)
    return BodyLine(item, to, row.correction, row, "told")
