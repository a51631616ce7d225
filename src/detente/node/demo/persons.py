"""The persons of the story: whom a letter is about, what Valdorie holds of whom, and a list that everybody may hold.

Nobody here lives, or ever did. The man of the letter is written in three scripts, and where he is held his birth is a
year off: what a machine has to see, and a person to decide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.node.services import recording

JOURNEY: Final = recording.record(
    {
        "ftm": {
            "id": "zor-0417",
            "schema": "Person",
            "properties": {
                "name": ["Астаргиев Тимур Эльдарович"],
                "alias": ["Astarguiev", "أستارغييف تيمور"],
                "birthDate": ["1987-03-14"],
                "birthPlace": ["Туманск"],
                "passportNumber": ["ZR 4471902"],
                "motherName": ["Астаргиева Лейла"],
            },
        },
        "category": "suspect",
    }
)
"""Of whom Zoriane writes."""
OF_NO_CHARACTER: Final[Mapping[str, bool]] = {
    "political": False,
    "military": False,
    "religious": False,
    "racial": False,
}
"""What its author answered: the letter is about none of these."""


@dataclass(frozen=True, slots=True)
class Held:
    """One person whom Valdorie keeps a record of."""

    category: str
    values: tuple[tuple[str, str], ...]
    source: str
    because: str


TRAVELLER: Final = Held(
    "other",
    (
        ("name", "ASTARGUIEV Timour"),
        ("birthDate", "1986-03-14"),
        ("birthPlace", "Toumansk"),
        ("motherName", "ASTARGUIEVA Leïla"),
    ),
    "Service des visas",
    "Demande de visa, Port-Clair",
)
NAMESAKE: Final = Held(
    "other",
    (("name", "ASTARGUINE Timoléon"), ("birthDate", "1959-07-02"), ("birthPlace", "Port-Clair")),
    "Service des visas",
    "Renouvellement d’une carte de séjour",
)
SEEN: Final = Held(
    "suspect",
    (("name", "TOGOÏEV Zimar"), ("birthDate", "1989"), ("passportNumber", "ZR 5083117")),
    "Poste de Port-Clair",
    "Dossier VAL-2026-0731",
)

_WANTED: Final = (
    ("aub-1", "تيمور أستارغييف", "1987-03-14"),
    ("aub-2", "Зимар Тогоев", "1989-11-30"),
    ("aub-3", "Sarhaoul Ferdane", "1971-05-19"),
    ("aub-4", "Ελπιδοφόρος Μαρκετάς", "1980-01-08"),
    ("aub-5", "Léonce d’Orvallec", "1966-09-27"),
    ("aub-6", "Дарина Велогорская", "1993-04-03"),
    ("aub-7", "نجوان الصفار", "1984-12-12"),
)


def listed() -> bytes:
    """Give the file of the list: a FollowTheMoney entity a line."""
    entities = [
        {"id": key, "schema": "Person", "properties": {"name": [name], "birthDate": [born], "topics": ["wanted"]}}
        for key, name, born in _WANTED
    ]
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entities).encode()
