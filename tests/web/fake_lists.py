"""The part of the desk in memory for lists: one in force, one version of it for each thing that a person is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, BinaryIO

from detente.model.errors import NotFound
from detente.node.queries.lists_page import (
    Asked,
    ChangeLine,
    ColumnLine,
    ComparisonLine,
    ComparisonPage,
    EntriesFound,
    EntryLine,
    EntryPage,
    FoundCount,
    FoundLine,
    Given,
    Kind,
    ListLine,
    ListPage,
    ListsPage,
    SaidOf,
    TableAsked,
    ValueLine,
    VersionLine,
    VersionPage,
)
from detente.node.queries.matches_page import MatchSide
from tests.web import fictional as tale
from tests.web.fake_matches import JUDGED, OURS, WAITS

NAMES = ("Сарбаев Темирлан", "Temirlan SARBAEV", "تيمرلان سارباييف")
CUT = SaidOf("json.broken", (("line", "7"), ("position", "12")), "This is no JSON.", "line 7")
FORCE = VersionLine(
    1, "in-force", "", "list.json", "0" * 64, 120_000, "ftm", "ines", tale.NOW, tale.NOW,
    100, 100, 100, 100, 0, 0, 0, 1, None, (CUT,), None,
)  # fmt: skip
TABLE = TableAsked(
    (ColumnLine("Nom", "lastName", ("Сарбаев", "Karam")), ColumnLine("Remarque", "", ("vu à Vulgrad",))),
    "Person",
    "dmy",
    "cp1251",
    2,
    ("id", "name", "lastName", "birthDate"),
    ("utf-8", "cp1251", "cp1252"),
)
LOADING = replace(FORCE, number=2, state="loading", in_force_at=None, done=40, total=100, remarks=())
SHRUNK = replace(FORCE, number=3, state="waits", question="shrunk", in_force_at=None, removed=60, same=40)
LEFT_OUT = replace(FORCE, number=4, state="waits", question="left-out", in_force_at=None, left_out=3)
MAPPING = replace(LOADING, number=5, state="waits", question="mapping", total=0, table=TABLE)
REFUSED = replace(LOADING, number=6, state="refused", total=0, reason=CUT)
VERSIONS = {each.number: each for each in (FORCE, LOADING, SHRUNK, LEFT_OUT, MAPPING, REFUSED)}
LINE = ListLine("vul-a", "Liste A", "Council of Vulovia", "Loi 4", tale.AMBER, "ines", tale.NOW, 1, 100, None, MAPPING)
ENTRY = EntryLine("e-1", "vul-a", "Liste A", "a-1", "Person", NAMES, ("1986-10-21",))
HIT = replace(ENTRY, score=0.94, band="match", why=("Темирлан ~ Temirlan",))
VALUES = tuple(ValueLine("name", name, "", "Liste A", "2020-01-01") for name in NAMES)
BORN = (ValueLine("birthDate", "1986-10-21", "21 oct. 1986", "Liste A", ""),)

GOING = ComparisonLine(
    "c-1", "going", 2, "ines", tale.NOW - timedelta(hours=1), "Revue trimestrielle", 240, 1_200, 0, None, ""
)
STOPPED = replace(GOING, id="c-2", state="stopped", version=1, ended_at=tale.NOW, stopped_by="omar", left_out=1)
COMPARISONS = {
    each.id: each
    for each in (
        GOING,
        STOPPED,
        replace(GOING, id="c-3", state="done", done=1_200, left_out=3, ended_at=tale.NOW),
        replace(STOPPED, id="c-4", stopped_by=""),
    )
}
LISTED_SIDE = MatchSide(
    "listed", "e-1", "", ("=ASTARGUIEV Timur",), ("1986-03-14",), "", "Conseil de Vulovie", "Liste A", tale.NOW
)
FOUND = (
    FoundLine(replace(WAITS, right=LISTED_SIDE), new=True),
    FoundLine(replace(JUDGED, left=OURS, right=LISTED_SIDE), new=False),
)


class FakeLists:
    """One list; every act is kept with its values."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def lists(self, officer_id: int) -> ListsPage:
        ended = replace(LINE, name="vul-b", title="قائمة ب", newest=None, in_force=0, entries=0, ended_at=tale.NOW)
        return ListsPage(tale.NOW, tale.AMBER, (LINE, ended), may_keep=True, may_search=True)

    def list_page(self, officer_id: int, name: str) -> ListPage:
        if name != "vul-a":
            raise NotFound("no such list")
        versions = tuple(reversed(VERSIONS.values()))
        return ListPage(
            now=tale.NOW,
            marking=tale.AMBER,
            line=LINE,
            versions=versions,
            may_keep=True,
            may_search=True,
            comparisons=tuple(COMPARISONS.values()),
            may_compare=True,
        )

    def list_compare(self, officer_id: int, name: str, *, because: str) -> str:
        self._act("list_compare", name=name, because=because)
        return "c-1"

    def list_comparison(self, officer_id: int, name: str, comparison_id: str) -> ComparisonPage:
        if comparison_id not in COMPARISONS:
            raise NotFound("no such comparing")
        nobody = comparison_id in ("c-1", "c-4")
        return ComparisonPage(
            now=tale.NOW,
            marking=tale.AMBER,
            line=LINE,
            comparison=COMPARISONS[comparison_id],
            in_force=2,
            counts=() if nobody else (FoundCount("match", 1, 0), FoundCount("possible", 0, 1)),
            found=() if nobody else FOUND,
            cut=comparison_id == "c-3",
            left_out=(("record", "r-1"), ("message", "e-0417")) if comparison_id == "c-3" else (),
        )

    def list_comparison_stop(self, officer_id: int, name: str, comparison_id: str) -> None:
        self._act("list_comparison_stop", name=name, comparison_id=comparison_id)

    def list_comparison_go_on(self, officer_id: int, name: str, comparison_id: str) -> None:
        self._act("list_comparison_go_on", name=name, comparison_id=comparison_id)

    def list_version(
        self, officer_id: int, name: str, number: int, *, kind: Kind = "added", after: str = ""
    ) -> VersionPage:
        if number not in VERSIONS:
            raise NotFound("no such version")
        before = (replace(BORN[0], value="1987-10-21"),) if kind == "changed" else ()
        change = ChangeLine(ENTRY, before, BORN if before else ())
        return VersionPage(
            tale.NOW, tale.AMBER, LINE, VERSIONS[number], kind, (change,), "7", may_keep=True, may_read=True
        )

    def list_add(
        self, officer_id: int, *, name: str, title: str, publisher: str, basis: str, handling: Sequence[str]
    ) -> str:
        self._act("list_add", name=name, title=title, publisher=publisher, basis=basis, handling=handling)
        return "vul-a"

    def list_load(self, officer_id: int, name: str, *, file_name: str, content: BinaryIO) -> Given:
        data = content.read()
        self._act("list_load", name=name, file_name=file_name, data=data)
        return Given(2, "loading", again=data == b"again")

    def list_confirm(self, officer_id: int, name: str, number: int, **given: Any) -> Given:
        self._act("list_confirm", name=name, number=number, **given)
        return Given(number, "loading", again=False)

    def list_drop(self, officer_id: int, name: str, number: int) -> None:
        self._act("list_drop", name=name, number=number)

    def list_end(self, officer_id: int, name: str) -> None:
        self._act("list_end", name=name)

    def lists_search(self, officer_id: int, asked: Asked, *, language: str = "en") -> EntriesFound:
        self._act("lists_search", asked=asked, language=language)
        return EntriesFound(tale.NOW, tale.AMBER, (HIT,))

    def list_entry(self, officer_id: int, entry_id: str) -> EntryPage:
        if entry_id != "e-1":
            raise NotFound("no such entry")
        return EntryPage(tale.NOW, tale.AMBER, ENTRY, VALUES + BORN, LINE, since=2, until=0, before=((1, VALUES),))
