"""Numbered sheets: a marking at top and foot, a number on every page, text of any direction. No reading of the store.

Numbers follow the practice of disclosure in court ("Bates numbers"): a prefix that names the bundle, then the count of
the page over the whole bundle, so that each page can be cited and a missing one is seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

from fontTools.ttLib import TTFont
from fpdf import FPDF

FONTS: Final = Path(__file__).parent / "fonts"
_SIZE: Final = 10.0
_LINE: Final = 5.2
_MARGIN: Final = 20.0
Weight = Literal["", "B"]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The prefix of the page numbers and the marking that stands on every page."""

    prefix: str
    marking: str


class Sheets(FPDF):
    """Pages that number themselves; `here` is the number of the page that is being written."""

    def __init__(self, numbering: Numbering, *, at: datetime, lang: str) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.numbering = numbering
        self.set_creation_date(at)
        self.set_lang(lang)
        self.set_creator("Détente")
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 4)
        for weight, suffix in (("", "Regular"), ("B", "Bold")):
            self.add_font("body", weight, FONTS / f"NotoSans-{suffix}.ttf")
            self.add_font("arabic", weight, FONTS / f"NotoSansArabic-{suffix}.ttf")
        self.set_fallback_fonts(["arabic"], exact_match=False)
        self.set_text_shaping(True)
        self.alias_nb_pages("{pages}")
        self.add_page()

    @property
    def here(self) -> str:
        """The number of this page."""
        return f"{self.numbering.prefix}-{self.page_no():06d}"

    def header(self) -> None:
        """Write the marking at the top."""
        self._edge(10, self.numbering.marking, "")

    def footer(self) -> None:
        """Write the marking and the number at the foot."""
        self._edge(-15, self.numbering.marking, f"{self.here}  ·  {self.page_no()} / {{pages}}")

    def _edge(self, y: float, start: str, end: str) -> None:
        self.set_y(y)
        self.set_font("body", "B", 8)
        self.cell(0, 5, start, align="L")
        self.set_x(_MARGIN)
        self.set_font("body", "", 8)
        self.cell(0, 5, end, align="R")
        self.set_y(_MARGIN)

    def heading(self, text: str, *, size: float = 13.0) -> None:
        """Write a heading."""
        self.ln(2)
        self._write(text, weight="B", size=size)
        self.ln(1)

    def paragraph(self, text: str, *, weight: Weight = "") -> None:
        """Write a paragraph in the direction of its own letters."""
        for line in text.splitlines() or [""]:
            self._write(line, weight=weight, size=_SIZE)

    def facts(self, rows: Sequence[tuple[str, str]], *, width: float = 45.0) -> None:
        """Write facts: a name, and beside it what it says. `width`: of the names, millimetres."""
        for name, value in rows:
            if self.will_page_break(_LINE * 2):
                self.add_page()
            self.set_font("body", "B", 9)
            top = self.get_y()
            self.set_x(_MARGIN)
            self.multi_cell(width, _LINE, visible(name), align=_side(name), new_x="LMARGIN", new_y="NEXT")
            below = self.get_y()
            self.set_xy(_MARGIN + width + 3, top)
            self.set_font("body", "", 9)
            self.multi_cell(0, _LINE, visible(value), align=_side(value), new_x="LMARGIN", new_y="NEXT")
            self.set_y(max(below, self.get_y()))

    def finish(self) -> bytes:
        """Give the file."""
        return bytes(self.output())

    def _write(self, text: str, *, weight: Weight, size: float) -> None:
        self.set_font("body", weight, size)
        self.set_x(_MARGIN)
        self.multi_cell(0, size * 0.52, visible(text), align=_side(text), new_x="LMARGIN", new_y="NEXT")


def visible(text: str) -> str:
    """Give a text in which nothing hides: a letter that no font here has, or that steers others, shows by its number.

    >>> visible("a\\u202eb \u6f22")
    'a[U+202E]b [U+6F22]'
    """
    return "".join(letter if _shows(letter) else f"[U+{ord(letter):04X}]" for letter in text.replace("\t", "    "))


def _shows(letter: str) -> bool:
    # The joiner belongs to the spelling of Persian; all other format characters only mislead.
    return letter == "\u200c" or (unicodedata.category(letter) not in ("Cc", "Cf") and ord(letter) in _covered())


@cache
def _covered() -> frozenset[int]:
    """Give the letters for which there is a drawing."""
    names = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf")
    return frozenset(code for name in names for code in TTFont(FONTS / name).getBestCmap())


def _side(text: str) -> Literal["L", "R"]:
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return "R"
        if direction == "L":
            return "L"
    return "L"
