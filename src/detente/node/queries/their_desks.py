"""A desk of a partner as we know it, for its page: our own notes, which never travel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TheirDesk:
    """One desk of a partner. `topics`, `languages`: codes."""

    name: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    notes: str = ""
