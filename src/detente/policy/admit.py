"""May this entry travel? The decision on the wire (DXP 8, 12, 13), for sender and receiver alike.

Both sides decide from the same bytes: the entry, what stands in the two ledgers about its agreement (`standing`), and
what the batch's checkpoint covers of the other direction. So no honest batch is refused, and a refusal proves a breach.
Default is no. The rules are those of `policy.rules`, as far as they follow from entry and agreement alone (`CODES`), in
their order; the first is the answer. Only what a place in the ledger decides is said here: which agreement an entry
belongs to, whose its target is.

Left to others: the form of header, plaintext and payload (`protocol`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.policy.acts import Act
from detente.policy.agreement_text import FullAgreement
from detente.policy.agreements import NO_AGREEMENT, Agreement
from detente.policy.decide import Permit
from detente.policy.handling import label_of
from detente.policy.kinds import EVIDENCE, GET_NO_EVIDENCE, MAKES_AGREEMENTS, OPENED, needs_no_agreement
from detente.policy.obligations import obligations_of
from detente.policy.question import Actor, Context, Item, Person, Question
from detente.policy.question import Subject as Matter
from detente.policy.rules.order import BY_ID
from detente.policy.standing import Standing as Standing
from detente.policy.standing import effective, for_sides

REPLIES: Final = frozenset({"evidence", "answer", "refusal"})
"""Kinds that name an entry which the other side wrote (DXP 8)."""
CARRIES_REPLIES: Final = frozenset({"answer", "refusal", "feedback"})
"""Kinds under which messages of other dialogues travel (DXP 14)."""
PLAYED: Final = frozenset(
    {
        "notification",
        "request-information",
        "correction",
        "warning",
        "feedback",
        "recall",
        "onward-consent",
        "request-assistance",
        "contact",
        "contact-reconciliation",
        "redress",
    }
)
"""The kinds of dialogue that an entry opens in this release."""
KNOWN: Final = MAKES_AGREEMENTS | PLAYED | CARRIES_REPLIES | {"contact", "party-doc", "evidence", "control"}
"""Kinds of this release; another one that the agreement covers is delivered and shown as unknown."""
CODES: Final = (
    "agreement.none",
    "agreement.draft",
    "agreement.mismatch",
    "agreement.ended",
    "agreement.expired",
    "agreement.run-off",
    "agreement.suspended",
    "topic.excluded",
    "topic.not-covered",
    "topic.suspended",
    "kind.direction",
    "purpose.not-covered",
    "basis.missing",
    "handling.missing",
    "handling.contradiction",
    "handling.ceiling",
    "handling.release",
    "person.character-missing",
)
"""The rules whose ids stand in a receipt, in their order."""

_STANDING: Final = CODES[:3]
_NODE: Final = Actor(id="node", roles=frozenset({"N"}))
# A founding text has no dates, so no rule looks at a clock.
_NO_CLOCK: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """The entry that `re` names. `ours`: written by the sender of the entry that is judged."""

    ours: bool
    kind: str
    agreement: str | None
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """The entry that is judged. `seen`: how much of the other direction the batch's checkpoint covers.

    `message` and `dialogue` come from the payload, None where it is not open yet. `dialogue_kind` is the kind of the
    entry that opened the dialogue, for replies; else its own. `categories` are those of the persons in its records.
    `at`: the instant in the checkpoint of its batch, None where no date counts. `life`: its dialogue is a warning of
    danger to life or limb. `opened_by_sender`: who opened the dialogue. `unchecked`: it has records of persons and says
    nothing of the check of character.
    """

    sender: PartyId
    receiver: PartyId
    kind: str
    agreement: str | None
    topic: str | None
    handling: Handling
    re: str | None
    seq: int
    seen: int
    message: str | None
    dialogue: str | None
    dialogue_kind: str | None
    categories: frozenset[str] = frozenset()
    at: datetime | None = None
    life: bool = False
    opened_by_sender: bool = True
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, with the code of DXP 12 that stands in the receipt."""

    ground: str


Decision = Permit | Refusal


def admit(subject: Subject, *, standings: Mapping[str, Standing], target: Target | None) -> Decision:
    """Decide whether the entry may be taken, and equally whether it may be sent.

    `standings` are the agreements of this pair by id, seen in the direction of the entry. `target` is the
    entry that `re` names, None where nobody wrote it.
    """
    if subject.kind == "evidence":
        question = _about_evidence(subject, standings, target)
        ground = _ground_of_evidence(subject, question, target)
    else:
        question = _question(subject, subject.agreement, standings, target)
        ground = _ground(subject, question, target)
    return Permit(obligations_of(question)) if ground is None else Refusal(ground)


def _ground(subject: Subject, question: Question, target: Target | None) -> str | None:
    if needs_no_agreement(subject.kind, subject.message):
        # Whoever names an agreement all the same must be in it; nothing else is asked of these kinds.
        return None if subject.agreement is None else _first(_STANDING, _as_if_covered(question))
    ground = _first(CODES, question)
    if ground is None and subject.kind in REPLIES:
        return _of_target(subject, target)
    return ground


def _about_evidence(subject: Subject, standings: Mapping[str, Standing], target: Target | None) -> Question:
    """Judge evidence by its target's agreement (DXP 12); only an entry that the other side wrote brings one."""
    about = None if target is None or target.ours else target.agreement
    named = subject.agreement if subject.agreement is not None else about
    return _as_if_covered(_question(subject, named, standings, None))


