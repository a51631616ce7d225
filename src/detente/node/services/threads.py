"""Thread statements (DXP 10): export, compare, and the words for a person."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any, Final

from django.db.models import Q, QuerySet

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.errors import BadInput, NotFound
from detente.model.identifiers import Cid
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.services import agreements, correcting, deciding, fulfilled
from detente.node.services.deciding import Asking
from detente.node.stores import partners
from detente.node.stores.models import BatchRow, Entry, Officer, Partner
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.protocol import header as headers
from detente.protocol import thread
from detente.protocol.holdings import HeldBatch, HeldEntry, Holdings
from detente.protocol.statement_suspensions import ACT_KINDS

_AT_ONCE: Final = 64


def find(node: Node, officer: Officer, text: str) -> Entry:
    """Give the entry that an officer names by id, cid, or the beginning of an id (8 characters or more).

    What the officer may not know of is as if it were not here: it is not found, and makes no beginning ambiguous.

    Raises:
        NotFound: none, or more than one.
    """
    asking, rows = Asking(node, officer), Entry.objects.using(node.alias).select_related("partner", "batch")
    found = _known(asking, rows.filter(uid=text)) or _known(asking, rows.filter(cid=text))
    if not found and len(text) >= 8:
        found = _known(asking, rows.filter(uid__startswith=text))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"Several messages begin with {text}. Give the whole id.")
    raise unknown(text)


def unknown(text: str) -> NotFound:
    """Give what is said of a message that is not here, or that the officer may not know of: the same."""
    return NotFound(f"No message {text} is known here. `detente inbox` lists those that arrived.")


def _known(asking: Asking, rows: QuerySet[Entry]) -> list[Entry]:
    """Give the first two that the officer may know of."""
    found: list[Entry] = []
    after = 0
    while len(found) < 2 and (some := list(rows.filter(pk__gt=after).order_by("pk")[:_AT_ONCE])):
        found += asking.may_know(some)
        after = some[-1].pk
    return found[:2]


def export(node: Node, officer: Officer, entry: Entry, *, disclose: AbstractSet[str] = frozenset()) -> bytes:
    """Give the statement of the thread that an entry belongs to: the same bytes on both sides, once both hold the same.

    A statement has no content but that of evidence; each content that is disclosed besides is an export of its own.

    Raises:
        Forbidden: policy does not let the officer take a content out; nothing was written.
        BadInput, MissingHolding: see `protocol.thread.export_statement`.
    """
    reasons = _permits(node, officer, entry, disclose)
    held = holdings(node, entry.partner, Cid(entry.root))
    data = thread.export_statement(
        Cid(entry.root), held, now=node.now(), disclose=frozenset(Cid(cid) for cid in disclose)
    )
    with unit(node, "export thread") as work:
        work.record(
            Act.THREAD_EXPORTED,
            actor=officer.name,
            refs={"party": entry.partner.party, "cid": entry.root},
            details={"sha256": b64.encode(sha256(data)), "disclosed": sorted(disclose)},
        )
        for cid, details in reasons.items():
            work.record(Act.CONTENT_DISCLOSED, actor=officer.name, refs={"cid": cid}, details=details)
    return data


def _permits(node: Node, officer: Officer, entry: Entry, disclose: AbstractSet[str]) -> dict[str, dict[str, Any]]:
    """Give what goes on record of each content that is disclosed: its sealed bytes, so with all that came in them."""
    rows = Entry.objects.using(node.alias).filter(partner=entry.partner, root=entry.root, cid__in=disclose)
    found = rows.select_related("partner")
    asking = Asking(node, officer)
    permits = {}
    corrected = correcting.marks(node, list(found))
    for row in found:
        if corrected.get(row.pk) == correcting.CHANGED:
            raise BadInput("This message was corrected: its old content is not taken out any more. Export without it.")
        decision = asking.decide(PolicyAct.EXPORT, row, sealed=True)
        refs = {"party": entry.partner.party, "cid": row.cid}
        permit = deciding.permitted(node, officer, PolicyAct.EXPORT, decision, refs=refs, fulfils=fulfilled.TAKING_OUT)
        permits[row.cid] = deciding.reason_of(permit)
    return permits


def holdings(node: Node, partner: Partner, root: Cid) -> Holdings:
    """Give what this side holds of the pair for one thread: its entries, the acts of suspension, batches, all leaves.

    An act that was rejected suspended nothing, here as at the partner.
    """
    pair = partners.pair_of(node.alias, partner)
    writer = {True: pair.us, False: pair.them}
    rows = Entry.objects.using(node.alias).filter(partner=partner, root=root).select_related("batch")
    entries = [_entry(row, writer[row.ours]) for row in rows.order_by("ours", "seq", "order") if row.cid]
    acts = list(
        Entry.objects.using(node.alias)
        .filter(partner=partner, kind__in=ACT_KINDS, agreement__isnull=False, batch__isnull=False, code="", judged=True)
        .select_related("batch")
        .order_by("ours", "seq")
    )
    suspensions = [_entry(row, writer[row.ours]) for row in acts]
    texts = agreements.known(node.alias, partner).texts if suspensions else {}
    wanted = Q(entries__root=root) | Q(entries__in=[row.pk for row in acts])
    batches = BatchRow.objects.using(node.alias).filter(wanted, partner=partner).distinct()
    return Holdings(
        entries=entries,
        batches=[
            HeldBatch(
                writer[row.ours],
                row.size,
                bytes(row.checkpoint),
                None if row.receipt is None else bytes(row.receipt),
            )
            for row in batches
        ],
        leaves={writer[ours]: _leaves(node, partner, ours) for ours in (True, False)},
        chains={pair.us: pair.ours, pair.them: pair.theirs},
        suspensions=suspensions,
        agreements={name: text.text for name, text in texts.items()},
    )


def compare(node: Node, officer: Officer, entry: Entry, theirs: bytes) -> dict[str, Any]:
    """Give whether a partner's export of the thread is ours to the byte, and if not, in which parts they differ.

    Raises:
        BadInput: the file is no statement.
    """
    ours = export(node, officer, entry)
    try:
        left, right = strict_json.parse(ours), strict_json.parse(theirs)
    except strict_json.MalformedJson as error:
        raise BadInput(f"The file is no thread statement: {error}.") from error
    names = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
    return {
        "identical": ours == theirs,
        "ours": b64.encode(sha256(ours)),
        "theirs": b64.encode(sha256(theirs)),
        "differ": names,
    }


def _entry(row: Entry, writer: PartyId) -> HeldEntry:
    return HeldEntry(
        writer=writer,
        header=headers.parse(bytes(row.header)),
        box_hash=bytes(row.box_hash),
        seq=row.seq,
        epoch=None if row.batch is None else bytes(row.batch.epoch),
        batch_size=None if row.batch is None else row.batch.size,
        cek=None if row.cek is None else bytes(row.cek),
        body=None if row.body is None else bytes(row.body),
    )


def _leaves(node: Node, partner: Partner, ours: bool) -> list[bytes]:
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=ours, seq__isnull=False).order_by("seq")
    return [bytes(leaf or b"") for leaf in rows.values_list("leaf", flat=True)]
