"""One message with its thread: facts, history, and the acts that stand open to this officer.

Reading is no act: what waits to be opened keeps its content closed here. Instants of evidence are those that its
signed payload states; those of delivery are the receipt's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.db.models import Q

from detente.cases.case import Case
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import DetenteError, NotFound
from detente.model.identifiers import Cid
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.queries import (
    agreement,
    asked_values,
    begin_about,
    limits,
    persons,
    phrases,
    queues,
    receipts,
    rows,
    withholding,
)
from detente.node.queries import parties as shown
from detente.node.queries.desk import (
    Act,
    Choice,
    Event,
    File,
    Member,
    NotificationPage,
    Party,
    Phrase,
    Proof,
    Receipt,
    ReceiptKind,
    Side,
    Signing,
    Silence,
    Statement,
    Text,
)
from detente.node.queries.limits import Limits
from detente.node.queries.parties import Parties
from detente.node.services import asserting, casework, conversing, late_warnings, opening, passkeys, reentry, threads
from detente.node.services.deciding import Asking
from detente.node.stores import calendars
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import AttachmentRow, CaseRow, Entry, Officer, OfficerNumber
from detente.policy import reasons
from detente.protocol import header as headers
from detente.protocol import payload as payloads
from detente.protocol import thread

APART: Final = timedelta(minutes=5)
EVIDENCE: Final[Mapping[str, ReceiptKind]] = {"opened": "opened", "accepted": "accepted"}
_ACTS: Final[Mapping[str, Act]] = {
    "open": "open",
    "register": "accept",
    "accept": "accept",
    "answer-part": "answer",
    "answer-part-final": "answer",
    "answer": "answer",
    "answer-nil": "answer",
    "refuse": "refuse",
}


@dataclass(frozen=True, slots=True)
class Thread:
    """A message with everything around it, read once."""

    node: Node
    officer: Officer
    entry: Entry
    root: Entry
    entries: Sequence[Entry]
    case_row: CaseRow | None
    case: Case | None
    parties: Parties
    numbers: Mapping[str, str]
    authors: Mapping[int, str]
    files: Mapping[int, tuple[File, ...]]
    now: datetime
    limits: Mapping[int, Limits]
    """What a rule of the house keeps of an entry from this officer, by the entry's row."""
    astray: Sequence[Entry] = ()
    """What the partner sent out of turn: evidence of it, and no part of the dialogue."""

    @property
    def them(self) -> Party:
        """The partner."""
        return self.parties.by_row[self.entry.partner_id]

    def writer(self, entry: Entry) -> Party:
        """Give who wrote an entry."""
        return self.parties.us if entry.ours else self.them

    def limited(self, entry: Entry) -> Limits:
        """Give what rules of the house say of an entry for this officer."""
        return self.limits.get(entry.pk, limits.NONE)

    def closed(self, entry: Entry) -> bool:
        """Whether the content of an entry waits to be opened, or is not for this officer."""
        if self.limited(entry).withheld:
            return True
        return not entry.ours and entry.cid == self.root.cid and receipts_closed(self.case)


def find(node: Node, officer: Officer, entry_id: str) -> Entry:
    """Give the message of that id.

    Raises:
        NotFound: there is none, it reached no desk, or the officer may not know of it.
    """
    found = rows.messages_of(node).filter(uid=entry_id).select_related("partner", "batch").order_by("pk")
    entry = next(iter(Asking(node, officer).may_know(found[:1])), None)
    if entry is None:
        raise NotFound("This message is not here, or it is not for you to know.")
    return entry


