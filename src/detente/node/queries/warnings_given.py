"""Warnings as the desk reads them: being prepared here, sent, come, and those that nobody got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from detente.cases.asked import OPENS
from detente.cases.kinds import TABLES
from detente.model.errors import NotFound
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.queries import asked_values, case_screen, phrases, receipts, rows, withholding
from detente.node.queries import parties as shown
from detente.node.queries.case_page import Done
from detente.node.queries.desk import Choice, DutyToWarn, Member, Text
from detente.node.queries.parties import Parties
from detente.node.queries.warnings_page import EndedLine, PreludePage, PreparedLine, WarningLine, WarningsPage
from detente.node.services import approving, casework, duties, duty_to_warn, opening, preludes, scopes
from detente.node.services.deciding import Asking
from detente.node.stores import calendars
from detente.node.stores.models import CaseRow, DraftRow, Entry, Officer, PreludeRow, PreludeStep
from detente.policy import reasons
from detente.protocol import header as headers

MOST: Final = 50
QUARTER: Final = timedelta(days=92)
_ENDS: Final = ("waive", "drop")


def page(node: Node, officer: Officer) -> WarningsPage:
    """Give every list of warnings that the officer may see.

    Raises:
        RoleRefused: the officer works at no desk.
    """
    duties.require_at_desk(officer, "hand-on")
    parties, now = shown.load(node), node.now()
    asking = Asking(node, officer)
    theirs, ours = (_of_side(node, asking, parties, side) for side in ("receiver", "sender"))
    labels = [phrases.label(headers.parse(bytes(entry.header)).handling, parties) for entry, _ in (*theirs, *ours)]
    return WarningsPage(
        now=now,
        marking=phrases.strictest(labels),
        prepared=_prepared(node, officer, parties),
        theirs=tuple(line for _, line in theirs),
        ours=tuple(line for _, line in ours),
        ended=_ended(node, parties, since=now - QUARTER),
    )


def before(node: Node, officer: Officer, prelude_id: str) -> PreludePage:
    """Give one warning before it left, or that never did.

    Raises:
        NotFound: there is none of that number, it left, or a colleague is still writing it.
        RoleRefused: the officer works at no desk.
    """
    duties.require_at_desk(officer, "hand-on")
    row = preludes.find(node, prelude_id, kind=duty_to_warn.KIND)
    content = _content(row)
    mine = row.draft is not None and row.draft.author_id == officer.pk
    if row.entry_id is not None or (row.state == "draft" and not mine):
        raise NotFound("This warning is not here any more, or a colleague is still writing it.")
    parties = shown.load(node)
    given = (content.get("more") or {}).get("given") or {}
    lang = str(content.get("lang") or "")
    submitted = row.draft is not None and row.draft.state == approving.SUBMITTED
    return PreludePage(
        now=node.now(),
        prelude_id=str(row.pk),
        party=None if row.partner_id is None else parties.by_row[row.partner_id],
        subject=Text(str(content.get("subject") or ""), lang),
        words=(Text(str(content.get("text") or ""), lang),),
        members=_members(given, lang),
        author=_author(row),
        state="submitted" if submitted else row.state,
        duty=duty(node, officer, row),
        done=_done(node, row),
        draft_id="" if row.draft is None else str(row.draft.pk),
        mine=mine,
        signs=submitted and not mine and duties.approves_as(officer) is not None,
        reasons={
            act: tuple(Choice(code, dict(labels)) for code, labels in reasons.REASONS[duty_to_warn.KIND, act].items())
            for act in _ENDS
        },
    )


def duty_of(node: Node, officer: Officer, draft: DraftRow) -> DutyToWarn | None:
    """Give the test of a drafted warning, None where the draft is none."""
    row = preludes.of_draft(node, draft) if draft.content.get("kind") == duty_to_warn.KIND else None
    return None if row is None else duty(node, officer, row)


def duty(node: Node, officer: Officer, row: PreludeRow) -> DutyToWarn:
    """Give the test of a warning that has not left, with what this officer may do about it."""
    holds = duty_to_warn.holds(node, row)
    fitting = {"test", "waive"} if holds else {"test", "drop"}
    return DutyToWarn(
        prelude_id=str(row.pk),
        answers=duty_to_warn.answers(node, row),
        holds=holds,
        acts=()
        if row.ended_at is not None
        else tuple(each.event for each in preludes.possible(node, officer, row) if each.event in fitting),
        questions=asked_values.of_act(duty_to_warn.KIND, "test"),
    )


def _prepared(node: Node, officer: Officer, parties: Parties) -> tuple[PreparedLine, ...]:
    found = PreludeRow.objects.using(node.alias).filter(
        kind=duty_to_warn.KIND, entry=None, ended_at=None, draft__isnull=False
    )
    known = list(found.select_related("draft__author").order_by("-opened_at")[:MOST])
    tests = _tests(node, known)
    lines = []
    for row in known:
        draft = row.draft
        if draft is None:
            continue
        mine = draft.author_id == officer.pk
        submitted = draft.state == approving.SUBMITTED
        readable = mine or row.state != "draft"
        content = _content(row)
        lines.append(
            PreparedLine(
                prelude_id=str(row.pk),
                party=None if row.partner_id is None else parties.by_row[row.partner_id],
                subject=Text(str(content.get("subject") or "") if readable else ""),
                author=draft.author.shown,
                at=row.opened_at,
                state="submitted" if submitted else row.state,
                holds=all(tests.get(row.pk, {}).get(name) for name in duty_to_warn.QUESTIONS),
                mine=mine,
                draft_id=str(draft.pk) if readable else "",
                signs=submitted and not mine and duties.approves_as(officer) is not None,
            )
        )
    return tuple(lines)


def _tests(node: Node, known: Sequence[PreludeRow]) -> dict[int, Mapping[str, Any]]:
    steps = PreludeStep.objects.using(node.alias).filter(prelude__in=[row.pk for row in known], event="test")
    return dict(steps.order_by("pk").values_list("prelude_id", "details"))


def _ended(node: Node, parties: Parties, *, since: datetime) -> tuple[EndedLine, ...]:
    steps = PreludeStep.objects.using(node.alias).filter(
        prelude__kind=duty_to_warn.KIND, event__in=_ENDS, at__gte=since
    )
    lines = []
    for step in steps.select_related("prelude", "officer").order_by("-at")[:MOST]:
        row, code = step.prelude, str(step.details.get("code") or "")
        lines.append(
            EndedLine(
                prelude_id=str(row.pk),
                party=None if row.partner_id is None else parties.by_row[row.partner_id],
                subject=Text(str(row.content.get("subject") or "")),
                state=row.state,
                reason=asked_values.coded(code) if code else None,
                officer="" if step.officer is None else step.officer.shown,
                at=step.at,
            )
        )
    return tuple(lines)


def _of_side(node: Node, asking: Asking, parties: Parties, side: str) -> list[tuple[Entry, WarningLine]]:
    found = CaseRow.objects.using(node.alias).filter(dialogue=duty_to_warn.KIND, side=side)
    # A colleague may not know of all of them: so many more are read that the newest are there.
    known = {row.entry_id: row for row in found.order_by("-entry_id")[: 2 * MOST]}
    entries = rows.messages_of(node).filter(pk__in=known).select_related("partner", "batch").order_by("-pk")
    seen = asking.may_know(entries)[:MOST]
    subjects, places = withholding.subjects(asking, seen), calendars.load(node.alias)
    outcomes = _outcomes(node, seen)
    lines = []
    for entry in seen:
        row = known[entry.pk]
        row.entry = entry
        case = rows.case_in(row, places)
        payload = {} if case is None or casework.is_closed(case) else opening.payload_of(entry)
        lines.append(
            (
                entry,
                WarningLine(
                    entry_id=entry.uid,
                    party=parties.by_row[entry.partner_id],
                    subject=Text(subjects[entry.pk]),
                    place=str(payload.get("place") or ""),
                    latest=_instant(payload.get("latest")),
                    state=row.state,
                    clock=None if case is None else receipts.nearest(case, case.clocks, now=node.now()),
                    at=entry.created if entry.batch is None else entry.batch.held_at or entry.created,
                    life=scopes.is_life(entry.scope),
                    outcome=outcomes.get((entry.partner_id, entry.cid)),
                ),
            )
        )
    return lines


def _outcomes(node: Node, entries: Sequence[Entry]) -> dict[tuple[int, str], Choice]:
    """Give what was told to have come of each warning, by partner and opener."""
    roots = [entry.root for entry in entries]
    told = Entry.objects.using(node.alias).filter(root__in=roots, message="outcome", code="")
    found = {}
    for each in told.order_by("pk"):
        code = opening.payload_of(each).get("code")
        if isinstance(code, str):
            found[each.partner_id, each.root] = asked_values.coded(code)
    return found


def _members(given: Mapping[str, Any], lang: str) -> tuple[Member, ...]:
    fields = TABLES[duty_to_warn.KIND].fields_of(OPENS)
    found = (asked_values.member(field.name, given.get(field.name) or None, lang) for field in fields)
    return tuple(each for each in found if each is not None)


def _content(row: PreludeRow) -> Mapping[str, Any]:
    return row.content if row.draft is None else row.draft.content


def _author(row: PreludeRow) -> str:
    return row.opened_by.shown if row.draft is None else row.draft.author.shown


def _done(node: Node, row: PreludeRow) -> tuple[Done, ...]:
    return tuple(
        Done(
            step.event,
            "" if step.officer is None else step.officer.shown,
            step.at,
            str(step.details.get("note") or ""),
            case_screen.said_in(row.kind, step.event, step.details),
        )
        for step in preludes.steps_of(node, row)
    )


def _instant(value: Any) -> datetime | None:
    try:
        return parse_instant(value)
    except BadInstant:
        return None
