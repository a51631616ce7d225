"""Watches and alerts as lines, for those who may know of the messages that asked for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Q, Value, When

from detente.cases import watches
from detente.matching.names import compare_in_list, prepare
from detente.matching.names.explained import explain
from detente.matching.names.phrases import LANGUAGES
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import further_choices, parties, persons, phrases, withholding
from detente.node.queries.desk import Handling, Text
from detente.node.queries.watches_page import AlertLine, KeptLine, WatchLine, WatchList, WatchOffer, WatchPage
from detente.node.services import deciding, duties, fulfilled, opening, standing_watches
from detente.node.services.deciding import Asking
from detente.node.stores.models import AlertRow, Entry, KeptWatch, Officer, WatchRow
from detente.policy.acts import Act
from detente.protocol import header as headers

MOST: Final = 500
MOST_ALERTS: Final = 50
"""Alerts that stand on the page of watches with their reasons, for which each is compared anew."""
MOST_ENDING: Final = 50
"""Watches that end, on My work."""
DUTY: Final = "keep-watches"
_PRESSING: Final = (
    Case(When(band="match", then=Value(0)), default=Value(1)),
    Case(*(When(watch__instruction=each, then=Value(watches.strength(each))) for each in watches.INSTRUCTIONS)),
    "opened_at",
    "pk",
)
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


def listing(node: Node, officer: Officer, *, ended: bool = False) -> WatchList:
    """Give the page of watches: those that stand, and the alerts that nobody took."""
    lines, (waiting, cut) = standing(node, officer, ended=ended), _waiting(node, officer)
    raised = tuple(_alert_shown(row, closed=closed, why=True) for row, closed in waiting[:MOST_ALERTS])
    shown = {each.entry_id for each in lines if each.names} | {each.entry_id for each in raised if each.names}
    keeps, of_partners = duties.may_at_desk(officer, DUTY), kept(node, officer)
    marking = _marking(node, shown, ours={each.entry_id for each in of_partners})
    return WatchList(node.now(), marking, lines, raised, keeps, of_partners, len(waiting) - len(raised), cut)


def kept(node: Node, officer: Officer, *, ending: bool = False) -> tuple[KeptLine, ...]:
    """Give the watches that partners keep for us, the nearest end first; with `ending` those that said that they end.

    Of the messages that the officer may not know of, none.
    """
    rows = KeptWatch.objects.using(node.alias).filter(let_end_at__isnull=True).select_related("entry__partner")
    light = rows.defer(*(f"entry__{name}" for name in ("box", "body", "plaintext", "cek"))).order_by("until", "pk")
    found = list(light.filter(said__isnull=False)[:MOST_ENDING] if ending else light[:MOST])
    if not found:
        return ()
    asking, now, known = Asking(node, officer), node.now(), parties.load(node)
    told = {entry.pk for entry in asking.may_know([row.entry for row in found])}
    return tuple(
        KeptLine(
            entry_id=row.entry.uid,
            subject=Text(withholding.subject(asking, row.entry)),
            party=known.by_row[row.entry.partner_id],
            until=row.until,
            over=row.until <= now,
            warned=row.said is not None,
        )
        for row in found
        if row.entry_id in told
    )


def page(node: Node, officer: Officer, row: WatchRow) -> WatchPage:
    """Give the page of one watch, with every alert that it raised."""
    _, closed = _sight(node, officer, [row.entry])
    rows = AlertRow.objects.using(node.alias).filter(watch=row).order_by("-pk")
    raised = list(rows.select_related("watch__entry__partner", "told_to", "acknowledged_by")[:MOST])
    line = watch_line(node, row, sum(each.acknowledged_at is None for each in raised))
    lines = tuple(alert_line(each, why=True) for each in raised)
    if closed:
        line, lines = _without_words(line), tuple(map(_alert_without_words, lines))
    given = {} if closed else row.person
    born, countries, numbers = (tuple(given.get(name, ())) for name in ("birthDate", "country", "idNumber"))
    marking = None if closed else _marking(node, {row.entry.uid})
    keeps = duties.may_at_desk(officer, DUTY)
    return WatchPage(node.now(), marking, line, born, countries, numbers, lines, _owners(node), keeps)


def offer(node: Node, officer: Officer, entry: Entry) -> WatchOffer:
    """Give what a watch for a message begins with.

    Raises:
        Forbidden: policy does not let the officer open the message.
    """
    deciding.require(node, officer, Act.OPEN, entry, fulfils=fulfilled.READING)
    asking = Asking(node, officer)
    named = persons.persons_in(opening.payload_of(entry))
    facts = [fact for person in named for fact in person.facts]
    return WatchOffer(
        now=node.now(),
        marking=_marking(node, {entry.uid}),
        entry_id=entry.uid,
        subject=Text(withholding.subject(asking, entry)),
        names=tuple(name.text for person in named for name in person.names),
        born=tuple(fact.value.text for fact in facts if fact.code == "birth" and fact.value.text[:4].isdigit()),
        numbers=tuple(fact.value.text for fact in facts if fact.code == "document"),
        purposes=further_choices.choices(node, officer, entry).purposes,
        owners=_owners(node),
        standing=left(node, officer, entry),
    )


def left(node: Node, officer: Officer, entry: Entry) -> tuple[WatchLine, ...]:
    """Give the watches of a thread that nobody ended, as the officer may see them."""
    rows = standing_watches.open_of(node, entry)
    known, closed = _sight(node, officer, (row.entry for row in rows))
    shown = [(row, watch_line(node, row, 0)) for row in rows if row.entry_id in known]
    return tuple(_without_words(line) if row.entry_id in closed else line for row, line in shown)


def _owners(node: Node) -> dict[str, str]:
    """Give who may own a watch: short name and name on screens."""
    rows = Officer.objects.using(node.alias).filter(active=True).order_by("name")
    return {row.name: row.shown or row.name for row in rows if duties.may_at_desk(row, DUTY)}


def _marking(node: Node, uids: Iterable[str], *, ours: Iterable[str] = ()) -> Handling | None:
    named = Q(uid__in=list(uids), ours=False) | Q(uid__in=list(ours), ours=True)
    rows = Entry.objects.using(node.alias).filter(named)
    known = parties.load(node)
    return phrases.strictest([phrases.label(headers.parse(bytes(row.header)).handling, known) for row in rows])


def undecided(node: Node) -> tuple[WatchLine, ...]:
    """Give the watches whose end has passed and that nobody decided, for oversight; without names and reasons."""
    rows = WatchRow.objects.using(node.alias).filter(ended_at__isnull=True, until__lte=node.now())
    found = rows.select_related("entry__partner", "owner").order_by("until", "pk")[:MOST]
    return tuple(_without_words(watch_line(node, row, 0)) for row in found)


def alerts(
    node: Node, officer: Officer, *, every: bool = False, ids: Collection[int] | None = None
) -> tuple[AlertLine, ...]:
    """Give the alerts that nobody took, or those of these `ids`, at most 500: the most pressing first.

    A match comes before all else, then the strongest instruction, then the oldest.
    """
    found, _ = _waiting(node, officer, every=every, ids=ids)
    return tuple(_alert_shown(row, closed=closed, why=False) for row, closed in found)


def _waiting(
    node: Node, officer: Officer, *, every: bool = False, ids: Collection[int] | None = None
) -> tuple[list[tuple[AlertRow, bool]], bool]:
    """Give the alerts of which the officer may know, and whether a rule closes the message; whether there are more."""
    rows = AlertRow.objects.using(node.alias).select_related("watch__entry__partner", "told_to", "acknowledged_by")
    if not every:
        rows = rows.filter(acknowledged_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    found = list(rows.order_by(*_PRESSING)[: MOST + 1])
    known, closed = _sight(node, officer, (row.watch.entry for row in found))
    shown = [(row, row.watch.entry_id in closed) for row in found[:MOST] if row.watch.entry_id in known]
    return shown, len(found) > MOST


def _alert_shown(row: AlertRow, *, closed: bool, why: bool) -> AlertLine:
    line = alert_line(row, why=why and not closed)
    return _alert_without_words(line) if closed else line


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


def alert_line(row: AlertRow, *, why: bool) -> AlertLine:
    """Give one alert; `why`: with its reasons in words."""
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
        reasons=_reasons(row.record, row.watch.person) if why else {},
    )


def plain(line: WatchLine | AlertLine) -> dict[str, Any]:
    """Give a line with its times as text."""
    values = {name: getattr(line, name) for name in line.__dataclass_fields__}
    return {name: format_instant(each) if isinstance(each, datetime) else each for name, each in values.items()}


def _reasons(seen: Mapping[str, Any], looked_for: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give in each language why who was seen may be who is looked for; nothing where one of them was erased."""
    if not seen.get("names") or not looked_for.get("names"):
        return {}
    compared = compare_in_list(prepare(seen), prepare(looked_for))
    return {language: tuple(each.text for each in explain(compared, language)) for language in LANGUAGES}


def _sight(node: Node, officer: Officer, entries: Iterable[Entry]) -> tuple[frozenset[int], frozenset[int]]:
    """Give of which entries the officer may know, and whose contents a rule of the house closes to them."""
    asking, found = Asking(node, officer), list({each.pk: each for each in entries}.values())
    limits = withholding.limits(asking, found)
    closed = frozenset(key for key, limit in limits.items() if limit.withheld)
    return frozenset(entry.pk for entry in asking.may_know(found)), closed


def _without_words(line: WatchLine) -> WatchLine:
    return replace(line, names=(), because="", basis="", ended_because="")


def _alert_without_words(line: AlertLine) -> AlertLine:
    return replace(line, names=(), looked_for=(), place="", told_words="", why=(), reasons={})