def notification_page(node: Node, officer: Officer, entry: Entry) -> NotificationPage:
    """Give the page of a message."""
    held = load(node, officer, entry)
    header = headers.parse(bytes(entry.header))
    payload = opening.payload_of(entry)
    closed = held.closed(entry)
    content = None if closed else texts(payload)
    acts, deeds = _acts(held), _deeds(held)
    previous, following = _neighbours(held)
    apart = _apart(entry)
    ref = payload.get("ref")
    numbers = ref if isinstance(ref, dict) else {}
    mine, yours = ("own", "yours") if entry.ours else ("yours", "own")
    return NotificationPage(
        now=held.now,
        entry_id=entry.uid,
        kind=entry.message or entry.kind,
        box="sent" if entry.ours else "inbox",
        sender=held.writer(entry),
        recipient=held.them if entry.ours else held.parties.us,
        subject=_subject(held, payload),
        handling=phrases.label(header.handling, held.parties),
        created=entry.created,
        agreement=agreement.named(node, entry.partner, entry.agreement),
        receipts=_receipts(held),
        clocks=() if held.case is None else receipts.running(held.case, now=held.now),
        acts=acts,
        content=content,
        held_at=None if entry.batch is None else entry.batch.held_at,
        apart=None if apart is None else abs(apart),
        dated_later=apart is not None and apart < timedelta(0),
        asks=None if closed or not payload.get("asks") else Text(str(payload["asks"]), _language(payload)),
        own_ref=str(numbers.get(mine) or ""),
        their_ref=str(numbers.get(yours) or ""),
        assigned="" if held.case_row is None or held.case_row.assignee is None else held.case_row.assignee.shown,
        persons=() if closed else persons.persons_in(payload),
        files=() if closed else held.files.get(entry.pk, ()),
        thread=steps_of(held),
        may=() if entry.ours else phrases.may(header.handling, held.them),
        proofs=proofs_of(held, held.entry),
        statement=statement_of(held),
        estimate=_estimate(held),
        accepting=_accepting(held) if "accept" in acts else None,
        members=() if closed else members_in(payload),
        has_case=held.case is not None and held.entry.cid == held.root.cid,
        raw="" if closed or payloads.is_known(entry.kind) else _raw(entry),
        previous=previous,
        next=following,
        deeds=deeds,
        begins=() if closed else begin_about.offered(officer, entry),
        reentry=not closed and bool(payload.get("records")) and bool(reentry.before(node, entry, payload)),
        too_late=not closed and late_warnings.came_too_late(entry, payload),
        limits=held.limited(entry),
    )


def load(node: Node, officer: Officer, entry: Entry) -> Thread:
    """Read the thread of a message."""
    found = (
        Entry.objects.using(node.alias)
        .filter(partner=entry.partner, root=entry.root)
        .exclude(ours=False, judged=False)
        .exclude(Q(ours=False, code__gt="") & ~Q(code=casework.OUT_OF_TURN))
        .select_related("batch")
        .defer("body", "box")
        # As they came to stand here: what happened at one instant is told in this order.
        .order_by("pk")
    )
    asking = Asking(node, officer)
    known = asking.may_know(found)
    entries = [one for one in known if one.ours or not one.code]
    root = next((one for one in entries if one.cid == entry.root), entry)
    case_row = rows.cases_of(node, [root]).get(root.pk)
    given = OfficerNumber.objects.using(node.alias).filter(partner=entry.partner).select_related("officer")
    acts = ActRow.objects.using(node.alias).filter(entry__in=[one.pk for one in entries], act__startswith="release")
    return Thread(
        node=node,
        officer=officer,
        entry=entry,
        root=root,
        entries=entries,
        case_row=case_row,
        case=rows.case_in(case_row, calendars.load(node.alias)),
        parties=shown.load(node),
        numbers={f"officer-{one.number}": one.officer.shown for one in given},
        authors={one.entry_id: one.officer.shown for one in acts.select_related("officer") if one.entry_id},
        files=files_of(node, entries),
        now=node.now(),
        limits=withholding.limits(asking, entries),
        astray=[one for one in known if not one.ours and one.code],
    )


def files_of(node: Node, entries: Sequence[Entry]) -> dict[int, tuple[File, ...]]:
    """Give the attachments of each entry, with how far they have come. Ours are here; theirs may be on their way."""
    stored: dict[int, dict[str, AttachmentRow]] = {}
    for row in AttachmentRow.objects.using(node.alias).filter(entry__in=[entry.pk for entry in entries]):
        stored.setdefault(row.entry_id, {})[row.att_id] = row
    return {entry.pk: _files(entry, stored[entry.pk]) for entry in entries if entry.pk in stored}


