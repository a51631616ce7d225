"""Verify a thread statement, a proof bundle or a fork proof offline, with nothing but the parties expected (DXP 10).

    bytes -> strict JSON, canonical -> members -> chains -> expected ids -> the rest of its type

`verify` never raises on what it is given: it reports. A proof whose parties nobody expected is not ok, however sound
its structure: anybody can make two parties and let them say anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.model import strict_json
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.protocol import bundle, fork, schema, statement_check, statement_shape
from detente.protocol.findings import DoesNotHold, Finding, stop_at
from detente.protocol.header import Header
from detente.protocol.statement import BUNDLE, THREAD, Statement
from detente.protocol.statement_signatures import check_chains

MAX_BYTES: Final = 64 << 20
LIMIT: Final = (
    "No protocol without a third party proves that a party did not answer. This proves what the other party held, "
    "and when it says so (delivered), and that no answer is proved here; who claims an answer must show the receipt "
    "for it."
)
WORD_ONLY: Final = "What stands under unproved is the word of the party that exported this, and proved by nothing here."


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found. `what` is the typ, `unknown` where it could not be read; `limits` is to be printed.

    `parties` are those that the file claims, proved only where `ok`.
    `facts` are those of a statement that holds, empty otherwise.
    """

    ok: bool
    what: str
    parties: tuple[PartyId, ...]
    findings: tuple[Finding, ...]
    limits: str
    facts: tuple[Mapping[str, Any], ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """Give the object that `detente verify` prints."""
        return {
            "ok": self.ok,
            "what": self.what,
            "parties": list(self.parties),
            "findings": [finding.to_wire() for finding in self.findings],
            "limits": self.limits,
            "facts": [dict(fact) for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class _Checked:
    parties: tuple[PartyId, ...]
    facts: tuple[Mapping[str, Any], ...] = ()
    has_word_only: bool = False


def verify(data: bytes, *, trust: Collection[PartyId]) -> Report:
    """Give the report on a statement, a bundle (zip, or its `bundle.json` alone) or a fork proof.

    `trust` are the parties that the reader expects, by id or from their fingerprints; all signers must be among them.
    """
    what = "unknown"
    parties: tuple[PartyId, ...] = ()
    try:
        attachments: bundle.Attachments = {}
        if bundle.is_zip(data):
            what = BUNDLE
            data, attachments = bundle.read(data)
        value = _parse(data)
        what = _what(value, zipped=what == BUNDLE)
        parties = _claimed_parties(value)
        checked = _CHECKS[what](value, attachments)
        parties = checked.parties
    except DoesNotHold as error:
        return Report(False, what, parties, (*error.findings, *_unexpected(parties, trust)), LIMIT)
    findings = _unexpected(parties, trust)
    limits = f"{LIMIT} {WORD_ONLY}" if checked.has_word_only else LIMIT
    return Report(not findings, what, parties, findings, limits, () if findings else checked.facts)


def _parse(data: bytes) -> Mapping[str, Any]:
    if len(data) > MAX_BYTES:
        raise DoesNotHold([Finding("$", f"more than {MAX_BYTES} bytes", "too-large")])
    try:
        value = strict_json.parse(data)
    except strict_json.MalformedJson as error:
        raise DoesNotHold([Finding("$", f"not strict JSON: {error}", "bad-json")]) from error
    if canonical(value) != data:
        raise DoesNotHold([Finding("$", "the bytes are not in canonical form (RFC 8785)", "not-canonical")])
    return value


def _what(value: Mapping[str, Any], *, zipped: bool) -> str:
    what = value.get("typ")
    if not isinstance(what, str) or what not in _CHECKS:
        raise DoesNotHold([Finding("typ", "no thread statement, bundle or fork proof", "wrong-type")])
    if zipped and what != BUNDLE:
        raise DoesNotHold([Finding("typ", "a zip holds a bundle and nothing else", "wrong-type")])
    return what


def _claimed_parties(value: Mapping[str, Any]) -> tuple[PartyId, ...]:
    """Give the parties that the proof claims to speak of, before anything is proved; what is no party is left out."""
    documents = value.get("documents")
    if not isinstance(documents, dict):
        return ()
    return tuple(sorted(PartyId(name) for name in documents if schema.is_party(name)))[:2]


def _unexpected(parties: Sequence[PartyId], trust: Collection[PartyId]) -> tuple[Finding, ...]:
    if not trust:
        return (Finding("parties", "no expected party was named, so nothing says whose this is", "untrusted"),)
    return tuple(
        Finding(f"parties[{index}]", f"{party} is not one of the expected parties", "untrusted")
        for index, party in enumerate(parties)
        if party not in trust
    )


def _statement(value: Mapping[str, Any]) -> tuple[Statement, tuple[Header, ...]]:
    statement = statement_shape.parse(value)
    chains = check_chains(statement.documents)
    return statement, statement_check.check(statement, chains)


def _check_thread(value: Mapping[str, Any], _: bundle.Attachments) -> _Checked:
    statement, _headers = _statement(value)
    return _Checked(statement.parties, statement.facts, bool(statement.unproved))


def _check_bundle(value: Mapping[str, Any], attachments: bundle.Attachments) -> _Checked:
    statement, headers = _statement(value)
    stop_at(bundle.attachment_findings(attachments, headers))
    return _Checked(statement.parties)


def _check_fork(value: Mapping[str, Any], _: bundle.Attachments) -> _Checked:
    return _Checked(fork.check(value))


_CHECKS: Final[Mapping[str, Callable[[Mapping[str, Any], bundle.Attachments], _Checked]]] = {
    THREAD: _check_thread,
    BUNDLE: _check_bundle,
    fork.TYP: _check_fork,
}
