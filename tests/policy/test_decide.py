"""Each act with what stands against it, what it obliges to, and what does not stand against it although it seems to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT, Mode, Stage
from detente.policy.decide import Permit, Refusal
from detente.policy.question import Watch
from detente.policy.roles import DUTIES, Role
from tests.policy.breaches import ASKED
from tests.policy.questions import BOTH_SIGNED, HOUR, NOW, PERSON, decided, person

DAY = 24 * HOUR
SUSPENDED = {"context.agreement.suspended": True}
LIFE = {"subject.kind": "warning", "subject.life": True}
OVERSIGHT = {"context.actor.roles": frozenset({"O"})}
HEAD = {"context.actor.roles": frozenset({"C"})}
UNLOCKED = {**HEAD, "subject.life": True, "subject.item.quarantined": True}
RED = {"subject.label.tlp": "RED", "subject.label.named": frozenset({"u9"})}
FOUNDING = {
    "context.agreement.founding": True,
    "context.agreement.kinds_us": frozenset({"notification"}),
    "context.agreement.kinds_them": frozenset({"notification"}),
}

PERMITTED: list[tuple[str, str, dict[str, Any], str]] = [
    ("a request", "send", {}, "carry-dates carry-label"),
    ("what is about nobody", "send", {"subject.persons": ()}, "carry-label"),
    ("opening", "open", {}, "log-reason"),
    ("searching", "search", {}, "log-reason"),
    ("using", "use", {}, "log-reason"),
    ("exporting", "export", {}, "carry-dates carry-label log-reason"),
    ("passing on to a client", "pass-on", {}, "carry-dates carry-label"),
    ("matching", "match", {}, "sealed-until-released spend-budget"),
    ("tracing", "trace", {}, "spend-round"),
    ("purging", "purge", {}, "certificate keep-proof"),
    ("taking in", "admit", {}, ""),
    ("opening a hit, by two", "open-hit", {}, ""),
    ("held by a suspension", "send", SUSPENDED, "carry-dates carry-label hold"),
    ("evidence in a suspension", "send", {**SUSPENDED, "subject.message": "accepted", "subject.persons": (),
     "subject.release": "none"}, "carry-label"),
    ("a warning of danger to life in a suspension", "send", {**SUSPENDED, **LIFE}, "carry-dates carry-label"),
    ("a kind that the agreement exempts", "send", {**SUSPENDED, "context.agreement.exempt":
     frozenset({"request-information"})}, "carry-dates carry-label"),
    ("a released warning by the duty desk", "send", {**LIFE, "context.approval.by_role": "D", "subject.release": "D"},
     "carry-dates carry-label review-24h"),
    ("an incident of an event by the duty desk", "send", {"subject.kind": "event", "subject.message": "incident",
     "subject.life": True, "context.approval.by_role": "D", "context.agreement.kinds_us": frozenset({"event"})},
     "carry-dates carry-label review-24h"),
    ("notice was given, the term runs", "send", {"context.agreement.stage": Stage.NOTICE}, "carry-dates carry-label"),
    ("no end was agreed", "send", {"context.agreement.valid_to": None, "context.now": NOW + 9999 * DAY},
     "carry-dates carry-label"),
    ("the first draft of an agreement", "send", {"context.agreement": NO_AGREEMENT, "subject.kind": "agreement",
     "subject.topic": None, "subject.purpose": None, "subject.label.tlp": None, "subject.item.agreement": None,
     "subject.persons": (), "subject.release": "C", "context.approval.by_role": "C"}, "carry-label"),
    ("a measure without a PAP code", "use", {"subject.label.pap": None, "subject.measure": "arrest"}, "log-reason"),
    ("oversight reads RED", "open", {**OVERSIGHT, **RED}, "log-reason log-to-oversight"),
    ("oversight finds RED", "search", {**OVERSIGHT, **RED}, "log-reason log-to-oversight"),
    ("oversight by statute sees metadata", "search", {**OVERSIGHT, "context.oversight_scope": "metadata"},
     "log-reason log-to-oversight mask-content"),
    ("our own RED, by its author", "open", {**RED, "subject.item.ours": True, "context.approval.author": "u1"},
     "log-reason"),
    ("mistreatment, by the head to save life", "use", UNLOCKED, "log-reason tell-oversight"),
    ("a challenged item is looked at", "open", {"subject.item.state": "challenged"}, "log-reason mark-challenged"),
    ("an expired item is purged", "purge", {"subject.item.state": "expired"}, "certificate keep-proof"),
    ("what was deleted comes again", "admit", {"subject.item.state": "tombstone"}, "tell-oversight"),
    ("a kind of a newer release", "admit", {"subject.kind": "telepathy"}, "keep-unknown"),
    ("a topic of a newer release", "admit", {"subject.topic": "ct.drones"}, "keep-unknown"),
    ("sensitive properties arrive", "admit", {"subject.properties": frozenset({"Person:religion"})}, "drop-sensitive"),
    ("a request about a protected person arrives", "admit", {"subject.aim": "locate",
     "subject.persons": person(protected=frozenset({"refugee"}), fled_from="B")}, ""),
    ("consent for court", "use", {"subject.purpose": "judicial-proceedings", "subject.label.h": frozenset({"H1"}),
     "context.consent.state": "granted", "context.consent.to": "client",
     "context.consent.purpose": "judicial-proceedings"}, "log-reason report-use"),
    ("court without H1", "use", {"subject.purpose": "judicial-proceedings"}, "log-reason"),
    ("consent to pass on", "pass-on", {**ASKED, "context.consent.state": "granted"},
     "carry-dates carry-label report-use"),
    ("H2 within the house", "pass-on", {"subject.label.h": frozenset({"H2"}), "subject.destination":
     "own-organisation"}, "carry-dates carry-label"),
    ("consent that was refused and is not needed", "pass-on", {"context.consent.state": "refused"},
     "carry-dates carry-label"),
    ("STRICT exported to the own house", "export", {"subject.label.tlp": "AMBER+STRICT", "subject.destination":
     "own-organisation"}, "carry-dates carry-label log-reason"),
    ("a witness is traced to protect", "trace", {"subject.persons": person(category="witness"),
     "subject.protects": True}, "spend-round"),
    ("a protected person, signed by both", "send", {**BOTH_SIGNED, "subject.persons":
     person(protected=frozenset({"lawyer"}), fled_from="D")}, "carry-dates carry-label"),
    ("an approval at its last hour", "send", {"context.approval.age": 72 * HOUR}, "carry-dates carry-label"),
    ("several roles add up", "send", {"context.actor.roles": frozenset({"A", "L"})}, "carry-dates carry-label"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "act", "changes", "obliges"), PERMITTED, ids=[row[0] for row in PERMITTED])
def test_what_is_permitted_obliges_to_exactly_this(what: str, act: str, changes: dict[str, Any], obliges: str) -> None:
    assert decided(act, changes) == Permit(tuple(obliges.split()))


REFUSED: list[tuple[str, str, str, dict[str, Any]]] = [
    ("actor.role", "a bulk search by the adviser", "search", {"context.actor.roles": frozenset({"H"}),
     "subject.bulk": True, "context.second_person": True}),
    ("actor.role", "a role that nobody knows", "open", {"context.actor.roles": frozenset({"king"})}),
    ("item.challenged", "a challenged item is purged", "purge", {"subject.item.state": "challenged"}),
    ("item.mistreatment", "by the head, no life at stake", "open", {**UNLOCKED, "subject.life": False}),
    ("item.mistreatment", "oversight may open it, not find it", "search", {**OVERSIGHT, "subject.item.quarantined":
     True}),
    ("recipient.unverified", "a contact of unknown standing", "send", {"context.contact": "?"}),
    ("agreement.draft", "a text that was declined", "send", {"context.agreement.stage": Stage.DRAFTED}),
    ("agreement.mismatch", "the partner is no party", "send", {"context.partner": "D"}),
    ("agreement.mismatch", "the partner is ourselves", "send", {"context.partner": "A", "subject.toward": "A"}),
    ("agreement.mismatch", "we are no party", "send", {"context.own": "D"}),
    ("agreement.ended", "a correction after the end", "send", {"context.agreement.stage": Stage.ENDED,
     "subject.kind": "correction"}),
    ("agreement.run-off", "past its date", "send", {"context.now": NOW + 310 * DAY}),
    ("agreement.suspended", "a suspension cannot hold what arrives", "admit", SUSPENDED),
    ("agreement.suspended", "in mode refuse", "send", {**SUSPENDED, "context.agreement.mode": Mode.REFUSE}),
    ("topic.not-covered", "an unknown topic outside arrives", "admit", {"subject.topic": "zz"}),
    ("topic.excluded", "below what is excluded", "admit", {"subject.topic": "ct.intelligence.x"}),
    ("kind.direction", "an unknown kind under a founding text", "admit", {**FOUNDING, "subject.kind": "telepathy"}),
    ("kind.direction", "an answer where the text has notification alone", "send", {**FOUNDING, "subject.kind":
     "notification", "subject.carried_as": "answer"}),
    ("handling.missing", "an export without a label", "export", {"subject.label.tlp": None}),
    ("handling.ceiling", "a ceiling that nobody knows", "send", {"context.agreement.ceiling.tlp": "PURPLE"}),
    ("handling.release", "matched with a party that is not in the list", "match", {"subject.label.rel":
     frozenset({"C"})}),
    ("handling.release", "it came although we are not in the list", "admit", {"subject.label.rel": frozenset({"B"})}),
    ("handling.release", "opened by an officer whom another party lent", "open", {"subject.label.rel":
     frozenset({"A"}), "context.actor.seconded_from": "C"}),
    ("handling.tlp-red", "used by somebody who is not named", "use", RED),
    ("handling.tlp-strict", "STRICT exported elsewhere", "export", {"subject.label.tlp": "AMBER+STRICT"}),
    ("handling.tlp-amber", "published with consent", "pass-on", {"subject.destination": "public",
     "context.consent.state": "granted", "context.consent.to": "public", "context.consent.purpose":
     "prevent-terrorism"}),
    ("handling.h3", "an H code that nobody knows counts as H3", "open", {"subject.label.h": frozenset({"H9"})}),
    ("handling.pap", "a measure that nobody knows goes furthest", "use", {"subject.label.pap": "GREEN",
     "subject.measure": "?"}),
    ("handling.pap", "PAP RED through others", "trace", {"subject.label.pap": "RED"}),
    ("consent.pending", "a state of consent that nobody knows", "pass-on", {**ASKED, "context.consent.state": "?"}),
    ("purpose.incompatible", "passed on for another purpose", "pass-on", {"subject.purpose": "immigration"}),
    ("protected.fled", "to the state fled from, passed on", "pass-on", {"subject.label.tlp": "GREEN",
     "subject.destination": "party:D", "subject.aim": "locate", "subject.persons": person(fled_from="D")}),
    ("protected.fled", "a search that locates for it", "search", {"subject.aim": "locate",
     "subject.persons": person(fled_from="B")}),
    ("protected.release", "a status that no list has", "send", {"subject.persons": person(protected=frozenset({"x"}))}),
    ("protected.release", "H is the approver", "send", {**BOTH_SIGNED, "context.approval.second_by": "u3",
     "subject.persons": person(protected=frozenset({"lawyer"}))}),
    ("protected.release", "one of two persons is protected", "send", {"subject.persons":
     (PERSON, *person(protected=frozenset({"source"})))}),
    ("person.category", "matched without a category", "match", {"subject.persons": person(category=" ")}),
    ("person.protected", "a category that nobody knows", "match", {"subject.persons": person(category="vip")}),
    ("person.protected", "missing, traced without protecting", "trace", {"subject.persons":
     person(category="missing")}),
    ("person.character-missing", "a warning of danger to life", "send", {**LIFE, "subject.persons":
     person(character="")}),
    ("risk.substantial", "a word that the scale has not", "send", {"context.risk.done": True,
     "context.risk.frozen": True, "context.risk.baseline_by": "u5", "context.risk.residual_by": "u6",
     "context.risk.residual": "grave"}),
    ("assurance.missing", "an assurance of unknown standing", "send", {"context.assurance.required": True,
     "context.assurance.state": "promised"}),
    ("watch.expiry", "a watch that ended", "admit", {"subject.aim": "watch", "subject.watch":
     Watch(until=NOW - HOUR, basis="own law")}),
    ("approval.role", "released by C, approved by R", "send", {"subject.release": "C"}),
    ("approval.role", "the duty desk, no danger to life", "send", {"subject.kind": "warning",
     "context.approval.by_role": "D"}),
    ("not-agreed", "`opened` arrives where it is not agreed", "admit", {"subject.message": "opened"}),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "what", "act", "changes"), REFUSED, ids=[f"{r[0]}: {r[1]}" for r in REFUSED])
def test_what_is_refused_has_this_ground_and_no_other(
    ground: str, what: str, act: str, changes: dict[str, Any]
) -> None:
    decision = decided(act, changes)
    assert isinstance(decision, Refusal)
    assert (decision.ground, decision.also) == (ground, ())


def test_the_first_rule_is_the_ground_and_the_rest_are_told_in_order() -> None:
    decision = decided(
        "send", {"context.actor.active": False, "context.approval.given": False, "subject.topic": "crime"}
    )
    assert decision == Refusal("actor.inactive", None, ("topic.not-covered", "approval.missing"))


def test_a_colour_that_tlp_2_has_not_is_no_label_and_above_every_ceiling() -> None:
    assert decided("send", {"subject.label.tlp": "WHITE"}) == Refusal("handling.missing", None, ("handling.ceiling",))


def test_amber_and_a_pending_consent_are_both_told() -> None:
    changes = {**ASKED, "subject.label.tlp": "AMBER", "context.consent.state": "pending"}
    assert decided("pass-on", changes) == Refusal("handling.tlp-amber", "nil", ("consent.pending",))


def test_without_any_agreement_nothing_is_exchanged() -> None:
    for act in (Act.SEND, Act.ADMIT, Act.MATCH, Act.TRACE):
        decision = decided(act, {"context.agreement": NO_AGREEMENT})
        assert isinstance(decision, Refusal)
        assert decision.ground == "agreement.none"


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.ADMIT}))
@pytest.mark.parametrize("role", list(Role))
def test_an_act_belongs_to_its_roles_and_to_no_other(act: Act, role: Role) -> None:
    decision = decided(act, {"context.actor.roles": frozenset({role})})
    grounds = () if isinstance(decision, Permit) else (decision.ground, *decision.also)
    assert ("actor.role" not in grounds) == (role in DUTIES[act])


@given(hours=st.integers(-2000, 20000))
def test_validity_run_off_and_end_follow_each_other_without_a_gap(hours: int) -> None:
    now = NOW + hours * HOUR
    decision = decided("send", {"context.now": now})
    grounds = () if isinstance(decision, Permit) else (decision.ground,)
    assert grounds == (
        () if hours <= 300 * 24 else ("agreement.run-off",) if hours <= 400 * 24 else ("agreement.expired",)
    )


def test_a_run_off_that_would_end_before_the_validity_shortens_nothing() -> None:
    changes = {"context.agreement.run_off_to": NOW - DAY, "context.now": NOW + DAY}
    assert isinstance(decided("send", changes), Permit)
