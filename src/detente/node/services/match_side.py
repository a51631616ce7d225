"""One side of a match by its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MESSAGE: Final = "message"
RECORD: Final = "record"
LISTED: Final = "listed"
LIST: Final = "list"
"""A whole list, whose newest version is compared with all that is held; no side of a match."""

Form = Mapping[str, Any]
"""The plain form in which names are compared (`matching.names.plain`)."""


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """Who is compared, by address. `uid`: the row of a message, the id of a record or entry; `place`: in a message."""

    kind: str
    uid: str
    place: int = 0
