"""The part of the desk in memory that writes several messages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.desk import Phrase, Signing, Text
from detente.node.queries.together_page import Fate, Ready, TogetherPage
from tests.web import fictional as tale


class FakeWriting:
    """Two drafts that are ready and one that is not."""

    signing: Signing

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps the acts")

    def together(self, officer_id: int, chosen: Sequence[str], *, approves: bool) -> TogetherPage:
        keys = list(chosen) or ["d-1", "d-2", "d-3"]
        drafts = tuple(
            Ready(
                draft_id=key,
                party=tale.ZOR,
                subject=Text(f"Dossier {key}", "fr"),
                message="notification",
                author="Inès Corvalan",
                hash="" if key == "d-3" else f"hash-{key}",
                refusal=Phrase("draft-unready") if key == "d-3" else None,
            )
            for key in keys
        )
        return TogetherPage(tale.NOW, drafts, self.signing, approves, False)

    def release_together(
        self, officer_id: int, chosen: Sequence[tuple[str, str]], *, approves: bool, assertion: str | None
    ) -> tuple[Fate, ...]:
        if not chosen:
            raise BadInput("Choose the drafts that shall leave together.")
        self._act("release_together", chosen=chosen, approves=approves, assertion=assertion)
        first, *others = [draft for draft, _ in chosen]
        refused = [Fate(draft, "refused", PolicyRefusal("agreement.ended", "ended")) for draft in others]
        return (Fate(first, "released"), *refused)
