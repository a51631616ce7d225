"""A founding text is read whole or not at all, and its identity is that of its bytes (DXP 12)."""

from __future__ import annotations

import contextlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import b64
from detente.model.canonical import canonical
from detente.policy import founding
from detente.policy.founding import BadAgreement
from tests.policy.builders import AGREED, ALPHA, BETA, GAMMA, agreement, text


def test_a_text_is_read_in_full() -> None:
    assert AGREED.parties == (ALPHA, BETA)
    assert AGREED.kinds == {"notification", "answer", "refusal"}
    assert AGREED.ceiling == {"tlp": "tlp:AMBER+STRICT", "pap": "pap:AMBER", "cls": "cls:alpha.RESTRICTED"}
    assert AGREED.nil_after == {"urgent": timedelta(hours=1), "other": timedelta(days=1)}
    assert (AGREED.basis.law, AGREED.preset, AGREED.opened) == ("Exchange of letters", "detente-default", False)
    assert AGREED.text == text()


def test_the_order_in_which_the_parties_are_asked_for_does_not_matter() -> None:
    assert founding.parse(text(), parties=(ALPHA, BETA)) == founding.parse(text(), parties=(BETA, ALPHA))


def test_an_unknown_member_changes_the_identity_and_nothing_else() -> None:
    newer = agreement(later={"x": [1, None]})
    assert newer.id != AGREED.id
    assert newer.id == founding.agreement_id(text(later={"x": [1, None]}))
    assert newer.text["later"] == {"x": [1, None]}
    assert (newer.topic, newer.kinds, newer.ceiling) == (AGREED.topic, AGREED.kinds, AGREED.ceiling)


def test_the_order_of_members_does_not_change_the_identity() -> None:
    assert founding.agreement_id(dict(reversed(text().items()))) == AGREED.id


MALFORMED: list[tuple[str, Any]] = [
    ("no version", {"v": None}),
    ("another version", {"v": "dxp/2"}),
    ("other parties", {"parties": sorted([ALPHA, GAMMA])}),
    ("the higher party first", {"parties": [BETA, ALPHA]}),
    ("one party", {"parties": [ALPHA]}),
    ("no topic", {"topic": None}),
    ("a topic in capitals", {"topic": "CT"}),
    ("a Cyrillic letter in the topic", {"topic": "ct.pеrsons"}),  # the е is Cyrillic
    ("no kinds", {"kinds": []}),
    ("a kind twice", {"kinds": ["notification", "notification"]}),
    ("a kind that is no name", {"kinds": ["notification", 7]}),
    ("kinds as text", {"kinds": "notification"}),
    ("no purposes", {"purposes": []}),
    ("a purpose with a space", {"purposes": ["prevent terrorism"]}),
    ("no basis", {"basis": None}),
    ("a basis without ref", {"basis": {"law": "x"}}),
    ("a law with a line break", {"basis": {"law": "a\nb", "ref": ""}}),
    ("a law that turns the writing round", {"basis": {"law": "a\u202eb", "ref": ""}}),
    ("no ceiling", {"ceiling": None}),
    ("a ceiling of no such TLP", {"ceiling": ["tlp:PINK"]}),
    ("two TLP ceilings", {"ceiling": ["tlp:AMBER", "tlp:RED"]}),
    ("a ceiling of H codes, which have no order", {"ceiling": ["tlp:AMBER", "h:H1"]}),
    ("a ceiling of an unknown scheme", {"ceiling": ["tlp:AMBER", "zz:top"]}),
    ("a ceiling that is no code", {"ceiling": ["AMBER"]}),
    ("classes as an object", {"classes": {}}),
    ("an empty row of classes", {"classes": [[]]}),
    ("a row with a TLP code", {"classes": [["tlp:RED"]]}),
    ("a marking in two rows", {"classes": [["cls:a.X"], ["cls:a.X", "cls:b.Y"]]}),
    ("a marking twice in a row", {"classes": [["cls:a.X", "cls:a.X"]]}),
    ("a marking without issuer", {"classes": [["cls:SECRET"]]}),
    ("a preset that is no slug", {"preset": "Détente"}),
    ("opened as a number", {"opened": 0}),
    ("no nil_after", {"nil_after": None}),
    ("nil_after without urgent", {"nil_after": {"other": "P1D"}}),
    ("a duration in months", {"nil_after": {"urgent": "P1M", "other": "P1D"}}),
    ("a duration of two parts", {"nil_after": {"urgent": "P1DT1H", "other": "P1D"}}),
    ("a duration in Arabic digits", {"nil_after": {"urgent": "PT١H", "other": "P1D"}}),
    ("a duration of three years", {"nil_after": {"urgent": "PT1H", "other": "P1095D"}}),
]


