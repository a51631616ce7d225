"""A whole list is compared with all whom this node holds, because an officer asks for it.

    going --turns of the worker--> done
     |  ^
     v  `-- an officer -- stopped      what was compared stays; it goes on where it was

Records are compared first, then whom the messages of open cases name, a few a turn, when nothing else waits to be
screened. What comes or changes meanwhile is screened by itself. How far it came stands in the
transaction of the comparing: killed anywhere, it goes on there. What is found are matches as of all screening: a person
judges them, what was judged does not come back, and nothing leaves the node by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from django.db.models import Max

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.model.identifiers import uuid7
from detente.node.context import Node
from detente.node.services import duties, list_keeping, matches, message_sides, one_by_one, records, screening
from detente.node.services.circumstances import DESK_WORK
from detente.node.services.match_side import LISTED, MESSAGE, RECORD
from detente.node.services.persons_given import can_be_kept
from detente.node.stores.models import (
    HeldList,
    ListEntry,
    MatchRow,
    MentionKey,
    Officer,
    RecordRow,
    ScreeningRow,
)
from detente.node.stores.models import ListComparison as ListComparison
from detente.node.stores.unit import unit

BATCH: Final = 20
DUTY: Final = matches.DUTY
"""Whoever judges what is found may let it be looked for."""


def ask(node: Node, officer: Officer, held: HeldList, because: str) -> ListComparison:
    """Let a list be compared with all whom this node holds; the worker begins with its next turn.

    Raises:
        RoleRefused: the officer judges no matches.
        NotFound: the list is not for this officer.
        BadInput: it has no version in force, is compared already, or there is no reason.
    """
    _check(node, officer, held)
    because = " ".join(because.split())
    records.check_reason(because)
    if not can_be_kept(because):
        raise BadInput("A text holds half of a character or a NUL.")
    with unit(node, "compare a list") as work:
        held = HeldList.objects.using(node.alias).get(pk=held.pk)
        _check_searched(held)
        if going(node, held) is not None:
            raise BadInput("This list is being compared already. Look how far it is, or stop it.")
        row = ListComparison.objects.using(node.alias).create(
            uid=uuid7(now=node.now(), entropy=node.entropy(10)),
            held=held,
            version=held.in_force,
            by=officer,
            at=node.now(),
            because=because,
            total=_records(node).count() + _mentioned(node).count(),
            records_end=_records(node).aggregate(last=Max("pk"))["last"] or 0,
            messages_end=_mentioned(node).aggregate(last=Max("entry"))["last"] or 0,
        )
        details = {"version": row.version, "total": row.total}
        work.record(Act.LIST_COMPARISON_ASKED, actor=officer.name, refs=_refs(row), details=details)
    return row


def stop(node: Node, officer: Officer, row: ListComparison) -> None:
    """Let it compare nobody more; a repeat does nothing.

    Raises:
        RoleRefused, NotFound: as `ask`.
    """
    _check(node, officer, row.held)
    with unit(node, "stop comparing a list") as work:
        _open(node).filter(pk=row.pk).update(stopped_at=node.now(), stopped_by=officer)
        row.refresh_from_db(using=node.alias)
        work.record(Act.LIST_COMPARISON_STOPPED, actor=officer.name, refs=_refs(row), details={"done": row.done})


def go_on(node: Node, officer: Officer, row: ListComparison) -> None:
    """Let one that was stopped go on where it was; one that goes on, or is done, stays as it is.

    Raises:
        RoleRefused, NotFound: as `ask`.
        BadInput: the list is searched no longer, or another comparing of it is on its way.
    """
    _check(node, officer, row.held)
    with unit(node, "go on comparing a list") as work:
        row.refresh_from_db(using=node.alias)
        if row.stopped_at is not None:
            _check_searched(HeldList.objects.using(node.alias).get(pk=row.held_id))
            if going(node, row.held) is not None:
                raise BadInput("This list is being compared already. Look how far it is, or stop it.")
            row.stopped_at = row.stopped_by = None
            row.save(using=node.alias, update_fields=["stopped_at", "stopped_by"])
        work.record(Act.LIST_COMPARISON_ASKED, actor=officer.name, refs=_refs(row), details={"done": row.done})


def turn(node: Node) -> bool:
    """Compare a few more, of the comparing that was asked first; whether any may be left."""
    row = _open(node).select_related("held").order_by("pk").first()
    if row is None:
        return False
    if row.held.ended_at is not None:
        with unit(node, "stop comparing a list") as work:
            _open(node).filter(pk=row.pk).update(stopped_at=node.now())
            work.record(Act.LIST_COMPARISON_STOPPED, refs=_refs(row), details={"done": row.done})
        return True
    things, reached, counted = _next(node, row)
    if not counted:
        with unit(node, "list compared") as work:
            _open(node).filter(pk=row.pk).update(done_at=node.now())
            work.record(Act.LIST_COMPARED, refs=_refs(row), details={"done": row.done, "left out": len(row.left_out)})
        return True
    if not one_by_one.passes(partial(_compare, node, row, things, reached, counted)):
        left_out = [each for each in things if not one_by_one.passes(partial(screening.screen, node, [each]))]
        row.left_out += [(each.kind, each.uid) for each in left_out]
        with unit(node, "leave out of comparing") as work:
            _came_to(node, row, reached, counted, left_out=row.left_out)
            for each in left_out:
                work.record(Act.SCREENING_LEFT_OUT, refs=_refs(row) | {each.kind: each.uid})
    return True


def going(node: Node, held: HeldList) -> ListComparison | None:
    """Give the comparing of a list that is on its way, None where none is."""
    found: ListComparison | None = _open(node).filter(held=held).first()
    return found


def of_list(node: Node, held: HeldList) -> list[ListComparison]:
    """Give all that were asked of a list, the newest first."""
    rows = ListComparison.objects.using(node.alias).filter(held=held).select_related("held", "by", "stopped_by")
    return list(rows.order_by("-pk"))


def find(node: Node, officer: Officer, held: HeldList, uid: str) -> ListComparison:
    """Give one by its id.

    Raises:
        RoleRefused, NotFound: as `ask`, and where there is none.
    """
    _check(node, officer, held)
    found = next((row for row in of_list(node, held) if row.uid == uid), None)
    if found is None:
        raise NotFound("This list was not compared under that number.")
    return found


def found_by(node: Node, row: ListComparison) -> Any:
    """Give the matches with entries of the list as they stand now, the likeliest first."""
    entries = ListEntry.objects.using(node.alias).filter(held=row.held_id).values("uid")
    rows = MatchRow.objects.using(node.alias).filter(right_kind=LISTED, right__in=entries).exclude(state="lapsed")
    return rows.select_related("settled").order_by("-score", "pk")


def _check(node: Node, officer: Officer, held: HeldList) -> None:
    duties.require_duty(officer, DUTY)
    if not list_keeping.for_officer(node, officer, [held], reason=DESK_WORK):
        raise NotFound(f"There is no list {held.name} here that you may search.")


def _check_searched(held: HeldList) -> None:
    if held.ended_at is not None or not held.in_force:
        raise BadInput("This list has no version that is searched. Load a file of it first.")


def _open(node: Node) -> Any:
    return ListComparison.objects.using(node.alias).filter(done_at=None, stopped_at=None)


def _next(node: Node, row: ListComparison) -> tuple[list[ScreeningRow], dict[str, int], int]:
    """Give whom of the next few to compare, up to where that comes, and how many these are; 0 where all are done."""
    rest = _records(node).filter(pk__gt=row.records_to, pk__lte=row.records_end)
    some = list(rest.order_by("pk").values_list("pk", "uid")[:BATCH])
    if some:
        return _rows(node, RECORD, (uid for _, uid in some)), {"records_to": some[-1][0]}, len(some)
    keys = list(_mentioned(node).filter(entry__gt=row.messages_to, entry__lte=row.messages_end)[:BATCH])
    if keys:
        return _rows(node, MESSAGE, message_sides.in_open_cases(node, keys)), {"messages_to": keys[-1]}, len(keys)
    return [], {}, 0


def _rows(node: Node, kind: str, uids: Iterable[str]) -> list[ScreeningRow]:
    return [ScreeningRow(kind=kind, uid=uid, asked_at=node.now()) for uid in uids]


def _compare(
    node: Node, row: ListComparison, things: Sequence[ScreeningRow], reached: dict[str, int], counted: int
) -> None:
    screening.screen(node, things, also=partial(_came_to, node, row, reached, counted))


def _came_to(node: Node, row: ListComparison, reached: dict[str, int], counted: int, **values: Any) -> None:
    """Say how far it came; where another process came there first, that one said so."""
    before = {place: getattr(row, place) for place in reached}
    rows = ListComparison.objects.using(node.alias).filter(pk=row.pk, **before)
    rows.update(done=row.done + counted, **reached, **values)


def _records(node: Node) -> Any:
    return RecordRow.objects.using(node.alias).filter(merged_into=None)


def _mentioned(node: Node) -> Any:
    """Give the messages that name somebody, by their keys, rising."""
    return MentionKey.objects.using(node.alias).order_by("entry").values_list("entry", flat=True).distinct()


def _refs(row: ListComparison) -> dict[str, str]:
    return {"list": row.held.name, "list-comparison": row.uid}
