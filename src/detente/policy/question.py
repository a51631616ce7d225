"""What a decision is asked about: the act, what it is done to, and who does it under what.

Values only, read and checked by whoever asks. A member that is not known is given so that it refuses: no label, no
approval, no category. Members follow `policy_cases.json`, where each has its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT, Agreement
from detente.policy.handling import Label
from detente.policy.kinds import REGISTRY, needs_no_agreement
from detente.policy.persons import sensitive
from detente.policy.roles import Role
from detente.policy.topics import TOPICS

PUBLIC: Final = "public"
CLIENT: Final = "client"
OWN_ORGANISATION: Final = "own-organisation"
_PARTY: Final = "party:"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `clearance`: rank on the scale of the own party; `seconded_from`: the party that lent the officer."""

    id: str
    roles: frozenset[str]
    active: bool = True
    clearance: int = 0
    seconded_from: str | None = None

    def has(self, role: Role) -> bool:
        """Whether the officer holds `role`."""
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Item:
    """What is held. `state`: live, recalled, tombstone, expired, challenged. `agreement` None: in no thread yet.

    `ours`: written in our own house; its label binds all the same.
    """

    state: str = "live"
    ours: bool = False
    quarantined: bool = False
    legal_hold: bool = False
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person in the records. `nature`: fact or assessment. `protected`, `fled_from`: local, never sent."""

    category: str = ""
    nature: str | None = None
    dated: bool = False
    evaluation: str = ""
    character: str = "missing"
    protected: frozenset[str] = frozenset()
    fled_from: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question. `basis`: a law of its own."""

    until: datetime | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk form of this act. `frozen`: the baseline was not changed after mitigations were entered."""

    required: bool = False
    done: bool = False
    frozen: bool = False
    baseline_by: str | None = None
    residual_by: str | None = None
    residual: str = ""
    death_penalty: bool = False
    torture: bool = False


@dataclass(frozen=True, slots=True)
class Assurance:
    """What the other state has given its word for. `state`: none, valid, expired, breached."""

    required: bool = False
    state: str = "none"

    @property
    def in_force(self) -> bool:
        """Whether it holds now."""
        return self.state == "valid"


@dataclass(frozen=True, slots=True)
class Approval:
    """The second person's. `same_content`: it was given over the hash of what is about to leave.

    `second_by`: who assented besides, as `second_role`.
    """

    given: bool = False
    by: str | None = None
    by_role: str | None = None
    author: str | None = None
    same_content: bool = False
    age: timedelta = timedelta(0)
    second_by: str | None = None
    second_role: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """The originator's. `state`: none (not asked), pending, granted, refused, revoked. `to`: as a destination."""

    state: str = "none"
    to: str | None = None
    purpose: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the act is done to.

    `kind` is that of the dialogue; `carried_as` that of the envelope where it is another. `release`: who approves
    (none, R, D, C). `toward`: the state that the act serves or reaches. `aim`: locate, watch, transfer, or None.
    `destination`: to whom an export or a passing-on goes. `properties`: those of the records in the message.
    """

    kind: str
    label: Label
    carried_as: str | None = None
    message: str | None = None
    opens_dialogue: bool = True
    opened_by_us: bool = True
    release: str = "R"
    topic: str | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    life: bool = False
    item: Item = Item()
    persons: tuple[Person, ...] = ()
    properties: frozenset[str] = frozenset()
    toward: str | None = None
    aim: str | None = None
    protects: bool = False
    watch: Watch = Watch()
    destination: str = PUBLIC
    measure: str = ""
    bulk: bool = False
    case: str | None = None
    list_class: str | None = None
    elements: int = 0

    @property
    def travels_as(self) -> str:
        """The kind on the envelope."""
        return self.carried_as or self.kind

    @property
    def categories(self) -> frozenset[str]:
        """The categories of the persons that it is about."""
        return frozenset(person.category for person in self.persons)

    @property
    def sensitive(self) -> frozenset[str]:
        """Those of its properties that may not be stored or shown."""
        return sensitive(self.properties)


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, when, with whom, under what. `contact`: verified, unverified, withdrawn. `own`: our party."""

    now: datetime
    actor: Actor
    own: str
    partner: str
    contact: str = "unverified"
    agreement: Agreement = NO_AGREEMENT
    reason: str | None = None
    approval: Approval = Approval()
    consent: Consent = Consent()
    risk: Risk = Risk()
    assurance: Assurance = Assurance()
    h3_confirmed: bool = False
    second_person: bool = False
    oversight_scope: str = "metadata"
    known_kinds: frozenset[str] = REGISTRY
    known_topics: frozenset[str] = frozenset(TOPICS)


@dataclass(frozen=True, slots=True)
class Question:
    """One act, on something, by somebody: what every rule gets."""

    act: Act
    subject: Subject
    context: Context

    @property
    def label(self) -> Label:
        """The label of what is acted on."""
        return self.subject.label

    @property
    def agreement(self) -> Agreement:
        """The agreement that the act names."""
        return self.context.agreement

    @property
    def may_have_red(self) -> bool:
        """Whether the officer is named for it, or wrote or approved it in our own house."""
        actor, approval = self.context.actor.id, self.context.approval
        return actor in self.label.named or (self.subject.item.ours and actor in {approval.author, approval.by})

    @property
    def by_oversight(self) -> bool:
        """Whether oversight acts."""
        return self.context.actor.has(Role.OVERSIGHT)

    @property
    def needs_agreement(self) -> bool:
        """Whether an agreement must cover it. The envelope decides: a reply needs one, whatever opened its dialogue."""
        return not needs_no_agreement(self.subject.travels_as, self.subject.message)

    @property
    def kind_is_known(self) -> bool:
        """Whether this node knows the kind."""
        return self.subject.travels_as in self.context.known_kinds

    @property
    def topic_is_known(self) -> bool:
        """Whether this node knows the topic."""
        return self.subject.topic in self.context.known_topics

    @property
    def third_party(self) -> str | None:
        """The party to which it is passed on, None where it goes to no party."""
        named = self.act is Act.PASS_ON and self.subject.destination.startswith(_PARTY)
        return self.subject.destination.removeprefix(_PARTY) if named else None

    @property
    def publishes(self) -> bool:
        """Whether everybody would get it."""
        return self.act in {Act.EXPORT, Act.PASS_ON} and self.subject.destination == PUBLIC

    @property
    def goes_outside(self) -> bool:
        """Whether it is passed on to anybody outside the own organisation."""
        return self.act is Act.PASS_ON and self.subject.destination != OWN_ORGANISATION
