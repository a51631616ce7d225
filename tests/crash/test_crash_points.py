"""Wherever a node dies in the scripted exchange, nothing is lost, doubled, reordered or contradicted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from pytest_django import DjangoDbBlocker

from tests.crash import shares
from tests.crash.shares import Stage

SHARES = 12
"""A test each, so that every processor has some to the end."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The script, played once without a fault."""
    with django_db_blocker.unblock():
        yield shares.set_stage(tmp_path_factory.mktemp("crash"))


@pytest.mark.parametrize("part", range(SHARES))
def test_no_death_at_any_seam_of_the_script_breaks_anything(
    stage: Stage, part: int, count_at_the_end: Callable[..., None]
) -> None:
    began = perf_counter()
    found = shares.share(stage, part, SHARES)
    seconds = round(perf_counter() - began)
    count_at_the_end("crash points", points=found.points, broken=len(found.broken), seconds=seconds)
    assert not found.broken
    assert found.points == found.planned
    assert found.of >= 2000


@pytest.mark.parametrize("count", [0, 1, 7, 24, 601])
def test_the_parts_are_the_whole(count: int) -> None:
    parts = [shares.points_of(range(count), part, SHARES) for part in range(SHARES)]
    assert sorted(point for part in parts for point in part) == list(range(count))
