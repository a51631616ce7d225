"""What becomes of a partner's data when an agreement ends: destroyed with every copy, and certified (DESIGN 1, S14).

    certify returned or destroyed --> what came under the agreement goes, its proof stays, a signed record says so
    certify kept                  --> nothing goes; the record says on which ground

The record travels in the certificate's message, so that each side holds the other's. It says how many messages went and
the hash of their ids: who has the same ledger computes the same. What the law of this house holds here stays, named by
its id and without the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from detente.audit.acts import Act
from detente.cases.clocks import RUNNING, ClockState, clock_state
from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import attesting, blocking, casework, forgetting, purging
from detente.node.stores import partners
from detente.node.stores.models import AttachmentRow, CaseRow, Entry, Officer, Partner
from detente.node.stores.unit import Unit
from detente.policy.kinds import WORKS_FOR_OTHERS
from detente.protocol import attestation
from detente.protocol.findings import DoesNotHold

CERTIFY: Final = "certify"
KEPT: Final = "kept"
MOST_NAMED: Final = 500
_MAY_RUN: Final = frozenset({"feedback", "outcome", "return"})
"""Clocks that keep no agreement from its end: nobody waits for an answer by them."""
_WAITING: Final = RUNNING - {ClockState.OVERDUE}
"""What ran out stands as met with silence; it holds no agreement open for ever."""


@dataclass(frozen=True, slots=True)
class Return:
    """What a certificate is about to say and do. `going`: what goes; `stays`: what the house must hold."""

    going: tuple[Entry, ...]
    stays: tuple[Entry, ...]
    record: bytes


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate as either side shows it. `agrees`: whether our ledger has the same messages, None if unsaid."""

    ours: bool
    entry: Entry
    data: str
    ground: str
    count: int
    stays: int
    record: bytes
    agrees: bool | None


def prepare(node: Node, partner: Partner, agreement: str, members: Mapping[str, Any]) -> Return:
    """Give what would go and the record that says so, before anything is locked.

    Raises:
        BadInput: somebody still waits for an answer under the agreement.
    """
    waiting = _unanswered(node, partner, agreement)
    if waiting:
        raise BadInput(
            f"{len(waiting)} cases under this agreement still wait for an answer, the oldest {waiting[0].entry.uid}. "
            "Answer, refuse or withdraw them first."
        )
    going, stays = _sorted(node, partner, agreement, str(members["data"]))
    said = {
        "partner": partner.party,
        "agreement": agreement,
        "data": members["data"],
        "ground": members["ground"],
        "gone": {"count": len(going), "sha256": _hash(going)},
        "stays": {"count": len(stays), "cids": sorted(entry.cid for entry in stays)[:MOST_NAMED]},
    }
    return Return(tuple(going), tuple(stays), attesting.sign(node, attestation.RETURN, said))


def carry_out(node: Node, officer: Officer, partner: Partner, agreement: str, given: Return, work: Unit) -> None:
    """Destroy what the record says is gone, with every copy here, inside the unit of work of the certificate.

    Raises:
        BadInput: what is here is no longer what was signed.
    """
    going, _ = _sorted(node, partner, agreement, KEPT if not given.going else "destroyed")
    if _hash(going) != _hash(given.going):
        raise BadInput("What is here has changed meanwhile. Certify once more.")
    copies = {copy.pk: copy for entry in given.going for copy in blocking.copies(node, entry)}
    every = list(copies.values())
    files = purging.files_of(node, every)
    forgetting.items(node, every)
    AttachmentRow.objects.using(node.alias).filter(pk__in=[file.pk for file in files]).delete()
    details = {
        "gone": len(given.going),
        "copies": len(every) - len(given.going),
        "stays": len(given.stays),
        "files": len(files),
        "record": b64.encode(sha256(given.record)),
    }
    work.record(Act.DATA_CERTIFIED, actor=officer.name, refs={"party": partner.party}, details=details)
    transaction.on_commit(lambda: purging.sweep(node, files), using=node.alias)


