"""The tamper-evident record: leaves that stay, details that retention may erase, openings of what partners hold."""

from __future__ import annotations

from django.db import models


class AuditHead(models.Model):
    """One row: the frontier of the audit tree."""

    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    class Meta:
        db_table = "audit_head"


class AuditRow(models.Model):
    """One act. `leaf` covers a salted hash of the details, so the details may go and the proof stays."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16, null=True)
    details = models.BinaryField(null=True)
    act = models.CharField(max_length=48, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=120)

    class Meta:
        db_table = "audit"


class AuditOpening(models.Model):
    """What opens the blinded audit head in an object that we signed (DXP 6)."""

    object_hash = models.BinaryField(max_length=32, unique=True)
    salt = models.BinaryField(max_length=16)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_opening"


class FailureCount(models.Model):
    """Failures of strangers, counted and put on record once a minute, no more: no work for strangers."""

    code = models.CharField(max_length=40, unique=True)
    count = models.BigIntegerField(default=0)
    recorded = models.BigIntegerField(default=0)

    class Meta:
        db_table = "failure_count"


class RefusalCount(models.Model):
    """Signed refusals to a partner beyond those that stand on record one by one, until their number stands there."""

    partner = models.ForeignKey("stores.Partner", on_delete=models.PROTECT)
    code = models.CharField(max_length=40)
    count = models.BigIntegerField(default=0)

    class Meta:
        db_table = "refusal_count"
        unique_together = (("partner", "code"),)


class KeptObject(models.Model):
    """A signed object that may be needed as proof against its signer: of a fork, a rollback, a divergence."""

    partner = models.ForeignKey("stores.Partner", on_delete=models.PROTECT)
    why = models.CharField(max_length=16)
    record = models.BinaryField()
    record_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "kept_object"
        unique_together = (("partner", "record_hash"),)
