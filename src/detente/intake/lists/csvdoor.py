"""Rows of a text with separators: which separator, and no row, field or quote without end."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Final

from detente.intake.lists.said import refuse

MOST_COLUMNS: Final = 1_000
LONGEST_FIELD: Final = 65_000
MOST_ROWS: Final = 3_000_000
SEPARATORS: Final = (",", ";", "\t", "|")
_LINES: Final = 20


def rows(text: str, separator: str) -> Iterator[list[str]]:
    """Give the rows, empty ones too.

    Raises:
        FileRefused: a bound is crossed, or a quote never ends; what stands before it was given.
    """
    if "\0" in text:
        raise refuse("text.nul")
    # The old end of a file of DOS, which some lists still carry.
    lines = _lines(text.rstrip("\x1a\r\n"))
    number = 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=separator, strict=True), 1):
            if len(row) > MOST_COLUMNS:
                raise refuse("table.wide", line=number, most=MOST_COLUMNS)
            if any(len(each) > LONGEST_FIELD for each in row):
                raise refuse("table.field", line=number, most=LONGEST_FIELD)
            if number > MOST_ROWS:
                raise refuse("table.long", most=MOST_ROWS)
            yield row
    except csv.Error as error:
        if "field larger" in str(error):
            raise refuse("table.field", line=number + 1, most=LONGEST_FIELD) from error
        raise refuse("table.quote") from error


def _lines(text: str) -> Iterator[str]:
    """Give the lines with their ends. Only those of files: a `splitlines` also cuts at U+2028 inside a name."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        if end < 0 and "\r" in text[begin:]:
            yield from _old_lines(text[begin:])
            return
        end = len(text) if end < 0 else end + 1
        yield text[begin:end]
        begin = end


def _old_lines(text: str) -> Iterator[str]:
    for each in text.split("\r"):
        yield each + "\n"


def separator_of(text: str) -> str:
    """Give what parts the columns, "" where nothing does in the same way in most of the first lines.

    >>> separator_of("a;b;c\\n1,5;2;3\\n"), separator_of("name\\nKarim\\n")
    (';', '')
    """
    head = [each for each in text[:100_000].splitlines()[:_LINES] if each.strip()]
    best, most = "", 0.0
    for each in SEPARATORS:
        counts = Counter(_count(line, each) for line in head)
        counts.pop(0, None)
        if counts:
            # How many lines have the commonest number of it, and then how many there are.
            number, lines = max(counts.items(), key=lambda item: (item[1], item[0]))
            value = lines / len(head) * 10 + min(number, 50) / 10
            if value > most and (lines > 1 or len(head) <= 2 or number >= 3):
                best, most = each, value
    return best


def _count(line: str, separator: str) -> int:
    """Give how often the separator stands outside of quotes."""
    return sum(part.count(separator) for part in line.split('"')[::2])
