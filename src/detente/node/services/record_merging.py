"""Two records are one person, or are not after all: an officer says so, why, and can take it back.

    merge: joined --> stands     its address answers and says where it went; each statement stays with its record
    split: joined <-- stands     each has what it had; what was said in between goes where the officer says

A record that was merged is found by what it says under the one that stands for it. Who could not see a statement before
does not see it now: each is still asked of policy by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import Max

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import (
    duties,
    record_finding,
    record_group,
    record_keys,
    record_sight,
    record_values,
    records,
)
from detente.node.services.record_sight import WHEREABOUTS
from detente.node.services.record_values import CATEGORY
from detente.node.stores.models import Officer, RecordMerge, RecordRow, StatementRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.persons import EXPOSED

_PERSON: Final = "Person"
_BODIES: Final = frozenset({"Organization", "Company"})


def merge(node: Node, officer: Officer, stands: RecordRow, joined: RecordRow, *, because: str) -> RecordMerge:
    """Say that two records are one; `stands` stands for both from now on. The same said twice is said once.

    Raises:
        RoleRefused: the officer keeps no records.
        NotFound: the officer may see no name in one of them.
        BadInput: they are one already, cannot be one, or one of them says nothing any more; no reason was given.
    """
    duties.require_duty(officer, records.DUTY)
    records.check_reason(because)
    with unit(node, "merge records") as work:
        stands, joined = _locked(node, stands, joined)
        refs = {"record": stands.uid, "joined": joined.uid}
        said = RecordMerge.objects.using(node.alias).filter(stands=stands, joined=joined, by=officer, because=because)
        again = said.filter(ended_at=None).first()
        if again is not None:
            work.record(Act.RECORDS_MERGED, actor=officer.name, refs=refs, details={"again": True})
            return again
        check(node, officer, stands, joined)
        last = StatementRow.objects.using(node.alias).aggregate(last=Max("pk"))["last"]
        made = RecordMerge.objects.using(node.alias).create(
            stands=stands, joined=joined, because=because, last=last, by=officer, at=node.now()
        )
        joined.merged_into = stands
        joined.save(using=node.alias, update_fields=["merged_into"])
        stands.category = record_group.category_of(node, stands)
        stands.save(using=node.alias, update_fields=["category"])
        record_values.follow(node, record_group.places(node, [stands]), stands.category)
        record_keys.renew(node, stands)
        work.record(Act.RECORDS_MERGED, actor=officer.name, refs=refs)
    return made


def check(node: Node, officer: Officer, stands: RecordRow, joined: RecordRow) -> None:
    """Return if two records can be said to be one by this officer; NotFound or BadInput otherwise, see `merge`."""
    if stands.pk == joined.pk:
        raise BadInput("This is one and the same record. Name another one.")
    for row in (stands, joined):
        if not _says_anything(node, row):
            raise BadInput("Nothing stands in one of these records any more: what it said was erased.")
        if not record_finding.visible(node, officer, [row]):
            raise records.unknown()
        if row.merged_into_id is not None:
            raise BadInput("One of these records was merged already. Name the one that stands for it.")
    schemata = {stands.schema, joined.schema}
    if _PERSON in schemata and schemata & _BODIES:
        raise BadInput("A person and a body are never one. Link them by what each says of the other.")


def split(node: Node, officer: Officer, joined: RecordRow, *, given: Collection[str], because: str) -> RecordMerge:
    """Say that a record that was merged is of somebody else; `given`: statements since the merge that are of it.

    The same said twice is said once.

    Raises:
        RoleRefused: the officer keeps no records; or it would open where a victim or a witness lives.
        NotFound: the officer may see no name in one of them, or none of what was said since has that number.
        BadInput: it is merged with none, the one it went to was merged on, or no reason was given.
    """
    duties.require_duty(officer, records.DUTY)
    records.check_reason(because)
    with unit(node, "split records") as work:
        again = _split_already(node, officer, joined, given, because)
        if again is not None:
            refs = {"record": again.stands.uid, "joined": joined.uid}
            work.record(Act.RECORDS_SPLIT, actor=officer.name, refs=refs, details={"again": True})
            return again
        merged, stands, joined = apart(node, officer, joined)
        made_since = since(node, merged)
        going = _given(node, officer, stands, made_since, given)
        protected = stands.category in EXPOSED
        StatementRow.objects.using(node.alias).filter(pk__in=[each.pk for each in going]).update(record=joined)
        joined.merged_into = None
        joined.save(using=node.alias, update_fields=["merged_into"])
        RecordMerge.objects.using(node.alias).filter(pk=merged.pk).update(
            ended_at=node.now(), ended_by=officer, ended_because=because
        )
        moved = {each.pk for each in going}
        for row, said in (
            (joined, going),
            (stands, [each for each in made_since if each.pk not in moved]),
        ):
            _settle(node, row, changed=any(each.prop == CATEGORY for each in going))
            _check_opens_nothing(officer, row, said, protected=protected)
            record_keys.renew(node, row)
        details = {"given": sorted(moved)}
        refs = {"record": stands.uid, "joined": joined.uid}
        work.record(Act.RECORDS_SPLIT, actor=officer.name, refs=refs, details=details)
    return merged


def _split_already(
    node: Node, officer: Officer, joined: RecordRow, given: Collection[str], because: str
) -> RecordMerge | None:
    """Give the last merge of a record, if this officer split it with these words and gave it the same statements."""
    last = RecordMerge.objects.using(node.alias).filter(joined=joined).select_related("stands").order_by("-pk").first()
    if last is None or last.ended_by_id != officer.pk or last.ended_because != because:
        return None
    moved = StatementRow.objects.using(node.alias).filter(record=joined, pk__gt=last.last, at__lte=last.ended_at)
    return last if {str(key) for key in moved.values_list("pk", flat=True)} == set(given) else None


def apart(node: Node, officer: Officer, joined: RecordRow) -> tuple[RecordMerge, RecordRow, RecordRow]:
    """Give a merge that this officer can undo, the record that stands and the one that was joined to it.

    Raises:
        NotFound, BadInput: as `split`.
    """
    if joined.merged_into_id is None or joined.merged_into is None:
        raise BadInput("This record is merged into no other one. There is nothing to split.")
    stands, joined = _locked(node, joined.merged_into, joined)
    merged = RecordMerge.objects.using(node.alias).filter(stands=stands, joined=joined, ended_at=None).first()
    if merged is None:
        raise BadInput("This record is merged into no other one. There is nothing to split.")
    for row in (stands, joined):
        own = StatementRow.objects.using(node.alias).filter(record=row, erased_at=None)
        if own.exists() and not _sees_a_name(node, officer, row):
            raise records.unknown()
    if stands.merged_into_id is not None:
        raise BadInput("The record into which this one was merged was itself merged into another. Split that first.")
    return merged, stands, joined


def since(node: Node, merged: RecordMerge) -> list[StatementRow]:
    """Give what was said in the record that stands since the merge and is not erased, in its order.

    Statements have their numbers in the order of commits: all units of work pass one after the other (`stores.unit`).
    """
    rows = StatementRow.objects.using(node.alias).filter(record=merged.stands_id, pk__gt=merged.last, erased_at=None)
    return list(rows.select_related("entry", "entry__partner", "by", "ended_by").order_by("pk"))


def _locked(node: Node, stands: RecordRow, joined: RecordRow) -> tuple[RecordRow, RecordRow]:
    """Give both rows as they are now, held until the unit ends: two merges at once would each join the other."""
    rows = RecordRow.objects.using(node.alias).select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[stands.pk, joined.pk])}
    return found[stands.pk], found[joined.pk]


def _says_anything(node: Node, row: RecordRow) -> bool:
    return bool(record_group.statements(node, row).filter(erased_at=None).exists())


def _sees_a_name(node: Node, officer: Officer, row: RecordRow) -> bool:
    """Whether the officer may see a name that this record had before others were joined to it, or one of theirs."""
    own = StatementRow.objects.using(node.alias).filter(record=row, ended_at=None, prop="name")
    named = list(own.select_related("entry", "entry__partner", "by"))
    return bool(record_sight.seen(node, officer, named, category=row.category, act=PolicyAct.OPEN))


def _given(
    node: Node, officer: Officer, stands: RecordRow, made: Sequence[StatementRow], given: Collection[str]
) -> list[StatementRow]:
    seen = record_sight.seen(node, officer, made, category=stands.category, act=PolicyAct.OPEN)
    known = {str(each.pk): each for each in seen}
    if set(given) - known.keys():
        raise NotFound("No such statement was made since the two records were merged.")
    return [known[number] for number in known if number in set(given)]


def _settle(node: Node, row: RecordRow, *, changed: bool) -> None:
    """Let a record go by what is its own again. `changed`: a category was said in between, and went to one of them."""
    if changed:
        rows = StatementRow.objects.using(node.alias).filter(record=row, prop=CATEGORY, erased_at=None)
        row.own = rows.order_by("-pk").values_list("value", flat=True).first() or row.own
    row.category = record_group.category_of(node, row)
    row.save(using=node.alias, update_fields=["own", "category"])
    record_values.follow(node, record_group.places(node, [row]), row.category)


def _check_opens_nothing(officer: Officer, row: RecordRow, said: Sequence[StatementRow], *, protected: bool) -> None:
    """Return unless a split opens where somebody lives of whom it was said under the protection of a victim."""
    opened = protected and row.category not in EXPOSED and any(each.prop in WHEREABOUTS for each in said)
    if opened and not record_sight.is_near(officer):
        raise duties.RoleRefused
