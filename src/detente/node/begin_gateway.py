"""Dialogues about a message, for one officer (`queries.begin_page.BeginDesk`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from detente.node.context import Node
from detente.node.queries import begin_about, corrections, thread_page
from detente.node.queries.begin_page import About, BeginPage
from detente.node.queries.corrections_page import Told
from detente.node.queries.desk import Draft
from detente.node.queries.drafts import content_of
from detente.node.services import beginning, drafting
from detente.node.services.letters import Letter
from detente.node.stores.models import Officer


class BeginGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def begin_page(self, officer_id: int, entry_id: str, kind: About) -> BeginPage:
        """See `BeginDesk`."""
        node, officer = self._who(officer_id)
        return begin_about.page(node, officer, thread_page.find(node, officer, entry_id), kind)

    def begin_draft(
        self, officer_id: int, entry_id: str, kind: About, *, given: Mapping[str, Any], text: str, lang: str
    ) -> str:
        """See `BeginDesk`."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        begin_about.page(node, officer, entry, kind)
        given = beginning.normalised(node, kind, given)
        beginning.payload_of(kind, Letter(text=text), given, concerning=entry)
        draft = Draft(
            kind=kind,
            message=beginning.first_message(kind),
            to=entry.partner.code,
            topic=entry.topic or "",
            text=text,
            lang=lang,
            tlp="AMBER",
            more={"given": dict(given)},
        )
        content = content_of(draft) | {"concerns": entry.cid, "agreement": entry.agreement or ""}
        return str(drafting.save(node, officer, None, content, entry.partner).pk)

    def recall_issue(self, officer_id: int, entry_id: str, *, reason: str, text: str, lang: str) -> tuple[Told, ...]:
        """See `BeginDesk`."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        begin_about.page(node, officer, entry, "recall")
        told = corrections.recall(node, officer.name, entry.uid, Letter(text=text, lang=lang), reason)
        return tuple(
            Told(each["partner"], each["id"] or "", each["draft"], each["refused"], each["code"]) for each in told
        )
