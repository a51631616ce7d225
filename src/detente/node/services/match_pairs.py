"""Compare pairs of records from a file of JSON lines: score, band and the why of each. Needs no home."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from detente.intake.lists import jsondoor
from detente.intake.lists.said import FileRefused
from detente.matching.names import Band, Prepared, compare, explain, prepare
from detente.matching.names.plain import NoRecord, plain_record
from detente.model.errors import BadInput


def compare_pairs(name: str, *, language: str) -> Iterator[dict[str, Any]]:
    """Give for each pair of a file `{"id","score","band","why"}`, in the order of the file.

    A pair is `{"id","query","candidate"}`; records are in plain form or entities of FollowTheMoney.

    A line that is no pair is answered with a sentence (`refused`) and matches nothing; the others are compared.

    Raises:
        BadInput: the file cannot be read.
    """
    if name == "-":
        yield from _compared(sys.stdin.buffer, name, language)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _compared(file, name, language)
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name}. Check the path.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _compared(file: BinaryIO, name: str, language: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            where = f"Line {number} of {'standard input' if name == '-' else name}"
            try:
                pair = jsondoor.parse(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except UnicodeDecodeError:
                yield _refused(None, number, f"{where} is not UTF-8.")
            except FileRefused as error:
                cut = "" if line.endswith(b"\n") else " It is the last one: the file may be cut off."
                yield _refused(None, number, f"{where} cannot be read: {error}{cut}")
            else:
                yield _answer(pair, number, where, language)


def _answer(pair: Any, number: int, where: str, language: str) -> dict[str, Any]:
    try:
        if not isinstance(pair, Mapping):
            raise NoRecord("is no JSON object")
        query, candidate = _record(pair, "query"), _record(pair, "candidate")
    except NoRecord as error:
        return _refused(pair, number, f"{where} {error}.")
    comparison = compare(query, candidate)
    answer = {
        "id": pair.get("id", str(number)),
        "score": round(comparison.score, 6),
        "band": comparison.band.value,
        "why": [
            {"what": reason.what, "text": reason.text, "weight": round(reason.weight, 3)}
            for reason in explain(comparison, language)
        ],
    }
    asides = [*query.asides, *candidate.asides]
    return answer | {"aside": asides} if asides else answer


def _refused(pair: Any, number: int, why: str) -> dict[str, Any]:
    """Give the answer for a line that is no pair: it matches nothing, and says why."""
    named = pair.get("id", str(number)) if isinstance(pair, Mapping) else str(number)
    return {"id": named, "score": 0.0, "band": Band.NONE.value, "why": [], "refused": why}


def _record(pair: Mapping[str, Any], side: str) -> Prepared:
    value = pair.get(side)
    if not isinstance(value, Mapping):
        raise NoRecord(f"has no member “{side}” with a record in it")
    # Of the two records of a pair nobody needs the ids.
    try:
        record = plain_record({member: each for member, each in value.items() if each is not None} | {"id": side})
    except NoRecord as error:
        raise NoRecord(f"has a {side} that {error}") from error
    if record is None:
        raise NoRecord(f"has as its {side} an entity that is neither a person nor an organisation")
    return prepare(record)
