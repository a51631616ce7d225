"""The releases of an officer, one or many: policy is asked for each, then one unit of work stores all that may leave.

    Request --agreement, step, policy--> permitted --seal--> sealed --one unit of work--> Entry in its lane
        `-----------------------------------------`--- refused alone, with its own sentence

Each letter keeps what a single release has: its act with its assertion, its case, its lines in the record. One that is
refused holds up no other. Whatever else fails (the disk, the database, a lost run) fails all of them, and none left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db import transaction

from detente.audit.acts import Act
from detente.cases import clocks
from detente.cases.case import Case
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, PolicyRefusal
from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.services import (
    agreements,
    asserting,
    attaching,
    casework,
    indexing,
    leaving,
    letters,
    opening,
    passing,
    releasing,
    resembling,
    signatures,
    standing_drafts,
)
from detente.node.services.agreements import Known
from detente.node.services.asserting import Assertion
from detente.node.services.attaching import SealedFile
from detente.node.services.leaving import Leaving
from detente.node.services.letters import Letter
from detente.node.services.releasing import Release
from detente.node.stores import dialogues, ledger, partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy.admit import REPLIES, Refusal, Standing, Subject, admit
from detente.policy.agreements import Agreement
from detente.policy.decide import Decision, Permit
from detente.policy.founding import FoundingAgreement
from detente.policy.standing import effective, for_sides
from detente.protocol.entry import SealedEntry
from detente.protocol.pair import Pair

Refused = PolicyRefusal | BadInput | NoSuchStep | NotInRole
"""What is the matter of one letter alone."""
_REFUSED: Final = (PolicyRefusal, BadInput, NoSuchStep, NotInRole)


_ON_RECORD: Final = {"answer": Act.ENTRY_ANSWERED, "refusal": Act.ENTRY_ANSWER_REFUSED}
"""Replies that stand on record by an act of their own, beside the step of the case."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an officer asks to release. `target`: what it replies to, by the step `event` of that case.

    `opener`: the entry that opened the dialogue, where it is not the target itself. `until` and `roles` as in
    `casework.act`. `also`: what else belongs into the same unit of work, once the case has moved. `beside`: the request
    of the same release whose entry this one's dialogue concerns; both leave, or neither. `concerning`: an entry of the
    thread in which it opens a dialogue of its own. `passes`: the item of another partner that it passes on.
    """

    partner: Partner
    letter: Letter
    kind: str
    payload: dict[str, Any]
    target: Entry | None = None
    event: str = ""
    assertion: Assertion | None = None
    opener: Entry | None = None
    until: datetime | None = None
    roles: tuple[str, ...] | None = None
    also: Callable[[Unit, Case], None] | None = None
    beside: Request | None = None
    concerning: Entry | None = None
    passes: Entry | None = None

    @property
    def dialogue(self) -> str:
        """The table of the dialogue."""
        return str(self.payload["dialogue"])

    @property
    def concerns(self) -> str | None:
        """The cid of the entry that its dialogue concerns, where it opens one in a thread that stands."""
        return None if self.concerning is None else self.concerning.cid

    @property
    def opened_by(self) -> Entry | None:
        """The entry that opened the dialogue, None where this one does."""
        return self.opener or self.target

    @property
    def message(self) -> str:
        """The table's name of the message."""
        return str(self.payload["message"])


@dataclass(frozen=True, slots=True)
class _Sealed:
    request: Request
    agreement: FoundingAgreement
    entry: SealedEntry
    files: Sequence[SealedFile]
    permit: Permit
    concerns: str | None = None
    """The cid of the entry beside which its dialogue opens."""
    before: Entry | None = None
    """What the partner filed without nexus about the same person; this one goes with a reason."""


HOLD: Final = "hold"
"""The obligation of a permit whose letter a suspension keeps in its lane."""


class _NoneLeft(Exception):
    """Ends a unit of work in which no letter is left to store."""