def texts(payload: Mapping[str, Any]) -> tuple[Text, ...]:
    """Give the words of a payload: its parts, or what a refusal explains."""
    parts = payload.get("parts")
    given = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    said = [Text(str(part.get("text", "")), _tag(part.get("lang"))) for part in given]
    if isinstance(payload.get("explained"), str):
        said.append(Text(str(payload["explained"])))
    return tuple(said)


def members_in(payload: Mapping[str, Any]) -> tuple[Member, ...]:
    """Give what a message of a dialogue says besides its text, codes with their labels, words as they were written."""
    lang = _language(payload)
    found = []
    for name in _MEMBERS:
        value = payload.get(name)
        given = [str(each) for each in (value if isinstance(value, list) else [value]) if each not in (None, "")]
        if given and name in _CODED:
            found.append(Member(name, codes=tuple(Choice(code, dict(reasons.labels_of(code))) for code in given)))
        elif given:
            found.append(Member(name, words=tuple(Text(each, lang) for each in given)))
    others = (name for name in asked_values.TRAVELLING if name not in _MEMBERS)
    more = (asked_values.member(name, payload.get(name), lang) for name in others)
    return (*found, *(each for each in more if each is not None))


_CODED: Final = frozenset({"urgency", "missing", "usefulness", "code"})
_MEMBERS: Final = (
    "wanted",
    "necessary",
    "purpose_facts",
    "person_link",
    "urgency",
    "use_limits",
    "missing",
    "competent",
    "usefulness",
    "code",
)


def receipts_closed(case: Case | None) -> bool:
    """Whether the opening message of this case waits to be opened."""
    return rows.waits_to_be_opened(case)


def _files(entry: Entry, stored: Mapping[str, AttachmentRow]) -> tuple[File, ...]:
    listed = opening.payload_of(entry).get("files")
    found = []
    for item in listed if isinstance(listed, list) else []:
        row = stored.get(item["id"])
        if row is None:
            continue
        here = entry.ours or row.complete
        held = row.chunks if here else sum(bytes(row.held))
        found.append(
            File(row.att_id, item["name"], item["type"], row.size, "held" if here else "coming", held, row.chunks)
        )
    return tuple(found)


def _subject(held: Thread, payload: Mapping[str, Any]) -> Text:
    """Answers carry no subject of their own: they show that of the message that they answer."""
    entry = held.entry
    if held.limited(entry if entry.subject else held.root).hides_subject:
        return Text(limits.HIDDEN)
    language = "" if held.closed(entry) else _language(payload)
    return Text(entry.subject, language) if entry.subject else Text(held.root.subject)


def _language(payload: Mapping[str, Any]) -> str:
    return next((text.lang for text in texts(payload)), "")


def _tag(value: Any) -> str:
    return "" if value in (None, "und") else str(value)


# Receipts and their proofs


def _receipts(held: Thread) -> tuple[Receipt, ...]:
    entry = held.entry
    proved = {proof.receipt for proof in proofs_of(held, held.entry)}
    if held.case is None or entry.cid != held.root.cid:
        at = None if entry.batch is None else entry.batch.held_at
        side: Side = "them" if entry.ours else "us"
        given = receipts.alone(at, side, code=entry.code)
    else:
        given = receipts.four(held.case, held.case.clocks, code=_failure(held), now=held.now)
    told = {EVIDENCE[one.message]: one for one in _evidence_of(held, entry) if one.message in EVIDENCE}
    return tuple(_told(held, one, told.get(one.kind), proved=one.kind in proved) for one in given)


