"""What one party signed by itself, such as a certificate of deletion, with its documents: verified offline (DXP 10).

    {"v": "detente/1", "typ": "detente.attestation", "documents": [...], "record": ...}

`record` is a JWS under the keys of one of the documents; what it says names its own type, `TYPES`. It proves that the
party said so, never that it is so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from detente.crypto import jws
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.protocol.findings import DoesNotHold, Finding, stop_at
from detente.protocol.party_document import Chain
from detente.protocol.statement_signatures import check_chains
from detente.protocol.verify import Report

TYP: Final = "detente.attestation"
VERSION: Final = "detente/1"
PURGE: Final = "detente.purge"
RETURN: Final = "detente.return"
TYPES: Final[Mapping[str, str]] = {
    PURGE: "This proves that the party says that it deleted these contents. That no copy is left, no proof can show.",
    RETURN: "This proves what the party says became of the contents. That no copy is left, no proof can show.",
}
"""The records that one party signs by itself, and what each does not prove."""
CAP: Final = 4 << 20
_MOST: Final = 64


def wrap(documents: Sequence[bytes], record: bytes) -> bytes:
    """Give a record with the documents under which it is verified, as one file."""
    return canonical(
        {
            "v": VERSION,
            "typ": TYP,
            "documents": [b64.encode(each) for each in documents],
            "record": b64.encode(record),
        }
    )


def read(record: bytes, chain: Chain, *, typ: str | None = None) -> dict[str, Any]:
    """Give what a record says, once both signatures hold under one key pair of the party, and it says who signed.

    `typ`: the one that is expected, None for any of `TYPES`.

    Raises:
        DoesNotHold: a signature, its type or its party is another.
    """
    try:
        parsed = jws.parse(record, cap=CAP)
        kids = tuple(each.kid for each in parsed.signatures)
        types = {each.typ for each in parsed.signatures}
        expected = set(TYPES) if typ is None else {typ}
        found = chain.find_pair((kids[0], kids[1])) if len(kids) == 2 else None
        if found is None or len(types) != 1 or not types <= expected:
            raise DoesNotHold(
                (Finding("record", "signed by no key of this party, or of no known type", "bad-signature"),)
            )
        jws.verify_pair(parsed, 0, found[0])
        said = dict(strict_json.parse(parsed.payload))
    except (jws.BadJws, strict_json.MalformedJson, TypeError, ValueError) as error:
        raise DoesNotHold((Finding("record", f"the record does not hold: {error}", "bad-signature"),)) from error
    if (said.get("party"), said.get("typ")) != (str(chain.party), next(iter(types))):
        raise DoesNotHold((Finding("record", "it says that another party, or another act, signed it", "wrong-party"),))
    return said


def is_attestation(data: bytes) -> bool:
    """Whether a file is one of these, by what it says of itself."""
    try:
        value = strict_json.parse(data)
    except strict_json.MalformedJson:
        return False
    return value.get("typ") == TYP


def verify(data: bytes, *, trust: Collection[PartyId]) -> Report:
    """Give the report on such a file; `trust`: the parties that the reader expects. It never raises on what it gets."""
    parties: tuple[PartyId, ...] = ()
    try:
        value = strict_json.parse(data)
        records, record = _parts(value)
        chain = _chain(records)
        parties = (chain.party,)
        if chain.party not in trust:
            stop_at([Finding("documents", "this party is not the one that was expected", "wrong-party")])
        said = read(record, chain)
    except DoesNotHold as error:
        return Report(False, TYP, parties, error.findings, "")
    except (jws.BadJws, strict_json.MalformedJson, b64.BadBase64, KeyError, TypeError, ValueError) as error:
        return Report(False, TYP, parties, (Finding("", f"the file cannot be read: {error}", "bad-json"),), "")
    return Report(True, str(said["typ"]), parties, (), TYPES[str(said["typ"])], (said,))


def _parts(value: Mapping[str, Any]) -> tuple[list[bytes], bytes]:
    documents = value.get("documents")
    if not isinstance(documents, list) or not 0 < len(documents) <= _MOST:
        raise DoesNotHold((Finding("documents", "a file of this type has its party's documents", "bad-object"),))
    return [b64.decode(each) for each in documents], b64.decode(value["record"])


def _chain(records: Sequence[bytes]) -> Chain:
    """Give the chain of the documents, which are those of whoever the first one names."""
    first = strict_json.parse(jws.parse(records[0], cap=CAP).payload)
    party = PartyId(str(first.get("party")))
    return check_chains({party: records})[party]
