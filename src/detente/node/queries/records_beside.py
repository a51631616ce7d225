"""Two records side by side before they are merged, and what was said since when they are split."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.queries import phrases, watches
from detente.node.queries import records as shown
from detente.node.queries.records_page import (
    PropertyBeside,
    RecordLine,
    RecordPage,
    RecordsBeside,
    SplitPage,
    StatementLine,
)
from detente.node.queries.watches_page import WatchLine
from detente.node.services import (
    duties,
    record_finding,
    record_group,
    record_merging,
    record_sight,
    record_values,
    records,
)
from detente.node.services.record_finding import Found
from detente.node.services.record_values import CATEGORY
from detente.node.stores.models import Entry, Officer, RecordRow, StatementRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.persons import most_protective


def beside(node: Node, officer: Officer, first: RecordRow, second: RecordRow) -> RecordsBeside:
    """Give two records beside each other, property by property; that they were looked at goes on record.

    Raises:
        RoleRefused, NotFound, BadInput: as `record_merging.merge`.
    """
    duties.require_duty(officer, records.DUTY)
    record_merging.check(node, officer, first, second)
    pages = shown.page(node, officer, first), shown.page(node, officer, second)
    props = dict.fromkeys(each.prop for page in pages for each in page.statements)
    # What either goes by is said only as far as the officer may see that somebody stated it.
    category = most_protective(pages[0].line.category, [pages[1].line.category])
    told = category == most_protective(first.category, [second.category])
    dates = _dates(node, officer, (first, second), category) if told else []
    return RecordsBeside(
        now=node.now(),
        marking=phrases.strictest([page.marking for page in pages if page.marking is not None]),
        first=pages[0],
        second=pages[1],
        properties=tuple(_said_beside(prop, *pages) for prop in props),
        category=category,
        dated=len(dates) if told else None,
        soonest=min(dates, default=None),
        watches=_watches(node, officer, [each.entry_id for page in pages for each in page.messages]),
    )


def _said_beside(prop: str, first: RecordPage, second: RecordPage) -> PropertyBeside:
    says = _of(prop, first.statements), _of(prop, second.statements)
    hidden = any(page.withheld and not said for page, said in zip((first, second), says, strict=True))
    return PropertyBeside(prop, *says, hidden=hidden)


def splitting(node: Node, officer: Officer, joined: RecordRow) -> SplitPage:
    """Give what was said since a record was merged, of which the officer says whose it is.

    Raises:
        RoleRefused, NotFound, BadInput: as `record_merging.split`.
    """
    duties.require_duty(officer, records.DUTY)
    with unit(node, "read record") as work:
        merged, stands, joined = record_merging.apart(node, officer, joined)
        work.record(Act.RECORD_READ, actor=officer.name, refs={"record": stands.uid})
    made = {each.pk for each in record_merging.since(node, merged)}
    everything, seen = _said(node, officer, stands)
    theirs = record_group.places(node, [joined])
    hidden = {each.pk for each in everything} - {each.pk for each in seen}
    since = [each for each in seen if each.pk in made]
    known = [each for each in seen if each.pk not in made and each.ended_at is None]
    stays = [each for each in known if each.record_id not in theirs]
    returns = [each for each in known if each.record_id in theirs]
    then = (
        _category(record_group.category_of(node, stands, without=merged), stays),
        _category(record_group.category_of(node, joined), returns),
    )
    return SplitPage(
        now=node.now(),
        marking=shown.marking(seen),
        stands=replace(_line(node, officer, stands), category=then[0]),
        joined=replace(_line(node, officer, joined), category=then[1]),
        because=merged.because,
        by=merged.by.name,
        at=merged.at,
        stays=tuple(map(shown.statement, stays)),
        returns=tuple(map(shown.statement, returns)),
        since=tuple(map(shown.statement, since)),
        withheld=bool(hidden - made),
        withheld_since=bool(hidden & made),
    )


def _category(category: str, seen: list[StatementRow]) -> str:
    """Give a category as far as one of these statements says it, else the newest that they say."""
    stated = [each.value for each in seen if each.prop == CATEGORY]
    return category if category in stated else next(reversed(stated), "other")


def _said(node: Node, officer: Officer, row: RecordRow) -> tuple[list[StatementRow], list[StatementRow]]:
    """Give what is not erased of a record and of those in it, and what of it the officer may see."""
    rows = record_group.statements(node, row).filter(erased_at=None)
    everything = list(rows.select_related("entry", "entry__partner", "by", "ended_by"))
    return everything, record_sight.seen(node, officer, everything, category=row.category, act=PolicyAct.OPEN)


def _dates(node: Node, officer: Officer, rows: Iterable[RecordRow], category: str) -> list[datetime]:
    """Give the dates of deletion by a category of those values that have another one by now."""
    seen = [each for row in rows for each in _said(node, officer, row)[1]]
    then = ((each, record_values.followed(each, category, now=node.now())[1]) for each in seen)
    return [date for each, date in then if date != each.delete_by]


def _watches(node: Node, officer: Officer, uids: Iterable[str]) -> tuple[WatchLine, ...]:
    """Give the watches that nobody ended of the threads of these messages, each once."""
    entries = Entry.objects.using(node.alias).filter(uid__in=list(uids)).select_related("partner")
    found = {line.id: line for entry in entries for line in watches.left(node, officer, entry)}
    return tuple(found.values())


def _of(prop: str, lines: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    return tuple(each for each in lines if each.prop == prop)


def _line(node: Node, officer: Officer, row: RecordRow) -> RecordLine:
    found = record_finding.visible(node, officer, [row])
    return shown.line(found[0] if found else Found(row, ()))