def _told(held: Thread, receipt: Receipt, evidence: Entry | None, *, proved: bool) -> Receipt:
    if receipt.kind == "answered" and receipt.state == "held":
        answer = _answer(held)
        author = "" if answer is None else held.authors.get(answer.pk, "")
        return replace(receipt, officer=author, proved=proved)
    if evidence is None or receipt.state != "held":
        return replace(receipt, proved=proved)
    payload = opening.payload_of(evidence)
    at = _instant(payload.get("at")) or receipt.at
    return replace(
        receipt, at=at, officer=_officer(held, evidence, payload), until=_instant(payload.get("until")), proved=proved
    )


def _failure(held: Thread) -> str:
    rejected = next((one for one in _evidence_of(held, held.entry) if one.message == "rejected"), None)
    if held.root.code or rejected is None:
        return held.root.code
    return str(opening.payload_of(rejected).get("code") or "")


def _evidence_of(held: Thread, entry: Entry) -> list[Entry]:
    """Give the evidence about a message of the thread, in the order of its ledger."""
    about = [one for one in held.entries if one.kind == "evidence" and one.re == entry.cid]
    return sorted(about, key=lambda one: (one.seq is None, one.seq or 0))


def _answer(held: Thread) -> Entry | None:
    about = [one for one in held.entries if one.kind in ("answer", "refusal") and one.re == held.root.cid]
    # A question back travels as an answer does, and answers nothing.
    given = [one for one in about if one.message in receipts.ANSWERS]
    return min(given, key=_when, default=None)


def proofs_of(held: Thread, entry: Entry) -> tuple[Proof, ...]:
    """Give what proves each receipt that is held: the receipt record, or the checkpoint over the evidence."""
    proofs: list[Proof] = []
    batch = entry.batch
    if batch is not None and batch.receipt is not None and batch.held_at is not None and entry.seq is not None:
        signer = held.them if entry.ours else held.parties.us
        record = sha256(bytes(batch.receipt)).hex()
        proofs.append(Proof("delivered", signer, batch.held_at, entry.seq, batch.size, record))
    answer = _answer(held) if entry.cid == held.root.cid else None
    told: list[tuple[ReceiptKind, Entry]] = [
        (EVIDENCE[one.message], one) for one in _evidence_of(held, entry) if one.message in EVIDENCE
    ]
    if answer is not None:
        told.append(("answered", answer))
    for kind, one in told:
        if one.batch is not None and one.seq is not None:
            record = sha256(bytes(one.batch.checkpoint)).hex()
            proofs.append(Proof(kind, held.writer(one), _when(one), one.seq, one.batch.size, record))
    return tuple(proofs)


def statement_of(held: Thread) -> Statement | None:
    """Give the statement's fingerprint, and what of this thread the other side has not receipted."""
    try:
        holdings = threads.holdings(held.node, held.entry.partner, Cid(held.root.cid))
        data = thread.export_statement(Cid(held.root.cid), holdings, now=held.now)
    except DetenteError:
        return None
    missing = [
        Phrase("missing.refused", {"sequence": str(one.seq), "code": one.code})
        if one.code
        else Phrase("missing.receipt", {"sequence": str(one.seq or "–")})
        for one in held.entries
        if one.code or one.batch is None or one.batch.receipt is None
    ]
    return Statement(sha256(data).hex(), tuple(missing))


# Thread


def steps_of(held: Thread) -> tuple[Event | Silence, ...]:
    steps: list[Event | Silence] = [event for entry in held.entries for event in _events(held, entry)]
    steps += [_out_of_turn(held, entry) for entry in held.astray]
    if held.case is not None:
        steps += receipts.silences(held.case, now=held.now)
    return tuple(sorted(steps, key=lambda step: step.since if isinstance(step, Silence) else step.at))


def _events(held: Thread, entry: Entry) -> list[Event]:
    side: Side = "us" if entry.ours else "them"
    payload = opening.payload_of(entry)
    if entry.kind == "evidence":
        by, code = _officer(held, entry, payload), str(payload.get("code") or "")
        until = _instant(payload.get("until"))
        return [Event(_when(entry), held.writer(entry), side, entry.message, officer=by, until=until, code=code)]
    here = entry.pk == held.entry.pk
    hidden = here or held.closed(entry)
    written = Event(
        at=entry.created,
        party=held.writer(entry),
        side=side,
        what=entry.message or entry.kind,
        officer=held.authors.get(entry.pk, ""),
        code=str(payload.get("ground") or ""),
        body=() if hidden else texts(payload),
        files=() if held.closed(entry) else held.files.get(entry.pk, ()),
        entry_id=entry.uid,
    )
    return [written, *_delivery(held, entry)]


