"""May this entry travel? The decision on the wire under founding agreements (DXP 8, 12), for sender and receiver alike.

Both sides decide from the same bytes: the entry, the two `contact` entries, and what the batch's checkpoint covers of
the other direction. So no honest batch is refused, and a refusal proves a breach. Default is no. The rules are those of
`policy.rules`, as far as they follow from entry and agreement alone (`CODES`), in their order; the first is the answer.
Only what a place in the ledger decides is said here: which agreement an entry belongs to, whose its target is.

Left to others: the form of header, plaintext and payload (`protocol`), suspension and full agreements, and the checks
of persons in the payload.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT, Agreement, Stage
from detente.policy.decide import Permit
from detente.policy.founding import FoundingAgreement
from detente.policy.handling import Ceiling, label_of
from detente.policy.kinds import needs_no_agreement
from detente.policy.obligations import obligations_of
from detente.policy.question import Actor, Context, Item, Person, Question
from detente.policy.question import Subject as Matter
from detente.policy.rules.order import BY_ID

REPLIES: Final = frozenset({"evidence", "answer", "refusal"})
"""Kinds that name an entry which the other side wrote (DXP 8)."""
KNOWN: Final = frozenset({"contact", "party-doc", "evidence", "control", "notification", "answer", "refusal"})
"""Kinds of this release; another one that the agreement covers is delivered and shown as unknown."""
CODES: Final = (
    "agreement.none",
    "agreement.draft",
    "agreement.mismatch",
    "topic.excluded",
    "topic.not-covered",
    "kind.direction",
    "purpose.not-covered",
    "basis.missing",
    "handling.missing",
    "handling.contradiction",
    "handling.ceiling",
    "handling.release",
)
"""The rules whose ids stand in a receipt, in their order, as far as a founding agreement has what they judge."""

_STANDING: Final = CODES[:3]
_NODE: Final = Actor(id="node", roles=frozenset({"N"}))
# No rule of `CODES` looks at a clock: both sides decide from the same bytes.
_NO_CLOCK: Final = datetime.min.replace(tzinfo=UTC)
_GET_NO_EVIDENCE: Final = frozenset({"evidence", "control", "party-doc", "contact"})


@dataclass(frozen=True, slots=True)
class Standing:
    """One founding agreement, and where its two `contact` entries stand; None: never written, or not held."""

    agreement: FoundingAgreement
    sender_seq: int | None
    receiver_seq: int | None


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


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, with the code of DXP 12 that stands in the receipt."""

    ground: str


Decision = Permit | Refusal


def admit(subject: Subject, *, standings: Mapping[str, Standing], target: Target | None) -> Decision:
    """Decide whether the entry may be taken, and equally whether it may be sent.

    `standings` are the founding agreements of this pair by id, seen in the direction of the entry. `target` is the
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
    if subject.agreement is not None or (target is not None and not target.ours):
        ground = _first(_STANDING, question)
        if ground is not None:
            return ground
    if target is not None and subject.agreement is not None and subject.agreement != target.agreement:
        return "agreement.mismatch"
    ground = _of_target(subject, target)
    if ground is not None or target is None or question.agreement.is_absent:
        return ground
    # Evidence about evidence would never end (DXP 6, Termination).
    if target.kind in _GET_NO_EVIDENCE:
        return "not-admitted"
    return _first(("not-agreed",), question) or ("duplicate" if subject.message in target.outcomes else None)


def _first(names: Sequence[str], question: Question) -> str | None:
    return next((name for name in names if BY_ID[name].forbids(question)), None)


def _question(
    subject: Subject, named: str | None, standings: Mapping[str, Standing], target: Target | None
) -> Question:
    """Give the entry as rules see it under the agreement `named`; both sides ask what the receiver would."""
    standing = None if named is None else standings.get(named)
    founding = None if standing is None else standing.agreement
    matter = Matter(
        kind=subject.dialogue_kind or subject.kind,
        carried_as=subject.kind,
        message=subject.message,
        topic=subject.topic,
        purpose=subject.handling.purpose,
        legal_basis=None if founding is None else founding.basis.law,
        label=label_of(subject.handling, () if founding is None else founding.classes),
        item=Item(agreement=_thread_of(subject, target)),
        persons=tuple(Person(category=category) for category in sorted(subject.categories)),
    )
    context = Context(
        now=_NO_CLOCK,
        actor=_NODE,
        own=subject.receiver,
        partner=subject.sender,
        agreement=_as_rules_see(standing, subject),
        known_kinds=KNOWN,
        # The one topic of a founding text is its authors' own word; the tree need not have it, nor what is below it.
        known_topics=frozenset({subject.topic or ""}),
    )
    return Question(Act.ADMIT, matter, context)


def _as_if_covered(question: Question) -> Question:
    """Give the question for a kind that needs an agreement: one that names an agreement stands or falls with it."""
    return replace(question, subject=replace(question.subject, kind="notification", carried_as="notification"))


def _as_rules_see(standing: Standing | None, subject: Subject) -> Agreement:
    """In force: the sender's contact lies below the entry, and the checkpoint covers the receiver's."""
    if standing is None or (standing.sender_seq is None and standing.receiver_seq is None):
        return NO_AGREEMENT
    written = standing.sender_seq is not None and standing.sender_seq < subject.seq
    answered = standing.receiver_seq is not None and standing.receiver_seq <= subject.seen
    text = standing.agreement
    limit = text.ceiling.get("cls")
    return Agreement(
        id=text.id,
        parties=frozenset(text.parties),
        stage=Stage.IN_FORCE if written and answered else Stage.PROPOSED,
        topics=frozenset({text.topic}),
        kinds_us=text.kinds,
        kinds_them=text.kinds,
        purposes=text.purposes,
        ceiling=Ceiling(
            tlp=_code(text.ceiling.get("tlp")),
            pap=_code(text.ceiling.get("pap")),
            rank=None if limit is None else text.rank(limit),
        ),
        founding=True,
        opened=text.opened,
    )


def _code(written: str | None) -> str | None:
    return None if written is None else written.partition(":")[2]


def _thread_of(subject: Subject, target: Target | None) -> str | None:
    """Give the agreement of the thread that the entry stays in, None where it opens one of its own."""
    if target is None or not (subject.kind in REPLIES or target.kind == subject.kind):
        return None
    # A thread under no agreement is another one than that of the entry, too.
    return target.agreement if target.agreement is not None else ""


def _of_target(subject: Subject, target: Target | None) -> str | None:
    if subject.re is None or target is None:
        return "unknown-target"
    return "not-yours" if target.ours else None
