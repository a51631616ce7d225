"""`audit verify`: every leaf against its details, the head against all leaves, and what partners hold against both."""

from __future__ import annotations

from typing import Any

from detente.audit import heads, log
from detente.audit.acts import Act
from detente.audit.heads import AuditFinding
from detente.audit.log import BrokenEntry
from detente.crypto import tree
from detente.crypto.hashing import equal, sha256
from detente.model import b64, strict_json
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.stores import partners, record
from detente.node.stores.models import AuditHead, AuditRow
from detente.node.stores.unit import unit
from detente.protocol import signed
from detente.protocol.refusal import Refused


def verify(node: Node, against: bytes | None) -> dict[str, Any]:
    """Give {"ok", "entries", "commitments", "findings": [{"code", "text"}]}; the verification itself goes on record.

    `against`: a thread statement or bundle that a partner holds; the heads that we signed in it are opened.

    Raises:
        BadInput: the file is neither.
    """
    leaves = record.leaves(node.alias)
    findings = [*_own_findings(node, leaves)]
    records = [] if against is None else _ours_in(node, against)
    for held in records:
        findings += _finding(node, held, leaves)
    with unit(node, "verify audit") as work:
        work.record(Act.AUDIT_VERIFIED, details={"findings": len(findings), "commitments": len(records)})
    return {"ok": not findings, "entries": len(leaves), "commitments": len(records), "findings": findings}


def _own_findings(node: Node, leaves: list[bytes]) -> list[dict[str, str]]:
    findings = []
    for row in AuditRow.objects.using(node.alias).order_by("index"):
        if row.details is None or row.salt is None:
            continue
        try:
            log.verify_leaf(bytes(row.details), bytes(row.salt), bytes(row.leaf))
        except BrokenEntry as error:
            findings.append({"code": error.code, "text": f"act {row.index}: {error}"})
    indexes = list(AuditRow.objects.using(node.alias).order_by("index").values_list("index", flat=True))
    if indexes != list(range(len(indexes))):
        findings.append({"code": "audit-cut", "text": "an act is missing from the record"})
    head = AuditHead.objects.using(node.alias).filter(pk=1).first()
    stored = tree.Frontier().head() if head is None else record.frontier_of(head).head()
    if stored.size != len(leaves):
        findings.append({"code": "audit-cut", "text": "the record and its head count different numbers of acts"})
    elif not equal(tree.root_of(leaves), stored.root):
        findings.append({"code": "audit-rewritten", "text": "the record does not lead to its own head"})
    return findings


def _finding(node: Node, held: bytes, leaves: list[bytes]) -> list[dict[str, str]]:
    payload = signed.peek(held)
    try:
        heads.check_opening(
            b64.decode(payload["audit"], length=32), record.opening_of(node.alias, sha256(held)), leaves
        )
    except AuditFinding as error:
        when = payload.get("at", payload.get("held_at"))
        return [{"code": error.code, "text": f"{payload['typ']} of {when}: {error}"}]
    return []


def _ours_in(node: Node, data: bytes) -> list[bytes]:
    """Give the objects in a statement or bundle that we signed; each is verified with our own documents."""
    try:
        batches = strict_json.parse(data)["batches"]
        records = [batch[name].encode("ascii") for batch in batches for name in ("checkpoint", "receipt")]
    except (strict_json.MalformedJson, KeyError, TypeError, AttributeError, UnicodeEncodeError) as error:
        raise BadInput("The file is no thread statement and no bundle. Ask the partner for `thread export`.") from error
    own = partners.own_chain(node.alias)
    ours = []
    for item in records:
        try:
            payload = signed.peek(item)
            if payload.get("from") == own.party:
                typ = signed.typ_of(item)
                ours.append(signed.verify(item, typ=typ, chain=own, sender=own.party, receiver=payload["to"]).record)
        except (Refused, ValueError, KeyError) as error:
            raise BadInput("An object in the file does not bear our signature though it says so.") from error
    return ours
