"""What a file is, by its content alone, and the reader of that kind: whoever sends harm chooses a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from detente.intake.lists import (
    encodings,
    json_kinds,
    mail,
    passengers,
    tables,
    vcard,
    xlsx,
    xml_kinds,
    zipdoor,
)
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import FileRefused, refuse, say
from detente.intake.lists.values import Reading, TextBlock, refused

TEXT, PDF, XLSX = "text", "pdf", "xlsx"
MOST_BYTES: Final = 256 * 1024 * 1024
_PROGRAM: Final = b"MZ"
_ELSE: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind.office"),
    (b"{\\rtf", "kind.rtf"),
    (b"\x1f\x8b", "kind.packed"),
    (b"BZh", "kind.packed"),
    (b"7z\xbc\xaf", "kind.packed"),
    (b"Rar!", "kind.packed"),
    (b"\xfd7zXZ", "kind.packed"),
    (b"(\xb5/\xfd", "kind.packed"),
    (_PROGRAM, "kind.program"),
    (b"\x7fELF", "kind.program"),
    (b"\x89PNG", "kind.picture"),
    (b"\xff\xd8\xff", "kind.picture"),
    (b"GIF8", "kind.picture"),
    (b"II*\0", "kind.picture"),
    (b"MM\0*", "kind.picture"),
)
_PAGE: Final = re.compile(r"<!doctype\s+html|<html[\s>]|<(?:head|body|script|iframe)[\s>]", re.IGNORECASE)
_BLANK: Final = b" \t\r\n\x0b\x0c"


class Pages(Protocol):
    """Reads a PDF: gives its pages into the file that is being read."""

    def __call__(self, data: bytes, into: Gathering) -> None: ...


def read(
    data: bytes, *, pages: Pages | None = None, mapping: ColumnMapping | None = None, encoding: str = ""
) -> Reading:
    """Give what became of a file. Nothing of one that is refused is kept.

    `pages` reads a PDF, `mapping` and `encoding` are what a person confirmed of a table.
    """
    gathering = Gathering("unknown")
    try:
        _read(data, gathering, pages, mapping, encoding)
        return gathering.reading()
    except FileRefused as error:
        # What the columns may mean is given all the same: a person says it, and the table is read again.
        return replace(refused(gathering.kind, error.said), proposal=gathering.proposal, preview=gathering.preview)


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin as a PDF does; some programs write something before."""
    return b"%PDF-" in data[:1024]


def _read(data: bytes, into: Gathering, pages: Pages | None, mapping: ColumnMapping | None, encoding: str) -> None:
    if not data.strip(_BLANK):
        raise refuse("text.empty")
    if len(data) > MOST_BYTES:
        raise refuse("kind.large", most=MOST_BYTES // 1024 // 1024)
    for mark, code in _ELSE:
        if data.startswith(mark) and (mark != _PROGRAM or b"\0" in data[:4096]):
            raise refuse(code)
    if is_pdf(data):
        _pdf(data, into, pages)
    elif data.startswith(b"PK"):
        _zip(data, into, mapping)
    elif _is_xml(data):
        xml_kinds.read(data, into)
    elif mail.is_mail(data):
        into.kind = mail.KIND
        mail.read(data, into)
    else:
        _text(encodings.decode(data, encoding=encoding), into, mapping)


def _pdf(data: bytes, into: Gathering, pages: Pages | None) -> None:
    into.kind = PDF
    if pages is None:
        raise refuse("kind.no-pdf")
    pages(data, into)


def _zip(data: bytes, into: Gathering, mapping: ColumnMapping | None) -> None:
    into.kind = "zip"
    members = zipdoor.directory(data)
    if not xlsx.is_workbook(members):
        raise refuse("kind.zip" if "[Content_Types].xml" not in members else "kind.office")
    into.kind = XLSX
    tables.workbook(xlsx.read(data, members), into, mapping)


def _is_xml(data: bytes) -> bool:
    head = data[:400]
    for mark, name in encodings.MARKS:
        if head.startswith(mark):
            head = head[: len(head) // 4 * 4].decode(name, "ignore").encode("utf-8", "ignore")
            break
    head = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf" + _BLANK)
    return head.startswith(b"<")


def _text(decoded: encodings.Decoded, into: Gathering, mapping: ColumnMapping | None) -> None:
    text = decoded.text.lstrip("\ufeff")
    if "\n" not in text:
        # The line ends of old systems.
        text = text.replace("\r", "\n")
    if "\0" in text:
        raise refuse("text.nul")
    if decoded.guessed:
        into.remark_once(say("text.guessed", encoding=decoded.encoding))
    body = text.lstrip()
    if _PAGE.match(body):
        raise refuse("kind.page")
    reader = next((each for fits, each in _BY_HEAD if fits(body)), None)
    if reader is not None:
        reader(body, into)
    elif not tables.read(text, into, mapping):
        _blocks(text, into)


def _vcard(text: str, into: Gathering) -> None:
    into.kind = vcard.KIND
    vcard.read(text, into)


def _edifact(text: str, into: Gathering) -> None:
    into.kind = "edifact"
    passengers.read(text, into)


def _calendar(text: str, into: Gathering) -> None:
    raise refuse("kind.calendar")


def _blocks(text: str, into: Gathering) -> None:
    """Keep a text as what it is: paragraphs that are shown, and that nothing obeys."""
    into.kind = TEXT
    into.rows = 1
    into.remark_once(say("text.only"), inert=True)
    into.judge_text("text", text, where="")
    into.blocks.append(TextBlock("text", text))


_BY_HEAD: Final[tuple[tuple[Callable[[str], bool], Callable[[str, Gathering], None]], ...]] = (
    (lambda text: text[:1] in ("{", "["), lambda text, into: json_kinds.read(text, into)),
    (lambda text: text[:11].upper() == "BEGIN:VCARD", _vcard),
    (lambda text: text[:15].upper() == "BEGIN:VCALENDAR", _calendar),
    (lambda text: re.match(r"UNA.{6}\s*UNB|UNB.IA|UNB.UN|UNB[+\-:]", text, re.DOTALL) is not None, _edifact),
)
