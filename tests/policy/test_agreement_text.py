"""A full text is read whole or not at all, says one sentence for what contradicts, and keeps what it does not know."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy import agreement_text, founding
from detente.policy.agreement_text import BadAgreement
from tests.policy.builders import ALPHA, BETA, GAMMA
from tests.policy.builders import text as founding_text
from tests.policy.full_texts import FROM, TO, agreement, draft, text

AGREED = agreement()


def test_a_text_is_read_in_full() -> None:
    assert AGREED.topics == ("ct", "missing")
    assert AGREED.opens[BETA] == {"notification", "warning"}
    assert AGREED.retention.delete == timedelta(days=1825)
    assert (AGREED.valid_from, AGREED.valid_to, AGREED.run_off) == (FROM, TO, timedelta(days=90))
    assert AGREED.exempt == {"life", "correction", "recall", "redress"}
    assert (AGREED.topic, AGREED.kinds) == ("ct", {"notification", "request-information", "warning"})
    assert AGREED.text == draft()


def test_its_identity_is_that_of_its_canonical_bytes_and_unknown_members_are_kept() -> None:
    assert AGREED.id == founding.agreement_id(draft())
    newer = agreement_text.parse(text(later={"x": [1, None]}), parties=(ALPHA, BETA))
    assert newer.id != AGREED.id
    assert newer.text["later"] == {"x": [1, None]}
    assert newer.opens == AGREED.opens


def test_a_founding_text_is_no_full_one() -> None:
    assert not agreement_text.is_full(founding_text())
    assert agreement_text.is_full(draft())
    with pytest.raises(BadAgreement, match="topics"):
        agreement_text.parse(founding_text(), parties=(ALPHA, BETA))


def test_an_excluded_topic_is_not_covered_and_neither_is_what_is_below_it() -> None:
    assert AGREED.covers("ct.persons")
    assert not AGREED.covers("ct.intelligence")
    assert not AGREED.covers("ct.intelligence.targets")
    assert not AGREED.covers("crime")


CONTRADICTIONS: list[tuple[str, dict[str, Any]]] = [
    ("ct is covered and excluded", {"excluded": ["ct"]}),
    ("crime is excluded and no topic covers it", {"excluded": ["crime"]}),
    ("ct.persons is listed beside a topic above it", {"topics": ["ct", "ct.persons"], "excluded": []}),
    ("no side may open anything", {"kinds": {ALPHA: [], BETA: []}}),
    ("answer opens nothing", {"kinds": {ALPHA: ["answer"], BETA: []}}),
    ("control needs no agreement", {"kinds": {ALPHA: ["control"], BETA: []}}),
    ("stands in no row of classes", {"ceiling": ["tlp:AMBER", "cls:gamma.SECRET"]}),
    ("it ends before it begins", {"valid": {"from": "2026-03-01T00:00:00.000Z", "to": "2026-02-01T00:00:00.000Z"}}),
    ("deleted before it is reviewed", {"retention": {"review": "P2D", "delete": "P1D"}}),
    ("no lists or no elements", {"kinds": {ALPHA: ["match-session"], BETA: []}}),
    ("no rounds to spend", {"kinds": {ALPHA: ["trace-session"], BETA: []}}),
    ("an urgent nil would wait longer", {"nil_after": {"urgent": "P2D", "other": "P1D"}}),
]


@pytest.mark.parametrize(("sentence", "members"), CONTRADICTIONS, ids=[row[0] for row in CONTRADICTIONS])
def test_a_text_that_contradicts_itself_is_refused_in_one_sentence(sentence: str, members: dict[str, Any]) -> None:
    with pytest.raises(BadAgreement, match=sentence):
        agreement_text.parse(text(**members), parties=(ALPHA, BETA))


MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("other parties", {"parties": sorted([ALPHA, GAMMA])}),
    ("no topics", {"topics": []}),
    ("a topic twice", {"topics": ["ct", "ct"]}),
    ("a topic in capitals", {"topics": ["CT"]}),
    ("excluded as text", {"excluded": "ct"}),
    ("kinds as a list", {"kinds": ["notification"]}),
    ("kinds for one party only", {"kinds": {ALPHA: ["notification"]}}),
    ("kinds for a stranger", {"kinds": {ALPHA: [], BETA: ["warning"], GAMMA: []}}),
    ("no retention", {"retention": None}),
    ("retention in hours", {"retention": {"review": "PT1H", "delete": "P1D"}}),
    ("retention for ever", {"retention": {"review": "P1D", "delete": "P99999D"}}),
    ("no budgets", {"budgets": None}),
    ("a negative budget", {"budgets": {"lists": [], "elements": -1, "rounds": 0}}),
    ("a budget that is true", {"budgets": {"lists": [], "elements": True, "rounds": 0}}),
    ("valid without to", {"valid": {"from": "2026-03-01T00:00:00.000Z"}}),
    ("valid with a date only", {"valid": {"from": "2026-03-01", "to": None}}),
    ("no run-off", {"run_off": None}),
    ("a run-off in hours", {"run_off": "PT1H"}),
    ("exempt as text", {"exempt": "life"}),
    ("replaces what is no id", {"replaces": ["abc"]}),
    ("opened as a number", {"opened": 1}),
    ("another version", {"v": "dxp/2"}),
]


@pytest.mark.parametrize(("what", "members"), MALFORMED, ids=[row[0] for row in MALFORMED])
def test_a_malformed_text_is_refused(what: str, members: dict[str, Any]) -> None:
    with pytest.raises(BadAgreement):
        agreement_text.parse(text(**members), parties=(ALPHA, BETA))


@pytest.mark.parametrize("member", sorted(set(draft()) - {"replaces"}))
def test_every_member_is_required(member: str) -> None:
    bare = {name: value for name, value in draft().items() if name != member}
    with pytest.raises(BadAgreement):
        agreement_text.parse(bare, parties=(ALPHA, BETA))


def test_we_never_write_a_text_without_a_law_or_a_tlp() -> None:
    with pytest.raises(BadAgreement, match="name the law"):
        draft(law=" ")
    with pytest.raises(BadAgreement, match="highest TLP"):
        draft(ceiling=["pap:AMBER"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(member=st.sampled_from(sorted(draft())), value=JSON)
def test_whatever_stands_in_a_member_the_text_is_read_or_refused(member: str, value: Any) -> None:
    with contextlib.suppress(BadAgreement):
        agreement_text.parse(text(**{member: value}), parties=(ALPHA, BETA))
