"""The line test: once an hour each node asks the other for its signed word, and both ledgers are compared.

    us: want {dir: mine, after: what they receipted, its root, fresh nonce}  ->  them: have {nonce, size, root, at}

Nothing is new on the wire (DXP 7.2): we ask for our own batches beyond those that were receipted, of which there are
none, and the reply is the signed close alone. It opens and closes no epoch, takes no place in a ledger, and partners of
the first release answer it. Who is asked notes a fresh `want` as the other's test, so both sides see both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Min, QuerySet

from detente.audit.acts import Act
from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.stores import ledger
from detente.node.stores.models import LineTestRow, Partner
from detente.node.stores.unit import unit
from detente.protocol.first_contact import ContactState
from detente.protocol.signed import Verified

HOUR: Final = timedelta(hours=1)
AGAIN: Final = timedelta(minutes=5)
"""A test that was not answered is tried again within its hour."""
RECORDS_KEPT: Final = timedelta(days=35)
"""Signed words are some kilobytes each: after this time the row and the act on record stay, with its hash."""
MISSED: Final = timedelta(hours=2)
"""Without an answer for so long the line counts as silent."""


@dataclass(frozen=True, slots=True)
class LastTests:
    """The last tests with one partner. `answered`: ours that was answered. `theirs`: theirs that reached us.

    `missed`: our last word from it is older than it should be, though the contact has stood for longer.
    """

    answered: datetime | None
    theirs: datetime | None
    agrees: bool | None
    missed: bool


def due(node: Node, partner: Partner) -> bool:
    """Whether the test of this hour is still to be made, or made again."""
    if partner.state != ContactState.CONFIRMED:
        return False
    row = _rows(node, partner, ours=True).filter(hour=hour_of(node.now())).first()
    return row is None or (row.answered_at is None and node.now() - row.asked_at >= AGAIN)


def begin(node: Node, partner: Partner, nonce: bytes) -> LineTestRow:
    """Set down that we ask now; the newest nonce of an hour is the one that an answer must name."""
    now = node.now()
    with unit(node, "line test") as work:
        row, made = LineTestRow.objects.using(node.alias).update_or_create(
            partner=partner, ours=True, hour=hour_of(now), defaults={"nonce": nonce, "asked_at": now}
        )
        refs = {"party": partner.party}
        work.record(Act.LINE_TESTED, refs=refs, details={"step": "asked" if made else "asked again"})
    return row


def take_answer(node: Node, partner: Partner, have: Verified) -> bool:
    """Set down the partner's word for a test of ours; False where it answers none."""
    nonce = b64.decode(have.payload["nonce"])
    row = _rows(node, partner, ours=True).filter(answered_at__isnull=True).order_by("-hour").first()
    if row is None or not equal(bytes(row.nonce), nonce):
        return False
    _set_down(node, partner, row, have, size=have.payload["size"], step="answered")
    return True


def heard(node: Node, partner: Partner, want: Verified) -> None:
    """Set down that the partner tests the line, once an hour; a nonce that came before is a copy and proves nothing."""
    now = node.now()
    rows = _rows(node, partner, ours=False)
    nonce = b64.decode(want.payload["nonce"])
    if rows.filter(hour=hour_of(now)).exists() or rows.filter(nonce=nonce).exists():
        return
    row = LineTestRow(partner=partner, ours=False, hour=hour_of(now), nonce=nonce, asked_at=now)
    _set_down(node, partner, row, want, size=want.payload["after"], step="heard")


def note_missed(node: Node) -> int:
    """Put hours without an answer on record, each once; erase the bytes of old words. Give how many were missed."""
    missed = list(
        LineTestRow.objects.using(node.alias)
        .filter(ours=True, answered_at__isnull=True, missed=False, hour__lt=hour_of(node.now()))
        .select_related("partner")[:256]
    )
    old = LineTestRow.objects.using(node.alias).filter(hour__lt=node.now() - RECORDS_KEPT, record__isnull=False)
    if not missed:
        old.update(record=None)
        return 0
    with unit(node, "missed line tests") as work:
        old.update(record=None)
        for row in missed:
            LineTestRow.objects.using(node.alias).filter(pk=row.pk).update(missed=True)
            refs = {"party": row.partner.party}
            work.record(Act.LINE_TEST_MISSED, refs=refs, details={"hour": format_instant(row.hour)})
    return len(missed)


def last(node: Node) -> dict[int, LastTests]:
    """Give the last tests of each partner with whom there was one."""
    rows = LineTestRow.objects.using(node.alias)
    answered = dict(rows.filter(ours=True).values_list("partner_id").annotate(at=Max("answered_at")))
    asked = dict(rows.filter(ours=True).values_list("partner_id").annotate(at=Min("asked_at")))
    theirs = dict(rows.filter(ours=False).values_list("partner_id").annotate(at=Max("answered_at")))
    agreed = rows.filter(answered_at__isnull=False, hour__gte=node.now() - MISSED).order_by("hour")
    agrees = {row.partner_id: row.agrees for row in agreed.only("partner_id", "agrees")}
    before = node.now() - MISSED
    return {
        partner: LastTests(
            answered.get(partner),
            theirs.get(partner),
            agrees.get(partner),
            missed=partner in asked and (answered.get(partner) or asked[partner]) < before,
        )
        for partner in {*asked, *theirs}
    }


def silent(node: Node) -> int:
    """Give how many confirmed partners have not answered the line test for two hours."""
    confirmed = Partner.objects.using(node.alias).filter(state=ContactState.CONFIRMED).values_list("pk", flat=True)
    found = last(node)
    return sum(partner in found and found[partner].missed for partner in confirmed)


def hour_of(at: datetime) -> datetime:
    """Give the beginning of the hour in which an instant lies."""
    return at.replace(minute=0, second=0, microsecond=0)


def _set_down(node: Node, partner: Partner, row: LineTestRow, word: Verified, *, size: int, step: str) -> None:
    root = ledger.root_at(node.alias, partner, size, ours=row.ours)
    row.answered_at, row.size, row.record = node.now(), size, word.record
    row.agrees = None if root is None else equal(root, b64.decode(word.payload["root"]))
    with unit(node, f"line test {step}") as work:
        row.save(using=node.alias)
        work.record(
            Act.LINE_TESTED,
            refs={"party": partner.party},
            details={"step": step, "size": size, "agrees": row.agrees, "record": b64.encode(word.hash)},
        )


def _rows(node: Node, partner: Partner, *, ours: bool) -> QuerySet[LineTestRow]:
    return LineTestRow.objects.using(node.alias).filter(partner=partner, ours=ours)
