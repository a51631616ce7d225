"""A line that was cut: who cut it and why, and what is to be done for those whom its node knows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class SeverRow(models.Model):
    """That we cut the line to a partner. `second` null: nobody else was here. `ended`: what ended with it, counted."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="severs")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=300)
    ended = models.JSONField(default=dict)

    class Meta:
        db_table = "sever"
        constraints = (
            models.CheckConstraint(condition=Q(second__isnull=True) | ~Q(second=F("by")), name="severed_by_two"),
        )


class SeverTask(models.Model):
    """What is to be done for one person whom the partner knows from us, or for one originator whose items went to it.

    `entry`: the first message in which they stand, `place` that of the record in it; `also`: the ids of the further
    entries. `originator` null: it is about a person. `state`: `open`, then how it was done (`services.sever_tasks`).
    `message`: the one by which it was done. No name stands here: it goes with the content of the message.
    """

    sever = models.ForeignKey(SeverRow, on_delete=models.PROTECT, related_name="tasks")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField(default=0)
    also = models.JSONField(default=list)
    originator = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, default="open")
    refused = models.CharField(max_length=60, default="")
    message = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, default="")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sever_task"
        indexes = (models.Index(fields=["state"], condition=Q(state="open"), name="sever_task_open"),)
