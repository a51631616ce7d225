"""The full text of an agreement (DXP 12, B): several topics, kinds for each side, and how it ends.

    founding text   one topic, the same few kinds both ways          `founding`
    full text       topics and exceptions, kinds per opening side, budgets, validity, run-off    here

Read whole or not at all. A text that contradicts itself is refused with one sentence that says in what: nobody could
tell later what was agreed. Its identity is the hash of its canonical bytes, members that this release does not know
among them; those are kept and otherwise ignored. How a text comes in force and ends is said in `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from detente.model import b64, identifiers
from detente.model.instant import BadInstant, format_instant, parse_instant
from detente.model.party_id import PartyId
from detente.model.reach import DEFAULT_EXEMPT
from detente.policy import classification, founding, text_members
from detente.policy.founding import VERSION, FoundingAgreement
from detente.policy.text_members import BadAgreement as BadAgreement
from detente.policy.topics import TOPICS, within_any

REPLIES: Final = frozenset({"answer", "refusal", "evidence"})
"""Kinds that a text never lists: a reply follows the kind that it replies to."""
SERVICE: Final = frozenset({"control", "party-doc", "agreement", "agreement-topic"})
"""Kinds that no text covers: they keep the pair going, or make the agreement itself."""
LONGEST_RUN_OFF: Final = timedelta(days=3650)
LONGEST_KEPT: Final = timedelta(days=36500)
_ID: Final = b64.pattern(32).fullmatch


@dataclass(frozen=True, slots=True)
class Retention:
    """When what was received is reviewed, and when it is deleted at the latest; counted from reception."""

    review: timedelta
    delete: timedelta


@dataclass(frozen=True, slots=True)
class Budgets:
    """What private matching and tracing may spend: classes of lists, elements a direction, rounds."""

    lists: frozenset[str]
    elements: int
    rounds: int


@dataclass(frozen=True, slots=True)
class FullAgreement(FoundingAgreement):
    """One full text, read. It has all that a founding text says, so that whoever reads one reads the other.

    `topic` is the first of `topics`, `kinds` what either side may open; `opens` says which side may open which.
    `valid_to` None: no end by date. `replaces`: ids of agreements under which no new dialogue begins from then on.
    """

    topics: tuple[str, ...]
    excluded: tuple[str, ...]
    opens: Mapping[PartyId, frozenset[str]]
    retention: Retention
    budgets: Budgets
    valid_from: datetime
    valid_to: datetime | None
    run_off: timedelta
    exempt: frozenset[str]
    replaces: frozenset[str]

    def covers(self, topic: str | None) -> bool:
        """Whether `topic` is one of the agreement's or below one, and not left out expressly."""
        return within_any(topic, self.topics) and not within_any(topic, self.excluded)


def topics_under(agreement: FoundingAgreement) -> tuple[str, ...]:
    """Give the topics that an agreement names, then the known ones below them that it does not leave out."""
    named = agreement.topics if isinstance(agreement, FullAgreement) else (agreement.topic,)
    return tuple(dict.fromkeys([*named, *(code for code in TOPICS if agreement.covers(code))]))


def kinds_opened_by(agreement: FoundingAgreement, party: PartyId) -> frozenset[str]:
    """Give the kinds that a party may open under an agreement; a founding text lists them for both alike."""
    return agreement.opens[party] if isinstance(agreement, FullAgreement) else agreement.kinds


def is_full(text: object) -> bool:
    """Whether a text claims to be a full one: a founding text has one `topic` and no `topics`."""
    return isinstance(text, Mapping) and "topics" in text