def certificates(node: Node, partner: Partner, agreement: str) -> list[Certified]:
    """Give the certificates of an agreement that either side sent, ours first.

    One of an older release has no record of its own; then its message is the only proof.
    """
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, kind="agreement", message="certificate", agreement=agreement, code=""
    )
    return [_certified(node, partner, row) for row in rows.order_by("-ours", "pk")]


def file_of(node: Node, partner: Partner, uid: str) -> bytes:
    """Give a certificate with the documents of who signed it, as the file that `detente verify` reads.

    Raises:
        NotFound: no certificate with a record of its own came, or went, with a message of that id.
    """
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, kind="agreement", message="certificate", uid=uid, code=""
    )  # fmt: skip
    for row in rows:
        found = _certified(node, partner, row)
        if found.record and row.ours:
            return attesting.file_of_ours(node, found.record)
        if found.record:
            return attesting.file_of_theirs(node, partner, found.record)
    raise NotFound("There is no certificate with this message. `detente party depends` shows those that there are.")


def _certified(node: Node, partner: Partner, row: Entry) -> Certified:
    from detente.node.services import opening

    payload = opening.payload_of(row)
    text = payload.get("record")
    record = b64.decode(text) if isinstance(text, str) else b""
    chain = partners.own_chain(node.alias) if row.ours else partners.partner_chain(node.alias, partner)
    try:
        said = attestation.read(record, chain, typ=attestation.RETURN) if record else {}
    except DoesNotHold:
        said, record = {}, b""
    gone, stays = said.get("gone") or {}, said.get("stays") or {}
    data = str(payload.get("data") or "")
    return Certified(
        ours=row.ours,
        entry=row,
        data=data,
        ground=str(payload.get("ground") or ""),
        count=int(gone.get("count") or 0),
        stays=int(stays.get("count") or 0),
        record=record,
        agrees=None if data == KEPT or not said else _agrees(node, partner, row, said),
    )


def _agrees(node: Node, partner: Partner, row: Entry, said: Mapping[str, Any]) -> bool:
    """Whether the ledger here has the messages that a certificate counts: all that its signer got, but what stays."""
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, ours=not row.ours, agreement=row.agreement, code="", batch__isnull=False
    )
    cids = set(rows.exclude(kind__in=WORKS_FOR_OTHERS).values_list("cid", flat=True)) - set(said["stays"]["cids"])
    return equal(_hash_of(cids), b64.decode(str(said["gone"]["sha256"])))


def _sorted(node: Node, partner: Partner, agreement: str, data: str) -> tuple[list[Entry], list[Entry]]:
    """Give what goes and what stays of what came under an agreement."""
    if data == KEPT:
        return [], []
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=False, agreement=agreement, code="")
    rows = rows.exclude(kind__in=WORKS_FOR_OTHERS).select_related("partner", "batch")
    going: list[Entry] = []
    stays: list[Entry] = []
    held: dict[str, bool] = {}
    for entry in rows.order_by("pk"):
        if entry.root not in held:
            held[entry.root] = purging.held_by(node, entry) is not None
        (stays if held[entry.root] else going).append(entry)
    return going, stays


def _unanswered(node: Node, partner: Partner, agreement: str) -> list[CaseRow]:
    rows = CaseRow.objects.using(node.alias).filter(entry__partner=partner, entry__agreement=agreement)
    known = rows.exclude(dialogue__in=WORKS_FOR_OTHERS).select_related("entry__partner").order_by("pk")
    return [row for row in known if not casework.has_ended(row) and _is_waited_for(node, partner, row)]


def _is_waited_for(node: Node, partner: Partner, row: CaseRow) -> bool:
    case = casework.case_of(node, partner, row.entry.root, row.entry.cid)
    clocks = () if case is None else case.clocks
    return any(clock.name not in _MAY_RUN and clock_state(clock, now=node.now()) in _WAITING for clock in clocks)


def _hash(entries: Sequence[Entry]) -> str:
    return b64.encode(_hash_of({entry.cid for entry in entries}))


def _hash_of(cids: set[str]) -> bytes:
    return sha256(canonical(sorted(cids)))
