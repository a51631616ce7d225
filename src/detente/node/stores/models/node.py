"""The node itself: its run, its own party documents, and when to try each partner again."""

from __future__ import annotations

from django.db import models


class NodeRow(models.Model):
    """One row: the run (DXP 7.1) and its lease. `commits` only rises: a living process sees a restored file."""

    party = models.CharField(max_length=66)
    run = models.BinaryField(max_length=16)
    challenge = models.BinaryField(max_length=32)
    lease_until = models.DateTimeField()
    commits = models.BigIntegerField(default=0)
    four_eyes = models.BooleanField(default=False)
    """Whether nothing leaves here without a second person; homes made before there were approvals have it off."""

    class Meta:
        db_table = "node"


class OwnDocument(models.Model):
    """A party document of ours, by number."""

    seq = models.PositiveIntegerField(primary_key=True)
    record = models.BinaryField()

    class Meta:
        db_table = "own_document"


class Delivery(models.Model):
    """When the worker tries a partner again, and who is at it (DXP 11): claim, lease, back-off."""

    partner = models.OneToOneField("stores.Partner", on_delete=models.PROTECT, primary_key=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    wakes = models.BigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    last_failure = models.CharField(max_length=200, default="")
    last_success = models.DateTimeField(null=True)

    class Meta:
        db_table = "delivery"
