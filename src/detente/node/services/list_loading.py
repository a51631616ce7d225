"""Loading a version of a list: read in the closed child, written in pieces, indexed, then in force, or it waits.

Each step may be done again: what a process that died left behind is gone on with, or written over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from detente.intake.lists import carried
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import Said, say
from detente.intake.lists.values import Reading
from detente.node.context import Node
from detente.node.foreign import reading as foreign
from detente.node.services import list_entries, list_files, list_search, list_versions
from detente.node.services.list_versions import Question, State
from detente.node.stores.models import ListVersion

REMARKS_KEPT: Final = 50
Told = Callable[[str, int, int], None]
"""Told what is done now (reading, writing, indexing), how much of it, and of how much; 0 of 0 where nobody knows."""


def nobody(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def go_on(node: Node, version: ListVersion, told: Told = nobody) -> ListVersion:
    """Load a version as far as it goes; give it as it is then: in force, waiting for a person, or refused.

    Raises:
        ListBusy: another process is at it.
        BadInput: the disk refuses the index; it can be gone on with.
    """
    with list_files.working_on(node, version.held):
        version = list_versions.find(node, version.held, version.number)
        if version.state == State.LOADING:
            _load(node, version, told)
    return version


def waiting(node: Node) -> list[ListVersion]:
    """Give the versions that are to be loaded, the oldest first."""
    rows = ListVersion.objects.using(node.alias).filter(state=State.LOADING)
    return list(rows.select_related("held").order_by("pk"))


def _load(node: Node, version: ListVersion, told: Told) -> None:
    told("reading", 0, 0)
    if not list_files.is_staged(node, version.staged):
        list_versions.refuse(node, version, say("list.gone"))
        return
    found = _read(node, version)
    version.kind = found.kind
    version.left_out = len(found.left_out)
    version.remarks = _remarks(found)
    if found.reason is not None and found.reason.code != "table.no-headings":
        list_versions.refuse(node, version, found.reason)
        return
    # What was read as a person confirmed it proposes nothing.
    if found.proposal is not None:
        list_versions.waits(node, version, Question.MAPPING, _asked(found))
        return
    if not found.entities:
        list_versions.refuse(node, version, found.reason or say("list.nothing"))
        return
    _write(node, version, found, told)


def _read(node: Node, version: ListVersion) -> Reading:
    """Read the file, as a person confirmed it, or else did for the one before, if its headings are the same."""
    held, budget = version.held, foreign.by_size(version.size)
    confirmed = carried.mapping(held.mapping)
    if confirmed is not None and version.decided_by_id is not None:
        return foreign.read(
            list_files.pieces(node, version.staged), budget=budget, mapping=confirmed, encoding=held.encoding
        )
    first = foreign.read(list_files.pieces(node, version.staged), budget=budget)
    if confirmed is None or first.proposal is None or first.proposal.headings != confirmed.headings:
        return first
    return foreign.read(
        list_files.pieces(node, version.staged),
        budget=budget,
        mapping=_at(confirmed, first.proposal),
        encoding=held.encoding,
    )


def _at(confirmed: ColumnMapping, proposal: ColumnMapping) -> ColumnMapping:
    """Give what was confirmed, from the row on where the headings stand in this file."""
    return ColumnMapping(proposal.first, confirmed.headings, confirmed.columns, confirmed.schema, confirmed.order)


def _asked(found: Reading) -> dict[str, Any]:
    guessed = [dict(each.said.values) for each in found.remarks if each.said.code == "text.guessed"]
    return {
        "mapping": carried.mapping_json(found.proposal),
        "preview": [list(row) for row in found.preview],
        "encoding": guessed[0]["encoding"] if guessed else "",
        "rows": found.rows,
    }


def _remarks(found: Reading) -> list[Any]:
    noted = [(each.where, each.said) for each in found.left_out] + [(each.where, each.said) for each in found.remarks]
    return [[where, _stored(said)] for where, said in noted[:REMARKS_KEPT]]


def _stored(said: Said) -> list[Any]:
    return [said.code, dict(said.values)]


def _write(node: Node, version: ListVersion, found: Reading, told: Told) -> None:
    total = version.total = version.entries = len(found.entities)
    rows = ListVersion.objects.using(node.alias).filter(pk=version.pk)

    def done(count: int) -> None:
        rows.update(done=count, total=total)
        told("writing", count, total)

    done(0)
    counts = list_entries.write(node, version, found.entities, done)
    version.done = total
    for name in ("added", "changed", "removed", "same"):
        setattr(version, name, getattr(counts, name))
    version.save(using=node.alias)
    told("indexing", 0, 0)
    list_search.build_index(node, version.held, version.number)
    question = _question(node, version, counts)
    if question is Question.NONE:
        list_versions.put_in_force(node, version)
    else:
        list_versions.waits(node, version, question, {})


def _question(node: Node, version: ListVersion, counts: list_entries.Counts) -> Question:
    """Give what a person is asked before this version takes the place of the one before."""
    if counts.shrunk:
        return Question.SHRUNK
    before = ListVersion.objects.using(node.alias).filter(held=version.held, state=State.IN_FORCE).first()
    # Of a file that was cut off, or damaged on its way, more cannot be read than of the one before.
    if version.left_out > (0 if before is None else before.left_out):
        return Question.LEFT_OUT
    return Question.NONE
