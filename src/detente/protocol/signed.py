"""Signed objects between two parties (DXP 3): the order of verification, and what is used only after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.crypto import jws
from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair
from detente.model import strict_json
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.protocol import schema
from detente.protocol.parcel import OBJECT_CAP
from detente.protocol.party_document import Chain
from detente.protocol.refusal import Refused

DocRule = Callable[[Mapping[str, Any]], bool]
"""Whether the `doc` of a checked payload may have signed an object at its place."""


@dataclass(frozen=True, slots=True)
class Verified:
    """An object whose signatures hold: its record as it travelled, and the payload that may now be used."""

    typ: str
    record: bytes
    payload: Mapping[str, Any]

    @property
    def hash(self) -> bytes:
        """SHA-256 of the record."""
        return sha256(self.record)


def sign(typ: str, members: Mapping[str, Any], *, by: SignPair) -> Verified:
    """Give a signed object of ours; `members` are those of its type, with from, to and doc.

    Raises:
        Refused: bad-object, where we ourselves left a member out: a defect of ours, found before it travels.
    """
    payload = {"v": "dxp/1", "typ": typ, **members}
    schema.check_members(typ, payload)
    return Verified(typ, jws.sign(canonical(payload), typ=typ, signers=[by]), payload)


def peek(record: bytes) -> Mapping[str, Any]:
    """Give the payload of a record that **we** made or verified before, without verifying it again."""
    return strict_json.parse(jws.parse(record, cap=OBJECT_CAP).payload)


def typ_of(record: bytes) -> str:
    """Give the typ that a record claims, to choose what to verify it as.

    Raises:
        Refused: it is no record at all.
    """
    try:
        return jws.parse(record, cap=OBJECT_CAP).signatures[0].typ
    except jws.BadJws as error:
        raise Refused(error.code, str(error)) from error


def verify(
    record: bytes,
    *,
    typ: str,
    chain: Chain,
    sender: PartyId,
    receiver: PartyId,
    doc_rule: DocRule = lambda _: True,
) -> Verified:
    """Give the verified object; every check in the order of DXP 3, the first failure decides.

    Raises:
        Refused: too-large, bad-json, bad-object, bad-signature, wrong-type, unknown-key, wrong-party, doc-needed,
            doc-stale.
    """
    try:
        parsed = jws.parse(record, cap=OBJECT_CAP)
        if any(signature.typ != typ for signature in parsed.signatures):
            raise Refused("wrong-type", "the record is of another type")
        found = chain.find_pair((parsed.signatures[0].kid, parsed.signatures[1].kid))
        if found is None or len(parsed.signatures) != 2:
            raise Refused("unknown-key", "signed by a key that the party's documents do not have")
        pair, numbers = found
        jws.verify_pair(parsed, 0, pair)
        payload = strict_json.parse(parsed.payload)
    except jws.BadJws as error:
        raise Refused(error.code, str(error)) from error
    except strict_json.MalformedJson as error:
        raise Refused("bad-json", str(error)) from error
    if payload.get("typ") != typ:
        raise Refused("wrong-type", "the payload is of another type")
    schema.check_members(typ, payload)
    if (payload["from"], payload["to"]) != (sender, receiver):
        raise Refused("wrong-party", "the object is not from this party to us")
    _check_doc(payload, numbers, chain, doc_rule)
    return Verified(typ, record, payload)


def _check_doc(payload: Mapping[str, Any], numbers: frozenset[int], chain: Chain, doc_rule: DocRule) -> None:
    have = {"have": chain.last.seq}
    if chain.number(payload["doc"]) is None:
        raise Refused("doc-needed", "signed under a party document that is not known here", have)
    if payload["doc"] not in numbers or not doc_rule(payload):
        raise Refused("doc-stale", "signed under another party document than its place demands", have)
