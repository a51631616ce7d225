"""The file of a case, as it is exported and imported: a ZIP whose manifest names and hashes every other member.

    manifest.json   {"typ", "version", "made", "case", "handling", "members": [{"name", "sha256", "size", "title"}]}
    entities.jsonl  FollowTheMoney entities, one a line
    thread.json     the thread statement, which proves who said what
    files/1, …      the attachments; their own names stand in the manifest, as `title`

The hashes hold the file together; they prove nothing about who made it, which the thread statement does. What may
stand in it is decided before (`policy`), and what becomes of it after reading is a draft.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.intake.archive import MOST_BYTES, BadArchive, unpack
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.strict_json import JsonObject, MalformedJson, parse

TYP: Final = "detente.case-file"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
ENTITIES: Final = "entities.jsonl"
THREAD: Final = "thread.json"
LONGEST_TITLE: Final = 255
_FILE: Final = re.compile(r"files/[1-9][0-9]{0,2}", re.ASCII)
_MEMBERS: Final = {"typ", "version", "made", "case", "handling", "members"}
# ZIP has dates of its own; the one of the case stands in the manifest, and like cases give like bytes.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


class BadCaseFile(ValueError):
    """The bytes are no file of a case; the text says which rule they break."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case outside of a node. `case`: its name there; `made`: instant text; `files`: title and bytes, in order."""

    case: str
    made: str
    handling: str
    thread: bytes
    entities: Sequence[JsonObject] = ()
    files: Sequence[tuple[str, bytes]] = ()


def write(file: CaseFile) -> bytes:
    """Give the bytes of a case file; the same case gives the same bytes, and `read` gives it back.

    Raises:
        BadCaseFile: it could not be read again: a title is empty, too long or has control characters.
    """
    entities = b"".join(canonical(dict(entity)) + b"\n" for entity in file.entities)
    members: dict[str, tuple[str, bytes]] = {ENTITIES: ("", entities), THREAD: ("", file.thread)}
    for number, (title, content) in enumerate(file.files, 1):
        if not _is_title(title):
            raise BadCaseFile("a file has no usable name")
        members[f"files/{number}"] = (title, content)
    manifest = canonical(
        {
            "typ": TYP,
            "version": VERSION,
            "made": file.made,
            "case": file.case,
            "handling": file.handling,
            "members": [_described(name, title, content) for name, (title, content) in members.items()],
        }
    )
    out = io.BytesIO()
    # Stored, not packed: a well-packed text would look like a bomb to whoever reads strictly.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, content in {MANIFEST: manifest, **{name: content for name, (_, content) in members.items()}}.items():
            made.writestr(zipfile.ZipInfo(name, _NO_DATE), content)
    return out.getvalue()


def read(data: bytes, *, most_bytes: int = MOST_BYTES) -> CaseFile:
    """Give the case in a file; nothing in it is believed but that it is whole.

    Raises:
        BadCaseFile: no archive, no manifest, a member too many or too few, another hash, or a line that is no entity.
    """
    try:
        members = dict(unpack(data, most_bytes=most_bytes))
        manifest = parse(members.pop(MANIFEST))
        titles = _checked(manifest, members)
        entities = tuple(parse(line) for line in members[ENTITIES].splitlines())
    except KeyError as error:
        raise BadCaseFile(f"it has no {error.args[0]}") from error
    except (BadArchive, MalformedJson) as error:
        raise BadCaseFile(str(error)) from error
    return CaseFile(
        case=manifest["case"],
        made=manifest["made"],
        handling=manifest["handling"],
        thread=members[THREAD],
        entities=entities,
        files=tuple((title, members[name]) for name, title in titles.items()),
    )


def _described(name: str, title: str, content: bytes) -> dict[str, Any]:
    known = {"name": name, "sha256": b64.encode(sha256(content)), "size": len(content)}
    return known if not title else {**known, "title": title}


def _checked(manifest: JsonObject, members: Mapping[str, bytes]) -> Mapping[str, str]:
    """Give the titles of the files by member; whatever is listed is there and nothing else is."""
    if set(manifest) != _MEMBERS or (manifest["typ"], manifest["version"]) != (TYP, VERSION):
        raise BadCaseFile("its manifest is of another kind or version")
    if not all(isinstance(manifest[each], str) for each in ("made", "case", "handling")):
        raise BadCaseFile("its manifest is out of form")
    titles: dict[str, str] = {}
    listed = manifest["members"]
    if not isinstance(listed, list) or len(listed) != len(members):
        raise BadCaseFile("its manifest lists more or less than there is")
    for place, (each, (name, content)) in enumerate(zip(listed, members.items(), strict=True)):
        title = each.get("title", "") if isinstance(each, dict) else None
        if not isinstance(title, str) or each != _described(name, title, content):
            raise BadCaseFile("a member is not what the manifest says")
        if place < 2:
            if name != (ENTITIES, THREAD)[place] or title:
                raise BadCaseFile("its members are not in their order")
        elif not _FILE.fullmatch(name) or name != f"files/{place - 1}" or not _is_title(title):
            raise BadCaseFile("its files are not in their order, or have no usable name")
        else:
            titles[name] = title
    return titles


def _is_title(title: str) -> bool:
    return 0 < len(title) <= LONGEST_TITLE and title.isprintable() and "/" not in title and "\\" not in title
