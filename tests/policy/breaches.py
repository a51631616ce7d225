"""For every rule an act that nothing but this rule refuses: taken away, the act is permitted, and a test fails.

An own table, read beside rules.json and not from it; the order is that of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from detente.policy.agreements import Mode, Stage
from detente.policy.question import Item, Watch
from tests.policy.questions import BOTH_SIGNED, HOUR, NOW, PERSON, person

ASSENTED: Final = {"context.assurance.state": "valid"}
FORM: Final = {
    "context.risk.done": True,
    "context.risk.frozen": True,
    "context.risk.baseline_by": "u5",
    "context.risk.residual_by": "u6",
    "context.risk.residual": "low",
}
"""A risk form against which nothing stands."""
ASKED: Final = {
    "subject.label.tlp": "GREEN",
    "subject.label.orcon": True,
    "subject.destination": "party:C",
    "context.consent.to": "party:C",
    "context.consent.purpose": "prevent-terrorism",
    "context.consent.until": NOW + HOUR,
}
"""Passing on something under originator control, for which consent was asked."""


@dataclass(frozen=True)
class Breach:
    """One act that one rule refuses."""

    rule: str
    act: str
    changes: Mapping[str, Any] = field(default_factory=dict)


BREACHES: Final = (
    Breach("actor.inactive", "open", {"context.actor.active": False}),
    Breach("actor.role", "open", {"context.actor.roles": frozenset({"operator"})}),
    Breach("actor.clearance", "open", {"subject.label.rank": 3, "context.actor.clearance": 2}),
    Breach("reason.missing", "search", {"context.reason": " "}),
    Breach("item.tombstone", "open", {"subject.item.state": "tombstone"}),
    Breach("item.recalled", "use", {"subject.item.state": "recalled"}),
    Breach("item.expired", "export", {"subject.item.state": "expired"}),
    Breach("item.challenged", "pass-on", {"subject.item.state": "challenged"}),
    Breach("item.mistreatment", "search", {"subject.item.quarantined": True}),
    Breach("purge.hold", "purge", {"subject.item.legal_hold": True}),
    Breach("recipient.unverified", "send", {"context.contact": "unverified"}),
    Breach("recipient.withdrawn", "admit", {"context.contact": "withdrawn"}),
    Breach("kind.unknown", "send", {"subject.kind": "telepathy"}),
    Breach("agreement.none", "send", {"context.agreement.stage": Stage.NONE}),
    Breach("agreement.draft", "send", {"context.agreement.stage": Stage.PROPOSED}),
    Breach("agreement.mismatch", "send", {"subject.item": Item(agreement="AC-2")}),
    Breach("agreement.ended", "send", {"context.agreement.stage": Stage.ENDED}),
    Breach("agreement.expired", "admit", {"context.now": NOW + 500 * 24 * HOUR}),
    Breach("agreement.run-off", "send", {"context.agreement.stage": Stage.RUN_OFF}),
    Breach("agreement.suspended", "match", {"context.agreement.suspended": True}),
    Breach("topic.unknown", "send", {"subject.topic": "ct.drones"}),
    Breach("topic.excluded", "send", {"subject.topic": "ct.intelligence"}),
    Breach("topic.not-covered", "send", {"subject.topic": "crime"}),
    Breach(
        "topic.suspended",
        "send",
        {"context.agreement.topics_suspended": frozenset({"ct"}), "context.agreement.mode": Mode.REFUSE},
    ),
    Breach("kind.direction", "send", {"context.agreement.kinds_us": frozenset({"notification"})}),
    Breach("purpose.not-covered", "send", {"subject.purpose": "immigration"}),
    Breach("basis.missing", "send", {"subject.legal_basis": ""}),
    Breach("handling.missing", "send", {"subject.label.tlp": None}),
    Breach("handling.contradiction", "send", {"subject.label.tlp": "CLEAR", "subject.label.orcon": True}),
    Breach("handling.ceiling", "send", {"subject.label.rank": 3, "context.agreement.ceiling.rank": 2}),
    Breach("handling.release", "send", {"subject.label.rel": frozenset({"C"})}),
    Breach("handling.tlp-red", "open", {"subject.label.tlp": "RED", "subject.label.named": frozenset({"u9"})}),
    Breach("handling.tlp-strict", "pass-on", {"subject.label.tlp": "AMBER+STRICT"}),
    Breach("handling.tlp-amber", "pass-on", {"subject.destination": "party:C"}),
    Breach("handling.tlp-green", "pass-on", {"subject.label.tlp": "GREEN", "subject.destination": "public"}),
    Breach(
        "handling.h1", "use", {"subject.purpose": "judicial-proceedings", "subject.label.h": frozenset({"H0", "H1"})}
    ),
    Breach("handling.pap", "use", {"subject.measure": "active"}),
    Breach("consent.pending", "pass-on", {**ASKED, "context.consent.state": "pending"}),
    Breach("consent.refused", "pass-on", {**ASKED, "context.consent.state": "refused"}),
    Breach("consent.revoked", "pass-on", {**ASKED, "context.consent.state": "revoked"}),
    Breach(
        "consent.expired", "pass-on", {**ASKED, "context.consent.state": "granted", "context.consent.until": NOW - HOUR}
    ),
    Breach(
        "consent.limits", "pass-on", {**ASKED, "context.consent.state": "granted", "subject.destination": "party:D"}
    ),
    Breach("handling.h2", "pass-on", {"subject.label.h": frozenset({"H0", "H2"})}),
    Breach("handling.orcon", "export", {"subject.label.orcon": True}),
    Breach("purpose.incompatible", "use", {"subject.purpose": "immigration"}),
    Breach("handling.h3", "open", {"subject.label.h": frozenset({"H0", "H3"})}),
    Breach("protected.fled", "send", {"subject.aim": "locate", "subject.persons": person(fled_from="B")}),
    Breach("protected.set", "match", {"subject.persons": person(protected=frozenset({"source"}))}),
    Breach("protected.release", "send", {"subject.persons": person(protected=frozenset({"journalist"}))}),
    Breach("person.category", "send", {"subject.persons": person(category="")}),
    Breach("person.fact", "send", {"subject.persons": person(nature=None)}),
    Breach("person.dates", "send", {"subject.persons": person(dated=False)}),
    Breach("person.evaluation", "send", {"subject.persons": person(evaluation="")}),
    Breach("person.character-missing", "admit", {"subject.persons": person(character="missing")}),
    Breach("person.character-failed", "send", {"subject.persons": person(character="failed")}),
    Breach("content.sensitive", "export", {"subject.properties": frozenset({"religion"})}),
    Breach("person.protected", "match", {"subject.persons": (PERSON, *person(category="witness"))}),
    Breach("risk.missing", "use", {"context.risk.required": True}),
    Breach("risk.not-frozen", "send", {**FORM, "context.risk.frozen": False}),
    Breach("risk.same-person", "send", {**FORM, "context.risk.residual_by": "u5"}),
    Breach("risk.substantial", "send", {**FORM, **ASSENTED, "context.risk.residual": "substantial"}),
    Breach("assurance.missing", "send", {"context.assurance.required": True}),
    Breach("assurance.expired", "send", {"context.assurance.required": True, "context.assurance.state": "expired"}),
    Breach("assurance.breached", "send", {"context.assurance.required": True, "context.assurance.state": "breached"}),
    Breach("risk.death-penalty", "send", {"context.risk.death_penalty": True}),
    Breach("risk.torture", "pass-on", {"context.risk.torture": True}),
    Breach("watch.expiry", "send", {"subject.aim": "watch", "subject.watch": Watch(basis="own law art. 12")}),
    Breach("watch.basis", "use", {"subject.aim": "watch", "subject.watch": Watch(until=NOW + HOUR)}),
    Breach("approval.missing", "send", {"context.approval.given": False}),
    Breach("approval.author", "send", {"context.approval.author": "u2"}),
    Breach("approval.role", "send", {"context.approval.by_role": "L"}),
    Breach("approval.edited", "send", {"context.approval.same_content": False}),
    Breach("approval.expired", "send", {"context.approval.age": 73 * HOUR}),
    Breach("search.bulk", "search", {"subject.bulk": True}),
    Breach("match.case", "match", {"subject.case": ""}),
    Breach("match.list-class", "match", {"subject.list_class": "political"}),
    Breach("match.budget", "match", {"subject.elements": 1001}),
    Breach("match.sealed", "open-hit", {"context.second_person": False}),
    Breach("trace.rounds", "trace", {"context.agreement.rounds_left": 0}),
    Breach("not-agreed", "send", {"subject.message": "opened"}),
)

NEUTRAL: Final = (
    Breach(
        "protected.fled",
        "send",
        {
            "subject.aim": "watch",
            "subject.persons": person(fled_from="B"),
            "subject.watch": Watch(until=NOW + HOUR, basis="own law"),
            **BOTH_SIGNED,
        },
    ),
    Breach("protected.fled", "match", {"subject.persons": person(fled_from="B")}),
    Breach("protected.fled", "trace", {"subject.persons": person(fled_from="B")}),
    Breach("protected.set", "match", {"subject.persons": person(protected=frozenset({"minor"}))}),
    Breach("protected.release", "send", {"subject.persons": person(protected=frozenset({"witness"}))}),
    Breach("person.protected", "trace", {"subject.persons": person(category="witness")}),
    Breach("item.mistreatment", "send", {"subject.item.quarantined": True}),
    Breach("item.recalled", "send", {"subject.item.state": "recalled"}),
    Breach("item.tombstone", "send", {"subject.item.state": "tombstone"}),
    Breach("item.challenged", "match", {"subject.item.state": "challenged"}),
    Breach(
        "handling.ceiling",
        "send",
        {
            "subject.label.tlp": "RED",
            "subject.label.named": frozenset({"b7"}),
            "context.agreement.ceiling.tlp": "AMBER",
        },
    ),
    Breach("handling.release", "match", {"subject.label.rel": frozenset()}),
)
"""Refusals that depend on what is held: a partner gets the neutral answer for each."""
