"""Upkeep of cases: who inside was told, when a closed matter is looked at and deleted, what looks like what."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class Dissemination(models.Model):
    """One line of the dissemination list of a case, by the entry that opened it. A line is never changed.

    `reason`: why somebody was not told, a code; empty where told. `note`: the words of an override. `overrides`: the
    line in whose place this one stands.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="dissemination")
    recipient = models.CharField(max_length=120)
    told = models.BooleanField()
    reason = models.CharField(max_length=40, default="")
    note = models.CharField(max_length=300, default="")
    overrides = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="overridden")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "dissemination"


class CaseFile(models.Model):
    """An own file under which this house keeps what belongs to one matter. `owner` answers for it; nothing travels."""

    number = models.CharField(max_length=64, unique=True)
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "case_file"


class CaseFileEntry(models.Model):
    """That the dialogue which an entry opened belongs to a file; a dialogue may belong to several."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="case_files")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "case_file_entry"
        unique_together = (("file", "entry"),)


class Retention(models.Model):
    """Until when a closed matter may be here, by the entry that opened it. `outcome`: the code with which it closed."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="retention")
    outcome = models.CharField(max_length=40, default="")
    review_on = models.DateField(db_index=True)
    delete_on = models.DateField(db_index=True)
    closed_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)
    certificate = models.BinaryField(null=True)
    """The signed record of the purge: what it took away, by leaf."""

    class Meta:
        db_table = "retention"
        indexes = (models.Index(fields=["purged_at", "review_on"]),)


class MatterKey(models.Model):
    """One exact key of a message (`matching.exact`): by it, what is alike is found.

    Goes with the content, but for the tombstone of those whom a partner cleared (`resembling.forget`).
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12)
    key = models.BinaryField(max_length=32)

    class Meta:
        db_table = "matter_key"
        indexes = (models.Index(fields=["key"]),)


class Likeness(models.Model):
    """That a message looks like one that was here before: linked, not merged. `first` is the older one.

    `ways`: how they are alike. `outcome`: empty while nobody has looked; `taken-up`, `apart`, or `justified` for one of
    ours that was sent again with a reason, which is the `note`.
    """

    first = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    ways = models.JSONField(default=list)
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, default="")
    note = models.CharField(max_length=300, default="")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "likeness"
        indexes = (models.Index(fields=["outcome", "id"]),)
        unique_together = (("first", "second"),)
