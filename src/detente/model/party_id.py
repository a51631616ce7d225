"""Who a party is: the hash of its genesis document (DXP 2), as URN, as path part, as fingerprint for paper."""

from __future__ import annotations

import base64
import re
from typing import Final, NewType

PartyId = NewType("PartyId", str)

PREFIX: Final = "urn:dxp:party:"
_PART = re.compile(r"[a-z2-7]{52}", re.ASCII)


class BadPartyId(ValueError):
    """The text names no party."""


def from_digest(digest: bytes) -> PartyId:
    """Give the party id for the SHA-256 of a genesis document."""
    if len(digest) != 32:
        raise BadPartyId("a party id is made from 32 bytes")
    return PartyId(PREFIX + base64.b32encode(digest).decode("ascii").rstrip("=").lower())


def parse(text: object) -> PartyId:
    """Give `text` as a party id; BadPartyId unless it is the canonical form."""
    if not isinstance(text, str) or not text.startswith(PREFIX):
        raise BadPartyId(f"a party id begins with {PREFIX}")
    from_part(text[len(PREFIX) :])
    return PartyId(text)


def from_part(part: str) -> PartyId:
    """Give the party id of the 52 characters that stand in a path."""
    if not _PART.fullmatch(part):
        raise BadPartyId("the part of a party id is 52 characters of a–z and 2–7")
    digest = base64.b32decode(part.upper() + "====")
    if from_digest(digest) != PREFIX + part:
        raise BadPartyId("not the canonical form of a party id")
    return PartyId(PREFIX + part)


def part(party: PartyId) -> str:
    """Give the 52 characters that stand in a path."""
    return party[len(PREFIX) :]


def digest(party: PartyId) -> bytes:
    """Give the 32 bytes behind the id."""
    return base64.b32decode(part(party).upper() + "====")


def fingerprint(party: PartyId) -> str:
    """Give 16 groups of 5 digits, to be read aloud or compared on paper (DXP 4)."""
    raw = digest(party)
    return " ".join(f"{int.from_bytes(raw[i : i + 2], 'big'):05d}" for i in range(0, 32, 2))


def from_fingerprint(text: str) -> PartyId:
    """Give the party that a fingerprint names; digits in any grouping.

    Raises:
        BadPartyId: not 80 digits, or a group above 65535.
    """
    digits = re.sub(r"[\s-]+", "", text)
    if not re.fullmatch(r"\d{80}", digits, re.ASCII):
        raise BadPartyId("a fingerprint has 16 groups of 5 digits")
    groups = [int(digits[i : i + 5]) for i in range(0, 80, 5)]
    if max(groups) > 0xFFFF:
        raise BadPartyId("a group of a fingerprint is at most 65535")
    return from_digest(b"".join(group.to_bytes(2, "big") for group in groups))
