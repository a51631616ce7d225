"""The members of a ZIP that was judged by its directory before a byte of it was unpacked.

Nothing is extracted by name and nothing touches the disk. What two readers could understand in two ways is refused:
bytes before, between or after the members, names twice, another name in the local header, ZIP64, encryption, data
descriptors, extra fields. Source: PKWARE APPNOTE 6.3.10, 4.3.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST_MEMBERS: Final = 200
MOST_RATIO: Final = 100
MOST_BYTES: Final = 64 * 1024 * 1024

_END: Final = struct.Struct("<4sHHHHIIH")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_UTF8: Final = 0x800
_UNIX, _KIND, _REGULAR = 3, 0o170000, 0o100000
# A folder of small letters and a file: no dot leads, so `..` and hidden files cannot be written, nor a drive or a root.
_NAME: Final = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,31}/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}", re.ASCII)


class BadArchive(ValueError):
    """The bytes are no archive that is read here; the text says which rule they break."""


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    method: int
    crc: int
    packed: int
    size: int
    at: int


def unpack(data: bytes, *, most_bytes: int = MOST_BYTES) -> Mapping[str, bytes]:
    """Give the members by name, in their order. Memory: what the directory admits to, at most `most_bytes`.

    Raises:
        BadArchive: a rule of this module is broken; nothing was unpacked unless the directory held together.
    """
    members, directory = _directory(data)
    if sum(each.size for each in members) > most_bytes:
        raise BadArchive("its members are too large together")
    place, found = 0, {}
    for each in members:
        if each.at != place:
            raise BadArchive("something lies before or between its members")
        found[each.name], place = _content(data, each, directory)
    if place != directory:
        raise BadArchive("something lies between its members and its directory")
    return found


def _directory(data: bytes) -> tuple[list[_Member], int]:
    """Give what the directory says, and where it begins."""
    if len(data) < _END.size:
        raise BadArchive("too short")
    mark, disk, first, here, count, size, at, comment = _END.unpack(data[-_END.size :])
    if mark != b"PK\x05\x06" or comment:
        raise BadArchive("no end of a directory at its end")
    if disk or first or here != count or at + size != len(data) - _END.size:
        raise BadArchive("its directory is not where it says")
    if count > MOST_MEMBERS:
        raise BadArchive("too many members")
    members, place = [], at
    for _ in range(count):
        member, place = _entry(data, place, len(data) - _END.size)
        members.append(member)
    if place != len(data) - _END.size:
        raise BadArchive("its directory holds more than it counts")
    if len({each.name.casefold() for each in members}) != count:
        raise BadArchive("two members have one name")
    return members, at


def _entry(data: bytes, place: int, end: int) -> tuple[_Member, int]:
    if place + _CENTRAL.size > end:
        raise BadArchive("its directory is cut")
    (mark, made, _, flags, method, _, _, crc, packed, size, named, extra, comment, disk, _, outer, at) = (
        _CENTRAL.unpack_from(data, place)
    )
    after = place + _CENTRAL.size + named
    if mark != b"PK\x01\x02" or after > end:
        raise BadArchive("its directory is cut")
    if flags & ~_UTF8 or extra or comment or disk:
        raise BadArchive("a member is encrypted, streamed, or has something added")
    if method not in (_STORED, _DEFLATED):
        raise BadArchive("a member is packed in a way that is not read here")
    if made >> 8 == _UNIX and (outer >> 16) & _KIND not in (0, _REGULAR):
        raise BadArchive("a member is a link or a device")
    if (method == _STORED and packed != size) or size > packed * MOST_RATIO:
        raise BadArchive("a member unpacks to more than is believed")
    raw = data[after - named : after]
    name = raw.decode("ascii", errors="replace")
    if not _NAME.fullmatch(name):
        raise BadArchive("a member has a name that is not read here")
    return _Member(name, method, crc, packed, size, at), after


def _content(data: bytes, member: _Member, end: int) -> tuple[bytes, int]:
    """Give what a member holds, counted while it is unpacked, and where the next one begins."""
    if member.at + _LOCAL.size > end:
        raise BadArchive("a member lies outside")
    mark, _, flags, method, _, _, crc, packed, size, named, extra = _LOCAL.unpack_from(data, member.at)
    begin = member.at + _LOCAL.size + named
    name = data[begin - named : begin]
    same = (name, method, crc, packed, size) == (
        member.name.encode(),
        member.method,
        member.crc,
        member.packed,
        member.size,
    )
    if mark != b"PK\x03\x04" or flags & ~_UTF8 or extra or not same:
        raise BadArchive("a member says another thing than the directory")
    if begin + packed > end:
        raise BadArchive("a member lies outside")
    content = data[begin : begin + packed]
    if method == _DEFLATED:
        content = _inflated(content, size)
    if len(content) != size or zlib.crc32(content) != crc:
        raise BadArchive("a member is not what the directory says")
    return content, begin + packed


def _inflated(packed: bytes, size: int) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One more than admitted to: enough to know that it lied, and no more.
        content = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise BadArchive("a member does not unpack") from error
    if not stream.eof or stream.unused_data:
        raise BadArchive("a member does not end where it says")
    return content
