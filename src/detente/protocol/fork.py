"""Fork proof (DXP 7.3): two signed objects that one honest log cannot have, for anybody to verify.

Two epochs side by side are rollback evidence and no fork: a node restored from a backup tells nobody two things. What
a pair does about a fork (freeze, oversight, a new first contact) is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from detente.crypto import jws
from detente.model import strict_json
from detente.model.canonical import canonical
from detente.model.errors import LocalError
from detente.model.party_id import PartyId
from detente.protocol import schema, signed
from detente.protocol.findings import DoesNotHold, Finding, record_findings, stop_at
from detente.protocol.parcel import OBJECT_CAP
from detente.protocol.party_document import Chain
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from detente.protocol.statement_shape import is_records, misfits
from detente.protocol.statement_signatures import check_chains, unused_documents

TYP: Final = "dxp.fork"
_TYPES: Final = ("dxp.checkpoint", "dxp.receipt")


class NotAFork(LocalError):
    """The two objects do not contradict each other, or the signer's documents are not at hand."""

    code = "not-a-fork"


def is_fork(x: Mapping[str, Any], y: Mapping[str, Any]) -> bool:
    """Whether two verified payloads (checkpoint or receipt, in either order) contradict each other within one epoch."""
    if (x["typ"], y["typ"]) == ("dxp.receipt", "dxp.checkpoint"):
        return is_fork(y, x)
    if x["typ"] not in _TYPES or y["typ"] not in _TYPES or _log(x) != _log(y):
        return False
    if x["size"] == y["size"] and x["root"] != y["root"]:
        return True
    if x["typ"] == y["typ"] == "dxp.checkpoint":
        return bool(x["prev"]["size"] == y["prev"]["size"] and _step(x) != _step(y))
    return False


def fork_proof(a: Verified, b: Verified, chains: Mapping[PartyId, Chain]) -> bytes:
    """Give the JCS bytes of the proof, with the chain of each signer up to the highest `doc` that it used.

    Raises:
        NotAFork: the objects do not contradict each other, or `chains` lacks a signer's document.
    """
    if not is_fork(a.payload, b.payload):
        raise NotAFork("These two objects do not contradict each other; nothing follows from them.")
    documents: dict[str, list[str]] = {}
    for payload in (a.payload, b.payload):
        signer = PartyId(payload["from"])
        if signer not in chains or chains[signer].number(payload["doc"]) is None:
            raise NotAFork("The party documents of a signer are not held here. Ask the partner for them.")
        highest = max(other["doc"] for other in (a.payload, b.payload) if other["from"] == signer)
        documents[signer] = [each.record.decode("utf-8") for each in chains[signer].documents[: highest + 1]]
    objects = [a.record.decode("utf-8"), b.record.decode("utf-8")]
    return canonical({"v": "dxp/1", "typ": TYP, "documents": documents, "objects": objects})


def check(value: Mapping[str, Any]) -> tuple[PartyId, ...]:
    """Give the signers that the proof speaks of, sorted, if it holds.

    Raises:
        DoesNotHold: a member, a document, an object does not hold, or the objects do not contradict each other.
    """
    stop_at(misfits(value, "", _MEMBERS))
    chains = check_chains(
        {party: tuple(text.encode("utf-8") for text in records) for party, records in value["documents"].items()}
    )
    objects = [_object(text.encode("utf-8"), chains, f"objects[{i}]") for i, text in enumerate(value["objects"])]
    stop_at(unused_documents(chains, {(payload["from"], payload["doc"]) for payload in objects}))
    stop_at(_strangers(chains, objects))
    if not is_fork(*objects):
        raise DoesNotHold([Finding("objects", "the two objects do not contradict each other", "not-a-fork")])
    return tuple(sorted(chains))


def _log(payload: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give writer, reader and epoch of the log that the object speaks of: a receipt is signed by the reader."""
    writer, reader = payload["from"], payload["to"]
    if payload["typ"] == "dxp.receipt":
        writer, reader = reader, writer
    return writer, reader, payload["epoch"]


def _step(payload: Mapping[str, Any]) -> tuple[str, int, str]:
    return payload["prev"]["root"], payload["size"], payload["root"]


def _object(record: bytes, chains: Mapping[PartyId, Chain], path: str) -> Mapping[str, Any]:
    stop_at(record_findings(record, path))
    try:
        typ = signed.typ_of(record)
        if typ not in _TYPES:
            raise Refused("wrong-type", "a fork is shown with checkpoints and receipts")
        sender, receiver = _claimed_pair(record)
        if sender not in chains:
            raise Refused("unknown-key", "the documents of its signer are not here")
        return signed.verify(record, typ=typ, chain=chains[sender], sender=sender, receiver=receiver).payload
    except Refused as refused:
        raise DoesNotHold([Finding(path, str(refused), refused.code)]) from refused


def _claimed_pair(record: bytes) -> tuple[PartyId, PartyId]:
    """Give from and to before any signature is checked: only to choose whose keys must have made it."""
    try:
        payload = strict_json.parse(jws.parse(record, cap=OBJECT_CAP).payload)
    except (jws.BadJws, strict_json.MalformedJson) as error:
        raise Refused("bad-json", str(error)) from error
    sender, receiver = payload.get("from"), payload.get("to")
    if not schema.is_party(sender) or not schema.is_party(receiver):
        raise Refused("bad-object", "the object names no pair")
    return PartyId(str(sender)), PartyId(str(receiver))


def _strangers(chains: Mapping[PartyId, Chain], objects: Sequence[Mapping[str, Any]]) -> list[Finding]:
    signers = {payload["from"] for payload in objects}
    return [
        Finding(f"documents[{party}]", "this party signed neither object", "unused")
        for party in chains
        if party not in signers
    ]


def _is_documents(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and 1 <= len(value) <= 2
        and all(schema.is_party(party) and is_records(records) for party, records in value.items())
    )


_MEMBERS: Final[Mapping[str, schema.Check]] = {
    "v": schema.one_of("dxp/1"),
    "typ": schema.one_of(TYP),
    "documents": _is_documents,
    "objects": lambda value: is_records(value) and len(value) == 2,
}
