"""The part of the desk in memory for what becomes of what a partner sent: consents, uses, what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from detente.node.queries import phrases
from detente.node.queries.desk import Party
from detente.node.queries.further_page import (
    ConsentGiven,
    ConsentLine,
    Entered,
    FurtherChoices,
    OnwardLine,
    OwedLine,
    UseGiven,
    UseLine,
)
from tests.web import fictional as tale


class FakeFurther:
    """One of each; every act is kept with its values."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def further_recipients(self, officer_id: int) -> Mapping[str, Party]:
        return {"party:urn:qam": tale.QAM, "party:urn:zor": tale.ZOR}

    def further_choices(self, officer_id: int, entry_id: str) -> FurtherChoices:
        return FurtherChoices(
            purposes=(phrases.choice("investigate-terrorism"), phrases.choice("prevent-terrorism")),
            beyond=(phrases.choice("judicial-proceedings"),),
            recipients=self.further_recipients(officer_id),
            states={"urn:val": tale.VAL, "urn:zor": tale.ZOR},
        )

    def consents(self, officer_id: int) -> tuple[ConsentLine, ...]:
        later = tale.NOW + timedelta(days=30)
        said: dict[str, Any] = {
            "partner": "ZOR",
            "covers": "message",
            "purpose": "judicial-proceedings",
            "recipients": ("own-organisation",),
            "since": tale.NOW,
            "given_by": "Service juridique de Zorande",
            "message_id": "",
            "by": "ines",
        }
        given = ConsentLine(
            **said, id="8", ours=False, entry_id="e-0417", stands="granted", until=later, paper="Lettre 12",
            withdrawn_because="", second="omar", digest="ab" * 32,
        )  # fmt: skip
        ours = ConsentLine(
            **(said | {"covers": "dialogue", "recipients": ("party:urn:zor", "body:Douanes")}), id="7", ours=True,
            entry_id="e-9004", stands="revoked", until=None, paper="Décision 4", withdrawn_because="Lettre 15",
        )  # fmt: skip
        return given, ours

    def consent_enter(self, officer_id: int, entry_id: str, given: ConsentGiven) -> Entered:
        self._act("consent_enter", entry_id=entry_id, given=given)
        return Entered("8", "")

    def consent_withdraw(self, officer_id: int, consent_id: str, *, because: str) -> None:
        self._act("consent_withdraw", consent_id=consent_id, because=because)

    def uses(self, officer_id: int, entry_id: str) -> tuple[UseLine, ...]:
        return (
            UseLine(
                entry_id, tale.NOW, "ines", "judicial-proceedings", "Loi 2024-18", "procès", "passive", "ALP-7", "", "",
                "8",
            ),
        )  # fmt: skip

    def use_content(self, officer_id: int, entry_id: str, given: UseGiven) -> str:
        self._act("use_content", entry_id=entry_id, given=given)
        return "3"

    def onward(self, officer_id: int, entry_id: str) -> tuple[OnwardLine, ...]:
        return (OnwardLine("body:Douanes", tale.NOW, "ines", "", "prevent-terrorism", "Loi 2024-18", "omar"),)

    def hand_out(self, officer_id: int, entry_id: str, **values: str) -> str:
        self._act("hand_out", entry_id=entry_id, **values)
        return "4"

    def owed(self, officer_id: int) -> tuple[OwedLine, ...]:
        begun = tale.NOW - timedelta(hours=80)
        due = begun + timedelta(hours=72)
        return (
            OwedLine("2", "report-use", "e-0417", "ZOR", "judicial-proceedings", "ines", "ines", begun, due, True, ()),
            OwedLine("3", "tell-body", "e-0417", "ZOR", "body:Douanes", "ines", "ines", begun, due, True, ()),
        )

    def owed_done(self, officer_id: int, owed_id: str, *, proof_id: str, note: str) -> None:
        self._act("owed_done", owed_id=owed_id, proof_id=proof_id, note=note)
