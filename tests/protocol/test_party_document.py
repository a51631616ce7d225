"""Party documents: the chain proves itself, and no other root than an announced one takes over (DXP 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from detente.crypto import jws, sealing
from detente.model import b64
from detente.model.canonical import canonical
from detente.protocol import party_document
from detente.protocol.parcel import DOC_CAP
from detente.protocol.party_document import ForkedDocument
from detente.protocol.refusal import Refused
from tests.protocol import builders

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
FIRST = ALPHA.chain.last.record
ANNOUNCED: dict[str, Any] = {
    "roots": [ALPHA.next_root.public.to_wire()],
    "next_roots": b64.encode(bytes(32)),
}


def _code(*records: bytes) -> str:
    with pytest.raises(Refused) as refused:
        party_document.parse_chain(records)
    return refused.value.code


def test_a_first_document_makes_its_party() -> None:
    chain = party_document.parse_chain([FIRST])

    assert chain.party == ALPHA.id
    assert chain.last.newest_seal == ALPHA.seal.public
    assert chain.last.url == "https://alpha.example/dxp/1"
    assert chain.number(1) is None
    assert chain.number(-1) is None


def test_new_signing_keys_are_signed_by_the_same_roots() -> None:
    rotated, record = builders.rotated(ALPHA)

    chain = party_document.parse_chain([FIRST, record])
    assert chain.last.sign == (rotated.sign.public,)
    assert chain.find_pair(ALPHA.sign.public.kids) == (ALPHA.sign.public, frozenset({0}))


def test_announced_roots_take_over() -> None:
    record = builders.next_document(ALPHA, by=[ALPHA.next_root], **ANNOUNCED)

    assert party_document.parse_chain([FIRST, record]).last.roots == (ALPHA.next_root.public,)


def test_a_pair_that_stands_in_two_documents_is_of_both() -> None:
    record = builders.next_document(ALPHA, label={"fr": "Alpha"})

    chain = party_document.parse_chain([FIRST, record])
    assert chain.find_pair(ALPHA.sign.public.kids) == (ALPHA.sign.public, frozenset({0, 1}))


def test_unknown_members_are_kept_and_signed_over() -> None:
    record = builders.next_document(ALPHA, later={"a": [1]})

    assert party_document.parse_chain([FIRST, record]).last.content["later"] == {"a": [1]}


WRONG_CHAINS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "no document": ("bad-party-doc", ()),
    "a chain that begins later": ("bad-party-doc", (builders.rotated(ALPHA)[1],)),
    "a number skipped": ("bad-party-doc", (FIRST, builders.next_document(ALPHA, seq=2))),
    "a document that follows another one": (
        "bad-party-doc",
        (FIRST, builders.next_document(ALPHA, prev=b64.encode(bytes(32)))),
    ),
    "a document of another party": ("bad-party-doc", (FIRST, builders.next_document(BETA))),
    "another party's id": ("bad-party-doc", (FIRST, builders.next_document(ALPHA, party=BETA.id))),
    "roots that nobody announced": (
        "bad-party-doc",
        (FIRST, builders.next_document(ALPHA, by=[BETA.root], roots=[BETA.root.public.to_wire()])),
    ),
    "announced roots with another threshold": (
        "bad-party-doc",
        (FIRST, builders.next_document(ALPHA, by=[ALPHA.next_root], **ANNOUNCED, threshold=2)),
    ),
    "announced roots that do not sign": ("unknown-key", (FIRST, builders.next_document(ALPHA, **ANNOUNCED))),
    "the old roots beside another commitment": (
        "bad-party-doc",
        (FIRST, builders.next_document(ALPHA, next_roots=b64.encode(bytes(32)))),
    ),
    "signed by a signing key": ("unknown-key", (FIRST, builders.next_document(ALPHA, by=[ALPHA.sign]))),
    "signed by nobody": ("bad-signature", (FIRST, builders.next_document(ALPHA, by=[]))),
    "another id than its own": (
        "bad-party-doc",
        (party_document.sign_document({**ALPHA.content, "party": BETA.id}, [ALPHA.root]),),
    ),
    "another typ": ("wrong-type", (jws.sign(canonical(ALPHA.content), typ="dxp.want", signers=[ALPHA.root]),)),
    "larger than a document may be": ("too-large", (FIRST + b" " * DOC_CAP,)),
    "no JSON": ("bad-json", (b"{",)),
    "bytes that are not canonical": (
        "bad-party-doc",
        (jws.sign(canonical(ALPHA.content) + b" ", typ="dxp.party", signers=[ALPHA.root]),),
    ),
}


@pytest.mark.parametrize(("code", "records"), WRONG_CHAINS.values(), ids=WRONG_CHAINS)
def test_a_chain_that_does_not_hold_is_refused(code: str, records: tuple[bytes, ...]) -> None:
    assert _code(*records) == code


WRONG_MEMBERS: dict[str, dict[str, Any]] = {
    "another version": {"v": "dxp/2"},
    "an instant of another form": {"created": "2026-11-22"},
    "no label": {"label": {}},
    "a label with a bidi control": {"label": {"en": "Al\u202epha"}},
    "no root": {"roots": []},
    "six roots": {"roots": [builders.signer(f"r{n}", ml_alg="ML-DSA-87").public.to_wire() for n in range(6)]},
    "a root twice": {"roots": [ALPHA.root.public.to_wire()] * 2},
    "a root of the smaller algorithm": {"roots": [ALPHA.sign.public.to_wire()]},
    "a threshold of nothing": {"threshold": 0},
    "a threshold above the roots": {"threshold": 2},
    "a threshold that is true": {"threshold": True},
    "no signing key": {"sign": []},
    "a signing key of the larger algorithm": {"sign": [ALPHA.root.public.to_wire()]},
    "no seal key": {"seal": []},
    "a seal key that is none": {"seal": [{"jwk": {"kty": "AKP", "alg": "DXP-X1-SEAL", "pub": "AAAA"}}]},
    "a signing key of no day": {"sign": [ALPHA.sign.public.to_wire()]},
    "a seal key of no day": {"seal": [{"jwk": sealing.jwk(ALPHA.seal.public)}]},
    "a key from a day that is none": {"sign": [{**ALPHA.sign.public.to_wire(), "from": "2026-02-30T00:00:00.000Z"}]},
    "no archive key": {"archive": None},
    "no node": {"nodes": []},
    "a node without a name": {"nodes": [{"modes": ["push"], "url": "https://x", "tls": []}]},
    "a node without modes": {"nodes": [{"id": "main", "url": "https://x", "tls": []}]},
    "a node of a mode that is no name": {"nodes": [{"id": "main", "modes": [1], "url": "https://x", "tls": []}]},
    "a node with another kind of address": {"nodes": [{"id": "main", "modes": ["push"], "url": "ftp://x", "tls": []}]},
    "a certificate that is no text": {"nodes": [{"id": "main", "modes": ["push"], "url": "https://x", "tls": [1]}]},
    "another suite alone": {"suites": ["X0"]},
    "a body below 64 KiB": {"limits": {"body": 65535, "parcel": 1 << 20}},
    "a parcel below 1 MiB": {"limits": {"body": 65536, "parcel": (1 << 20) - 1}},
    "a reason of its own": {"revoked": [{"kid": b64.encode(bytes(32)), "reason": "lost"}]},
}


@pytest.mark.parametrize("changes", WRONG_MEMBERS.values(), ids=WRONG_MEMBERS)
def test_a_member_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    record = builders.genesis({**ALPHA.content, **changes}, ALPHA.root)

    assert _code(record) == "bad-party-doc"


@pytest.mark.parametrize("critical", [["later"], [{}], "later"], ids=str)
def test_a_critical_member_that_is_not_known_is_refused(critical: Any) -> None:
    record = builders.genesis({**ALPHA.content, "later": 1, "crit": critical}, ALPHA.root)

    assert _code(record) == "bad-object"


def test_a_critical_member_that_is_known_is_no_obstacle() -> None:
    record = builders.genesis({**ALPHA.content, "crit": ["limits", "typ"]}, ALPHA.root)

    assert party_document.parse_chain([record]).last.content["crit"] == ["limits", "typ"]


def test_a_payload_of_another_type_is_refused_as_in_every_signed_object() -> None:
    assert _code(builders.genesis({**ALPHA.content, "typ": "dxp.want"}, ALPHA.root)) == "wrong-type"


@pytest.mark.parametrize("name", sorted(set(ALPHA.content) - {"party", "typ"}))
def test_every_member_is_required(name: str) -> None:
    record = builders.genesis({key: value for key, value in ALPHA.content.items() if key != name}, ALPHA.root)

    assert _code(record) == "bad-party-doc"


def test_as_many_roots_sign_as_the_threshold_demands() -> None:
    second = builders.signer("second root", ml_alg="ML-DSA-87")
    content = {
        **ALPHA.content,
        "roots": [ALPHA.root.public.to_wire(), second.public.to_wire()],
        "threshold": 2,
    }
    bare = {name: value for name, value in content.items() if name != "party"}
    content["party"] = party_document.party_of_genesis(bare)

    both = party_document.sign_document(content, [ALPHA.root, second])
    one = party_document.sign_document(content, [ALPHA.root])
    twice = party_document.sign_document(content, [ALPHA.root, ALPHA.root])

    assert party_document.parse_chain([both]).last.threshold == 2
    assert _code(one) == "bad-party-doc"
    assert _code(twice) == "bad-party-doc"


def test_a_root_signs_once() -> None:
    # Per signer two signatures (DXP 3): with more, one document has many records.
    assert _code(party_document.sign_document(ALPHA.content, [ALPHA.root, ALPHA.root])) == "bad-party-doc"


def test_the_same_document_again_changes_nothing() -> None:
    chain = builders.rotated(ALPHA)[0].chain

    for document in chain.documents:
        assert party_document.extend(chain, document.record) is chain


def test_another_signature_over_the_same_document_changes_nothing() -> None:
    again = party_document.sign_document(ALPHA.content, [ALPHA.root])

    assert again != FIRST
    assert party_document.extend(ALPHA.chain, again) is ALPHA.chain


def test_two_documents_with_one_number_are_an_alarm() -> None:
    rotated, _ = builders.rotated(ALPHA)
    other = builders.next_document(ALPHA, label={"en": "another"})

    with pytest.raises(ForkedDocument):
        party_document.extend(rotated.chain, other)


def test_a_second_first_document_is_refused() -> None:
    other = replace(ALPHA, chain=ALPHA.chain)
    record = builders.genesis({**other.content, "label": {"en": "another"}}, ALPHA.root)

    with pytest.raises(Refused, check=lambda error: error.code == "bad-party-doc"):
        party_document.extend(ALPHA.chain, record)
