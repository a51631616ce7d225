"""Deleting what may no longer be here: content goes, the proof stays, and a signed certificate says so (B16).

    the last day has ended, nothing holds it --sign--> certificate --one unit of work--> content gone, certificate kept

What goes stands in `forgetting`. What stays: header, leaf, hashes, checkpoints and receipts, and evidence, which names
nobody: a statement of the thread is exported as before. A replay restores nothing, for the cid is known. Copies in
backups go with the backups.

A thread goes as a whole, once none of its dialogues is open or has days left. Whether it may go is asked before the
certificate is signed, and once more in the unit of work: a hold that was laid meanwhile stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from detente.audit.acts import Act
from detente.crypto import jws
from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import attaching, casework, forgetting, retaining, signing
from detente.node.services.deciding import Unfulfilled
from detente.node.services.fulfilled import FULFILLED, PURGING
from detente.node.stores import partners
from detente.node.stores.models import AttachmentRow, CaseRow, Entry, Holding, Retention
from detente.node.stores.unit import Unit, unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Refusal, decide
from detente.policy.handling import label_of
from detente.policy.kinds import WORKS_FOR_OTHERS
from detente.policy.question import Actor, Context, Item, Subject
from detente.policy.roles import Role
from detente.protocol import header as headers
from detente.protocol.party_document import Chain

TYP: Final = "detente.purge"
AT_ONCE: Final = 50
CAP: Final = 4 << 20
CHALLENGED: Final = "challenged"


class NotVerified(BadInput):
    """A certificate of a purge does not hold."""

    code = "purge-certificate"


@dataclass(frozen=True, slots=True)
class Purged:
    """What one matter was purged of."""

    cid: str
    entries: int
    files: int


def purge_due(node: Node) -> list[Purged]:
    """Purge the matters whose last day has ended and which nothing holds; at most `AT_ONCE`, the rest the next time."""
    today = node.now().astimezone(retaining.zone(node)).date()
    done: list[Purged] = []
    for row in _over(node, today):
        # What is held is passed over: however much of it there is, it keeps nothing else here.
        found = None if _stays(node, row, today) else _purge(node, row, today)
        done += [] if found is None else [found]
        if len(done) == AT_ONCE:
            break
    return done


def held_by(node: Node, opener: Entry) -> str | None:
    """Give the inner ground that forbids a purge, None where the node may do it: a legal hold, a challenge.

    Raises:
        Unfulfilled: policy asks for more than a purge does here.
    """
    decision = decide(
        PolicyAct.PURGE,
        Subject(
            kind=opener.kind,
            carried_as=opener.kind,
            label=label_of(headers.parse(bytes(opener.header)).handling),
            item=_item(node, opener),
        ),
        Context(
            now=node.now(),
            actor=Actor(id="node", roles=frozenset({Role.NODE})),
            own=partners.own_chain(node.alias).party,
            partner=opener.partner.party,
        ),
    )
    if isinstance(decision, Refusal):
        return decision.ground
    missing = set(decision.obligations) - (PURGING & FULFILLED.keys())
    if missing:
        raise Unfulfilled(f"A purge obliges to {', '.join(sorted(missing))}, which this release does not do.")
    return None


def certificate(node: Node, opener: Entry) -> bytes:
    """Give the signed record of a purge.

    Raises:
        NotFound: it was not purged.
    """
    row = Retention.objects.using(node.alias).filter(entry=opener).first()
    if row is None or row.certificate is None:
        raise NotFound("There is no certificate: this matter was not purged.")
    return bytes(row.certificate)


def verify(record: bytes, *, chain: Chain) -> dict[str, Any]:
    """Give what a certificate says, once both signatures hold under a key of its party's documents.

    Raises:
        NotVerified: a signature does not hold, or it is no certificate.
    """
    try:
        parsed = jws.parse(record, cap=CAP)
        found = None if len(parsed.signatures) != 2 else chain.find_pair(_kids(parsed))
        if found is None or any(each.typ != TYP for each in parsed.signatures):
            raise NotVerified("The certificate is signed by no key of this party, or it is no certificate.")
        jws.verify_pair(parsed, 0, found[0])
        return dict(strict_json.parse(parsed.payload))
    except (jws.BadJws, strict_json.MalformedJson) as error:
        raise NotVerified(f"The certificate does not hold: {error}.") from error


# Inside


def _kids(parsed: jws.Record) -> tuple[str, str]:
    return parsed.signatures[0].kid, parsed.signatures[1].kid


class _Stays(Exception):
    """Ends the unit of work of a purge: something keeps the matter here by now, or what was signed is out of date."""


def _over(node: Node, today: date) -> Iterator[Retention]:
    """Give the matters whose last day has ended, the longest over first; read some at a time."""
    rows = _still_here(node, today).select_related("entry__partner").order_by("delete_on", "pk")
    after = Q()
    while chunk := list(rows.filter(after)[:AT_ONCE]):
        yield from chunk
        last = chunk[-1]
        after = Q(delete_on__gt=last.delete_on) | Q(delete_on=last.delete_on, pk__gt=last.pk)


def _still_here(node: Node, today: date) -> QuerySet[Retention]:
    return Retention.objects.using(node.alias).filter(delete_on__lt=today, purged_at=None)


def _stays(node: Node, row: Retention, today: date) -> bool:
    """Whether a matter stays although its last day has ended."""
    return held_by(node, row.entry) is not None or _is_shared(node, row.entry, today)


def _is_shared(node: Node, opener: Entry, today: date) -> bool:
    """Whether another dialogue of the thread is open, or has days left: their entries are one thread."""
    rows = CaseRow.objects.using(node.alias).filter(entry__partner=opener.partner, entry__root=opener.root)
    others = list(rows.exclude(pk=opener.pk))
    if not all(map(casework.has_ended, others)):
        return True
    dates = Retention.objects.using(node.alias).filter(entry__in=[other.pk for other in others], purged_at=None)
    return dates.filter(delete_on__gte=today).exists()


def _purge(node: Node, row: Retention, today: date) -> Purged | None:
    """Purge one matter; None where it stays for what happened since it was looked at. Signed before any lock."""
    opener = row.entry
    going = _going(node, opener)
    files = files_of(node, going)
    record = _signed(node, row, going, files)
    try:
        with unit(node, "purge") as work:
            if _stays(node, row, today) or _going(node, opener) != going or files_of(node, going) != files:
                raise _Stays
            # Another worker that was quicker has its own certificate, which stands.
            mine = _still_here(node, today).filter(pk=row.pk)
            if not mine.update(purged_at=node.now(), certificate=record):
                raise _Stays
            forgetting.forget(node, opener, going)
            AttachmentRow.objects.using(node.alias).filter(pk__in=[file.pk for file in files]).delete()
            _record(opener, going, record, work)
    except _Stays:
        return None
    sweep(node, files)
    return Purged(opener.cid, len(going), len(files))


def sweep(node: Node, files: Sequence[AttachmentRow]) -> None:
    """Take away the bytes of attachments whose rows are gone, unless another message here still names them."""
    gone = sorted({file.att_id for file in files})
    left = _still_named(node, gone)
    for att_id in gone:
        # One content that went to several partners lies here once.
        if att_id not in left:
            shutil.rmtree(attaching.folder(node, att_id), ignore_errors=True)


def _still_named(node: Node, att_ids: Sequence[str]) -> set[str]:
    """Give those of these attachments that an entry here still names; asked some at a time."""
    rows = AttachmentRow.objects.using(node.alias)
    chunks = (att_ids[at : at + AT_ONCE] for at in range(0, len(att_ids), AT_ONCE))
    return {found for chunk in chunks for found in rows.filter(att_id__in=chunk).values_list("att_id", flat=True)}


def files_of(node: Node, going: Sequence[Entry]) -> list[AttachmentRow]:
    """Give the attachments of entries, in order."""
    return list(AttachmentRow.objects.using(node.alias).filter(entry__in=going).order_by("pk"))


def _item(node: Node, opener: Entry) -> Item:
    """Give a matter as something that is held: what holds one of its entries holds all of them."""
    rows = Holding.objects.using(node.alias).filter(entry__partner=opener.partner, entry__root=opener.root)
    held = list(rows.order_by("pk"))
    states = [row.state for row in held if row.state != Item().state]
    return Item(
        # A challenge of one entry is not lost behind the state of another.
        state=CHALLENGED if CHALLENGED in states else next(iter(states), Item().state),
        ours=opener.ours,
        quarantined=any(row.quarantined for row in held),
        legal_hold=any(row.legal_hold for row in held),
        agreement=opener.agreement,
    )


def _going(node: Node, opener: Entry) -> list[Entry]:
    """Give the entries of the thread whose content goes: what has its receipt, so that nothing waits to be sent."""
    rows = Entry.objects.using(node.alias).filter(partner=opener.partner, root=opener.root)
    rows = rows.exclude(kind__in=WORKS_FOR_OTHERS).filter(batch__receipt__isnull=False).select_related("batch")
    return list(rows.order_by("pk"))


def _signed(node: Node, row: Retention, going: Sequence[Entry], files: Sequence[AttachmentRow]) -> bytes:
    # Between a renewal of keys and the next start the newest document is not one that this process signs under.
    own = signing.usable(node, partners.own_chain(node.alias))
    said = {
        "v": "detente/1",
        "typ": TYP,
        "party": own.party,
        "doc": own.last.seq,
        "partner": row.entry.partner.party,
        "thread": row.entry.root,
        "closed_at": format_instant(row.closed_at),
        "delete_on": row.delete_on.isoformat(),
        "purged_at": format_instant(node.now()),
        "entries": [_line(entry) for entry in going],
        "files": sorted(file.att_id for file in files),
    }
    return jws.sign(canonical(said), typ=TYP, signers=[node.signer_under(own.last)])


def _line(entry: Entry) -> dict[str, Any]:
    batch = entry.batch
    return {
        "cid": entry.cid,
        "ours": entry.ours,
        "kind": entry.kind,
        "seq": entry.seq,
        "epoch": None if batch is None else b64.encode(bytes(batch.epoch)),
        "leaf": None if entry.leaf is None else b64.encode(bytes(entry.leaf)),
    }


def _record(opener: Entry, going: Sequence[Entry], record: bytes, work: Unit) -> None:
    work.record(
        Act.CONTENT_PURGED,
        refs={"party": opener.partner.party, "cid": opener.cid},
        details={"entries": [entry.cid for entry in going], "certificate": b64.encode(sha256(record))},
    )
