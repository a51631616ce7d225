"""The story as data: three invented states, their officers, and what passed between them in eleven weeks.

Nothing here is real: no state, no person, no ship, no file. Instants are told from the moment at which the demo is
made, so that its clocks are alive: what waits for acceptance has a few hours left, and silence has lasted for weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from detente.node.demo import letters, persons, unfinished
from detente.node.demo.steps import (
    Accept,
    Ago,
    Agree,
    Answer,
    Ask,
    AskBack,
    Contact,
    CrossCheck,
    Day,
    Hold,
    Keep,
    Open,
    Send,
    Step,
    Submit,
    Suspend,
    Write,
)

VERSION: Final = 4
"""Rises when a home made before would tell another story."""


@dataclass(frozen=True, slots=True)
class Person:
    """An officer. `name` signs in and stands in the record, `shown` stands on the screens of the own node."""

    name: str
    shown: str
    role: str


@dataclass(frozen=True, slots=True)
class Party:
    """A fictional state. `compares` and `confirms` are the two officers of its first contacts.

    `colour` is its hue at all three desks.
    """

    code: str
    colour: int
    host: str
    language: str
    labels: Mapping[str, str]
    officers: tuple[Person, ...]

    @property
    def compares(self) -> str:
        """Who reads the digits to the other side."""
        return self.officers[0].name

    @property
    def confirms(self) -> str:
        """Who confirms what another one compared."""
        return self.officers[1].name


VAL: Final = Party(
    "VAL",
    1,
    "valdorie.localhost",
    "fr",
    {"fr": "Valdorie", "en": "Valdoria", "ru": "Вальдория", "ar": "فالدوريا"},
    (
        Person("claire.aubrennes", "Claire Aubrennes", "liaison"),
        Person("mathieu.tevenard", "Mathieu Tévenard", "release"),
        Person("ines.corvalan", "Inès Corvalan", "duty"),
        Person("adele.montbrenne", "Adèle Montbrenne", "head"),
        Person("bastien.ferrolle", "Bastien Ferrolle", "legal"),
        Person("odile.vaucresson", "Odile Vaucresson", "oversight"),
    ),
)
ZOR: Final = Party(
    "ZOR",
    2,
    "zoriane.localhost",
    "ru",
    {"ru": "Зоряна", "fr": "Zoriane", "en": "Zoriana", "ar": "زوريانا"},
    (
        Person("olga.remezina", "Ольга Ремезина", "liaison"),
        Person("gleb.staroverski", "Глеб Староверский", "release"),
        Person("timur.veleslavski", "Тимур Велеславский", "head"),
        Person("nina.ozertsova", "Нина Озерцова", "legal"),
        Person("vera.dolmatskaya", "Вера Долматская", "oversight"),
    ),
)
QAM: Final = Party(
    "QAM",
    3,
    "qamarine.localhost",
    "ar",
    {"ar": "القمرين", "fr": "Qamarine", "en": "Qamarine", "ru": "Камарин"},
    (
        Person("khaled.mundhiri", "خالد المنذري", "liaison"),
        Person("noura.daghir", "نورة الداغر", "release"),
        Person("salma.rawahi", "سلمى الرواحي", "head"),
        Person("yasser.hamdan", "ياسر الحمدان", "legal"),
        Person("huda.sharqi", "هدى الشرقي", "oversight"),
    ),
)
PARTIES: Final = (VAL, ZOR, QAM)

STEPS: Final[tuple[Step, ...]] = (
    Contact(Day(76, time(10, 30)), "VAL", "ZOR", "Accord de Port-Clair contre le terrorisme", "article 4 (personnes)"),
    Contact(Day(71, time(9, 15)), "QAM", "VAL", "اتفاق مرسى النور لمكافحة الإرهاب", "المادة 7"),
    Contact(Day(69, time(13, 0)), "ZOR", "QAM", "Соглашение о борьбе с терроризмом", "статья 3"),
    Agree(
        Day(66, time(11, 0)),
        "VAL",
        "ZOR",
        "Accord de Port-Clair contre le terrorisme",
        "protocole additionnel 1",
        ("ct",),
    ),
    Agree(Day(62, time(9, 30)), "QAM", "VAL", "اتفاق مرسى النور لمكافحة الإرهاب", "الملحق 2", ("ct",)),
    # What Valdorie holds by itself: visa files, a list that the neighbours share. Nobody has joined them yet.
    Keep(Day(60, time(14, 5)), "VAL", "claire.aubrennes", persons.TRAVELLER),
    Keep(Day(59, time(10, 40)), "VAL", "claire.aubrennes", persons.NAMESAKE),
    Keep(Day(41, time(16, 20)), "VAL", "claire.aubrennes", persons.SEEN),
    Hold(
        Day(45, time(8, 30)),
        "VAL",
        "claire.aubrennes",
        "aubrac",
        "Personnes recherchées par les États riverains",
        "Conférence des riverains",
        "Accord de Port-Clair contre le terrorisme, annexe 3",
    ),
    # Written, delivered, opened, accepted; the day came and went. Both sides see the same silence.
    Send(Day(40, time(9, 12)), "birth", "VAL", "mathieu.tevenard", "ZOR", letters.BIRTH, Day(23, time(12))),
    Open(Day(39, time(8, 40)), "birth", "olga.remezina"),
    Accept(Day(38, time(16, 45)), "birth", "olga.remezina", Day(24, time(12))),
    # Asked and answered, long ago.
    Send(Day(30, time(10, 12)), "address", "ZOR", "gleb.staroverski", "VAL", letters.ADDRESS, Day(20, time(12))),
    Open(Day(30, time(11, 40)), "address", "claire.aubrennes"),
    Accept(Day(29, time(9, 5)), "address", "claire.aubrennes", Day(25, time(12))),
    Answer(Day(26, time(15, 30)), "address", "claire.aubrennes", letters.ADDRESS_ANSWER),
    # Delivered, and nobody even opened it.
    Send(Day(12, time(13, 5)), "ship", "ZOR", "olga.remezina", "QAM", letters.SHIP, Day(4, time(12))),
    # Answered yesterday.
    Send(Day(9, time(14, 20)), "freight", "VAL", "claire.aubrennes", "QAM", letters.FREIGHT, Ago(days=-2)),
    Open(Day(8, time(7, 50)), "freight", "khaled.mundhiri"),
    Accept(Day(8, time(8, 10)), "freight", "noura.daghir", Ago(days=-1)),
    Answer(Ago(hours=15, minutes=40), "freight", "khaled.mundhiri", letters.FREIGHT_ANSWER),
    # Asked for by the full procedure; Zoriane asked back for the period, and its clock stands still until then.
    Ask(Day(7, time(9, 40)), "entries", "VAL", "claire.aubrennes", "ZOR", letters.ENTRIES, letters.ENTRIES_FORM),
    Open(Day(7, time(11, 5)), "entries", "olga.remezina"),
    CrossCheck(Day(7, time(11, 15)), "entries", "olga.remezina"),
    Accept(Day(7, time(11, 20)), "entries", "olga.remezina", Ago(days=-5)),
    AskBack(Day(5, time(10, 10)), "entries", "olga.remezina", letters.ENTRIES_BACK, ("period",)),
    # One topic is suspended: what Valdorie wrote about money meanwhile is held, in its order.
    Suspend(Day(3, time(15, 0)), "QAM", "VAL", "ct.financing", "مراجعة صلاحيات وحدة التمويل"),
    Send(Ago(days=1, hours=6), "money", "VAL", "claire.aubrennes", "QAM", letters.MONEY),
    # Accepted; its answer is awaited, in time.
    Send(Day(6, time(8, 30)), "flight", "QAM", "noura.daghir", "ZOR", letters.FLIGHT, Ago(days=-3, hours=-2)),
    Open(Day(6, time(12, 0)), "flight", "gleb.staroverski"),
    Accept(Day(5, time(9, 15)), "flight", "olga.remezina", Ago(days=-2)),
    # Opened; somebody has four hours left to take responsibility.
    Send(
        Ago(days=2, hours=19, minutes=46),
        "journey",
        "ZOR",
        "olga.remezina",
        "VAL",
        letters.JOURNEY,
        Ago(days=-4, hours=-4),
    ),
    Open(Ago(days=2, hours=5), "journey", "mathieu.tevenard"),
    # New this morning.
    Send(Ago(hours=5, minutes=20), "car", "VAL", "ines.corvalan", "ZOR", letters.CAR),
    Send(Ago(hours=3, minutes=10), "market", "QAM", "khaled.mundhiri", "VAL", letters.MARKET),
    # Begun, not released.
    Write(Ago(hours=14), "VAL", "claire.aubrennes", "QAM", unfinished.TRANSFERS_DRAFT),
    Write(Ago(hours=20), "ZOR", "olga.remezina", "QAM", unfinished.FLIGHT_DRAFT, answers="flight"),
    Write(Ago(hours=2), "QAM", "khaled.mundhiri", "VAL", unfinished.RETURN_DRAFT),
    # Written and sent; it leaves once a second person has signed it.
    Submit(Ago(hours=1, minutes=20), "VAL", "claire.aubrennes", "ZOR", unfinished.MEETING_DRAFT),
)


def party(code: str) -> Party:
    """Give a party by its letters."""
    return next(one for one in PARTIES if one.code == code)


def in_order(start: datetime) -> list[tuple[datetime, Step]]:
    """Give the steps with their instants, earliest first, where the demo is made at `start`."""
    return sorted(((step.when.before(start), step) for step in STEPS), key=lambda each: each[0])
