"""What a reader has to say of a file: a code, and what varies, in one sentence that a person understands.

The sentences stand in one table, so that each has its translations; a value goes into them short and with hidden
characters made visible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.intake.lists import sentences

LONGEST_VALUE: Final = 120


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: its code, and the values in its places, in the order of their names."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in English."""
        return sentences.TEMPLATES[self.code] % dict(self.values)


class FileRefused(ValueError):
    """Nothing of a file is kept; `said` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text)
        self.said = said


class EntryRefused(ValueError):
    """One entry of a file is left out, the others are read; `said` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text)
        self.said = said


def say(code: str, **values: object) -> Said:
    """Give the sentence of a code with values in its places.

    >>> say("json.twice", name="id\u202e").text
    "One object names the member 'id\\\\u202e' twice. Two readers would read it in two ways."
    """
    return Said(code, tuple((name, shown(value)) for name, value in sorted(values.items())))


def refuse(code: str, **values: object) -> FileRefused:
    """Give the error that ends the reading of a file."""
    return FileRefused(say(code, **values))


def leave_out(code: str, **values: object) -> EntryRefused:
    """Give the error that ends the reading of one entry."""
    return EntryRefused(say(code, **values))


def shown(value: object) -> str:
    """Give a value short, with what a reader cannot see written as an escape."""
    if isinstance(value, int):
        return str(value)
    text = str(value)
    cut = text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."
    return "".join(each if _visible(each) else each.encode("unicode_escape").decode("ascii") for each in cut)


def _visible(letter: str) -> bool:
    return letter == " " or (letter.isprintable() and letter not in _UNSEEN)


_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
CODES: Final[Mapping[str, str]] = MappingProxyType(sentences.TEMPLATES)
