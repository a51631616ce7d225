"""Lists of others as the desk shows them: versions and how far they are, what one says otherwise, an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from detente.intake.lists import changes, encodings
from detente.intake.lists.said import Said
from detente.intake.lists.values import Entity, Statement
from detente.matching.names import explain
from detente.model.errors import NotFound
from detente.model.handling import Handling as Label
from detente.node.context import Node
from detente.node.queries import list_comparisons, phrases
from detente.node.queries.desk import Handling
from detente.node.queries.lists_page import (
    ChangeLine,
    ColumnLine,
    ComparisonPage,
    EntriesFound,
    EntryLine,
    EntryPage,
    Kind,
    ListLine,
    ListPage,
    ListsPage,
    SaidOf,
    TableAsked,
    ValueLine,
    VersionLine,
    VersionPage,
)
from detente.node.services import (
    duties,
    list_columns,
    list_comparing,
    list_entries,
    list_finding,
    list_keeping,
    list_versions,
)
from detente.node.services.circumstances import DESK_WORK
from detente.node.services.list_search import Hit
from detente.node.stores.models import HeldList, ListEntry, ListVersion, Officer

NAMES: Final = ("name", "alias", "weakAlias", "previousName")
A_PAGE: Final = 50
COMPARISONS: Final = 10
"""So many of those that were asked stand on the page of a list, the newest."""
EARLIER: Final = 20


def listing(node: Node, officer: Officer) -> ListsPage:
    """Give the lists that the officer may know of."""
    found = _known(node, officer, list_keeping.all_held(node))
    lines = tuple(_line(node, held) for held in found)
    return ListsPage(node.now(), _marking(found), lines, _may_keep(officer), duties.has(officer, "search"))


def found(node: Node, officer: Officer, name: str) -> HeldList:
    """Give a list that the officer may know of; NotFound otherwise."""
    held = list_keeping.find(node, name)
    if not _known(node, officer, [held]):
        raise NotFound(f"There is no list {name} here. `detente lists show` names those that there are.")
    return held


def page(node: Node, officer: Officer, name: str) -> ListPage:
    """Give one list with its versions; NotFound where the officer may not know of it."""
    held = found(node, officer, name)
    versions = tuple(map(version_line, list_versions.versions_of(node, held)))
    compares = duties.has(officer, list_comparing.DUTY)
    comparisons = list_comparing.of_list(node, held)[:COMPARISONS] if compares else []
    return ListPage(
        now=node.now(),
        marking=_marking([held]),
        line=_line(node, held),
        versions=versions,
        may_keep=_may_keep(officer),
        may_search=duties.has(officer, "search"),
        comparisons=tuple(map(list_comparisons.line, comparisons)),
        may_compare=compares and held.ended_at is None and held.in_force > 0,
    )


def comparison_page(node: Node, officer: Officer, name: str, uid: str) -> ComparisonPage:
    """Give what a comparing of a list came to.

    Raises:
        RoleRefused: the officer judges no matches.
        NotFound: there is none, or the list is not for this officer.
    """
    held = found(node, officer, name)
    return list_comparisons.page(node, officer, list_comparing.find(node, officer, held, uid), _line(node, held))


def version_page(node: Node, officer: Officer, name: str, number: int, *, kind: Kind, after: str) -> VersionPage:
    """Give one version with a page of what it says otherwise than the one before."""
    held = found(node, officer, name)
    version = list_versions.find(node, held, number)
    may_read = duties.has(officer, "search") and bool(list_keeping.for_officer(node, officer, [held], reason=DESK_WORK))
    rows = _differing(node, held, number, kind).order_by("pk") if may_read else ListEntry.objects.none()
    begin = int(after) if after.isascii() and after.isdecimal() and len(after) < 18 else 0
    shown = list(rows.filter(pk__gt=begin)[: A_PAGE + 1])
    more = len(shown) > A_PAGE
    shown = shown[:A_PAGE]
    return VersionPage(
        now=node.now(),
        marking=_marking([held]),
        line=_line(node, held),
        version=version_line(version),
        kind=kind,
        changes=tuple(_changes(node, held, shown, number, kind)),
        after=str(shown[-1].pk) if more else "",
        may_keep=_may_keep(officer),
        may_read=may_read,
    )


def found_page(node: Node, hits: Sequence[Hit], *, language: str) -> EntriesFound:
    """Give who may be meant, with the why of each in a language."""
    lines = tuple(hit_line(hit, language=language) for hit in hits)
    return EntriesFound(node.now(), _marking([hit.held for hit in hits]), lines)


def hit_line(hit: Hit, *, language: str) -> EntryLine:
    """Give one entry that may be meant as a line."""
    why = tuple(each.text for each in explain(hit.comparison, language))
    return _entry_line(hit.entry, hit.held, score=hit.score, band=hit.band.value, why=why)


def entry_page(node: Node, officer: Officer, uid: str) -> EntryPage:
    """Give one entry, and put on record that it was looked at.

    Raises:
        RoleRefused: the officer searches nothing.
        NotFound: there is none, or it is not for this officer.
    """
    row = list_finding.entry(node, officer, uid, reason=DESK_WORK)
    earlier = ListEntry.objects.using(node.alias).filter(uid=uid, since__lt=row.since).order_by("-since")
    gone = row.until is not None and row.until <= row.held.in_force
    return EntryPage(
        now=node.now(),
        marking=_marking([row.held]),
        line=_entry_line(row, row.held),
        values=_values(list_entries.entity_of(row)),
        list_line=_line(node, row.held),
        since=row.since,
        until=row.until or 0 if gone else 0,
        before=tuple((each.since, _values(list_entries.entity_of(each))) for each in earlier[:EARLIER]),
    )


def _known(node: Node, officer: Officer, lists: Sequence[HeldList]) -> list[HeldList]:
    """Give the lists of which the officer may know: whoever keeps them knows that they are there."""
    if _may_keep(officer):
        return list(lists)
    return list_keeping.for_officer(node, officer, lists, reason=DESK_WORK)


def _may_keep(officer: Officer) -> bool:
    return duties.may_at_desk(officer, list_keeping.DUTY)


def _differing(node: Node, held: HeldList, number: int, kind: Kind) -> QuerySet[ListEntry]:
    rows = ListEntry.objects.using(node.alias).filter(held=held)
    begun, ended = rows.filter(since=number), rows.filter(until=number)
    if kind == "removed":
        return ended.exclude(uid__in=begun.values("uid"))
    if kind == "changed":
        return begun.filter(uid__in=ended.values("uid"))
    return begun.exclude(uid__in=ended.values("uid"))


def _changes(node: Node, held: HeldList, shown: Sequence[ListEntry], number: int, kind: Kind) -> Iterable[ChangeLine]:
    if kind != "changed":
        for row in shown:
            yield ChangeLine(_entry_line(row, held), (), ())
        return
    ended = ListEntry.objects.using(node.alias).filter(held=held, until=number, uid__in=[row.uid for row in shown])
    before = {row.uid: list_entries.entity_of(row) for row in ended}
    for row in shown:
        between = changes.between([before[row.uid]], [list_entries.entity_of(row)])
        for each in between.changed:
            yield ChangeLine(_entry_line(row, held), _lines(each.removed), _lines(each.added))


def _entry_line(row: ListEntry, held: HeldList, **compared: Any) -> EntryLine:
    properties = list_entries.entity_of(row).properties
    names = tuple(value for name in NAMES for value in properties.get(name, ()))
    if not names:
        names = tuple(properties.get("firstName", ()) + properties.get("lastName", ())) or (row.key,)
    return EntryLine(
        row.uid, held.name, held.title, row.key, row.schema, names, properties.get("birthDate", ()), **compared
    )


def _values(entity: Entity) -> tuple[ValueLine, ...]:
    return _lines(entity.statements)


def _lines(statements: Iterable[Statement]) -> tuple[ValueLine, ...]:
    return tuple(ValueLine(each.property, each.value, each.original, each.source, each.since) for each in statements)


def _line(node: Node, held: HeldList) -> ListLine:
    versions = ListVersion.objects.using(node.alias).filter(held=held).select_related("held", "by")
    newest = versions.order_by("-number").first()
    in_force = versions.filter(number=held.in_force).first() if held.in_force else None
    return ListLine(
        name=held.name,
        title=held.title,
        publisher=held.publisher,
        basis=held.basis,
        handling=_handling(held),
        by=held.by.name,
        at=held.at,
        in_force=held.in_force,
        entries=0 if in_force is None else in_force.entries,
        ended_at=held.ended_at,
        newest=None if newest is None else version_line(newest),
    )


def version_line(row: ListVersion) -> VersionLine:
    """Give one version as a line."""
    reason = list_versions.reason_of(row)
    return VersionLine(
        number=row.number,
        state=row.state,
        question=row.question,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        kind=row.kind,
        by=row.by.name,
        at=row.at,
        in_force_at=row.in_force_at,
        done=row.done,
        total=row.total,
        entries=row.entries,
        added=row.added,
        changed=row.changed,
        removed=row.removed,
        same=row.same,
        left_out=row.left_out,
        reason=None if reason is None else _said(reason),
        remarks=tuple(_said(said, where) for where, said in list_versions.remarks_of(row)),
        table=_table(row.asked) if row.question == list_versions.Question.MAPPING else None,
    )


def _table(asked: dict[str, Any]) -> TableAsked:
    mapping, preview = asked["mapping"], asked["preview"]
    columns = tuple(
        ColumnLine(heading, prop, tuple(row[at] for row in preview if at < len(row)))
        for at, (heading, prop) in enumerate(zip(mapping["headings"], mapping["columns"], strict=True))
    )
    return TableAsked(
        columns,
        mapping["schema"],
        mapping["order"] or "",
        asked["encoding"],
        asked["rows"],
        list_columns.OFFERED,
        encodings.ALL,
    )


def _said(said: Said, where: str = "") -> SaidOf:
    return SaidOf(said.code, said.values, said.text, where)


def _handling(held: HeldList) -> Handling:
    return phrases.codes(Label(tuple(held.handling)))


def _marking(lists: Sequence[HeldList]) -> Handling | None:
    return phrases.strictest([_handling(held) for held in lists])
