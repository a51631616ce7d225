"""Reading a list from outside: start the child, and believe nothing that it gives back.

A reader that is killed, runs out of memory or time, or answers out of form gives a refusal with a sentence, and
nothing that it had read before.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from detente.intake.lists import carried, values
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import say
from detente.intake.lists.values import Reading
from detente.node.foreign import children
from detente.node.foreign.bounds import CPU_SECONDS, MEMORY_BYTES, MOST_IN_BYTES

CHILD: Final = (sys.executable, "-P", "-s", "-m", "detente.node.foreign.reading_child")
_MIB: Final = 1024 * 1024
_PIECE: Final = 4 * _MIB


@dataclass(frozen=True, slots=True)
class Budget:
    """What the reading of one file may use: bytes in and out, memory, seconds of a processor and on the clock."""

    most_in: int = MOST_IN_BYTES
    most_out: int = 8 * MOST_IN_BYTES
    memory: int = MEMORY_BYTES
    cpu: int = CPU_SECONDS - 1  # the parent has a part of the five seconds
    seconds: float = 30.0


FROM_A_PARTNER: Final = Budget()
"""For what comes with a message or through a screen."""


def by_size(size: int) -> Budget:
    """Give the budget of a list that an operator starts: that of a small file, and more for each MiB of a large one.

    >>> by_size(1_000) == FROM_A_PARTNER, by_size(100 * 1024 * 1024).cpu > 60
    (True, True)
    """
    # A table of short rows takes longer than any other file: some ninety thousand of them in a MiB.
    more = max(0, size - _MIB) / _MIB
    if not more:
        return FROM_A_PARTNER
    return Budget(
        most_in=max(MOST_IN_BYTES, size),
        most_out=8 * max(MOST_IN_BYTES, size),
        memory=MEMORY_BYTES + int(more * 24) * _MIB,
        cpu=CPU_SECONDS + int(more * 8),
        seconds=60.0 + 96 * more,
    )


def read(
    pieces: Iterable[bytes],
    *,
    budget: Budget = FROM_A_PARTNER,
    mapping: ColumnMapping | None = None,
    encoding: str = "",
) -> Reading:
    """Give what became of a file. `mapping` and `encoding`: what a person confirmed of a table."""
    if not hasattr(os, "memfd_create"):
        return values.refused("unknown", say("child.no-sandbox"))
    source, target = os.memfd_create("foreign"), os.memfd_create("read")
    try:
        asked = json.dumps({"mapping": carried.mapping_json(mapping), "encoding": encoding}).encode() + b"\n"
        if not children.fill(source, _after(asked, pieces), most=budget.most_in + len(asked)):
            return values.refused("unknown", say("kind.large", most=budget.most_in // _MIB))
        command = (*CHILD, *map(str, (budget.cpu, budget.memory, budget.most_out)))
        if ending := children.run(command, source, target, budget.seconds):
            return values.refused("unknown", say(f"child.{ending}"))
        return reading_in(_lines(target))
    finally:
        os.close(source)
        os.close(target)


def reading_in(lines: Iterable[bytes]) -> Reading:
    """Give what the child's answer says; whatever is not exactly in form is an unreadable file."""
    try:
        return carried.reading(lines)
    except carried.OutOfForm:
        return values.refused("unknown", say("child.unreadable"))


def _after(first: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _lines(target: int) -> Iterator[bytes]:
    """Give the lines of a file from its begin, each whole."""
    held, at = b"", 0
    while piece := os.pread(target, _PIECE, at):
        at += len(piece)
        *whole, held = (held + piece).split(b"\n")
        yield from whole
    if held:
        yield held