def _out_of_turn(held: Thread, entry: Entry) -> Event:
    """Tell that something came which moved nothing; what it says stays closed."""
    at = entry.created if entry.batch is None or entry.batch.held_at is None else entry.batch.held_at
    return Event(at, held.writer(entry), "them", entry.message or entry.kind, code=entry.code)


def _delivery(held: Thread, entry: Entry) -> list[Event]:
    if entry.batch is None or entry.batch.held_at is None:
        return []
    receiver, side = (held.them, "them") if entry.ours else (held.parties.us, "us")
    what = "rejected" if entry.code else "delivered"
    return [Event(entry.batch.held_at, receiver, cast(Side, side), what, code=entry.code, entry_id=entry.uid)]


def _when(entry: Entry) -> datetime:
    stated = _instant(opening.payload_of(entry).get("at")) if entry.kind == "evidence" else None
    return stated or entry.created


def _officer(held: Thread, entry: Entry, payload: Mapping[str, Any]) -> str:
    by = payload.get("by")
    if not isinstance(by, str):
        return ""
    return held.numbers.get(by, "") if entry.ours else by.removeprefix("officer-")


def _instant(value: Any) -> datetime | None:
    try:
        return None if value is None else parse_instant(value)
    except BadInstant:
        return None


# Acts


def _acts(held: Thread) -> tuple[Act, ...]:
    case = held.case
    if case is None or receipts.side_of_receiver(case) != "us" or held.entry.cid != held.root.cid:
        return ()
    events = [each.event for each in conversing.possible(held.officer, case) if each.allowed]
    known = _ACTS if case.kind in _WITH_FORMS else {"open": _ACTS["open"]}
    named = [known[event] for event in events if event in known]
    return tuple(dict.fromkeys(named))


OPEN: Final = "open"
_WITH_FORMS: Final = frozenset({"notification", "request-information"})
"""Kinds whose acceptance and answer have forms of their own on the page of the message."""


def _deeds(held: Thread) -> tuple[str, ...]:
    """Give the acts that this officer may do, of a kind that has no forms of its own here."""
    case = held.case
    if case is None or case.kind in _WITH_FORMS or held.entry.cid != held.root.cid:
        return ()
    return tuple(each.event for each in conversing.possible(held.officer, case) if each.allowed and each.event != OPEN)


def _accepting(held: Thread) -> Signing:
    challenge = b64.encode(asserting.hash_of(held.entry))
    return Signing(challenge, passkeys.credential_ids(held.node, held.officer))


def _estimate(held: Thread) -> datetime | None:
    """Offer the end of the answer's clock, where there is one and it lies ahead."""
    clocks = () if held.case is None else receipts.running(held.case, now=held.now)
    ends = [clock.at for clock in clocks if clock.name == "answer" and clock.at is not None]
    return next((at for at in ends if at > held.now), None)


def _neighbours(held: Thread) -> tuple[str, str]:
    """Give the messages before and after this one in the queue that it stands in."""
    case = held.case
    if case is None or receipts.side_of_receiver(case) != "us" or held.entry.cid != held.root.cid:
        return "", ""
    return queues.beside(held.node, held.officer, held.entry, state=case.state)


def _apart(entry: Entry) -> timedelta | None:
    """Give how long the entry was held after its date, below zero where before; None up to five minutes (DXP 2)."""
    if entry.batch is None or entry.batch.held_at is None:
        return None
    after = entry.batch.held_at - entry.created
    return after if abs(after) > APART else None


def _raw(entry: Entry) -> str:
    return "" if entry.plaintext is None else bytes(entry.plaintext).decode("utf-8")
