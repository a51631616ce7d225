"""Hand-overs of a case between two desks of this house: a dialogue of which nothing travels."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import CaseRow, Officer
from detente.node.stores.models.desks import DeskRow


class HandoverRow(models.Model):
    """One hand-over: both sides of its dialogue are here. `moments` as in a case, the same for both sides.

    `state`: of the desk that gives; `taker_state`: of the one that takes. `from_desk` null: the case lay at no desk.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="handovers")
    from_desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, null=True, related_name="+")
    to_desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=32)
    taker_state = models.CharField(max_length=32)
    opened_at = models.DateTimeField()
    moments = models.JSONField(default=list)
    next_due = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=64, default="")
    note = models.CharField(max_length=400, default="")
    alarmed_at = models.DateTimeField(null=True)
    told = models.JSONField(default=list)
    """Short names of the officers whom the alarm told."""

    class Meta:
        db_table = "handover"
        indexes = (models.Index(fields=["to_desk", "taker_state"]), models.Index(fields=["state", "next_due"]))
