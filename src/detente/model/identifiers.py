"""Identifiers of the wire (DXP 5.1): ASCII patterns, so that no look-alike, bidi mark or normal form can differ."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NewType

Cid = NewType("Cid", str)
"""Identity of a content: B64 of 32 bytes."""
EntryId = NewType("EntryId", str)
"""UUIDv7 for people and file numbers; identity is the Cid."""

_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)
KIND = re.compile(r"[a-z][a-z0-9.-]{0,63}", re.ASCII)
SLUG = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}", re.ASCII)
_OFFICER = re.compile(r"officer-[0-9]{1,9}", re.ASCII)


def is_uuid7(value: object) -> bool:
    """Whether `value` is a lower-case UUIDv7."""
    return isinstance(value, str) and UUID7.fullmatch(value) is not None


def is_kind(value: object) -> bool:
    """Whether `value` may name a kind of entry."""
    return isinstance(value, str) and KIND.fullmatch(value) is not None


def is_slug(value: object) -> bool:
    """Whether `value` may name a topic or a purpose."""
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def is_officer(value: object) -> bool:
    """Whether `value` is an officer as partners see one: a number, never a name."""
    return isinstance(value, str) and _OFFICER.fullmatch(value) is not None


def uuid7(*, now: datetime, entropy: bytes) -> EntryId:
    """Give a UUIDv7 (RFC 9562) for `now` with 10 bytes of entropy."""
    if len(entropy) != 10:
        raise ValueError("a UUIDv7 takes 10 bytes of entropy")
    # In whole numbers: a float has no such millisecond for one moment in sixty after 2038.
    milliseconds = (now - _UNIX_EPOCH) // timedelta(milliseconds=1)
    raw = bytearray(milliseconds.to_bytes(6, "big") + entropy)
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    text = raw.hex()
    return EntryId(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")
