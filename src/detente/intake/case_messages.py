"""The messages of a case package, a line each: who wrote what, when, under which label; or that it was left out.

    {"id", "from", "at", "kind", "message", "handling", "subject", "lang", "text", "ref", "files"}
    {"id", "from", "at", "kind", "message", "handling", "left_out"}

`from` is a party, null for the house that wrote the file. `files` are numbers of the files of the case package.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from detente.model import handling, identifiers, label, party_id
from detente.model.handling import Handling
from detente.model.instant import BadInstant, parse_instant
from detente.model.party_id import PartyId
from detente.model.strict_json import JsonObject

MOST: Final = 500
LONGEST_TEXT: Final = 2_000_000
"""Characters: 500 pages and more; what a draft takes."""
LONGEST_SUBJECT: Final = 300
_ALWAYS: Final = frozenset({"id", "from", "at", "kind", "message", "handling"})
_CONTENT: Final = frozenset({"subject", "lang", "text", "ref", "files"})


class BadMessage(ValueError):
    """A line is no message of a case; the text says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `at`: instant text. `left_out`: the rule by which it is not in the file, "" where it is."""

    id: str
    writer: PartyId | None
    at: str
    kind: str
    message: str
    handling: Handling
    subject: str = ""
    lang: str = ""
    text: str = ""
    own_ref: str | None = None
    their_ref: str | None = None
    files: tuple[int, ...] = ()
    left_out: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the line as an object."""
        known = {
            "id": self.id,
            "from": self.writer,
            "at": self.at,
            "kind": self.kind,
            "message": self.message,
            "handling": self.handling.to_wire(),
        }
        if self.left_out:
            return {**known, "left_out": self.left_out}
        return {
            **known,
            "subject": self.subject,
            "lang": self.lang,
            "text": self.text,
            "ref": {"own": self.own_ref, "yours": self.their_ref},
            "files": list(self.files),
        }


def read(lines: Iterable[JsonObject], *, files: int) -> tuple[Message, ...]:
    """Give the messages of a file that has so many `files`; the first line out of form is the last that is looked at.

    Raises:
        BadMessage: one is not of its form, two have one id, or a file belongs to none or to two.
    """
    found = tuple(_message(line, number) for number, line in enumerate(islice(lines, MOST + 1), 1))
    if not 0 < len(found) <= MOST:
        raise BadMessage(f"a case has 1 to {MOST} messages, and this file has {'more' if found else 'none'}")
    if len({each.id for each in found}) != len(found):
        raise BadMessage("two messages have one id")
    if sorted(number for each in found for number in each.files) != list(range(1, files + 1)):
        raise BadMessage("each file belongs to one message, and this is not so here")
    return found


def is_language(lang: str) -> bool:
    """Whether a text can be the `lang` of a message: a tag such as fr or zh-Hant, or none."""
    return not lang or (lang.isascii() and lang.replace("-", "").isalnum() and len(lang) <= 35)


def _message(given: JsonObject, number: int) -> Message:
    withheld = "left_out" in given
    if set(given) != _ALWAYS | ({"left_out"} if withheld else _CONTENT):
        raise BadMessage(f"message {number} has a member too many or too few")
    if not all(isinstance(given[name], str) and label.is_label(given[name], longest=255) for name in ("id", "kind")):
        raise BadMessage(f"message {number} has no usable id or kind")
    try:
        parse_instant(given["at"])
        marked = handling.parse(given["handling"])
        writer = None if given["from"] is None else party_id.parse(given["from"])
    except (BadInstant, handling.BadHandling, party_id.BadPartyId) as error:
        raise BadMessage(f"message {number}: {error}") from error
    if not isinstance(given["message"], str) or not identifiers.is_slug(given["message"] or given["kind"]):
        raise BadMessage(f"message {number} has no usable name of its message")
    known = Message(given["id"], writer, given["at"], given["kind"], given["message"], marked)
    return _withheld(known, given, number) if withheld else _content(known, given, number)


def _withheld(known: Message, given: JsonObject, number: int) -> Message:
    rule = given["left_out"]
    if not isinstance(rule, str) or not label.is_label(rule, longest=80):
        raise BadMessage(f"message {number} was left out by no rule")
    return _with(known, left_out=rule)


def _content(known: Message, given: JsonObject, number: int) -> Message:
    subject, lang, text, ref, files = (given[name] for name in ("subject", "lang", "text", "ref", "files"))
    if not all(isinstance(each, str) for each in (subject, lang, text)):
        raise BadMessage(f"message {number}: subject, lang and text are texts")
    if len(subject) > LONGEST_SUBJECT or len(subject.splitlines()) > 1:
        raise BadMessage(f"message {number}: its subject is one line of at most {LONGEST_SUBJECT} characters")
    if len(text) > LONGEST_TEXT:
        raise BadMessage(f"message {number}: its text has more than {LONGEST_TEXT} characters; make a file of it")
    if not is_language(lang):
        raise BadMessage(f"message {number}: {lang[:20]!a} is no language")
    numbers = [ref.get("own"), ref.get("yours")] if isinstance(ref, dict) and set(ref) == {"own", "yours"} else [0]
    if not all(each is None or (isinstance(each, str) and label.is_file_number(each)) for each in numbers):
        raise BadMessage(f"message {number}: its file numbers are not usable")
    if not isinstance(files, list) or not all(type(each) is int for each in files):
        raise BadMessage(f"message {number}: its files are no list of numbers")
    return _with(
        known, subject=subject, lang=lang, text=text, own_ref=numbers[0], their_ref=numbers[1], files=tuple(files)
    )


def _with(known: Message, **values: Any) -> Message:
    return Message(known.id, known.writer, known.at, known.kind, known.message, known.handling, **values)
