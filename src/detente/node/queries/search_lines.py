"""Searching for the command and other machines: what a question found as plain values."""

from __future__ import annotations

from typing import Any, Final

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import corrections, search
from detente.node.queries.desk import Phrase
from detente.node.queries.search_page import SearchPage
from detente.node.services import officers, searching
from detente.node.services.searching import Question

_MARKS: Final = {f"note.{name}": words for name, words in corrections.MARKS.items()}


def ask(
    node: Node, officer: str | None, question: Question, *, reason: str, name: str = "", after: str = ""
) -> dict[str, Any]:
    """Give a page of what a question finds; without a reason, of what file numbers find."""
    who = officers.acting(node, officer)
    if question.words and not reason and not name:
        question = searching.numbers_looked_up(node, who, question)
        return lines(search.page(node, who, question, after=after, numbers_only=True))
    asked = searching.ask(node, who, question, reason=reason, name=name)
    return lines(search.kept_page(node, who, str(asked.pk), after=after))


def ask_saved(node: Node, officer: str | None, name: str, *, after: str = "") -> dict[str, Any]:
    """Give a page of what a saved question finds now."""
    who = officers.acting(node, officer)
    return lines(search.kept_page(node, who, str(searching.named(node, who, name).pk), after=after))


def saved(node: Node, officer: str | None) -> list[dict[str, Any]]:
    """Give the names of the officer's saved questions with what they ask."""
    rows = searching.saved(node, officers.acting(node, officer))
    return [{"name": row.name, "question": {k: v for k, v in row.question.items() if v}} for row in rows]


def lines(page: SearchPage) -> dict[str, Any]:
    """Give a page of search results as plain values."""
    return {
        "search": page.id,
        "rows": [
            {
                "id": row.entry_id,
                "partner": row.party.code,
                "kind": row.kind,
                "subject": row.subject.text,
                "handling": row.handling.tlp,
                "mark": next((words for code, words in _MARKS.items() if Phrase(code) in row.notes), ""),
                "due": None if row.clock is None or row.clock.at is None else format_instant(row.clock.at),
            }
            for row in page.rows
        ],
        "after": page.after,
        "numbers_only": page.numbers_only and bool(page.question.words),
    }
