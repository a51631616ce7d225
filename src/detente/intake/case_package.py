"""A case package, as it is exported and imported: a ZIP whose manifest names and hashes every other member.

    manifest.json   {"typ", "version", "as_of", "case", "handling", "left_out": [{"rule", "count"}],
                     "members": [{"name", "sha256", "size", "title"}]}
    messages.jsonl  what was written, one message a line (`case_messages`)
    entities.jsonl  FollowTheMoney entities, one a line (`entities`)
    thread.json     the thread statement, which proves who said what; empty where nothing crossed
    files/1, …      the attachments; their own names stand in the manifest, as `title`

The hashes hold the file together; they prove nothing about who made it, which the thread statement does. What may
stand in it is decided before (`policy`), and what becomes of it after reading is a draft.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.intake import case_messages, entities, json_lines
from detente.intake.archive import MOST_BYTES, BadArchive, unpack
from detente.intake.case_messages import BadMessage, Message
from detente.intake.json_lines import BadLines
from detente.model import b64, label
from detente.model.canonical import canonical
from detente.model.instant import BadInstant, parse_instant
from detente.model.strict_json import JsonObject, MalformedJson, parse

TYP: Final = "detente.case-package"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
MESSAGES: Final = "messages.jsonl"
ENTITIES: Final = "entities.jsonl"
THREAD: Final = "thread.json"
LONGEST_TITLE: Final = 255
LONGEST_MANIFEST: Final = 1 << 20
LONGEST_ENTITY: Final = 4 << 20
LONGEST_MESSAGE: Final = 6 * case_messages.LONGEST_TEXT + (1 << 20)
"""Bytes of a line. The longest text fits in whatever way its characters are written but as pairs of escapes."""
MOST_PIECES: Final = 2_000_000
"""Names and values of all entities, or of all messages: some 200 MiB as objects."""
_FILE: Final = re.compile(r"files/[1-9][0-9]{0,2}", re.ASCII)
_PARTS: Final = (MESSAGES, ENTITIES, THREAD)
_MEMBERS: Final = {"typ", "version", "as_of", "case", "handling", "left_out", "members"}
# ZIP has dates of its own; the one of the case stands in the manifest, and like cases give like bytes.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


class BadCasePackage(ValueError):
    """The bytes are no case package; the text says which rule they break."""


@dataclass(frozen=True, slots=True)
class CasePackage:
    """A case outside of a node. `case`: its name there; `as_of`: the instant of what is newest in it, as text.

    `files`: title and bytes, in order; `left_out`: how many pieces are not in it, by the rule that keeps them.
    """

    case: str
    as_of: str
    handling: str
    messages: Sequence[Message]
    entities: Sequence[JsonObject] = ()
    thread: bytes = b""
    files: Sequence[tuple[str, bytes]] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def write(file: CasePackage) -> bytes:
    """Give the bytes of a case package; the same case gives the same bytes, and `read` gives it back.

    Raises:
        BadCasePackage: it could not be read again: a name is no usable one, or it is more than a case package holds.
    """
    members: dict[str, tuple[str, bytes]] = {
        MESSAGES: ("", _lines(message.to_json() for message in file.messages)),
        ENTITIES: ("", _lines(file.entities)),
        THREAD: ("", file.thread),
    }
    for number, (title, content) in enumerate(file.files, 1):
        if not _is_title(title):
            raise BadCasePackage("a file has no usable name")
        members[f"files/{number}"] = (title, content)
    manifest = canonical(
        {
            "typ": TYP,
            "version": VERSION,
            "as_of": file.as_of,
            "case": file.case,
            "handling": file.handling,
            "left_out": [{"rule": rule, "count": count} for rule, count in sorted(file.left_out.items())],
            "members": [_described(name, title, content) for name, (title, content) in members.items()],
        }
    )
    out = io.BytesIO()
    # Stored, not packed: a well-packed text would look like a bomb to whoever reads strictly.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, content in {MANIFEST: manifest, **{name: content for name, (_, content) in members.items()}}.items():
            made.writestr(zipfile.ZipInfo(name, _NO_DATE), content)
    data = out.getvalue()
    # Asked of the reader, not of a second list of its bounds: what nobody can read again is no copy of a case.
    read(data)
    return data


def read(data: bytes, *, most_bytes: int = MOST_BYTES) -> CasePackage:
    """Give the case in a file; nothing in it is believed but that it is whole.

    Raises:
        BadCasePackage: no archive, no manifest, a member too many or too few, another hash, or a line out of form.
    """
    try:
        members = dict(unpack(data, most_bytes=most_bytes))
        manifest = _manifest(members.pop(MANIFEST))
        titles = _checked(manifest, members)
        messages = case_messages.read(
            _objects(MESSAGES, members[MESSAGES], case_messages.MOST, LONGEST_MESSAGE), files=len(titles)
        )
        found = tuple(_objects(ENTITIES, members[ENTITIES], entities.MOST, LONGEST_ENTITY))
    except KeyError as error:
        raise BadCasePackage(f"it has no {error.args[0]}") from error
    except (BadArchive, BadLines, BadMessage, MalformedJson) as error:
        raise BadCasePackage(str(error)) from error
    return CasePackage(
        case=manifest["case"],
        as_of=manifest["as_of"],
        handling=manifest["handling"],
        messages=messages,
        entities=found,
        thread=members[THREAD],
        files=tuple((title, members[name]) for name, title in titles.items()),
        left_out={each["rule"]: each["count"] for each in manifest["left_out"]},
    )


def _lines(objects: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(canonical(dict(each)) + b"\n" for each in objects)


def _objects(member: str, content: bytes, most: int, longest: int) -> Iterator[JsonObject]:
    return json_lines.read(content, name=member, most=most, longest=longest, pieces=MOST_PIECES)


def _manifest(content: bytes) -> JsonObject:
    if len(content) > LONGEST_MANIFEST:
        raise BadCasePackage("its manifest is too long")
    return parse(content)


def _described(name: str, title: str, content: bytes) -> dict[str, Any]:
    known = {"name": name, "sha256": b64.encode(sha256(content)), "size": len(content)}
    return known if not title else {**known, "title": title}


def _checked(manifest: JsonObject, members: Mapping[str, bytes]) -> Mapping[str, str]:
    """Give the titles of the files by member; whatever is listed is there and nothing else is."""
    if set(manifest) != _MEMBERS or (manifest["typ"], manifest["version"]) != (TYP, VERSION):
        raise BadCasePackage("its manifest is of another kind or version")
    if not _is_in_form(manifest):
        raise BadCasePackage("its manifest is out of form")
    titles: dict[str, str] = {}
    listed = manifest["members"]
    if not isinstance(listed, list) or len(listed) != len(members):
        raise BadCasePackage("its manifest lists more or less than there is")
    for place, (each, (name, content)) in enumerate(zip(listed, members.items(), strict=True)):
        title = each.get("title", "") if isinstance(each, dict) else None
        if not isinstance(title, str) or each != _described(name, title, content):
            raise BadCasePackage("a member is not what the manifest says")
        if place < len(_PARTS):
            if name != _PARTS[place] or title:
                raise BadCasePackage("its members are not in their order")
        elif not _FILE.fullmatch(name) or name != f"files/{place - len(_PARTS) + 1}" or not _is_title(title):
            raise BadCasePackage("its files are not in their order, or have no usable name")
        else:
            titles[name] = title
    return titles


def _is_in_form(manifest: JsonObject) -> bool:
    try:
        parse_instant(manifest["as_of"])
    except BadInstant:
        return False
    return all(label.is_label(manifest[each]) for each in ("case", "handling")) and _is_count(manifest["left_out"])


def _is_count(given: Any) -> bool:
    """Whether it says of each rule once how many pieces it keeps."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return False
    rules = [each.get("rule") for each in given]
    return len(set(map(str, rules))) == len(rules) and all(
        set(each) == {"rule", "count"}
        and label.is_label(each["rule"], longest=80)
        and type(each["count"]) is int
        and each["count"] > 0
        for each in given
    )


def _is_title(title: str) -> bool:
    # As a draft asks of its files: what is read here can be attached there.
    return label.is_label(title, longest=LONGEST_TITLE) and "/" not in title and "\\" not in title
