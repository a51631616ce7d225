"""First contact (DXP 4): invite, meet, compare by voice, confirm; and the founding text that confirmation sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal, sha256
from detente.model import b64, party_id, strict_json
from detente.model.canonical import canonical
from detente.model.errors import BadInput, LocalError, NotFound
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.services import announcing, asserting, officers, releasing, signing
from detente.node.services.asserting import Assertion
from detente.node.stores import deliveries, ledger, partners
from detente.node.stores.models import AuditRow, Entry, Invitation, Officer, OwnDocument, Partner, PartnerDocument
from detente.node.stores.unit import SwapLost, Unit, unit
from detente.policy import founding
from detente.protocol import first_contact, parcel, party_document
from detente.protocol.first_contact import NEXT, ContactState, Meeting
from detente.protocol.parcel import Control, Document, Item
from detente.protocol.party_document import Chain
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified, peek

VALID: Final = timedelta(days=7)
TOKEN_BYTES: Final = 16

Post = Callable[[str, bytes], bytes]
"""Posts a parcel to a path under the partner's address and gives the answer; given by `node.peers`."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an invitation shows: where, whom, and the token. One line for paper or voice-checked mail."""

    url: str
    party: PartyId
    token: str

    def line(self) -> str:
        """Give the line that the other operator types in."""
        return f"{self.url}#{party_id.part(self.party)}.{self.token}"


def parse_ticket(text: str) -> Ticket:
    """Give the ticket in a line.

    Raises:
        BadInput: it is no invitation.
    """
    url, mark, rest = text.strip().partition("#")
    part, dot, token = rest.partition(".")
    try:
        if not (mark and dot) or not url.startswith(("https://", "http://")):
            raise ValueError
        b64.decode(token, length=TOKEN_BYTES)
        return Ticket(url.rstrip("/"), party_id.from_part(part), token)
    except ValueError as error:
        raise BadInput(
            "This is no invitation. Paste the whole line that the partner's `party invite` printed."
        ) from error


def invite(node: Node, officer: Officer, *, code: str, name: str) -> Ticket:
    """Give a single-use invitation, valid seven days; only the hash of its token is kept."""
    _check_code(node, code)
    token = node.entropy(TOKEN_BYTES)
    own = partners.own_chain(node.alias)
    with unit(node, "invite") as work:
        Invitation.objects.using(node.alias).create(
            token_hash=sha256(token), created=node.now(), expires=node.now() + VALID, code=code.upper(), name=name
        )
        work.record(Act.PARTY_INVITED, actor=officer.name, details={"code": code.upper()})
    return Ticket(own.last.url, own.party, b64.encode(token))


def add(node: Node, officer: Officer, ticket: Ticket, *, code: str, name: str, post: Post) -> Partner:
    """Meet the party behind a ticket, as the initiator; give the partner, state `met`.

    Raises:
        Refused, LocalError: the other side is not the party of the ticket, is away, or does not take the token.
    """
    _check_code(node, code)
    own = signing.usable(node, partners.own_chain(node.alias))
    if ticket.party == own.party:
        raise BadInput("This is your own invitation. Give the line to the partner.")
    nonce = node.entropy(32)
    by = node.signer_under(own.last)
    step1 = first_contact.meet(own, nonce=nonce, by=by, to=ticket.party)
    chain_items: list[Item] = [Document(document.record) for document in own.documents]
    path = f"meet/{ticket.token}"
    documents, reply = _read(post(path, parcel.build([*chain_items, Control(step1.record)])))
    meeting = first_contact.take_reply(documents, reply, ours=own, invited_by=ticket.party, step1=step1, nonce=nonce)
    reveal = first_contact.reveal(own, meeting.theirs, nonce=nonce, by=by)
    post(path, parcel.build([Control(reveal.record)]))
    with unit(node, "meet") as work:
        partner = _met(node, own, meeting, code=code, name=name, how="sas", work=work, actor=officer.name)
    return partner


