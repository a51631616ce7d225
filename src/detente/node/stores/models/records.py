"""What this house holds of persons and bodies: records of statements with their sources; nothing is overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class RecordRow(models.Model):
    """One person or body. `schema`: of FollowTheMoney. `own`: the category that its newest statement of that says.

    `category`: by which it goes, `own` or one that protects more, of those that were merged into it. `merged_into`: the
    record that stands for this one; what this one says stays its own.
    """

    uid = models.CharField(max_length=36, unique=True)
    schema = models.CharField(max_length=40)
    own = models.CharField(max_length=16)
    category = models.CharField(max_length=16, db_index=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "record"


class StatementRow(models.Model):
    """One value of one property, as one source has it. Of its members only its end is ever written again.

    Only whose it is may change once: what was said while two records were one goes to either when they are split.

    `prop`: a property of the schema, or `category`. `scheme`, `code`: how the source was evaluated, never converted.
    `entry`: the message that says it, whose label holds; else `handling` has the codes. `ended_at` null: it stands.
    `review_said`, `delete_said`: the dates that were asked for, null where those of the category hold.
    `erased_at`: the value is gone, by its date of deletion or with the message; that it was there stays.
    """

    record = models.ForeignKey(RecordRow, on_delete=models.PROTECT, related_name="statements")
    prop = models.CharField(max_length=40)
    value = models.TextField()
    source = models.CharField(max_length=300)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="statements")
    scheme = models.CharField(max_length=16)
    code = models.CharField(max_length=8)
    nature = models.CharField(max_length=12)
    handling = models.JSONField(default=list)
    review_by = models.DateTimeField()
    delete_by = models.DateTimeField()
    review_said = models.DateTimeField(null=True)
    delete_said = models.DateTimeField(null=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, default="", blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "record_statement"
        indexes = (models.Index(fields=["delete_by"], condition=Q(erased_at__isnull=True), name="statement_deletion"),)


class RecordMerge(models.Model):
    """That two records are one, as an officer says, and, once `ended_at` is set, that they are not after all.

    `last`: the newest statement there was; what came after it is of either.
    """

    stands = models.ForeignKey(RecordRow, on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey(RecordRow, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    last = models.BigIntegerField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "record_merge"
        constraints = (
            models.UniqueConstraint(fields=["joined"], condition=Q(ended_at__isnull=True), name="one_merge_at_a_time"),
        )


class RecordLink(models.Model):
    """That a message is about whom a record is about, as an officer says."""

    record = models.ForeignKey(RecordRow, on_delete=models.PROTECT, related_name="links")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="records")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "record_link"
        unique_together = (("record", "entry"),)


class RecordKey(models.Model):
    """A key under which a record is found (`matching.names.keys`); made anew whenever its statements change."""

    record = models.ForeignKey(RecordRow, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=128)

    class Meta:
        db_table = "record_key"
        unique_together = (("key", "record"),)
