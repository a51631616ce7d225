"""The part of the desk in memory for watches: one that stands, one past its end, an alert that nobody took."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from detente.cases.watches import State
from detente.matching.names.phrases import LANGUAGES
from detente.model.errors import NotFound
from detente.node.queries.desk import Choice, Text
from detente.node.queries.watches_page import (
    AlertLine,
    KeptLine,
    WatchGiven,
    WatchLine,
    WatchList,
    WatchOffer,
    WatchPage,
)
from tests.web import fictional as tale

NAMES = ("Астаргиев Тимур Эльдарович", "ASTARGUIEV Timur", "تيمور أستارغييف")
OWNERS = {"claire": "Claire Aubrennes", "omar": "Omar Belvaux"}
LINE = WatchLine(
    id="4",
    state=State.STANDING,
    names=NAMES,
    instruction="check",
    owner="claire",
    asker="ZOR",
    entry_id="e-0417",
    topic="ct.persons",
    basis="Loi 2024-18, article 9",
    because="Voyage annoncé",
    since=tale.NOW - timedelta(days=40),
    until=tale.NOW + timedelta(days=6),
    open_alerts=1,
    ended_because="",
)
PAST = replace(LINE, id="2", state=State.UNDECIDED, names=("Zimar Togoïev",), instruction="notify", open_alerts=0)
ENDED = replace(PAST, id="1", state=State.ENDED, ended_because="Il est revenu")
ALERT = AlertLine(
    id="9",
    watch_id="4",
    asker="ZOR",
    entry_id="e-0417",
    what="crossing",
    direction="in",
    place="Port-Clair",
    source="Police aux frontières",
    happened_at=tale.NOW - timedelta(hours=2),
    names=("TIMOUR ASTARGIYEV",),
    looked_for=NAMES,
    instruction="check",
    score=0.91,
    band="match",
    why=("names", "birthDate"),
    ground="",
    proposes="returned",
    told_to="omar",
    told_words="Au téléphone",
    taken=2,
    acknowledged_by="",
    reasons={language: ("Astargiyev ~ ASTARGUIEV: y/ui", f"19{number}87") for number, language in enumerate(LANGUAGES)},
)
TAKEN = replace(ALERT, id="7", direction="out", acknowledged_by="claire", told_to="", told_words="", ground="fled-from")

KEPT = KeptLine(
    entry_id="e-0416",
    subject=Text("Поездка Н. Вельского", "ru"),
    party=tale.ZOR,
    until=tale.NOW + timedelta(days=7),
    over=False,
    warned=True,
)
KEPT_TOO_LONG = replace(
    KEPT, entry_id="e-0415", party=tale.QAM, until=tale.NOW - timedelta(days=2), over=True, subject=Text("سفر", "ar")
)


class FakeWatches:
    """Three watches, and two that partners keep; every act is kept with its values."""

    open_alerts: tuple[AlertLine, ...] = (ALERT,)
    kept_ending: tuple[KeptLine, ...] = (KEPT,)

    def _act(self, name: str, /, **values: Any) -> None:
        raise AssertionError("the whole desk keeps its acts")

    def watches(self, officer_id: int, *, ended: bool = False) -> WatchList:
        return WatchList(
            tale.NOW, tale.AMBER, (PAST, LINE, *([ENDED] if ended else ())), (ALERT,), True, (KEPT_TOO_LONG, KEPT)
        )

    def watch(self, officer_id: int, watch_id: str) -> WatchPage:
        line = {each.id: each for each in (LINE, PAST, ENDED)}.get(watch_id)
        if line is None:
            raise NotFound("no such watch")
        alerts = (ALERT, TAKEN) if line is LINE else ()
        return WatchPage(
            tale.NOW, tale.AMBER, line, ("1987-03-14",), ("zr",), ("ZR 4471902",), alerts, OWNERS, may_keep=True
        )

    def watch_offer(self, officer_id: int, entry_id: str) -> WatchOffer:
        purposes = (Choice("prevent-terrorism", {"en": "Prevent an act of terrorism"}),)
        return WatchOffer(
            now=tale.NOW,
            marking=tale.AMBER,
            entry_id=entry_id,
            subject=Text("Voyage", "fr"),
            names=NAMES,
            born=("1987-03-14",),
            numbers=("ZR 4471902",),
            purposes=purposes,
            owners=OWNERS,
            standing=(LINE,),
        )

    def watches_kept_ending(self, officer_id: int) -> tuple[KeptLine, ...]:
        return self.kept_ending

    def watch_let_end(self, officer_id: int, entry_id: str) -> None:
        self._act("watch_let_end", entry_id=entry_id)

    def watches_left(self, officer_id: int, entry_id: str) -> tuple[WatchLine, ...]:
        return (LINE,)

    def alerts_open(self, officer_id: int) -> tuple[AlertLine, ...]:
        return self.open_alerts

    def watch_set(self, officer_id: int, entry_id: str, given: WatchGiven) -> str:
        self._act("watch_set", entry_id=entry_id, given=given)
        return "4"

    def watch_renew(self, officer_id: int, watch_id: str, *, until: datetime, because: str) -> None:
        self._act("watch_renew", watch_id=watch_id, until=until, because=because)

    def watch_hand(self, officer_id: int, watch_id: str, *, to: str) -> None:
        self._act("watch_hand", watch_id=watch_id, to=to)

    def watch_end(self, officer_id: int, watch_id: str, *, because: str) -> None:
        self._act("watch_end", watch_id=watch_id, because=because)

    def alert_take(self, officer_id: int, alert_id: str, *, note: str) -> None:
        self._act("alert_take", alert_id=alert_id, note=note)

    def alert_told(self, officer_id: int, alert_id: str, *, to: str, at: datetime, words: str) -> None:
        self._act("alert_told", alert_id=alert_id, to=to, at=at, words=words)
