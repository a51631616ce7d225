"""Fork proofs: which two objects contradict each other, and what a reader of the proof finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.model import b64, strict_json
from detente.model.head import Head
from detente.protocol import party_document, signed
from detente.protocol.fork import NotAFork, fork_proof, is_fork
from detente.protocol.signed import Verified
from detente.protocol.verify import verify
from tests.protocol.exchange_builder import Exchange, Party, changed, party

ALPHA, BETA = party("alpha"), party("beta")
CHAINS = {each.id: each.chain for each in (ALPHA, BETA)}
EPOCH, OTHER_EPOCH = b64.encode(bytes(16)), b64.encode(b"\x01" * 16)
ROOTS = [b64.encode(bytes([number]) * 32) for number in range(8)]


def _checkpoint(
    signer: Party = ALPHA, *, prev: int = 2, prev_root: int = 2, size: int = 3, root: int = 3, epoch: str = EPOCH,
    doc: int = 0,
) -> Verified:  # fmt: skip
    head = {"size": size, "root": ROOTS[root]}
    return signed.sign(
        "dxp.checkpoint",
        {
            "from": signer.id,
            "to": (BETA if signer is ALPHA else ALPHA).id,
            "doc": doc,
            "epoch": epoch,
            "base": {"size": 0, "root": ROOTS[0]},
            "prev": {"size": prev, "root": ROOTS[prev_root]},
            **head,
            "seen": {"epoch": None, **head},
            "at": "2026-11-22T09:00:00.000Z",
            "audit": ROOTS[0],
        },
        by=signer.signs[doc],
    )


def _receipt(signer: Party = BETA, *, size: int = 3, root: int = 3, epoch: str = EPOCH) -> Verified:
    return signed.sign(
        "dxp.receipt",
        {
            "from": signer.id,
            "to": (BETA if signer is ALPHA else ALPHA).id,
            "doc": 0,
            "epoch": epoch,
            "size": size,
            "root": ROOTS[root],
            "checkpoint": ROOTS[1],
            "held_at": "2026-11-22T09:00:00.000Z",
            "own": {"epoch": None, **Head().to_wire()},
            "refused": [],
            "audit": ROOTS[0],
        },
        by=signer.signs[0],
    )


FORKS = {
    "two checkpoints, one size, two roots": (_checkpoint(), _checkpoint(root=4)),
    "one size reached from two places": (_checkpoint(), _checkpoint(prev=1, prev_root=1, root=4)),
    "one place, another size": (_checkpoint(), _checkpoint(size=4, root=4)),
    "one place, another root before it": (_checkpoint(), _checkpoint(prev_root=5, size=4)),
    "two receipts, one size, two roots": (_receipt(), _receipt(root=4)),
    "checkpoint and receipt": (_checkpoint(), _receipt(root=4)),
    "receipt and checkpoint": (_receipt(root=4), _checkpoint()),
    "under two documents": (_checkpoint(), _checkpoint(root=4, doc=1)),
}
NO_FORKS = {
    "the same twice": (_checkpoint(), _checkpoint()),
    "one after the other": (_checkpoint(), _checkpoint(prev=3, prev_root=3, size=4, root=4)),
    "two epochs: rollback evidence": (_checkpoint(), _checkpoint(root=4, epoch=OTHER_EPOCH)),
    "two directions": (_checkpoint(), _checkpoint(BETA, root=4)),
    "receipts of two sizes": (_receipt(), _receipt(size=4, root=4)),
    "receipts of two epochs": (_receipt(), _receipt(root=4, epoch=OTHER_EPOCH)),
    "a checkpoint and its receipt": (_checkpoint(), _receipt()),
    "a receipt for the other direction": (_checkpoint(), _receipt(ALPHA, root=4)),
}


@pytest.mark.parametrize(("a", "b"), FORKS.values(), ids=FORKS)
def test_two_objects_that_one_log_cannot_have_are_a_fork(a: Verified, b: Verified) -> None:
    assert is_fork(a.payload, b.payload)
    assert is_fork(b.payload, a.payload)
    report = verify(fork_proof(a, b, CHAINS), trust=[ALPHA.id, BETA.id])
    assert (report.ok, report.what, report.findings) == (True, "dxp.fork", ())
    assert set(report.parties) == {a.payload["from"], b.payload["from"]}


@pytest.mark.parametrize(("a", "b"), NO_FORKS.values(), ids=NO_FORKS)
def test_objects_that_one_log_can_have_are_none(a: Verified, b: Verified) -> None:
    assert not is_fork(a.payload, b.payload)
    assert not is_fork(b.payload, a.payload)
    with pytest.raises(NotAFork):
        fork_proof(a, b, CHAINS)


def test_only_the_signer_has_to_be_expected() -> None:
    proof = fork_proof(_checkpoint(), _checkpoint(root=4), CHAINS)
    assert verify(proof, trust=[ALPHA.id]).ok
    assert [finding.code for finding in verify(proof, trust=[BETA.id]).findings] == ["untrusted"]
    assert [finding.code for finding in verify(proof, trust=()).findings] == ["untrusted"]


def test_a_proof_needs_the_signers_documents() -> None:
    with pytest.raises(NotAFork):
        fork_proof(_checkpoint(), _checkpoint(root=4), {BETA.id: BETA.chain})


def _replace_object(record: bytes) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        value["objects"][1] = record.decode()

    return change


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (_replace_object(_checkpoint().record), "objects", "not-a-fork"),
        (_replace_object(_checkpoint(epoch=OTHER_EPOCH, root=4).record), "objects", "not-a-fork"),
        (_replace_object(_receipt(root=4).record), "objects[1]", "unknown-key"),
        (_replace_object(b"{}"), "objects[1]", "bad-object"),
        (_replace_object(b"no record"), "objects[1]", "bad-json"),
        (_replace_object(ALPHA.chain.last.record), "objects[1]", "wrong-type"),
        (lambda v: v["objects"].pop(), "objects", "bad-member"),
        (lambda v: v["objects"].append(v["objects"][0]), "objects", "bad-member"),
        (lambda v: v.update(note="x"), "note", "unknown-member"),
        (lambda v: v["documents"].clear(), "documents", "bad-member"),
        (
            lambda v: v["documents"].update({BETA.id: [BETA.chain.documents[0].record.decode()]}),
            f"documents[{BETA.id}]",
            "unused",
        ),
        (
            lambda v: v["documents"][ALPHA.id].append(ALPHA.chain.last.record.decode()),
            f"documents[{ALPHA.id}]",
            "bad-party-doc",
        ),
        (
            lambda v: v["documents"].update({ALPHA.id: [BETA.chain.documents[0].record.decode()]}),
            f"documents[{ALPHA.id}][0]",
            "wrong-party",
        ),
    ],
)
def test_a_changed_proof_does_not_hold(change: Callable[[dict[str, Any]], Any], path: str, code: str) -> None:
    proof = fork_proof(_checkpoint(), _checkpoint(root=4), CHAINS)
    report = verify(changed(proof, change), trust=[ALPHA.id, BETA.id])
    assert not report.ok
    assert (report.findings[0].path, report.findings[0].code) == (path, code)


def test_every_bit_of_a_proof_counts() -> None:
    proof = fork_proof(_checkpoint(), _checkpoint(root=4), CHAINS)
    for position in range(0, len(proof), 97):
        turned = bytearray(proof)
        turned[position] ^= 1 << position % 7
        assert not verify(bytes(turned), trust=[ALPHA.id]).ok, position


def test_an_honest_exchange_has_no_fork() -> None:
    exchange = Exchange()
    for _ in range(3):
        for side in (exchange.a, exchange.b):
            exchange.write(side, "notification")
            exchange.send(side)
    held = exchange.held_by(exchange.a)
    records = [record for batch in held.batches for record in (batch.checkpoint, batch.receipt) if record is not None]
    payloads = [signed.peek(record) for record in records]
    assert not any(is_fork(x, y) for x in payloads for y in payloads)


@pytest.mark.shared
def test_the_fork_of_the_vectors_is_proved(shared_dir: Path) -> None:
    vectors = json.loads((shared_dir / "spec" / "vectors.json").read_text("utf-8"))
    signers = {
        each["party"]: party_document.parse_chain([each["document"].encode()]) for each in vectors["parties"].values()
    }
    objects = []
    for text in vectors["fork"]["proof"]:
        claimed = signed.peek(text.encode())
        objects.append(
            signed.verify(
                text.encode(),
                typ="dxp.checkpoint",
                chain=signers[claimed["from"]],
                sender=claimed["from"],
                receiver=claimed["to"],
            )
        )
    proof = fork_proof(objects[0], objects[1], signers)
    assert set(strict_json.parse(proof)) == {"v", "typ", "documents", "objects"}
    assert verify(proof, trust=[objects[0].payload["from"]]).ok
