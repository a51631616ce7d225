"""The entries of a held list: written in pieces before their version is in force, and read as of a version.

An entry stands in version n where `since` <= n and `until` is none or above n. So nothing that is written for the next
version shows before that version's number is the one in force, which is one change of one row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from detente.intake.lists.values import Entity, Statement
from detente.matching.names.plain import plain_record
from detente.node.context import Node
from detente.node.stores.each import insert_values
from detente.node.stores.models import HeldList, ListEntry, ListVersion

PIECE: Final = 2_000
_COLUMNS: Final = ("held_id", "uid", "key", "schema", "content", "digest", "since", "until")

Item = TypeVar("Item")
Told = Callable[[int], None]
"""Told how many entries are done."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a version says otherwise than the one in force."""

    added: int
    changed: int
    removed: int
    same: int

    @property
    def shrunk(self) -> bool:
        """Whether half of the list or more would go: a person is asked before."""
        before = self.same + self.changed + self.removed
        return before > 0 and self.removed * 2 >= before


def standing(node: Node, held: HeldList, number: int) -> QuerySet[ListEntry]:
    """Give the entries of one version."""
    rows = ListEntry.objects.using(node.alias).filter(held=held, since__lte=number)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=number))


def entity_of(row: ListEntry) -> Entity:
    """Give an entry as its statements, in the order of the file."""
    told = json.loads(row.content)
    return Entity(row.key, row.schema, tuple(Statement(row.key, row.schema, *each) for each in told))


def plain_of(uid: str, schema: str, content: str) -> dict[str, Any] | None:
    """Give an entry in the form in which names are compared, under its id here; None for what nobody is."""
    properties: dict[str, list[str]] = {}
    for name, value, *_ in json.loads(content):
        properties.setdefault(name, []).append(value)
    return plain_record({"id": uid, "schema": schema, "properties": properties})


def plain_records(node: Node, held: HeldList, number: int) -> Iterator[dict[str, Any]]:
    """Give all entries of a version that somebody is, in the form in which names are compared."""
    rows = standing(node, held, number).values_list("uid", "schema", "content")
    for uid, schema, content in rows.iterator(chunk_size=PIECE):
        plain = plain_of(uid, schema, content)
        if plain is not None:
            yield plain


def write(node: Node, version: ListVersion, entities: Sequence[Entity], told: Told) -> Counts:
    """Write the entries of a version that is not in force, and mark those that it ends; give what differs.

    What was written of it before a break stays where it is the same. No act of its own: nothing of it is in force.
    """
    held = version.held
    _sweep(node, version)
    before = _known(standing(node, held, held.in_force))
    written = _known(ListEntry.objects.using(node.alias).filter(held=held, since=version.number))
    now = {each.id: digest_of(each) for each in entities}
    _take_away(node, [pk for key, (pk, digest) in written.items() if now.get(key) != digest])
    added = changed = done = 0
    for some in _pieces(entities):
        rows, ended = [], []
        for each in some:
            digest = now[each.id]
            pk, old = before.get(each.id, (0, ""))
            if digest == old:
                continue
            added, changed = added + (not old), changed + bool(old)
            if pk:
                ended.append(pk)
            if written.get(each.id, (0, ""))[1] != digest:
                uid = uid_of(held, each.id)
                rows.append((held.pk, uid, each.id, each.schema, _packed(each), digest, version.number, None))
        # One transaction a piece, so that no other writer waits for the whole list.
        with transaction.atomic(using=node.alias):
            insert_values(node.alias, ListEntry, _COLUMNS, rows)
            _end(node, ended, version.number)
        done += len(some)
        told(done)
    gone = [pk for key, (pk, _) in before.items() if key not in now]
    for pks in _pieces(gone):
        _end(node, pks, version.number)
    return Counts(added, changed, len(gone), len(before) - len(gone) - changed)


def take_back(node: Node, version: ListVersion) -> None:
    """Take away what was written of a version that never was in force. A crash in between leaves it to `write`."""
    rows = ListEntry.objects.using(node.alias).filter(held=version.held)
    rows.filter(until=version.number).update(until=None)
    _take_away(node, list(rows.filter(since=version.number).values_list("pk", flat=True)))


def _sweep(node: Node, version: ListVersion) -> None:
    """Take away what versions that never came in force left: under the number of a later one it would stand."""
    rows = ListEntry.objects.using(node.alias).filter(held=version.held)
    rows.filter(until__gt=version.held.in_force).update(until=None)
    left = rows.filter(since__gt=version.held.in_force).exclude(since=version.number)
    _take_away(node, list(left.values_list("pk", flat=True)))


def uid_of(held: HeldList, key: str) -> str:
    """Give the id of an entry on this node: whoever comes back to a list is the entry that was judged before."""
    return hashlib.sha256(f"{held.name}\0{key}".encode()).hexdigest()[:32]


def digest_of(entity: Entity) -> str:
    """Give a short hash of what counts as a change: what is said, not what the list calls its version."""
    facts = sorted({(each.property, each.value, each.original) for each in entity.statements})
    said = json.dumps([entity.schema, facts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _known(rows: QuerySet[ListEntry]) -> dict[str, tuple[int, str]]:
    return {key: (pk, digest) for key, pk, digest in rows.values_list("key", "pk", "digest")}


def _pieces(whole: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (whole[at : at + PIECE] for at in range(0, len(whole), PIECE))


def _end(node: Node, pks: Iterable[int], number: int) -> None:
    pks = list(pks)
    if pks:
        ListEntry.objects.using(node.alias).filter(pk__in=pks).update(until=number)


def _take_away(node: Node, pks: Sequence[int]) -> None:
    for some in _pieces(pks):
        ListEntry.objects.using(node.alias).filter(pk__in=some).delete()


def _packed(entity: Entity) -> str:
    told = [[each.property, each.value, each.original, each.source, each.since] for each in entity.statements]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half of a pair of surrogates has no UTF-8; escaped it says the same.
        return json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return text
