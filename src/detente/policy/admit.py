"""May this entry travel? The pure decision under founding agreements (DXP 8, 12), for sender and receiver alike.

Both sides decide from the same bytes: the entry, the two `contact` entries, and what the batch's checkpoint covers of
the other direction. So no honest batch is refused, and a refusal proves a breach. Default is no. The grounds are tried
in the order of DXP 12 and the first failure is the answer.

Left to others: the form of header, plaintext and payload (`protocol`), suspension and full agreements, and the checks
of persons in the payload.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from detente.model.handling import PAP, TLP, Handling
from detente.model.party_id import PartyId
from detente.policy.founding import FoundingAgreement

REPLIES: Final = frozenset({"evidence", "answer", "refusal"})
"""Kinds that name an entry which the other side wrote (DXP 8)."""
KNOWN: Final = frozenset({"contact", "party-doc", "evidence", "control", "notification", "answer", "refusal"})
"""Kinds of this release; another one that the agreement covers is delivered and shown as unknown."""

_WITHOUT_AGREEMENT: Final = frozenset({"party-doc", "evidence", "control", "agreement", "agreement-topic"})
_ALWAYS_COVERED: Final = frozenset({"correction", "recall", "redress"})
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
class Permit:
    """Yes, with what the receiver has to do: `keep-unknown` shows a kind of a newer release raw, never drops it."""

    obligations: tuple[str, ...]


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
    ground = _ground(subject, standings, target)
    return Permit(_obligations(subject)) if ground is None else Refusal(ground)


def _ground(subject: Subject, standings: Mapping[str, Standing], target: Target | None) -> str | None:
    if subject.kind == "evidence":
        return _ground_of_evidence(subject, standings, target)
    if subject.agreement is None:
        return None if _needs_no_agreement(subject) else "agreement.none"
    standing = standings.get(subject.agreement)
    ground = _in_force(subject, standing)
    if ground is not None or standing is None:
        return ground
    if target is not None and _continues(subject, target) and target.agreement != subject.agreement:
        return "agreement.mismatch"
    if _needs_no_agreement(subject):
        return None
    for check in CHECKS:
        ground = check(subject, standing.agreement)
        if ground is not None:
            return ground
    return _of_target(subject, target) if subject.kind in REPLIES else None


def _ground_of_evidence(subject: Subject, standings: Mapping[str, Standing], target: Target | None) -> str | None:
    """Judge evidence by its target's agreement (DXP 12); only an entry that the other side wrote brings one."""
    about = None if target is None or target.ours else target.agreement
    named = subject.agreement if subject.agreement is not None else about
    standing = None if named is None else standings.get(named)
    if subject.agreement is not None or (target is not None and not target.ours):
        ground = _in_force(subject, standing)
        if ground is not None:
            return ground
    if target is not None and subject.agreement is not None and subject.agreement != target.agreement:
        return "agreement.mismatch"
    ground = _of_target(subject, target)
    if ground is not None or target is None or standing is None:
        return ground
    # Evidence about evidence would never end (DXP 6, Termination).
    if target.kind in _GET_NO_EVIDENCE:
        return "not-admitted"
    if subject.message == "opened" and not standing.agreement.opened:
        return "not-agreed"
    return "duplicate" if subject.message in target.outcomes else None


def _needs_no_agreement(subject: Subject) -> bool:
    # A contact entry that is not (yet) known to be a founding stays outside: default is no.
    return subject.kind in _WITHOUT_AGREEMENT or (subject.kind == "contact" and subject.message == "founding")


def _in_force(subject: Subject, standing: Standing | None) -> str | None:
    """In force: the sender's contact lies below the entry, and the checkpoint covers the receiver's."""
    if standing is None or (standing.sender_seq is None and standing.receiver_seq is None):
        return "agreement.none"
    if standing.sender_seq is None or standing.sender_seq >= subject.seq:
        return "agreement.draft"
    if standing.receiver_seq is None or standing.receiver_seq > subject.seen:
        return "agreement.draft"
    # Another pair's text would be a slip of the caller; it must not open a door all the same.
    pair = tuple(sorted((subject.sender, subject.receiver)))
    return None if standing.agreement.parties == pair else "agreement.mismatch"


def _continues(subject: Subject, target: Target) -> bool:
    """Whether the entry stays in its target's dialogue. A request may open another one in the same thread."""
    return subject.kind in REPLIES or target.kind == subject.kind


def _of_target(subject: Subject, target: Target | None) -> str | None:
    if subject.re is None or target is None:
        return "unknown-target"
    return "not-yours" if target.ours else None


def _topic(subject: Subject, agreement: FoundingAgreement) -> str | None:
    return None if agreement.covers(subject.topic) else "topic.not-covered"


def _kind(subject: Subject, agreement: FoundingAgreement) -> str | None:
    kinds = {subject.kind} if subject.dialogue_kind is None else {subject.kind, subject.dialogue_kind}
    return None if kinds <= agreement.kinds | _ALWAYS_COVERED else "kind.direction"


def _purpose(subject: Subject, agreement: FoundingAgreement) -> str | None:
    return None if subject.handling.purpose in agreement.purposes else "purpose.not-covered"


def _basis(_: Subject, agreement: FoundingAgreement) -> str | None:
    return None if agreement.basis.law.strip() else "basis.missing"


def _labelled(subject: Subject, _: FoundingAgreement) -> str | None:
    return "handling.missing" if subject.handling.tlp is None else None


def _consistent(subject: Subject, _: FoundingAgreement) -> str | None:
    label = subject.handling
    open_to_all = label.tlp == "CLEAR" and (label.orcon or label.rel is not None or label.restrictions - {"H0"})
    unnamed = label.tlp == "RED" and not label.named
    exposed = label.tlp in {"CLEAR", "GREEN"} and subject.categories & {"victim", "witness"}
    return "handling.contradiction" if open_to_all or unnamed or exposed else None


def _below_ceiling(subject: Subject, agreement: FoundingAgreement) -> str | None:
    for scheme, order in (("tlp", TLP), ("pap", PAP)):
        limit = agreement.ceiling.get(scheme)
        for value in subject.handling.of_scheme(scheme):
            if limit is not None and order.index(value) > order.index(limit.partition(":")[2]):
                return "handling.ceiling"
    # No class in the ceiling: nothing classified may go. A marking in no row is above any ceiling.
    limit = agreement.ceiling.get("cls")
    highest = None if limit is None else agreement.rank(limit)
    for marking in subject.handling.of_scheme("cls"):
        rank = agreement.rank("cls:" + marking)
        if highest is None or rank is None or rank > highest:
            return "handling.ceiling"
    return None


def _releasable(subject: Subject, _: FoundingAgreement) -> str | None:
    allowed = subject.handling.rel
    return None if allowed is None or subject.receiver in allowed else "handling.release"


CHECKS: Final[tuple[Callable[[Subject, FoundingAgreement], str | None], ...]] = (
    _topic,
    _kind,
    _purpose,
    _basis,
    _labelled,
    _consistent,
    _below_ceiling,
    _releasable,
)
"""The grounds of DXP 12 that a text and an entry decide, in their order."""


def _obligations(subject: Subject) -> tuple[str, ...]:
    return () if subject.kind in KNOWN else ("keep-unknown",)
