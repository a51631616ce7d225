"""Who stands in the messages of partners, as sides of a match (`match_source.Source`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Count

from detente.matching.names.keys import record_keys
from detente.matching.names.plain import plain_record
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import casework, moving, opening, record_values
from detente.node.services.deciding import Asking
from detente.node.services.match_side import MESSAGE, Form, Side
from detente.node.services.match_source import Seen
from detente.node.services.record_keys import CANDIDATES, LONGEST
from detente.node.stores.each import insert_values
from detente.node.stores.models import CaseRow, Entry, MentionKey
from detente.policy.acts import Act
from detente.policy.decide import Permit
from detente.protocol import header as headers

MOST: Final = 50
"""So many records of one message are compared, the first of them."""

Values = list[tuple[str, str]]


def of_entry(entry: Entry) -> dict[Side, Form]:
    """Give whom a message names, each by its place, in the form in which names are compared."""
    return {Side(MESSAGE, str(entry.pk), place): form for place, _, form, _, _ in _named(entry)}


def entries(node: Node, sides: Iterable[Side]) -> dict[str, Entry]:
    """Give the messages of sides by the name that a side has for them."""
    keys = {int(side.uid) for side in sides}
    rows = Entry.objects.using(node.alias).filter(pk__in=keys).select_related("partner", "batch")
    return {str(row.pk): row for row in rows}


def forms(node: Node, sides: Sequence[Side]) -> dict[Side, Form]:
    """Give the form of each side whose message is still readable here."""
    found = {side: form for row in entries(node, sides).values() for side, form in of_entry(row).items()}
    return {side: found[side] for side in sides if side in found}


def like(node: Node, form: Form) -> dict[Side, Form]:
    """Give who in the messages of open cases shares a key with a form, those with the most of them first."""
    keys = {key[:LONGEST] for key in record_keys(dict(form))}
    shared = MentionKey.objects.using(node.alias).filter(key__in=list(keys)).values("entry", "place")
    best = shared.annotate(count=Count("key")).order_by("-count", "entry", "place")[:CANDIDATES]
    sides = [Side(MESSAGE, str(each["entry"]), each["place"]) for each in best]
    rows = entries(node, sides)
    opened = _open(node, rows.values())
    return forms(node, [side for side in sides if side.uid in rows and rows[side.uid].root in opened])


def in_open_cases(node: Node, keys: Sequence[int]) -> list[str]:
    """Give those messages, by the name that a side has for them, whose thread has an open dialogue."""
    rows = Entry.objects.using(node.alias).in_bulk(keys)
    opened = _open(node, rows.values())
    return [str(key) for key, row in rows.items() if row.root in opened]


def key(node: Node, entry: Entry, found: Mapping[Side, Form]) -> None:
    """Key anew whom a message names, inside a unit of work."""
    MentionKey.objects.using(node.alias).filter(entry=entry).delete()
    rows = {(entry.pk, side.place, each[:LONGEST]) for side, form in found.items() for each in record_keys(dict(form))}
    insert_values(node.alias, MentionKey, ("entry_id", "place", "key"), sorted(rows))


def seen(asking: Asking, sides: Iterable[Side]) -> dict[Side, Seen]:
    """Give what the officer may see of each side; nothing of what nobody opened, or what is closed to them."""
    wanted = set(sides)
    node, found = asking.around.node, {}
    rows = entries(node, wanted)
    asking.around.know(rows.values())
    closed = _unopened(node, rows.values())
    for row in rows.values():
        if row.pk in closed or not _readable(asking, row):
            continue
        for place, schema, form, values, category in _named(row):
            side = Side(MESSAGE, str(row.pk), place)
            if side in wanted:
                found[side] = Seen(
                    side=side,
                    schema=schema,
                    category=category,
                    values=tuple(values),
                    form=form,
                    handling=(headers.parse(bytes(row.header)).handling,),
                    entry_id=row.uid,
                    source=row.partner.code,
                    subject=row.subject,
                    at=row.created,
                )
    return found


def _named(entry: Entry) -> Iterator[tuple[int, str, Form, Values, str]]:
    records = opening.payload_of(entry).get("records")
    for place, record in enumerate(records[:MOST] if isinstance(records, list) else []):
        named = _person(record)
        if named is not None:
            schema, values = named
            properties: dict[str, list[str]] = {}
            for prop, value in values:
                properties.setdefault(prop, []).append(value)
            form = plain_record({"id": f"m{place}", "schema": schema, "properties": properties})
            if form is not None and form["names"]:
                yield place, schema, form, values, str(record.get("category") or "")


def _person(record: Any) -> tuple[str, Values] | None:
    """Give schema and values of a message's record; None where it is of nobody who can be compared."""
    if not isinstance(record, Mapping):
        return None
    try:
        return record_values.of_record(record)
    except BadInput:
        return None


def _readable(asking: Asking, row: Entry) -> bool:
    decision = asking.decide(Act.OPEN, row)
    return isinstance(decision, Permit) and "mask-content" not in decision.obligations


def _unopened(node: Node, rows: Iterable[Entry]) -> set[int]:
    cases = CaseRow.objects.using(node.alias).filter(entry__in=[row.pk for row in rows], state__in=moving.CLOSED)
    return set(cases.values_list("entry_id", flat=True))


def _open(node: Node, rows: Iterable[Entry]) -> set[str]:
    """Give the threads, by their root, in which a dialogue is open."""
    cases = CaseRow.objects.using(node.alias).filter(entry__root__in={row.root for row in rows})
    return {row.entry.root for row in cases.select_related("entry") if not casework.has_ended(row)}
