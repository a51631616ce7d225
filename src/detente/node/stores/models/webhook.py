"""What is told to the party's own case system: one row for each entry, put down before it goes, and how far we are."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.ledger import Entry


class WebhookRow(models.Model):
    """One notice, without content. `uid`: its own name, the same at each repeat. `next_at` null: it went.

    The first row marks where telling began; it has no entry where there was none yet, and is never due.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True)
    uid = models.CharField(max_length=36, unique=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, default="")

    class Meta:
        db_table = "webhook"


class WebhookMark(models.Model):
    """Up to which batch of one side of one partner a notice was put down for all there is to tell; 0: of none yet.

    A number and no key: the batches after the last receipt are thrown away and stamped anew when an epoch is closed.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE)
    ours = models.BooleanField()
    batch = models.BigIntegerField()

    class Meta:
        db_table = "webhook_mark"
        constraints = (models.UniqueConstraint(fields=["partner", "ours"], name="one_mark_a_side"),)
