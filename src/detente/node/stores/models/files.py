"""Attachments: sealed chunks in files beside the database, and how far each has travelled."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.ledger import Entry


class AttachmentRow(models.Model):
    """One attachment of an entry. `leaves`: the chunk leaves once known; `held`: a byte a chunk, 1 where it is here."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="attachments")
    att_id = models.CharField(max_length=22, db_index=True)
    size = models.BigIntegerField()
    chunks = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    leaves = models.BinaryField(null=True)
    held = models.BinaryField(default=b"")
    complete = models.BooleanField(default=False, db_index=True)

    class Meta:
        db_table = "attachment"
        unique_together = (("entry", "att_id"),)
