"""No sequence of acts lets a field leave that its handling, agreement, topic, a protected status or consent forbids.

The machine changes agreement, label, person, item, consent, approval and officer at random, and tries every act in
between. What is permitted is judged by sentences written here once more, from the documents and not from the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from detente.policy.acts import Act
from detente.policy.agreements import Mode, Stage
from detente.policy.decide import Decision, Permit, decide
from detente.policy.question import Question, Watch
from detente.policy.rules.order import RULES
from tests.policy.questions import BOTH_SIGNED, HOUR, NOW, question

OUT = {Act.SEND, Act.EXPORT, Act.PASS_ON}
TO_PARTNER = {Act.SEND, Act.MATCH, Act.TRACE}
DAY = 24 * HOUR
TLP = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]


@dataclass(frozen=True)
class Asked:
    """A question, and whether the partner's content may wait in the queue instead of going."""

    question: Question
    decision: Decision

    @property
    def is_held(self) -> bool:
        return isinstance(self.decision, Permit) and "hold" in self.decision.obligations


def wrongs(asked: Asked) -> Iterator[str]:
    """Give a sentence for each reason why what was permitted must not have been."""
    yield from _by_handling(asked.question)
    yield from _by_consent(asked.question)
    yield from _by_agreement(asked)
    yield from _by_protection(asked.question)
    yield from _by_content(asked.question)


def _by_handling(q: Question) -> Iterator[str]:
    label, to = q.subject.label, q.subject.destination
    named, oversight = q.context.actor.id in label.named, "O" in q.context.actor.roles
    if label.tlp == "RED" and q.act in {Act.EXPORT, Act.PASS_ON}:
        yield "RED goes nowhere from whom it was sent to"
    if label.tlp == "RED" and q.act in {Act.OPEN, Act.SEARCH} and not named and not oversight:
        yield "RED is shown to those named"
    if label.tlp == "AMBER+STRICT" and q.act in {Act.EXPORT, Act.PASS_ON} and to != "own-organisation":
        yield "STRICT stays in the organisation"
    if label.tlp in {"GREEN", "AMBER"} and q.act in {Act.EXPORT, Act.PASS_ON} and to == "public":
        yield "only CLEAR is for everybody"
    if label.rel is not None and q.act in TO_PARTNER and q.context.partner not in label.rel:
        yield "not releasable to the partner"
    if label.rel is not None and q.act is Act.PASS_ON and to.startswith("party:") and to[6:] not in label.rel:
        yield "not releasable to the third party"
    if label.tlp is None and q.act in OUT | TO_PARTNER:
        yield "no label"
    if label.pap == "RED" and q.act in {Act.MATCH, Act.TRACE}:
        yield "PAP RED asks nobody"
    if "H3" in label.h and q.act in {Act.OPEN, Act.EXPORT, Act.PASS_ON} and not q.context.h3_confirmed:
        yield "the text of H3 was not confirmed"
    if label.rank is not None and q.act in OUT | {Act.OPEN} and label.rank > q.context.actor.clearance:
        yield "above the clearance"


def _by_consent(q: Question) -> Iterator[str]:
    label, given = q.subject.label, q.context.consent
    outside = q.act is Act.PASS_ON and q.subject.destination != "own-organisation"
    consented = (
        given.state == "granted"
        and given.to == q.subject.destination
        and given.purpose == q.subject.purpose
        and (given.until is None or given.until >= q.context.now)
    )
    if outside and not consented and (label.orcon or "H2" in label.h):
        yield "passed on without consent"
    if outside and not consented and label.tlp == "AMBER" and q.subject.destination != "client":
        yield "AMBER passed on without consent"
    if q.act is Act.EXPORT and label.orcon and not consented:
        yield "exported from under originator control"


def _by_agreement(asked: Asked) -> Iterator[str]:
    q, agreement = asked.question, asked.question.context.agreement
    if q.act not in TO_PARTNER:
        return
    subject, now = q.subject, q.context.now
    mends = subject.kind in {"correction", "recall", "redress"}
    saves = subject.kind == "warning" and subject.life
    if agreement.stage in {Stage.NONE, Stage.DRAFTED, Stage.PROPOSED, Stage.ENDED}:
        yield "no agreement in force"
    if agreement.valid_to and agreement.run_off_to and now > agreement.run_off_to:
        yield "the agreement is over"
    if agreement.valid_to and now > agreement.valid_to and subject.opens_dialogue and not (mends or saves):
        yield "something new in run-off"
    if not any((subject.topic + ".").startswith(topic + ".") for topic in agreement.topics):
        yield "a topic that is not covered"
    if any((subject.topic + ".").startswith(topic + ".") for topic in agreement.excluded):
        yield "a topic that is excluded"
    stops = agreement.suspended or any((subject.topic + ".").startswith(t + ".") for t in agreement.topics_suspended)
    exempt = (mends and subject.kind in agreement.exempt) or (saves and "life" in agreement.exempt)
    if stops and not exempt and not asked.is_held:
        yield "out through a suspension"
    if subject.purpose not in agreement.purposes:
        yield "a purpose that is not covered"
    if subject.kind not in agreement.kinds_us and not mends:
        yield "a kind that is not ours to open"
    limit = agreement.ceiling
    if subject.label.tlp in TLP and limit.tlp is not None and TLP.index(subject.label.tlp) > TLP.index(limit.tlp):
        yield "above the ceiling"
    if subject.label.rank is not None and (limit.rank is None or subject.label.rank > limit.rank):
        yield "a class above the ceiling"


