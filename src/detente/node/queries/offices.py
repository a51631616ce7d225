"""The desks as their pages show them: competence, presence, queue, roster, sheets, and where a case may go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from django.db.models import Q

from detente.cases.escalation import DANGER, Urgency
from detente.model import b64
from detente.model.instant import parse_instant
from detente.node.context import Node
from detente.node.queries import parties as shown
from detente.node.queries import phrases, rows, withholding
from detente.node.queries.desk import Signing, Text
from detente.node.queries.office_page import (
    Alarm,
    Colleague,
    DeskLine,
    DeskPage,
    DesksPage,
    HandPage,
    MemberLine,
    Place,
    Present,
    SheetCase,
    SheetLine,
    SheetPage,
    Stretch,
)
from detente.node.queries.parties import Parties
from detente.node.services import casework, desk_facts, desks, duties, escalating, passkeys, shifts
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, DeskMember, DeskRow, DutyRow, Entry, LeaveRow, Officer, ShiftRow

MOST_ROWS = 200
MOST_SHEETS = 12
MOST_STRETCHES = 60


def desks_page(node: Node) -> DesksPage:
    """Give all desks."""
    lines = lines_of(node, DeskRow.objects.using(node.alias).order_by("-main", "name"), shown.load(node))
    return DesksPage(node.now(), lines, nowhere=desk_facts.counts_of(node).get(None, (0, 0))[0])


def desk_page(node: Node, officer: Officer, desk: DeskRow) -> DeskPage:
    """Give one desk with what waits there."""
    now, parties, asking = node.now(), shown.load(node), Asking(node, officer)
    waiting = CaseRow.objects.using(node.alias).filter(desk=desk, next_due__isnull=False)
    ids = list(waiting.order_by("next_due", "pk").values_list("pk", flat=True)[:MOST_ROWS])
    found = {entry.pk: entry for entry in rows.light(rows.messages_of(node).filter(pk__in=ids))}
    known = asking.may_know([found[pk] for pk in ids if pk in found])
    queue = rows.rows_of(asking, known, parties, now=now)
    stretches = DutyRow.objects.using(node.alias).filter(desk=desk, end__gt=now).select_related("officer")
    sheets = ShiftRow.objects.using(node.alias).filter(desk=desk).select_related("given_by", "taken_by")
    return DeskPage(
        now=now,
        marking=phrases.strictest([row.handling for row in queue]),
        desk=lines_of(node, [desk], parties)[0],
        rows=queue,
        members=_members(node, desk),
        roster=tuple(
            Stretch(each.officer.shown, each.begin, each.end) for each in stretches.order_by("begin")[:MOST_STRETCHES]
        ),
        sheets=tuple(_sheet_line(each) for each in sheets.defer("sheet").order_by("-made_at")[:MOST_SHEETS]),
        may=_may(officer),
    )


def sheet_page(node: Node, officer: Officer, desk: DeskRow, row: ShiftRow) -> SheetPage:
    """Give one hand-over sheet, as it was frozen."""
    content, parties = shifts.content_of(row), shown.load(node)
    codes = {party.code: party for party in parties.by_row.values()}
    names = dict(Officer.objects.using(node.alias).values_list("name", "shown"))
    turn = _turn(officer, row)
    subject = bytes(row.sheet_hash)
    return SheetPage(
        now=node.now(),
        desk=lines_of(node, [desk], parties)[0],
        sheet=_sheet_line(row),
        on_duty=tuple(names.get(name, name) for name in content["on_duty"]),
        open=content["open"],
        late=content["late"],
        cases=tuple(
            SheetCase(
                each["id"],
                codes.get(each["partner"], parties.find(each["partner"])),
                each["clock"],
                parse_instant(each["due"]) if each["due"] else None,
                each["late"],
                names.get(each["officer"], each["officer"]),
            )
            for each in content["cases"]
        ),
        left_out=content["left_out"],
        notes=content["notes"],
        hash=subject.hex(),
        turn=turn,
        signing=Signing(b64.encode(subject), passkeys.credential_ids(node, officer)) if turn else None,
    )


def hand_page(node: Node, officer: Officer, entry: Entry) -> HandPage:
    """Give where the case of an entry is, and where it may go."""
    now, parties = node.now(), shown.load(node)
    lines = lines_of(node, DeskRow.objects.using(node.alias).order_by("-main", "name"), parties)
    found = casework.dialogue_of(node, entry)
    case = None if found is None else CaseRow.objects.using(node.alias).select_related("desk").get(pk=found[0])
    code = "" if case is None or case.desk is None else case.desk.code
    away = set(LeaveRow.objects.using(node.alias).filter(begin__lte=now, end__gt=now).values_list("officer", flat=True))
    others = Officer.objects.using(node.alias).filter(active=True).exclude(pk=officer.pk).order_by("shown")
    return HandPage(
        now=now,
        entry_id=entry.uid,
        subject=Text(withholding.subject(Asking(node, officer), entry)),
        party=parties.by_row[entry.partner_id],
        desk=next((line for line in lines if line.code == code), None),
        desks=tuple(line for line in lines if line.code != code),
        colleagues=tuple(
            Colleague(each.name, each.shown, each.pk in away) for each in others if duties.may_at_desk(each, "hand-on")
        ),
    )


def alarm(node: Node, officer: Officer) -> Alarm:
    """Give what presses for an officer: what reminders stand, and warnings at the own desks that nobody accepted."""
    standing = escalating.standing_for(node).get(officer.name)
    mine = Q(desk__in=desks.desks_of(node, officer)) | Q(desk=None)
    waiting = CaseRow.objects.using(node.alias).filter(
        mine, dialogue__in=DANGER, side="receiver", state__in=("received", "opened")
    )
    dangers = waiting.count()
    if standing is None and not dangers:
        return Alarm()
    urgency = Urgency.GRAVE if dangers or standing is None else standing.urgency
    return Alarm((0 if standing is None else standing.count) + dangers, urgency.value)


def lines_of(node: Node, wanted: Iterable[DeskRow], parties: Parties) -> tuple[DeskLine, ...]:
    """Give desks with who is on duty now; the same number of reads for one and for many."""
    found = list(wanted)
    there, counts = desks.on_duty_all(node, found, at=node.now()), desk_facts.counts_of(node)
    return tuple(
        DeskLine(
            code=desk.code,
            name=desk.name,
            topics=tuple(phrases.choice(topic) for topic in desk.topics),
            partners=tuple(parties.by_row[key] for key in desk.partners if key in parties.by_row),
            languages=tuple(desk.languages),
            main=desk.main,
            on_duty=tuple(Present(each.officer.shown, each.standing_in) for each in there[desk.pk]),
            open=counts.get(desk.pk, (0, 0))[0],
            late=counts.get(desk.pk, (0, 0))[1],
        )
        for desk in found
    )


def _members(node: Node, desk: DeskRow) -> tuple[MemberLine, ...]:
    now = node.now()
    leaves = LeaveRow.objects.using(node.alias).filter(begin__lte=now, end__gt=now)
    away = dict(leaves.order_by("end").values_list("officer", "end"))
    members = DeskMember.objects.using(node.alias).filter(desk=desk, officer__active=True).select_related("officer")
    return tuple(
        MemberLine(each.officer.name, each.officer.shown, cast(Place, each.place), away.get(each.officer_id))
        for each in members.order_by("place", "officer__shown")
    )


def _sheet_line(row: ShiftRow) -> SheetLine:
    return SheetLine(
        str(row.pk),
        row.made_at,
        row.given_by.shown,
        row.given_at,
        "" if row.taken_by is None else row.taken_by.shown,
        row.taken_at,
    )


def _turn(officer: Officer, row: ShiftRow) -> Literal["give", "take", ""]:
    if not duties.may_at_desk(officer, "sign-shift") or row.taken_at is not None:
        return ""
    mine = row.given_by_id == officer.pk
    if row.given_at is None:
        return "give" if mine else ""
    return "" if mine else "take"


def _may(officer: Officer) -> tuple[Literal["roster", "sheet"], ...]:
    roster: tuple[Literal["roster"], ...] = ("roster",) if duties.may_at_desk(officer, "keep-roster") else ()
    sheet: tuple[Literal["sheet"], ...] = ("sheet",) if duties.may_at_desk(officer, "sign-shift") else ()
    return (*roster, *sheet)
