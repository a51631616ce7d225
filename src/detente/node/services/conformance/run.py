"""All cases of a vector file, one outcome each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from detente.model.errors import BadInput, DetenteError
from detente.node.services.conformance import ledgers, objects, sections
from detente.node.services.conformance.checks import Check
from detente.node.services.conformance.vectors import VectorFile

_CASES: Final = ("negative", "positive_receive")


@dataclass(frozen=True)
class CaseOutcome:
    """One case: whether it came out as the file expects, and what came out."""

    id: str
    ok: bool
    got: Any
    expected: Any

    def to_json(self) -> dict[str, Any]:
        """Give the line of the machine interface; `expected` only where it differs."""
        line = {"id": self.id, "ok": self.ok, "got": self.got}
        return line if self.ok else {**line, "expected": self.expected}


def read(data: bytes) -> VectorFile:
    """Give the vectors in a file.

    Raises:
        BadInput: it is no JSON object, or has no section and no case of the format.
    """
    # Not strict JSON: a file of vectors is larger and freer than anything on the wire.
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            "This is no file of test vectors: it is not JSON. Give a file like spec/vectors.json."
        ) from error
    if not isinstance(given, dict):
        raise BadInput("This is no file of test vectors: it holds no object. Give a file like spec/vectors.json.")
    if not any(name in sections.SECTIONS or name in _CASES or name.startswith("ledger_") for name in given):
        raise BadInput("This file has no section of test vectors. Give a file like spec/vectors.json.")
    return VectorFile(given)


def check(vectors: VectorFile) -> Iterator[CaseOutcome]:
    """Give the outcome of every case; one that cannot be read is not ok, and the others go on."""
    yield from _sections(vectors)
    for name in _CASES:
        cases = vectors.given.get(name, ())
        for index, case in enumerate(cases if isinstance(cases, list) else ()):
            yield _case(vectors, case, fallback=f"{name}/{index}", op="receive" if name == "positive_receive" else None)


def _sections(vectors: VectorFile) -> Iterator[CaseOutcome]:
    for name, section in sections.SECTIONS.items():
        if name in vectors.given:
            yield from _section(name, partial(section, vectors))
    for name, ledger in vectors.ledgers.items():
        yield from _section(name, partial(ledgers.checks_of, vectors, ledger))


def _section(name: str, section: Callable[[], Iterator[Check]]) -> Iterator[CaseOutcome]:
    found: list[Check] = []
    broken: CaseOutcome | None = None
    try:
        found.extend(section())
    except Exception as error:
        broken = CaseOutcome(name, False, _failure(error), "a section of the format")
    yield from map(_outcome, found)
    if broken is not None:
        yield broken


def _outcome(item: Check) -> CaseOutcome:
    try:
        got = item.compute()
    except Exception as error:
        got = _failure(error)
    return CaseOutcome(item.id, got == item.expected, got, item.expected)


def _case(vectors: VectorFile, case: Any, *, fallback: str, op: str | None) -> CaseOutcome:
    if not isinstance(case, Mapping) or not isinstance(case.get("expect"), Mapping):
        return CaseOutcome(fallback, False, {"error": "no case of the format"}, None)
    expected = dict(case["expect"])
    try:
        got = objects.outcome_of(vectors, case if op is None else {"op": op, **case})
    except Exception as error:
        got = _failure(error)
    return CaseOutcome(str(case.get("name", fallback)), _as_expected(got, expected), got, expected)


def _as_expected(got: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Whether every member expected came out, and neither a refusal nor a repeat beside them."""
    return all(got.get(name) == value for name, value in expected.items()) and not any(
        name in got and name not in expected for name in ("refusal", "error", "repeat")
    )


def _failure(error: Exception) -> dict[str, str]:
    """Give what stands in the outcome of a case that broke: a file of others may hold anything."""
    return {
        "error": getattr(error, "code", type(error).__name__)
        if isinstance(error, DetenteError)
        else type(error).__name__
    }
