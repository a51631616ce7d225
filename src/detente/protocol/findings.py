"""What an offline check found: where, why, and a stable code (DXP 10, "any failure: the member's path and reason")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from detente.model.canonical import canonical
from detente.model.errors import PeerError
from detente.model.strict_json import MalformedJson, parse

MAX_FINDINGS: Final = 100
"""A file may be wrong in a million places; nobody reads so many, and no report grows with what a stranger sent."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold. `path` is the member, such as `proved[2].path`; `reason` is for a person."""

    path: str
    reason: str
    code: str

    def to_wire(self) -> dict[str, str]:
        """Give the object that `detente verify` prints."""
        return {"path": self.path, "code": self.code, "reason": self.reason}


class DoesNotHold(PeerError):
    """A proof does not hold. `findings` are all that the failing stage found; `code` is that of the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        super().__init__(f"{first.path}: {first.reason}")
        self.code = first.code


def stop_at(findings: Iterable[Finding]) -> None:
    """Return if there are none.

    Raises:
        DoesNotHold: with the first hundred. Later stages rest on earlier ones, so one stage is reported at a time.
    """
    found = tuple(islice(findings, MAX_FINDINGS))
    if found:
        raise DoesNotHold(found)


def record_findings(record: bytes, path: str) -> Iterable[Finding]:
    """Give a finding if `record` is not the JCS that DXP 3 demands; a second spelling would be a second record."""
    try:
        value = parse(record)
    except MalformedJson as error:
        yield Finding(path, f"the record is not strict JSON: {error}", "bad-json")
        return
    if canonical(value) != record:
        yield Finding(path, "the record is not in canonical form (RFC 8785)", "not-canonical")
