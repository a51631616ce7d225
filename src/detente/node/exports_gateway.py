"""Exports that take a second person, for one officer (`queries.exports_page.ExportsDesk`) and for the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente.model import b64
from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import exports, exports_shown, thread_page
from detente.node.queries.exports_page import AskedExport, ExportApprovalPage, ExportPage, Way
from detente.node.services import exports_asked, officers, threads
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Entry, ExportAsked, Officer


class ExportsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]
    _asserted: Callable[[Node, Officer, str | None, bytes], Assertion | None]

    def export_page(self, officer_id: int, entry_id: str, way: Way) -> ExportPage:
        """See `ExportsDesk`."""
        node, officer = self._who(officer_id)
        return exports_shown.export_page(node, officer, thread_page.find(node, officer, entry_id), way)

    def export_ask(self, officer_id: int, entry_id: str, way: Way, *, reason: str) -> str:
        """See `ExportsDesk`."""
        node, officer = self._who(officer_id)
        return str(ask(node, officer, thread_page.find(node, officer, entry_id), way, reason=reason).pk)

    def exports_waiting(self, officer_id: int) -> tuple[AskedExport, ...]:
        """See `ExportsDesk`."""
        return exports_shown.waiting(*self._who(officer_id))

    def export_approval(self, officer_id: int, export_id: str) -> ExportApprovalPage:
        """See `ExportsDesk`."""
        node, officer = self._who(officer_id)
        return exports_shown.approval_page(node, officer, exports_asked.find_any(node, officer, export_id))

    def export_approve(self, officer_id: int, export_id: str, *, challenge: str, assertion: str | None) -> None:
        """See `ExportsDesk`."""
        node, officer = self._who(officer_id)
        row = exports_asked.find(node, officer, export_id)
        bound = _hash(challenge)
        approve(node, officer, row, bound, self._asserted(node, officer, assertion, bound))

    def export_refuse(self, officer_id: int, export_id: str, *, because: str) -> None:
        """See `ExportsDesk`."""
        node, officer = self._who(officer_id)
        exports_asked.refuse(node, officer, exports_asked.find(node, officer, export_id), because)


def ask(node: Node, officer: Officer, entry: Entry, way: str, *, reason: str) -> ExportAsked:
    """Ask a second person for an export of the thread of an entry.

    Raises:
        BadInput: nothing in it takes a second person.
    """
    plan = exports.unsigned(node, officer, entry, way)
    if not plan.lacking:
        raise BadInput("Nothing here waits for a second person. What may leave leaves with the export itself.")
    return exports_asked.ask(node, officer, plan.held.root, way, reason=reason, bound=plan.bound)


def approve(node: Node, officer: Officer, row: ExportAsked, bound: bytes, assertion: Assertion | None) -> None:
    """Sign an export that waits, exactly as it would go now to who asked for it."""
    plan = exports.unsigned(node, row.by, row.entry, row.way)
    lacking = exports.to_sign(plan)
    exports_asked.approve(node, officer, row, bound, stands=plan.bound, lacking=lacking, assertion=assertion)


# For the command


def ask_named(node: Node, officer: str | None, message: str, way: str, *, reason: str) -> dict[str, str]:
    """Ask for an export of a message that a person names."""
    who = officers.acting(node, officer)
    entry = thread_page.find(node, who, threads.find(node, who, message).uid)
    return {"export": str(ask(node, who, entry, way, reason=reason).pk), "state": "asked"}


def waiting_named(node: Node, officer: str | None) -> list[dict[str, Any]]:
    """Give the exports that wait and that the officer may see, longest first."""
    return [_line(each) for each in exports_shown.waiting(node, officers.acting(node, officer))]


def shown_named(node: Node, officer: str | None, export: str) -> dict[str, Any]:
    """Give an export that waits as it would go, with the hash that an approval of exactly this names."""
    who = officers.acting(node, officer)
    page = exports_shown.approval_page(node, who, exports_asked.find(node, who, export))
    return {
        **_line(page.asked),
        "state": page.ended or ("changed" if page.changed else "shown"),
        "hash": page.signing.challenge,
        "leaves": [
            {"id": each.entry_id, "writer": each.writer, "kind": each.kind, "goes": each.goes} for each in page.messages
        ],
    }


def approve_named(node: Node, officer: str | None, export: str, bound: str) -> dict[str, str]:
    """Approve exactly what was shown with the hash `bound`."""
    who = officers.acting(node, officer)
    approve(node, who, exports_asked.find(node, who, export), _hash(bound), None)
    return {"export": export, "state": "signed"}


def refuse_named(node: Node, officer: str | None, export: str, *, because: str) -> dict[str, str]:
    """Refuse an export, or take one's own back."""
    who = officers.acting(node, officer)
    exports_asked.refuse(node, who, exports_asked.find(node, who, export), because)
    return {"export": export, "state": "refused"}


def _line(each: AskedExport) -> dict[str, Any]:
    return {
        "export": each.id,
        "partner": each.party.code,
        "message": each.entry_id,
        "way": each.way,
        "by": each.by,
        "reason": each.reason,
        "asked": format_instant(each.at),
        "signed": [f"{one.officer} ({one.role})" for one in each.signed],
    }


def _hash(text: str) -> bytes:
    try:
        return b64.decode(text)
    except b64.BadBase64:
        return b""