def parse(text: object, *, parties: tuple[PartyId, PartyId]) -> FullAgreement:
    """Read a full text between `parties` (in any order).

    Raises:
        BadAgreement: a member is missing or of another form, or the text contradicts itself.
    """
    if not isinstance(text, Mapping):
        raise BadAgreement("the agreement is not an object")
    if text.get("v") != VERSION:
        raise BadAgreement(f"the agreement is not of {VERSION}")
    lower, higher = sorted(parties)
    if lower == higher or text.get("parties") != [lower, higher]:
        raise BadAgreement("the agreement names other parties, or not the lower one first")
    topics = _list(text.get("topics"), "topics", least=1)
    opens = _opens(text.get("kinds"), (lower, higher))
    valid_from, valid_to = _valid(text.get("valid"))
    agreement = FullAgreement(
        id=founding.agreement_id(text),
        parties=(lower, higher),
        topic=topics[0],
        kinds=opens[lower] | opens[higher],
        purposes=text_members.names(text.get("purposes"), "purposes", identifiers.is_slug),
        basis=text_members.basis(text.get("basis")),
        ceiling=text_members.ceiling(text.get("ceiling")),
        classes=text_members.classes(text.get("classes")),
        preset=text_members.slug(text.get("preset"), "preset"),
        opened=text_members.boolean(text.get("opened"), "opened"),
        nil_after=text_members.nil_after(text.get("nil_after")),
        text=MappingProxyType(dict(text)),
        topics=topics,
        excluded=_list(text.get("excluded"), "excluded", least=0),
        opens=opens,
        retention=_retention(text.get("retention")),
        budgets=_budgets(text.get("budgets")),
        valid_from=valid_from,
        valid_to=valid_to,
        run_off=text_members.days(text.get("run_off"), "run_off", longest=LONGEST_RUN_OFF),
        exempt=_exempt(text.get("exempt")),
        replaces=_replaces(text.get("replaces", [])),
    )
    for contradiction in contradictions(agreement):
        raise BadAgreement(contradiction)
    return agreement


def draft(
    *,
    parties: tuple[PartyId, PartyId],
    topics: Sequence[str],
    opens: Mapping[PartyId, Iterable[str]],
    purposes: Sequence[str],
    law: str,
    ref: str,
    ceiling: Sequence[str],
    valid_from: datetime,
    valid_to: datetime | None,
    excluded: Sequence[str] = (),
    classes: Sequence[Sequence[str]] = (),
    preset: str = "detente-default",
    opened: bool = False,
    nil_after_urgent: str = "PT1H",
    nil_after_other: str = "P1D",
    review_days: int = 365,
    delete_days: int = 1825,
    run_off_days: int = 90,
    lists: Sequence[str] = (),
    elements: int = 0,
    rounds: int = 0,
    exempt: Iterable[str] = DEFAULT_EXEMPT,
    replaces: Iterable[str] = (),
) -> dict[str, Any]:
    """Give a full text that any reader of DXP 12 takes.

    Stricter than `parse`: we never write a text without a law, or without a TLP ceiling.

    Raises:
        BadAgreement: a value cannot stand in a text, or contradicts another; the sentence says which.
    """
    text: dict[str, Any] = {
        "v": VERSION,
        "parties": sorted(parties),
        "topics": list(topics),
        "excluded": list(excluded),
        "kinds": {party: sorted(opens.get(party, ())) for party in sorted(parties)},
        "purposes": list(purposes),
        "basis": {"law": law, "ref": ref},
        "ceiling": list(ceiling),
        "classes": [list(row) for row in classes],
        "preset": preset,
        "opened": opened,
        "nil_after": {"urgent": nil_after_urgent, "other": nil_after_other},
        "retention": {"review": f"P{review_days}D", "delete": f"P{delete_days}D"},
        "budgets": {"lists": list(lists), "elements": elements, "rounds": rounds},
        "valid": {"from": format_instant(valid_from), "to": None if valid_to is None else format_instant(valid_to)},
        "run_off": f"P{run_off_days}D",
        "exempt": sorted(exempt),
        "replaces": sorted(replaces),
    }
    agreement = parse(text, parties=parties)
    if not agreement.basis.law.strip():
        raise BadAgreement("name the law that the agreement rests on")
    if "tlp" not in agreement.ceiling:
        raise BadAgreement("name the highest TLP that may travel")
    return text


