"""The ordeals of `script` in parts: each can be gone through by another process, and together they are all."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.crash import script
from tests.crash.script import Chapter
from tests.faults.two import prepare
from tests.node.world import make_template

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """What every ordeal begins from: the script played once without a fault, in a folder of its own."""

    folder: Path
    chapters: list[Chapter]


@dataclass(frozen=True)
class Share:
    """What came of one part of the ordeals. `planned`: how many the part has; `of`: how many there are in all."""

    points: int
    planned: int
    of: int
    broken: list[str]
    seams: dict[str, int]


def set_stage(folder: Path) -> Stage:
    """Play the script once in an empty folder."""
    prepared = prepare(folder / "pair", make_template(folder / "node.sqlite3"))
    return Stage(folder, script.chapters(folder, prepared))


def share(stage: Stage, part: int, of: int, *, twice: bool = False, most: int | None = None) -> Share:
    """Go through one part of the ordeals, from 0 to `of` - 1, in this process."""
    chosen = script.ordeals(stage.chapters, twice=twice)[:most]
    outcome = script.Outcome()
    # All ordeals of one point share what comes before it.
    of_point: dict[script.Point, list[script.Ordeal]] = {}
    for ordeal in chosen:
        of_point.setdefault(ordeal.point, []).append(ordeal)
    mine = points_of(list(of_point), part, of)
    with few_collections():
        for point in mine:
            script.suffer(stage.folder, stage.chapters, point, of_point[point], outcome)
    planned = sum(len(of_point[point]) for point in mine)
    return Share(outcome.points, planned, len(chosen), outcome.broken, dict(outcome.seams))


def points_of(points: Sequence[T], part: int, of: int) -> list[T]:
    """Give the points of one part: every one is in exactly one part."""
    # Every other point begins a new run, which is the dearer one: pairs keep the parts alike.
    return [point for index, point in enumerate(points) if index // 2 % of == part]


@contextmanager
def few_collections() -> Iterator[None]:
    """Collect garbage seldom: a point makes many short-lived objects and keeps few."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
