"""Records of persons and bodies: made by hand or from a message, said of by statements, of which none is overwritten.

    make --by hand----------------> record, a statement for each value
    take --from a message's record-'        |
                                  state: one more   end: this one no longer stands, why; it stays in the history

A record is what this house holds; nothing of it leaves by itself. What a message said keeps the label of the message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from django.db.models import Q

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.model.identifiers import uuid7
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.services import (
    deciding,
    duties,
    fulfilled,
    opening,
    record_group,
    record_keys,
    record_sight,
    record_values,
)
from detente.node.services.record_values import CATEGORY, Beside
from detente.node.stores.models import Entry, Officer, RecordLink, RecordMerge, RecordRow, StatementRow
from detente.node.stores.unit import Unit, unit
from detente.policy import evaluations
from detente.policy.acts import Act as PolicyAct
from detente.policy.persons import CATEGORIES, EXPOSED

READS: Final = fulfilled.READING - {"mask-content"}
"""What is done of what a permit obliges to: nothing is masked, so who may read masked contents alone reads none."""
DUTY: Final = "use"
"""The act of policy whose roles keep records."""
MOST_AT_ONCE: Final = 500
_LONGEST: Final = 300

Values = Sequence[tuple[str, str]]


def make(
    node: Node, officer: Officer, *, schema: str, category: str, values: Values, beside: Beside, because: str
) -> RecordRow:
    """Make a record by hand; `values`: property and value, a name among them.

    Raises:
        RoleRefused: the officer keeps no records.
        BadInput: a value, its source or the reason cannot be kept; nothing is.
    """
    duties.require_duty(officer, DUTY)
    check_reason(because)
    record_values.check_beside(beside, now=node.now())
    record_values.check_value(schema, CATEGORY, category)
    kept = [(prop, record_values.check_value(schema, prop, value)) for prop, value in values]
    if not any(prop == "name" for prop, _ in kept):
        raise BadInput("Give a name: a record is of somebody.")
    with unit(node, "make record") as work:
        row = _new(node, officer, schema, category, because)
        _state(node, officer, row, [(CATEGORY, category), *kept], beside, entry=None)
        _done(node, row, work, Act.RECORD_MADE, officer, {})
    return row


def take(node: Node, officer: Officer, entry: Entry, index: int, *, because: str) -> RecordRow:
    """Make a record from the record of that place in a message, which is linked with it.

    Raises:
        RoleRefused: the officer keeps no records.
        Forbidden: policy does not let the officer open the message.
        BadInput: it was taken already, nobody is in it, or no reason was given.
    """
    duties.require_duty(officer, DUTY)
    check_reason(because)
    permit = deciding.require(node, officer, PolicyAct.OPEN, entry, fulfils=READS)
    records = opening.payload_of(entry).get("records")
    listed = records if isinstance(records, list) else []
    if not 0 <= index < len(listed) or not isinstance(listed[index], dict):
        raise BadInput("The message has no record of that number.")
    given = listed[index]
    schema, values = record_values.of_record(given)
    category = given.get("category") if given.get("category") in CATEGORIES else "other"
    with unit(node, "take record") as work:
        if _is_taken(node, entry, {(CATEGORY, str(category)), *values}):
            raise BadInput("This record of the message was taken already.")
        row = _new(node, officer, schema, str(category), because)
        beside = _beside_of(entry, given)
        _state(node, officer, row, [(CATEGORY, str(category)), *values], beside, entry=entry)
        RecordLink.objects.using(node.alias).create(record=row, entry=entry, by=officer, at=node.now())
        details = deciding.reason_of(permit)
        _done(node, row, work, Act.RECORD_MADE, officer, details, cid=entry.cid)
    return row


def state(node: Node, officer: Officer, row: RecordRow, *, prop: str, value: str, beside: Beside) -> StatementRow:
    """Say one more thing of a record, or of the one that stands for it; what stood before stands beside it.

    A category that is stated takes the place of the one before: the record goes by its newest. That somebody is no
    victim or witness any more opens where they live: the adviser says so, or the head. The dates follow the category.

    Raises:
        RoleRefused, BadInput: as `make`.
    """
    duties.require_duty(officer, DUTY)
    record_values.check_beside(beside, now=node.now())
    value = record_values.check_value(row.schema, prop, value)
    with unit(node, "state") as work:
        # Somebody may have merged it, or stated that it is a victim, since the officer looked.
        row.refresh_from_db(using=node.alias)
        row = record_group.standing(node, row)
        if prop == CATEGORY and row.category in EXPOSED and value not in EXPOSED and not record_sight.is_near(officer):
            raise duties.RoleRefused
        if prop == CATEGORY:
            row.own = row.category = value
            row.save(using=node.alias, update_fields=["own", "category"])
            record_values.follow(node, record_group.places(node, [row]), row.category)
        (made,) = _state(node, officer, row, [(prop, value)], beside, entry=None)
        _done(node, row, work, Act.RECORD_STATED, officer, {"property": prop})
    return made


def end(node: Node, officer: Officer, row: RecordRow, statement: str, *, because: str) -> None:
    """Say that a statement no longer stands, and why; it stays in the history with who said so.

    Raises:
        NotFound: nothing of that number stands in this record.
        BadInput: no reason, or it is the last name, or the category by which the record goes.
    """
    duties.require_duty(officer, DUTY)
    check_reason(because)
    number = int(statement) if statement.isascii() and statement.isdecimal() and len(statement) < 18 else 0
    with unit(node, "end statement") as work:
        rows = record_group.statements(node, row).filter(ended_at__isnull=True, erased_at__isnull=True)
        standing = list(rows.select_related("entry__partner", "by"))
        seen = record_sight.seen(node, officer, standing, category=row.category, act=PolicyAct.OPEN)
        found = next((each for each in seen if each.pk == number), None)
        if found is None:
            raise NotFound("No such statement stands in this record.")
        # Of its own record: a split must leave neither of the two without a name or a category.
        alike = [each for each in standing if (each.record_id, each.prop) == (found.record_id, found.prop)]
        if found.prop == CATEGORY and alike[-1] == found:
            raise BadInput(
                "The record goes by this category. State the right one; the record goes by that from then on."
            )
        if found.prop == "name" and len(alike) == 1 and found.record_id != row.pk:
            raise BadInput("This is the last name of a record that was merged into this one. Split them first.")
        if found.prop == "name" and len(alike) == 1:
            raise BadInput("This is the last name. State another one first.")
        rows.filter(pk=found.pk).update(ended_at=node.now(), ended_by=officer, ended_because=because)
        _done(node, row, work, Act.STATEMENT_ENDED, officer, {"property": found.prop})


def find(node: Node, uid: str) -> RecordRow:
    """Give a record by its id.

    Raises:
        NotFound: there is none.
    """
    row = RecordRow.objects.using(node.alias).filter(uid=uid).select_related("by").first()
    if row is None:
        raise unknown()
    return row


def unknown() -> NotFound:
    """Give what is said of a record that is not here, or not for the officer to know."""
    return NotFound("This record is not here, or it is not for you to know.")


def forget(node: Node, entries: Iterable[Entry]) -> None:
    """Erase what messages said that are purged, inside the unit of their purge; records that said it are keyed anew."""
    rows = StatementRow.objects.using(node.alias).filter(entry__in=[entry.pk for entry in entries], erased_at=None)
    _erase(node, rows)


def forget_values(node: Node, entries: Iterable[Entry], values: Collection[str]) -> None:
    """Erase what messages said by these values, inside the unit of their correction; the rest that they said stands."""
    rows = StatementRow.objects.using(node.alias).filter(
        entry__in=[entry.pk for entry in entries], erased_at=None, value__in=list(values)
    )
    _erase(node, rows)


def erase_due(node: Node) -> int:
    """Erase the values whose date of deletion has passed; give how many. That they were there stays."""
    due = StatementRow.objects.using(node.alias).filter(erased_at__isnull=True, delete_by__lte=node.now())
    keys = list(due.order_by("delete_by").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not keys:
        return 0
    with unit(node, "erase statements") as work:
        _erase(node, StatementRow.objects.using(node.alias).filter(pk__in=keys))
        work.record(Act.STATEMENTS_ERASED, details={"count": len(keys)})
    return len(keys)


def _erase(node: Node, rows: Any) -> None:
    records = list(RecordRow.objects.using(node.alias).filter(statements__in=rows).distinct())
    rows.update(value="", source="", ended_because="", erased_at=node.now())
    for row in records:
        record_keys.renew(node, record_group.standing(node, row))
    _forget_reasons(node, [row.pk for row in records])


def _forget_reasons(node: Node, keys: list[int]) -> None:
    """Erase why records were made, and merged or split, of which no name is left: a reason often says whom it is of."""
    named = StatementRow.objects.using(node.alias).filter(record__in=keys, prop="name", erased_at=None)
    nameless = set(keys) - set(named.values_list("record_id", flat=True))
    RecordRow.objects.using(node.alias).filter(pk__in=nameless).update(because="")
    merges = RecordMerge.objects.using(node.alias).filter(Q(stands__in=nameless) | Q(joined__in=nameless))
    merges.update(because="", ended_because="")


def _is_taken(node: Node, entry: Entry, values: AbstractSet[tuple[str, str]]) -> bool:
    """Whether a record was made of these values of this message before."""
    said: dict[int, set[tuple[str, str]]] = {}
    rows = StatementRow.objects.using(node.alias).filter(entry=entry).values_list("record_id", "prop", "value")
    for record, prop, value in rows:
        said.setdefault(record, set()).add((prop, value))
    return any(each == values for each in said.values())


def _new(node: Node, officer: Officer, schema: str, category: str, because: str) -> RecordRow:
    return RecordRow.objects.using(node.alias).create(
        uid=uuid7(now=node.now(), entropy=node.entropy(10)),
        schema=schema,
        own=category,
        category=category,
        because=because,
        by=officer,
        at=node.now(),
    )


def _state(
    node: Node, officer: Officer, row: RecordRow, values: Values, beside: Beside, *, entry: Entry | None
) -> list[StatementRow]:
    review, delete = record_values.dates_of(row.category, beside, now=node.now())
    return StatementRow.objects.using(node.alias).bulk_create(
        StatementRow(
            record=row,
            prop=prop,
            value=value,
            source=beside.source,
            entry=entry,
            scheme=beside.scheme,
            code=beside.code,
            nature=beside.nature,
            handling=list(beside.handling),
            review_by=review,
            delete_by=delete,
            review_said=beside.review_by,
            delete_said=beside.delete_by,
            by=officer,
            at=node.now(),
        )
        for prop, value in values
    )


def _done(
    node: Node, row: RecordRow, work: Unit, act: Act, officer: Officer, details: dict[str, Any], **refs: str
) -> None:
    """Key the record anew and put the act on record, which names nobody: it is read by more people than the record.

    Nor does it say why, which stays in the record and goes with its last name: nothing is ever erased from the audit.
    """
    record_keys.renew(node, row)
    work.record(act, actor=officer.name, refs={"record": row.uid, **refs}, details=details)


def _beside_of(entry: Entry, record: dict[str, Any]) -> Beside:
    """Give what a message says beside its record, as it came: a scheme that is not known here is kept and shown."""
    given = record.get("evaluation")
    evaluation = given if isinstance(given, dict) else {}
    scheme, code = (str(evaluation.get(name) or "") for name in ("scheme", "code"))
    judged = 0 < len(scheme) <= 16 and 0 < len(code) <= 8
    source = record.get("source")
    return Beside(
        source=source[:_LONGEST] if isinstance(source, str) and source else entry.partner.party,
        scheme=scheme if judged else evaluations.DEFAULT[0],
        code=code if judged else evaluations.DEFAULT[1],
        nature="fact" if record.get("nature") == "fact" else "assessment",
        handling=(),
        review_by=_instant(record.get("review_by")),
        delete_by=_instant(record.get("delete_by")),
    )


def _instant(value: object) -> Any:
    try:
        return parse_instant(value) if value else None
    except BadInstant:
        return None


def check_reason(because: str) -> None:
    """Return if this is a reason that can be kept; BadInput otherwise."""
    if not because.strip() or len(because) > _LONGEST:
        raise BadInput(f"Say why in at most {_LONGEST} characters.")
