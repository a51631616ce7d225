"""May this leave the house? Each release is asked of `policy.decide` as the act `send` (DESIGN 5).

The agreement's text, the label, the persons, the second signature: all rules of the house, beside `policy.admit`, which
says what the wire allows both sides alike. Where the house works with one person, the rules of approval are its own
to waive, and it waived them (`detente house`); those on protected persons never are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from detente.cases.kinds import TABLES
from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import concerned, deciding, protecting, risking
from detente.node.services.circumstances import Circumstances
from detente.node.services.protecting import Protected
from detente.node.stores.models import Officer, Partner
from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT as NO_AGREEMENT
from detente.policy.agreements import Agreement
from detente.policy.decide import Decision, Permit, decide
from detente.policy.handling import label_of
from detente.policy.question import Approval, Context, Item, Person, Subject
from detente.policy.rules.order import RULES
from detente.policy.rules.rule import Rule

SENDING: Final = frozenset({"carry-label", "carry-dates", "hold", "review-24h"})
"""What a release fulfils: header and records carry label and dates, its lane waits for a suspension's end, and what the
duty desk released is owed a review (`owing`)."""
APPROVALS: Final = tuple(rule.id for rule in RULES if rule.id.startswith("approval."))
ALONE: Final = tuple(rule for rule in RULES if rule.id not in APPROVALS)
_OURS: Final = Item(ours=True)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to leave, as far as policy looks at it. `dialogue`: the kind of its table.

    `agreement`: as it stands where this would get its place; `rows`: its equal markings. `opens`: a dialogue begins;
    `ours`: we opened it. `thread`: the agreement of what is answered. `life`: its dialogue is a warning of danger to
    life. `payload`: what would be sealed, and the names of its files; `matter`: the own file number. Policy gets
    neither as it is: releases that compare equal, about nobody and with the same properties, are alike to it.
    """

    agreement: Agreement
    rows: tuple[frozenset[str], ...]
    dialogue: str
    kind: str
    message: str
    topic: str
    handling: Handling
    law: str
    opens: bool
    ours: bool
    thread: str | None = None
    life: bool = False
    approval: Approval = Approval()
    payload: Mapping[str, Any] = field(default_factory=dict, compare=False)
    matter: str | None = field(default=None, compare=False)


class Desk:
    """The releases of one officer, decided together: the house is read once, and like is decided once."""

    def __init__(self, node: Node, officer: Officer) -> None:
        self.around = Circumstances(node, officer)
        self._decided: dict[tuple[Subject, Context], Decision] = {}
        self._alike: dict[tuple[int, Leaving, frozenset[str]], Decision] = {}

    def decide(self, partner: Partner, leaving: Leaving) -> Decision:
        """Give what policy says to one release."""
        persons = concerned.persons_in(
            leaving.payload, protecting.mentioned(self._register, leaving.payload), partner.party
        )
        if persons:
            return self._asked(partner, leaving, persons)
        # About nobody, two releases differ in what `Leaving` compares and in the names of their properties.
        alike = (partner.pk, leaving, concerned.properties_in(leaving.payload))
        if alike not in self._alike:
            self._alike[alike] = self._asked(partner, leaving, persons)
        return self._alike[alike]

    def _asked(self, partner: Partner, leaving: Leaving, persons: tuple[Person, ...]) -> Decision:
        subject = Subject(
            kind=leaving.dialogue,
            label=label_of(leaving.handling, leaving.rows),
            carried_as=leaving.kind,
            message=leaving.message,
            opens_dialogue=leaving.opens,
            opened_by_us=leaving.ours,
            release=release_of(leaving.dialogue, leaving.message),
            topic=leaving.topic,
            purpose=leaving.handling.purpose,
            legal_basis=leaving.law,
            item=_OURS if leaving.thread is None else Item(ours=True, agreement=leaving.thread),
            persons=persons,
            properties=concerned.properties_in(leaving.payload),
            toward=partner.party,
            life=leaving.life,
            # Whatever tells a state of somebody who fled from it helps it to find them.
            aim="locate" if any(person.fled_from == partner.party for person in persons) else None,
        )
        context = self.around.toward(
            partner,
            leaving.agreement,
            rows=leaving.rows,
            approval=leaving.approval,
            # A founding text names its topic in its authors' own words; the tree need not have it.
            known_topics=frozenset({leaving.topic}),
            **self._risk(partner, leaving, about_persons=bool(persons)),
        )
        key = (subject, context)
        if key not in self._decided:
            self._decided[key] = decide(Act.SEND, subject, context, rules=rules_for(self.around, subject.release))
        return self._decided[key]

    @cached_property
    def _register(self) -> tuple[Protected, ...]:
        return protecting.register(self.around.node)

    def _risk(self, partner: Partner, leaving: Leaving, *, about_persons: bool) -> dict[str, Any]:
        """Give risk and assurance: to ask for something about a person is another decision than to disclose it."""
        if not about_persons:
            return {}
        act = "request" if leaving.opens and leaving.kind.startswith("request-") else "disclose"
        risk, assurance = risking.risk_of(
            self.around.node, partner, act=act, matter=leaving.matter, persons=about_persons
        )
        return {"risk": risk, "assurance": assurance}

    def require(self, partner: Partner, leaving: Leaving) -> Permit:
        """Give the permit for one release; a refusal goes on record first.

        Raises:
            Forbidden: policy refuses, with its inner ground.
        """
        return deciding.permitted(
            self.around.node,
            self.around.officer,
            Act.SEND,
            self.decide(partner, leaving),
            refs={"party": partner.party},
            fulfils=SENDING,
        )


def rules_for(around: Circumstances, release: str) -> tuple[Rule, ...]:
    """Give the rules that a release of this officer is asked of: one person alone is asked for no approval."""
    return RULES if around.takes_two(release) else ALONE


def release_of(dialogue: str, message: str) -> str:
    """Give who approves a message of a dialogue, by its table: none, R, D or C. What no table has, R approves.

    >>> release_of("notification", "answer"), release_of("notification", "opened"), release_of("x", "y")
    ('R', 'none', 'R')
    """
    table = TABLES.get(dialogue)
    named = None if table is None else table.messages.get(message)
    return "R" if named is None else named.release
