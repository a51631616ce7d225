"""The hashes of DXP 2, written out beside the code."""

from __future__ import annotations

import hashlib

import pytest

from detente.crypto import hashing


def test_a_tag_and_its_parts_are_hashed_with_one_zero_between() -> None:
    assert hashing.tagged("dxp/1 cid", b"ab", b"c") == hashlib.sha256(b"dxp/1 cid\x00abc").digest()
    assert hashing.tagged("dxp/1 cid") == hashlib.sha256(b"dxp/1 cid\x00").digest()


def test_a_tag_is_ascii() -> None:
    with pytest.raises(UnicodeEncodeError):
        hashing.tagged("dxp/1 é", b"")


@pytest.mark.parametrize(("number", "u32", "u64"), [
    (0, "00000000", "0000000000000000"), (1, "00000001", "0000000000000001"),
    (2**32 - 1, "ffffffff", "00000000ffffffff"),
])  # fmt: skip
def test_numbers_are_big_endian(number: int, u32: str, u64: str) -> None:
    assert hashing.u32(number).hex() == u32
    assert hashing.u64(number).hex() == u64


@pytest.mark.parametrize("number", [-1, 2**64])
def test_a_number_outside_is_never_cut(number: int) -> None:
    for write in (hashing.u32, hashing.u64):
        with pytest.raises(OverflowError):
            write(number)


def test_equality_is_that_of_the_bytes() -> None:
    assert hashing.equal(b"", b"")
    assert hashing.equal(b"ab", bytes(bytearray(b"ab")))
    assert not hashing.equal(b"ab", b"ac")
    assert not hashing.equal(b"ab", b"abc")
