"""Labels and file numbers: text for people, by the words of DXP 2 and 14."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.label import is_file_number, is_label

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("text", [
    "Ministry of the Interior", "Министерство", "وزارة الداخلية", "內政部", "Żandarmeria",
    "سازمان\u200cهای امنیتی",            # Persian needs the zero-width non-joiner
    "ක්\u200dෂ",                          # Sinhala needs the joiner
    "x", " ", "a" * 200, "\U0001f3db" * 200,
])  # fmt: skip
def test_a_name_in_any_script_is_a_label(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", [
    "", "a" * 201, "e\u0301", "\u212b",   # not NFC
    "a\nb", "a\tb", "a\x00", "a\x7f", "a\x85",
    "a\u2028b", "a\u2029b",               # they break the line
    "a\ud800", "a\u0378", "a\ufdd0", "a\uffff",
    None, 5, ["a"],
    *(f"a{control}b" for control in BIDI_CONTROLS),
])  # fmt: skip
def test_what_no_label_may_hold(text: object) -> None:
    assert not is_label(text)
    assert not is_file_number(text)


@pytest.mark.parametrize(("text", "is_one"), [
    ("2026/114-B", True), ("№ 7 / а", True), ("a" * 64, True), ("a" * 65, False), ("", False),
    (" a", False), ("a ", False), ("\u00a0a", False), ("a\u3000", False), (" ", False),
    ("a\u200cb", False), ("a\u200db", False), ("a\u00adb", False), ("a\ufeff", False), ("a\U000e0041", False),
    ("a\nb", False), (None, False), (114, False),
])  # fmt: skip
def test_a_file_number_holds_no_format_character_and_no_outer_space(text: object, is_one: bool) -> None:
    assert is_file_number(text) is is_one


@given(st.text(max_size=70))
def test_a_file_number_is_a_label(text: str) -> None:
    assert is_label(text) or not is_file_number(text)
