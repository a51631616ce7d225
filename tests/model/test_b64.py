"""Base64url: one text for one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import b64


@given(st.binary(max_size=100))
def test_what_was_encoded_comes_back(data: bytes) -> None:
    assert b64.decode(b64.encode(data), length=len(data)) == data


@given(st.text("ABCDwxyz019-_", max_size=12))
def test_a_text_that_is_accepted_is_the_only_one_for_its_value(text: str) -> None:
    try:
        data = b64.decode(text)
    except b64.BadBase64:
        return
    assert b64.encode(data) == text


@pytest.mark.parametrize("text", [
    "A",             # no whole byte
    "AAAAA",
    "AB",            # left-over bits: AA is the canonical text
    "AAB",           # left-over bits: AAA
    "AA==",          # padding
    "AAA=",
    "=",
    "AA+A",          # the other alphabet
    "AA/A",
    "AA A",
    "AAAA\n",        # a pattern that ends in $ would let this one in
    "\nAAAA",
    "AAA\u0410",     # Cyrillic A
    "AAA\uff21",     # full-width A
    "AAA\u00aa",
    "AAA\x00",
    None, 7, b"AAAA", ["AAAA"], True,
])  # fmt: skip
def test_another_text_is_refused(text: object) -> None:
    with pytest.raises(b64.BadBase64):
        b64.decode(text)


@given(st.text("AEQgw0149-_+=", max_size=12), st.integers(0, 9))
def test_a_pattern_takes_what_decode_takes(text: str, length: int) -> None:
    try:
        b64.decode(text, length=length)
        taken = True
    except b64.BadBase64:
        taken = False
    assert (b64.pattern(length).fullmatch(text) is not None) is taken


@given(st.binary(max_size=100))
def test_a_pattern_takes_every_text_of_its_length(data: bytes) -> None:
    assert b64.pattern(len(data)).fullmatch(b64.encode(data))
    assert not b64.pattern(len(data) + 1).fullmatch(b64.encode(data))


@pytest.mark.parametrize(("text", "length"), [("", 1), ("AAAA", 2), ("AAAA", 4), ("AAAA", 0)])
def test_another_length_than_asked_for_is_refused(text: str, length: int) -> None:
    with pytest.raises(b64.BadBase64, match=f"where {length} are needed"):
        b64.decode(text, length=length)


def test_nothing_is_the_empty_text() -> None:
    assert b64.decode("") == b64.decode("", length=0) == b""
