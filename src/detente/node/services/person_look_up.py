"""Who held here may be this person? One look-up in records, messages and lists at once, with its reason on record.

Candidates come from the sources that screening compares with. Each is compared anew by what the officer may see of it.
Nothing of it is kept but the act, nothing leaves the node by it, and nobody is confirmed: a person reads and decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.audit.acts import Act
from detente.matching.names import Band, Comparison, compare_in_list, prepare
from detente.matching.names.prepared import Prepared
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties, screening
from detente.node.services.deciding import Asking
from detente.node.services.match_source import Seen
from detente.node.services.persons_given import can_be_kept
from detente.node.services.searching import SHORTEST_REASON, ReasonMissing
from detente.node.stores.models import Officer
from detente.node.stores.unit import unit

LONGEST: Final = 200
MOST_NAMES: Final = 10
SHOWN: Final = 50
_LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked up. `names` in any script; `born` as YYYY, YYYY-MM or YYYY-MM-DD; `country` as its code."""

    names: tuple[str, ...]
    born: str = ""
    country: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant, as the officer sees them, and how what they see compares."""

    seen: Seen
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Answer:
    """Who may be meant, the likeliest first. `asides`: sentences on what of the question was not compared."""

    candidates: tuple[Candidate, ...]
    asides: tuple[str, ...]


def look_up(node: Node, officer: Officer, asked: Asked, *, reason: str) -> Answer:
    """Give who may be meant, among the records, messages of open cases and lists that the officer may see.

    Raises:
        RoleRefused: the officer searches nothing.
        ReasonMissing: there is no reason.
        BadInput: there is no name to compare, or a text is too long.
    """
    duties.require_duty(officer, "search")
    form, reason = _form(asked), " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= _LONGEST_REASON or not can_be_kept(reason):
        raise ReasonMissing("Say in a few words why you look this up.")
    query = prepare(form)
    if not query.names:
        raise BadInput("This name has no letter to compare. Write it as it stands in your source.")
    with unit(node, "look up a person") as work:
        said = {name: value for name, value in form.items() if value and name != "id"}
        work.record(Act.LOOKED_UP, actor=officer.name, details={"person": said, "reason": reason})
    found = [each for each in _candidates(node, officer, form, query) if each.comparison.band is not Band.NONE]
    found.sort(key=lambda each: (-each.comparison.score, each.seen.side))
    return Answer(tuple(found[:SHOWN]), query.asides)


def _form(asked: Asked) -> dict[str, Any]:
    names = [name for each in asked.names if (name := " ".join(each.split()))]
    rest = [" ".join(text.split()) for text in (asked.born, asked.country, asked.number)]
    texts: Sequence[str] = (*names, *rest)
    if not names:
        raise BadInput("Give the name of the person whom you look up.")
    if len(names) > MOST_NAMES or max(map(len, texts)) > LONGEST or not all(map(can_be_kept, texts)):
        raise BadInput(f"Give at most {MOST_NAMES} names, and nothing of more than {LONGEST} characters.")
    born, country, number = ([text] if text else [] for text in rest)
    return {"id": "asked", "names": names, "birthDate": born, "country": country, "idNumber": number}


def _candidates(node: Node, officer: Officer, form: dict[str, Any], query: Prepared) -> list[Candidate]:
    asking = Asking(node, officer)
    seen = (
        each for source in screening.SOURCES.values() for each in source.seen(asking, source.like(node, form)).values()
    )
    return [Candidate(each, compare_in_list(query, prepare(each.form))) for each in seen]
