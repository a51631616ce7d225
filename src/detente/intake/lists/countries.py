"""The code of a country from its name or code, in the languages of the node and in the spellings of lists."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from detente.intake.lists.country_names import ROWS

_OF_NO_STATE: Final = {"uk": "gb", "el": "gr", "d": "de", "rks": "xk", "eu": "eu", "rom": "ro"}
"""Codes that are of no row: of passports (ICAO 9303), of the European Union, and old ones."""


def code_of(text: str) -> str:
    """Give the code in small letters, "" where none is known.

    >>> code_of("Democratic Republic of the Congo"), code_of("GBR"), code_of("Франция"), code_of("Atlantis")
    ('cd', 'gb', 'fr', '')
    """
    return _codes().get(_plain(text), "")


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in ROWS.splitlines():
        code, long, names = row.split(" ", 2)
        for each in (code, long, *names.split(" | ")):
            found.setdefault(_plain(each), code)
    return {**found, **_OF_NO_STATE}


def _plain(text: str) -> str:
    """Give a text without case, accents, stops and what stands in brackets at its end."""
    split = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    bare = "".join(each for each in split if not unicodedata.combining(each) and each != ".")
    return " ".join(bare.removeprefix("the ").split())
