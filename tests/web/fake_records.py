"""The part of the desk in memory for records: one person in three scripts, with a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.node.queries import records
from detente.node.queries.desk import Phrase
from detente.node.queries.persons import Said
from detente.node.queries.records_page import (
    Choices,
    LinkedMessage,
    MergeLine,
    Offer,
    Offers,
    PropertyBeside,
    RecordGiven,
    RecordLine,
    RecordList,
    RecordPage,
    RecordsBeside,
    SourceGiven,
    SplitPage,
    StatementLine,
)
from tests.web import fictional as tale
from tests.web.fake_watches import LINE as WATCH

NAMES = ("Астаргиев Тимур Эльдарович", "ASTARGUIEV Timur", "تيمور أستارغييف")
LINE = RecordLine("r-1", NAMES, "Person", "suspect", ("1986-03-14",), "ines", tale.NOW, 0.94, "match")


def _statement(number: int, prop: str, value: str, **more: Any) -> StatementLine:
    later = tale.NOW + timedelta(days=365)
    given: dict[str, Any] = {"source": "Service des visas", "entry_id": "", "handling": tale.AMBER} | more
    return StatementLine(
        str(number), prop, value, scheme="europol-4x4", code="X4", nature="assessment", by="ines", at=tale.NOW,
        review_by=later, delete_by=later + timedelta(days=365), **given,
    )  # fmt: skip


OTHER = RecordLine("r-2", ("Timur Astarguine", "تيمور أستارغين"), "Person", "victim", (), "omar", tale.NOW)
OF_OTHER = (
    _statement(6, "category", "victim"),
    _statement(7, "name", OTHER.names[0]),
    _statement(8, "birthDate", "1986-03-14", source="Registre d’état civil"),
    _statement(12, "passportNumber", "ZR 4471902"),
)
MERGES = (
    MergeLine("r-2", OTHER.names, "Même passeport", "omar", tale.NOW, may_split=True),
    MergeLine("r-3", ("Zimar Togoïev",), "Même adresse", "omar", tale.NOW, False, tale.NOW, "ines", "Deux frères"),
)


def _of(prop: str, page: RecordPage) -> tuple[StatementLine, ...]:
    return tuple(each for each in page.statements if each.prop == prop)


class FakeRecords:
    """One record; every act is kept with its values."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def record_choices(self, officer_id: int) -> Choices:
        return records.choices()

    def records_latest(self, officer_id: int) -> RecordList:
        return RecordList(tale.NOW, tale.AMBER, (RecordLine("r-1", NAMES, "Person", "suspect", (), "ines", tale.NOW),))

    def records_search(self, officer_id: int, **values: str) -> RecordList:
        self._act("records_search", **values)
        weak = RecordLine("r-2", ("Timur Astarguine",), "Person", "other", (), "omar", tale.NOW, 0.38, "possible")
        return RecordList(tale.NOW, tale.AMBER, (LINE, weak))

    def record(self, officer_id: int, record_id: str) -> RecordPage:
        if record_id not in ("r-1", "r-2"):
            raise NotFound("no such record")
        ended = _statement(
            4, "birthDate", "1987-03-14", ended_at=tale.NOW, ended_by="omar", ended_because="Corrigé à la main"
        )
        return RecordPage(
            now=tale.NOW,
            marking=tale.AMBER,
            line=LINE,
            because="Dossier VAL-7",
            statements=(
                _statement(1, "category", "suspect"),
                _statement(2, "name", NAMES[0], entry_id="e-0417", source="Zoriane", mark=Phrase("note.challenged")),
                _statement(3, "name", NAMES[2]),
                _statement(5, "birthDate", "1986-03-14"),
                _statement(7, "name", OTHER.names[0], joined=True),
            ),
            ended=(ended,),
            erased=2,
            withheld=True,
            messages=(LinkedMessage("e-0417", "Voyage", "ZOR"),),
            may_keep=True,
            merges=MERGES,
        )

    def record_make(self, officer_id: int, given: RecordGiven) -> str:
        self._act("record_make", given=given)
        return "r-1"

    def record_offers(self, officer_id: int, entry_id: str) -> Offers:
        return Offers(
            tale.NOW,
            tale.AMBER,
            entry_id,
            (Offer(0, NAMES[:1], (Said("schema", "Person"), Said("name", NAMES[0]), Said("nature", "assessment"))),),
            (LINE,),
        )

    def record_take(self, officer_id: int, entry_id: str, *, index: int, because: str) -> str:
        self._act("record_take", entry_id=entry_id, index=index, because=because)
        return "r-1"

    def record_state(self, officer_id: int, record_id: str, *, prop: str, value: str, beside: SourceGiven) -> str:
        self._act("record_state", record_id=record_id, prop=prop, value=value, beside=beside)
        return "12"

    def record_end(self, officer_id: int, record_id: str, statement_id: str, *, because: str) -> None:
        self._act("record_end", record_id=record_id, statement_id=statement_id, because=because)

    def records_beside(self, officer_id: int, record_id: str, other_id: str) -> RecordsBeside:
        first = self.record(officer_id, record_id)
        second = replace(first, line=OTHER, statements=OF_OTHER, messages=(), withheld=False)
        props = dict.fromkeys(each.prop for page in (first, second) for each in page.statements)
        return RecordsBeside(
            now=tale.NOW,
            marking=tale.AMBER,
            first=first,
            second=second,
            properties=tuple(PropertyBeside(prop, _of(prop, first), _of(prop, second)) for prop in props),
            category="victim",
            dated=4,
            soonest=tale.NOW + timedelta(days=900),
            watches=(WATCH,),
        )

    def record_merge(self, officer_id: int, record_id: str, *, other: str, because: str) -> None:
        self._act("record_merge", record_id=record_id, other=other, because=because)

    def record_splitting(self, officer_id: int, record_id: str) -> SplitPage:
        if record_id != "r-2":
            raise BadInput("This record is merged into no other one. There is nothing to split.")
        return SplitPage(
            now=tale.NOW,
            marking=tale.AMBER,
            stands=LINE,
            joined=OTHER,
            because="Même passeport",
            by="omar",
            at=tale.NOW,
            stays=self.record(officer_id, "r-1").statements,
            returns=OF_OTHER,
            since=(
                _statement(9, "alias", "Tima"),
                _statement(10, "address", "4 quai des Forges", entry_id="e-0417", source="Zoriane"),
                _statement(11, "birthDate", "1986-03-15", ended_at=tale.NOW),
            ),
            withheld=True,
            withheld_since=True,
        )

    def record_split(self, officer_id: int, record_id: str, *, given: Sequence[str], because: str) -> None:
        self._act("record_split", record_id=record_id, given=tuple(given), because=because)
