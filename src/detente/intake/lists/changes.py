"""What a newer version of a list says otherwise: who came, who changed in what, who is gone.

Pure, over two readings. Where the list gives no ids of its own, a row that changed is one gone and one that came.
What the version calls itself is no change: a list that was only dated anew has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.intake.lists.values import Entity, Statement

Fact = tuple[str, str, str]
"""A property, its value, and the form of the source."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One entity in two versions, with what is said only in the newer and only in the older one."""

    before: Entity
    after: Entity
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise, in the order of the newer version, of the older for what is gone. `same`: how many are not."""

    added: tuple[Entity, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Entity, ...]
    same: int

    @property
    def shrunk(self) -> bool:
        """Whether so many are gone that a person is asked before they are removed: half of the list, or more."""
        before = self.same + len(self.changed) + len(self.removed)
        return before > 0 and len(self.removed) * 2 >= before


def between(older: Iterable[Entity], newer: Iterable[Entity]) -> Changes:
    """Give what a newer version of a list says otherwise. Time and memory: of both versions."""
    before = {each.id: each for each in older}
    added: list[Entity] = []
    changed: list[Changed] = []
    seen: set[str] = set()
    for after in newer:
        seen.add(after.id)
        first = before.get(after.id)
        if first is None:
            added.append(after)
        elif (found := _changed(first, after)) is not None:
            changed.append(found)
    removed = tuple(each for each in before.values() if each.id not in seen)
    return Changes(tuple(added), tuple(changed), removed, len(before) - len(removed) - len(changed))


def _changed(before: Entity, after: Entity) -> Changed | None:
    old, new = _facts(before), _facts(after)
    added = tuple(each for fact, each in new.items() if fact not in old)
    removed = tuple(each for fact, each in old.items() if fact not in new)
    return Changed(before, after, added, removed) if added or removed or before.schema != after.schema else None


def _facts(entity: Entity) -> dict[Fact, Statement]:
    return {(each.property, each.value, each.original): each for each in entity.statements}
