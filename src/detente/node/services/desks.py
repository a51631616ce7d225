"""The desks of a node: what each is competent for, who belongs to it, who is on duty now.

On duty are those whom the roster names for this instant and who are not away. Where the roster names nobody who is
there, the deputies stand in. A desk without a roster counts its members as on duty, day and night.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import coded_lists, duties
from detente.node.stores.models import DeskMember, DeskRow, DutyRow, LeaveRow, Officer, Partner
from detente.node.stores.unit import unit

PLACES: Final = ("member", "deputy", "head")
_CODE: Final = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One officer who is on duty; `standing_in`: as a deputy, because nobody of the roster is there."""

    officer: Officer
    standing_in: bool = False


def find(node: Node, code: str) -> DeskRow:
    """Give a desk by its code; NotFound otherwise."""
    row = DeskRow.objects.using(node.alias).filter(code=code).first()
    if row is None:
        raise NotFound(f"There is no desk {code} here. `detente desk show` lists them.")
    return row


def arrange(
    node: Node,
    officer: Officer,
    code: str,
    *,
    name: str,
    topics: Collection[str] = (),
    partners: Collection[Partner] = (),
    languages: Collection[str] = (),
    main: bool = False,
) -> DeskRow:
    """Make a desk, or give the one of this code another name and competence. A new main desk takes over from the old.

    Cases that arrived stay where they are.

    Raises:
        RoleRefused: the officer arranges no desks.
        BadInput: the code, the name, a topic or a language cannot be one.
    """
    duties.require_at_desk(officer, "arrange-desks")
    if not _CODE.fullmatch(code):
        raise BadInput("The code of a desk has small letters, digits and hyphens, such as duty or zor-persons.")
    if not label.is_label(name) or len(name) > 120:
        raise BadInput("The name of a desk has at most 120 characters on one line, without hidden ones.")
    coded_lists.check_topics(topics)
    coded_lists.check_languages(languages)
    values = {
        "name": name,
        "topics": sorted({*topics}),
        "partners": sorted({each.pk for each in partners}),
        "languages": sorted({*languages}),
        "main": main,
    }
    with unit(node, "arrange desk") as work:
        if main:
            DeskRow.objects.using(node.alias).exclude(code=code).update(main=False)
        row, _ = DeskRow.objects.using(node.alias).update_or_create(code=code, defaults=values)
        shown = {**values, "partners": sorted(each.party for each in partners)}
        work.record(Act.DESK_ARRANGED, actor=officer.name, refs={"desk": code}, details=shown)
    return row


def place(node: Node, officer: Officer, desk: DeskRow, member: Officer, as_: str) -> None:
    """Let an officer belong to a desk as member, deputy or head; "" takes the place away.

    Raises:
        RoleRefused: the officer arranges no desks.
        BadInput: there is no such place.
    """
    duties.require_at_desk(officer, "arrange-desks")
    if as_ and as_ not in PLACES:
        raise BadInput(f"There is no place {as_} at a desk. Choose one of: {', '.join(PLACES)}.")
    rows = DeskMember.objects.using(node.alias)
    with unit(node, "place at desk") as work:
        if as_:
            rows.update_or_create(desk=desk, officer=member, defaults={"place": as_})
        else:
            rows.filter(desk=desk, officer=member).delete()
            # Who no longer belongs to a desk is on none of its future duties.
            DutyRow.objects.using(node.alias).filter(desk=desk, officer=member, end__gt=node.now()).delete()
        refs = {"desk": desk.code, "officer": member.name}
        work.record(Act.DESK_ARRANGED, actor=officer.name, refs=refs, details={"place": as_})


def set_duty(node: Node, officer: Officer, desk: DeskRow, member: Officer, *, begin: datetime, end: datetime) -> None:
    """Put an officer of the desk on its roster from `begin` to `end`.

    Raises:
        RoleRefused: the officer keeps no roster.
        BadInput: the end is not after the begin, or the officer does not belong to the desk.
    """
    duties.require_at_desk(officer, "keep-roster")
    _check_span(begin, end)
    if not DeskMember.objects.using(node.alias).filter(desk=desk, officer=member).exists():
        raise BadInput(f"{member.shown} does not belong to this desk. Give a place there first.")
    with unit(node, "set roster") as work:
        DutyRow.objects.using(node.alias).get_or_create(desk=desk, officer=member, begin=begin, end=end)
        refs = {"desk": desk.code, "officer": member.name}
        work.record(Act.ROSTER_CHANGED, actor=officer.name, refs=refs, details=_span(begin, end))


