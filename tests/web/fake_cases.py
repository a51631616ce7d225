"""The cases of the desk in memory: one request for information, with acts of every form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries.case_page import CasePage, Deed, Done, Linked, OpenAct
from detente.node.queries.desk import Choice, Clock, Handling, Text

VOLUME = Choice("volume", {"en": "much material", "fr": "volume important", "ru": "большой объём", "ar": "حجم كبير"})
PERIOD = Choice("period", {"en": "the period", "fr": "la période", "ru": "период", "ar": "الفترة"})
RIGHTS = Choice(
    "hr-death-penalty", {"en": "Death penalty", "fr": "Peine de mort", "ru": "Смертная казнь", "ar": "الإعدام"}
)
DESK = Choice("persons", {"en": "Persons"})
ACTS = (
    OpenAct(
        "cross-check", True, ("A",), fields=("confirm", "note"), confirm="own holdings and other channels searched"
    ),
    OpenAct(
        "ask-clarification", True, ("L",), ("clarification-asked",), ("text", "missing", "note"), {"missing": (PERIOD,)}
    ),
    OpenAct("extend", True, ("L",), ("extended",), ("until", "code", "note"), {"code": (VOLUME,)}),
    OpenAct("transfer", True, ("L",), ("transferred",), ("competent", "note")),
    OpenAct("task", True, ("L",), (), ("to", "note"), {"to": (DESK,)}),
    OpenAct("link", True, ("L",), (), ("other", "note")),
    OpenAct("answer-part", True, ("L",), ("part",), ("text", "note"), drafted=True),
    OpenAct("refuse", False, ("R", "C"), ("refused",), ("ground", "explained", "note"), {"ground": (RIGHTS,)}),
    OpenAct("close-without-outcome", True, ("L",), ("closed",), ("code", "note"), {"code": (VOLUME,)}),
    OpenAct("act-of-tomorrow", True, ("L",), (), ("confirm",), confirm="words of tomorrow"),
)


class FakeCases:
    """Answers the pages of cases."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def case(self, officer_id: int, entry_id: str) -> CasePage:
        from tests.web import fictional as tale

        if entry_id != "e-0417":
            raise NotFound(f"no case {entry_id}")
        return CasePage(
            now=tale.NOW,
            entry_id=entry_id,
            kind="request-information",
            subject=Text("Entrées d'un voyageur", "fr"),
            party=tale.ZOR,
            handling=Handling("AMBER", ("H1",)),
            clocks=(
                Clock("answer", "us", "stopped", None, timedelta(hours=20)),
                Clock("clarification", "them", "soon", tale.NOW + timedelta(days=2), timedelta(days=2)),
            ),
            acts=ACTS,
            done=(Done("open", "Claire Aubrennes", tale.NOW - timedelta(hours=3), "Rappeler Zoriane"),),
            linked=(Linked("e-9004", tale.ZOR, Text("Ancienne demande", "fr"), "request", True),),
        )

    def case_act(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> None:
        if deed.note == "refuse me":
            raise BadInput("The time that you give is past. Give a later one.")
        self._act("case_act", entry_id=entry_id, event=event, deed=deed)

    def case_draft(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> str:
        self._act("case_draft", entry_id=entry_id, event=event, deed=deed)
        return "d-1"