@pytest.mark.parametrize(("what", "changes"), MALFORMED, ids=[what for what, _ in MALFORMED])
def test_a_malformed_text_is_no_agreement(what: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadAgreement):
        agreement(**changes)


@pytest.mark.parametrize("member", sorted(text()))
def test_no_member_may_be_missing(member: str) -> None:
    part = {name: value for name, value in text().items() if name != member}
    with pytest.raises(BadAgreement):
        founding.parse(part, parties=(ALPHA, BETA))


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_what_is_no_object_is_no_agreement(value: object) -> None:
    with pytest.raises(BadAgreement):
        founding.parse(value, parties=(ALPHA, BETA))


def test_a_party_makes_no_agreement_with_itself() -> None:
    with pytest.raises(BadAgreement):
        founding.parse(text(parties=[ALPHA, ALPHA]), parties=(ALPHA, ALPHA))


@pytest.mark.parametrize(
    "changes",
    [{"law": " "}, {"ceiling": ["pap:AMBER"]}, {"ceiling": ["tlp:AMBER", "cls:alpha.SECRET"]}, {"topic": "CT"}],
)
def test_we_draft_no_text_that_would_cover_nothing(changes: dict[str, Any]) -> None:
    usual: dict[str, Any] = {
        "topic": "ct",
        "purposes": ["prevent-terrorism"],
        "law": "L",
        "ref": "",
        "ceiling": ["tlp:AMBER"],
    }
    with pytest.raises(BadAgreement):
        founding.draft(parties=(ALPHA, BETA), **{**usual, **changes})


@pytest.mark.parametrize(
    ("topic", "covered"),
    [
        ("ct.persons", True),
        ("ct.persons.sub", True),
        ("ct.persons.sub.more", True),
        ("ct.personsx", False),
        ("ct", False),
        ("crime", False),
        ("", False),
        (None, False),
    ],
)
def test_a_topic_covers_what_is_below_it_and_not_what_only_begins_alike(topic: str | None, covered: bool) -> None:
    assert AGREED.covers(topic) is covered


def test_markings_of_one_row_rank_alike_and_rows_rise() -> None:
    assert AGREED.rank("cls:alpha.RESTRICTED") == AGREED.rank("cls:beta.OFFICIAL") == 0
    assert AGREED.rank("cls:beta.SECRET") == 1
    assert AGREED.rank("cls:gamma.SECRET") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("PT1H", timedelta(hours=1)),
        ("P1D", timedelta(days=1)),
        ("PT90M", timedelta(minutes=90)),
        ("P365D", timedelta(365)),
    ],
)
def test_durations_of_one_part_are_read(written: str, meant: timedelta) -> None:
    assert founding.parse_duration(written) == meant


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(member=st.sampled_from(sorted(text())), value=_VALUES)
def test_any_value_of_a_member_is_read_or_refused_and_never_breaks_the_reader(member: str, value: object) -> None:
    with contextlib.suppress(BadAgreement):
        assert agreement(**{member: value}).text[member] == value


@pytest.mark.shared
def test_the_shared_agreement_has_its_bytes_and_its_identity(shared_dir: Path) -> None:
    vectors = json.loads((shared_dir / "spec" / "vectors.json").read_bytes())
    given_text, jcs, identity = (vectors["agreement"][name] for name in ("text", "jcs", "id"))
    lower, higher = given_text["parties"]
    read = founding.parse(given_text, parties=(higher, lower))
    assert (read.id, b64.encode(canonical(given_text))) == (identity, jcs)
