"""What the desk may ask for on paper (see `queries.desk`)."""

from __future__ import annotations

from typing import Protocol


class PaperDesk(Protocol):
    """Printing for one officer."""

    def thread_paper(self, officer_id: int, entry_id: str, *, lang: str) -> bytes:
        """Give the thread of a message as a numbered PDF, its own words in `lang`; what may not leave is withheld."""
        ...
