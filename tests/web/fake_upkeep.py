"""Upkeep in memory: one case with every list of it, and its acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.model.errors import BadInput
from detente.node.queries.desk import Choice
from detente.node.queries.upkeep_page import (
    BetweenDesks,
    CaseUpkeep,
    Handover,
    HandoverAct,
    KeptMatter,
    LooksLike,
    ToldLine,
    UpkeepDue,
)

NEED = Choice("need-to-know", {"en": "has no need to know it", "fr": "n'a pas à en connaître"})
COMPETENCE = Choice("competence", {"en": "that desk is competent", "fr": "ce bureau est compétent"})
PERSONS = Choice("persons", {"en": "Persons"})


class FakeUpkeep:
    """Answers what the pages ask of upkeep."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def upkeep_due(self, officer_id: int) -> UpkeepDue:
        from tests.web import fictional as tale

        between = BetweenDesks("e-0417", "Entrées", "", "persons", "claire", tale.NOW, tale.NOW, "hand-over over 24 h")
        return UpkeepDue((_alike(),), (_kept(),), (between,))

    def case_upkeep(self, officer_id: int, entry_id: str) -> CaseUpkeep:
        from tests.web import fictional as tale

        day = timedelta(days=1)
        return CaseUpkeep(
            state="clarifying",
            told=(
                ToldLine("Police locale", False, "need-to-know", "claire", tale.NOW - day),
                ToldLine("Douanes", True, "", "omar", tale.NOW, overridden="need-to-know", note="Résidence connue"),
                ToldLine("Gendarmerie", True, "", "omar", tale.NOW),
            ),
            reasons=(NEED,),
            kept=_kept(),
            held=True,
            alike=(_alike(),),
            handovers=(
                Handover(
                    "SPOC", "Personnes", "mine-again", "Claire", tale.NOW - day, None, "", COMPETENCE, "Vite", True
                ),
                Handover("", "Finances", "state-of-tomorrow", "Claire", tale.NOW, taken_by="Omar"),
            ),
            handover_acts=(HandoverAct("offer-elsewhere", (COMPETENCE,), (PERSONS,)), HandoverAct("close-here")),
            may=frozenset({"tell", "override", "review", "hold", "settle"}),
        )

    def told(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None:
        if recipient == "nobody":
            raise BadInput("Name each recipient in one line, without hidden characters.")
        self._act("told", entry_id=entry_id, recipient=recipient, reason=reason)

    def told_override(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None:
        self._act("told_override", entry_id=entry_id, recipient=recipient, reason=reason)

    def review(self, officer_id: int, entry_id: str, *, keep: bool, reason: str) -> None:
        self._act("review", entry_id=entry_id, keep=keep, reason=reason)

    def legal_hold(self, officer_id: int, entry_id: str, *, held: bool, reason: str) -> None:
        self._act("legal_hold", entry_id=entry_id, held=held, reason=reason)

    def alike(self, officer_id: int, older: str, newer: str, *, taken_up: bool, reason: str) -> None:
        self._act("alike", older=older, newer=newer, taken_up=taken_up, reason=reason)

    def handover(self, officer_id: int, entry_id: str, event: str, *, to: str, code: str, note: str) -> None:
        self._act("handover", entry_id=entry_id, event=event, to=to, code=code, note=note)


def _alike() -> LooksLike:
    from tests.web import fictional as tale

    ways = ("identifier", "way-of-tomorrow")
    return LooksLike("e-9004", "e-0417", "Ancienne demande", "Entrées", "ZOR", "QAM", ways, True, 2, tale.NOW, "")


def _kept() -> KeptMatter:
    from tests.web import fictional as tale

    today = tale.NOW.date()
    return KeptMatter(
        "e-9004",
        "Ancienne demande",
        "ZOR",
        "no-nexus",
        "no-nexus",
        tale.NOW,
        today,
        today + timedelta(days=365),
        None,
        True,
    )
