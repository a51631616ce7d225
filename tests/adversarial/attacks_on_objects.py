"""Attacks on what is signed: keys out of their place, stripped signatures, other types, old documents, other encodings.

Pure: `alpha` signs, `beta` verifies, with the room's own functions.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.exceptions import InvalidSignature

from detente.crypto import jws, keys
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.head import Head
from detente.node.stores.models import AuditRow
from detente.protocol import header, party_document, schema, signed
from detente.protocol.party_document import Chain
from tests.adversarial.cases import code_of
from tests.adversarial.hands import next_batch, send
from tests.faults.test_mutants import notify, settled
from tests.faults.two import Two
from tests.protocol import builders, test_signed

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
WANT = test_signed.WANT
PAYLOAD = b64.encode(canonical(test_signed.PAYLOAD))


def _code(record: bytes) -> str:
    return code_of(signed.verify, record, typ="dxp.want", chain=ALPHA.chain, sender=ALPHA.id, receiver=BETA.id)


def _record(*signatures: tuple[dict[str, str], Callable[[bytes], bytes]]) -> bytes:
    """Give a record over the same payload, each signature with its own header and its own way to sign."""
    made = []
    for members, sign in signatures:
        protected = b64.encode(canonical(members))
        made.append((protected, sign(f"{protected}.{PAYLOAD}".encode("ascii"))))
    return jws._text(PAYLOAD, made)


Members = dict[str, str]


def _headers(pair: keys.VerifyPair, ed: str = "Ed25519", ml: str | None = None) -> tuple[Members, Members]:
    first, second = pair.kids
    return (
        {"alg": ed, "kid": first, "typ": "dxp.want"},
        {"alg": ml or pair.ml_alg, "kid": second, "typ": "dxp.want"},
    )


def a_key_signs_that_is_for_another_use() -> None:
    """Case 17: a root key, the name of a seal key, a stranger's pair; and a document that lists a root as sign key."""
    ed, ml = _headers(ALPHA.root.public)
    found = _code(_record((ed, ALPHA.root.sign_ed), (ml, ALPHA.root.sign_ml)))
    assert found == "unknown-key", f"an object signed by a root key got {found or 'taken'}"
    seal_kid = {"alg": "Ed25519", "kid": ALPHA.seal.public.kid, "typ": "dxp.want"}
    assert _code(_record((seal_kid, ALPHA.sign.sign_ed), (_headers(ALPHA.sign.public)[1], ALPHA.sign.sign_ml))) == (
        "unknown-key"
    )
    crossed = _headers(ALPHA.sign.public)[::-1]
    assert _code(_record((crossed[0], ALPHA.sign.sign_ml), (crossed[1], ALPHA.sign.sign_ed))) == "unknown-key"
    listed = builders.next_document(ALPHA, sign=[{**ALPHA.root.public.to_wire(), "from": ALPHA.content["created"]}])
    assert code_of(party_document.extend, ALPHA.chain, listed) == "bad-party-doc"
    by_sign_key = builders.next_document(ALPHA, by=[ALPHA.sign])
    assert code_of(party_document.extend, ALPHA.chain, by_sign_key) == "unknown-key"


def the_header_chooses_its_algorithm() -> None:
    """Case 18: `none`, an HMAC under the public key, the two names exchanged, older names for the right key."""
    pair, ed, ml = ALPHA.sign.public, ALPHA.sign.sign_ed, ALPHA.sign.sign_ml

    def mac(data: bytes) -> bytes:
        return hmac.new(pair.ed, data, hashlib.sha256).digest()

    for names, signs in (
        (("none", "none"), (lambda _: b"", lambda _: b"")),
        (("HS256", "HS256"), (mac, mac)),
        (("none", "ML-DSA-65"), (ed, ml)),
        (("Ed25519", "none"), (ed, ml)),
        (("ML-DSA-65", "Ed25519"), (ed, ml)),
        (("EdDSA", "ML-DSA-65"), (ed, ml)),
        (("Ed25519", "ML-DSA-87"), (ed, ml)),
        (("HS256", "ML-DSA-65"), (mac, ml)),
    ):
        first, second = _headers(pair, *names)
        found = _code(_record((first, signs[0]), (second, signs[1])))
        assert found == "bad-signature", f"{names}: it got {found or 'taken'}"


