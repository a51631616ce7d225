"""Signed objects: the order of verification, and that nothing is used of what does not hold (DXP 3)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto import jws
from detente.model import b64
from detente.model.canonical import canonical
from detente.protocol import signed
from detente.protocol.parcel import OBJECT_CAP
from detente.protocol.refusal import Refused
from tests.protocol import builders

ALPHA, BETA, GAMMA = (builders.member(name) for name in ("alpha", "beta", "gamma"))
NONCE = b64.encode(bytes(32))
MEMBERS = {"from": ALPHA.id, "to": BETA.id, "doc": 0, "dir": "yours", "after": 0, "root": NONCE, "nonce": NONCE}
WANT = signed.sign("dxp.want", MEMBERS, by=ALPHA.sign)
PAYLOAD = {"v": "dxp/1", "typ": "dxp.want", **MEMBERS}


def _verify(record: bytes, **changes: Any) -> signed.Verified:
    asked: dict[str, Any] = {"typ": "dxp.want", "chain": ALPHA.chain, "sender": ALPHA.id, "receiver": BETA.id}
    return signed.verify(record, **{**asked, **changes})


def _code(record: bytes, **changes: Any) -> str:
    with pytest.raises(Refused) as refused:
        _verify(record, **changes)
    return refused.value.code


def _signed(payload: Any, *, typ: str = "dxp.want", raw: bytes | None = None) -> bytes:
    return jws.sign(canonical(payload) if raw is None else raw, typ=typ, signers=[ALPHA.sign])


def test_what_was_signed_verifies_and_gives_its_payload() -> None:
    verified = _verify(WANT.record)

    assert verified.payload == PAYLOAD
    assert verified.hash == WANT.hash


def test_unknown_members_are_kept() -> None:
    assert _verify(_signed({**PAYLOAD, "later": [1]})).payload["later"] == [1]


def _with_header(change: Callable[[list[dict[str, Any]]], Any]) -> bytes:
    """Give the record after `change` of its protected headers, its signatures left as they are."""
    record = json.loads(WANT.record)
    headers = [json.loads(b64.decode(each["protected"])) for each in record["signatures"]]
    change(headers)
    for each, header in zip(record["signatures"], headers, strict=True):
        each["protected"] = b64.encode(canonical(header))
    return canonical(record)


def _with_record(change: Callable[[dict[str, Any]], Any]) -> bytes:
    record = json.loads(WANT.record)
    change(record)
    return canonical(record)


# In the order of DXP 3: each fails at one step only.
WRONG: dict[str, tuple[str, bytes]] = {
    "larger than a record may be": ("too-large", WANT.record + b" " * OBJECT_CAP),
    "no JSON": ("bad-json", WANT.record[:-1]),
    "a member twice": ("bad-json", WANT.record[:-1] + b',"payload":""}'),
    "another member": ("bad-object", _with_record(lambda r: r.update(header={}))),
    "no payload": ("bad-object", _with_record(lambda r: r.pop("payload"))),
    "a payload with padding": ("bad-object", _with_record(lambda r: r.update(payload=r["payload"] + "="))),
    "no signature": ("bad-signature", _with_record(lambda r: r["signatures"].clear())),
    "one signature": ("bad-signature", _with_record(lambda r: r["signatures"].pop())),
    "another typ in both headers": ("wrong-type", _with_header(lambda hs: [h.update(typ="dxp.have") for h in hs])),
    "another typ in the second header": ("wrong-type", _with_header(lambda hs: hs[1].update(typ="dxp.have"))),
    "an unknown kid": ("unknown-key", _with_header(lambda hs: hs[0].update(kid=NONCE))),
    "the pair in the other order": ("unknown-key", _with_record(lambda r: r["signatures"].reverse())),
    "two pairs": ("unknown-key", _with_record(lambda r: r["signatures"].extend(r["signatures"]))),
    "alg none": ("bad-signature", _with_header(lambda hs: hs[0].update(alg="none"))),
    "alg EdDSA": ("bad-signature", _with_header(lambda hs: hs[0].update(alg="EdDSA"))),
    "the algorithm of a root": ("bad-signature", _with_header(lambda hs: hs[1].update(alg="ML-DSA-87"))),
    "a payload that was not signed": ("bad-signature", _with_record(lambda r: r.update(payload=b64.encode(b"{}")))),
    "a payload that is no object": ("bad-json", _signed(None, raw=b"[]")),
    "a payload of another typ": ("wrong-type", _signed({**PAYLOAD, "typ": "dxp.have"})),
    "a member missing": ("bad-object", _signed({n: v for n, v in PAYLOAD.items() if n != "nonce"})),
    "a member of another form": ("bad-object", _signed({**PAYLOAD, "dir": "ours"})),
    "a critical member that nobody knows": ("bad-object", _signed({**PAYLOAD, "later": 1, "crit": ["later"]})),
    "crit with something that is no name": ("bad-object", _signed({**PAYLOAD, "crit": [{}]})),
    "crit that is no list": ("bad-object", _signed({**PAYLOAD, "crit": "nonce"})),
    "another version": ("bad-object", _signed({**PAYLOAD, "v": "dxp/2"})),
    "to somebody else": ("wrong-party", _signed({**PAYLOAD, "to": GAMMA.id})),
    "from somebody else": ("wrong-party", _signed({**PAYLOAD, "from": GAMMA.id})),
    "a document that is not known": ("doc-needed", _signed({**PAYLOAD, "doc": 1})),
}


@pytest.mark.parametrize(("code", "record"), WRONG.values(), ids=WRONG)
def test_the_first_failure_decides(code: str, record: bytes) -> None:
    assert _code(record) == code


def test_a_critical_member_that_is_known_is_no_obstacle() -> None:
    assert _verify(_signed({**PAYLOAD, "crit": ["nonce"]}))


def test_a_signature_of_somebody_else_is_by_an_unknown_key() -> None:
    assert _code(WANT.record, chain=GAMMA.chain) == "unknown-key"


def test_a_document_without_this_pair_is_stale() -> None:
    rotated, _ = builders.rotated(ALPHA)

    assert _code(_signed({**PAYLOAD, "doc": 1}), chain=rotated.chain) == "doc-stale"


def test_another_document_than_the_place_demands_is_stale() -> None:
    rotated, _ = builders.rotated(ALPHA)

    assert _code(WANT.record, chain=rotated.chain, doc_rule=lambda payload: payload["doc"] == 1) == "doc-stale"
    assert _verify(WANT.record, chain=rotated.chain, doc_rule=lambda payload: payload["doc"] == 0)


def test_the_refusal_says_which_document_we_have() -> None:
    with pytest.raises(Refused) as refused:
        _verify(_signed({**PAYLOAD, "doc": 7}))

    assert refused.value.detail == {"have": 0}


def test_an_object_that_lacks_a_member_is_never_signed() -> None:
    with pytest.raises(Refused, check=lambda error: error.code == "bad-object"):
        signed.sign("dxp.want", {"from": ALPHA.id}, by=ALPHA.sign)


@given(st.integers(0, len(WANT.record) - 1), st.integers(1, 255))
def test_no_changed_byte_gets_through(position: int, change: int) -> None:
    changed = bytearray(WANT.record)
    changed[position] ^= change

    assert _code(bytes(changed)) in {"bad-json", "bad-object", "bad-signature", "wrong-type", "unknown-key"}


@given(st.binary(max_size=400))
def test_junk_is_refused_with_a_code(junk: bytes) -> None:
    assert _code(junk) in {"bad-json", "bad-object", "bad-signature"}
    with pytest.raises(Refused):
        signed.typ_of(junk)
