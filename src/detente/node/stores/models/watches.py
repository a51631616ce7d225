"""Standing watches on persons, and the alerts that they raised. The watch folder is another thing (`watch_folder`)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.further import UseRow
from detente.node.stores.models.ledger import Entry


class WatchRow(models.Model):
    """A watch that a message of a partner asked for. `use`: that policy permitted it, with its legal basis.

    `person`: whom it looks for, as a plain record (names, birthDate, country, gender, idNumber). `instruction`: as in
    `cases.watches`. `until`: its end, which a renewal moves; `since`: from when the present end counts. `said`: the
    fewest days before its end that it said already.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="watches")
    use = models.ForeignKey(UseRow, on_delete=models.PROTECT, related_name="+")
    person = models.JSONField()
    instruction = models.CharField(max_length=12)
    basis = models.CharField(max_length=300)
    because = models.CharField(max_length=300)
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    said = models.PositiveSmallIntegerField(null=True)
    look_at = models.DateTimeField(null=True, db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "watch"
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(ended_by__isnull=False) & ~Q(ended_because="")),
                name="ended_by_a_person_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="ends_after_it_began"),
        )
        indexes = (models.Index(fields=["ended_at"]),)


class KeptWatch(models.Model):
    """That a partner keeps a watch for a message of ours, and until when, as it told with the filing of the matter.

    `since`: when it told so; `said`: as in `WatchRow`. `let_end_*`: who saw that it ends, and asks for no more.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="kept_watch")
    since = models.DateTimeField()
    until = models.DateTimeField()
    said = models.PositiveSmallIntegerField(null=True)
    look_at = models.DateTimeField(null=True, db_index=True)
    let_end_at = models.DateTimeField(null=True)
    let_end_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "kept_watch"
        constraints = (
            models.CheckConstraint(
                condition=Q(let_end_at__isnull=True, let_end_by__isnull=True)
                | Q(let_end_at__isnull=False, let_end_by__isnull=False),
                name="let_end_by_a_person",
            ),
        )
        indexes = (models.Index(fields=["let_end_at", "until"], name="kept_watch_open"),)


class AlertRow(models.Model):
    """That something happened which a watch looks for. `record`: who was seen, as a plain record, as it was written.

    `what`, `direction`: as in `cases.watches`; `reference`: the number that the source gives the event, by which a file
    that is read twice alarms once. `why`: what the score is made of. `told_*`: that somebody was told by word of mouth,
    which ends nothing. `taken`: the steps of escalation so far, `told`: whom they told.
    """

    watch = models.ForeignKey(WatchRow, on_delete=models.PROTECT, related_name="alerts")
    what = models.CharField(max_length=12)
    direction = models.CharField(max_length=3, default="", blank=True)
    place = models.CharField(max_length=200, default="", blank=True)
    source = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, default="", blank=True)
    happened_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    record = models.JSONField()
    score = models.FloatField()
    band = models.CharField(max_length=8)
    why = models.JSONField(default=list)
    ground = models.CharField(max_length=32, default="", blank=True)
    taken = models.PositiveSmallIntegerField(default=0)
    told = models.JSONField(default=list)
    look_at = models.DateTimeField(null=True, db_index=True)
    told_to = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    told_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_words = models.CharField(max_length=300, default="", blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "watch_alert"
        constraints = (
            models.UniqueConstraint(
                fields=["watch", "source", "reference"], condition=~Q(reference=""), name="one_alert_an_event"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_by__isnull=False),
                name="acknowledged_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["acknowledged_at", "opened_at"]),)
