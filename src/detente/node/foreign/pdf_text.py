"""The text of a PDF, page by page, and what in it would act: scripts, launches, attachments, text that nobody sees.

Runs only in the child. Streams are unpacked here first and counted, before the library unpacks one.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Final

import pypdfium2

from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import FileRefused, refuse, say
from detente.intake.lists.values import TextBlock
from detente.node.foreign import pdf_unseen

MOST_PAGES: Final = 2_000
MOST_LETTERS: Final = 5_000_000
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_CHAIN: Final = 4
_STREAM: Final = re.compile(rb"stream\r?\n")
_FILTERS: Final = re.compile(rb"/(?:FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTS: Final = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "script"),
    (re.compile(rb"/Launch\b"), "launch"),
    (re.compile(rb"/(?:SubmitForm|ImportData|GoToR|GoToE)\b"), "submit"),
    (re.compile(rb"/(?:EmbeddedFile|EmbeddedFiles|Filespec)\b"), "attachment"),
    (re.compile(rb"/(?:RichMedia|Movie|Sound|3D)\b"), "media"),
    (re.compile(rb"/XFA\b"), "form"),
)
_FILLING: Final = b"\0\t\n\x0c\r \x1a"
_WRONG_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


def ready() -> None:
    """Load what reading needs: after the walls are closed no file can be opened any more."""
    pypdfium2.raw.FPDF_GetLastError()


def read(data: bytes, into: Gathering) -> None:
    """Read a PDF.

    Raises:
        FileRefused: it is cut, locked, damaged, or unpacks to more than is believed.
    """
    if b"%%EOF" not in data.rstrip(_FILLING)[-2048:]:
        raise refuse("pdf.cut")
    acts: set[str] = set()
    for piece in _pieces(data):
        acts |= {name for pattern, name in _ACTS if pattern.search(piece)}
    for each in sorted(acts):
        into.remark_once(say("pdf.acts", name=each))
    _pages(data, into)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Give the file with its names in plain letters, and each packed stream unpacked, in bounds."""
    yield _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    left = MOST_UNPACKED
    at = 0
    while found := _STREAM.search(data, at):
        begin = found.end()
        at = data.find(b"endstream", begin)
        if at < 0:
            raise refuse("pdf.broken")
        head = data[max(0, data.rfind(b"obj", 0, found.start()), found.start() - 2000) : found.start()]
        chain = _FILTERS.findall(head)[:MOST_CHAIN]
        piece = data[begin:at]
        at += len(b"endstream")
        for name in chain:
            piece = _DECODERS[name](piece, left)
            if not piece:
                break
        left -= len(piece) if chain else 0
        if left < 0:
            raise refuse("pdf.bomb", most=MOST_UNPACKED // 1024 // 1024)
        yield piece


def _unpacked(piece: bytes, most: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        unpacked = stream.decompress(piece, most + 1)
    except zlib.error:
        return b""
    if len(unpacked) > most:
        raise refuse("pdf.bomb", most=MOST_UNPACKED // 1024 // 1024)
    return unpacked


def _of_hex(piece: bytes, _most: int) -> bytes:
    digits = _NO_HEX.sub(b"", piece.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _of_85(piece: bytes, _most: int) -> bytes:
    try:
        return base64.a85decode(piece.strip().removeprefix(b"<~").partition(b"~")[0])
    except ValueError:
        return b""


_NO_HEX: Final = re.compile(rb"[^0-9A-Fa-f]")
_DECODERS: Final[dict[bytes, Callable[[bytes, int], bytes]]] = {
    **dict.fromkeys((b"/FlateDecode", b"/Fl"), _unpacked),
    **dict.fromkeys((b"/ASCII85Decode", b"/A85"), _of_85),
    **dict.fromkeys((b"/ASCIIHexDecode", b"/AHx"), _of_hex),
}


def _pages(data: bytes, into: Gathering) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
        number = len(document)
        if not 0 < number <= MOST_PAGES:
            raise refuse("pdf.pages", most=MOST_PAGES)
        letters = 0
        for at in range(number):
            page = document[at]
            if pdf_unseen.hides(page):
                into.remark_once(say("pdf.unseen"))
            text = page.get_textpage().get_text_range()
            letters += len(text)
            if letters > MOST_LETTERS:
                raise refuse("pdf.long", most=MOST_LETTERS)
            _block(text, at + 1, into)
    except FileRefused:
        raise
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
        raise refuse("pdf.locked" if locked else "pdf.broken") from error
    except (ValueError, TypeError, LookupError, OSError) as error:
        raise refuse("pdf.broken") from error
    into.rows = number
    if not any(each.text.strip() for each in into.blocks):
        into.remark_once(say("pdf.no-text"))


def _block(text: str, page: int, into: Gathering) -> None:
    where = f"page {page}"
    # What the library puts where a word is divided at the end of a line.
    plain = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "").replace("\0", "")
    into.judge_text("text", plain, where=where)
    into.blocks.append(TextBlock(where, plain))
