"""The worker opens what the partners' process received, in ledger order, and says what reaches a desk (DXP 8).

A failure is evidence `rejected` with its code; kinds that get no evidence only show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, takewhile
from typing import Any

from django.db.models import QuerySet

from detente.audit.acts import Act
from detente.cases import carrying
from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.model import b64, strict_json
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.services import (
    agreement_cases,
    agreements,
    blocking,
    bodies_asked,
    casework,
    consents_told,
    dropping,
    indexing,
    judging,
    late_warnings,
    reentry,
    releasing,
    replying,
    resembling,
    scopes,
    screening_asked,
)
from detente.node.services.scopes import Dialogue
from detente.node.stores import dialogues, ledger, partners
from detente.node.stores.each import update_each
from detente.node.stores.models import BatchRow, DocMarkRow, Entry, KeyHead, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy import mending
from detente.policy.admit import Target
from detente.policy.admitting import Admitting
from detente.policy.founding import FoundingAgreement
from detente.policy.kinds import GET_NO_EVIDENCE
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import party_document
from detente.protocol.entry import Opened, SealedEntry
from detente.protocol.header import Header
from detente.protocol.refusal import EntryRefused
from detente.protocol.stamp import SenderPhase

BATCH = 64
MOST_TRIES = 8
"""How often a step is read anew when an officer moved the case between the reading and the lock."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """An entry with what is to be set down of it: opened and admitted, or a code that keeps it from the desks."""

    row: Entry
    batch: BatchRow
    held_at: datetime
    opened: Opened | None
    code: str | None
    rejection: SealedEntry | None
    agreement: FoundingAgreement | None
    refused_in: str | None = None
    """The state of our case that has no row for it; then it is evidence and moves nothing, whatever its code."""
    dropped: frozenset[str] = frozenset()
    """The names of properties that the desk's copy goes without."""


def open_waiting(node: Node, partner: Partner) -> int:
    """Open and judge entries of a partner that wait, in order; give how many.

    A batch that has seen more of our ledger than we are sure of waits: after a restore what it answers may be among
    what the partner still has to give back, and would be refused as unknown.
    """
    if not ledger.waits_to_be_opened(node.alias, partner):
        return 0
    _, out = ledger.outgoing(node.alias, partner)
    sure = out.stamped if out.phase is SenderPhase.OPEN else out.receipted
    waiting = _openable(node, ledger.to_be_opened(node.alias, partner, seen=sure.size, limit=BATCH))
    for together, run in groupby(waiting, key=_stands_alone):
        for rows_of_unit in [list(run)] if together else [[row] for row in run]:
            _open(node, partner, rows_of_unit)
    return len(waiting)


def _openable(node: Node, rows: list[Entry]) -> list[Entry]:
    """Give the rows before the first that is sealed to a key of ours which this process was not given.

    Such an entry is not one that cannot be opened: it waits until the node is started with its newest key files.
    """
    if not rows:
        return rows
    own = partners.own_chain(node.alias)
    absent = {key.kid for document in own.documents for key in document.seal} - set(node.seal)
    if not absent:
        return rows
    return list(takewhile(lambda row: headers.parse(bytes(row.header)).seal not in absent, rows))


def _stands_alone(row: Entry) -> bool:
    """Whether nothing that is judged after the entry leans on it, nor it on what came just before: it opens a dialogue.

    A run of such entries is one unit of work; all others are opened one by one, in the order of the ledger.
    """
    return row.kind in casework.PLAYED and row.re is None


def _open(node: Node, partner: Partner, rows: Sequence[Entry]) -> None:
    judged = _judged(node, partner, rows)
    replies: list[replying.Reply] = []
    for _ in range(MOST_TRIES):
        try:
            _set_down(node, partner, judged, replies)
        except casework.Unready as unready:
            # Only an entry that is opened alone moves a case that stands: nothing of it was written.
            (each,) = judged
            if unready.code is not None:
                code = None if casework.lost_memory(node, partner, each.row.root) else unready.code
                rejection = None if code is None else _rejection(node, partner, each.row, code)
                refused_in = "" if unready.case is None else unready.case.state
                judged = [replace(each, code=code, rejection=rejection, refused_in=refused_in)]
            else:
                replies = replying.seal(node, partner, each.row, unready)
        else:
            return
    raise LocalError(f"entry {rows[0].cid} still moves its case otherwise than was read before the lock")


