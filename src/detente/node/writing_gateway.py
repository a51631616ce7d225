"""Keeping what an officer writes (`queries.keeping_page`), and several drafts under one signature (`together_page`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.model import b64
from detente.node.context import Node
from detente.node.queries import about_page, thread_page, together_page
from detente.node.queries.desk import Draft
from detente.node.queries.drafts import content_of
from detente.node.queries.together_page import Fate, TogetherPage
from detente.node.services import asserting, copying_drafts, drafting, duties, releasing_together, templates
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer, Partner


class WritingGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        raise AssertionError("the whole desk verifies passkeys")

    def draft_save(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str | None = None) -> str:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "send")
        row = drafting.find(node, officer, draft_id) if draft_id else None
        return str(drafting.save(node, officer, row, *_kept(node, officer, draft), seen=seen).pk)

    def draft_begin(self, officer_id: int, draft: Draft, *, template: str) -> str:
        """See `KeepingDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "send")
        row = templates.find(node, officer, template)
        # The subject as the officer left it: the form had the template's, and may say another.
        texts = {**row.content, "subject": draft.subject}
        told: dict[str, Any] = templates.filled(node, texts, to=draft.to, own_ref=draft.own_ref)
        begun = replace(draft, lang=row.lang, **told)
        return str(drafting.save(node, officer, None, *_kept(node, officer, begun)).pk)

    def draft_keep(self, officer_id: int, draft_id: str, draft: Draft, *, seen: str) -> None:
        """See `KeepingDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "send")
        row = drafting.find(node, officer, draft_id)
        drafting.keep(node, officer, row, *_kept(node, officer, draft), seen=seen)

    def draft_copy(self, officer_id: int, draft_id: str, draft: Draft) -> str:
        """See `KeepingDesk`."""
        node, officer = self._who(officer_id)
        duties.require_duty(officer, "send")
        row = drafting.find(node, officer, draft_id)
        return str(copying_drafts.copy(node, officer, row, *_kept(node, officer, draft)).pk)

    def together(self, officer_id: int, chosen: Sequence[str], *, approves: bool) -> TogetherPage:
        """See `TogetherDesk`."""
        node, officer = self._who(officer_id)
        return together_page.together_page(node, officer, chosen, approves=approves)

    def release_together(
        self, officer_id: int, chosen: Sequence[tuple[str, str]], *, approves: bool, assertion: str | None
    ) -> tuple[Fate, ...]:
        """See `TogetherDesk`."""
        node, officer = self._who(officer_id)
        listed = [(draft, _hash(bound)) for draft, bound in chosen]
        signed = self._asserted(node, officer, assertion, asserting.hash_of_list([bound for _, bound in listed]))
        act = releasing_together.approve if approves else releasing_together.release
        return together_page.fates(act(node, officer, listed, signed))


def _kept(node: Node, officer: Officer, draft: Draft) -> tuple[dict[str, Any], Partner | None]:
    """Give what a row keeps of a draft, and the partner to whom it goes: of a reply, the one that it answers."""
    if draft.answers:
        partner: Partner | None = thread_page.find(node, officer, draft.answers).partner
    else:
        partner = drafting.party_of(node, draft.to)
    return content_of(replace(draft, records=about_page.as_kept(node, draft.records))), partner


def _hash(text: str) -> bytes:
    try:
        return b64.decode(text)
    except b64.BadBase64:
        return b""
