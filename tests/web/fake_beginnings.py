"""The part of the desk in memory for dialogues about a message: feedback, an ask for consent, a recall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries import asked_values
from detente.node.queries.begin_page import About, BeginPage
from detente.node.queries.corrections_page import Told
from detente.node.queries.desk import Handling, Text
from tests.web import fictional as tale


class FakeBeginnings:
    """Answers the pages that open a dialogue about a message."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def begin_page(self, officer_id: int, entry_id: str, kind: About) -> BeginPage:
        if kind not in ("feedback", "onward-consent", "recall"):
            raise NotFound("This cannot be begun about this message.")
        values = asked_values.of_act(kind, "opens")
        return BeginPage(
            tale.NOW, entry_id, kind, Text("Voyage annoncé", "fr"), tale.ZOR, Handling("AMBER"), values, (tale.ZOR,)
        )

    def begin_draft(
        self, officer_id: int, entry_id: str, kind: About, *, given: Mapping[str, Any], text: str, lang: str
    ) -> str:
        self._act("begin_draft", entry_id=entry_id, kind=kind, given=dict(given), text=text)
        return "d-1"

    def recall_issue(self, officer_id: int, entry_id: str, *, reason: str, text: str, lang: str) -> tuple[Told, ...]:
        if text == "refuse me":
            raise BadInput("Nobody has this message from you, so there is nobody to recall it from.")
        self._act("recall_issue", entry_id=entry_id, reason=reason, text=text)
        return (
            Told("ZOR", "e-1", "", ""),
            Told("BET", "", "d-7", ""),
            Told("GAM", "", "", "The agreement has ended.", "agreement.ended"),
        )
