"""What the command writes: JSON lines or sentences on standard output, complaints on standard error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from detente.model.instant import format_instant

Row = Mapping[str, Any]


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says; what UTF-8 cannot hold is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def line(value: Mapping[str, Any]) -> None:
    """Write one JSON line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate has no UTF-8; escaped, the line stays JSON and says the same.
    print(text if text.isascii() or _is_utf8(text) else json.dumps(value, separators=(",", ":")))


def say(sentence: str) -> None:
    """Write one sentence for a person, at once: whoever waits on a pipe for `serve` reads it while the node runs."""
    print(sentence, flush=True)


def raw(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table for a person: drawn on a terminal, tab-separated in a pipe."""
    if not sys.stdout.isatty():
        for row in (head, *rows):
            print("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*head)
    for row in rows:
        drawn.add_row(*row)
    Console().print(drawn)


def listing(
    rows: Sequence[Row],
    columns: Mapping[str, str | Callable[[Row], str]],
    *,
    as_json: bool,
    none: str = "",
) -> None:
    """Write rows as JSON lines, or as a table for a person; the sentence `none` where there are none.

    `columns`: what stands above each, and the member that it shows, a dash where that is empty, or how it is written.
    """
    if as_json:
        for row in rows:
            line(row)
    elif none and not rows:
        say(none)
    else:
        cells = [_written(shown) for shown in columns.values()]
        table(list(columns), [[written(row) for written in cells] for row in rows])


def _written(shown: str | Callable[[Row], str]) -> Callable[[Row], str]:
    return (lambda row: str(row[shown] or "–")) if isinstance(shown, str) else shown


def plain(value: Any) -> Any:
    """Give values as JSON has them: instants as texts, tuples as lists."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return format_instant(value) if hasattr(value, "tzinfo") else value


def told(found: Row, sentence: str, *, as_json: bool) -> None:
    """Write what an act came to: as a JSON line, or as a sentence for a person."""
    if as_json:
        line(found)
    else:
        say(sentence)


def complain(sentence: str) -> None:
    """Write one sentence on standard error: what is wrong and what to do."""
    print(sentence, file=sys.stderr)


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