def add_by_fingerprint(
    node: Node, officer: Officer, *, fingerprint: str, records: tuple[bytes, ...], code: str, name: str
) -> Partner:
    """Know a party by its fingerprint on paper and its documents from a file (DXP 4, air gap).

    Raises:
        BadInput: the documents are not those of the fingerprint, or the key of our document 0 was erased.
    """
    _check_code(node, code)
    theirs = party_document.parse_chain(records)
    if not equal(party_id.digest(theirs.party), party_id.digest(party_id.from_fingerprint(fingerprint))):
        raise BadInput("The fingerprint is not that of this party document. Compare the paper again.")
    _check_first_key(node, theirs.party)
    with unit(node, "meet by fingerprint") as work:
        # A party id proves document 0 and no other. Each side may hold more of them than the other showed, and both
        # ledgers must begin alike: later documents are told in them, as to any partner.
        own = partners.own_chain(node.alias).up_to(0)
        partner = _met(
            node,
            own,
            Meeting(theirs.up_to(0), ""),
            code=code,
            name=name,
            how="fingerprint",
            work=work,
            actor=officer.name,
        )
        partners.keep_document(node.alias, partner, theirs)
    return partner


def answer_meet(node: Node, token: str, data: bytes) -> bytes | None:
    """Give the responder's answer to step 1 or 3; None where the token is unknown, used or old (a 404).

    Raises:
        Refused: what came does not hold.
    """
    row = _invitation(node, token)
    if row is None:
        return None
    if row.used_at is not None:
        # The last step again: its answer was lost on the way.
        return parcel.build([]) if row.reveal is not None and bytes(row.reveal) == sha256(data) else None
    items = parcel.parse(data)
    if row.meet is None:
        return _step1(node, row, items)
    return _step3(node, row, items, sha256(data))


def is_open(node: Node, token: str) -> bool:
    """Whether a token may still be used."""
    return _invitation(node, token) is not None


def compare(node: Node, officer: Officer, partner: Partner, *, digits: str) -> None:
    """One officer has compared the string by voice, or the fingerprint on paper.

    Raises:
        BadInput: it differs: somebody may stand in between.
    """
    _check_state(partner, ContactState.MET, "compared")
    shown = partner.sas if partner.how == "sas" else party_id.fingerprint(PartyId(partner.party))
    same = "".join(digits.split()) == "".join(shown.split())
    with unit(node, "compare") as work:
        if same:
            Partner.objects.using(node.alias).filter(pk=partner.pk).update(
                state=ContactState.COMPARED, compared_by=officer.name, compared_at=node.now()
            )
        work.record(
            Act.PARTY_COMPARED if same else Act.PARTY_MISMATCHED, actor=officer.name, refs={"party": partner.party}
        )
    if not same:
        raise BadInput(
            "The digits differ from those shown here. Do not go on: somebody may stand between you. Meet anew."
        )


def confirm(
    node: Node, officer: Officer, partner: Partner, *, text: Mapping[str, Any], assertion: Assertion | None = None
) -> None:
    """Another officer confirms; our `contact` entry with the founding text goes to its lane.

    Raises:
        BadInput: not compared yet, or the same officer compared.
        SwapLost: our keys were renewed at the same instant; confirm again.
    """
    _check_state(partner, ContactState.COMPARED, "confirmed")
    if officer.name == partner.compared_by:
        raise BadInput("Whoever compared does not confirm. Another officer must do it.")
    pair = partners.pair_of(node.alias, partner)
    founding.parse(text, parties=(pair.us, pair.them))
    sealed = releasing.seal(
        node,
        partner,
        kind="contact",
        payload={
            "dialogue": None,
            "message": "founding",
            "ref": {"own": None, "yours": None},
            "how": partner.how,
            **contact_documents(node, partner),
            "agreement": dict(text),
        },
    )
    announcements = announcing.sealed_for(node, partner)
    with unit(node, "confirm") as work:
        if partners.own_chain(node.alias).last.hash != pair.ours.last.hash:
            # The renewal told those that were confirmed; this partner would never hear of its document.
            raise SwapLost("The keys were renewed just now. Confirm again.")
        Partner.objects.using(node.alias).filter(pk=partner.pk).update(
            state=ContactState.CONFIRMED, confirmed_by=officer.name, confirmed_at=node.now(), founding=dict(text)
        )
        deliveries.open_for(node, partner)
        row = releasing.store(node, partner, sealed, message="founding", root=None, work=work, actor=officer.name)
        asserting.store(node, officer, row, "confirm", assertion)
        for announcement in announcements:
            releasing.store(node, partner, announcement, message="party-doc", root=None, work=work)
        work.record(
            Act.PARTY_CONFIRMED,
            actor=officer.name,
            refs={"party": partner.party},
            details=asserting.manner(assertion),
        )


def subject_of_confirmation(node: Node, partner: Partner, text: Mapping[str, Any]) -> bytes:
    """Give the hash that stands for a confirmation: both parties' documents, and the text that is signed."""
    return sha256(canonical({**contact_documents(node, partner), "agreement": dict(text)}))


