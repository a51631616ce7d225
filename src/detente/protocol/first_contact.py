"""First contact (DXP 4): commit, reveal, and a short authentication string that two officers compare by voice.

    I: DOC chain, meet {commitment}        ->
                                           <- J: DOC chain, meet-reply {nonce J}
    I: meet-reveal {nonce I}               ->

A man in the middle has one guess in 2⁴⁰: the initiator commits before it sees the other nonce.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from detente.crypto.hashing import equal, tagged
from detente.crypto.keys import SignPair
from detente.model import b64
from detente.protocol import party_document, signed
from detente.protocol.party_document import Chain
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified


class ContactState(StrEnum):
    """How far two parties know each other."""

    NONE = "none"
    MET = "met"
    COMPARED = "compared"
    CONFIRMED = "confirmed"
    FROZEN = "frozen"
    ENDED = "ended"


NEXT: dict[tuple[ContactState, str], ContactState] = {
    (ContactState.NONE, "meet"): ContactState.MET,
    (ContactState.MET, "compare"): ContactState.COMPARED,
    (ContactState.COMPARED, "confirm"): ContactState.CONFIRMED,
    (ContactState.CONFIRMED, "freeze"): ContactState.FROZEN,
    (ContactState.FROZEN, "meet"): ContactState.MET,
    (ContactState.CONFIRMED, "end"): ContactState.ENDED,
    (ContactState.ENDED, "meet"): ContactState.MET,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What both sides know after the three steps."""

    theirs: Chain
    sas: str


def commitment(nonce: bytes, initiator: Chain) -> bytes:
    """Give H("dxp/1 meet", nI, SHA-256(docI)); docI is the last document of the chain."""
    return tagged("dxp/1 meet", nonce, initiator.last.hash)


def short_string(*, initiator: Chain, responder: Chain, nonce_i: bytes, nonce_j: bytes) -> str:
    """Give 13 digits: the first five bytes of H("dxp/1 sas", …) as a decimal, zero-padded."""
    digest = tagged("dxp/1 sas", initiator.last.hash, responder.last.hash, nonce_i, nonce_j)
    return f"{int.from_bytes(digest[:5], 'big'):013d}"


def meet(ours: Chain, *, nonce: bytes, by: SignPair, to: str) -> Verified:
    """Give step 1. `to` is the party id in the invitation."""
    return signed.sign(
        "dxp.meet",
        {"from": ours.party, "to": to, "doc": ours.last.seq, "commitment": b64.encode(commitment(nonce, ours))},
        by=by,
    )


def take_meet(records: tuple[bytes, ...], record: bytes, *, ours: Chain) -> tuple[Chain, Verified]:
    """Give the initiator's chain and its verified step 1; Refused otherwise."""
    theirs = party_document.parse_chain(records)
    _check_other(theirs, ours)
    return theirs, _verify(record, "dxp.meet", theirs, ours)


def reply(ours: Chain, meeting: Verified, *, nonce: bytes, by: SignPair) -> Verified:
    """Give step 2."""
    return signed.sign(
        "dxp.meet-reply",
        {
            "from": ours.party,
            "to": meeting.payload["from"],
            "doc": ours.last.seq,
            "nonce": b64.encode(nonce),
            "meet": b64.encode(meeting.hash),
        },
        by=by,
    )


def take_reply(
    records: tuple[bytes, ...], record: bytes, *, ours: Chain, invited_by: str, step1: Verified, nonce: bytes
) -> Meeting:
    """Give the meeting, seen by the initiator.

    Raises:
        Refused: the reply is not by the party of the invitation, or not to our step 1.
    """
    theirs = party_document.parse_chain(records)
    _check_other(theirs, ours)
    if theirs.party != invited_by:
        raise Refused("wrong-party", "the node that answers is not the party of the invitation")
    verified = _verify(record, "dxp.meet-reply", theirs, ours)
    if not equal(b64.decode(verified.payload["meet"]), step1.hash):
        raise Refused("bad-object", "the reply is to another meeting")
    nonce_j = b64.decode(verified.payload["nonce"])
    return Meeting(theirs, short_string(initiator=ours, responder=theirs, nonce_i=nonce, nonce_j=nonce_j))


def reveal(ours: Chain, theirs: Chain, *, nonce: bytes, by: SignPair) -> Verified:
    """Give step 3."""
    return signed.sign(
        "dxp.meet-reveal",
        {"from": ours.party, "to": theirs.party, "doc": ours.last.seq, "nonce": b64.encode(nonce)},
        by=by,
    )


def take_reveal(record: bytes, *, ours: Chain, theirs: Chain, step1: Verified, nonce_j: bytes) -> Meeting:
    """Give the meeting, seen by the responder.

    Raises:
        Refused: the revealed nonce is not the committed one.
    """
    verified = _verify(record, "dxp.meet-reveal", theirs, ours)
    nonce_i = b64.decode(verified.payload["nonce"])
    if not equal(commitment(nonce_i, theirs), b64.decode(step1.payload["commitment"])):
        raise Refused("bad-object", "the revealed nonce is not the committed one")
    return Meeting(theirs, short_string(initiator=theirs, responder=ours, nonce_i=nonce_i, nonce_j=nonce_j))


def names_documents(payload: Mapping[str, Any], *, sender: Chain, receiver: Chain) -> bool:
    """Whether a founding payload names documents of both that stand in the chains known here (DXP 14, contact).

    What its writer compared by voice were these two. One that is not known says that somebody showed the two sides
    different documents, or that one side lost one.
    """
    own, peer = ({b64.encode(each.hash) for each in chain.documents} for chain in (sender, receiver))
    return payload.get("own_doc") in own and payload.get("peer_doc") in peer


def _verify(record: bytes, typ: str, theirs: Chain, ours: Chain) -> Verified:
    last = theirs.last.seq
    return signed.verify(
        record,
        typ=typ,
        chain=theirs,
        sender=theirs.party,
        receiver=ours.party,
        doc_rule=lambda payload: payload["doc"] == last,
    )


def _check_other(theirs: Chain, ours: Chain) -> None:
    if theirs.party == ours.party:
        raise Refused("wrong-party", "a party does not meet itself")
