"""What an act about an agreement says, element by element, as whoever approves it reads it: the whole of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.node.queries.desk import Phrase, ReleaseRow, Text
from detente.node.services.agreement_doing import Doing


def rows_of(doing: Doing) -> list[ReleaseRow]:
    """Give every value that would leave, by its name in the text; the officer who was heard stays in the house."""
    leaves = [_row("element.kind", doing.message, "why.header")]
    if doing.topic is not None:
        leaves.append(_row("element.purpose", doing.topic, "why.header"))
    leaves += [_row("element.text", f"{name}: {value}", "why.sealed") for name, value in _values("", doing.members)]
    stays = ReleaseRow(Phrase("element.author"), (), "stays", Phrase("why.never-sent"))
    return [*leaves, stays]


def _row(element: str, text: str, why: str) -> ReleaseRow:
    return ReleaseRow(Phrase(element), (Text(text),), "leaves", Phrase(why))


def _values(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give each value of a text with its path, in the order of the text."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _values(f"{name}.{key}" if name else key, each)
    elif isinstance(value, list):
        yield name, " · ".join(" = ".join(map(str, each)) if isinstance(each, list) else str(each) for each in value)
    elif value is not None:
        yield name, str(value)