def _ground_of_evidence(subject: Subject, question: Question, target: Target | None) -> str | None:
    if subject.agreement is None and target is not None and target.kind in MAKES_AGREEMENTS:
        return _of_what_makes_agreements(subject, target)
    if subject.agreement is not None or (target is not None and not target.ours):
        ground = _first(_STANDING, question)
        if ground is not None:
            return ground
    if target is not None and subject.agreement is not None and subject.agreement != target.agreement:
        return "agreement.mismatch"
    ground = _of_target(subject, target)
    if ground is not None or target is None or question.agreement.is_absent:
        return ground
    # Evidence of what became of evidence would never end (DXP 6, Termination). What a table says by evidence, such as
    # that a notification stands, may have nothing else to name.
    of_an_entry = subject.message in EVIDENCE
    if target.kind in GET_NO_EVIDENCE - ({"evidence"} if not of_an_entry else frozenset()):
        return "not-admitted"
    # An interim or an extension may come again: its table tells how often.
    repeated = of_an_entry and subject.message in target.outcomes
    return _first(("not-agreed",), question) or ("duplicate" if repeated else None)


def _of_what_makes_agreements(subject: Subject, target: Target) -> str | None:
    """What makes an agreement stands under none, and so does what is said of it."""
    if target.ours:
        return "not-yours"
    if subject.message == OPENED:
        return "not-agreed"
    return "duplicate" if subject.message in target.outcomes else None


def _first(names: Sequence[str], question: Question) -> str | None:
    return next((name for name in names if BY_ID[name].forbids(question)), None)


def _question(
    subject: Subject, named: str | None, standings: Mapping[str, Standing], target: Target | None
) -> Question:
    """Give the entry as rules see it under the agreement `named`; both sides ask what the receiver would."""
    standing = None if named is None else standings.get(named)
    text = None if standing is None else standing.agreement
    full = isinstance(text, FullAgreement)
    matter = Matter(
        kind=subject.dialogue_kind or subject.kind,
        carried_as=subject.kind,
        message=subject.message,
        opens_dialogue=_opens_dialogue(subject, target),
        opened_by_us=not subject.opened_by_sender,
        topic=subject.topic,
        purpose=subject.handling.purpose,
        legal_basis=None if text is None else text.basis.law,
        label=label_of(subject.handling, () if text is None else text.classes),
        life=subject.life,
        item=Item(agreement=_thread_of(subject, target)),
        persons=_persons(subject, judged=full),
    )
    context = Context(
        now=subject.at or _NO_CLOCK,
        actor=_NODE,
        own=subject.receiver,
        partner=subject.sender,
        agreement=_as_rules_see(standing, subject),
        # A full text may be older than a kind: what it does not list is refused, whether this release knows it or not.
        known_kinds=KNOWN | {subject.kind} if full else KNOWN,
        # The one topic of a founding text is its authors' own word; the tree need not have it, nor what is below it.
        known_topics=frozenset({subject.topic or ""}),
    )
    return Question(Act.ADMIT, matter, context)


def _as_if_covered(question: Question) -> Question:
    """Give the question for a kind that needs an agreement: one that names an agreement stands or falls with it."""
    return replace(question, subject=replace(question.subject, kind="notification", carried_as="notification"))


def _as_rules_see(standing: Standing | None, subject: Subject) -> Agreement:
    """Give the agreement at the entry's place, as its receiver's rules see it."""
    if standing is None:
        return NO_AGREEMENT
    agreement, flags = standing.view(seq=subject.seq, seen=subject.seen, at=subject.at)
    if flags:
        agreement = effective(agreement, flags, topic=subject.topic)
    # A full text lists what each side may open, and replies follow; a founding one lists the replies, too.
    replies = frozenset({subject.kind} & CARRIES_REPLIES) if subject.re is not None else frozenset[str]()
    return for_sides(agreement, standing.agreement, us=subject.receiver, them=subject.sender, replies=replies)


def _persons(subject: Subject, *, judged: bool) -> tuple[Person, ...]:
    """Give the persons in the records; `judged`: whether the check of their character is asked for here."""
    character = "missing" if judged and subject.unchecked else "passed"
    categories = subject.categories or (frozenset({""}) if subject.unchecked else frozenset())
    return tuple(Person(category=category, character=character) for category in sorted(categories))


def _opens_dialogue(subject: Subject, target: Target | None) -> bool:
    """Whether it begins a dialogue: it names no entry, or one that belongs to a dialogue of another kind (DXP 1)."""
    if target is None or subject.kind in REPLIES:
        return subject.kind not in REPLIES
    return target.kind != subject.kind


def _thread_of(subject: Subject, target: Target | None) -> str | None:
    """Give the agreement of the thread that the entry stays in, None where it opens one of its own."""
    if target is None or not (subject.kind in REPLIES or target.kind == subject.kind):
        return None
    if subject.kind in MAKES_AGREEMENTS:
        # An act names the agreement that it is about; its thread is where that was drafted, before there was any.
        return None
    # A thread under no agreement is another one than that of the entry, too.
    return target.agreement if target.agreement is not None else ""


def _of_target(subject: Subject, target: Target | None) -> str | None:
    if subject.re is None or target is None:
        return "unknown-target"
    return "not-yours" if target.ours else None
