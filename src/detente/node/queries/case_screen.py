"""The page of a case, read from the node: any dialogue, by its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from detente.cases import carrying
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.queries import asked_values, corrections, phrases, receipts, rows, withholding
from detente.node.queries import parties as shown
from detente.node.queries.case_page import CasePage, Completion, Done, Field, Linked, OpenAct, SaidValue
from detente.node.queries.compose_page import ground_choices
from detente.node.queries.desk import Choice, Phrase, Text
from detente.node.queries.parties import Parties
from detente.node.services import casework, conditions, conversing, correcting, linking, standing_watches
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, CaseStep, DeskRow, Entry, Officer
from detente.policy import reasons
from detente.protocol import header as headers

_CHOSEN: Final = ("code", "missing", "ground", "to")


def page(node: Node, officer: Officer, entry: Entry) -> CasePage:
    """Give the page of the dialogue that a message belongs to; NotFound where it opened none here."""
    opener = casework.opener_of(node, entry)
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    now, parties, asking = node.now(), shown.load(node), Asking(node, officer)
    linked = [row.entry for row in linking.linked(node, opener)]
    return CasePage(
        now=now,
        entry_id=opener.uid,
        kind=case.kind,
        subject=Text(withholding.subject(asking, opener)),
        party=parties.by_row[opener.partner_id],
        handling=phrases.label(headers.parse(bytes(opener.header)).handling, parties),
        clocks=receipts.running(case, now=now),
        acts=acts(node, officer, opener, case),
        done=_done(node, opener),
        linked=_links(asking, asking.may_know(linked), parties),
        likely=_links(asking, asking.may_know(linking.likely(node, opener)), parties),
        completion=_completion(node, asking, opener, parties),
        mark=_mark(node, opener),
    )


def _completion(node: Node, asking: Asking, opener: Entry, parties: Parties) -> tuple[Completion, ...]:
    """Give who took a correction over, where we issued one of this item, and the bodies that have to learn of it."""
    lines = correcting.completion(node, opener)
    told = tuple(
        Completion(parties.by_row[line.item.partner_id], line.correction.uid, line.stands, line.since, line.to)
        for line in corrections.bodies(node, asking, opener)
    )
    if all(line.correction is None for line in lines):
        return told
    found = tuple(
        Completion(parties.by_row[line.item.partner_id], (line.correction or line.item).uid, line.stands, line.since)
        for line in corrections.readable(asking, lines)
    )
    return found + told


def _mark(node: Node, opener: Entry) -> Phrase | None:
    found = correcting.marks(node, [opener]).get(opener.pk)
    return None if found is None else Phrase(f"note.{found}")


def acts(node: Node, officer: Officer, opener: Entry, case: Case) -> tuple[OpenAct, ...]:
    """Give the acts that stand open, those of this officer first, each in the order of the table."""
    watched = standing_watches.stands_until(node, opener) is not None
    found = [_act(node, case, each, watched=watched) for each in conversing.possible(officer, case)]
    return tuple(sorted(found, key=lambda act: not act.allowed))


def _act(node: Node, case: Case, given: conversing.Open, *, watched: bool) -> OpenAct:
    asked = conditions.asked(case, given.event)
    if watched and casework.FILED in given.sends:
        asked |= {"untold"}
    fields: tuple[Field, ...] = tuple(name for name in get_args(Field) if name in asked)
    return OpenAct(
        given.event,
        given.allowed,
        given.by,
        given.sends,
        fields,
        {name: _choices(node, case, given.event, name) for name in fields if name in _CHOSEN},
        given.confirm or "",
        drafted=any(carrying.kind_of(TABLES[case.kind], name) != "evidence" for name in given.sends),
        values=asked_values.of_act(case.kind, given.event),
    )


def said_in(kind: str, event: str, details: Mapping[str, Any]) -> tuple[SaidValue, ...]:
    """Give what was said with a step, from what the row keeps of it."""
    given = details.get("given") or {}
    found = [SaidValue("code", code=asked_values.coded(str(details["code"])))] if details.get("code") else []
    for asked in TABLES[kind].fields_of(event):
        value = given.get(asked.name)
        if value is not None:
            is_code = asked.form in ("code", "yes-no")
            code = ("yes" if value else "no") if asked.form == "yes-no" else str(value)
            words, choice = ("", asked_values.coded(code)) if is_code else (str(value), None)
            found.append(SaidValue(asked.name, words, choice))
    return tuple(found)


def _choices(node: Node, case: Case, event: str, field: str) -> tuple[Choice, ...]:
    if field == "missing":
        return tuple(Choice(code, dict(each.labels)) for code, each in reasons.MISSING.items())
    if field == "ground":
        return ground_choices()
    if field == "to":
        rows_of_desks = DeskRow.objects.using(node.alias).order_by("name")
        return tuple(Choice(row.code, {"en": row.name}) for row in rows_of_desks)
    return tuple(Choice(code, dict(labels)) for code, labels in reasons.REASONS.get((case.kind, event), {}).items())


def _done(node: Node, opener: Entry) -> tuple[Done, ...]:
    steps = CaseStep.objects.using(node.alias).filter(case_id=opener.pk).select_related("officer").order_by("pk")
    return tuple(
        Done(
            step.event,
            step.officer.shown,
            step.at,
            str(step.details.get("note", "")),
            said_in(opener.kind, step.event, step.details),
        )
        for step in steps
    )


def _links(asking: Asking, entries: list[Entry], parties: Parties) -> tuple[Linked, ...]:
    found: dict[int, CaseRow] = rows.cases_of(asking.around.node, entries)
    return tuple(
        Linked(
            entry.uid,
            parties.by_row[entry.partner_id],
            Text(withholding.subject(asking, entry)),
            entry.message or entry.kind,
            casework.has_ended(found[entry.pk]),
        )
        for entry in entries
        if entry.pk in found
    )