def _set_down(node: Node, partner: Partner, judged: Sequence[_Judged], replies: Sequence[replying.Reply]) -> None:
    begun: list[tuple[Entry, Case]] = []
    rows = [each.row for each in judged]
    alike = Alike(now=node.now())
    with unit(node, "open entry") as work:
        for each in judged:
            row, opened = each.row, each.opened
            row.judged, row.code = True, each.code or ""
            if each.code is None and opened is not None:
                _keep(row, opened)
                begun += _take(node, partner, each, opened, replies, work, alike)
                continue
            # What an earlier try read of it does not go to a desk.
            row.cek, row.plaintext, row.subject = None, None, ""
            if row.kind == "party-doc":
                _waiting_mark(node, partner, each.batch).delete()
            refs = {"party": partner.party, "cid": row.cid}
            details = {"code": row.code} if not each.refused_in else {"code": row.code, "refused_in": each.refused_in}
            work.record(Act.ENTRY_REJECTED, refs=refs, details=details)
            if each.rejection is not None:
                releasing.store(node, partner, each.rejection, message="rejected", root=row.root, work=work)
        update_each(node.alias, rows, ("judged", "code", "cek", "plaintext", "message", "subject", "scope"))
        dialogues.open_all(node, begun, alike=alike)
        bodies_asked.ask(node, (entry for entry, _ in begun), work)
        openings = {entry.pk for entry, _ in begun}
        indexing.add(node, _readable(judged, closed=openings))
        dropping.note(node, ((each.row, each.dropped) for each in judged), work)
        for entry, payload in _openings(judged, openings):
            late_warnings.arrived(entry, payload, work)
            blocking.arrived(node, entry, payload, work)
        reentry.note(node, _openings(judged, openings), work)
        resembling.note(node, _openings(judged, openings), arrived=True, work=work)
        screening_asked.of_messages(node, ((row, payload) for row, payload, _ in _readable(judged, closed=openings)))


def _openings(judged: Sequence[_Judged], openings: AbstractSet[int]) -> list[tuple[Entry, Mapping[str, Any]]]:
    """Give what opened a dialogue here, with its payload."""
    return [(each.row, each.opened.payload) for each in judged if each.opened is not None and each.row.pk in openings]


def _readable(judged: Sequence[_Judged], *, closed: AbstractSet[int]) -> list[tuple[Entry, Mapping[str, Any], bool]]:
    """Give what reached a desk, for the search: the content of what an officer still has to open stays out of it."""
    return [
        (each.row, each.opened.payload, each.row.pk not in closed)
        for each in judged
        if each.code is None and each.opened is not None
    ]


def _judged(node: Node, partner: Partner, rows: Sequence[Entry]) -> list[_Judged]:
    """Open and judge entries before any lock is taken."""
    standings = agreements.standings(node.alias, partner, ours=False)
    admitting = Admitting(standings)
    chain, ours = partners.partner_chain(node.alias, partner), partners.own_chain(node.alias)
    judged = []
    for row, header, cek in [(row, *_unboxed(node, row)) for row in rows]:
        batch = row.batch
        if batch is None or batch.held_at is None:
            raise ValueError("an entry is opened after its receipt")
        opened, code = None, None
        dialogue = None if row.re is None else scopes.dialogue_of(ledger.leads_to(node.alias, partner, row.re))
        try:
            if isinstance(cek, EntryRefused):
                raise cek
            opened = entries.open_body(header, body=bytes(row.body or b""), cek=cek)
            code = judging.judge(
                opened,
                held_at=batch.held_at,
                seq=int(row.seq or 0),
                seen=batch.seen,
                last_of_batch=row.seq == batch.size,
                admitting=admitting,
                target=target_of(node, partner, row.re, written_by_us=False),
                dialogue=dialogue,
                at=batch.at,
                chain=chain,
                ours=ours,
                mended=target_of(node, partner, mending.names(row.kind, opened.payload), written_by_us=False),
            )
        except EntryRefused as refused:
            code = refused.code
        rejection = None if code is None else _rejection(node, partner, row, code)
        standing = standings.get(row.agreement or "")
        agreement = None if standing is None else standing.agreement
        dropped: frozenset[str] = frozenset()
        if opened is not None:
            opened, dropped = dropping.for_the_desk(opened)
        judged.append(_Judged(row, batch, batch.held_at, opened, code, rejection, agreement, dropped=dropped))
    return judged


def _unboxed(node: Node, row: Entry) -> tuple[Header, bytes | EntryRefused]:
    """Give the header of an entry, and the key in its box or why there is none."""
    header = headers.parse(bytes(row.header))
    try:
        return header, entries.open_box(header, box=bytes(row.box or b""), keys=node.seal)
    except EntryRefused as refused:
        return header, refused


def target_of(node: Node, partner: Partner, re: str | None, *, written_by_us: bool) -> Target | None:
    """Give the entry that `re` names, as policy sees it from the one who writes the reply."""
    if re is None:
        return None
    found = Entry.objects.using(node.alias).filter(partner=partner, cid=re, seq__isnull=False).first()
    if found is None:
        return None
    given = Entry.objects.using(node.alias).filter(
        partner=partner, ours=written_by_us, kind="evidence", re=re, code="", judged=True
    )
    return Target(
        ours=found.ours == written_by_us,
        kind=found.kind,
        agreement=found.agreement or _agreement_behind(node, partner, found),
        outcomes=frozenset(given.values_list("message", flat=True)),
    )


