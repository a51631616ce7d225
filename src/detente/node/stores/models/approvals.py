"""What needs two persons: approvals of what leaves, and acts of the house that one officer proposes to another.

Author and approver are two, whatever their roles: the database itself refuses the same one.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class ExportAsked(models.Model):
    """An export that an officer asked a second person for. `way`: package or paper; `subject_hash` is of what would go.

    `state`: asked, refused, used, void; `because`: why it was refused, or ended.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    subject_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    state = models.CharField(max_length=7, default="asked", db_index=True)
    because = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = "export_asked"


class Approval(models.Model):
    """One officer's approval, or assent, of exactly what `subject_hash` stands for. It outlives the draft.

    Of a draft, or of an export that was asked for: one of both is null.

    `role`: the duty in which it was given (R, C, D, or H for an assent). `assertion`: the passkey's over the hash, null
    for "password only". `state`: given, used, void.
    """

    draft = models.BigIntegerField(db_index=True, null=True)
    export = models.ForeignKey(ExportAsked, on_delete=models.PROTECT, null=True, related_name="approvals")
    author = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8)
    subject_hash = models.BinaryField(max_length=32)
    assertion = models.JSONField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=5, default="given", db_index=True)
    because = models.CharField(max_length=500, default="", blank=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True)

    class Meta:
        db_table = "approval"
        constraints = (
            models.CheckConstraint(condition=~Q(author=F("by")), name="approved_by_another"),
            models.UniqueConstraint(fields=("draft", "by"), condition=Q(state="given"), name="one_approval_an_officer"),
            models.UniqueConstraint(
                fields=("export", "by"), condition=Q(state="given"), name="one_approval_of_an_export"
            ),
            models.CheckConstraint(
                condition=Q(draft__isnull=True, export__isnull=False) | Q(draft__isnull=False, export__isnull=True),
                name="approves_one_thing",
            ),
        )


class Proposal(models.Model):
    """An act of the house that one officer proposed and another confirms. `act`: see `services.proposing`."""

    act = models.CharField(max_length=32)
    content = models.JSONField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, default="proposed", db_index=True)

    class Meta:
        db_table = "proposal"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="decided_by_another"
            ),
        )
