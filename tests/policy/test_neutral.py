"""What depends on what is held is answered alike: the neutral answer, whatever the inner ground."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy.decide import Permit, Refusal
from detente.policy.grounds import NIL, SENT
from detente.policy.persons import PROTECTED_STATUSES
from detente.policy.rules.order import RULES
from tests.policy.breaches import NEUTRAL, Breach
from tests.policy.questions import BOTH_SIGNED, PERSON, decided

TELLS_WHAT_IS_HELD = ("item.", "handling.ceiling", "handling.release", "handling.tlp", "protected.", "consent.")
AGREEMENT_ALONE = ("recipient.", "kind.", "agreement.", "topic.")

HELD = {
    "subject.item.state": st.sampled_from(["live", "recalled", "tombstone", "expired", "challenged"]),
    "subject.item.quarantined": st.booleans(),
    "subject.label.tlp": st.sampled_from(["GREEN", "AMBER", "AMBER+STRICT"]),
    "subject.label.rel": st.sampled_from([None, frozenset({"C"}), frozenset({"B"})]),
    "subject.label.rank": st.sampled_from([None, 2]),
}
"""What differs between two houses that get the same request under the same agreement."""
PEOPLE = st.builds(
    lambda status, fled: replace(PERSON, protected=status, fled_from=fled),
    st.frozensets(st.sampled_from(sorted(PROTECTED_STATUSES)), max_size=2),
    st.sampled_from([None, "B", "D"]),
)


@pytest.mark.parametrize("breach", NEUTRAL, ids=[f"{each.rule} {each.act}" for each in NEUTRAL])
def test_a_protected_fact_is_answered_like_any_other(breach: Breach) -> None:
    decision = decided(breach.act, breach.changes)
    assert isinstance(decision, Refusal)
    assert (decision.ground, decision.sent, decision.is_neutral) == (breach.rule, NIL, True)


def test_all_neutral_refusals_travel_as_one_and_the_same_answer() -> None:
    answers = {decision.sent for each in NEUTRAL if isinstance(decision := decided(each.act, each.changes), Refusal)}
    assert answers == {NIL}
    assert len({each.rule for each in NEUTRAL}) > 8


@given(held=st.fixed_dictionaries({}, optional=HELD), person=PEOPLE, aim=st.sampled_from([None, "locate", "transfer"]))
def test_whatever_is_held_the_partner_gets_the_content_or_the_neutral_answer(
    held: dict[str, Any], person: Any, aim: str | None
) -> None:
    decision = decided("send", {**BOTH_SIGNED, **held, "subject.persons": (person,), "subject.aim": aim})
    assert isinstance(decision, Permit) or decision.sent == NIL


@given(held=st.fixed_dictionaries({}, optional=HELD), person=PEOPLE)
def test_a_request_is_taken_in_whatever_is_held_about_its_person(held: dict[str, Any], person: Any) -> None:
    facts = {place: value for place, value in held.items() if place.startswith("subject.item")}
    decision = decided("admit", {**facts, "subject.persons": (person,), "subject.aim": "locate"})
    assert isinstance(decision, Permit)


def test_rules_on_what_is_held_say_nothing_and_rules_on_the_agreement_say_so() -> None:
    for rule in RULES:
        assert rule.sent in {None, NIL, *SENT}
        if rule.id.startswith(TELLS_WHAT_IS_HELD):
            assert rule.sent == NIL, rule.id
        if rule.id.startswith(AGREEMENT_ALONE):
            assert rule.sent == "outside", rule.id
