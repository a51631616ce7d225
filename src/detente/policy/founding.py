"""The founding agreement (DXP 12): the text that both parties put into their `contact` entries.

It is the whole policy of a young pair: one topic, a few kinds, for both directions alike. Its identity is the hash of
its canonical bytes, so both sides decide from the same text; members that this release does not know are hashed and
otherwise ignored. What it permits is decided in `policy.admit`; here it is only read and written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.model import b64, handling, identifiers, label
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.policy import classification
from detente.policy.topics import within

VERSION: Final = "dxp/1"
KINDS: Final = ("notification", "answer", "refusal")
"""What a founding text lists unless its authors choose less (DXP 12)."""
URGENCIES: Final = ("urgent", "other")
LONGEST_WAIT: Final = timedelta(days=365)

_DURATION = re.compile(r"P(?:(?P<days>\d{1,4})D|T(?:(?P<hours>\d{1,4})H|(?P<minutes>\d{1,6})M))", re.ASCII)
_CEILING_SCHEMES = ("tlp", "pap", "cls")


class BadAgreement(ValueError):
    """The text is no founding agreement of these parties; a receiver answers `bad-payload`."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The law that both sides rest on. An empty `law` is readable, and covers nothing (`basis.missing`)."""

    law: str
    ref: str


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
        topic=_slug(text.get("topic"), "topic"),
        kinds=_names(text.get("kinds"), "kinds", identifiers.is_kind),
        purposes=_names(text.get("purposes"), "purposes", identifiers.is_slug),
        basis=_basis(text.get("basis")),
        ceiling=_ceiling(text.get("ceiling")),
        classes=_classes(text.get("classes")),
        preset=_slug(text.get("preset"), "preset"),
        opened=_boolean(text.get("opened"), "opened"),
        nil_after=_nil_after(text.get("nil_after")),
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


def parse_duration(value: object) -> timedelta:
    """Read `PTnH`, `PTnM` or `PnD`; a day is 24 hours here, because both nodes must count alike.

    >>> parse_duration("PT1H"), parse_duration("P1D")
    (datetime.timedelta(seconds=3600), datetime.timedelta(days=1))

    Raises:
        BadAgreement: another form, or longer than a year.
    """
    matched = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if matched is None:
        raise BadAgreement("a duration has the form PTnH, PTnM or PnD")
    wait = timedelta(**{unit: int(number) for unit, number in matched.groupdict().items() if number is not None})
    if wait > LONGEST_WAIT:
        raise BadAgreement("a duration is at most a year")
    return wait


def _slug(value: object, member: str) -> str:
    if not isinstance(value, str) or not identifiers.is_slug(value):
        raise BadAgreement(f"{member} is a slug")
    return value


def _boolean(value: object, member: str) -> bool:
    if not isinstance(value, bool):
        raise BadAgreement(f"{member} is true or false")
    return value


def _names(value: object, member: str, is_name: Any) -> frozenset[str]:
    if not isinstance(value, list) or not value or not all(is_name(name) for name in value):
        raise BadAgreement(f"{member} is a list of at least one name")
    if len(set(value)) != len(value):
        raise BadAgreement(f"{member} has a name twice")
    return frozenset(value)


def _basis(value: object) -> Basis:
    if not isinstance(value, Mapping):
        raise BadAgreement("basis is an object with law and ref")
    law, ref = value.get("law"), value.get("ref")
    for words in (law, ref):
        if not isinstance(words, str) or not (words == "" or label.is_label(words)):
            raise BadAgreement("law and ref are one line of at most 200 characters")
    return Basis(law=str(law), ref=str(ref))


def _ceiling(value: object) -> Mapping[str, str]:
    codes = _codes(value, "ceiling")
    ceiling: dict[str, str] = {}
    for code in codes:
        scheme = code.partition(":")[0]
        # H codes add up and have no order; a scheme that we do not know has none that we could keep to.
        if scheme not in _CEILING_SCHEMES:
            raise BadAgreement(f"{scheme} has no order, so it can be no ceiling")
        if scheme in ceiling:
            raise BadAgreement(f"the ceiling has two {scheme} codes")
        ceiling[scheme] = code
    return MappingProxyType(ceiling)


def _classes(value: object) -> tuple[frozenset[str], ...]:
    if not isinstance(value, list):
        raise BadAgreement("classes is a list of rows")
    rows = [_codes(row, "a row of classes") for row in value]
    markings = [code for row in rows for code in row]
    if not all(rows) or not all(code.startswith("cls:") for code in markings):
        raise BadAgreement("a row of classes has at least one code of the form cls:issuer.MARKING")
    # A marking in two rows would stand above and below itself.
    if len(set(markings)) != len(markings):
        raise BadAgreement("a marking stands in classes twice")
    return tuple(frozenset(row) for row in rows)


def _codes(value: object, member: str) -> tuple[str, ...]:
    """Give handling codes; each is read as a label of its own, so the forms are those of DXP 5.4."""
    if not isinstance(value, list):
        raise BadAgreement(f"{member} is a list of handling codes")
    whole: dict[str, Any] = {"rel": None, "orcon": False, "named": [], "purpose": None}
    try:
        return tuple(code for each in value for code in handling.parse({**whole, "codes": [each]}).codes)
    except handling.BadHandling as error:
        raise BadAgreement(f"{member}: {error}") from error


def _nil_after(value: object) -> Mapping[str, timedelta]:
    if not isinstance(value, Mapping):
        raise BadAgreement("nil_after is an object with urgent and other")
    return MappingProxyType({urgency: parse_duration(value.get(urgency)) for urgency in URGENCIES})
