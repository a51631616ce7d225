"""The directory of a ZIP that another program wrote, judged before a byte of it is unpacked; members by name, counted.

Not `intake.archive`, which reads archives of our own form alone: office programs stream their members and add fields.
Nothing is extracted by name and nothing touches the disk. Source: PKWARE APPNOTE 6.3.10, 4.3.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import Final

from detente.intake.lists.said import refuse

MOST_MEMBERS: Final = 200
MOST_RATIO: Final = 100
MOST_BYTES: Final = 64 * 1024 * 1024
_END: Final = struct.Struct("<4sHHHHIIH")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UNIX, _KIND, _REGULAR, _FOLDER = 3, 0o170000, 0o100000, 0o040000
_BAD_NAME: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")
_SMALL: Final = 100_000
"""Below so many bytes a member may be packed as tightly as it likes: a sheet of blanks is no bomb."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, as its directory says."""

    name: str
    method: int
    packed: int
    size: int
    at: int


def directory(data: bytes) -> dict[str, Member]:
    """Give the members by name.

    Raises:
        FileRefused: the directory is broken, or says something that is not read here.
    """
    members = {each.name: each for each in _members(data)}
    if sum(each.size for each in members.values()) > MOST_BYTES:
        raise refuse("zip.large", most=MOST_BYTES // 1024 // 1024)
    return members


def content(data: bytes, member: Member) -> bytes:
    """Give what a member holds; it may not be more than the directory admits to.

    Raises:
        FileRefused: it is.
    """
    if member.at + _LOCAL.size > len(data):
        raise refuse("zip.broken")
    mark, *_, named, extra = _LOCAL.unpack_from(data, member.at)
    begin = member.at + _LOCAL.size + named + extra
    if mark != b"PK\x03\x04" or begin + member.packed > len(data):
        raise refuse("zip.broken")
    packed = data[begin : begin + member.packed]
    if member.method == _STORED:
        return packed
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = stream.decompress(packed, member.size + 1)
    except zlib.error as error:
        raise refuse("zip.broken") from error
    if len(found) != member.size or not stream.eof:
        raise refuse("zip.lies", name=member.name)
    return found


def _members(data: bytes) -> list[Member]:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        raise refuse("zip.broken")
    _, disk, first, here, count, size, begin, _ = _END.unpack_from(data, at)
    if disk or first or here != count or begin + size > at:
        raise refuse("zip.broken")
    if count > MOST_MEMBERS:
        raise refuse("zip.many", most=MOST_MEMBERS)
    found: list[Member] = []
    place = begin
    for _ in range(count):
        member, place = _entry(data, place, at)
        found.append(member)
    if len({each.name.casefold() for each in found}) != count:
        raise refuse("zip.twice")
    return found


def _entry(data: bytes, place: int, end: int) -> tuple[Member, int]:
    if place + _CENTRAL.size > end:
        raise refuse("zip.broken")
    mark, made, _, flags, method, _, _, _, packed, size, named, extra, comment, _, _, outer, at = _CENTRAL.unpack_from(
        data, place
    )
    after = place + _CENTRAL.size + named
    if mark != b"PK\x01\x02" or after > end or 0xFFFFFFFF in (packed, size, at):
        raise refuse("zip.broken")
    name = data[after - named : after].decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
    if flags & _ENCRYPTED:
        raise refuse("zip.locked")
    if method not in (_STORED, _DEFLATED):
        raise refuse("zip.method", name=name)
    if made >> 8 == _UNIX and (outer >> 16) & _KIND not in (0, _REGULAR, _FOLDER):
        raise refuse("zip.link", name=name)
    if _BAD_NAME.search(name):
        raise refuse("zip.slip", name=name)
    if size > max(packed * MOST_RATIO, _SMALL):
        raise refuse("zip.bomb", name=name)
    return Member(name, method, packed, size, at), after + extra + comment
