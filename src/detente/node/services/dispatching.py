"""The releases of an officer, one or many: policy is asked for each, then one unit of work stores all that may leave.

    Request --agreement, step, policy--> permitted --write, box--> sealed --one unit of work--> Entry in its lane
        `-----------------------------------------`--- refused alone, with its own sentence

Each letter keeps what a single release has: its act with its assertion, its case, its lines in the record. One that is
refused holds up no other. Whatever else fails (the disk, the database, a lost run) fails all of them, and none left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.audit.acts import Act
from detente.cases import clocks
from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.services import (
    asserting,
    attaching,
    bodies_asked,
    casework,
    indexing,
    leaving,
    letters,
    owing,
    passing,
    preludes,
    reentry,
    releasing,
    resembling,
    signatures,
    standing_drafts,
)
from detente.node.services.attaching import SealedFile
from detente.node.services.conditions import Said
from detente.node.services.releases_asked import Request as Request
from detente.node.services.releasing import Release
from detente.node.services.sides import Side
from detente.node.stores import dialogues
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import Unit, unit
from detente.policy.admit import Refusal
from detente.policy.decide import Decision, Permit
from detente.policy.decide import Refusal as HouseRefusal
from detente.policy.founding import FoundingAgreement
from detente.protocol.entry import SealedEntry, Written
from detente.protocol.pair import Pair

Refused = PolicyRefusal | BadInput | NoSuchStep | NotInRole
"""What is the matter of one letter alone."""
REFUSED: Final = (PolicyRefusal, BadInput, NoSuchStep, NotInRole)
"""The same, to catch."""


_ON_RECORD: Final = {"answer": Act.ENTRY_ANSWERED, "refusal": Act.ENTRY_ANSWER_REFUSED}
"""Replies that stand on record by an act of their own, beside the step of the case."""


@dataclass(frozen=True, slots=True)
class _Written:
    request: Request
    agreement: FoundingAgreement
    pair: Pair
    entry: Written
    files: Sequence[SealedFile]
    permit: Permit
    concerns: str | None = None
    """The cid of the entry beside which its dialogue opens."""
    onward: passing.Onward | None = None
    """The item of another partner that it passes on, as policy permitted it."""
    before: Entry | None = None
    """What the partner filed without nexus about the same person; this one goes with a reason."""


HOLD: Final = "hold"
"""The obligation of a permit whose letter a suspension keeps in its lane."""


class _NoneLeft(Exception):
    """Ends a unit of work in which no letter is left to store."""


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
    sides: dict[int, Side] = {}
    desk = leaving.Desk(node, officer)
    outcomes: list[_Written | Refused] = []
    for request in requests:
        side = sides.setdefault(request.partner.pk, Side(node, request.partner, now=desk.around.now))
        place = _place_beside(request, requests)
        first = None if place is None else outcomes[place]
        if first is not None and not isinstance(first, _Written):
            outcomes.append(first)
            continue
        try:
            outcomes.append(
                _write(node, side, desk, request, concerns=None if first is None else first.entry.header.cid)
            )
        except REFUSED as refused:
            outcomes.append(refused)
            if place is not None:
                outcomes[place] = refused
    stored = iter(_store(node, officer, [outcome for outcome in outcomes if isinstance(outcome, _Written)]))
    return [next(stored) if isinstance(outcome, _Written) else outcome for outcome in outcomes]


def _place_beside(request: Request, requests: Sequence[Request]) -> int | None:
    """Give where the request stands beside which this one leaves, None where it leaves alone."""
    if request.beside is None:
        return None
    return next((place for place, each in enumerate(requests) if each is request.beside), None)


def decide(node: Node, request: Request, agreement: FoundingAgreement) -> Refusal | None:
    """Give the ground on which policy would refuse, None where it permits: the question of "what leaves this node"."""
    side = Side(node, request.partner, now=node.now())
    return side.refused(request, agreement, letters.label_of(request.letter, agreement))


def _write(node: Node, side: Side, desk: leaving.Desk, request: Request, *, concerns: str | None = None) -> _Written:
    """Give the written letter, once its case, agreement and policy permit it. Before any lock is taken."""
    partner, letter, target, opener = request.partner, request.letter, request.target, request.opened_by
    if opener is not None:
        casework.check(node, partner, opener.root, request.event, dialogue=opener.cid)
    agreement = side.agreement_for(request)
    letters.check_letter(letter, request.kind, opens=opener is None)
    before = resembling.cleared_before(node, partner, request.payload) if opener is None else None
    if before is not None and not letter.again.strip():
        raise resembling.JustifyAgain(before)
    handling = side.label_of(letter, agreement)
    refused = side.refused(request, agreement, handling)
    if refused is not None:
        raise PolicyRefusal(refused.ground, f"The agreement does not let this leave: {refused.ground}.")
    onward = passing.permitted(desk.around, request, handling, letter.law or agreement.basis.law)
    permit = desk.require(partner, side.leaving(request, agreement, handling))
    named = concerns or request.concerns
    cek = node.entropy(32)
    files = [attaching.seal_file(node, path, name, cek) for path, name in letters.files_of(letter)]
    entry = releasing.write(
        node,
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
    return _Written(request, agreement, side.pair, entry, files, permit, named, onward, before)


def decide_in_house(node: Node, officer: Officer, request: Request, agreement: FoundingAgreement) -> Decision:
    """Give what the rules of the house say: the other half of "what leaves this node"."""
    desk = leaving.Desk(node, officer)
    side = Side(node, request.partner, now=desk.around.now)
    handling = letters.label_of(request.letter, agreement)
    if request.passes is not None:
        law = request.letter.law or agreement.basis.law
        found = passing.decided(desk.around, request, request.passes, handling, law)
        if isinstance(found.decision, HouseRefusal):
            return found.decision
        passing.check_label(desk.around, request, handling)
    return desk.decide(request.partner, side.leaving(request, agreement, handling))


def _store(node: Node, officer: Officer, written: Sequence[_Written]) -> list[Entry | Refused]:
    """Give what became of each: stored in its lane, or refused for what happened since it was asked about."""
    if not written:
        return []
    # All boxes at once, and before any lock is taken (`entry.write`).
    sealed = [releasing.box(item.pair, item.entry) for item in written]
    refused: dict[int, Refused] = {}
    rows: list[Entry] = []
    kinds = sorted({item.request.kind for item in written})
    try:
        with unit(node, f"release {' and '.join(kinds)}") as work:
            requests = [item.request for item in written]
            for number, item in enumerate(written):
                first = _place_beside(item.request, requests)
                refusal = refused.get(number if first is None else first) or _take(node, item.request, work)
                if refusal is not None:
                    refused[number] = refusal
            left = [each for number, each in enumerate(zip(written, sealed, strict=True)) if number not in refused]
            if not left:
                raise _NoneLeft
            rows = _store_left(node, officer, left, work)
    except _NoneLeft:
        return list(refused.values())
    stored = iter(rows)
    return [refused[number] if number in refused else next(stored) for number in range(len(written))]


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
    except REFUSED as refused:
        return refused
    return None


def _store_left(
    node: Node, officer: Officer, sealed: Sequence[tuple[_Written, SealedEntry]], work: Unit
) -> list[Entry]:
    rows = releasing.store_all(node, [_release(node, officer, *each) for each in sealed], work=work)
    left = [item for item, _ in sealed]
    asserting.store_all(
        node,
        officer,
        [(row, f"release-{item.request.kind}", item.request.assertion) for row, item in zip(rows, left, strict=True)],
    )
    indexing.add(node, [(row, item.request.payload, True) for row, item in zip(rows, left, strict=True)])
    openings = [(row, item) for row, item in zip(rows, left, strict=True) if item.request.opened_by is None]
    reentry.note(node, [(row, item.request.payload) for row, item in openings], work)
    resembling.note(node, [(row, item.request.payload) for row, item in openings], arrived=False, work=work)
    for row, item in openings:
        if item.before is not None:
            resembling.justify(node, officer, item.before, row, item.request.letter.again, work=work)
    begun = []
    alike = Alike(now=node.now())
    for row, item in zip(rows, left, strict=True):
        request = item.request
        for file in item.files:
            attaching.store(node, row, file, work)
        if item.onward is not None:
            passing.note(node, officer, item.onward, row, work, reviewed=item.permit.obligations)
        owing.owe(node, officer, item.permit.obligations, row, approved_by=request.letter.approval.by, work=work)
        if request.letter.draft is not None and request.letter.approval.given:
            signatures.use(node, request.letter.draft, row)
        if request.target is None:
            terms = casework.terms_of(item.agreement, request.payload, request.letter.answer_by)
            held_back = HOLD in item.permit.obligations
            case = casework.begin_sent(
                row,
                terms=terms,
                preset=item.agreement.preset,
                alike=alike,
                work=work,
                held_back=held_back,
                before=_prelude(node, officer, request, row, work),
            )
            begun.append((row, case))
        elif request.kind in _ON_RECORD:
            work.record(
                _ON_RECORD[request.kind],
                actor=officer.name,
                refs={"cid": request.target.cid},
                details={"inner": str(request.letter.extra.get("inner", ""))},
            )
    dialogues.open_all(node, begun, alike=alike)
    bodies_asked.ask(node, (row for row, _ in begun), work)
    return rows


def _prelude(node: Node, officer: Officer, request: Request, row: Entry, work: Unit) -> Case | None:
    """Give how the dialogue stood before its first message, which leaves as `row`; None where nothing came before."""
    if request.prelude is None:
        return None
    if request.event:
        before = preludes.move(node, request.acts or officer, request.prelude, request.event, Said(), work)
    else:
        before = preludes.case_of(node, request.prelude)
    preludes.left(node, request.prelude, row)
    return before


def _release(node: Node, officer: Officer, item: _Written, entry: SealedEntry) -> Release:
    request = item.request
    return Release(
        request.partner,
        entry,
        message=request.message,
        root=_root(item),
        actor=officer.name,
        subject=request.letter.subject[:300],
        not_before=_not_before(node, request, item.agreement),
        permit=item.permit.obligations,
        eyes=4 if request.letter.approval.given else 2,
    )


def _root(item: _Written) -> str | None:
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
