"""The signed object of DXP 3: a strict General JWS (RFC 7515, 7.2.1) with two signatures over one attached payload.

Written here and not taken from a library: the libraries accept more shapes than one, and each shape more is a way to
say two things with one object. jwcrypto is the oracle in tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature

from detente.crypto.keys import SignPair, VerifyPair
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.errors import PeerError


class BadJws(PeerError):
    """The record does not hold; `code` is that of DXP 3, the first failure in its order."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a record, its protected header parsed."""

    alg: str
    kid: str
    typ: str
    protected: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A record taken apart but **not verified**: `verify` gives the payload."""

    payload_text: str
    payload: bytes
    signatures: tuple[Signature, ...]


def sign(payload: bytes, *, typ: str, signers: Sequence[SignPair]) -> bytes:
    """Give the record bytes: JCS of the General JWS; per signer Ed25519 first, then ML-DSA."""
    body = b64.encode(payload)
    signatures = []
    for signer in signers:
        ed_kid, ml_kid = signer.public.kids
        for alg, kid, signing in (
            ("Ed25519", ed_kid, signer.sign_ed),
            (signer.public.ml_alg, ml_kid, signer.sign_ml),
        ):
            protected = b64.encode(canonical({"alg": alg, "kid": kid, "typ": typ}))
            signatures.append((protected, signing(f"{protected}.{body}".encode("ascii"))))
    return _text(body, signatures)


def parse(data: bytes, *, cap: int) -> Record:
    """Give the parts of a record in the order of DXP 3: size, JSON, members and form, number of signatures.

    Raises:
        BadJws: too-large, bad-json, bad-object or bad-signature.
    """
    if len(data) > cap:
        raise BadJws("too-large", f"a record of more than {cap} bytes")
    try:
        value = strict_json.parse(data)
    except strict_json.MalformedJson as error:
        raise BadJws("bad-json", str(error)) from error
    try:
        if set(value) != {"payload", "signatures"} or not isinstance(value["signatures"], list):
            raise BadJws("bad-object", "a record has the members payload and signatures")
        payload = b64.decode(value["payload"])
        signatures = tuple(_signature(item) for item in value["signatures"])
    except (b64.BadBase64, strict_json.MalformedJson) as error:
        raise BadJws("bad-object", str(error)) from error
    # Receipts name a checkpoint by the SHA-256 of its record. With a second text for one record, whoever carries it
    # could part the two by adding a space.
    if data != _text(value["payload"], [(item.protected, item.value) for item in signatures]):
        raise BadJws("bad-object", "a record is written in its JCS form")
    if not signatures or len(signatures) % 2:
        raise BadJws("bad-signature", "signatures come in pairs, at least one")
    return Record(value["payload"], payload, signatures)


def verify_pair(record: Record, index: int, pair: VerifyPair) -> None:
    """Return if signatures `index` and `index`+1 name `pair`, and are by it with the algorithms it is pinned to.

    Raises:
        BadJws: unknown-key, bad-signature. Ed25519 is checked first: it is the cheaper one (case 53).
    """
    first, second = record.signatures[index : index + 2]
    if (first.kid, second.kid) != pair.kids:
        raise BadJws("unknown-key", "the headers name other keys than these")
    # The algorithm is that of the pinned key; what the header claims can only fail to agree (RFC 8725, 3.1).
    if (first.alg, second.alg) != ("Ed25519", pair.ml_alg):
        raise BadJws("bad-signature", "the header names another algorithm than the key's")
    try:
        pair.verify_ed(first.value, f"{first.protected}.{record.payload_text}".encode("ascii"))
        pair.verify_ml(second.value, f"{second.protected}.{record.payload_text}".encode("ascii"))
    except InvalidSignature as error:
        raise BadJws("bad-signature", "a signature does not hold") from error


def _text(payload: str, signatures: Sequence[tuple[str, bytes]]) -> bytes:
    """Give the record of protected headers and signatures. All is ASCII and in order: this text is its own JCS form."""
    items = ",".join(
        f'{{"protected":"{protected}","signature":"{b64.encode(value)}"}}' for protected, value in signatures
    )
    return f'{{"payload":"{payload}","signatures":[{items}]}}'.encode("ascii")


def _signature(item: object) -> Signature:
    if not isinstance(item, dict) or set(item) != {"protected", "signature"}:
        raise BadJws("bad-object", "a signature has the members protected and signature")
    header = strict_json.parse(b64.decode(item["protected"]))
    if set(header) != {"alg", "kid", "typ"} or not all(isinstance(value, str) for value in header.values()):
        raise BadJws("bad-object", "a protected header has exactly alg, kid and typ")
    return Signature(header["alg"], header["kid"], header["typ"], item["protected"], b64.decode(item["signature"]))
