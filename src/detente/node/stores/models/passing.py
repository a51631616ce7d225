"""What was passed on: which entry of ours carries to another partner what came in, or left, in an earlier one."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class PassedOn(models.Model):
    """That `entry` carries on what `item` says: whoever got it has to learn when the item is corrected."""

    item = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="passed_on")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="passed_from")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "passed_on"
