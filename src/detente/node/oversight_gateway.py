"""Oversight, for one officer of that role and no other (`queries.oversight_page.OversightDesk`)."""

from __future__ import annotations

import json

from detente.node.context import Node
from detente.node.queries import oversight
from detente.node.queries.oversight_page import OversightPage, ReadingLine, SampledMessage
from detente.node.services import overseeing
from detente.node.stores.models import Officer


class OversightGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def oversight_ready(self, officer_id: int) -> bool:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        overseeing.require(officer)
        return overseeing.has_key(node)

    def oversight_key(self, officer_id: int, *, passphrase: str) -> None:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        overseeing.make_key(node, officer, passphrase=passphrase)

    def oversight(self, officer_id: int, *, reason: str, verify: bool = False) -> OversightPage:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        overseeing.read(node, officer, "verify" if verify else "overview", reason=reason)
        return oversight.oversight_page(node, verify=verify)

    def oversight_sample(self, officer_id: int, *, count: int, reason: str) -> tuple[SampledMessage, ...]:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        return oversight.sampled(node, overseeing.sample(node, officer, count=count, reason=reason))

    def oversight_log(self, officer_id: int, *, passphrase: str) -> tuple[ReadingLine, ...]:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        return tuple(
            ReadingLine(each.sequence, each.at, each.officer, each.what, each.reason, len(each.refs))
            for each in overseeing.own_log(node, officer, passphrase=passphrase)
        )

    def oversight_export(self, officer_id: int, *, reason: str) -> bytes:
        """See `OversightDesk`."""
        node, officer = self._who(officer_id)
        lines = overseeing.export(node, officer, reason=reason)
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8")
