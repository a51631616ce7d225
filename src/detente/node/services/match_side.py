"""One side of a match by its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MESSAGE: Final = "message"
RECORD: Final = "record"

Form = Mapping[str, Any]
"""The plain form in which names are compared (`matching.names.plain`)."""


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """Who is compared, by its address. `uid`: the row of a message, the id of a record; `place`: in the message."""

    kind: str
    uid: str
    place: int = 0
