"""Where the processor time of a profiled run went: shares of the rooms, and the dearest functions of each."""

from __future__ import annotations

import pstats
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

MOST_ROOMS: Final = 14
MOST_FUNCTIONS: Final = 4
_WAITING: Final = ("'recv' of", "'sendall' of", "'accept' of")
_DETENTE: Final = re.compile(r"/detente/((?:node/)?\w+)")
_LIBRARY: Final = re.compile(r"/site-packages/(\w+)")

Function = tuple[str, int, str]


def shares(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Give [{"room", "share", "functions"}], dearest first; share of the time that was not spent waiting for the line.

    A function of C counts for the room that called it, but for those that have a name of their own: SQLite and crypto.
    """
    seconds: dict[str, float] = defaultdict(float)
    functions: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for file in files:
        for function, (_, _, own, _, callers) in pstats.Stats(str(file)).stats.items():  # type: ignore[attr-defined]  # documented, and not in the stubs
            if any(mark in function[2] for mark in _WAITING):
                continue
            for room, spent in _spent(function, own, callers):
                seconds[room] += spent
                functions[room][_name(function)] += spent
    total = sum(seconds.values())
    dearest = sorted(seconds, key=lambda room: -seconds[room])[:MOST_ROOMS]
    return [
        {
            "room": room,
            "share": seconds[room] / total,
            "functions": [
                {"function": name, "share": spent / total}
                for name, spent in sorted(functions[room].items(), key=lambda item: -item[1])[:MOST_FUNCTIONS]
            ],
        }
        for room in dearest
    ]


def _spent(function: Function, own: float, callers: dict[Function, Any]) -> list[tuple[str, float]]:
    file, _, name = function
    if file != "~":
        return [(_room(file), own)]
    if "sqlite3" in name or "SQLite" in name:
        return [("sqlite", own)]
    if "cryptography" in name or "mlkem" in name or "x25519" in name:
        return [("cryptography", own)]
    return [(_room(caller[0]), numbers[2]) for caller, numbers in callers.items()]


def _room(file: str) -> str:
    if found := _DETENTE.search(file):
        return found.group(1)
    if found := _LIBRARY.search(file):
        return found.group(1)
    return "bench" if "/bench/" in file else "python"


def _name(function: Function) -> str:
    file, line, name = function
    return name if file == "~" else f"{Path(file).name}:{line} {name}"
