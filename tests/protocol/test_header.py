"""The header of an entry: members in one form, the first failure of DXP 8 decides, bytes are never re-encoded."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.protocol import header as headers
from detente.protocol.header import AttachmentRef
from detente.protocol.parcel import HEADER_CAP
from detente.protocol.refusal import EntryRefused
from tests.protocol import builders

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
FILE = AttachmentRef(bytes(16), 5, 1, bytes(32))
GOOD = builders.sealed(ALPHA, BETA, builders.draft(att=(FILE,), answer_by=builders.NOW, re=builders.cid("re"))).header
VALUE: dict[str, Any] = json.loads(GOOD.raw)


def _code(raw: bytes) -> str:
    with pytest.raises(EntryRefused) as refused:
        headers.check_understood(headers.parse(raw))
    return refused.value.code


def _changed(**members: Any) -> bytes:
    return json.dumps({**VALUE, **members}, ensure_ascii=False).encode("utf-8")


def test_what_was_built_is_read_as_the_same() -> None:
    assert headers.parse(GOOD.raw) == GOOD
    assert (GOOD.sender, GOOD.receiver, GOOD.seal) == (ALPHA.id, BETA.id, BETA.seal.public.kid)
    assert GOOD.att == (FILE,)
    assert GOOD.answer_by == builders.NOW


def test_the_hash_is_that_of_the_bytes_that_travelled() -> None:
    spaced = json.dumps(VALUE, indent=1).encode()

    assert headers.parse(spaced).hash == sha256(spaced) != GOOD.hash


def test_unknown_members_are_ignored_unless_crit_names_them() -> None:
    assert headers.parse(_changed(later=1)).kind == "notification"
    assert _code(_changed(later=1, crit=["later"])) == "not-understood"


@pytest.mark.parametrize("name", sorted(VALUE))
def test_every_member_is_required(name: str) -> None:
    raw = json.dumps({key: value for key, value in VALUE.items() if key != name}).encode()

    assert _code(raw) == "bad-header"


NULLABLE = {"agreement", "topic", "expires", "answer_by", "re", "archive"}


@pytest.mark.parametrize("name", sorted(VALUE))
def test_null_stands_only_where_the_table_has_a_mark(name: str) -> None:
    raw = _changed(**{name: None})

    assert name not in NULLABLE or headers.parse(raw)
    assert name in NULLABLE or _code(raw) == "bad-header"


WRONG: dict[str, dict[str, Any]] = {
    "another version": {"v": "dxp/2"},
    "another typ": {"typ": "dxp.want"},
    "an upper-case party": {"from": str(VALUE["from"]).upper()},
    "a party with one character less": {"to": VALUE["to"][:-1]},
    "an upper-case id": {"id": VALUE["id"].upper()},
    "an id of another version": {"id": VALUE["id"].replace("-7", "-4", 1)},
    "a cid of 31 bytes": {"cid": b64.encode(bytes(31))},
    "a cid with padding": {"cid": VALUE["cid"] + "="},
    "a kind that begins with a digit": {"kind": "1notification"},
    "a kind in Cyrillic": {"kind": "nоtification"},
    "a kind of 65 characters": {"kind": "k" * 65},
    "a kind with a line break behind it": {"kind": "notification\n"},
    "a topic with a space": {"topic": "ct persons"},
    "an empty topic": {"topic": ""},
    "an instant without milliseconds": {"created": "2026-11-22T09:00:00Z"},
    "an instant with an offset": {"expires": "2026-11-22T09:00:00.000+00:00"},
    "a day that does not exist": {"answer_by": "2026-02-30T09:00:00.000Z"},
    "a re that is no cid": {"re": "x"},
    "a handling without rel": {"handling": {"codes": [], "orcon": False, "named": [], "purpose": None}},
    "a handling code without scheme": {"handling": {**VALUE["handling"], "codes": ["AMBER"]}},
    "two TLP codes": {"handling": {**VALUE["handling"], "codes": ["tlp:RED", "tlp:AMBER"]}},
    "an officer by name": {"handling": {**VALUE["handling"], "named": ["Ivanova"]}},
    "an attachment twice": {"att": [FILE.to_wire(), FILE.to_wire()]},
    "an attachment without chunks": {"att": [{**FILE.to_wire(), "chunks": 0}]},
    "an attachment whose leaves no request can carry": {"att": [{**FILE.to_wire(), "chunks": (1 << 21) + 1}]},
    "an attachment of a negative size": {"att": [{**FILE.to_wire(), "size": -1}]},
    "an attachment that is a list": {"att": [[]]},
    "crit of numbers": {"crit": [1]},
}


@pytest.mark.parametrize("members", WRONG.values(), ids=WRONG)
def test_a_member_of_another_form_is_a_bad_header(members: dict[str, Any]) -> None:
    assert _code(_changed(**members)) == "bad-header"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        GOOD.raw[:-1] + b',"kind":"notification"}',
        GOOD.raw.replace(b'"v":', b'"n":1.5,"v":'),
        b"\xef\xbb\xbf" + GOOD.raw,
        GOOD.raw + b" " * (HEADER_CAP + 1 - len(GOOD.raw)),
    ],
    ids=["nothing", "a list", "cut", "a member twice", "a fraction", "a byte order mark", "one byte above the cap"],
)
def test_what_is_not_strict_json_is_a_bad_header(raw: bytes) -> None:
    assert _code(raw) == "bad-header"


def test_16_kib_are_allowed() -> None:
    assert headers.parse(GOOD.raw + b" " * (HEADER_CAP - len(GOOD.raw)))


ORDER: list[tuple[str, Callable[[], bytes]]] = [
    ("bad-header", lambda: b"{"),
    ("suite-too-low", lambda: _changed(suite="X0", kind=None)),
    ("bad-header", lambda: _changed(kind=None, crit=["later"])),
    ("not-understood", lambda: _changed(crit=["later"])),
]


@pytest.mark.parametrize(("code", "raw"), ORDER)
def test_the_first_failure_of_section_8_decides(code: str, raw: Callable[[], bytes]) -> None:
    assert _code(raw()) == code


def test_a_suite_that_is_no_name_is_a_bad_header() -> None:
    assert _code(_changed(suite=1)) == "bad-header"


@given(st.sampled_from(sorted(VALUE)), st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
))  # fmt: skip
def test_no_value_of_a_member_breaks_the_reader(name: str, value: Any) -> None:
    raw = json.dumps({**VALUE, name: value}).encode()

    with suppress(EntryRefused):
        assert headers.parse(raw).raw == raw
