"""Writes statements that are signed as they should be, and say what a test wants: the counterpart of `second_verifier`.

Written from the specification alone; the keys are those of the test vectors. No verifier opens a box, so any 32 bytes
stand for its hash.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey, MLDSA87PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from tests.interop.second_verifier import (
    b64,
    leaf_hash,
    padded_size,
    sha,
    strict_json,
    tagged,
    thumbprint,
    tree_head,
    unb64,
)

HELD_AT = "2026-11-22T09:00:02.500Z"
ANSWER_BY = "2026-12-22T09:00:00.000Z"


@dataclass
class Signer:
    """One party of the vectors."""

    vector: dict[str, Any]

    @property
    def party(self) -> str:
        return str(self.vector["party"])

    def document(self) -> dict[str, Any]:
        return strict_json(unb64(strict_json(self.vector["document"].encode(), "")["payload"], ""), "")

    def sign(self, payload: bytes, typ: str, /, **header: Any) -> str:
        ed = Ed25519PrivateKey.from_private_bytes(unb64(self.vector["seeds"]["sign_ed25519"], ""))
        ml = MLDSA65PrivateKey.from_seed_bytes(unb64(self.vector["seeds"]["sign_mldsa65"], ""))
        kids = self.vector["kids"]
        pair = (("Ed25519", ed, kids["sign_ed25519"]), ("ML-DSA-65", ml, kids["sign_mldsa65"]))
        return record(payload, typ, pair, **header)

    def sign_as_root(self, payload: bytes, times: int) -> str:
        ed = Ed25519PrivateKey.from_private_bytes(unb64(self.vector["seeds"]["root_ed25519"], ""))
        ml = MLDSA87PrivateKey.from_seed_bytes(unb64(self.vector["seeds"]["root_mldsa87"], ""))
        root = self.document()["roots"][0]
        pair = (("Ed25519", ed, thumbprint(root["ed"])), ("ML-DSA-87", ml, thumbprint(root["ml"])))
        return record(payload, "dxp.party", pair * times)


def record(payload: bytes, typ: str, keys: Sequence[tuple[str, Any, str]], /, **header: Any) -> str:
    signatures = []
    for alg, key, kid in keys:
        protected = b64(dumps({"alg": alg, "kid": kid, "typ": typ} | header))
        signature = b64(key.sign(f"{protected}.{b64(payload)}".encode()))
        signatures.append({"protected": protected, "signature": signature})
    return rfc8785.dumps({"payload": b64(payload), "signatures": signatures}).decode()


def documented(signer: Signer, changes: dict[str, Any], roots: int = 1) -> Signer:
    """Give the party with the same keys whose first document says something else; its root signs `roots` times."""
    said = {
        name: value for name, value in (signer.document() | changes).items() if name != "party" and value is not ...
    }
    name = base64.b32encode(sha(rfc8785.dumps(said))).decode().lower().rstrip("=")
    said["party"] = f"urn:dxp:party:{name}"
    signed = signer.sign_as_root(rfc8785.dumps(said), roots)
    return Signer(signer.vector | {"party": said["party"], "document": signed})


@dataclass
class Written:
    """One entry: header, sealed body and its key."""

    header: bytes
    box: bytes
    cek: bytes
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        return strict_json(self.header, "header")

    @property
    def cid(self) -> str:
        return str(self.said.get("cid"))

    def disclosed(self) -> dict[str, str]:
        return {"cek": b64(self.cek), "body": b64(self.body)}


def fixed(label: str, size: int = 32) -> bytes:
    return hashlib.shake_256(label.encode()).digest(size)


def entry(
    sender: Signer,
    receiver: Signer,
    name: str,
    kind: str = "notification",
    re: str | None = None,
    payload: dict[str, Any] | None = None,
    inner: dict[str, Any] | None = None,
    header: dict[str, Any] | None = None,
    extra_padding: int = 0,
) -> Written:
    """`inner` and `header` replace members of the plaintext and of the header; None there leaves a member null."""
    plain = {"v": "dxp/1", "from": sender.party, "to": [receiver.party], "kind": kind, "salt": b64(fixed(name, 16))}
    plain |= {"payload": {"dialogue": "notification", "message": kind, "ref": {"own": None, "yours": None}}}
    plain["payload"] |= payload or {}
    plain |= inner or {}
    text = dumps(plain)
    cek = fixed(f"cek {name}")
    commit = tagged("dxp/1 commit", cek)
    padded = struct.pack(">I", len(text)) + text
    padded += bytes(padded_size(len(text), kind) + extra_padding - len(padded))
    key = HKDFExpand(SHA256(), 32, b"dxp/1 body\0").derive(cek)
    body = AESGCM(key).encrypt(bytes(12), padded, b"dxp/1 body\0" + commit)
    said = {
        "v": "dxp/1",
        "typ": "dxp.entry",
        "suite": "X1",
        "from": sender.party,
        "to": receiver.party,
        "id": "d3f48d6c-0952-776a-9eff-" + fixed(name, 6).hex(),
        "cid": b64(tagged("dxp/1 cid", text)),
        "kind": kind,
        "agreement": None,
        "topic": "ct.persons",
        "handling": {"codes": ["tlp:AMBER"], "rel": None, "orcon": False, "named": [], "purpose": "prevent-terrorism"},
        "created": "2026-11-22T09:00:00.000Z",
        "expires": None,
        "answer_by": ANSWER_BY if kind == "notification" else None,
        "re": re,
        "seal": receiver.vector["kids"]["seal"],
        "archive": None,
        "commit": b64(commit),
        "body": b64(sha(body)),
        "att": [],
        "crit": [],
    } | (header or {})
    return Written(rfc8785.dumps({k: v for k, v in said.items() if v is not ...}), fixed(f"box {name}"), cek, body)


def evidence(sender: Signer, receiver: Signer, name: str, re: str, message: str = "accepted", **said: Any) -> Written:
    payload = {"message": message, "outcome": "done", "by": "officer-7", "at": "2026-11-22T10:05:00.000Z"}
    payload |= {"code": None, "until": None} | said
    payload = {key: value for key, value in payload.items() if value is not ...}
    return entry(sender, receiver, name, "evidence", re, payload)


@dataclass
class Batch:
    entries: list[Written]
    epoch: str = "one"
    refused: list[dict[str, Any]] = field(default_factory=list)
    checkpoint: dict[str, Any] = field(default_factory=dict)  # members to replace; ... removes one
    receipt: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)  # of the checkpoint's signatures


@dataclass
class Exchange:
    """Two ledgers."""

    lower: Signer
    higher: Signer
    batches: tuple[list[Batch], list[Batch]] = field(default_factory=lambda: ([], []))

    def statement(self, root: Written | None, facts: list[dict[str, Any]]) -> dict[str, Any]:
        parties = [self.lower, self.higher]
        proved: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for direction in (0, 1):
            sender, receiver = parties[direction], parties[1 - direction]
            leaves: list[bytes] = []
            bases: dict[str, dict[str, Any]] = {}
            for batch in self.batches[direction]:
                before, epoch = len(leaves), fixed(f"epoch {direction} {batch.epoch}", 16)
                for n, one in enumerate(batch.entries):
                    leaves.append(leaf_hash(epoch, before + n + 1, one.header, one.box))
                place = {"epoch": b64(epoch), "size": len(leaves), "root": b64(tree_head(leaves))}
                common = {"v": "dxp/1", "doc": 0, "audit": b64(fixed("audit"))} | place
                said = common | {"typ": "dxp.checkpoint", "from": sender.party, "to": receiver.party}
                said |= {
                    "base": bases.setdefault(batch.epoch, {"size": before, "root": b64(tree_head(leaves[:before]))})
                }
                said |= {"at": "2026-11-22T09:00:01.000Z"}
                said |= {"prev": {"size": before, "root": b64(tree_head(leaves[:before]))}}
                said |= {"seen": {"epoch": None, "size": 0, "root": b64(tree_head([]))}} | batch.checkpoint
                checkpoint = sender.sign(dumps(said), "dxp.checkpoint", **batch.header)
                said = common | {"typ": "dxp.receipt", "from": receiver.party, "to": sender.party, "held_at": HELD_AT}
                said |= {"checkpoint": b64(sha(checkpoint.encode())), "refused": batch.refused}
                said |= {"own": {"epoch": None, "size": 0, "root": b64(tree_head([]))}} | batch.receipt
                receipt = receiver.sign(dumps(said), "dxp.receipt")
                rows.append({"dir": direction, "size": len(leaves), "checkpoint": checkpoint, "receipt": receipt})
                for n, one in enumerate(batch.entries):
                    path = inclusion(before + n, leaves)
                    row = {"dir": direction, "seq": before + n + 1, "size": len(leaves), "header": b64(one.header)}
                    row |= {"box": b64(one.box), "path": [b64(step) for step in path]}
                    proved.append(row | {"disclosed": one.disclosed() if one.said.get("kind") == "evidence" else None})
        documents = {one.party: [one.vector["document"]] for one in parties}
        return {
            "v": "dxp/1",
            "typ": "dxp.thread" if root else "dxp.bundle",
            "parties": [one.party for one in parties],
            "root": root.cid if root else None,
            "documents": documents,
            "proved": proved,
            "batches": rows,
            "facts": facts,
            "unproved": [],
        }


def dumps(said: dict[str, Any]) -> bytes:
    return rfc8785.dumps({name: value for name, value in said.items() if value is not ...})


def inclusion(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1."""
    if len(leaves) < 2:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if index < split:
        return [*inclusion(index, leaves[:split]), tree_head(leaves[split:])]
    return [*inclusion(index - split, leaves[split:]), tree_head(leaves[:split])]


def fact(one: Written, direction: int, seq: int, **said: Any) -> dict[str, Any]:
    header = one.said
    row = {"cid": one.cid, "kind": header["kind"], "dir": direction, "seq": seq, "answer_by": header["answer_by"]}
    row |= {"delivered": {"at": HELD_AT, "code": None}, "opened": None, "accepted": None, "answered": None}
    return row | {"silent_since": None} | said


def did(seq: int, **said: Any) -> dict[str, Any]:
    """The fact that evidence leaves."""
    row = {"at": "2026-11-22T10:05:00.000Z", "by": "officer-7", "outcome": "done", "code": None, "until": None}
    return row | said | {"seq": seq}
