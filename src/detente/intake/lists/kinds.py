"""What a file is, by its content alone: whoever sends harm chooses its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from detente.intake.lists import ftm, jsondoor
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import FileRefused, refuse
from detente.intake.lists.values import Reading, refused

LONGEST_LINE: Final = 8 * 1024 * 1024


def read(data: bytes) -> Reading:
    """Give what became of a file. Nothing of one that is refused is kept."""
    kind = "unknown"
    try:
        if not data.strip():
            raise refuse("text.empty")
        kind = "json"
        return _json(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return refused(kind, refuse("text.encoding").said)
    except FileRefused as error:
        return refused(kind, error.said)


def _json(text: str) -> Reading:
    gathering = Gathering(ftm.KIND)
    ftm.read(_lines(text, gathering), gathering)
    return gathering.reading()


def _lines(text: str, gathering: Gathering) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = jsondoor.parse(line)
            except FileRefused as error:
                gathering.rows += 1
                gathering.leave_out(f"line {number}", error.said)
                continue
            yield f"line {number}", value
