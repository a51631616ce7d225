"""Names that an earlier release keyed are keyed anew, so that they are found by all that this release reads in a name.

    records, then persons in messages --a few at a time--> keys of this release --screened anew--> `screening_turns`

A job of the worker. How far it came stands in the transaction of the keys: killed anywhere it goes on there, and a
restore brings back both. Until its turn, everything is found by the keys that it has. What was judged stays judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any, Final

from detente.audit.acts import Act
from detente.matching.names.keys import keys_version
from detente.node.context import Node
from detente.node.services import message_sides, one_by_one, record_keys, screening_asked
from detente.node.services.match_side import MESSAGE, RECORD, Side
from detente.node.stores.models import KeyingRow, RecordRow, ScreeningRow
from detente.node.stores.unit import unit

BATCH: Final = 50
"""Records or messages of one unit of work: no other writer waits longer."""
_version = cache(keys_version)

Row = RecordRow | ScreeningRow


def run(node: Node) -> bool:
    """Key a few more things anew; whether any may be left.

    Raises:
        LeftOut: all is done but for some that could not be keyed; they are tried again.
    """
    state = _state(node)
    if state.done_at is None:
        return _go_on(node, state)
    if state.left_out:
        if node.now() - state.done_at >= one_by_one.AGAIN:
            state = _try_again(node, state)
        if state.left_out:
            raise one_by_one.LeftOut(f"{len(state.left_out)} records or messages keep the keys of an earlier release.")
    return False


def _state(node: Node) -> KeyingRow:
    """Give how far it came; from the start for another release, and where something is held and nobody said how far."""
    row = KeyingRow.objects.using(node.alias).filter(pk=1).first()
    if row is None:
        held = any(rows.objects.using(node.alias).exists() for rows in (RecordRow, ScreeningRow))
        row = KeyingRow(pk=1, version="" if held else _version(), done_at=None if held else node.now())
        row.save(using=node.alias, force_insert=True)
    if row.version != _version():
        row.version, row.records_to, row.screenings_to, row.left_out, row.done_at = _version(), 0, 0, [], None
        row.save(using=node.alias)
    return row


def _go_on(node: Node, state: KeyingRow) -> bool:
    rows: Sequence[Row] = _records(node, state) or _messages(node, state)
    if not rows:
        with unit(node, "names keyed") as work:
            KeyingRow.objects.using(node.alias).filter(pk=1).update(done_at=node.now())
            work.record(Act.NAMES_KEYED, details={"records": 0, "messages": 0, "left out": len(state.left_out)})
    elif not one_by_one.passes(partial(_key_anew, node, rows)):
        for row in rows:
            if not one_by_one.passes(partial(_key_anew, node, [row])):
                state.left_out.append(_name(row))
                with unit(node, "leave out of keying") as work:
                    _came_to(node, row, left_out=state.left_out)
                    work.record(Act.KEYING_LEFT_OUT, refs=dict([_name(row)]))
    return bool(rows or state.left_out)


def _key_anew(node: Node, rows: Sequence[Row]) -> None:
    """Key some anew in one transaction, and say how far it came."""
    with unit(node, "key names") as work:
        _key(node, rows)
        _came_to(node, rows[-1])
        records = sum(isinstance(row, RecordRow) for row in rows)
        work.record(Act.NAMES_KEYED, details={"records": records, "messages": len(rows) - records})


def _key(node: Node, rows: Sequence[Row]) -> None:
    """Key records and whom messages name; what is screened anew waits until what came or changed is screened."""
    records = [row for row in rows if isinstance(row, RecordRow) and row.merged_into_id is None]
    for record in records:
        record_keys.key(node, record)
    screening_asked.ask_later(node, RECORD, (record.uid for record in records))
    messages = [Side(MESSAGE, row.uid) for row in rows if isinstance(row, ScreeningRow)]
    entries = message_sides.entries(node, messages)
    for entry in entries.values():
        message_sides.key(node, entry, message_sides.of_entry(entry))
    opened = message_sides.in_open_cases(node, [entry.pk for entry in entries.values()])
    screening_asked.ask_later(node, MESSAGE, opened)


def _came_to(node: Node, row: Row, **values: Any) -> None:
    place = "records_to" if isinstance(row, RecordRow) else "screenings_to"
    KeyingRow.objects.using(node.alias).filter(pk=1).update(**values, **{place: row.pk})


def _name(row: Row) -> tuple[str, str]:
    return (RECORD if isinstance(row, RecordRow) else MESSAGE), row.uid


def _try_again(node: Node, state: KeyingRow) -> KeyingRow:
    """Key anew what could not be keyed before, each alone; what is gone meanwhile is left out no more."""
    left = []
    for kind, uid in state.left_out:
        rows = RecordRow.objects if kind == RECORD else ScreeningRow.objects.filter(kind=kind)
        row = rows.using(node.alias).filter(uid=uid).first()
        if row is not None and not one_by_one.passes(partial(_key_alone, node, row)):
            left.append((kind, uid))
    state.left_out, state.done_at = left, node.now()
    state.save(using=node.alias)
    return state


def _key_alone(node: Node, row: Row) -> None:
    with unit(node, "key names") as work:
        _key(node, [row])
        work.record(Act.NAMES_KEYED, refs=dict([_name(row)]))


def _records(node: Node, state: KeyingRow) -> list[RecordRow]:
    return list(RecordRow.objects.using(node.alias).filter(pk__gt=state.records_to).order_by("pk")[:BATCH])


def _messages(node: Node, state: KeyingRow) -> list[ScreeningRow]:
    """Give the next messages that were ever screened: screening keys whom they name."""
    rows = ScreeningRow.objects.using(node.alias).filter(kind=MESSAGE, pk__gt=state.screenings_to)
    return list(rows.order_by("pk")[:BATCH])