def a_signature_is_stripped() -> None:
    """Case 19: one taken off, one made noise, one twice, a stranger's pair beside, none at all."""
    pair, ed, ml = ALPHA.sign.public, ALPHA.sign.sign_ed, ALPHA.sign.sign_ml
    first, second = (_headers(pair)[0], ed), (_headers(pair)[1], ml)
    mallory = builders.signer("mallory")
    strangers = [
        (each, sign) for each, sign in zip(_headers(mallory.public), (mallory.sign_ed, mallory.sign_ml), strict=True)
    ]
    for name, code, signatures in (
        ("no ML-DSA", "bad-signature", [first]),
        ("no Ed25519", "bad-signature", [second]),
        ("none", "bad-signature", []),
        ("ML-DSA is noise", "bad-signature", [first, (second[0], lambda _: bytes(3309))]),
        ("Ed25519 is noise", "bad-signature", [(first[0], lambda _: bytes(64)), second]),
        ("Ed25519 twice", "unknown-key", [first, first]),
        ("a stranger's pair beside", "unknown-key", [first, second, *strangers]),
        ("the same pair twice", "unknown-key", [first, second, first, second]),
    ):
        found = _code(_record(*signatures))
        assert found == code, f"{name}: it got {found or 'taken'}"


def a_suite_or_version_is_lowered() -> None:
    """Case 20: in an entry, in a hello, in a document, in an object."""
    entry = json.loads(builders.written(ALPHA, BETA, 1)[0].header.raw)
    found = code_of(header.parse, canonical({**entry, "suite": "X0"}))
    assert found == "suite-too-low", f"an entry of suite X0 got {found or 'taken'}"
    assert code_of(header.parse, canonical({**entry, "v": "dxp/0"})) == "bad-header"
    lowered = builders.next_document(ALPHA, suites=["X0"])
    assert code_of(party_document.extend, ALPHA.chain, lowered) == "bad-party-doc"
    assert _code(test_signed._signed({**test_signed.PAYLOAD, "v": "dxp/0"})) == "bad-object"
    hello = members_of("dxp.hello")
    assert code_of(schema.check_members, "dxp.hello", {**hello, "min": "X0"}) == "bad-object"


def an_object_is_offered_as_another() -> None:
    """Case 21: each signed type in the place of each other one, and an audit note in the place of all."""
    records = {typ: signed.sign(typ, members_of(typ), by=ALPHA.sign).record for typ in schema.MEMBERS}
    note = {**members_of("dxp.receipt"), "v": "dxp/1", "typ": "dxp.audit-note"}
    records["dxp.audit-note"] = jws.sign(canonical(note), typ="dxp.audit-note", signers=[ALPHA.sign])
    # The headers say one thing and the payload another.
    disguised = canonical({**members_of("dxp.checkpoint"), "v": "dxp/1", "typ": "dxp.checkpoint"})
    records["in disguise"] = jws.sign(disguised, typ="dxp.receipt", signers=[ALPHA.sign])
    for asked in schema.MEMBERS:
        for typ, record in records.items():
            if typ == asked:
                continue
            found = code_of(signed.verify, record, typ=asked, chain=ALPHA.chain, sender=ALPHA.id, receiver=BETA.id)
            assert found == "wrong-type", f"{typ} offered as {asked} got {found or 'taken'}"


def members_of(typ: str) -> dict[str, Any]:
    """Give members of a type in their form; what they say is of no matter here."""
    b32, b16, head = b64.encode(bytes(32)), b64.encode(bytes(16)), Head().to_wire()
    everything: dict[str, Any] = {
        "from": ALPHA.id, "to": BETA.id, "doc": 0, "epoch": b16, "base": head, "prev": head, "size": 0, "root": b32,
        "seen": {"epoch": None, **head}, "own": {"epoch": None, **head}, "at": "2026-11-22T09:00:00.000Z",
        "held_at": "2026-11-22T09:00:00.000Z", "audit": b32, "checkpoint": b32, "refused": [], "nonce": b32,
        "challenge": None, "suites": ["X1"], "min": "X1", "hello": b32, "opened": False, "dir": "yours", "after": 0,
        "code": "gap", "about": b32, "detail": {}, "commitment": b32, "meet": b32,
    }  # fmt: skip
    if typ == "dxp.head":
        everything["challenge"] = b32
    return {name: everything[name] for name in schema.MEMBERS[typ] if name not in ("v", "typ")}


