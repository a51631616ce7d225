"""What the house knows of what it holds and never sends: recalled, blocked, in quarantine; limits that were read."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class Holding(models.Model):
    """What is special about an entry that is held; most have no row. `state` as in `policy.question.Item`.

    `dropped`: the names of properties that were left out of the desk's copy at reception; the sealed bytes have them.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="holding")
    state = models.CharField(max_length=12, default="live")
    quarantined = models.BooleanField(default=False)
    legal_hold = models.BooleanField(default=False)
    dropped = models.JSONField(default=list)

    class Meta:
        db_table = "holding"


class Confirmation(models.Model):
    """That an officer read the limits which a label's text states (H3), and keeps to them."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "confirmation"
        unique_together = (("officer", "entry"),)
