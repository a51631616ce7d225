"""What becomes of an alert of a watch: told by word of mouth, which ends nothing; taken by a person, by name."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties, officers, standing_watches
from detente.node.services.deciding import Asking
from detente.node.stores.models import AlertRow, Officer
from detente.node.stores.unit import unit

_LONGEST: Final = 300


class AlertTaken(BadInput):
    """Somebody took the alert before."""

    code = "alert-taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} took this alert before. What comes of it stands in the thread.")
        self.name = name


def told(node: Node, officer: Officer, row: AlertRow, *, to: str, at: datetime, words: str) -> AlertRow:
    """Set down that somebody was told by word of mouth. Nobody signed it, and the alert stays open.

    Raises:
        RoleRefused: the officer does not keep watches.
        BadInput: nobody of that name works here, the time lies ahead or before the alert, no words; AlertTaken.
    """
    duties.require_at_desk(officer, "keep-watches")
    whom = officers.find(node, to)
    if not label.is_label(words, longest=_LONGEST):
        raise BadInput("Say in one line how they were told.")
    if not row.happened_at <= at <= node.now():
        raise BadInput("Say when they were told: after it happened, and not later than now.")
    with unit(node, "told of an alert") as work:
        row = _open(node, row)
        row.told_to, row.told_by, row.told_at, row.told_words = whom, officer, at, words
        row.save(using=node.alias, update_fields=["told_to", "told_by", "told_at", "told_words"])
        details = {"alert": str(row.pk), "to": whom.name}
        work.record(Act.ALERT_TOLD, actor=officer.name, refs=standing_watches.refs_of(row.watch), details=details)
    return row


def acknowledge(node: Node, officer: Officer, row: AlertRow, *, note: str = "") -> AlertRow:
    """Take an alert, by name: from here on the officer answers for what comes of it.

    Raises:
        RoleRefused: the officer does not keep watches.
        BadInput: the note is not one line; AlertTaken.
    """
    duties.require_at_desk(officer, "keep-watches")
    if note and not label.is_label(note, longest=_LONGEST):
        raise BadInput("Note in one line what you do about it.")
    with unit(node, "acknowledge an alert") as work:
        row = _open(node, row)
        row.acknowledged_at, row.acknowledged_by, row.note, row.look_at = node.now(), officer, note, None
        row.save(using=node.alias, update_fields=["acknowledged_at", "acknowledged_by", "note", "look_at"])
        details = {"alert": str(row.pk)}
        refs = standing_watches.refs_of(row.watch)
        work.record(Act.ALERT_ACKNOWLEDGED, actor=officer.name, refs=refs, details=details)
    return row


def find(node: Node, officer: Officer, number: str) -> AlertRow:
    """Give an alert by its number; NotFound where there is none that the officer may know of."""
    rows = AlertRow.objects.using(node.alias).select_related("watch__entry__partner", "acknowledged_by")
    row = rows.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
    if row is None or not Asking(node, officer).may_know([row.watch.entry]):
        raise NotFound("There is no such alert. See them with: detente watch alerts")
    return row


def _open(node: Node, row: AlertRow) -> AlertRow:
    rows = AlertRow.objects.using(node.alias).select_related("watch__entry__partner", "acknowledged_by")
    row = rows.get(pk=row.pk)
    if row.acknowledged_by is not None:
        raise AlertTaken(row.acknowledged_by.name)
    return row