def _by_protection(q: Question) -> Iterator[str]:
    approval = q.context.approval
    signed = approval.given and approval.by_role == "C" and approval.second_role == "H"
    two = len({approval.by, approval.second_by, approval.author}) == 3 and approval.second_by is not None
    harmful = q.subject.aim in {"locate", "watch", "transfer"} and q.act in OUT
    for person in q.subject.persons:
        if person.protected and q.act is Act.MATCH:
            yield "a protected person in a matching set"
        if person.protected and q.act in OUT and not (signed and two):
            yield "about a protected person, without C and H"
        if (harmful or q.act in {Act.MATCH, Act.TRACE}) and person.fled_from == q.subject.toward is not None:
            yield "toward the state fled from"
        if person.category in {"victim", "witness"} and q.act is Act.MATCH:
            yield "a victim or witness in a matching set"


def _by_content(q: Question) -> Iterator[str]:
    if q.act in OUT | TO_PARTNER and q.subject.properties & {"ethnicity", "religion", "political", "protected-status"}:
        yield "a sensitive property"
    if q.act in OUT | TO_PARTNER and any(person.character != "passed" for person in q.subject.persons):
        yield "about a person whose check was not passed"
    if q.subject.item.quarantined and q.act in OUT | TO_PARTNER | {Act.SEARCH}:
        yield "perhaps obtained by mistreatment"
    if q.subject.item.state != "live" and q.act in OUT | TO_PARTNER:
        yield "recalled, deleted, expired or challenged"


PLACES: dict[str, st.SearchStrategy[Any]] = {
    "context.agreement.stage": st.sampled_from(Stage),
    "context.agreement.suspended": st.booleans(),
    "context.agreement.topics_suspended": st.sampled_from([frozenset(), frozenset({"ct"}), frozenset({"ct.persons"})]),
    "context.agreement.mode": st.sampled_from(Mode),
    "context.agreement.exempt": st.sampled_from([frozenset({"life", "correction", "recall"}), frozenset()]),
    "context.agreement.purposes": st.sampled_from([frozenset({"prevent-terrorism"}), frozenset({"find-person"})]),
    "context.agreement.ceiling.tlp": st.sampled_from([None, *TLP]),
    "context.agreement.ceiling.rank": st.sampled_from([None, 1, 3]),
    "context.now": st.sampled_from([NOW, NOW + 310 * DAY, NOW + 500 * DAY]),
    "context.actor.roles": st.sampled_from([frozenset({role}) for role in ("A", "L", "D", "H", "C", "O", "operator")]),
    "context.actor.clearance": st.integers(0, 3),
    "context.actor.active": st.booleans(),
    "context.consent.state": st.sampled_from(["none", "pending", "granted", "refused", "revoked"]),
    "context.consent.to": st.sampled_from(["party:C", "client", "public", None]),
    "context.consent.purpose": st.sampled_from(["prevent-terrorism", "find-person"]),
    "context.consent.until": st.sampled_from([None, NOW - HOUR, NOW + HOUR]),
    "context.approval.given": st.booleans(),
    "context.approval.by_role": st.sampled_from(["R", "C", "D"]),
    "context.approval.second_by": st.sampled_from([None, "u0", "u2", "u4"]),
    "context.approval.second_role": st.sampled_from([None, "H", "R"]),
    "context.h3_confirmed": st.booleans(),
    "subject.kind": st.sampled_from(["notification", "request-information", "warning", "correction", "match-session"]),
    "subject.opens_dialogue": st.booleans(),
    "subject.life": st.booleans(),
    "subject.topic": st.sampled_from(["ct", "ct.persons", "ct.intelligence", "missing.citizen", "crime"]),
    "subject.purpose": st.sampled_from(["prevent-terrorism", "find-person", "immigration"]),
    "subject.label.tlp": st.sampled_from([None, *TLP]),
    "subject.label.pap": st.sampled_from([None, "CLEAR", "AMBER", "RED"]),
    "subject.label.h": st.frozensets(st.sampled_from(["H0", "H1", "H2", "H3"])),
    "subject.label.rel": st.sampled_from([None, frozenset(), frozenset({"B"}), frozenset({"B", "C"})]),
    "subject.label.orcon": st.booleans(),
    "subject.label.named": st.sampled_from([frozenset(), frozenset({"u1"}), frozenset({"u9"})]),
    "subject.label.rank": st.sampled_from([None, 0, 2, 3]),
    "subject.item.state": st.sampled_from(["live", "recalled", "tombstone", "expired", "challenged"]),
    "subject.item.quarantined": st.booleans(),
    "subject.properties": st.sampled_from([frozenset({"name"}), frozenset({"religion"})]),
    "subject.aim": st.sampled_from([None, "locate", "transfer", "watch"]),
    "subject.watch": st.sampled_from([Watch(), Watch(until=NOW + 999 * DAY, basis="own law")]),
    "subject.toward": st.sampled_from(["B", "D", None]),
    "subject.destination": st.sampled_from(["own-organisation", "client", "party:C", "public"]),
}
OF_PERSON: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from(["suspect", "victim", "witness", "missing", "other", ""]),
    "character": st.sampled_from(["passed", "failed", "missing"]),
    "protected": st.sampled_from([frozenset(), frozenset({"minor"}), frozenset({"refugee", "source"})]),
    "fled_from": st.sampled_from([None, "B", "D"]),
}


