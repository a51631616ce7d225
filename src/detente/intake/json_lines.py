"""Lines of strict JSON from a stranger's file, each bounded before it is parsed.

What a text costs is known from its length; what a structure costs is not: three bytes of `[],` become a list of
sixty. So lines, their length and the pieces of all of them together are counted first, and a line is parsed when it
is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, islice
from typing import Final

from detente.model.strict_json import JsonObject, MalformedJson, parse

# A string is one piece however long it is, and what stands in it is none. Its end may lack: a search that went back
# to the next quote would read the rest of such a line again and again.
_PIECE: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)


class BadLines(ValueError):
    """The lines are too many, too long or no strict JSON; the text says which one, and why."""


def read(content: bytes, *, name: str, most: int, longest: int, pieces: int) -> Iterator[JsonObject]:
    """Give the object of each line of the member `name`: at most `most` lines of at most `longest` bytes.

    `pieces`: how many names and values all lines may hold together.

    Raises:
        BadLines: a bound is crossed, or a line is no strict JSON. What stands before it was given.
    """
    begin, left = 0, pieces
    # Cut one by one: a list of all would cost an object for each line feed.
    for number in count(1):
        if begin >= len(content):
            return
        if number > most:
            raise BadLines(f"{name} has more than {most} lines")
        end = content.find(b"\n", begin)
        end = len(content) if end < 0 else end
        if end - begin > longest:
            raise BadLines(f"line {number} of {name} has more than {longest} bytes")
        line = content[begin:end]
        left -= _pieces(line, left)
        if left < 0:
            raise BadLines(f"{name} has more than {pieces} names and values")
        try:
            yield parse(line)
        except MalformedJson as error:
            raise BadLines(f"line {number} of {name}: {error}") from error
        begin = end + 1


def _pieces(line: bytes, most: int) -> int:
    """Give how many pieces a line holds; the count ends where it is over `most`."""
    return sum(1 for _ in islice(_PIECE.finditer(line), most + 1))
