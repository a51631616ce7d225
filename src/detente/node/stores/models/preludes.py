"""A dialogue before its first message: what this side alone does until something leaves, and who did it."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.desk import DraftRow, Officer
from detente.node.stores.models.ledger import Entry


class PreludeRow(models.Model):
    """One dialogue of which nothing has left: `state` and `moments` as in a case (`stores.dialogues`).

    `draft`: the message that is being written for it. `entry`: its first message, once it left; then its case is that
    of the entry. `content`: what it is about, where no draft says so, or a draft said it that is gone.
    """

    kind = models.CharField(max_length=32)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True)
    draft = models.OneToOneField(DraftRow, on_delete=models.SET_NULL, null=True, related_name="prelude")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=32)
    moments = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        db_table = "prelude"


class PreludeStep(models.Model):
    """What an officer did in it. `details`: codes, the values that the act asked for, and a note; it stays here."""

    prelude = models.ForeignKey(PreludeRow, on_delete=models.CASCADE, related_name="steps")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=40)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "prelude_step"
