"""The party document and its chain (DXP 4): a party's keys, where its node is, and how they may change.

The chain proves itself: the party id is the hash of the first document, each later one follows from the one before.
This module says nothing about which document holds at which place in a ledger (`doc_marks` does).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.crypto import jws, keys, sealing
from detente.crypto.hashing import sha256, tagged
from detente.crypto.keys import SignPair, VerifyPair
from detente.crypto.sealing import SealPublic
from detente.model import b64, label, party_id, strict_json
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.protocol import schema
from detente.protocol.parcel import DOC_CAP
from detente.protocol.refusal import Refused

TYP: Final = "dxp.party"
MAX_ROOTS: Final = 5
LEAST_BODY: Final = 64 << 10
LEAST_PARCEL: Final = 1 << 20
_REASONS: Final = ("superseded", "compromised")


@dataclass(frozen=True)
class PartyDocument:
    """One document whose signatures hold. `jcs` is what was signed; `record` what travels."""

    party: PartyId
    seq: int
    record: bytes
    jcs: bytes
    content: Mapping[str, Any]
    roots: tuple[VerifyPair, ...]
    threshold: int
    sign: tuple[VerifyPair, ...]
    seal: tuple[SealPublic, ...]
    archive: SealPublic

    @property
    def hash(self) -> bytes:
        """SHA-256 of the signed bytes: what `prev`, the SAS and `own_doc` name."""
        return sha256(self.jcs)

    @property
    def newest_seal(self) -> SealPublic:
        """The key that a sender takes (the last in the list is the newest)."""
        return self.seal[-1]

    @property
    def url(self) -> str:
        """Where the first node of the party takes parcels."""
        return str(self.content["nodes"][0]["url"])

    @property
    def tls(self) -> tuple[bytes, ...]:
        """The DER certificates that alone are trusted for a connection to this party."""
        return tuple(b64.decode(text) for node in self.content["nodes"] for text in node["tls"])

    @property
    def body_limit(self) -> int:
        """The largest plaintext body that the party takes."""
        return int(self.content["limits"]["body"])

    @property
    def parcel_limit(self) -> int:
        """The largest parcel that the party takes, in bytes."""
        return int(self.content["limits"]["parcel"])

    @property
    def labels(self) -> Mapping[str, str]:
        """Names shown, by language; they decide nothing."""
        return dict(self.content["label"])


@dataclass(frozen=True)
class Chain:
    """All documents of a party from the first on; number n stands at index n."""

    documents: tuple[PartyDocument, ...]

    @property
    def party(self) -> PartyId:
        """Whose chain it is."""
        return self.documents[0].party

    @property
    def last(self) -> PartyDocument:
        """The highest document."""
        return self.documents[-1]

    def up_to(self, seq: int) -> Chain:
        """Give the chain that ends with document `seq`."""
        return Chain(self.documents[: seq + 1])

    def number(self, seq: int) -> PartyDocument | None:
        """Give document `seq`, None where it is not known."""
        return self.documents[seq] if 0 <= seq < len(self.documents) else None

    def find_pair(self, kids: tuple[str, str]) -> tuple[VerifyPair, frozenset[int]] | None:
        """Give the sign pair with these kids and the numbers of the documents that hold it."""
        found: VerifyPair | None = None
        numbers = set()
        for document in self.documents:
            for pair in document.sign:
                if pair.kids == kids:
                    found = pair
                    numbers.add(document.seq)
        return None if found is None else (found, frozenset(numbers))


class ForkedDocument(Refused):
    """Two valid documents of one party with one number: alarm, freeze, until officers compare by voice."""

    def __init__(self) -> None:
        super().__init__("bad-party-doc", "two valid party documents carry one number")


def parse_chain(records: Sequence[bytes]) -> Chain:
    """Give the verified chain.

    Raises:
        Refused: bad-json, bad-object, bad-signature, unknown-key, wrong-type, too-large; bad-party-doc for a
            document that is signed and does not follow.
    """
    if not records:
        raise Refused("bad-party-doc", "a chain has at least one document")
    chain = Chain((_first(records[0]),))
    for record in records[1:]:
        chain = extend(chain, record)
    return chain


def extend(chain: Chain, record: bytes) -> Chain:
    """Give the chain with one document more; unchanged where it holds the same document already.

    Raises:
        ForkedDocument: another valid document with a number that is taken.
        Refused: as in `parse_chain`.
    """
    document = _verified(record)
    if document.party != chain.party:
        raise Refused("bad-party-doc", "a document of another party")
    if document.seq > len(chain.documents):
        raise Refused("bad-party-doc", "the document skips a number")
    if document.seq == 0:
        if document.jcs != chain.documents[0].jcs:
            raise Refused("bad-party-doc", "another first document")
        return chain
    _check_follows(chain.documents[document.seq - 1], document)
    known = chain.number(document.seq)
    if known is None:
        return Chain((*chain.documents, document))
    if known.jcs != document.jcs:
        raise ForkedDocument
    return chain


def _first(record: bytes) -> PartyDocument:
    document = _verified(record)
    content = {name: value for name, value in document.content.items() if name != "party"}
    if document.seq != 0 or document.content["prev"] is not None:
        raise Refused("bad-party-doc", "a chain begins with document 0")
    if party_id.from_digest(sha256(canonical(content))) != document.party:
        raise Refused("bad-party-doc", "the party id is not the hash of the first document")
    return document


def _check_follows(before: PartyDocument, document: PartyDocument) -> None:
    if document.content["prev"] != b64.encode(before.hash):
        raise Refused("bad-party-doc", "the document does not follow the one before")
    same = all(document.content[name] == before.content[name] for name in ("roots", "threshold", "next_roots"))
    committed = roots_commitment(document.content["roots"], document.threshold) == before.content["next_roots"]
    if not (same or committed):
        raise Refused("bad-party-doc", "its root keys were not announced in the document before")


def roots_commitment(roots: Sequence[Mapping[str, Any]], threshold: int) -> str:
    """Give what `next_roots` of the document before must say: B64(H("dxp/1 roots", JCS({roots, threshold})))."""
    return b64.encode(tagged("dxp/1 roots", canonical({"roots": list(roots), "threshold": threshold})))


def number_of(record: bytes) -> int:
    """Give the number of a document that we made or verified before, without verifying it again."""
    return int(strict_json.parse(jws.parse(record, cap=DOC_CAP).payload)["seq"])


def claims(record: bytes, party: PartyId) -> bool:
    """Whether a record says that it is a document of `party`; proved when a chain takes it."""
    try:
        return strict_json.parse(jws.parse(record, cap=DOC_CAP).payload).get("party") == party
    except (jws.BadJws, strict_json.MalformedJson):
        return False


def sign_document(content: Mapping[str, Any], roots: Sequence[SignPair]) -> bytes:
    """Give the record of a document, signed by `roots`."""
    return jws.sign(canonical(dict(content)), typ=TYP, signers=roots)


def party_of_genesis(content_without_party: Mapping[str, Any]) -> PartyId:
    """Give the party id that a first document makes."""
    return party_id.from_digest(sha256(canonical(dict(content_without_party))))


def _verified(record: bytes) -> PartyDocument:
    """Give the document whose own root keys signed it; that these are the right ones is for the chain to say."""
    try:
        parsed = jws.parse(record, cap=DOC_CAP)
    except jws.BadJws as error:
        raise Refused(error.code, str(error)) from error
    if any(signature.typ != TYP for signature in parsed.signatures):
        raise Refused("wrong-type", "not a party document")
    try:
        content = strict_json.parse(parsed.payload)
    except strict_json.MalformedJson as error:
        raise Refused("bad-json", str(error)) from error
    if content.get("typ") != TYP:
        raise Refused("wrong-type", "the payload is of another type")
    document = _document(record, parsed.payload, content)
    _check_signatures(parsed, document)
    return document


def _check_signatures(parsed: jws.Record, document: PartyDocument) -> None:
    by_kids = {pair.kids: pair for pair in document.roots}
    signed: set[tuple[str, str]] = set()
    signers = [(one.kid, two.kid) for one, two in zip(parsed.signatures[::2], parsed.signatures[1::2], strict=True)]
    # Per signer two signatures (DXP 3): a root that signs again would give one document a second record.
    if len(set(signers)) != len(signers):
        raise Refused("bad-party-doc", "a root key signed twice")
    for index in range(0, len(parsed.signatures), 2):
        kids = (parsed.signatures[index].kid, parsed.signatures[index + 1].kid)
        if kids not in by_kids:
            raise Refused("unknown-key", "a signature by a key that is no root of the document")
        try:
            jws.verify_pair(parsed, index, by_kids[kids])
        except jws.BadJws as error:
            raise Refused(error.code, str(error)) from error
        signed.add(kids)
    if len(signed) < document.threshold:
        raise Refused("bad-party-doc", "fewer root keys signed than the document demands")


def _document(record: bytes, payload: bytes, content: strict_json.JsonObject) -> PartyDocument:
    for name, check in _MEMBERS.items():
        if name not in content or not check(content[name]):
            raise Refused("bad-party-doc", f"the member {name} is missing or of another form")
    schema.check_critical(content, _MEMBERS)
    if canonical(content) != payload:
        raise Refused("bad-party-doc", "the signed bytes are not canonical")
    try:
        roots = tuple(keys.parse_verify_pair(pair, ml_alg="ML-DSA-87") for pair in content["roots"])
        sign = tuple(keys.parse_verify_pair(pair, ml_alg="ML-DSA-65") for pair in content["sign"])
        seal = tuple(sealing.parse_seal_public(key.get("jwk")) for key in content["seal"])
        archive = sealing.parse_seal_public(content["archive"].get("jwk"))
    except (keys.BadKey, AttributeError) as error:
        raise Refused("bad-party-doc", "a key is not of suite X1") from error
    if not 1 <= content["threshold"] <= len(roots) or len({pair.kids for pair in roots}) != len(roots):
        raise Refused("bad-party-doc", "the threshold and the root keys do not fit")
    return PartyDocument(
        PartyId(content["party"]),
        content["seq"],
        record,
        payload,
        content,
        roots,
        content["threshold"],
        sign,
        seal,
        archive,
    )


def _is_label(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(label.is_label(text) for text in value.values())


def _is_keys(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _is_dated_keys(value: Any) -> bool:
    return _is_keys(value) and all(schema.is_instant(item.get("from")) for item in value)


def _is_nodes(value: Any) -> bool:
    return (
        _is_keys(value)
        and all(isinstance(node.get("id"), str) and _is_texts(node.get("modes")) for node in value)
        and all(isinstance(node.get("url"), str) and node["url"].startswith(("https://", "http://")) for node in value)
        and all(isinstance(node.get("tls"), list) for node in value)
        and all(isinstance(text, str) and _decodes(text) for node in value for text in node["tls"])
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _decodes(text: str) -> bool:
    try:
        b64.decode(text)
    except b64.BadBase64:
        return False
    return True


def _is_limits(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and schema.is_count(value.get("body"))
        and schema.is_count(value.get("parcel"))
        and value["body"] >= LEAST_BODY
        and value["parcel"] >= LEAST_PARCEL
    )


def _is_revoked(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and schema.b64_of(32)(item.get("kid")) and item.get("reason") in _REASONS
        for item in value
    )


_MEMBERS: Final[Mapping[str, schema.Check]] = {
    "v": schema.one_of("dxp/1"),
    "typ": schema.one_of(TYP),
    "party": schema.is_party,
    "seq": schema.is_count,
    "prev": schema.or_null(schema.b64_of(32)),
    "created": schema.is_instant,
    "label": _is_label,
    "roots": lambda value: _is_keys(value) and len(value) <= MAX_ROOTS,
    "threshold": schema.is_count,
    "next_roots": schema.b64_of(32),
    "sign": _is_dated_keys,
    "seal": _is_dated_keys,
    "archive": schema.is_object,
    "nodes": _is_nodes,
    "suites": lambda value: schema.is_suites(value) and "X1" in value,
    "limits": _is_limits,
    "revoked": _is_revoked,
}