def set_leave(node: Node, officer: Officer, away: Officer, *, begin: datetime, end: datetime) -> None:
    """Put down that an officer is away, at every desk.

    Raises:
        RoleRefused: the officer keeps no roster.
        BadInput: the end is not after the begin.
    """
    duties.require_at_desk(officer, "keep-roster")
    _check_span(begin, end)
    with unit(node, "set leave") as work:
        LeaveRow.objects.using(node.alias).get_or_create(officer=away, begin=begin, end=end)
        details = {"leave": True, **_span(begin, end)}
        work.record(Act.ROSTER_CHANGED, actor=officer.name, refs={"officer": away.name}, details=details)


def on_duty(node: Node, desk: DeskRow, *, at: datetime) -> tuple[OnDuty, ...]:
    """Give who is on duty at a desk at an instant; empty where nobody is."""
    return on_duty_all(node, [desk], at=at)[desk.pk]


def on_duty_all(node: Node, desks: Sequence[DeskRow], *, at: datetime) -> Mapping[int, tuple[OnDuty, ...]]:
    """Give who is on duty at each of these desks, by its key. Four reads, however many desks there are."""
    keys = [desk.pk for desk in desks]
    members = list(DeskMember.objects.using(node.alias).filter(desk__in=keys).select_related("officer"))
    roster = DutyRow.objects.using(node.alias).filter(desk__in=keys)
    kept = set(roster.values_list("desk_id", flat=True))
    named = set(roster.filter(begin__lte=at, end__gt=at).values_list("desk_id", "officer_id"))
    away = set(_away(node, at))
    found: dict[int, tuple[OnDuty, ...]] = {}
    for desk in keys:
        there = [each for each in members if each.desk_id == desk and each.officer.active]
        there = [each for each in there if each.officer_id not in away]
        listed = [each for each in there if desk not in kept or (desk, each.officer_id) in named]
        first = [OnDuty(each.officer) for each in listed if desk in kept or each.place != "deputy"]
        found[desk] = tuple(first) or tuple(OnDuty(each.officer, True) for each in there if each.place == "deputy")
    return found


def heads(node: Node, desk: DeskRow) -> tuple[Officer, ...]:
    """Give the heads of a desk, whether they are there or not."""
    rows = DeskMember.objects.using(node.alias).filter(desk=desk, place="head", officer__active=True)
    return tuple(row.officer for row in rows.select_related("officer").order_by("officer__name"))


def deputies(node: Node, desk: DeskRow) -> tuple[Officer, ...]:
    """Give the deputies of a desk, whether they are there or not."""
    rows = DeskMember.objects.using(node.alias).filter(desk=desk, place="deputy", officer__active=True)
    return tuple(row.officer for row in rows.select_related("officer").order_by("officer__name"))


def desks_of(node: Node, officer: Officer) -> frozenset[int]:
    """Give the keys of the desks that an officer belongs to."""
    rows = DeskMember.objects.using(node.alias).filter(officer=officer)
    return frozenset(rows.values_list("desk_id", flat=True))


def is_away(node: Node, officer: Officer, *, at: datetime) -> bool:
    """Whether an officer is on leave at an instant."""
    return officer.pk in set(_away(node, at))


def _away(node: Node, at: datetime) -> Collection[int]:
    rows = LeaveRow.objects.using(node.alias).filter(begin__lte=at, end__gt=at)
    return list(rows.values_list("officer_id", flat=True))


def _check_span(begin: datetime, end: datetime) -> None:
    if end <= begin:
        raise BadInput("The end must lie after the beginning. Nothing was changed.")


def _span(begin: datetime, end: datetime) -> dict[str, Any]:
    return {"begin": format_instant(begin), "end": format_instant(end)}
