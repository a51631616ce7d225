"""A mail as blocks of text: its heads, and each part that is text. Attachments are named and never opened."""

from __future__ import annotations

import email.policy
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Any, Final

from detente.intake.lists import encodings, letters
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import FileRefused, refuse, say
from detente.intake.lists.values import TextBlock

KIND: Final = "mail"
MOST_PARTS: Final = 200
MOST_DEPTH: Final = 20
MOST_HEADS: Final = 2_000
_HEADS: Final = ("From", "To", "Cc", "Date", "Subject", "Message-ID")
_HEAD: Final = re.compile(rb"([A-Za-z0-9-]{1,60}):|[ \t]+\S|(From )")
_TELLING: Final = frozenset(
    b"from to cc subject date received message-id return-path mime-version delivered-to content-type reply-to".split()
)
_RUNS: Final = re.compile(
    r"\.(?:exe|scr|com|bat|cmd|js|jse|vbs|vbe|wsf|hta|lnk|msi|dll|jar|ps1|iso|img|docm|xlsm|pptm)\Z",
    re.IGNORECASE,
)


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the heads of a mail: at least two that mails have, and no other line first."""
    told: set[bytes] = set()
    for line in data[:100_000].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n")[:MOST_HEADS]:
        if not line.strip():
            break
        found = _HEAD.match(line)
        if not found:
            return False
        told |= {(found[1] or b"").lower()} & _TELLING
    return len(told) >= 2


def read(data: bytes, into: Gathering) -> None:
    """Read a mail.

    Raises:
        FileRefused: more parts, or parts deeper in one another, than are read.
    """
    # Before the parser: it goes down into itself with each part.
    if data.lower().count(b"content-type:") > 2 * MOST_PARTS + 20:
        raise refuse("mail.parts", most=MOST_PARTS)
    try:
        mail = BytesParser(policy=email.policy.compat32).parsebytes(data)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise refuse("mail.broken") from error
    if len(mail.keys()) > MOST_HEADS:
        raise refuse("mail.heads", most=MOST_HEADS)
    parts = _parts(mail, 0)
    into.rows = 1
    into.blocks.append(TextBlock("heads", _heads(mail, into).replace("\0", "\ufffd")))
    for number, part in enumerate(parts, 1):
        _part(part, number, into)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A mail within a mail, such as one that is passed on: its heads tell who wrote the words below."""

    mail: Message


def _parts(mail: Any, depth: int) -> list[Message | _Carried]:
    if depth > MOST_DEPTH:
        raise refuse("mail.deep", most=MOST_DEPTH)
    if not mail.is_multipart():
        return [mail]
    found: list[Message | _Carried] = []
    if mail.get_content_type() == "message/rfc822":
        found = [_Carried(each) for each in mail.get_payload()]
    found += [each for part in mail.get_payload() for each in _parts(part, depth + 1)]
    if len(found) > MOST_PARTS:
        raise refuse("mail.parts", most=MOST_PARTS)
    return found


def _heads(mail: Message, into: Gathering) -> str:
    lines = []
    for name in _HEADS:
        for value in mail.get_all(name, []):
            text = _decoded(str(value))
            into.judge_text(name, text, where="heads")
            lines.append(f"{name}: {text}")
    return "\n".join(lines)


def _decoded(value: str) -> str:
    """Give a head with its encoded words (RFC 2047) read; what cannot be read stays as it is."""
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return value
    return "".join(_piece(each, charset) for each, charset in pieces).replace("\r", "").replace("\n", "")


def _piece(value: bytes | str, charset: str | None) -> str:
    if isinstance(value, str):
        # Bytes that are no ASCII come as halves of characters.
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return encodings.declared(value, charset or "ascii")
    except (LookupError, ValueError):
        return value.decode("utf-8", "replace")


def _part(part: Message | _Carried, number: int, into: Gathering) -> None:
    where = f"part {number}"
    if isinstance(part, _Carried):
        into.blocks.append(TextBlock(where, _heads(part.mail, into).replace("\0", "\ufffd")))
        return
    name = _name(part)
    kind = part.get_content_type()
    if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
        if kind.startswith("multipart/"):
            return
        _attachment(name, kind, where, into)
        return
    raw = _bytes(part)
    if not isinstance(raw, bytes) or not raw.strip():
        return
    text = _text(raw, _charset(part), where, into)
    if kind == "text/html":
        into.remark(say("mail.html"), where=where, inert=True)
        text = shown(text)
    into.judge_text("text", text, where=where)
    into.blocks.append(TextBlock(where, text.replace("\0", "\ufffd")))


def _bytes(part: Message) -> object:
    try:
        return part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, TypeError):
        return None


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (MessageError, ValueError, LookupError, TypeError):
        return ""


def _name(part: Message) -> str:
    try:
        return _decoded(str(part.get_filename() or ""))
    except (MessageError, ValueError, LookupError, TypeError):
        return "?"


def _attachment(name: str, kind: str, where: str, into: Gathering) -> None:
    into.remark(say("mail.attachment", name=name or kind), where=where)
    if re.search(r"\.\.|[/\\]|\A[A-Za-z]:", name):
        into.remark(say("mail.attachment-path", name=name), where=where)
    if _RUNS.search(name) or kind in ("application/x-msdownload", "application/x-dosexec"):
        into.remark(say("mail.attachment-runs", name=name), where=where)
    for said in letters.judge(name[:1000], field="name"):
        into.remark(said, where=where)


def _text(raw: bytes, charset: str, where: str, into: Gathering) -> str:
    try:
        return encodings.declared(raw, charset)
    except (LookupError, ValueError):
        pass
    try:
        return encodings.decode(raw).text
    except FileRefused:
        into.remark(say("mail.charset", name=charset or "?"), where=where)
        return raw.decode("utf-8", "replace")


class _Shown(HTMLParser):
    """Keeps what a reader would see of a page: no script, no style, no comment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style", "template", "noscript")
        if tag in ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "table", "title"):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "template", "noscript"):
            self._hidden = max(0, self._hidden - 1)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        # As browsers do: `<![if !mso]>` and the like end at the next sign. The library fails on some of them.
        return self.rawdata.find(">", i) + 1 or -1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def shown(html: str) -> str:
    """Give the words of a page.

    >>> shown("<p>a<script>b</script> &amp; c</p>")
    'a & c'
    """
    parser = _Shown()
    parser.feed(html)
    parser.close()
    lines = (" ".join(each.split()) for each in "".join(parser.pieces).split("\n"))
    return "\n".join(each for each in lines if each)
