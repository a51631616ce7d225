"""What a page of writing may ask besides (`queries.desk`): keeping by itself, a second draft beside the first."""

from __future__ import annotations

from typing import Protocol

from detente.node.queries.desk import Draft


class KeepingDesk(Protocol):
    """Keeping drafts, for one officer."""

    def draft_begin(self, officer_id: int, draft: Draft, *, template: str) -> str:
        """Begin a draft with the texts of a template, filled with what the draft says already; give its id."""
        ...

    def draft_keep(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str) -> None:
        """Keep what a page saves by itself.

        Raises:
            BadInput: another window saved it (`draft-newer`), or it waits for a second person (`draft-waits`).
        """
        ...

    def draft_copy(self, officer_id: int, draft_id: str, draft: Draft) -> str:
        """Make a new draft of what was typed over another, with its files; give its id."""
        ...
