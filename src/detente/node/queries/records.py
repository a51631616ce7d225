"""Records as the desk shows them: each value with its source, what no longer stands, the messages it is linked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.model.handling import Handling as Label
from detente.node.context import Node
from detente.node.queries import persons, phrases, record_merges, withholding
from detente.node.queries.about_page import CATEGORIES
from detente.node.queries.desk import Handling, Phrase
from detente.node.queries.limits import MASKED, NONE
from detente.node.queries.records_page import (
    Choices,
    LinkedMessage,
    Offer,
    Offers,
    RecordLine,
    RecordList,
    RecordPage,
    StatementLine,
)
from detente.node.services import (
    correcting,
    deciding,
    duties,
    opening,
    record_finding,
    record_group,
    record_sight,
    record_values,
    records,
)
from detente.node.services.deciding import Asking
from detente.node.services.record_finding import Found
from detente.node.stores.models import Entry, Officer, RecordRow, StatementRow
from detente.node.stores.unit import unit
from detente.policy import evaluations
from detente.policy.acts import Act as PolicyAct
from detente.protocol import header as headers


def choices() -> Choices:
    """Give what the forms of records offer."""
    schemes = {
        name: tuple(
            source + information + handling
            for source in scheme.source
            for information in scheme.information
            for handling in (scheme.handling or {"": ""})
        )
        for name, scheme in evaluations.SCHEMES.items()
    }
    properties = {
        schema: tuple(sorted(name for name, kind in record_values.properties_of(schema).items() if kind != "entity"))
        for schema in record_values.SCHEMATA
    }
    return Choices(CATEGORIES, schemes, properties)


def listing(node: Node, found: Sequence[Found]) -> RecordList:
    """Give records in a list, in their order."""
    shown = [statement for each in found for statement in each.statements]
    return RecordList(node.now(), marking(shown), tuple(map(line, found)))


def line(found: Found) -> RecordLine:
    """Give one record as a line of a list, by what the officer may see of it."""
    return RecordLine(
        id=found.row.uid,
        names=found.names,
        schema=found.row.schema,
        category=found.category or "other",
        born=tuple(row.value for row in found.statements if row.prop == "birthDate"),
        by=found.row.by.name,
        at=found.row.at,
        score=found.score,
        band="" if found.score is None else found.band.value,
    )


def found(node: Node, officer: Officer, uid: str) -> RecordRow:
    """Give a record that the officer may know of, or that which stands for it; NotFound otherwise."""
    row = records.find(node, uid)
    if not record_finding.visible(node, officer, [row]):
        raise records.unknown()
    return record_group.standing(node, row)


def page(node: Node, officer: Officer, row: RecordRow) -> RecordPage:
    """Give the page of a record, or of that which stands for it, and put on record that it was looked at.

    Raises:
        RoleRefused: the officer searches nothing.
        NotFound: the officer may see no name in it.
    """
    duties.require_duty(officer, "search")
    asked, row = row, record_group.standing(node, row)
    members = record_group.places(node, [row])
    rows = StatementRow.objects.using(node.alias).filter(record__in=members).order_by("pk")
    everything = list(rows.select_related("entry", "entry__partner", "by", "ended_by"))
    seen = record_sight.seen(node, officer, everything, category=row.category, act=PolicyAct.OPEN)
    standing = [each for each in seen if each.ended_at is None]
    # Who may see a name of the one that stands, and none of the one that was asked for, does not learn where it went.
    own = record_group.places(node, [asked])
    if not any(each.prop == "name" and each.record_id in own for each in standing):
        raise records.unknown()
    marks = correcting.marks(node, [each.entry for each in seen if each.entry is not None])

    def line_of(each: StatementRow) -> StatementLine:
        return statement(each, of=row, mark=marks.get(each.entry_id or 0))

    with unit(node, "read record") as work:
        work.record(Act.RECORD_READ, actor=officer.name, refs={"record": row.uid})
    gone = sum(each.erased_at is not None for each in everything)
    return RecordPage(
        now=node.now(),
        marking=marking(seen),
        line=line(Found(row, tuple(standing))),
        because=row.because,
        statements=tuple(map(line_of, standing)),
        ended=tuple(line_of(each) for each in seen if each.ended_at is not None),
        erased=gone,
        withheld=len(seen) + gone < len(everything),
        messages=_messages(node, officer, members),
        may_keep=duties.has(officer, records.DUTY),
        merges=record_merges.merges(node, officer, row, members),
    )


def offers(node: Node, officer: Officer, entry: Entry) -> Offers:
    """Give the records of a message, and ours that are linked with it.

    Raises:
        Forbidden: policy does not let the officer open the message.
        NotFound: the officer reads its outer facts alone.
    """
    if withholding.limits(Asking(node, officer), [entry]).get(entry.pk, NONE).withheld == MASKED:
        raise records.unknown()
    deciding.require(node, officer, PolicyAct.OPEN, entry, fulfils=records.READS)
    given = opening.payload_of(entry).get("records")
    listed = given if isinstance(given, list) else []
    linked = RecordRow.objects.using(node.alias).filter(links__entry=entry).select_related("by").order_by("pk")
    return Offers(
        node.now(),
        phrases.codes(headers.parse(bytes(entry.header)).handling),
        entry.uid,
        tuple(offer for index, each in enumerate(listed) if (offer := _offer(index, each)) is not None),
        tuple(map(line, record_finding.visible(node, officer, record_group.standing_each(node, linked)))),
    )


def _offer(index: int, record: Any) -> Offer | None:
    if not isinstance(record, dict):
        return None
    try:
        _, values = record_values.of_record(record)
    except BadInput:
        return None
    names = tuple(value for prop in record_finding.NAMES for each, value in values if each == prop)
    return Offer(index, names, persons.facts_of(record))


def _messages(node: Node, officer: Officer, members: Iterable[int]) -> tuple[LinkedMessage, ...]:
    found = (
        Entry.objects.using(node.alias)
        .filter(records__record__in=list(members))
        .select_related("partner", "batch")
        .distinct()
    )
    known = Asking(node, officer).may_know(found.order_by("-pk"))
    return tuple(LinkedMessage(each.uid, each.subject, each.partner.code) for each in known)


def statement(row: StatementRow, *, of: RecordRow | None = None, mark: str | None = None) -> StatementLine:
    """Give a statement with what stands beside it. `of`: the record that is shown; `mark`: of its message."""
    return StatementLine(
        id=str(row.pk),
        prop=row.prop,
        value=row.value,
        source=_source(row),
        scheme=row.scheme,
        code=row.code,
        nature=row.nature,
        handling=_handling(row),
        entry_id="" if row.entry is None else row.entry.uid,
        by=row.by.name,
        at=row.at,
        review_by=row.review_by,
        delete_by=row.delete_by,
        ended_at=row.ended_at,
        ended_by="" if row.ended_by is None else row.ended_by.name,
        ended_because=row.ended_because,
        joined=of is not None and of.pk != row.record_id,
        mark=None if mark is None else Phrase(f"note.{mark}"),
    )


def _source(row: StatementRow) -> str:
    """Give who says it: where no record in the message named its source, the partner, by the name that we know."""
    if row.entry is not None and row.source == row.entry.partner.party:
        return row.entry.partner.name
    return row.source


def _label(row: StatementRow) -> Label:
    return Label(tuple(row.handling)) if row.entry is None else headers.parse(bytes(row.entry.header)).handling


def _handling(row: StatementRow) -> Handling:
    return phrases.codes(_label(row))


def marking(rows: Iterable[StatementRow]) -> Handling | None:
    """Give the strictest marking of these statements, None of none."""
    return phrases.strictest([_handling(row) for row in rows])
