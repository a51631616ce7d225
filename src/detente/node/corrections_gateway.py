"""Corrections, for one officer (`queries.corrections_page.CorrectionsDesk`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from detente.node.context import Node
from detente.node.queries import about_page, corrections, thread_page
from detente.node.queries.corrections_page import BodyWord, CompletionLine, Rectified, Told
from detente.node.services.letters import Letter
from detente.node.stores.models import Officer

_OF_ALL: Final = ("partner", "stands", "since", "onward", "item")
_OF_A_BODY: Final = ("body", "how", "told", "answer_by", "ground", "reference", "digest")


class CorrectionsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def completion(self, officer_id: int, entry_id: str) -> tuple[CompletionLine, ...]:
        """See `CorrectionsDesk`."""
        node, officer = self._who(officer_id)
        found = corrections.completion(node, officer, thread_page.find(node, officer, entry_id))
        return tuple(
            CompletionLine(
                **{
                    name: each.get(name) or "" for name in ("partner", "stands", "since", "onward", "item", *_OF_A_BODY)
                },
                correction=each["id"] or "",
            )
            for each in found
        )

    def correction_issue(self, officer_id: int, entry_id: str, given: Rectified) -> tuple[Told, ...]:
        """See `CorrectionsDesk`."""
        node, officer = self._who(officer_id)
        letter = Letter(
            text=given.text,
            lang=given.lang,
            codes=given.codes,
            own_ref=given.own_ref or None,
            records=about_page.as_kept(node, given.records),
            character=given.character,
        )
        told = corrections.issue(node, officer.name, thread_page.find(node, officer, entry_id).uid, letter)
        return tuple(
            Told(each["partner"], each["id"] or "", each["draft"], each["refused"], each["code"]) for each in told
        )

    def body_told(self, officer_id: int, entry_id: str, given: BodyWord) -> None:
        """See `CorrectionsDesk`."""
        node, officer = self._who(officer_id)
        corrections.told_of(node, officer, thread_page.find(node, officer, entry_id), given)
