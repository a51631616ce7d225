"""Strict JSON against the whole JSONTestSuite and against each rule of DXP 2.

Nearly all cases of the suite have a list, number or string on top, which DXP refuses at once. So each case runs twice:
as it is, and as the member of an object, where the rule that the case is about has to decide.
"""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import strict_json
from tests.vectors import read

SUITE = [(case["name"].removesuffix(".json"), base64.b64decode(case["b64"])) for case in
         read.own("json-parsing/cases.json")]  # fmt: skip

NO_FLOAT, MINUS_ZERO, TWICE = "fraction or exponent", "minus zero", "one member twice"
BAD_TEXT, BEYOND, TOO_DEEP = "lone surrogate or U+0000", "beyond 2^53-1", "deeper than 16"
NOT_UTF8, NOT_JSON, NO_OBJECT = "not UTF-8", "not JSON", "not an object"

# RFC 8259 allows these and DXP 2 does not: the rule that refuses each.
REFUSED_BY_OUR_RULES = {
    "y_number_0e+1": NO_FLOAT,
    "y_number_0e1": NO_FLOAT,
    "y_number_int_with_exp": NO_FLOAT,
    "y_number_minus_zero": MINUS_ZERO,
    "y_number_real_capital_e_neg_exp": NO_FLOAT,
    "y_number_real_capital_e_pos_exp": NO_FLOAT,
    "y_number_real_exponent": NO_FLOAT,
    "y_number_real_fraction_exponent": NO_FLOAT,
    "y_number_real_neg_exp": NO_FLOAT,
    "y_number_simple_real": NO_FLOAT,
    "y_object_duplicated_key_and_value": TWICE,
    "y_object_escaped_null_in_key": BAD_TEXT,
    "y_string_null_escape": BAD_TEXT,
}
# RFC 8259 leaves these to the parser; DXP 2 leaves none of them open.
DECIDED_BY_OUR_RULES = {
    "i_number": (NO_FLOAT, BEYOND),
    "i_object": (BAD_TEXT,),
    "i_string": (BAD_TEXT, NOT_UTF8, NOT_JSON),
    "i_structure": (TOO_DEEP, NOT_JSON),
}


def outcome(data: bytes) -> str | None:
    """Give the sentence with which `data` is refused, None where it is accepted."""
    try:
        strict_json.parse(data)
    except strict_json.MalformedJson as error:
        return str(error)
    return None


def wrapped(data: bytes) -> bytes:
    return b'{"member":' + data + b"}"


def of(prefix: str) -> list[Any]:
    return [pytest.param(name, data, id=name) for name, data in SUITE if name.startswith(prefix)]


def test_the_suite_is_complete() -> None:
    assert [sum(name.startswith(kind) for name, _ in SUITE) for kind in ("y_", "n_", "i_")] == [59, 120, 25]
    assert REFUSED_BY_OUR_RULES.keys() <= {name for name, _ in SUITE}


@pytest.mark.parametrize(("name", "data"), of("n_"))
def test_what_is_no_json_is_refused(name: str, data: bytes) -> None:
    assert outcome(data) is not None
    assert outcome(wrapped(data)) is not None


@pytest.mark.parametrize(("name", "data"), of("y_"))
def test_json_is_accepted_unless_a_rule_of_ours_refuses_it(name: str, data: bytes) -> None:
    rule = REFUSED_BY_OUR_RULES.get(name)
    alone, member = outcome(data), outcome(wrapped(data))
    if rule is None:
        assert member is None
        assert alone is None if data.lstrip()[:1] == b"{" else NO_OBJECT in str(alone)
    else:
        assert rule in str(member)
        assert alone is not None


@pytest.mark.parametrize(("name", "data"), of("i_"))
def test_what_others_leave_open_is_refused(name: str, data: bytes) -> None:
    rules = DECIDED_BY_OUR_RULES["_".join(name.split("_")[:2])]
    assert any(rule in str(outcome(wrapped(data))) for rule in rules)
    assert outcome(data) is not None


def test_each_accepted_case_means_what_the_standard_parser_reads() -> None:
    accepted = [data for _, data in SUITE if outcome(wrapped(data)) is None]
    assert len(accepted) >= 40
    assert all(strict_json.parse(wrapped(data)) == json.loads(wrapped(data)) for data in accepted)


