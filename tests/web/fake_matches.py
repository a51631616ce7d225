"""The part of the desk in memory for matches: one that waits, one that was judged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.model.errors import NotFound
from detente.node.queries.matches_page import Judged, MatchField, MatchLine, MatchList, MatchPage, MatchSide
from detente.node.queries.person_page import PeopleFound, PersonAsked, PersonLine
from tests.web import fictional as tale

THEIRS = MatchSide(
    "message", "", "e-0417", ("Астаргиев Тимур Эльдарович",), ("1987-03-14",), "suspect", "ZOR", "Voyage", tale.NOW
)
OURS = MatchSide("record", "r-1", "", ("ASTARGUIEV Timur",), ("1986-03-14",), "suspect", "ines", "VAL-7", tale.NOW)
OTHER = MatchSide("record", "r-2", "", ("تيمور أستارغييف",), ("1987",), "other", "omar", "VAL-9", tale.NOW)
WAITS = MatchLine("m-1", THEIRS, OURS, 0.94, "match", "open", "", tale.NOW)
JUDGED = MatchLine("m-2", THEIRS, OTHER, 0.61, "possible", "judged", "different", tale.NOW)
NAMES = {"fr": "même écriture", "en": "the same in another script", "ru": "то же письмом", "ar": "نفسه بخط آخر"}
DATES = {"fr": "année −1", "en": "year −1", "ru": "год −1", "ar": "السنة −1"}
PEOPLE = (
    PersonLine(
        "message", "e-0417", THEIRS.names, THEIRS.born, "suspect", "ZOR", "Voyage", 0.94, "match", ("même écriture",)
    ),
    PersonLine("record", "r-1", OURS.names, OURS.born, "suspect", "ines", "VAL-7", 0.81, "match", ("année −1",)),
    PersonLine("listed", "e-1", OTHER.names, (), "", "Conseil de Vulovie", "Liste A", 0.3, "possible", ()),
)
FIELDS = (
    MatchField("names", THEIRS.names, OURS.names, NAMES, 3.1, "supports"),
    MatchField("birthDate", THEIRS.born, OURS.born, DATES, -0.6, "contradicts"),
    MatchField("idNumber", ("ZR 4471902",), (), {}, None, "missing"),
    MatchField("address", ("Туманск",), ("Port-Clair",), {}, None, "differs"),
)


def _judged(**values: Any) -> Judged:
    given: dict[str, Any] = {
        "verdict": "different", "because": "autre père", "by": "claire", "at": tale.NOW, "legal": True,
        "second": "omar", "second_verdict": "different", "second_because": "autre photo", "outcome": "different",
        "undone_by": "", "undone_at": None, "undone_because": "", "now_other": False, "elsewhere": False,
    }  # fmt: skip
    return Judged(**given | values)


class FakeMatches:
    """Two matches of one message; every act is kept with its values."""

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def matches(self, officer_id: int) -> MatchList:
        return MatchList(tale.NOW, tale.AMBER, (WAITS,))

    def matches_nearest(self, officer_id: int) -> MatchList:
        return self.matches(officer_id)

    def matches_of(self, officer_id: int, entry_id: str) -> MatchList:
        return MatchList(tale.NOW, tale.AMBER, (WAITS, JUDGED))

    def match(self, officer_id: int, match_id: str) -> MatchPage:
        if match_id not in ("m-1", "m-2"):
            raise NotFound("no such match")
        waits = match_id == "m-1"
        undone = _judged(undone_by="ines", undone_at=tale.NOW - timedelta(days=1), undone_because="mauvaise fiche")
        return MatchPage(
            now=tale.NOW,
            marking=tale.AMBER,
            line=WAITS if waits else JUDGED,
            sure=0.75,
            fields=FIELDS,
            rule=NAMES if waits else {},
            judgements=(_judged(now_other=True),) if waits else (_judged(), undone),
            legal=False,
            may_judge=waits,
            may_undo=not waits,
            others=(JUDGED,) if waits else (WAITS,),
            tell="" if waits else "e-0417",
            protected=False,
            merge=False,
        )

    def match_judge(self, officer_id: int, match_id: str, *, verdict: str, because: str, legal: bool) -> str:
        self._act("match_judge", match_id=match_id, verdict=verdict, because=because, legal=legal)
        return "" if legal else verdict

    def match_undo(self, officer_id: int, match_id: str, *, because: str) -> None:
        self._act("match_undo", match_id=match_id, because=because)

    def match_tell(self, officer_id: int, match_id: str, *, text: str, lang: str) -> str:
        self._act("match_tell", match_id=match_id, text=text, lang=lang)
        return "e-0417"

    def person_search(self, officer_id: int, asked: PersonAsked, *, language: str = "en") -> PeopleFound:
        self._act("person_search", asked=asked, language=language)
        nobody = asked.names == ("Nobody",)
        return PeopleFound(tale.NOW, None if nobody else tale.AMBER, () if nobody else PEOPLE)

    def match_screen(self, officer_id: int, entry_id: str) -> int:
        self._act("match_screen", entry_id=entry_id)
        return 1
