"""Watches and alerts as lines, for those who may know of the messages that asked for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from detente.cases import watches
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import withholding
from detente.node.queries.watches_page import AlertLine, WatchLine
from detente.node.services.deciding import Asking
from detente.node.stores.models import AlertRow, Entry, Officer, WatchRow

MOST: Final = 500
_PROPOSES: Final = {"out": "travelled", "in": "returned"}


def standing(node: Node, officer: Officer, *, ended: bool = False) -> tuple[WatchLine, ...]:
    """Give the watches, the nearest end first; with `ended` also those that a person ended."""
    rows = WatchRow.objects.using(node.alias).select_related("entry__partner", "owner").order_by("until", "pk")
    found = list((rows if ended else rows.filter(ended_at__isnull=True))[:MOST])
    known, closed = _sight(node, officer, (row.entry for row in found))
    open_ = AlertRow.objects.using(node.alias).filter(watch__in=found, acknowledged_at__isnull=True)
    counts: dict[int, int] = {}
    for key in open_.values_list("watch_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    shown = [(row, watch_line(node, row, counts.get(row.pk, 0))) for row in found if row.entry_id in known]
    return tuple(_without_words(line) if row.entry_id in closed else line for row, line in shown)


def undecided(node: Node) -> tuple[WatchLine, ...]:
    """Give the watches whose end has passed and that nobody decided, for oversight; without names and reasons."""
    rows = WatchRow.objects.using(node.alias).filter(ended_at__isnull=True, until__lte=node.now())
    found = rows.select_related("entry__partner", "owner").order_by("until", "pk")[:MOST]
    return tuple(_without_words(watch_line(node, row, 0)) for row in found)


def alerts(node: Node, officer: Officer, *, every: bool = False) -> tuple[AlertLine, ...]:
    """Give the alerts that nobody took: a match first, the strongest instruction first, the oldest first."""
    rows = AlertRow.objects.using(node.alias).select_related("watch__entry__partner", "told_to", "acknowledged_by")
    found = list((rows if every else rows.filter(acknowledged_at__isnull=True)).order_by("-pk")[:MOST])
    known, closed = _sight(node, officer, (row.watch.entry for row in found))
    shown = [row for row in found if row.watch.entry_id in known]
    shown.sort(key=lambda row: (row.band != "match", watches.strength(row.watch.instruction), row.opened_at, row.pk))
    lines = [(row, alert_line(row)) for row in shown]
    return tuple(_alert_without_words(line) if row.watch.entry_id in closed else line for row, line in lines)


def watch_line(node: Node, row: WatchRow, open_alerts: int) -> WatchLine:
    """Give one watch as it stands now."""
    return WatchLine(
        id=str(row.pk),
        state=watches.state(until=row.until, ended=row.ended_at is not None, now=node.now()),
        names=tuple(row.person.get("names", ())),
        instruction=row.instruction,
        owner=row.owner.name,
        asker=row.entry.partner.code,
        entry_id=row.entry.uid,
        topic=row.entry.topic or "",
        basis=row.basis,
        because=row.because,
        since=row.since,
        until=row.until,
        open_alerts=open_alerts,
        ended_because=row.ended_because,
    )


def alert_line(row: AlertRow) -> AlertLine:
    """Give one alert."""
    return AlertLine(
        id=str(row.pk),
        watch_id=str(row.watch.pk),
        asker=row.watch.entry.partner.code,
        entry_id=row.watch.entry.uid,
        what=row.what,
        direction=row.direction,
        place=row.place,
        source=row.source,
        happened_at=row.happened_at,
        names=tuple(row.record.get("names", ())),
        looked_for=tuple(row.watch.person.get("names", ())),
        instruction=row.watch.instruction,
        score=row.score,
        band=row.band,
        why=tuple(each["what"] for each in row.why),
        ground=row.ground,
        proposes=_PROPOSES.get(row.direction, "seen"),
        told_to="" if row.told_to is None else row.told_to.name,
        told_words=row.told_words,
        taken=row.taken,
        acknowledged_by="" if row.acknowledged_by is None else row.acknowledged_by.name,
    )


def plain(line: WatchLine | AlertLine) -> dict[str, Any]:
    """Give a line with its times as text."""
    values = {name: getattr(line, name) for name in line.__dataclass_fields__}
    return {name: format_instant(each) if isinstance(each, datetime) else each for name, each in values.items()}


def _sight(node: Node, officer: Officer, entries: Iterable[Entry]) -> tuple[frozenset[int], frozenset[int]]:
    """Give of which entries the officer may know, and whose contents a rule of the house closes to them."""
    asking, found = Asking(node, officer), list({each.pk: each for each in entries}.values())
    limits = withholding.limits(asking, found)
    closed = frozenset(key for key, limit in limits.items() if limit.withheld)
    return frozenset(entry.pk for entry in asking.may_know(found)), closed


def _without_words(line: WatchLine) -> WatchLine:
    return replace(line, names=(), because="", basis="", ended_because="")


def _alert_without_words(line: AlertLine) -> AlertLine:
    return replace(line, names=(), looked_for=(), place="", told_words="", why=())
