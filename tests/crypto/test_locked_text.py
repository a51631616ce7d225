"""A short text in a database opens with its key, at its place, unchanged; and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto import locked_text
from detente.crypto.locked_text import CannotUnlock
from detente.model import b64

KEY, OTHER = bytes(range(32)), bytes(32)
NONCE = bytes(range(12))
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


def _locked(text: str = "GEZDGNBV") -> str:
    return locked_text.lock(text, key=KEY, nonce=NONCE, place="x")


@given(TEXTS)
def test_what_was_locked_opens(text: str) -> None:
    locked = _locked(text)

    assert locked_text.is_locked(locked)
    assert locked_text.unlock(locked, key=KEY, place="x") == text


def test_the_text_does_not_show() -> None:
    assert "GEZDGNBV" not in _locked()
    assert b"GEZDGNBV" not in b64.decode(_locked().removeprefix(locked_text.PREFIX))
    assert not locked_text.is_locked("GEZDGNBV")


@pytest.mark.parametrize(("key", "place"), [(OTHER, "x"), (KEY, "y")], ids=["another key", "another place"])
def test_it_opens_with_its_key_at_its_place_alone(key: bytes, place: str) -> None:
    with pytest.raises(CannotUnlock):
        locked_text.unlock(_locked(), key=key, place=place)


@given(st.integers(0, len(_locked()) - len(locked_text.PREFIX) - 1), st.sampled_from("Aa0-_.=é"))
def test_a_changed_character_does_not_open(position: int, character: str) -> None:
    body = _locked().removeprefix(locked_text.PREFIX)
    changed = locked_text.PREFIX + body[:position] + character + body[position + 1 :]
    if changed == _locked():
        return

    with pytest.raises(CannotUnlock):
        locked_text.unlock(changed, key=KEY, place="x")


@pytest.mark.parametrize("stored", ["", "detente-locked/1.", "detente-locked/1.AAAA"])
def test_what_is_cut_short_does_not_open(stored: str) -> None:
    with pytest.raises(CannotUnlock):
        locked_text.unlock(stored, key=KEY, place="x")
