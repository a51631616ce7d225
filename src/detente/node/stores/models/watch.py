"""Escalation: which steps were taken for which clock, whom they told, and what goes out to call people."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import CaseRow, Officer


class EscalationRow(models.Model):
    """One step of escalation, taken once. `told`: short names of officers; `closed_at`: when its clock ran no more."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    clock = models.CharField(max_length=48)
    started = models.DateTimeField()
    percent = models.PositiveSmallIntegerField()
    do = models.CharField(max_length=32)
    whom = models.CharField(max_length=32)
    urgency = models.CharField(max_length=8)
    told = models.JSONField(default=list)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "escalation"
        unique_together = (("case", "clock", "started", "percent", "do", "whom"),)
        indexes = (models.Index(fields=["closed_at", "at"]),)


class ReachRow(models.Model):
    """Where an officer is reached outside the desk; empty: nowhere."""

    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, primary_key=True)
    address = models.CharField(max_length=254, default="")

    class Meta:
        db_table = "reach"


class CallRow(models.Model):
    """One call out of the house, without content: a digest by mail, or the hook. Sent once it was taken."""

    channel = models.CharField(max_length=4)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    count = models.PositiveIntegerField()
    urgency = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, default="")

    class Meta:
        db_table = "call"
        indexes = (models.Index(fields=["channel", "officer", "-made_at"]),)