class _Side:
    """What policy and sealing ask about a partner, read once for all letters that go there together."""

    def __init__(self, node: Node, partner: Partner) -> None:
        self._alias, self._partner = node.alias, partner

    @cached_property
    def pair(self) -> Pair:
        return partners.pair_of(self._alias, self._partner)

    @cached_property
    def known(self) -> Known:
        return agreements.known(self._alias, self._partner)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        return self.known.to_write()

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """How much we stamped, and how much of theirs we hold."""
        _, out = ledger.outgoing(self._alias, self._partner)
        _, incoming = ledger.incoming(self._alias, self._partner)
        return out.stamped.size, incoming.held.size

    def agreement(self, text: FoundingAgreement, request: Request, *, now: datetime) -> Agreement:
        """Give an agreement as it would stand at the place that a request gets next."""
        stamped, held = self.sizes
        seen, _ = self.standings[text.id].view(seq=stamped + 1, seen=held, at=now)
        return for_sides(
            effective(
                seen, self.known.holding(text.id), topic=letters.topic_of(request.letter, text, request.opened_by)
            ),
            text,
            us=self.pair.us,
            them=self.pair.them,
            replies=frozenset() if request.opened_by is None else frozenset({request.kind}),
        )


def release(node: Node, officer: Officer, request: Request) -> Entry:
    """Give the released entry, which waits for its place.

    Raises:
        NoSuchStep, PolicyRefusal, BadInput: it may not leave; nothing was stored.
    """
    (outcome,) = release_all(node, officer, [request])
    if isinstance(outcome, Entry):
        return outcome
    raise outcome


def release_all(node: Node, officer: Officer, requests: Sequence[Request]) -> list[Entry | Refused]:
    """Give for each request, in order, its released entry, or why this one may not leave.

    Those that may leave do so in one transaction and stand in their lanes in the order of the requests.
    """
    sides: dict[int, _Side] = {}
    desk = leaving.Desk(node, officer)
    outcomes: list[_Sealed | Refused] = []
    for request in requests:
        side = sides.setdefault(request.partner.pk, _Side(node, request.partner))
        place = _place_beside(request, requests)
        first = None if place is None else outcomes[place]
        if first is not None and not isinstance(first, _Sealed):
            outcomes.append(first)
            continue
        try:
            outcomes.append(
                _seal(node, side, desk, request, concerns=None if first is None else first.entry.header.cid)
            )
        except _REFUSED as refused:
            outcomes.append(refused)
            if place is not None:
                outcomes[place] = refused
    stored = iter(_store(node, officer, [outcome for outcome in outcomes if isinstance(outcome, _Sealed)]))
    return [next(stored) if isinstance(outcome, _Sealed) else outcome for outcome in outcomes]


def _place_beside(request: Request, requests: Sequence[Request]) -> int | None:
    """Give where the request stands beside which this one leaves, None where it leaves alone."""
    if request.beside is None:
        return None
    return next((place for place, each in enumerate(requests) if each is request.beside), None)


def decide(node: Node, request: Request, agreement: FoundingAgreement) -> Refusal | None:
    """Give the ground on which policy would refuse, None where it permits: the question of "what leaves this node"."""
    handling = letters.label_of(request.letter, agreement)
    return _decide(node, _Side(node, request.partner), request, agreement, handling)


def _decide(
    node: Node, side: _Side, request: Request, agreement: FoundingAgreement, handling: Handling
) -> Refusal | None:
    target, opener = request.target, request.opened_by
    stamped, held = side.sizes
    subject = Subject(
        sender=side.pair.us,
        receiver=PartyId(request.partner.party),
        kind=request.kind,
        agreement=agreement.id,
        topic=letters.topic_of(request.letter, agreement, opener),
        handling=handling,
        re=request.concerns if target is None else target.cid,
        seq=stamped + 1,
        seen=held,
        message=request.message,
        dialogue=request.dialogue,
        dialogue_kind=request.dialogue if request.kind in REPLIES else request.kind,
        at=node.now(),
        opened_by_sender=opener is None or opener.ours,
    )
    decision = admit(
        subject,
        standings=side.standings,
        target=opening.target_of(
            node, request.partner, request.concerns if target is None else target.cid, written_by_us=True
        ),
    )
    return decision if isinstance(decision, Refusal) else None


