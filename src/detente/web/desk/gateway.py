"""The one door from the desk to the node: `desk()` gives what answers every read and act of a page.

`DETENTE_DESK` names it in the settings, as a module or as an object in one; tests bind their own for a while.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from detente.node.queries.whole_desk import WholeDesk as Desk

_bound: list[Desk] = []


def desk() -> Desk:
    """Give the desk of this node."""
    return _bound[-1] if _bound else _named(settings.DETENTE_DESK)


@contextmanager
def bound(other: Desk) -> Iterator[Desk]:
    """Let every page of this process ask `other` until the block ends."""
    _bound.append(other)
    try:
        yield other
    finally:
        _bound.remove(other)


def _named(path: str) -> Desk:
    try:
        return cast(Desk, import_module(path))
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return cast(Desk, import_string(path))