def contradictions(agreement: FullAgreement) -> tuple[str, ...]:
    """Give what in a text contradicts the rest of it, a sentence each, in order; empty where nothing does."""
    found: list[str] = []
    found += [f"{topic} is covered and excluded" for topic in agreement.topics if topic in agreement.excluded]
    found += [
        f"{topic} is excluded and no topic covers it"
        for topic in agreement.excluded
        if not within_any(topic, agreement.topics)
    ]
    found += [
        f"{topic} is listed beside a topic above it"
        for topic in agreement.topics
        if within_any(topic, set(agreement.topics) - {topic})
    ]
    if not agreement.kinds:
        found.append("no side may open anything")
    found += [
        f"{kind} opens nothing: a reply follows the kind that it replies to"
        for kind in sorted(agreement.kinds & REPLIES)
    ]
    found += [f"{kind} needs no agreement and stands in none" for kind in sorted(agreement.kinds & SERVICE)]
    marking = agreement.ceiling.get("cls")
    if marking is not None and classification.row_of(marking, agreement.classes) is None:
        found.append(f"the ceiling {marking} stands in no row of classes")
    if agreement.valid_to is not None and agreement.valid_to <= agreement.valid_from:
        found.append("it ends before it begins")
    if agreement.retention.delete < agreement.retention.review:
        found.append("what is received would be deleted before it is reviewed")
    return tuple(found + _budget_contradictions(agreement))


def _budget_contradictions(agreement: FullAgreement) -> list[str]:
    budgets = agreement.budgets
    found = []
    if "match-session" in agreement.kinds and not (budgets.lists and budgets.elements):
        found.append("match sessions may be opened and have no lists or no elements to spend")
    if "trace-session" in agreement.kinds and not budgets.rounds:
        found.append("trace sessions may be opened and have no rounds to spend")
    if agreement.nil_after["urgent"] > agreement.nil_after["other"]:
        found.append("an urgent nil would wait longer than another")
    return found


def _list(value: object, member: str, *, least: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) < least or not all(map(_is_topic, value)):
        raise BadAgreement(f"{member} is a list of topics")
    if len(set(value)) != len(value):
        raise BadAgreement(f"{member} has a topic twice")
    return tuple(value)


def _is_topic(value: object) -> bool:
    return isinstance(value, str) and identifiers.is_slug(value)


def _opens(value: object, parties: tuple[PartyId, PartyId]) -> Mapping[PartyId, frozenset[str]]:
    if not isinstance(value, Mapping) or set(value) != set(parties):
        raise BadAgreement("kinds names for each party what it may open, and for nobody else")
    return MappingProxyType({party: _kinds(value[party]) for party in parties})


def _kinds(value: object) -> frozenset[str]:
    # One side may open nothing: an agreement may run one way.
    return frozenset() if value == [] else text_members.names(value, "kinds", identifiers.is_kind)


def _retention(value: object) -> Retention:
    if not isinstance(value, Mapping):
        raise BadAgreement("retention is an object with review and delete")
    review, delete = (
        text_members.days(value.get(name), f"retention.{name}", longest=LONGEST_KEPT) for name in ("review", "delete")
    )
    return Retention(review, delete)


def _budgets(value: object) -> Budgets:
    if not isinstance(value, Mapping) or not all(_is_count(value.get(name)) for name in ("elements", "rounds")):
        raise BadAgreement("budgets is an object with lists, elements and rounds")
    lists = value.get("lists")
    known: AbstractSet[str] = (
        frozenset() if lists == [] else text_members.names(lists, "budgets.lists", identifiers.is_slug)
    )
    return Budgets(frozenset(known), value["elements"], value["rounds"])


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _valid(value: object) -> tuple[datetime, datetime | None]:
    if not isinstance(value, Mapping) or "to" not in value:
        raise BadAgreement("valid is an object with from and to, to may be null")
    try:
        begins = parse_instant(value.get("from"))
        return begins, None if value["to"] is None else parse_instant(value["to"])
    except BadInstant as error:
        raise BadAgreement("valid names instants of the form YYYY-MM-DDThh:mm:ss.mmmZ") from error


def _exempt(value: object) -> frozenset[str]:
    # Nothing exempt is a lawful choice: then a suspension holds warnings of danger to life, too.
    if value == []:
        return frozenset()
    return text_members.names(value, "exempt", identifiers.is_kind)


def _replaces(value: object) -> frozenset[str]:
    if value == []:
        return frozenset()
    return text_members.names(value, "replaces", _is_id)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID(value) is not None