def _seal(node: Node, side: _Side, desk: leaving.Desk, request: Request, *, concerns: str | None = None) -> _Sealed:
    """Give the sealed letter, once its case, agreement and policy permit it. Before any lock is taken."""
    partner, letter, target, opener = request.partner, request.letter, request.target, request.opened_by
    if opener is not None:
        casework.check(node, partner, opener.root, request.event, dialogue=opener.cid)
    agreement = (
        agreements.one_of(side.standings, partner, opener.agreement)
        if opener is not None
        else agreements.to_open(
            side.standings,
            partner,
            us=side.pair.us,
            kind=request.kind,
            topic=letter.topic,
            named=letter.agreement,
        )
    )
    letters.check_letter(letter, request.kind, opens=opener is None)
    before = resembling.cleared_before(node, partner, request.payload) if opener is None else None
    if before is not None and not letter.again.strip():
        raise resembling.JustifyAgain(before)
    handling = letters.label_of(letter, agreement)
    refused = _decide(node, side, request, agreement, handling)
    if refused is not None:
        raise PolicyRefusal(refused.ground, f"The agreement does not let this leave: {refused.ground}.")
    permit = desk.require(partner, _leaving(side, request, agreement, handling, now=desk.around.now))
    named = concerns or request.concerns
    cek = node.entropy(32)
    files = [attaching.seal_file(node, path, name, cek) for path, name in letters.files_of(letter)]
    entry = releasing.seal(
        node,
        partner,
        pair=side.pair,
        kind=request.kind,
        payload={**request.payload, "files": [file.to_wire() for file in files]} if files else request.payload,
        handling=handling,
        agreement=agreement.id,
        topic=letters.topic_of(letter, agreement, opener),
        answer_by=letter.answer_by if target is None else None,
        re=named if target is None else target.cid,
        att=tuple(file.ref for file in files),
        cek=cek,
    )
    return _Sealed(request, agreement, entry, files, permit, named, before)


def decide_in_house(node: Node, officer: Officer, request: Request, agreement: FoundingAgreement) -> Decision:
    """Give what the rules of the house say: the other half of "what leaves this node"."""
    handling, side = letters.label_of(request.letter, agreement), _Side(node, request.partner)
    desk = leaving.Desk(node, officer)
    return desk.decide(request.partner, _leaving(side, request, agreement, handling, now=desk.around.now))


def _leaving(
    side: _Side, request: Request, agreement: FoundingAgreement, handling: Handling, *, now: datetime
) -> Leaving:
    letter, opener = request.letter, request.opened_by
    return Leaving(
        agreement=side.agreement(agreement, request, now=now),
        rows=agreement.classes,
        dialogue=request.dialogue,
        kind=request.kind,
        message=request.message,
        topic=letters.topic_of(letter, agreement, opener),
        handling=handling,
        law=letter.law or agreement.basis.law,
        opens=opener is None,
        ours=opener is None or opener.ours,
        approval=letter.approval,
        payload={**request.payload, "files": [name for _, name in letters.files_of(letter)]},
        matter=letter.own_ref,
        thread=None if opener is None else opener.agreement,
    )


def _store(node: Node, officer: Officer, sealed: Sequence[_Sealed]) -> list[Entry | Refused]:
    """Give what became of each: stored in its lane, or refused for what happened since it was asked about."""
    if not sealed:
        return []
    refused: dict[int, Refused] = {}
    rows: list[Entry] = []
    kinds = sorted({item.request.kind for item in sealed})
    try:
        with unit(node, f"release {' and '.join(kinds)}") as work:
            requests = [item.request for item in sealed]
            for number, item in enumerate(sealed):
                first = _place_beside(item.request, requests)
                refusal = refused.get(number if first is None else first) or _take(node, item.request, work)
                if refusal is not None:
                    refused[number] = refusal
            left = [item for number, item in enumerate(sealed) if number not in refused]
            if not left:
                raise _NoneLeft
            rows = _store_left(node, officer, left, work)
    except _NoneLeft:
        return list(refused.values())
    stored = iter(rows)
    return [refused[number] if number in refused else next(stored) for number in range(len(sealed))]


