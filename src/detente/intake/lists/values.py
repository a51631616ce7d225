"""What reading a list gives: entities of FollowTheMoney as statements, what was left out, what a person must see.

A statement is one value of one property, with the form in which the source wrote it. Entities and readings are values:
nothing here is stored, matched or sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import Said
from detente.model.strict_json import JsonObject

SENSITIVE: Final = frozenset({"ethnicity", "religion", "political"})
"""Properties that no reader keeps (DESIGN 3)."""


class Outcome(StrEnum):
    """What became of a file: read; read, and a person must see something; read, and something in it left alone; not."""

    ACCEPT = "accept"
    ACCEPT_FLAG = "accept_flag"
    ACCEPT_INERT = "accept_inert"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of one entity.

    `value`: in the form of FollowTheMoney; `original`: as the source wrote it, "" where that is the same. `source`: the
    list that says so, as it names itself. `since`: the day since which it lists the entity, as ISO 8601, "" if unsaid.
    """

    entity: str
    schema: str
    property: str
    value: str
    original: str = ""
    source: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, a body, an account: its statements, in the order of the file."""

    id: str
    schema: str
    statements: tuple[Statement, ...]

    @property
    def properties(self) -> Mapping[str, tuple[str, ...]]:
        """The values by property, each once, in their order."""
        found: dict[str, dict[str, None]] = {}
        for each in self.statements:
            found.setdefault(each.property, {})[each.value] = None
        return {name: tuple(values) for name, values in found.items()}

    def to_json(self) -> JsonObject:
        """Give the entity as FollowTheMoney writes it."""
        return {
            "id": self.id,
            "schema": self.schema,
            "properties": {name: list(values) for name, values in self.properties.items()},
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that was refused while the rest of its file was read. `where`: in words of the file, "line 3"."""

    where: str
    said: Said


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should see of a file that was read. `inert`: something that asks to be run, fetched or obeyed."""

    said: Said
    where: str = ""
    inert: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A piece of text as a file shows it: a page, a part of a mail. `where`: "page 1", "part 2"."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file.

    `rows`: how many entries the file has, those left out among them. `reason`: why it was refused, None where it was
    read. `left_out` and `remarks` hold the first of them only; `more` counts those that are not here. `proposal`: what
    the columns of a table were taken for, with the first rows in `preview`; a person confirms it.
    """

    outcome: Outcome
    kind: str
    reason: Said | None = None
    rows: int = 0
    entities: tuple[Entity, ...] = ()
    blocks: tuple[TextBlock, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    more: int = 0
    proposal: ColumnMapping | None = None
    preview: tuple[tuple[str, ...], ...] = ()

    def to_json(self) -> JsonObject:
        """Give the reading in the form of the machine interface."""
        return {
            "outcome": self.outcome.value,
            "reason": self.reason.text if self.reason else "",
            "warnings": [
                *(_placed(each.where, each.said) for each in self.left_out),
                *(_placed(each.where, each.said) for each in self.remarks),
            ],
            "kind": self.kind,
            "rows": self.rows,
            "records": [each.to_json() for each in self.entities],
            "texts": [{"where": each.where, "text": each.text} for each in self.blocks],
            "refused": [{"where": each.where, "reason": each.said.text} for each in self.left_out],
            "more": self.more,
        }


def _placed(where: str, said: Said) -> str:
    return f"{where}: {said.text}" if where else said.text


def refused(kind: str, said: Said) -> Reading:
    """Give the reading of a file of which nothing is kept."""
    return Reading(Outcome.REFUSE, kind, reason=said)


def outcome_of(left_out: Iterable[LeftOut], remarks: Iterable[Remark]) -> Outcome:
    """Give how a file that was read counts: what a person must see comes before what was only left alone."""
    marks = {each.inert for each in remarks}
    if any(left_out) or False in marks:
        return Outcome.ACCEPT_FLAG
    return Outcome.ACCEPT_INERT if marks else Outcome.ACCEPT
