"""Writing beyond one draft, for one officer: several drafts under one signature (`queries.together_page`)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import b64
from detente.node.context import Node
from detente.node.queries import together_page
from detente.node.queries.together_page import Fate, TogetherPage
from detente.node.services import asserting, releasing_together
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer


class WritingGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        raise AssertionError("the whole desk verifies passkeys")

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


def _hash(text: str) -> bytes:
    try:
        return b64.decode(text)
    except b64.BadBase64:
        return b""
