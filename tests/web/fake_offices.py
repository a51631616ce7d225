"""The desks and administration of the desk in memory."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries.administration_page import (
    AdministrationPage,
    CalendarLine,
    CalendarPage,
    DeadlinesPage,
    Limit,
    OfficerLine,
    PresetLine,
)
from detente.node.queries.desk import Choice, Signing
from detente.node.queries.office_page import (
    Alarm,
    Colleague,
    DeskLine,
    DeskPage,
    DesksPage,
    HandPage,
    MemberLine,
    Present,
    SheetCase,
    SheetLine,
    SheetPage,
    Stretch,
)
from detente.node.services.handing_on import NobodyOnDuty
from tests.web import fictional as tale

PERSONS = Choice("ct.persons", {"en": "Persons", "fr": "Personnes", "ru": "Лица", "ar": "الأشخاص"})
DUTY = DeskLine("duty", "Permanence", main=True, on_duty=(Present("Claire Aubrennes"),), open=4, late=1)
ZOR_DESK = DeskLine(
    "zor", "Bureau Zoriane", (PERSONS,), (tale.ZOR,), ("fr", "ru"), on_duty=(Present("Omar Belvaux", True),), open=2
)
EMPTY = DeskLine("finance", "Flux financiers", topics=(Choice("ct.finance", {"en": "Financing"}),))
SHEET = SheetLine("3", tale.NOW - timedelta(minutes=4), "Claire Aubrennes")
OUR_CALENDAR = CalendarLine(tale.VAL, True, "Europe/Paris", "FR", "", ("sat", "sun"))


class FakeOffices:
    """Answers the pages of desks and administration; `turn` is what the officer may sign."""

    signing: Signing
    turn: str = "give"
    no_desk: bool = False

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def desks(self, officer_id: int) -> DesksPage:
        return DesksPage(tale.NOW, () if self.no_desk else (DUTY, ZOR_DESK, EMPTY), nowhere=2)

    def desk_page(self, officer_id: int, code: str) -> DeskPage:
        line = _desk(code)
        return DeskPage(
            tale.NOW,
            tale.RED,
            line,
            (tale.THREAT, tale.RECEIVED) if line.open else (),
            (MemberLine("claire", "Claire Aubrennes", "head"), MemberLine("omar", "Omar Belvaux", "deputy", tale.NOW)),
            (Stretch("Claire Aubrennes", tale.NOW, tale.NOW + timedelta(hours=8)),),
            (SHEET,),
            ("roster", "sheet"),
        )

    def roster_add(self, officer_id: int, code: str, *, who: str, begin: datetime, end: datetime) -> None:
        self._act("roster", code=code, who=who, begin=begin, end=end)

    def sheet_make(self, officer_id: int, code: str, *, notes: str) -> str:
        self._act("sheet", code=code, notes=notes)
        return "3"

    def sheet(self, officer_id: int, code: str, sheet_id: str) -> SheetPage:
        if sheet_id != "3":
            raise NotFound("no such sheet")
        return SheetPage(
            now=tale.NOW,
            desk=_desk(code),
            sheet=SHEET,
            on_duty=("Claire Aubrennes",),
            open=2,
            late=1,
            cases=(
                SheetCase("e-0417", tale.ZOR, "acceptance", tale.NOW - timedelta(hours=2), True, "Claire Aubrennes"),
                SheetCase("e-9004", tale.QAM, "clock-of-tomorrow", tale.NOW + timedelta(days=2), False),
            ),
            left_out=1,
            notes="Rappeler Zoriane à 18 h.",
            hash="ab" * 32,
            turn=self.turn,  # type: ignore[arg-type]  # one of its three words, set by a test
            signing=self.signing if self.turn else None,
        )

    def sheet_sign(self, officer_id: int, code: str, sheet_id: str, *, assertion: str | None) -> None:
        self._act("sheet-sign", code=code, sheet=sheet_id, assertion=assertion)

    def alarm(self, officer_id: int) -> Alarm:
        return Alarm(2, "late")

    def hand_page(self, officer_id: int, entry_id: str) -> HandPage:
        colleagues = (Colleague("omar", "Omar Belvaux"), Colleague("ines", "Inès Castellane", away=True))
        return HandPage(tale.NOW, entry_id, tale.RECEIVED.subject, tale.ZOR, DUTY, (ZOR_DESK, EMPTY), colleagues)

    def hand_on(self, officer_id: int, entry_id: str, *, desk: str, who: str, note: str, anyway: bool) -> None:
        if desk == EMPTY.code and not anyway:
            raise NobodyOnDuty(EMPTY.name)
        self._act("hand-on", entry=entry_id, desk=desk, who=who, note=note, anyway=anyway)

    def administration(self, officer_id: int) -> AdministrationPage:
        away = tale.NOW + timedelta(days=5)
        return AdministrationPage(
            tale.NOW,
            (OUR_CALENDAR, CalendarLine(tale.ZOR, False, "Asia/Tbilisi", "", "", ("sun",))),
            (DUTY, EMPTY),
            (
                OfficerLine("Claire Aubrennes", "head", ("Permanence",)),
                OfficerLine("Omar Belvaux", "role-of-tomorrow", (), away),
            ),
            may=True,
        )

    def calendar(self, officer_id: int, code: str) -> CalendarPage:
        if code not in ("", "ZOR"):
            raise NotFound("no such partner")
        return CalendarPage(tale.NOW, OUR_CALENDAR, ("Asia/Tbilisi", "Europe/Paris", "UTC"))

    def calendar_choose(
        self, officer_id: int, code: str, *, zone: str, country: str, subdivision: str, weekend: tuple[str, ...]
    ) -> int:
        if zone not in ("Asia/Tbilisi", "Europe/Paris", "UTC"):
            raise BadInput("There is no such time zone.")
        self._act("calendar", code=code, zone=zone, country=country, subdivision=subdivision, weekend=weekend)
        return 2

    def deadlines(self, officer_id: int) -> DeadlinesPage:
        day = date(2026, 11, 22)
        return DeadlinesPage(
            tale.NOW,
            (
                PresetLine(
                    "eu-2023-977-other",
                    {"en": "EU police request, not urgent", "fr": "Demande policière UE, non urgente"},
                    "Directive (EU) 2023/977 art. 5(1)(c)",
                    "confirmed",
                    "article",
                    day,
                    (Limit("answer", days=7), Limit("accepted", working_days=3), Limit("outcome", months=3)),
                ),
                PresetLine(
                    "sirene-12h",
                    {"en": "SIRENE", "fr": "SIRENE"},
                    "SIRENE Manual",
                    "practice",
                    "secondary",
                    day,
                    (Limit("answer", span=timedelta(hours=12)), Limit("step-of-tomorrow")),
                    lawful_silence=True,
                ),
            ),
        )


def _desk(code: str) -> DeskLine:
    found = {line.code: line for line in (DUTY, ZOR_DESK, EMPTY)}.get(code)
    if found is None:
        raise NotFound("no such desk")
    return found
