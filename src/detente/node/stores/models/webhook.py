"""What is told to the party's own case system: one row for each entry, put down before it goes."""

from __future__ import annotations

from django.db import models

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
