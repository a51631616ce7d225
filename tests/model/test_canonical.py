"""JCS: the vectors of RFC 8785's author, and the laws that an identity leans on."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from detente.model import strict_json
from detente.model.canonical import canonical
from tests import shared
from tests.vectors import read

NAMES = ["arrays", "french", "unicode", "values"]

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
objects = st.dictionaries(
    text, st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text | st.lists(text)
)


@pytest.mark.parametrize("name", NAMES)
def test_the_published_inputs_give_the_published_bytes(name: str) -> None:
    value = json.loads((read.OWN / f"jcs/input/{name}.json").read_bytes())
    expected = (read.OWN / f"jcs/output/{name}.json").read_bytes()
    assert bytes.fromhex((read.OWN / f"jcs/outhex/{name}.txt").read_text()) == expected
    assert canonical(value) == expected


def test_members_sort_by_utf_16_units() -> None:
    """By code point U+FB33 would come before U+1F600; in UTF-16 the surrogates of the latter are the smaller."""
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@given(objects)
def test_canonical_bytes_are_strict_json_of_the_same_value(value: dict[str, Any]) -> None:
    assert strict_json.parse(canonical(value)) == value
    assert canonical(strict_json.parse(canonical(value))) == canonical(value)


class Shade(StrEnum):
    DARK = "dark\u20ac"


class Named(str):
    def __str__(self) -> str:
        return "another text"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([Shade.DARK, Named("own")]),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(0, 3), inner),
    max_leaves=12,
)


@given(anything)
def test_every_value_is_written_or_refused_as_the_library_does(value: Any) -> None:
    try:
        expected = rfc8785.dumps(value)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - the library's sentences are its own
            canonical(value)
        return
    assert canonical(value) == expected


@pytest.mark.parametrize("sign", [*map(chr, range(0x20)), *'"\\/\x7f\x80\u2028\u2029\ud7ff\ue000\uffff', "\U0010ffff"])
def test_every_sign_is_escaped_as_the_library_does(sign: str) -> None:
    assert canonical({"a": sign, sign: "a"}) == rfc8785.dumps({"a": sign, sign: "a"})


@given(objects, st.randoms())
def test_the_order_of_members_does_not_matter(value: dict[str, Any], random: Any) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical({name: value[name] for name in names}) == canonical(value)


@pytest.mark.parametrize(
    "value",
    [{"a": 2**53}, {"a": float("nan")}, {"a": float("inf")}, {"a": "\ud800"}, {"\ud800": 1}, {1: 2}, {"a": b""}],
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's sentences are its own
        canonical(value)


@pytest.mark.shared
def test_the_whole_suite_in_the_design_s_data_agrees() -> None:
    folder = shared.LOCATION / "data/vectors/jcs"
    inputs = sorted((folder / "input").glob("*.json"))
    assert len(inputs) == 4
    for path in inputs:
        assert canonical(json.loads(path.read_bytes())) == (folder / "output" / path.name).read_bytes()
