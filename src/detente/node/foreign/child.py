"""The child: reads its standard input, closes itself in, and writes what the file shows. `python -m` starts it.

Out comes one line of JSON, then the body: UTF-8 of a text, or the bytes of the pixels. The parent believes none of it
(`foreign.looking`).
"""

from __future__ import annotations

import json
import os
import sys

from detente.node.foreign import drawing, sandbox
from detente.node.foreign.bounds import MOST_IN_BYTES
from detente.node.foreign.drawing import Drawn, NoPreview, Pixels, Text


def main() -> None:
    """Draw one file; end without the interpreter's own farewell, for which nothing is allowed any more."""
    drawing.ready()
    data = sys.stdin.buffer.read(MOST_IN_BYTES + 1)
    try:
        sandbox.limit()
        sandbox.close()
    except (OSError, ValueError):
        _say(NoPreview("no-sandbox"))
    _say(_drawn(data))


def _drawn(data: bytes) -> Drawn:
    try:
        return drawing.draw(data)
    except MemoryError:
        return NoPreview("limits")


def _say(drawn: Drawn) -> None:
    header: dict[str, object]
    body = b""
    match drawn:
        case Text(text, cut):
            header, body = {"is": "text", "cut": cut}, text.encode()
        case Pixels(width, height, pages, body, kind):
            header = {"is": kind, "width": width, "height": height, "pages": pages}
        case NoPreview(reason):
            header = {"is": "none", "reason": reason}
    left = memoryview(json.dumps(header).encode() + b"\n" + body)
    while left:
        left = left[os.write(1, left) :]
    os._exit(0)


if __name__ == "__main__":
    main()
