"""Desks: what each is competent for, who belongs to it, who is on duty, and how one shift handed over to the next."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import CaseRow, Officer
from detente.node.stores.models.desks import DeskRow


class DeskMember(models.Model):
    """That an officer belongs to a desk: as `member`, as its `deputy`, or as its `head`."""

    desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, related_name="members")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    place = models.CharField(max_length=8, default="member")

    class Meta:
        db_table = "desk_member"
        unique_together = (("desk", "officer"),)


class DutyRow(models.Model):
    """One stretch of the roster: who is on duty at a desk, `end` not in it."""

    desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    begin = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        db_table = "duty"
        indexes = (models.Index(fields=["desk", "end"]),)


class LeaveRow(models.Model):
    """When an officer is away, from every desk; `end` not in it."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    begin = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        db_table = "leave"
        indexes = (models.Index(fields=["end"]),)


class ShiftRow(models.Model):
    """One hand-over sheet, frozen when it was made. Both signatures are acts over `sheet_hash`; null: not yet."""

    desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    sheet = models.BinaryField()
    sheet_hash = models.BinaryField(max_length=32)
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shift"
        indexes = (models.Index(fields=["desk", "-made_at"]),)


class HandingRow(models.Model):
    """That a case was handed on, to a desk or to one officer; `to_desk` null: it stayed where it was."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    from_desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, null=True, related_name="+")
    to_desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, null=True, related_name="+")
    to_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=400, default="")

    class Meta:
        db_table = "handing"
