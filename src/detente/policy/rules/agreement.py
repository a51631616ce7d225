"""Rules on the agreement: with whom, in force or not, which topic, kind, purpose and law it covers.

The same rules serve the sender, who may cure what they say, and the receiver, who refuses an entry with their ids
(DXP 12). Both decide from entry and agreement alone.
"""

from __future__ import annotations

from typing import Final

from detente.model.reach import LIFE
from detente.policy import kinds
from detente.policy.acts import EXCHANGE, Act
from detente.policy.agreements import Mode
from detente.policy.question import Question
from detente.policy.rules.rule import FORM, OUTSIDE, Rule, blank

_SENDING: Final = EXCHANGE - {Act.ADMIT}


def unverified(question: Question) -> bool:
    """What is not known to be verified, or withdrawn, counts as unverified."""
    return question.context.contact not in {"verified", "withdrawn"}


def withdrawn(question: Question) -> bool:
    """Its keys are retired: whoever uses them is not that party."""
    return question.context.contact == "withdrawn"


def unknown_kind(question: Question) -> bool:
    """Received, it is kept and shown as unknown instead."""
    return not question.kind_is_known


def absent(question: Question) -> bool:
    """Default is no."""
    return question.needs_agreement and question.agreement.is_absent


def unsigned(question: Question) -> bool:
    """The draft itself travels, or it could never be signed."""
    return question.needs_agreement and question.agreement.is_unsigned


def of_others(question: Question) -> bool:
    """An act between two agreements: another partner, or the thread of another text."""
    context, item = question.context, question.subject.item
    # Where there is no text at all, `agreement.none` says so; a first draft is of nobody else's.
    if not question.agreement.parties:
        return False
    strangers = {context.partner, context.own} != question.agreement.parties
    return strangers or (item.agreement is not None and item.agreement != question.agreement.id)


def ended(question: Question) -> bool:
    """After the end nothing travels, not even a correction."""
    return question.agreement.stage == "ended"


def over(question: Question) -> bool:
    """The dates say so, whatever the stage."""
    return question.agreement.is_over(question.context.now)


def running_off(question: Question) -> bool:
    """What is open is finished, what mends or protects goes on."""
    finishes = not question.subject.opens_dialogue or question.subject.kind in kinds.ALWAYS_COVERED
    exempt = finishes or _is_life_warning(question) or not question.needs_agreement
    return question.agreement.runs_off(question.context.now) and not exempt


def suspended(question: Question) -> bool:
    """Held instead, where it is to be sent and the suspension says hold."""
    return question.agreement.suspended and not passes_suspension(question) and not _is_held(question)


def unknown_topic(question: Question) -> bool:
    """Received, it is kept and shown as unknown instead."""
    return question.needs_agreement and not question.topic_is_known


def excluded(question: Question) -> bool:
    """Expressly left out: wins over a covered topic above it."""
    return _topic_counts(question) and question.agreement.excludes(question.subject.topic)


def not_covered(question: Question) -> bool:
    """No topic of the agreement is this one or above it."""
    return _topic_counts(question) and not question.agreement.covers(question.subject.topic)


def topic_suspended(question: Question) -> bool:
    """As the suspension of the whole, for a topic and what is below it."""
    stands = question.agreement.suspends(question.subject.topic)
    return stands and not passes_suspension(question) and not _is_held(question)


def wrong_direction(question: Question) -> bool:
    """Whoever opened the dialogue decides the list, for replies too; else a one-way agreement could not answer."""
    if not question.needs_agreement or _is_kept_unknown(question):
        return False
    allowed = question.agreement.kinds_us if question.subject.opened_by_us else question.agreement.kinds_them
    asked = {question.subject.kind, question.subject.travels_as}
    return not asked <= allowed | kinds.ALWAYS_COVERED


def other_purpose(question: Question) -> bool:
    """The purpose must be one of the agreement's."""
    return question.needs_agreement and question.subject.purpose not in question.agreement.purposes


def without_basis(question: Question) -> bool:
    """Sharing without a law behind it is not lawful, whatever the agreement covers."""
    return question.needs_agreement and blank(question.subject.legal_basis)


def passes_suspension(question: Question) -> bool:
    """Whether a suspension leaves this through: evidence, agreement acts, and what the agreement exempts."""
    subject, exempt = question.subject, question.agreement.exempt
    if not question.needs_agreement or subject.message in kinds.EVIDENCE:
        return True
    return subject.kind in exempt or (LIFE in exempt and _is_life_warning(question))


