"""Who held here may be this person? One look-up in records, messages and lists at once, with its reason on record.

Candidates come from the sources that screening compares with. Each is compared anew by what the officer may see of it.
Nothing of it is kept but the act, nothing leaves the node by it, and nobody is confirmed: a person reads and decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from detente.audit.acts import Act
from detente.matching.names import Band, Comparison, compare_in_list, prepare
from detente.matching.names.dates import dates_of
from detente.matching.names.prepared import name_of
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
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_COUNTRY: Final = re.compile(r"[A-Za-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant, as the officer sees them, and how what they see compares."""

    seen: Seen
    comparison: Comparison


def look_up(
    node: Node,
    officer: Officer,
    names: Sequence[str],
    *,
    born: str = "",
    country: str = "",
    number: str = "",
    reason: str,
) -> tuple[Candidate, ...]:
    """Give who may be meant, the likeliest first, in records, messages of open cases and lists the officer may see.

    `names` in any script; `born` as YYYY, YYYY-MM or YYYY-MM-DD; `country` as its code; `number` of a document.

    Raises:
        RoleRefused: the officer searches nothing.
        ReasonMissing: there is no reason.
        BadInput: there is neither name nor number, or what is given cannot be compared.
    """
    duties.require_duty(officer, "search")
    form, reason = _form(names, born, country, number), " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= _LONGEST_REASON or not can_be_kept(reason):
        raise ReasonMissing("Say in a few words why you look this up.")
    with unit(node, "look up a person") as work:
        said = {name: value for name, value in form.items() if value and name != "id"}
        work.record(Act.LOOKED_UP, actor=officer.name, details={"person": said, "reason": reason})
    found = [each for each in _candidates(node, officer, form) if each.comparison.band is not Band.NONE]
    found.sort(key=lambda each: (-each.comparison.score, each.seen.side))
    return tuple(found[:SHOWN])


def _form(given: Sequence[str], *beside: str) -> dict[str, Any]:
    names = [name for each in given if (name := " ".join(each.split()))]
    born, country, number = (" ".join(text.split()) for text in beside)
    texts: Sequence[str] = (*names, born, country, number)
    if not names and not number:
        raise BadInput("Give a name, in any script, or the number of a document.")
    if len(names) > MOST_NAMES or max(map(len, texts)) > LONGEST or not all(map(can_be_kept, texts)):
        raise BadInput(f"Give at most {MOST_NAMES} names, and nothing of more than {LONGEST} characters.")
    if not all(name_of(name) for name in names):
        raise BadInput("This name has no letter to compare. Write it as it stands in your source.")
    if born and not _is_date(born):
        raise BadInput("This date cannot be compared. Write it as 1990-02-28, as 1990-02 or as 1990, of our calendar.")
    if country and not _COUNTRY.fullmatch(country):
        raise BadInput("Give a country by its code of two letters, such as fr.")
    said = {"names": names, "birthDate": [born], "country": [country.lower()], "idNumber": [number]}
    return {"id": "asked"} | {name: [text for text in texts if text] for name, texts in said.items()}


def _is_date(text: str) -> bool:
    """Whether it is a day, a month or a year that there was, and that is compared (`matching.names.dates`)."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return not dates_of([text])[1]


def _candidates(node: Node, officer: Officer, form: dict[str, Any]) -> list[Candidate]:
    asking, query = Asking(node, officer), prepare(form)
    seen = (
        each for source in screening.SOURCES.values() for each in source.seen(asking, source.like(node, form)).values()
    )
    return [Candidate(each, compare_in_list(query, prepare(each.form))) for each in seen]
