"""The part of the desk in memory that no page asks, and the machine interface does: books, safeguards, corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.node.queries.corrections_page import BodyWord, CompletionLine, Rectified, Told
from detente.node.queries.desk import Signing
from detente.node.queries.safeguards_page import ProtectedLine
from tests.web import fictional as tale


class FakeBooks:
    """One of each; every act is kept with its values."""

    corrected: tuple[Told, ...] = (Told("ZOR", "e-9004", "", ""), Told("QAM", "", "", "This partner is suspended."))

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def templates(self, officer_id: int) -> tuple[TemplateLine, ...]:
        return (TemplateLine("1", "Déplacement", "notification", "fr", text="Le {{today}} …"),)

    def template_keep(self, officer_id: int, name: str, **values: str) -> str:
        self._act("template_keep", name=name, **values)
        return "1"

    def template_begin(self, officer_id: int, template_id: str, **values: str) -> str:
        self._act("template_begin", template_id=template_id, **values)
        return "d-1"

    def template_forget(self, officer_id: int, template_id: str) -> None:
        self._act("template_forget", template_id=template_id)

    def addresses(self, officer_id: int) -> tuple[AddressLine, ...]:
        return (AddressLine("ZOR", "Permanence", ("persons",), ("ru",), "Rappelle dans l’heure."),)

    def address_keep(self, officer_id: int, code: str, name: str, **values: Any) -> None:
        self._act("address_keep", code=code, name=name, **values)

    def address_forget(self, officer_id: int, code: str, name: str) -> None:
        self._act("address_forget", code=code, name=name)

    def persons(self, officer_id: int) -> tuple[ProtectedLine, ...]:
        return (ProtectedLine("3", ("Tadeusz Astarguiev",), ("refugee",), "party", "other", tale.NOW),)

    def person_protect(self, officer_id: int, **values: Any) -> str:
        self._act("person_protect", **values)
        return "3"

    def person_end(self, officer_id: int, person_id: str) -> None:
        self._act("person_end", person_id=person_id)

    def risk_profile(self, officer_id: int, code: str, **values: bool) -> None:
        self._act("risk_profile", code=code, **values)

    def risk_baseline(self, officer_id: int, code: str, **values: str) -> str:
        self._act("risk_baseline", code=code, **values)
        return "5"

    def risk_mitigate(self, officer_id: int, form_id: str, *, text: str) -> None:
        self._act("risk_mitigate", form_id=form_id, text=text)

    def risk_prepare(self, officer_id: int, form_id: str, *, level: str) -> Signing:
        return Signing("Y2hhbGxlbmdl")

    def risk_residual(self, officer_id: int, form_id: str, *, level: str, assertion: str | None) -> None:
        self._act("risk_residual", form_id=form_id, level=level, assertion=assertion)

    def assurance_add(self, officer_id: int, code: str, *, against: tuple[str, ...], text: str, until: datetime) -> str:
        self._act("assurance_add", code=code, against=against, text=text, until=until)
        return "2"

    def assurance_breach(self, officer_id: int, assurance_id: str) -> None:
        self._act("assurance_breach", assurance_id=assurance_id)

    def quarantine(self, officer_id: int, entry_id: str, *, because: str) -> None:
        self._act("quarantine", entry_id=entry_id, because=because)

    def quarantine_lift(self, officer_id: int, entry_id: str, *, because: str) -> str:
        self._act("quarantine_lift", entry_id=entry_id, because=because)
        return "4"

    def completion(self, officer_id: int, entry_id: str) -> tuple[CompletionLine, ...]:
        said = {"since": "", "onward": "", "item": entry_id, "correction": "e-9004", "partner": ""}
        return (
            CompletionLine("ZOR", "not-confirmed", "2026-11-01T09:00:00Z", "", entry_id, "e-9004"),
            CompletionLine(**said, stands="not-asked", body="body:Douanes"),
            CompletionLine(
                **said, stands="partly", body="client:Banque", how="paper", told="2026-11-01T09:00:00.000Z",
                answer_by="2026-11-08T09:00:00.000Z", ground="Le dossier est clos", reference="Lettre 9",
                digest="ab" * 32,
            ),
            CompletionLine(
                **said, stands="told", body="body:Port", how="phone", told="2026-11-02T09:00:00.000Z",
                answer_by="2026-11-09T09:00:00.000Z",
            ),
        )  # fmt: skip

    def body_told(self, officer_id: int, entry_id: str, given: BodyWord) -> None:
        self._act("body_told", entry_id=entry_id, given=given)

    def correction_issue(self, officer_id: int, entry_id: str, given: Rectified) -> tuple[Told, ...]:
        self._act("correction_issue", entry_id=entry_id, given=given)
        return self.corrected

    def desk_arrange(self, officer_id: int, code: str, **values: Any) -> None:
        self._act("desk_arrange", code=code, **values)

    def desk_place(self, officer_id: int, code: str, who: str, *, place: str) -> None:
        self._act("desk_place", code=code, who=who, place=place)

    def leave_set(self, officer_id: int, who: str, *, begin: datetime, end: datetime) -> None:
        self._act("leave_set", who=who, begin=begin, end=end)

    def reach_set(self, officer_id: int, who: str, *, address: str) -> None:
        self._act("reach_set", who=who, address=address)

    def four_eyes(self, officer_id: int, *, wanted: bool) -> str:
        self._act("four_eyes", wanted=wanted)
        return "" if wanted else "3"

    def purge_certificate(self, officer_id: int, entry_id: str) -> bytes:
        return b"eyJ0eXAi.record"
