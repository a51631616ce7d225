"""What a foreign file looks like: its kind decided by content alone, then text, or the pixels of one picture.

Runs only in the child (`foreign.child`). A name or a media type says nothing here: who sends harm chooses both.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
from dataclasses import dataclass
from typing import Final, Literal

import pypdfium2
from PIL import GifImagePlugin, Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from detente.node.foreign.bounds import MOST_EDGE, MOST_IN_BYTES, MOST_LETTERS, Reason

Kind = Literal["image", "pdf"]

MOST_PIXELS: Final = 40_000_000
_LOADED_LATE: Final = (MpoImagePlugin, TiffImagePlugin)
"""What Pillow imports in the middle of a JPEG with several pictures or with EXIF, when no file opens any more."""
_IMAGES: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PngImagePlugin.PngImageFile.format),
    (re.compile(rb"\xff\xd8\xff"), JpegImagePlugin.JpegImageFile.format),
    (re.compile(rb"GIF8[79]a"), GifImagePlugin.GifImageFile.format),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WebPImagePlugin.WebPImageFile.format),
)
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BROKEN: Final = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error)
"""What the decoders raise for a file that is no such file. Anything else ends the child; its parent says unreadable."""
_WRONG_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class Text:
    """The first letters of a text; `cut`: there are more."""

    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture, three bytes a pixel, row by row; `pages` of which this is the first (1 for an image)."""

    width: int
    height: int
    pages: int
    rgb: bytes
    kind: Kind


@dataclass(frozen=True, slots=True)
class NoPreview:
    """Why nothing is shown."""

    reason: Reason


Drawn = Text | Pixels | NoPreview


def ready() -> None:
    """Load what drawing needs: after the walls are closed no file can be opened any more."""
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    for _, name in _BOMS:
        codecs.lookup(name)


def draw(data: bytes) -> Drawn:
    """Give what the content shows, or why nothing."""
    if not data:
        return NoPreview("empty")
    if len(data) > MOST_IN_BYTES:
        return NoPreview("too-large")
    if data.startswith(b"%PDF-"):
        return _page(data)
    for mark, form in _IMAGES:
        if mark.match(data) and form is not None:
            return _image(data, form)
    return _text(data)


def _text(data: bytes) -> Drawn:
    coding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return NoPreview("unknown-kind")
    if _NOT_TEXT.search(text):
        return NoPreview("unknown-kind")
    return Text(text[:MOST_LETTERS], len(text) > MOST_LETTERS)


def _image(data: bytes, form: str) -> Drawn:
    try:
        with Image.open(io.BytesIO(data), formats=(form,)) as image:
            if image.width * image.height > MOST_PIXELS:
                return NoPreview("limits")
            # A photograph is decoded small at once; other forms take the call and do nothing.
            image.draft("RGB", (MOST_EDGE, MOST_EDGE))
            return _pixels(image, pages=1, kind="image")
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return NoPreview("limits")
    except _BROKEN:
        return NoPreview("unreadable")


def _page(data: bytes) -> Drawn:
    try:
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        # Without forms: their scripts and their fields are no part of what a page shows.
        bitmap = page.render(scale=MOST_EDGE / max(page.get_size()), may_draw_forms=False)
        return _pixels(bitmap.to_pil(), pages=len(document), kind="pdf")
    except MemoryError:
        return NoPreview("limits")
    except pypdfium2.PdfiumError as error:
        return NoPreview("locked" if getattr(error, "err_code", None) == _WRONG_PASSWORD else "unreadable")
    except _BROKEN:
        return NoPreview("unreadable")


def _pixels(image: Image.Image, *, pages: int, kind: Kind) -> Pixels:
    image.thumbnail((MOST_EDGE, MOST_EDGE))
    if image.mode in ("RGBA", "LA", "PA", "P"):
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(image.convert("RGBA"))
        image = white
    flat = image.convert("RGB")
    return Pixels(flat.width, flat.height, pages, flat.tobytes(), kind)
