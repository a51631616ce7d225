"""Who is held here under such a name? A look-up by names in any script, with its reason on record.

Candidates share a key with what is asked; each is compared by what the officer may see of it, and shown with its score.
Nobody is confirmed by it: a person reads and decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.audit.acts import Act
from detente.matching.names import Band, compare_in_list, prepare
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties, record_group, record_keys, record_sight
from detente.node.services.persons_given import can_be_kept
from detente.node.services.record_values import CATEGORY
from detente.node.services.searching import SHORTEST_REASON, ReasonMissing
from detente.node.stores.models import Officer, RecordRow, StatementRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct

LONGEST: Final = 200
SHOWN: Final = 50
LEAST: Final = 0.05
"""A score below which nobody is shown: they share a sound and nothing else."""
LATEST: Final = 20
NAMES: Final = ("name", "alias", "weakAlias", "previousName")


@dataclass(frozen=True, slots=True)
class Found:
    """One record with what the officer may see of what stands in it; `score` None where nothing was compared."""

    row: RecordRow
    statements: tuple[StatementRow, ...]
    score: float | None = None
    band: Band = Band.NONE

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which the officer may know it, those that it bears first."""
        return tuple(row.value for prop in NAMES for row in self.statements if row.prop == prop)

    @property
    def category(self) -> str:
        """The category by which it goes, as far as the officer may see that somebody stated it; "" for none."""
        stated = [each for each in self.statements if each.prop == CATEGORY]
        if len({each.record_id for each in stated}) > 1 and any(each.value == self.row.category for each in stated):
            return self.row.category
        return stated[-1].value if stated else ""


def look_up(node: Node, officer: Officer, *, name: str, born: str = "", number: str = "", reason: str) -> list[Found]:
    """Give the records that may be meant by a name, a date of birth and an identifier, the likeliest first.

    Raises:
        RoleRefused: the officer searches nothing.
        ReasonMissing: there is no reason.
        BadInput: there is neither a name nor an identifier, or one is too long.
    """
    duties.require_duty(officer, "search")
    name, born, number, reason = (" ".join(text.split()) for text in (name, born, number, reason))
    if len(reason) < SHORTEST_REASON:
        raise ReasonMissing("Say in a few words why you look this up.")
    texts = (name, born, number)
    if not (name or number) or max(map(len, texts)) > LONGEST or len(reason) > 300 or not all(map(can_be_kept, texts)):
        raise BadInput(f"Give a name or the number of a document, of at most {LONGEST} characters.")
    form = {"id": "asked", "names": [name] if name else [], "birthDate": [born] if born else []}
    form["idNumber"] = [number] if number else []
    with unit(node, "look up records") as work:
        asked = {key: value for key, value in (("name", name), ("born", born), ("number", number)) if value}
        work.record(Act.LOOKED_UP, actor=officer.name, details={"records": asked, "reason": reason})
    query, found = prepare(form), []
    for each in visible(node, officer, record_keys.candidates(node, form), reason=reason):
        plain = record_keys.plain(list(each.statements), schema=each.row.schema, uid=each.row.uid)
        if plain is not None and plain["names"]:
            outcome = compare_in_list(query, prepare(plain))
            if outcome.score >= LEAST:
                found.append(Found(each.row, each.statements, outcome.score, outcome.band))
    return sorted(found, key=lambda each: -(each.score or 0))[:SHOWN]


def latest(node: Node, officer: Officer) -> list[Found]:
    """Give the records that the officer made, the newest first; nobody else's without a reason."""
    duties.require_duty(officer, "search")
    rows = RecordRow.objects.using(node.alias).filter(by=officer).select_related("by").order_by("-pk")[:LATEST]
    return visible(node, officer, record_group.standing_each(node, rows))


def visible(node: Node, officer: Officer, rows: list[RecordRow], *, reason: str = "desk-work") -> list[Found]:
    """Give those records of which the officer may see a name, each with what may be seen of it and of what it joins."""
    statements: dict[int, list[StatementRow]] = {}
    places = record_group.places(node, rows)
    standing = StatementRow.objects.using(node.alias).filter(record__in=places, ended_at=None)
    for each in standing.select_related("entry", "entry__partner", "by").order_by("pk"):
        statements.setdefault(places[each.record_id], []).append(each)
    found = []
    for row in rows:
        shown = record_sight.seen(
            node, officer, statements.get(row.pk, ()), category=row.category, act=PolicyAct.SEARCH, reason=reason
        )
        if any(each.prop == "name" for each in shown):
            found.append(Found(row, tuple(shown)))
    return found
