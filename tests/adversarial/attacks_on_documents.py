"""Attacks with keys that were replaced or stolen, with documents that do not follow, and with false fork proofs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from detente.audit.acts import Act
from detente.crypto import jws, keys
from detente.model import b64
from detente.model.canonical import canonical
from detente.node.stores import partners
from detente.node.stores.models import KeptObject
from detente.protocol import fork, party_document, signed, verify
from detente.protocol import receipt as receipts
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.parcel import Document
from detente.protocol.signed import Verified
from detente.protocol.thread import export_statement
from tests.adversarial.attacks_on_objects import ALPHA, members_of
from tests.adversarial.cases import code_of
from tests.adversarial.hands import acts, send
from tests.faults.two import Two
from tests.protocol import builders, test_receive
from tests.protocol.exchange_builder import AFTER, dossier, party
from tests.protocol.test_fork import _checkpoint as a_checkpoint


def an_old_key_signs_after_its_place() -> None:
    """Case 22: after document 1 has its place the old key signs a checkpoint and a receipt; what it signed stands."""
    rotated, _record_of_it = builders.rotated(ALPHA)
    marks = DocMarks(0, (DocMark(size=2, seen=2, number=1),))
    at_beta = replace(test_receive.PAIR, theirs=rotated.chain, their_marks=marks)
    assert test_receive._take(test_receive.FIRST_BATCH, pair=at_beta).codes == (None, None)
    found = code_of(test_receive._take, test_receive.SECOND_BATCH, incoming=test_receive.HELD, pair=at_beta)
    assert found == "doc-stale", f"P10: a checkpoint by the old key got {found or 'taken'}"
    # Receipts of alpha for what beta writes: the old key may sign up to the size that the mark had seen.
    for size, code in ((2, ""), (3, "doc-stale")):
        members = {**members_of("dxp.receipt"), "size": size}
        receipt = signed.sign("dxp.receipt", members, by=ALPHA.sign)
        found = code_of(receipts.verify, receipt.record, at_beta)
        assert found == code, f"P10: a receipt for size {size} by the old key got {found or 'taken'}"


def a_stolen_key_dates_back() -> None:
    """Case 23: the thief of an old key signs at an old place; nobody cosigned it, and the proof says so."""
    case = dossier(answered=False)
    thief = case.exchange.a
    case.exchange.write(thief, "answer", re=case.root)
    case.exchange.stamp(thief, doc=0)
    data = export_statement(case.root, case.exchange.held_by(thief), now=AFTER)
    report = verify.verify(data, trust=case.trust)
    assert report.ok
    assert verify.WORD_ONLY in report.limits, "what nobody cosigned is not shown as such"
    answered = [fact["answered"] for fact in report.facts if fact["cid"] == case.root]
    assert answered == [None], "an answer that nobody cosigned is shown as a fact"
    unproved = json.loads(data)["unproved"]
    assert [item["missing"] for item in unproved] == ["receipt"]


def a_document_does_not_follow() -> None:
    """Case 24: roots that nobody announced, the wrong root's signature, a number skipped, another one before it."""
    other = builders.member("beta")
    for name, code, record in (
        (
            "roots that nobody announced",
            "bad-party-doc",
            builders.next_document(ALPHA, by=[other.root], roots=[other.root.public.to_wire()]),
        ),
        ("another root signs", "unknown-key", builders.next_document(ALPHA, by=[other.root])),
        ("a number skipped", "bad-party-doc", builders.next_document(ALPHA, seq=2)),
        ("another one before it", "bad-party-doc", builders.next_document(ALPHA, prev=b64.encode(bytes(32)))),
    ):
        found = code_of(party_document.extend, ALPHA.chain, record)
        assert found == code, f"{name}: it got {found or 'taken'}"


def a_document_is_forked(two: Two) -> None:
    """Case 24: two valid documents with one number reach beta in front of a parcel."""
    alpha, beta = two.world.nodes["alpha"], two.world.nodes["beta"]
    last = partners.own_chain(alpha.alias).last
    root = keys.sign_pair(ed_seed=_seed("root-ed"), ml_seed=_seed("root-ml"), ml_alg="ML-DSA-87")
    first, second = (
        party_document.sign_document(
            {**last.content, "seq": 1, "prev": b64.encode(last.hash), "label": {"en": label}}, [root]
        )
        for label in ("Alpha", "Alfa")
    )
    answers = [send(two, "alpha", Document(record)) for record in (first, second)]
    found = [(answer.status, answer.code) for answer in answers]
    assert found == [(200, ""), (403, "bad-party-doc")], f"two documents with one number got {found}"
    partner = two.partner("beta")
    assert (partner.state, partner.frozen_because) == ("frozen", "fork")
    assert [bytes(row.record) for row in KeptObject.objects.using(beta.alias)] == [second]
    assert acts(beta, Act.FORK_FOUND), "no alarm is on record"
    assert partners.partner_chain(beta.alias, partner).last.record == first


def _seed(use: str) -> bytes:
    return hashlib.sha256(f"alpha/{use}".encode()).digest()


def two_contradicting_objects_prove_it() -> None:
    """Case 10: whoever has public keys alone sees the contradiction, and none in what one log can have."""
    first, second = a_checkpoint(), a_checkpoint(root=4)
    chains = {member.id: member.chain for member in _exchange_parties()}
    proof = fork.fork_proof(first, second, chains)
    report = verify.verify(proof, trust=list(chains))
    assert (report.ok, report.what) == (True, "dxp.fork")
    honest = canonical({**json.loads(proof), "objects": [first.record.decode(), a_checkpoint().record.decode()]})
    found = [finding.code for finding in verify.verify(honest, trust=list(chains)).findings]
    assert found == ["not-a-fork"], f"one checkpoint twice is {found or 'a fork'}"
    forged = canonical({**json.loads(proof), "objects": [first.record.decode(), _mallorys(second)]})
    assert not verify.verify(forged, trust=list(chains)).ok, "a forged contradiction was believed"


def _exchange_parties() -> list[Any]:
    return [party("alpha"), party("beta")]


def _mallorys(object_: Verified) -> str:
    """Give the same payload under the same names of keys, signed by somebody else."""
    mallory = builders.signer("mallory")
    disguised = keys.SignPair(mallory._ed, mallory._ml, _exchange_parties()[0].signs[0].public)
    return jws.sign(canonical(dict(object_.payload)), typ=object_.typ, signers=[disguised]).decode("ascii")
