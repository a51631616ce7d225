"""Lists of others that this node holds: their versions, and their entries, of which none is ever overwritten."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer


class HeldList(models.Model):
    """One list. `name`: short, for commands and interfaces; `basis`: the licence or the law under which it is held.

    `in_force`: the number of its version in force, 0 for none yet. `mapping`, `encoding`: what a person confirmed of
    its table, for the next file of the same headings. `ended_at` null: it is searched.
    """

    name = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    handling = models.JSONField(default=list)
    in_force = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(null=True)
    encoding = models.CharField(max_length=20, default="", blank=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "held_list"


class ListVersion(models.Model):
    """One file of a list, from when it was given. `state`: see `services.list_versions.State`.

    `staged`: its file in the home until it is in force or gone. `question`: what a person is asked before it goes on;
    `asked`: what that needs. `done` of `total`: how far the loading is. `reason`: the sentence why it was refused, as
    [code, values]; `remarks`: the first of what a person must see of it. `left_out`: entries that could not be read.
    """

    held = models.ForeignKey(HeldList, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, db_index=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=40, default="", blank=True)
    staged = models.CharField(max_length=64, default="", blank=True)
    question = models.CharField(max_length=10, default="", blank=True)
    asked = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    remarks = models.JSONField(default=list)
    reason = models.JSONField(null=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "list_version"
        unique_together = (("held", "number"),)


class ListEntry(models.Model):
    """What one list says of one person or body, from version `since` up to, and not in, version `until`.

    `uid`: of the entry on this node, the same in each version; `key`: its id in the list. `content`: JSON of its
    statements, [property, value, form of the source, source, since] each. `digest`: of what counts as a change.
    """

    held = models.ForeignKey(HeldList, on_delete=models.PROTECT, related_name="entries")
    uid = models.CharField(max_length=36)
    key = models.CharField(max_length=255)
    schema = models.CharField(max_length=40)
    content = models.TextField()
    digest = models.CharField(max_length=32)
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "list_entry"
        unique_together = (("uid", "since"),)
        indexes = (
            models.Index(fields=["held", "since"], name="list_entry_since"),
            models.Index(fields=["held", "until"], name="list_entry_until"),
        )


class ListComparison(models.Model):
    """A whole list compared with all whom this node holds, because an officer asked.

    `version`: in force when it was asked. `total`: records, and messages that name somebody, at that time, up to
    `records_end` and `messages_end`; `done`: how many are compared, up to `records_to` and `messages_to`. `left_out`:
    kind and uid of each that could not be.
    `stopped_by` null where the node stopped it, because the list ended.
    """

    uid = models.CharField(max_length=36, unique=True)
    held = models.ForeignKey(HeldList, on_delete=models.PROTECT, related_name="comparisons")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = models.CharField(max_length=300)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    records_end = models.BigIntegerField(default=0)
    messages_end = models.BigIntegerField(default=0)
    records_to = models.BigIntegerField(default=0)
    messages_to = models.BigIntegerField(default=0)
    left_out = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "list_comparison"
        constraints = (
            models.UniqueConstraint(
                fields=["held"],
                condition=models.Q(done_at__isnull=True, stopped_at__isnull=True),
                name="list_compared_once_at_a_time",
            ),
        )
