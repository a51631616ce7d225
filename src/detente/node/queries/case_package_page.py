"""What the desk may ask about case packages (see `queries.desk`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file that was imported. `again`: it had been before, and nothing was done now.

    `dropped`: names of properties that no record may carry; `left_out`: messages that were not in the file.
    """

    case: str
    drafts: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    left_out: int = 0
    again: bool = False


class CasePackageDesk(Protocol):
    """Case packages for one officer."""

    def case_export(self, officer_id: int, entry_id: str) -> bytes:
        """Give the case of a message as a file; what may not leave is left out and counted in it."""
        ...

    def case_import(self, officer_id: int, data: bytes, *, way: Literal["desk", "interface"]) -> Taken:
        """Make drafts of a case package. Nothing of it is sent; the same file again makes none.

        Raises:
            CasePackageRefused: it cannot be used; `faults` are a sentence each.
        """
        ...