def _agreement_behind(node: Node, partner: Partner, evidence: Entry) -> str | None:
    """Give the agreement that evidence stands under: that of the entry which it is about (DXP 12)."""
    if evidence.kind != "evidence" or evidence.re is None:
        return None
    rows = Entry.objects.using(node.alias).filter(partner=partner, cid=evidence.re)
    return rows.values_list("agreement", flat=True).first()


def _keep(row: Entry, opened: Opened) -> None:
    row.cek, row.plaintext = opened.cek, opened.plaintext
    row.message = (opened.message or "")[:64]
    if row.re is None or row.kind not in carrying.REPLIES:
        dialogue = Dialogue(row.kind, ours=False, life=scopes.is_about_life(row.kind, opened.payload))
        row.scope = scopes.scope_of(row.kind, dialogue, agreement=row.agreement, topic=row.topic)
    subject = opened.payload.get("subject")
    row.subject = subject[:300] if isinstance(subject, str) else ""


def _take(
    node: Node,
    partner: Partner,
    judged: _Judged,
    opened: Opened,
    replies: Sequence[replying.Reply],
    work: Unit,
    alike: Alike,
) -> list[tuple[Entry, Case]]:
    """Let an admitted entry take effect; give the case that it begins, if it does."""
    row = judged.row
    work.record(Act.ENTRY_OPENED, refs={"party": partner.party, "cid": row.cid}, details={"kind": row.kind})
    if row.kind == "party-doc":
        _take_document(node, partner, judged.batch, opened)
        return []
    if (row.kind, opened.message) == ("control", "keys"):
        _take_key_head(node, partner, opened)
        return []
    if opened.message == "rejected":
        _mark_rejected(node, partner, row, opened)
    if judged.refused_in is not None:
        details = {"event": str(opened.message), "refused_in": judged.refused_in}
        work.record(Act.CASE_MOVED, refs={"cid": row.cid}, details=details)
        return []
    if agreement_cases.is_about_agreements(row.kind):
        return agreement_cases.take(node, partner, row, opened, held_at=judged.held_at, work=work)
    among = () if row.re is None else casework.around(node, partner, row.root)
    if casework.opens(node, row, opened, among):
        held_at, agreement = judged.held_at, judged.agreement
        return [(row, casework.begin(row, opened, agreement=agreement, held_at=held_at, work=work, alike=alike))]
    names = [reply.message for reply in replies]
    casework.on_arrived(node, partner, row, opened, among=among, held_at=judged.held_at, sealed=names, work=work)
    consents_told.arrived(node, row, opened.payload, work)
    for reply in replies:
        releasing.store(node, partner, reply.sealed, message=reply.message, root=row.root, work=work)
    return []


def _mark_rejected(node: Node, partner: Partner, row: Entry, opened: Opened) -> None:
    """Set down at an entry of ours that it reached no desk: its attachments are wanted no more, either."""
    code = str(opened.payload.get("code") or "rejected")[:40]
    Entry.objects.using(node.alias).filter(partner=partner, ours=True, cid=row.re, code="").update(code=code)


def _take_document(node: Node, partner: Partner, batch: BatchRow, opened: Opened) -> None:
    record = str(opened.payload["document"]).encode("utf-8")
    partners.keep_document(
        node.alias, partner, party_document.extend(partners.partner_chain(node.alias, partner), record)
    )
    # Its own number: a DOC record may have brought higher ones already, which have no place yet.
    _waiting_mark(node, partner, batch).update(number=party_document.number_of(record))


def _waiting_mark(node: Node, partner: Partner, batch: BatchRow) -> QuerySet[DocMarkRow]:
    return DocMarkRow.objects.using(node.alias).filter(partner=partner, ours=False, size=batch.size, number=None)


def _take_key_head(node: Node, partner: Partner, opened: Opened) -> None:
    """Keep how far the partner stands by a revoked key; the first word counts, a later one takes nothing back."""
    payload = opened.payload
    KeyHead.objects.using(node.alias).get_or_create(
        partner=partner,
        kid=payload["kid"],
        defaults={
            "epoch": b64.decode(str(payload["epoch"])),
            "size": payload["size"],
            "root": b64.decode(str(payload["root"])),
        },
    )


def _rejection(node: Node, partner: Partner, row: Entry, code: str) -> SealedEntry | None:
    if row.kind in GET_NO_EVIDENCE:
        return None
    return releasing.seal_evidence(node, partner, row, message="rejected", outcome="failed", code=code, officer=None)


def payload_of(row: Entry) -> dict[str, object]:
    """Give the payload of an entry that was opened here or written here; empty where it was not."""
    if row.plaintext is None:
        return {}
    payload = strict_json.parse(bytes(row.plaintext))["payload"]
    return dict(payload)
