"""The part of the desk in memory for warnings: one under the test, one submitted, one come, one waived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from detente.model.errors import NotFound, PolicyRefusal
from detente.node.queries import asked_values
from detente.node.queries.case_page import Done, SaidValue
from detente.node.queries.desk import Choice, Clock, DutyToWarn, Member, Text
from detente.node.queries.warnings_page import EndedLine, PreludePage, PreparedLine, WarningLine, WarningsPage
from detente.policy import reasons
from tests.web import fictional as tale

SUBJECT = Text("Attaque en préparation à Port-Clair", "fr")
YES = {"credible": True, "specific": True, "impending": True}
QUESTIONS = asked_values.of_act("warning", "test")
REASONS = {
    act: tuple(Choice(code, dict(labels)) for code, labels in reasons.REASONS["warning", act].items())
    for act in ("waive", "drop")
}


class FakeWarnings:
    """Answers the pages of warnings."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def warnings(self, officer_id: int) -> WarningsPage:
        held = Clock("acceptance", "us", "urgent", tale.NOW + timedelta(minutes=40), timedelta(minutes=40))
        return WarningsPage(
            now=tale.NOW,
            marking=None,
            prepared=(
                PreparedLine("4", tale.ZOR, SUBJECT, "Claire Aubrennes", tale.NOW, "draft", False, True, "d-1"),
                PreparedLine("5", tale.ZOR, SUBJECT, "Omar Belvaux", tale.NOW, "submitted", True, False, "d-2", True),
                PreparedLine("6", None, Text(""), "Omar Belvaux", tale.NOW, "draft", False, False),
            ),
            theirs=(
                WarningLine(
                    "e-0417", tale.ZOR, SUBJECT, "Port-Clair", tale.NOW + timedelta(days=2), "received", held, tale.NOW,
                    life=True,
                ),
            ),
            ours=(
                WarningLine(
                    "e-9004", tale.ZOR, SUBJECT, "", None, "outcome-received", None, tale.NOW,
                    outcome=asked_values.coded("prevented"),
                ),
            ),
            ended=(
                EndedLine(
                    "3", tale.ZOR, SUBJECT, "waived", asked_values.coded("aware-already"), "Hana Reval", tale.NOW
                ),
            ),
        )  # fmt: skip

    def warning_before(self, officer_id: int, prelude_id: str) -> PreludePage:
        if prelude_id not in ("4", "5"):
            raise NotFound("This warning is not here any more, or a colleague is still writing it.")
        tested = prelude_id == "5"
        return PreludePage(
            now=tale.NOW,
            prelude_id=prelude_id,
            party=tale.ZOR,
            subject=SUBJECT,
            words=(Text("Trois personnes préparent une attaque.", "fr"),),
            members=(
                Member("urgency", codes=(asked_values.coded("life-or-limb"),)),
                Member("place", words=(Text("Port-Clair", "fr"),)),
                Member("latest", at=tale.NOW + timedelta(days=2)),
            ),
            author="Omar Belvaux" if tested else "Claire Aubrennes",
            state="submitted" if tested else "draft",
            duty=DutyToWarn(
                prelude_id,
                answers=YES if tested else {},
                holds=tested,
                acts=("waive",) if tested else ("test",),
                questions=QUESTIONS,
            ),
            done=(
                (Done("test", "Omar Belvaux", tale.NOW, "", (SaidValue("credible", code=asked_values.coded("yes")),)),)
                if tested
                else ()
            ),
            draft_id="d-2" if tested else "d-1",
            mine=not tested,
            signs=tested,
            reasons=REASONS,
        )

    def warning_test(self, officer_id: int, prelude_id: str, given: Mapping[str, str]) -> None:
        self._act("warning_test", prelude_id=prelude_id, given=dict(given))

    def warning_end(self, officer_id: int, prelude_id: str, act: str, *, code: str, note: str) -> None:
        if note == "refuse me":
            raise PolicyRefusal("role", "Your role does not include this. Ask a colleague who has it, or the operator.")
        self._act("warning_end", prelude_id=prelude_id, act=act, code=code, note=note)
