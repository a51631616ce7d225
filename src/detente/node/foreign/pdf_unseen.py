"""Whether text of a page is there for programs alone: not drawn, without colour, of no size, or beside the page.

Judged by what the library makes of a page, not by its bytes: those can be packed, commented, or part of a text.
Text that a picture or a field of colour covers is not found.
"""

from __future__ import annotations

import ctypes
import math
from itertools import islice
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

MOST_OBJECTS: Final = 20_000
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
    objects = list(islice(page.get_objects(max_depth=_DEPTH), MOST_OBJECTS))
    texts = [each for each in objects if each.type == raw.FPDF_PAGEOBJ_TEXT]
    edge = page.get_bbox()
    behind = [_box(each) for each in objects if each.type != raw.FPDF_PAGEOBJ_TEXT and not each.level][:MOST_BEHIND]
    return any(_hidden(each, edge, behind) for each in texts)


def _hidden(text: Any, edge: Box, behind: list[Box | None]) -> bool:
    mode = raw.FPDFTextObj_GetTextRenderMode(text)
    if mode in _NOT_DRAWN:
        return True
    red, green, blue, alpha = _colour(text)
    if mode in _FILLED and alpha == 0:
        return True
    # Within a form, places and sizes are the form's own.
    box = None if text.level else _box(text)
    if box is None or box[0] >= box[2] or box[1] >= box[3]:
        return False
    if _size(text) < SMALLEST or not _meet(box, edge):
        return True
    white = mode in _FILLED and min(red, green, blue) >= _WHITE
    return white and not any(each is None or _meet(box, each) for each in behind)


def _box(object_: Any) -> Box | None:
    try:
        left, bottom, right, top = object_.get_bounds()
    except pypdfium2.PdfiumError:
        return None
    return left, bottom, right, top


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _colour(text: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(text, *(ctypes.byref(each) for each in parts)):
        return 0, 0, 0, 255
    red, green, blue, alpha = (each.value for each in parts)
    return red, green, blue, alpha


def _size(text: Any) -> float:
    size, matrix = ctypes.c_float(0), raw.FS_MATRIX()
    known = raw.FPDFTextObj_GetFontSize(text, ctypes.byref(size)) and raw.FPDFPageObj_GetMatrix(text, matrix)
    return abs(size.value) * math.hypot(matrix.c, matrix.d) if known else SMALLEST
