"""The part of the desk in memory for records: one person in three scripts, with a history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from detente.model.errors import NotFound
from detente.node.queries import records
from detente.node.queries.desk import Phrase
from detente.node.queries.persons import Said
from detente.node.queries.records_page import (
    Choices,
    LinkedMessage,
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

NAMES = ("Астаргиев Тимур Эльдарович", "ASTARGUIEV Timur", "تيمور أستارغييف")
LINE = RecordLine("r-1", NAMES, "Person", "suspect", ("1986-03-14",), "ines", tale.NOW, 0.94, "match")


def _statement(number: int, prop: str, value: str, **more: Any) -> StatementLine:
    later = tale.NOW + timedelta(days=365)
    given: dict[str, Any] = {"source": "Service des visas", "entry_id": "", "handling": tale.AMBER} | more
    return StatementLine(
        str(number), prop, value, scheme="europol-4x4", code="X4", nature="assessment", by="ines", at=tale.NOW,
        review_by=later, delete_by=later + timedelta(days=365), **given,
    )  # fmt: skip


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
        if record_id != "r-1":
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
            ),
            ended=(ended,),
            erased=2,
            withheld=True,
            messages=(LinkedMessage("e-0417", "Voyage", "ZOR"),),
            may_keep=True,
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
        first, second = self.record(officer_id, record_id), self.record(officer_id, other_id)
        names = tuple(each for each in first.statements if each.prop == "name")
        return RecordsBeside(tale.NOW, tale.AMBER, first, second, (PropertyBeside("name", names, names),))

    def record_merge(self, officer_id: int, record_id: str, *, other: str, because: str) -> None:
        self._act("record_merge", record_id=record_id, other=other, because=because)

    def record_splitting(self, officer_id: int, record_id: str) -> SplitPage:
        return SplitPage(tale.NOW, tale.AMBER, LINE, LINE, (_statement(9, "alias", "Tima"),), withheld=False)

    def record_split(self, officer_id: int, record_id: str, *, given: Sequence[str], because: str) -> None:
        self._act("record_split", record_id=record_id, given=tuple(given), because=because)
