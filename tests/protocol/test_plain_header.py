"""The pattern that reads a plain header in one pass says nothing else than the reading of each member."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.model import strict_json
from detente.model.handling import Handling
from detente.protocol import header as headers
from detente.protocol import plain_header
from detente.protocol.header import AttachmentRef, Header
from detente.protocol.refusal import EntryRefused
from tests.protocol import builders
from tests.protocol.test_header import WRONG

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
LABEL = Handling(("tlp:AMBER", "h:H0"), purpose="prevent-terrorism")
SHORT = builders.sealed(ALPHA, BETA, builders.draft()).header
FULL = builders.sealed(
    ALPHA,
    BETA,
    builders.draft(
        agreement=builders.cid("agreement"),
        topic="ct.persons",
        handling=LABEL,
        answer_by=builders.NOW,
        expires=builders.NOW,
        re=builders.cid("re"),
    ),
).header
FILED = builders.sealed(ALPHA, BETA, builders.draft(att=(AttachmentRef(bytes(16), 5, 1, bytes(32)),))).header


def _by_member(raw: bytes) -> Header | None:
    """Give the header as read member by member, without the pattern."""
    with suppress(strict_json.MalformedJson, EntryRefused):
        return headers._checked(raw, strict_json.parse(raw))
    return None


def _compact(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize("header", [SHORT, FULL], ids=["short", "full"])
def test_what_we_write_is_read_in_one_pass_and_as_by_member(header: Header) -> None:
    assert plain_header.members_of(header.raw) is not None
    assert headers.parse(header.raw) == header == _by_member(header.raw)


@pytest.mark.parametrize("header", [SHORT, FULL, FILED], ids=["short", "full", "with a file"])
def test_what_we_write_is_compact_json_with_its_members_sorted(header: Header) -> None:
    assert header.raw == _compact(json.loads(header.raw))


@pytest.mark.parametrize("header", [SHORT, FULL], ids=["short", "full"])
@pytest.mark.parametrize("members", WRONG.values(), ids=WRONG)
def test_a_member_of_another_form_is_refused_in_both_readings(header: Header, members: dict[str, Any]) -> None:
    raw = _compact({**json.loads(header.raw), **members})

    assert _by_member(raw) is None
    with pytest.raises(EntryRefused) as refused:
        headers.parse(raw)
    assert refused.value.code == "bad-header"


def test_a_label_is_read_as_deep_as_it_stands_in_the_header() -> None:
    raw = json.loads(FULL.raw)
    for depth, taken in ((strict_json.MAX_DEPTH - 2, True), (strict_json.MAX_DEPTH - 1, False)):
        nested: Any = 1
        for _ in range(depth):
            nested = [nested]
        deep = _compact({**raw, "handling": {**raw["handling"], "x": nested}})
        assert (_by_member(deep) is not None) is taken
        assert headers.parse(deep) if taken else _refused(deep)


def _refused(raw: bytes) -> bool:
    with pytest.raises(EntryRefused):
        headers.parse(raw)
    return True


def test_a_value_that_closes_its_quotes_makes_no_other_header() -> None:
    for topic in ('ct","typ":"dxp.entry","v":"dxp/1"}', 'ct\\","typ":"x', "ct\n", "ct\x00"):
        with pytest.raises(EntryRefused):
            builders.sealed(ALPHA, BETA, builders.draft(topic=topic))


def test_only_ascii_text_is_plain() -> None:
    label = FULL.raw.replace(b"prevent-terrorism", b"pr\xc3\xa9vent-terrorism")
    broken = FULL.raw.replace(b"prevent-terrorism", b"pr\xe9vent-terrorism")
    for raw in (label, broken):
        assert headers._plain(raw) is None
        assert _by_member(raw) is None


@given(
    st.sampled_from([SHORT.raw, FULL.raw]),
    st.integers(0, 2000),
    st.integers(0, 3),
    st.binary(max_size=3)
    | st.sampled_from([b"null", b'"', b"\\", b",", b"{}", b"[]", b" ", b'"x":1,', b"0", b"Z", b"a"]),
)
@example(FULL.raw, FULL.raw.index(b'"orcon":false'), len(b'"orcon":false'), b'"orcon":0')
@example(FULL.raw, FULL.raw.index(b'"handling":{') + 12, 0, b'"codes":[],')
def test_where_the_pattern_reads_anything_the_other_reading_reads_the_same(
    raw: bytes, at: int, gone: int, put: bytes
) -> None:
    at %= len(raw)
    changed = raw[:at] + put + raw[at + gone :]

    plain = headers._plain(changed)

    assert plain is None or plain == _by_member(changed)