class OneHouse(RuleBasedStateMachine):
    """One item in one house, while everything around it changes."""

    @initialize(act=st.sampled_from(Act))
    def begin_with_something_permitted(self, act: Act) -> None:
        self.changes: dict[str, Any] = {"subject.persons": question(act).subject.persons}

    @rule(data=st.data(), place=st.sampled_from(sorted(PLACES)))
    def change(self, data: st.DataObject, place: str) -> None:
        self.changes[place] = data.draw(PLACES[place], label=place)

    @rule(place=st.sampled_from(sorted(PLACES)))
    def change_back(self, place: str) -> None:
        self.changes.pop(place, None)

    @rule(data=st.data(), member=st.sampled_from(sorted(OF_PERSON)))
    def learn_about_the_person(self, data: st.DataObject, member: str) -> None:
        (person,) = self.changes["subject.persons"]
        self.changes["subject.persons"] = (replace(person, **{member: data.draw(OF_PERSON[member], label=member)}),)

    @rule()
    def have_it_signed_by_both(self) -> None:
        self.changes.update(BOTH_SIGNED, **{"context.approval.given": True})

    @rule(act=st.sampled_from(Act))
    def act(self, act: Act) -> None:
        q = question(act, self.changes)
        decision = decide(q.act, q.subject, q.context)
        if isinstance(decision, Permit):
            event(f"permitted: {act}")
            assert list(wrongs(Asked(q, decision))) == []


OneHouse.TestCase.settings = settings(max_examples=150, stateful_step_count=30)
TestNoSequenceLetsAFieldLeave = OneHouse.TestCase


@pytest.mark.parametrize("act", sorted(OUT | TO_PARTNER | {Act.OPEN, Act.SEARCH}))
def test_the_sentences_find_nothing_wrong_with_what_is_permitted_from_the_start(act: Act) -> None:
    q = question(act)
    decision = decide(q.act, q.subject, q.context)
    assert isinstance(decision, Permit)
    assert list(wrongs(Asked(q, decision))) == []


@pytest.mark.parametrize(
    ("rule_id", "act", "changes"),
    [
        ("handling.tlp-red", "export", {"subject.label.tlp": "RED", "subject.label.named": frozenset({"u1"})}),
        ("handling.release", "send", {"subject.label.rel": frozenset({"C"})}),
        ("handling.h2", "pass-on", {"subject.label.h": frozenset({"H2"})}),
        ("agreement.ended", "send", {"context.agreement.stage": Stage.ENDED}),
        ("topic.excluded", "send", {"subject.topic": "ct.intelligence"}),
        ("content.sensitive", "export", {"subject.properties": frozenset({"religion"})}),
    ],
)
def test_the_sentences_notice_a_rule_that_is_missing(rule_id: str, act: str, changes: dict[str, Any]) -> None:
    q = question(act, changes)
    decision = decide(q.act, q.subject, q.context, rules=[each for each in RULES if each.id != rule_id])
    assert isinstance(decision, Permit)
    assert list(wrongs(Asked(q, decision))) != []