def is_held(question: Question) -> bool:
    """Whether a suspension keeps this in order until it is lifted, instead of refusing it."""
    agreement = question.agreement
    stands = agreement.suspended or agreement.suspends(question.subject.topic)
    return stands and _is_held(question) and not passes_suspension(question)


def _is_held(question: Question) -> bool:
    return question.act is Act.SEND and question.agreement.mode is Mode.HOLD


def _is_life_warning(question: Question) -> bool:
    return question.subject.kind == "warning" and question.subject.life


def _topic_counts(question: Question) -> bool:
    # What is sent with an unknown topic is refused for that. Received, it is judged by its place in the tree.
    return question.needs_agreement and (question.act is Act.ADMIT or question.topic_is_known)


def _is_kept_unknown(question: Question) -> bool:
    """A founding text lists its kinds for both sides for good; a full one may be older than the partner's release."""
    return not question.kind_is_known and not (question.act is Act.ADMIT and question.agreement.founding)


RULES: Final = (
    Rule(
        "recipient.unverified",
        "first contact is not confirmed by two officers",
        "confirm the contact",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=unverified,
        source="DXP 4",
    ),
    Rule(
        "recipient.withdrawn",
        "the party withdrew; its keys are retired",
        "a new first contact and agreement",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=withdrawn,
        source="DESIGN 5, withdrawal",
    ),
    Rule(
        "kind.unknown",
        "no such kind here: not sent; kept and shown as unknown when received",
        "a newer release",
        sent=OUTSIDE,
        acts=_SENDING,
        holds_against=unknown_kind,
        source="DXP 8, unknown kind",
    ),
    Rule(
        "agreement.none",
        "no agreement",
        "sign one",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=absent,
        source="DXP 12; A/HRC/14/46, practices 31-35",
    ),
    Rule(
        "agreement.draft",
        "not countersigned",
        "countersign it",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=unsigned,
        source="DXP 12",
    ),
    Rule(
        "agreement.mismatch",
        "partner or thread belongs to another agreement",
        "choose the agreement of the thread",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=of_others,
        source="DXP 12",
    ),
    Rule(
        "agreement.ended",
        "ended",
        "sign a new one; use another channel for danger to life",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=ended,
        source="DXP 12; DESIGN 5",
    ),
    Rule(
        "agreement.expired",
        "validity and run-off are over",
        "renew it",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=over,
        source="DXP 12",
    ),
    Rule(
        "agreement.run-off",
        "run-off: only open cases, corrections, recalls, redress, agreement acts, warnings of danger to life",
        "renew it",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=running_off,
        source="DXP 12; DESIGN 5, run-off",
    ),
    Rule(
        "agreement.suspended",
        "suspended with mode refuse, or an act that cannot be held (admit, match, trace)",
        "the suspension is lifted",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=suspended,
        source="DXP 13",
    ),
    Rule(
        "topic.unknown",
        "no such topic (received: kept as unknown)",
        "choose a known topic",
        sent=OUTSIDE,
        acts=_SENDING,
        holds_against=unknown_topic,
        source="topics.json",
    ),
    Rule(
        "topic.excluded",
        "the agreement excludes it expressly; wins over a covered parent",
        "change the agreement",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=excluded,
        source="DXP 12; topics.json",
    ),
    Rule(
        "topic.not-covered",
        "not in the agreement",
        "change the agreement",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=not_covered,
        source="DXP 12",
    ),
    Rule(
        "topic.suspended",
        "as agreement.suspended, for a topic and its sub-topics",
        "the suspension is lifted",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=topic_suspended,
        source="DXP 13",
    ),
    Rule(
        "kind.direction",
        "this side may not open this kind; the side that opened counts, for replies too; correction, recall, redress, "
        "agreement need no entry; a founding agreement has notification only (with answer, nil, refusal)",
        "change the agreement",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=wrong_direction,
        source="DXP 12",
    ),
    Rule(
        "purpose.not-covered",
        "purpose outside the agreement",
        "change purpose or agreement",
        sent=OUTSIDE,
        acts=EXCHANGE,
        holds_against=other_purpose,
        source="DXP 12; Directive (EU) 2016/680, art. 4",
    ),
    Rule(
        "basis.missing",
        "no legal basis",
        "name it",
        sent=FORM,
        acts=EXCHANGE | {Act.PASS_ON},
        holds_against=without_basis,
        source="DXP 12; DESIGN 13",
    ),
)