def _take(node: Node, request: Request, work: Unit) -> Refused | None:
    """Take a letter's draft and its step in the case it replies to, both or neither; give why it cannot be."""
    letter = request.letter
    if request.target is None and letter.draft is None:
        return None
    try:
        with transaction.atomic(using=node.alias):
            if letter.draft is not None:
                standing_drafts.take(node, letter.draft, mark=letter.draft_mark, approval=letter.approval)
            opener = request.opened_by
            if opener is not None:
                moved = casework.act(
                    node,
                    request.partner,
                    opener.root,
                    request.event,
                    work=work,
                    dialogue=opener.cid,
                    until=request.until,
                    roles=request.roles,
                )
                if request.also is not None:
                    request.also(work, moved)
    except _REFUSED as refused:
        return refused
    return None


def _store_left(node: Node, officer: Officer, left: Sequence[_Sealed], work: Unit) -> list[Entry]:
    rows = releasing.store_all(node, [_release(node, officer, item) for item in left], work=work)
    asserting.store_all(
        node,
        officer,
        [(row, f"release-{item.request.kind}", item.request.assertion) for row, item in zip(rows, left, strict=True)],
    )
    indexing.add(node, [(row, item.request.payload, True) for row, item in zip(rows, left, strict=True)])
    openings = [(row, item) for row, item in zip(rows, left, strict=True) if item.request.opened_by is None]
    resembling.note(node, [(row, item.request.payload) for row, item in openings], arrived=False, work=work)
    for row, item in openings:
        if item.before is not None:
            resembling.justify(node, officer, item.before, row, item.request.letter.again, work=work)
    begun = []
    for row, item in zip(rows, left, strict=True):
        request = item.request
        for file in item.files:
            attaching.store(node, row, file, work)
        if request.passes is not None:
            passing.note(node, officer, request.passes, row, work)
        if request.letter.draft is not None and request.letter.approval.given:
            signatures.use(node, request.letter.draft, row)
        if request.target is None:
            terms = casework.terms_of(item.agreement, request.payload, request.letter.answer_by)
            held_back = HOLD in item.permit.obligations
            preset = item.agreement.preset
            case = casework.begin_sent(node, row, terms=terms, preset=preset, work=work, held_back=held_back)
            begun.append((row, case))
        elif request.kind in _ON_RECORD:
            work.record(
                _ON_RECORD[request.kind],
                actor=officer.name,
                refs={"cid": request.target.cid},
                details={"inner": str(request.letter.extra.get("inner", ""))},
            )
    dialogues.open_all(node, begun)
    return rows


def _release(node: Node, officer: Officer, item: _Sealed) -> Release:
    request = item.request
    return Release(
        request.partner,
        item.entry,
        message=request.message,
        root=_root(item),
        actor=officer.name,
        subject=request.letter.subject[:300],
        not_before=_not_before(node, request, item.agreement),
        permit=item.permit.obligations,
        eyes=4 if request.letter.approval.given else 2,
    )


def _root(item: _Sealed) -> str | None:
    """Give the thread in which it leaves, None where it opens one."""
    request = item.request
    if request.target is not None:
        return request.target.root
    return item.concerns if request.concerning is None else request.concerning.root


def _not_before(node: Node, request: Request, agreement: FoundingAgreement) -> datetime | None:
    """A nil leaves when a search would have ended, so that its speed tells nothing (DXP 14, case 54)."""
    target = request.target
    if request.message != "nil" or target is None or target.batch is None or target.batch.held_at is None:
        return None
    case = casework.case_of(node, request.partner, target.root, target.cid)
    wait = agreement.nil_after["urgent" if case is not None and case.terms.urgent else "other"]
    return clocks.nil_leaves_at(released=node.now(), held_at=target.batch.held_at, nil_after=wait)
