"""A thread on paper: index, the messages in order, annexes, and the page that says how to verify it.

Pure: values in, the bytes of a PDF out. What may not be taken out of the house stands there as withheld, with its
reason; the number of pages is the same whoever prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.node.paper.sheet import Numbering, Sheets
from detente.node.paper.words import Words, words_in

_MOST_DRAWN: Final = 4
_NUMBER_WIDTH: Final = 60.0
"""Millimetres: the widest number of a page, on one line."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment: what identifies it, and its text where it is plain text that may be printed."""

    name: str
    media_type: str
    size: int
    sha256: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One message. `said`: what it says besides its text, a name and its words each.

    `withheld` says why its content is not printed, "" where it is.
    """

    title: str
    writer: str
    reader: str
    at: datetime
    number: str
    marking: str
    references: tuple[str, ...]
    text: tuple[str, ...]
    said: tuple[tuple[str, str], ...] = ()
    withheld: str = ""
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """One proof: what it proves, who signed it when, where in the ledger, and the SHA-256 of the signed record."""

    what: str
    signer: str
    at: datetime
    place: str
    record: str


@dataclass(frozen=True, slots=True)
class PrintedThread:
    """A thread as it is printed. `statement`: SHA-256 of the thread statement, "" where none can be made yet."""

    subject: str
    thread: str
    parties: tuple[str, ...]
    marking: str
    printed_by: str
    at: datetime
    prefix: str
    sheets: tuple[Sheet, ...]
    seals: tuple[Seal, ...]
    silences: tuple[str, ...]
    statement: str
    missing: int
    trust: tuple[str, ...]


def draw(printed: PrintedThread, *, lang: str) -> bytes:
    """Give the PDF, in one of the four languages; what people wrote stays in theirs."""
    say = words_in(lang)
    # The first time only to learn on which page each message begins; again until the index names the pages on which it
    # puts them, for its own length may push them on.
    made, begins = _draw(printed, say, lang, begins=("",) * (len(printed.sheets) + 2))
    for _ in range(_MOST_DRAWN):
        before = begins
        made, begins = _draw(printed, say, lang, begins=before)
        if begins == before:
            break
    return made


def _draw(printed: PrintedThread, say: Words, lang: str, *, begins: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]]:
    sheets = Sheets(Numbering(printed.prefix, printed.marking), at=printed.at, lang=lang)
    _cover(sheets, printed, say, begins)
    found = []
    for sheet in printed.sheets:
        sheets.add_page()
        found.append(sheets.here)
        _message(sheets, sheet, say)
    sheets.add_page()
    found.append(sheets.here)
    _annexes(sheets, printed, say)
    sheets.add_page()
    found.append(sheets.here)
    _evidence(sheets, printed, say)
    return sheets.finish(), tuple(found)


def _cover(sheets: Sheets, printed: PrintedThread, say: Words, begins: tuple[str, ...]) -> None:
    sheets.heading(printed.subject, size=16)
    sheets.facts(
        [
            (say["parties"], " – ".join(printed.parties)),
            (say["thread"], printed.thread),
            (say["printed"], f"{_moment(printed.at)}, {printed.printed_by}"),
            (say["handling"], printed.marking),
        ]
    )
    sheets.paragraph(say["numbered"])
    sheets.heading(say["index"])
    titles = [f"{number}. {sheet.title} – {sheet.writer}" for number, sheet in enumerate(printed.sheets, 1)]
    sheets.facts(list(zip(begins, [*titles, say["annexes"], say["evidence"]], strict=True)), width=_NUMBER_WIDTH)


def _message(sheets: Sheets, sheet: Sheet, say: Words) -> None:
    sheets.heading(sheet.title)
    sheets.facts(
        [
            (say["from"], sheet.writer),
            (say["to"], sheet.reader),
            (say["written"], _moment(sheet.at)),
            (say["place"], sheet.number),
            (say["handling"], sheet.marking),
            *((say["reference"], reference) for reference in sheet.references),
        ]
    )
    sheets.ln(3)
    if sheet.withheld:
        sheets.paragraph(f"{say['withheld']} {sheet.withheld}", weight="B")
        return
    for text in sheet.text:
        sheets.paragraph(text)
        sheets.ln(2)
    sheets.facts(sheet.said)


def _annexes(sheets: Sheets, printed: PrintedThread, say: Words) -> None:
    sheets.heading(say["annexes"])
    listed = [(number, annex) for number, sheet in enumerate(printed.sheets, 1) for annex in sheet.annexes]
    if not listed:
        sheets.paragraph(say["no-annexes"])
    for number, annex in listed:
        sheets.heading(annex.name, size=11)
        sheets.facts(
            [
                (say["message"], str(number)),
                (say["type"], annex.media_type),
                (say["size"], f"{annex.size:,}".replace(",", " ")),
                ("SHA-256", annex.sha256),
            ]
        )
        if annex.text:
            sheets.paragraph(annex.text)


def _evidence(sheets: Sheets, printed: PrintedThread, say: Words) -> None:
    sheets.heading(say["evidence"])
    sheets.facts([(say["statement"], printed.statement or say["no-statement"])])
    for seal in printed.seals:
        sheets.facts(
            [
                (seal.what, f"{seal.signer}, {_moment(seal.at)}, {seal.place}"),
                ("SHA-256", seal.record),
            ]
        )
    for silence in printed.silences:
        sheets.paragraph(silence)
    if printed.missing:
        sheets.paragraph(say["missing"].format(count=printed.missing))
    sheets.heading(say["verify"])
    sheets.paragraph(say["how"])
    # A shell takes it as it stands, copied or typed: a fingerprint has spaces, and may run over the end of a line.
    sheets.paragraph(" \\\n".join(["detente verify thread.json", *(f'    --trust "{one}"' for one in printed.trust)]))
    sheets.paragraph(say["limit"])


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
