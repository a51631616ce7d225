"""A batch is judged entry by entry, and where entries are alike the answer is the one that each would get alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy import admitting
from detente.policy.admit import Subject, admit
from detente.policy.admitting import Admitting
from detente.policy.agreements import Mode
from detente.policy.standing import Deed, Standing, Step
from tests.policy.builders import AGREED, BETA, GAMMA, entry, label, standings, target

SUSPENDED = {
    AGREED.id: Standing(
        AGREED,
        sender_seq=1,
        receiver_seq=1,
        sender_deeds=(Deed(Step.SUSPEND, 5, mode=Mode.REFUSE), Deed(Step.LIFT, 9)),
    )
}
OTHERS: dict[str, Any] = {
    "sender": BETA,
    "receiver": GAMMA,
    "kind": "warning",
    "agreement": None,
    "topic": "finance.sources",
    "handling": label("tlp:RED"),
    "seen": 0,
    "message": "answer",
    "dialogue": "warning",
    "dialogue_kind": "warning",
    "categories": frozenset({"witness"}),
    "life": True,
    "opened_by_sender": False,
    "unchecked": True,
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Subject]:
    """The entries that policy was asked about."""
    found: list[Subject] = []

    def ask(subject: Subject, **rest: Any) -> Any:
        found.append(subject)
        return admit(subject, **rest)

    monkeypatch.setattr(admitting, "admit", ask)
    return found


def test_sixty_four_that_are_alike_are_one_question(asked: list[Subject]) -> None:
    known = standings()
    together = Admitting(known)
    for seq in range(2, 66):
        assert together.decide(entry(seq=seq), None) == admit(entry(seq=seq), standings=known, target=None)
    assert len(asked) == 1


def test_what_stands_below_an_entry_about_its_agreement_is_another_question(asked: list[Subject]) -> None:
    together = Admitting(SUSPENDED)
    for seq in range(1, 12):
        assert together.decide(entry(seq=seq), None) == admit(entry(seq=seq), standings=SUSPENDED, target=None)
    # Before the signature, in force, suspended; lifted, it is in force as before.
    assert [subject.seq for subject in asked] == [1, 2, 6]


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_entries_that_differ_are_each_asked_about(name: str, asked: list[Subject]) -> None:
    together, usual = Admitting(standings()), entry()
    other = replace(usual, **{name: OTHERS[name]})
    for each in (usual, other, usual, other):
        assert together.decide(each, None) == admit(each, standings=standings(), target=None)
    assert asked == [usual, other]


def test_a_reply_is_asked_about_each_time(asked: list[Subject]) -> None:
    together, reply = Admitting(standings()), entry(kind="answer", re="cid", dialogue_kind="notification")
    for about in (target(), None, target(ours=True)):
        assert together.decide(reply, about) == admit(reply, standings=standings(), target=about)
    assert len(asked) == 3


def test_every_member_of_an_entry_is_looked_at() -> None:
    assert {each.name for each in fields(Subject)} == {*OTHERS, "seq", "re", "at"}


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.sampled_from(["ct.persons", "x", None])), max_size=9)
)
def test_no_order_of_entries_changes_what_each_gets(drawn: list[tuple[int, int, str | None]]) -> None:
    together = Admitting(SUSPENDED)
    for seq, seen, topic in drawn:
        each = entry(seq=seq, seen=seen, topic=topic)
        assert together.decide(each, None) == admit(each, standings=SUSPENDED, target=None)
