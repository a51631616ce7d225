"""Records of this house as sides of a match (`match_source.Source`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import record_finding, record_group, record_keys
from detente.node.services.deciding import Asking
from detente.node.services.match_side import RECORD, Form, Side
from detente.node.services.match_source import Seen
from detente.node.services.record_values import CATEGORY
from detente.node.stores.models import RecordRow, StatementRow
from detente.protocol import header as headers


def forms(node: Node, sides: Sequence[Side]) -> dict[Side, Form]:
    """Give the form of each record that names somebody, by what stands in it."""
    rows = RecordRow.objects.using(node.alias).filter(uid__in=[side.uid for side in sides])
    return _forms(node, list(rows))


def like(node: Node, form: Form) -> dict[Side, Form]:
    """Give the records that share a key with a form, those with the most of them, with their forms."""
    return _forms(node, record_keys.candidates(node, dict(form)))


def seen(asking: Asking, sides: Iterable[Side]) -> dict[Side, Seen]:
    """Give what the officer may see of each record."""
    node, officer = asking.around.node, asking.around.officer
    rows = RecordRow.objects.using(node.alias).filter(uid__in=[side.uid for side in sides]).select_related("by")
    found = {}
    for each in record_finding.visible(node, officer, list(rows)):
        row, side = each.row, Side(RECORD, each.row.uid)
        form = record_keys.plain(list(each.statements), schema=row.schema, uid=row.uid)
        if form is None or not form["names"]:
            continue
        found[side] = Seen(
            side=side,
            schema=row.schema,
            category=each.category,
            values=tuple((one.prop, one.value) for one in each.statements if one.prop != CATEGORY),
            form=form,
            handling=tuple(map(_label, each.statements)),
            entry_id="",
            source=row.by.name,
            subject=row.because,
            at=row.at,
        )
    return found


def _forms(node: Node, rows: list[RecordRow]) -> dict[Side, Form]:
    statements: dict[int, list[StatementRow]] = {row.pk: [] for row in rows}
    places = record_group.places(node, rows)
    standing = StatementRow.objects.using(node.alias).filter(record__in=places, ended_at=None, erased_at=None)
    for each in standing.order_by("pk"):
        statements[places[each.record_id]].append(each)
    found: dict[Side, Form] = {}
    for row in rows:
        form = record_keys.plain(statements[row.pk], schema=row.schema, uid=row.uid)
        if form is not None and form["names"]:
            found[Side(RECORD, row.uid)] = form
    return found


def _label(row: StatementRow) -> Handling:
    return Handling(tuple(row.handling)) if row.entry is None else headers.parse(bytes(row.entry.header)).handling
