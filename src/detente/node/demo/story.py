"""The story as data: three invented states, their officers, and what they wrote to each other in eleven weeks.

Nothing here is real: no state, no person, no ship, no file. Instants are told from the moment at which the demo is
made, so that its clocks are alive: what waits for acceptance has a few hours left, and silence has lasted for weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from detente.node.demo import letters
from detente.node.demo.letters import Words
from detente.node.queries.desk import Draft

VERSION: Final = 2
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


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before the demo is made; negative: after it."""

    days: float = 0
    hours: float = 0
    minutes: float = 0

    def before(self, start: datetime) -> datetime:
        """Give the instant."""
        return start - timedelta(days=self.days, hours=self.hours, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Day:
    """At a time of day (UTC), so many days before the demo is made."""

    days: int
    at: time

    def before(self, start: datetime) -> datetime:
        """Give the instant."""
        return datetime.combine(start.date() - timedelta(days=self.days), self.at, tzinfo=start.tzinfo)


When = Ago | Day


@dataclass(frozen=True, slots=True)
class Contact:
    """A first contact, from the invitation to the agreement that both sides confirm."""

    when: When
    first: str
    second: str
    law: str
    ref: str


@dataclass(frozen=True, slots=True)
class Send:
    """A notification is released; `key` names its thread in this story."""

    when: When
    key: str
    sender: str
    officer: str
    to: str
    words: Words
    answer_by: When | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An officer of the receiving side opens it."""

    when: When
    key: str
    officer: str


@dataclass(frozen=True, slots=True)
class Accept:
    """An officer of the receiving side takes responsibility, and says until when."""

    when: When
    key: str
    officer: str
    until: When


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiving side answers."""

    when: When
    key: str
    officer: str
    words: Words


@dataclass(frozen=True, slots=True)
class Write:
    """An officer begins to write and does not release it. `answers`: the thread that it replies to."""

    when: When
    party: str
    officer: str
    to: str
    draft: Draft
    answers: str = ""


Step = Contact | Send | Open | Accept | Answer | Write

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
    ),
)
PARTIES: Final = (VAL, ZOR, QAM)

STEPS: Final[tuple[Step, ...]] = (
    Contact(Day(76, time(10, 30)), "VAL", "ZOR", "Accord de Port-Clair contre le terrorisme", "article 4 (personnes)"),
    Contact(Day(71, time(9, 15)), "QAM", "VAL", "اتفاق مرسى النور لمكافحة الإرهاب", "المادة 7"),
    Contact(Day(69, time(13, 0)), "ZOR", "QAM", "Соглашение о борьбе с терроризмом", "статья 3"),
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
    Write(Ago(hours=14), "VAL", "claire.aubrennes", "QAM", letters.TRANSFERS_DRAFT),
    Write(Ago(hours=20), "ZOR", "olga.remezina", "QAM", letters.FLIGHT_DRAFT, answers="flight"),
    Write(Ago(hours=2), "QAM", "khaled.mundhiri", "VAL", letters.RETURN_DRAFT),
)


def party(code: str) -> Party:
    """Give a party by its letters."""
    return next(one for one in PARTIES if one.code == code)


def in_order(start: datetime) -> list[tuple[datetime, Step]]:
    """Give the steps with their instants, earliest first, where the demo is made at `start`."""
    return sorted(((step.when.before(start), step) for step in STEPS), key=lambda each: each[0])
