"""Identifiers of the wire: ASCII patterns, and the UUIDv7 that we make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.model import identifiers

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST = 253_402_300_799_999
UUID = "019aa9f1-5b00-7abc-8def-0123456789ab"


def milliseconds_in(text: str) -> int:
    return int(text.replace("-", "")[:12], 16)


@given(st.integers(0, LAST), st.binary(min_size=10, max_size=10))
@example(2_170_284_055_878, bytes(10))  # 11 October 2038, 01:40:55.878: a float has no such millisecond
def test_a_uuid7_holds_the_very_millisecond_and_all_the_entropy(milliseconds: int, entropy: bytes) -> None:
    made = identifiers.uuid7(now=EPOCH + timedelta(milliseconds=milliseconds, microseconds=999), entropy=entropy)
    assert identifiers.is_uuid7(made)
    assert milliseconds_in(made) == milliseconds
    raw = bytes.fromhex(made.replace("-", ""))
    assert (raw[6] & 0x0F, raw[7], raw[8] & 0x3F, raw[9:]) == (
        entropy[0] & 0x0F, entropy[1], entropy[2] & 0x3F, entropy[3:],
    )  # fmt: skip


@given(st.integers(0, LAST), st.integers(0, LAST))
def test_ids_of_different_moments_sort_as_the_moments_do(one: int, other: int) -> None:
    ids = [identifiers.uuid7(now=EPOCH + timedelta(milliseconds=m), entropy=bytes(10)) for m in (one, other)]
    assert (ids[0] < ids[1]) == (one < other)


@pytest.mark.parametrize("length", [0, 9, 11, 16])
def test_a_uuid7_takes_ten_bytes_of_entropy(length: int) -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        identifiers.uuid7(now=EPOCH, entropy=bytes(length))


@pytest.mark.parametrize("value", [
    UUID.upper(),
    UUID.replace("-", ""),
    UUID.replace("-7", "-4"),
    UUID.replace("-8", "-c"),
    "{" + UUID + "}",
    "urn:uuid:" + UUID,
    UUID + "\n",
    UUID.replace("0", "٠"),
    UUID.replace("a", "а"),  # Cyrillic
    "", None, 7,
])  # fmt: skip
def test_what_is_no_lower_case_uuid7_is_told(value: object) -> None:
    assert identifiers.is_uuid7(UUID)
    assert not identifiers.is_uuid7(value)


@pytest.mark.parametrize("value", ["notification", "party-doc", "a", "x.y-z9", "a" * 64])
def test_kinds(value: str) -> None:
    assert identifiers.is_kind(value)
    assert identifiers.is_slug(value)


@pytest.mark.parametrize("value", [
    "", "A", "Notification", "-a", ".a", "a_b", "a b", "a/b", "a" * 65, "a\n", "nótification",
    "nоtification",  # Cyrillic o
    "ａ", "notificatio\u0144", "e\u0301", "a\u202e", None, 1, ["a"],
])  # fmt: skip
def test_what_names_no_kind(value: object) -> None:
    assert not identifiers.is_kind(value)
    assert not identifiers.is_slug(value)


def test_a_slug_may_begin_with_a_digit_and_a_kind_may_not() -> None:
    assert identifiers.is_slug("9a")
    assert not identifiers.is_kind("9a")


@pytest.mark.parametrize(("value", "is_one"), [
    ("officer-0", True), ("officer-7", True), ("officer-007", True), ("officer-999999999", True),
    ("officer-1000000000", False), ("officer-", False), ("officer-7 ", False), ("officer-7\n", False),
    ("Officer-7", False), ("officer-٧", False), ("officer-smith", False),
    ("officer--7", False), (7, False), (None, False),
])  # fmt: skip
def test_an_officer_is_a_number_of_up_to_nine_digits(value: object, is_one: bool) -> None:
    assert identifiers.is_officer(value) is is_one
