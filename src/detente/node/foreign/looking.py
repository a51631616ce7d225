"""Looking at a foreign file from outside: start the child, and believe nothing that it gives back.

The plain bytes lie in memory alone (memfd), never on the disk. What comes back is text, or as many bytes as its edges
say, which we pack into a PNG of our own: whoever took the child over can choose the picture and no more.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from detente.model.strict_json import JsonObject, MalformedJson, parse
from detente.node.foreign import children
from detente.node.foreign.bounds import MOST_EDGE, MOST_IN_BYTES, MOST_LETTERS, MOST_OUT_BYTES, REASONS, Reason

SECONDS: Final = 60.0
"""Of the clock on the wall, for a child that neither works nor ends; who works has five of the processor. On a machine
with much else to do the child's start alone may take ten."""
CHILD: Final = (sys.executable, "-P", "-s", "-B", "-m", "detente.node.foreign.child")
_MOST_PAGES: Final = 1_000_000
_LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class Sight:
    """What an officer may see of a file: a text, a picture, or the reason why neither.

    `reason`: one of `REASONS`, "" where something is shown. `png`: our own encoding. `pages`: of a PDF, whose first is
    the picture; 0 otherwise. `cut`: the text goes on.
    """

    reason: Reason | Literal[""] = ""
    text: str = ""
    cut: bool = False
    png: bytes = b""
    width: int = 0
    height: int = 0
    pages: int = 0


def look(pieces: Iterable[bytes], *, seconds: float = SECONDS) -> Sight:
    """Give what a file shows. At most one child of 512 MiB and five seconds of a processor; `seconds` of anybody's."""
    if not hasattr(os, "memfd_create"):
        return Sight(reason="no-sandbox")
    source, target = os.memfd_create("foreign"), os.memfd_create("drawn")
    try:
        if not children.fill(source, pieces, most=MOST_IN_BYTES):
            return Sight(reason="too-large")
        if reason := children.run(CHILD, source, target, seconds):
            return Sight(reason=reason)
        return sight_in(os.pread(target, MOST_OUT_BYTES + 1, 0))
    finally:
        os.close(source)
        os.close(target)


def sight_in(answer: bytes) -> Sight:
    """Give what the child's answer shows; whatever is not exactly in form is an unreadable file."""
    line, _, body = answer[: MOST_OUT_BYTES + 1].partition(b"\n")
    try:
        if len(line) > _LONGEST_LINE:
            return Sight(reason="unreadable")
        return _sight(parse(line), body)
    except (MalformedJson, UnicodeDecodeError):
        return Sight(reason="unreadable")


def _sight(header: JsonObject, body: bytes) -> Sight:
    match header:
        case {"is": "none", "reason": str(reason), **more} if reason in REASONS and not more and not body:
            return Sight(reason=reason)
        case {"is": "text", "cut": bool(cut), **more} if not more:
            text = body.decode("utf-8")
            if len(text) <= MOST_LETTERS and "\0" not in text:
                return Sight(text=text, cut=cut)
        case {
            "is": "image" | "pdf" as kind,
            "width": int(width),
            "height": int(height),
            "pages": int(pages),
            **more,
        } if not any(isinstance(each, bool) for each in (width, height, pages)):
            fits = 1 <= width <= MOST_EDGE and 1 <= height <= MOST_EDGE and 1 <= pages <= _MOST_PAGES
            if fits and not more and len(body) == width * height * 3:
                shown = 0 if kind == "image" else pages
                return Sight(png=png_of(body, width, height), width=width, height=height, pages=shown)
    return Sight(reason="unreadable")


def png_of(rgb: bytes, width: int, height: int) -> bytes:
    """Give pixels as a PNG (RFC 2083) with nothing else in it; `rgb` has width * height * 3 bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    # Each row begins with its filter: none.
    rows = b"".join(b"\0" + rgb[row * width * 3 : (row + 1) * width * 3] for row in range(height))
    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
