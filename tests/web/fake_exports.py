"""The part of the desk in memory that asks for exports: one message leaves at once, one signed, one stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries.approvals import Signed
from detente.node.queries.desk import Handling, Phrase, Signing, Text
from detente.node.queries.exports_page import AskedExport, ExportApprovalPage, ExportPage, Going, Way
from tests.web import fictional as tale


class FakeExports:
    """Answers the pages of exports."""

    signing: Signing

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def _going(self) -> tuple[Going, ...]:
        label = Handling("AMBER", ("H1",))
        return (
            Going("e-0417", "VAL", "notification", Text("Entrées d'un voyageur", "fr"), label, "now"),
            Going("e-9004", "ZOR", "answer", Text(""), label, "signed", Phrase("protected.release")),
            Going("e-9005", "ZOR", "part", Text(""), Handling("RED"), "stays", Phrase("handling.tlp-red")),
        )

    def _asked(self) -> AskedExport:
        signed = (Signed("Inès Corvalan", "C", tale.NOW - timedelta(hours=2), passkey=True),)
        at = tale.NOW - timedelta(hours=5)
        subject = Text("Entrées d'un voyageur", "fr")
        return AskedExport(
            "5", "e-0417", tale.ZOR, subject, "package", "Rania Belkadi", "Pour le juge.", at, signed, mine=False
        )

    def export_page(self, officer_id: int, entry_id: str, way: Way) -> ExportPage:
        if entry_id != "e-0417":
            raise NotFound(f"no message {entry_id}")
        subject = Text("Entrées d'un voyageur", "fr")
        return ExportPage(
            tale.NOW,
            entry_id,
            way,
            subject,
            tale.ZOR,
            self._going(),
            1,
            self._asked(),
            "Sa famille est là-bas.",
            "refused",
        )

    def export_ask(self, officer_id: int, entry_id: str, way: Way, *, reason: str) -> str:
        if not reason:
            raise BadInput("Say in a sentence why this leaves; at most 500 characters.")
        self._act("export_ask", entry_id=entry_id, way=way, reason=reason)
        return "5"

    def exports_waiting(self, officer_id: int) -> tuple[AskedExport, ...]:
        return (self._asked(),)

    def export_approval(self, officer_id: int, export_id: str) -> ExportApprovalPage:
        if export_id != "5":
            raise NotFound(f"no export {export_id}")
        ends = tale.NOW + timedelta(hours=70)
        return ExportApprovalPage(
            tale.NOW, self._asked(), self._going(), self.signing, changed=False, may=True, ends=ends
        )

    def export_approve(self, officer_id: int, export_id: str, *, challenge: str, assertion: str | None) -> None:
        self._act("export_approve", export_id=export_id, challenge=challenge, assertion=assertion)

    def export_refuse(self, officer_id: int, export_id: str, *, because: str) -> None:
        self._act("export_refuse", export_id=export_id, because=because)
