"""Whether text of a page is there for programs alone: not drawn, without colour, of no size, or beside the page.

Judged by what the library makes of a page, not by its bytes: those can be packed, commented, or part of a text.
Text that a picture or a field of colour covers, that is cut off, or that stands in a layer turned off is not found.
The plain functions of the library are called, with the same places for their answers each time: a page has thousands
of texts, and the child has seconds.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, Final

from pypdfium2 import raw

MOST_BEHIND: Final = 500
SMALLEST: Final = 1.0
"""Letters under this size, in points, are dust on paper."""
_DEPTH: Final = 5
_NOT_DRAWN: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_FILLED: Final = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_WHITE: Final = 250

Box = tuple[float, float, float, float]


def hides(page: Any) -> bool:
    """Whether a page of the library holds text that nobody sees on it."""
    looking = _Looking()
    texts: list[tuple[Any, int]] = []
    behind: list[Box] = []
    for object_, kind, level in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append((object_, level))
        elif not level and len(behind) < MOST_BEHIND:
            # What tells no place may stand anywhere.
            behind.append(looking.box(object_) or (-math.inf, -math.inf, math.inf, math.inf))
    edge: Box = page.get_bbox()
    return any(looking.hidden(each, level, edge, behind) for each, level in texts)


def _objects(page: Any) -> Iterator[tuple[Any, int, int]]:
    """Give what is drawn, each with its kind and how many forms it stands in."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw.FPDFPage_GetObject(page, at), 0)


def _within(object_: Any, level: int) -> Iterator[tuple[Any, int, int]]:
    kind = raw.FPDFPageObj_GetType(object_)
    yield object_, kind, level
    if kind == raw.FPDF_PAGEOBJ_FORM and level < _DEPTH:
        for at in range(max(0, raw.FPDFFormObj_CountObjects(object_))):
            yield from _within(raw.FPDFFormObj_GetObject(object_, at), level + 1)


class _Looking:
    """The places into which the library writes."""

    def __init__(self) -> None:
        self._box = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._font = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()

    def box(self, object_: Any) -> Box | None:
        if not raw.FPDFPageObj_GetBounds(object_, *self._box):
            return None
        left, bottom, right, top = self._box
        return left.value, bottom.value, right.value, top.value

    def colour(self, text: Any) -> tuple[int, int]:
        """Give the least of red, green and blue, and how much it covers: 0 to 255."""
        if not raw.FPDFPageObj_GetFillColor(text, *self._colour):
            return 0, 255
        red, green, blue, covers = self._colour
        return min(red.value, green.value, blue.value), covers.value

    def size(self, text: Any) -> float:
        known = raw.FPDFTextObj_GetFontSize(text, self._font) and raw.FPDFPageObj_GetMatrix(text, self._matrix)
        return abs(self._font.value) * math.hypot(self._matrix.c, self._matrix.d) if known else SMALLEST

    def hidden(self, text: Any, level: int, edge: Box, behind: list[Box]) -> bool:
        mode = raw.FPDFTextObj_GetTextRenderMode(text)
        if mode in _NOT_DRAWN:
            return True
        light, covers = self.colour(text)
        if mode in _FILLED and covers == 0:
            return True
        # Within a form, places and sizes are the form's own.
        box = None if level else self.box(text)
        if box is None or box[0] >= box[2] or box[1] >= box[3]:
            return False
        if self.size(text) < SMALLEST or not _meet(box, edge):
            return True
        white = mode in _FILLED and light >= _WHITE
        return white and not any(_meet(box, each) for each in behind)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
