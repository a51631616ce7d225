"""The founding agreement (DXP 12): the text that both parties put into their `contact` entries.

It is the whole policy of a young pair: one topic, a few kinds, for both directions alike. Its identity is the hash of
its canonical bytes, so both sides decide from the same text; members that this release does not know are hashed and
otherwise ignored. What it permits is decided in `policy.admit`; here it is only read and written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.model import b64, identifiers
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.model.reach import within
from detente.policy import classification, text_members
from detente.policy.text_members import URGENCIES as URGENCIES
from detente.policy.text_members import BadAgreement as BadAgreement
from detente.policy.text_members import Basis as Basis
from detente.policy.text_members import parse_duration as parse_duration

VERSION: Final = "dxp/1"
KINDS: Final = ("notification", "answer", "refusal")
"""What a founding text lists unless its authors choose less (DXP 12)."""


@dataclass(frozen=True, slots=True)
class FoundingAgreement:
    """One founding text, read. `parties` are sorted; `ceiling` holds the strictest code a scheme, if any."""

    id: str
    parties: tuple[PartyId, PartyId]
    topic: str
    kinds: frozenset[str]
    purposes: frozenset[str]
    basis: Basis
    ceiling: Mapping[str, str]
    classes: tuple[frozenset[str], ...]
    preset: str
    opened: bool
    nil_after: Mapping[str, timedelta]
    text: Mapping[str, Any]

    def covers(self, topic: str | None) -> bool:
        """Whether `topic` is the agreement's, or below it; `ct.personsx` is not below `ct.persons`."""
        return within(topic, self.topic)

    def rank(self, marking: str) -> int | None:
        """The row of a classification code (`cls:issuer.MARKING`), rising; None where no row has it."""
        return classification.row_of(marking, self.classes)


def agreement_id(text: Mapping[str, Any]) -> str:
    """Give the identity of an agreement: B64 SHA-256(JCS(text))."""
    return b64.encode(sha256(canonical(dict(text))))


def parse(text: object, *, parties: tuple[PartyId, PartyId]) -> FoundingAgreement:
    """Read the `agreement` member of a founding entry between `parties` (in any order).

    Raises:
        BadAgreement: a member is missing or of another form, or the text is about other parties.
    """
    if not isinstance(text, Mapping):
        raise BadAgreement("the agreement is not an object")
    if text.get("v") != VERSION:
        raise BadAgreement(f"the agreement is not of {VERSION}")
    lower, higher = sorted(parties)
    if lower == higher or text.get("parties") != [lower, higher]:
        raise BadAgreement("the agreement names other parties, or not the lower one first")
    return FoundingAgreement(
        id=agreement_id(text),
        parties=(lower, higher),
        topic=text_members.slug(text.get("topic"), "topic"),
        kinds=text_members.names(text.get("kinds"), "kinds", identifiers.is_kind),
        purposes=text_members.names(text.get("purposes"), "purposes", identifiers.is_slug),
        basis=text_members.basis(text.get("basis")),
        ceiling=text_members.ceiling(text.get("ceiling")),
        classes=text_members.classes(text.get("classes")),
        preset=text_members.slug(text.get("preset"), "preset"),
        opened=text_members.boolean(text.get("opened"), "opened"),
        nil_after=text_members.nil_after(text.get("nil_after")),
        text=MappingProxyType(dict(text)),
    )


def draft(
    *,
    parties: tuple[PartyId, PartyId],
    topic: str,
    purposes: Sequence[str],
    law: str,
    ref: str,
    ceiling: Sequence[str],
    kinds: Sequence[str] = KINDS,
    classes: Sequence[Sequence[str]] = (),
    preset: str = "detente-default",
    opened: bool = False,
    nil_after_urgent: str = "PT1H",
    nil_after_other: str = "P1D",
) -> dict[str, Any]:
    """Give a founding text that any reader of DXP 12 takes, ready for a `contact` entry.

    Stricter than `parse`: we never write a text without a law, or without a TLP ceiling.

    Raises:
        BadAgreement: a value cannot stand in a founding text; the sentence says which.
    """
    text = {
        "v": VERSION,
        "parties": sorted(parties),
        "topic": topic,
        "kinds": list(kinds),
        "purposes": list(purposes),
        "basis": {"law": law, "ref": ref},
        "ceiling": list(ceiling),
        "classes": [list(row) for row in classes],
        "preset": preset,
        "opened": opened,
        "nil_after": {"urgent": nil_after_urgent, "other": nil_after_other},
    }
    agreement = parse(text, parties=parties)
    if not agreement.basis.law.strip():
        raise BadAgreement("name the law that the agreement rests on")
    if "tlp" not in agreement.ceiling:
        raise BadAgreement("name the highest TLP that may travel")
    marking = agreement.ceiling.get("cls")
    if marking is not None and agreement.rank(marking) is None:
        raise BadAgreement(f"the ceiling {marking} stands in no row of classes")
    return text
