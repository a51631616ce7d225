"""Single objects that must be refused with one code: the `negative` cases of a vector file, by their `op`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from detente.audit import heads
from detente.audit.heads import AuditFinding
from detente.model import b64, strict_json
from detente.node.services.conformance.reception import receive_parcel
from detente.node.services.conformance.vectors import VectorFile
from detente.protocol import party_document, signed
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.refusal import Refused
from detente.protocol.signed import DocRule

Case = Mapping[str, Any]
Outcome = dict[str, Any]


def outcome_of(vectors: VectorFile, case: Case) -> Outcome:
    """Give what this release makes of a case: `{"refusal": code}`, or what it does instead of refusing."""
    try:
        return OPS[case["op"]](vectors, case)
    except Refused as refused:
        return {"refusal": refused.code}


def _verify(vectors: VectorFile, case: Case) -> Outcome:
    return _signed(vectors, case, typ=case["typ"], doc_rule=lambda _: True)


def _receipt_doc(vectors: VectorFile, case: Case) -> Outcome:
    """A receipt by a signer whose documents hold from the sizes in `marks`: [seen size, number] each."""
    (_, first), *later = sorted(case["marks"])
    marks = DocMarks(first, tuple(DocMark(size, size, number) for size, number in later))
    return _signed(
        vectors,
        case,
        typ="dxp.receipt",
        doc_rule=lambda payload: marks.allow_receipt(payload["size"], payload["doc"]),
    )


def _signed(vectors: VectorFile, case: Case, *, typ: str, doc_rule: DocRule) -> Outcome:
    record = case["jws"].encode("utf-8")
    signer = case["signer"]
    verified = signed.verify(
        record,
        typ=typ,
        chain=vectors.chain(signer),
        sender=vectors.parties[signer].id,
        receiver=vectors.parties[_other(signer)].id,
        doc_rule=doc_rule,
    )
    return {"verified": verified.typ}


def _other(signer: str) -> str:
    """Give the reader of what `signer` writes: every pair of the file is A and B."""
    return "A" if signer == "B" else "B"


def _json(_: VectorFile, case: Case) -> Outcome:
    try:
        strict_json.parse(b64.decode(case["bytes"]))
    except strict_json.MalformedJson:
        return {"refusal": "bad-json"}
    return {"parsed": True}


def _party_docs(_: VectorFile, case: Case) -> Outcome:
    chain = party_document.parse_chain([record.encode("utf-8") for record in case["chain"]])
    return {"party": chain.party, "documents": len(chain.documents)}


def _receive(vectors: VectorFile, case: Case) -> Outcome:
    return receive_parcel(vectors, case.get("state", {}), b64.decode(case["parcel"]))


def _audit(_: VectorFile, case: Case) -> Outcome:
    leaves = [b64.decode(leaf, length=32) for leaf in case["log"]]
    try:
        heads.check_opening(b64.decode(case["commitment"], length=32), heads.parse_opening(case["opening"]), leaves)
    except AuditFinding as finding:
        return {"refusal": finding.code}
    return {"verified": "audit"}


OPS: Final[Mapping[str, Callable[[VectorFile, Case], Outcome]]] = {
    "verify": _verify,
    "receive": _receive,
    "json": _json,
    "party_docs": _party_docs,
    "receipt_doc": _receipt_doc,
    "audit": _audit,
}
