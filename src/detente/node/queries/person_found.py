"""Who may be meant by a person that was looked up: where each stands, how alike, and why in words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.matching.names import explain
from detente.node.context import Node
from detente.node.queries import phrases
from detente.node.queries.person_page import PeopleFound, PersonLine
from detente.node.services.match_side import MESSAGE
from detente.node.services.person_look_up import Candidate


def page(node: Node, found: Sequence[Candidate], *, language: str) -> PeopleFound:
    """Give the candidates in their order, the why in a language (`matching.names.phrases`)."""
    labels = {label for each in found for label in each.seen.handling}
    marking = phrases.strictest([phrases.codes(label) for label in labels])
    return PeopleFound(node.now(), marking, tuple(_line(each, language) for each in found))


def _line(found: Candidate, language: str) -> PersonLine:
    seen = found.seen
    return PersonLine(
        kind=seen.side.kind,
        id=seen.entry_id if seen.side.kind == MESSAGE else seen.side.uid,
        names=tuple(seen.form["names"]),
        born=tuple(dict.fromkeys(value for prop, value in seen.values if prop == "birthDate")),
        category=seen.category,
        source=seen.source,
        subject=seen.subject,
        score=round(found.comparison.score, 4),
        band=found.comparison.band.value,
        why=tuple(reason.text for reason in explain(found.comparison, language)),
    )
