"""What is signed or proved beside the ledgers: control objects, attachments, audit heads, statements, forks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from detente.audit import heads
from detente.crypto import attachment, tree
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.services.conformance.checks import HOLDS, Check
from detente.node.services.conformance.vectors import VectorFile
from detente.protocol import fork, signed, verify


def control(vectors: VectorFile) -> Iterator[Check]:
    """Check the signatures of control objects, and that the head answers the hello."""
    given = vectors.given["control"]
    for name, record in given.items():
        if isinstance(record, str):
            yield Check(f"control/{name}", f"dxp.{name}", partial(_typ_of_verified, vectors, record))
    if {"hello", "head"} <= set(given):
        yield Check(
            "control/head answers hello",
            b64.encode(sha256(given["hello"].encode("utf-8"))),
            lambda: _verified(vectors, given["head"]).payload["hello"],
        )


def _typ_of_verified(vectors: VectorFile, record: str) -> str:
    return _verified(vectors, record).typ


def _verified(vectors: VectorFile, record: str) -> signed.Verified:
    """Verify a record as what it claims to be, by the party of the file that it claims to be from."""
    raw = record.encode("utf-8")
    claimed = signed.peek(raw)
    sender = vectors.party_of(claimed["from"])
    return signed.verify(
        raw,
        typ=signed.typ_of(raw),
        chain=vectors.chain(sender.name),
        sender=sender.id,
        receiver=vectors.party_of(claimed["to"]).id,
    )


def attachments(vectors: VectorFile) -> Iterator[Check]:
    """Check the key, the chunks in both ways, and the root over them."""
    given = vectors.given["attachment"]
    name = b64.decode(given["id"], length=attachment.ID_BYTES)
    key = attachment.chunk_key(b64.decode(given["cek"], length=32), name)
    last = len(given["plain"]) - 1
    yield Check("attachment/key", given["key"], lambda: b64.encode(key))
    for index, (plain, sealed) in enumerate(zip(given["plain"], given["sealed"], strict=True)):
        way = {"key": key, "attachment_id": name, "index": index, "last": index == last}
        yield Check(f"attachment/seal/{index}", sealed, partial(_chunk, attachment.seal_chunk, plain, way))
        yield Check(f"attachment/open/{index}", plain, partial(_chunk, attachment.open_chunk, sealed, way))
    leaves = [attachment.chunk_leaf(b64.decode(chunk)) for chunk in given["sealed"]]
    yield Check("attachment/root", given["root"], lambda: b64.encode(tree.root_of(leaves)))


def _chunk(turn: Any, text: str, way: Mapping[str, Any]) -> str:
    return b64.encode(turn(b64.decode(text), **way))


def audit(vectors: VectorFile) -> Iterator[Check]:
    """Check that every kept opening opens its commitment over the log."""
    for name, given in vectors.given["audit"].items():
        for index, opening in enumerate(given["openings"]):
            yield Check(f"audit/{name}/{index}", HOLDS, partial(_opening, given["log"], opening))


def _opening(log: list[str], opening: Mapping[str, Any]) -> str:
    leaves = [b64.decode(leaf, length=32) for leaf in log]
    try:
        heads.check_opening(b64.decode(opening["commitment"]), heads.parse_opening(dict(opening)), leaves)
    except heads.AuditFinding as finding:
        return finding.code
    return HOLDS


def thread(vectors: VectorFile) -> Iterator[Check]:
    """Check that a thread statement holds, with nothing but the party ids of the file."""
    statement = vectors.given["thread"]["statement"].encode("utf-8")
    yield Check("thread/statement", HOLDS, lambda: _report(vectors, statement))


def forks(vectors: VectorFile) -> Iterator[Check]:
    """Check that two objects prove a fork, and that anyone can verify the proof made of them."""
    objects = vectors.given["fork"]["proof"]
    yield Check("fork/proof", HOLDS, lambda: _report(vectors, _proof(vectors, objects)))


def _proof(vectors: VectorFile, objects: list[str]) -> bytes:
    first, second = (_verified(vectors, record) for record in objects)
    return fork.fork_proof(first, second, {party.id: vectors.chain(name) for name, party in vectors.parties.items()})


def _report(vectors: VectorFile, data: bytes) -> Any:
    report = verify.verify(data, trust=[party.id for party in vectors.parties.values()])
    return HOLDS if report.ok else [finding.to_wire() for finding in report.findings]