def contact_documents(node: Node, partner: Partner) -> dict[str, str]:
    """Give the two documents that the digits stand for, even where newer ones were made since."""
    ours = partners.own_chain(node.alias).up_to(partner.met_our_doc).last
    theirs = partners.partner_chain(node.alias, partner).up_to(partner.met_their_doc).last
    return {"own_doc": b64.encode(ours.hash), "peer_doc": b64.encode(theirs.hash)}


def mismatch(node: Node, officer: Officer, partner: Partner) -> None:
    """Record that the digits differ: this meeting is over, and a new one needs a new invitation.

    Raises:
        BadInput: the contact is confirmed already, or was never met.
    """
    if partner.state not in (ContactState.MET, ContactState.COMPARED):
        _check_state(partner, ContactState.MET, "given up")
    with unit(node, "mismatch") as work:
        Partner.objects.using(node.alias).filter(pk=partner.pk).update(
            state=ContactState.NONE, sas="", compared_by="", compared_at=None
        )
        work.record(Act.PARTY_MISMATCHED, actor=officer.name, refs={"party": partner.party})


def default_text(us: PartyId, them: PartyId, **changes: Any) -> dict[str, Any]:
    """Give the founding text that both sides make alike where nobody chose another."""
    values: dict[str, Any] = {
        "topic": "ct",
        "purposes": ["prevent-terrorism"],
        "law": "Founding exchange of this contact",
        "ref": "DXP/1, 12",
        "ceiling": ["tlp:AMBER+STRICT", "pap:AMBER"],
        "opened": True,
    } | {name: value for name, value in changes.items() if value is not None}
    try:
        return founding.draft(parties=(us, them), **values)
    except founding.BadAgreement as error:
        raise BadInput(f"The founding agreement cannot be written: {error}.") from error


def _check_code(node: Node, code: str) -> None:
    if not (2 <= len(code) <= 8 and code.isascii() and code.isalnum()):
        raise BadInput("A short code has 2 to 8 letters or digits of the Latin alphabet, such as ZOR.")
    if Partner.objects.using(node.alias).filter(code__iexact=code).exists():
        raise BadInput(f"A partner has the short code {code.upper()} already. Choose another one.")


def _check_first_key(node: Node, party: PartyId) -> None:
    if Entry.objects.using(node.alias).filter(partner__party=party).exists():
        # This ledger has begun: a frozen pair goes on under the documents that it came to.
        return
    retired = AuditRow.objects.using(node.alias).filter(act=Act.KEYS_RETIRED).values_list("details", flat=True)
    if any(strict_json.parse(bytes(row))["details"]["document"] > 0 for row in retired if row is not None):
        raise BadInput(
            "A contact from paper begins under our first party document, and its key was erased by `detente keys "
            "retire`. Meet over the network: detente party invite."
        )


def _check_state(partner: Partner, needed: ContactState, done: str) -> None:
    if partner.state != needed:
        raise BadInput(
            f"The contact with {partner.code} is {partner.state}; it can be {done} only when it is {needed.value}."
        )


def _read(answer: bytes) -> tuple[tuple[bytes, ...], bytes]:
    items = parcel.parse(answer)
    documents = tuple(item.record for item in items if isinstance(item, Document))
    controls = [item.record for item in items if isinstance(item, Control)]
    if len(controls) != 1:
        raise LocalError("The partner's node gave no answer that makes sense here. Ask for a new invitation.")
    return documents, controls[0]


def _invitation(node: Node, token: str) -> Invitation | None:
    try:
        raw = b64.decode(token, length=TOKEN_BYTES)
    except b64.BadBase64:
        return None
    row = Invitation.objects.using(node.alias).filter(token_hash=sha256(raw)).first()
    return None if row is None or row.expires <= node.now() else row