@pytest.mark.parametrize(("data", "rule"), [
    (b"", NOT_JSON),
    (b"[]", NO_OBJECT),
    (b"null", NO_OBJECT),
    (b'"{}"', NO_OBJECT),
    (b"\xef\xbb\xbf{}", "byte order mark"),
    (b"{}\xef\xbb\xbf", NOT_JSON),
    (b"{}{}", NOT_JSON),
    (b"{}\x00", NOT_JSON),
    (b'{"a":1}]', NOT_JSON),
    (b"\xa0{}", NOT_UTF8),
    ("{\u00a0}".encode(), NOT_JSON),
    (b"{'a':1}", NOT_JSON),
    (b'{"a":1,}', NOT_JSON),
    (b'{"a":"\t"}', NOT_JSON),
    (b'{"a":"\x00"}', NOT_JSON),
    (b'{"a":1,"a":1}', TWICE),
    (b'{"a":1,"\\u0061":1}', TWICE),
    (b'{"o":[{"a":1,"b":2,"a":3}]}', TWICE),
    (b'{"a":1.0}', NO_FLOAT),
    (b'{"a":1e0}', NO_FLOAT),
    (b'{"a":-0.0}', NO_FLOAT),
    (b'{"a":-0}', MINUS_ZERO),
    (b'{"a":NaN}', "NaN"),
    (b'{"a":-Infinity}', "NaN"),
    (b'{"a":9007199254740992}', BEYOND),
    (b'{"a":-9007199254740992}', BEYOND),
    (b'{"a":' + b"9" * 100_000 + b"}", BEYOND),
    (b'{"a":01}', NOT_JSON),
    (b'{"a":+1}', NOT_JSON),
    ('{"a":١}'.encode(), NOT_JSON),
    ('{"a":1١}'.encode(), NOT_JSON),
    (b'{"a":"\\u0000"}', BAD_TEXT),
    (b'{"\\u0000":1}', BAD_TEXT),
    (b'{"a":["\\ud800"]}', BAD_TEXT),
    (b'{"a":"\\udc00\\ud800"}', BAD_TEXT),
    (b'{"\\udfff":1}', BAD_TEXT),
    (b'{"a":"\\u+123"}', NOT_JSON),
    (b'{"a":"\\u 123"}', NOT_JSON),
    (b'{"a":"\\u1_23"}', NOT_JSON),
    (b'{"a":"\xc0\x80"}', NOT_UTF8),
    (b'{"a":"\xed\xa0\xbd\xed\xb8\x80"}', NOT_UTF8),
])  # fmt: skip
def test_each_rule_refuses_with_its_sentence(data: bytes, rule: str) -> None:
    assert rule in str(outcome(data))


@pytest.mark.parametrize(("data", "value"), [
    (b"{}", {}),
    (b" \t\r\n{ } \n", {}),
    (b'{"a":9007199254740991,"b":-9007199254740991}', {"a": 2**53 - 1, "b": 1 - 2**53}),
    (b'{"a":0}', {"a": 0}),
    (b'{"":null}', {"": None}),
    (b'{"a":1,"A":1}', {"a": 1, "A": 1}),
    (b'{"a":"\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    (b'{"a":"\\\\ud800"}', {"a": "\\ud800"}),
    (b'{"a":"\\u202e"}', {"a": "\u202e"}),
    (b'{"a":{"b":1},"c":{"b":1}}', {"a": {"b": 1}, "c": {"b": 1}}),
])  # fmt: skip
def test_what_holds_is_given_as_it_stands(data: bytes, value: dict[str, Any]) -> None:
    assert strict_json.parse(data) == value


def nested(depth: int, *, inside: bytes = b"", opening: bytes = b"[", closing: bytes = b"]") -> bytes:
    """Give a document with `depth` objects and lists around `inside`; the top level counts as one."""
    return b'{"a":' + opening * (depth - 1) + inside + closing * (depth - 1) + b"}"


# Brackets in strings, and quotes and backslashes before them, must neither count nor hide what counts.
STRINGS = [
    b"", b'"[[[[["', b'"]]]]]"', b'"{\\"["', b'"\\\\"', b'"\\\\\\"[{"', b'"\\u005b["', b'"\\u0022["',
    "\"é［{\"".encode(),
]  # fmt: skip


@pytest.mark.parametrize("inside", STRINGS)
@pytest.mark.parametrize(("opening", "closing", "empty"), [(b"[", b"]", b""), (b'{"x":', b"}", b"0")])
def test_depth_16_is_the_last_that_is_accepted(inside: bytes, opening: bytes, closing: bytes, empty: bytes) -> None:
    for depth in (2, 15, 16):
        assert outcome(nested(depth, inside=inside or empty, opening=opening, closing=closing)) is None
    for depth in (17, 18, 100_000):
        assert TOO_DEEP in str(outcome(nested(depth, inside=inside or empty, opening=opening, closing=closing)))


@pytest.mark.parametrize("before", STRINGS[1:])
def test_a_string_before_the_brackets_hides_none(before: bytes) -> None:
    def document(depth: int) -> bytes:
        return b'{"s":' + before + b',"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"

    assert outcome(document(16)) is None
    assert TOO_DEEP in str(outcome(document(17)))


def test_depth_counts_what_is_open_and_not_what_was_closed() -> None:
    assert outcome(b'{"a":[' + b"[],{}," * 1000 + b"[]]}") is None


@pytest.mark.parametrize(
    "data", [b"]" * 50 + b"[" * 50, b'\\"' * 50 + b"[" * 5000, b'{"a":' + b"]" * 9 + b"[" * 5000, b"[" * 100_000]
)
def test_broken_nesting_never_reaches_the_recursive_decoder(data: bytes) -> None:
    assert outcome(data) is not None


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(text, values, max_size=4), st.booleans())
def test_every_value_within_the_rules_comes_back(value: dict[str, Any], escaped: bool) -> None:
    assert strict_json.parse(json.dumps(value, ensure_ascii=escaped).encode()) == value


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    outcome(data)
    outcome(b'{"a":"' + data + b'"}')


@pytest.mark.shared
def test_the_negative_texts_of_the_protocol_are_refused() -> None:
    cases = [case for case in read.spec()["negative"] if case["op"] == "json"]
    assert len(cases) == 9
    for case in cases:
        assert outcome(base64.urlsafe_b64decode(case["bytes"] + "==")) is not None, case["name"]