def a_record_is_encoded_anew(two: Two) -> None:
    """Case 35: the same JSON in other bytes would be another record under the same signatures."""
    notify(two)
    batch = next_batch(two)
    value = json.loads(batch.checkpoint)
    for other in (
        batch.checkpoint + b" ",
        json.dumps(value).encode(),
        json.dumps({name: value[name] for name in ("signatures", "payload")}, separators=(",", ":")).encode(),
        batch.checkpoint.replace(b"payload", b"p\\u0061yload"),
    ):
        answer = send(two, "alpha", replace(batch, checkpoint=other))
        assert (answer.status, answer.code, answer.body) == (400, "bad-object", b""), f"it got {answer.code or 'taken'}"
    spaced = replace(batch.entries[0], header=json.dumps(json.loads(batch.entries[0].header)).encode())
    answer = send(two, "alpha", replace(batch, entries=(spaced, *batch.entries[1:])))
    assert answer.code == "root-mismatch", "a header in other bytes has the same leaf"
    settled(two)


def a_flood_of_bad_signatures(two: Two, monkeypatch: Any) -> None:
    """Case 53: the dear signature is not looked at where the cheap one fails; nothing is signed, nothing logged."""
    notify(two)
    batch = next_batch(two)
    beta = two.world.nodes["beta"]
    parsed = jws.parse(batch.checkpoint, cap=1 << 16)
    (ed, ml) = [(item.protected, item.value) for item in parsed.signatures]
    forged = jws._text(parsed.payload_text, [(ed[0], bytes(64)), (ml[0], bytes(len(ml[1])))])
    looked: list[str] = []

    def count(name: str) -> Callable[..., None]:
        real = getattr(keys.VerifyPair, name)

        def counted(pair: keys.VerifyPair, signature: bytes, data: bytes) -> None:
            looked.append(name)
            real(pair, signature, data)

        return counted

    size = len(acts_of_all(beta))
    with monkeypatch.context() as counting:
        for name in ("verify_ed", "verify_ml"):
            counting.setattr(keys.VerifyPair, name, count(name))
        for _ in range(50):
            answer = send(two, "alpha", replace(batch, checkpoint=forged))
            assert (answer.status, answer.code, answer.body) == (403, "bad-signature", b"")
    assert (looked.count("verify_ed"), looked.count("verify_ml")) == (50, 0), f"{len(looked)} signatures were verified"
    assert len(acts_of_all(beta)) == size, "a stranger filled the record"
    settled(two)


def acts_of_all(node: Any) -> list[int]:
    """Give the numbers of all acts on record."""
    return list(AuditRow.objects.using(node.alias).values_list("index", flat=True))


def the_dear_one_first(record: jws.Record, index: int, pair: keys.VerifyPair) -> None:
    """What `jws.verify_pair` would be without its order (case 53)."""
    first, second = record.signatures[index : index + 2]
    try:
        pair.verify_ml(second.value, f"{second.protected}.{record.payload_text}".encode("ascii"))
        pair.verify_ed(first.value, f"{first.protected}.{record.payload_text}".encode("ascii"))
    except InvalidSignature as error:
        raise jws.BadJws("bad-signature", "a signature does not hold") from error


def any_key_signs(chain: Chain, kids: tuple[str, str]) -> tuple[keys.VerifyPair, frozenset[int]] | None:
    """What `Chain.find_pair` would be if it did not look at the use of a key (case 17)."""
    for document in chain.documents:
        for pair in (*document.sign, *document.roots):
            if pair.kids == kids:
                return pair, frozenset(each.seq for each in chain.documents)
    return None