def _step1(node: Node, row: Invitation, items: tuple[Item, ...]) -> bytes:
    own = signing.usable(node, partners.own_chain(node.alias))
    documents = tuple(item.record for item in items if isinstance(item, Document))
    controls = [item.record for item in items if isinstance(item, Control)]
    if len(controls) != 1:
        raise Refused("bad-frame", "one meeting at a time")
    theirs, step1 = first_contact.take_meet(documents, controls[0], ours=own)
    nonce = node.entropy(32)
    reply = first_contact.reply(own, step1, nonce=nonce, by=node.signer_under(own.last))
    answer = parcel.build([*(Document(document.record) for document in own.documents), Control(reply.record)])
    with unit(node, "meet reply") as work:
        partner = _known_or_new(node, own, theirs, code=row.code, name=row.name)
        changed = (
            Invitation.objects.using(node.alias)
            .filter(pk=row.pk, meet__isnull=True)
            .update(meet=step1.record, nonce=nonce, reply=answer, partner=partner)
        )
        if changed != 1:
            raise Refused("bad-object", "the invitation is taken")
        work.record(Act.PARTY_ADDED, refs={"party": theirs.party}, details={"step": 1})
    return answer


def _step3(node: Node, row: Invitation, items: tuple[Item, ...], data_hash: bytes) -> bytes:
    controls = [item.record for item in items if isinstance(item, Control)]
    if len(controls) != 1:
        raise Refused("bad-frame", "one meeting at a time")
    if row.meet is not None and controls[0] == bytes(row.meet):
        # Step 1 again: the answer was lost on the way.
        return bytes(row.reply or b"")
    if row.partner is None:
        raise LocalError("an invitation in use names no partner")
    # The documents of steps 1 and 2, which the digits stand for; newer ones may have been made since.
    step1 = Verified("dxp.meet", bytes(row.meet or b""), peek(bytes(row.meet or b"")))
    _, reply = _read(bytes(row.reply or b""))
    own = partners.own_chain(node.alias).up_to(peek(reply)["doc"])
    theirs = partners.partner_chain(node.alias, row.partner).up_to(step1.payload["doc"])
    meeting = first_contact.take_reveal(
        controls[0], ours=own, theirs=theirs, step1=step1, nonce_j=bytes(row.nonce or b"")
    )
    with unit(node, "met") as work:
        Invitation.objects.using(node.alias).filter(pk=row.pk).update(used_at=node.now(), reveal=data_hash)
        _set_met(node, row.partner, own, meeting, "sas")
        work.record(Act.PARTY_ADDED, refs={"party": theirs.party}, details={"step": 3})
    return parcel.build([])


def _met(
    node: Node, own: Chain, meeting: Meeting, *, code: str, name: str, how: str, work: Unit, actor: str
) -> Partner:
    partner = _known_or_new(node, own, meeting.theirs, code=code, name=name)
    _set_met(node, partner, own, meeting, how)
    work.record(Act.PARTY_ADDED, actor=actor, refs={"party": partner.party}, details={"how": how})
    return partner


def _known_or_new(node: Node, own: Chain, theirs: Chain, *, code: str, name: str) -> Partner:
    partner = partners.by_party(node.alias, theirs.party)
    if partner is not None and (partner.state, "meet") not in NEXT and partner.state != ContactState.MET:
        raise Refused("wrong-party", "the contact with this party exists already")
    if partner is None:
        count = Partner.objects.using(node.alias).count()
        partner = Partner.objects.using(node.alias).create(
            party=theirs.party,
            code=code.upper(),
            name=name,
            colour=count % 3 + 2,
            state=ContactState.NONE,
            met_at=node.now(),
            next_officer=officers.first_number(node),
        )
    ledger.create_directions(node.alias, partner)
    if not Entry.objects.using(node.alias).filter(partner=partner).exists():
        # Nothing stands in the ledgers yet: what is met now holds from their beginning.
        partner.our_first_doc, partner.their_first_doc = own.last.seq, theirs.last.seq
        partner.save(using=node.alias, update_fields=["our_first_doc", "their_first_doc"])
    have = PartnerDocument.objects.using(node.alias).filter(partner=partner).count()
    if have < len(theirs.documents):
        partners.keep_document(node.alias, partner, theirs)
    return partner


def _set_met(node: Node, partner: Partner, own: Chain, meeting: Meeting, how: str) -> None:
    partner.met_our_doc, partner.met_their_doc = own.last.seq, meeting.theirs.last.seq
    partner.state, partner.sas, partner.how, partner.met_at = ContactState.MET, meeting.sas, how, node.now()
    partner.compared_by = partner.confirmed_by = partner.frozen_because = ""
    partner.save(using=node.alias)


def own_party(node: Node) -> PartyId:
    """Give our party id.

    Raises:
        NotFound: the home was not initialised.
    """
    if not OwnDocument.objects.using(node.alias).exists():
        raise NotFound("This home has no party yet. Run `detente init` first.")
    return partners.own_chain(node.alias).party
