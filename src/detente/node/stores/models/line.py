"""Tests of the lines to partners: who asked, what was answered, and the signed objects that prove it."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner


class LineTestRow(models.Model):
    """The test of one hour in one direction. `ours`: we asked. `record`: their signed word, until it is erased.

    `answered_at` null: nobody answered yet. `agrees`: whether both ledgers have one root at the size that was named.
    `missed`: the hour passed without an answer, and that is on record.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    ours = models.BooleanField()
    hour = models.DateTimeField()
    nonce = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(null=True)
    agrees = models.BooleanField(null=True)
    missed = models.BooleanField(default=False)
    record = models.BinaryField(null=True)

    class Meta:
        db_table = "line_test"
        unique_together = (("partner", "ours", "hour"),)
        indexes = (models.Index(fields=["ours", "hour"]),)
