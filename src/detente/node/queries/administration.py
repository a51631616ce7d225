"""The pages of administration: calendars of the parties, officers with their desks, and the presets of deadlines."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal, cast
from zoneinfo import available_timezones

from detente.cases.counting import Days, Months
from detente.cases.deadline import Deadline, Preset
from detente.cases.default_preset import DETENTE_DEFAULT
from detente.cases.presets import PRESETS
from detente.node.context import Node
from detente.node.queries import offices
from detente.node.queries import parties as shown
from detente.node.queries.administration_page import (
    AdministrationPage,
    CalendarLine,
    CalendarPage,
    DeadlinesPage,
    Limit,
    OfficerLine,
    PresetLine,
    Weekday,
)
from detente.node.queries.parties import Parties
from detente.node.services import duties, working_calendars
from detente.node.services.working_calendars import Shown
from detente.node.stores.models import DeskMember, DeskRow, LeaveRow, Officer, Partner

ARTICLE: Final = "text of the article"
_STEPS: Final = frozenset({"opened", "accepted", "answer", "interim", "outcome"})
"""What of the default is shown: an officer meets these every day."""


def administration_page(node: Node, officer: Officer) -> AdministrationPage:
    """Give everything that is arranged here."""
    parties = shown.load(node)
    return AdministrationPage(
        now=node.now(),
        calendars=tuple(_calendar(each, parties) for each in working_calendars.all_of(node)),
        desks=offices.lines_of(node, DeskRow.objects.using(node.alias).order_by("-main", "name"), parties),
        officers=_officers(node),
        may=duties.has(officer, "configure"),
    )


def calendar_page(node: Node, partner: Partner | None) -> CalendarPage:
    """Give the calendar of one party, ours for None."""
    wanted = None if partner is None else partner.pk
    found = next(
        each for each in working_calendars.all_of(node) if (None if each.partner is None else each.partner.pk) == wanted
    )
    return CalendarPage(node.now(), _calendar(found, shown.load(node)), tuple(sorted(available_timezones())))


def deadlines_page(node: Node) -> DeadlinesPage:
    """Give all presets, ours first."""
    return DeadlinesPage(node.now(), tuple(_preset(each) for each in PRESETS.values()))


def _calendar(given: Shown, parties: Parties) -> CalendarLine:
    party = parties.us if given.partner is None else parties.by_row[given.partner.pk]
    place = given.place
    days = cast(tuple[Weekday, ...], given.weekend)
    return CalendarLine(party, given.partner is None, place.zone, place.country, place.subdivision, days)


def _officers(node: Node) -> tuple[OfficerLine, ...]:
    now = node.now()
    leaves = LeaveRow.objects.using(node.alias).filter(begin__lte=now, end__gt=now)
    away = dict(leaves.order_by("end").values_list("officer", "end"))
    places: dict[int, list[str]] = {}
    for member in DeskMember.objects.using(node.alias).select_related("desk").order_by("desk__name"):
        places.setdefault(member.officer_id, []).append(member.desk.name)
    found = Officer.objects.using(node.alias).filter(active=True).order_by("shown")
    return tuple(
        OfficerLine(each.shown, each.role, tuple(places.get(each.pk, ())), away.get(each.pk)) for each in found
    )


def _preset(given: Preset) -> PresetLine:
    read: Literal["article", "secondary", ""] = ""
    if given.read:
        read = "article" if given.read == ARTICLE else "secondary"
    steps = _STEPS if given is DETENTE_DEFAULT else {each.step for each in given.deadlines}
    limits = tuple(_limit(each) for each in given.deadlines if each.step in steps and each.limit)
    return PresetLine(
        given.id,
        given.title,
        given.legal_basis,
        given.status,
        read,
        given.checked,
        limits,
        given.silence_is_lawful,
    )


def _limit(given: Deadline) -> Limit:
    match given.limit:
        case Months(count):
            return Limit(given.step, months=count)
        case Days(count, True):
            return Limit(given.step, working_days=count)
        case Days(count):
            return Limit(given.step, days=count)
        case timedelta() as span:
            return Limit(given.step, span=span)
        case _:
            return Limit(given.step)
