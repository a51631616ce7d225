"""Two records that may be the same, what people judged of them, and what is still to be screened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class MatchRow(models.Model):
    """Two sides that may be the same one (`services.match_sides`): what is asked about, and what is held here.

    `fingerprint`: of what was compared, "" where a side is gone. `why`: what the score is made of, without contents.
    `state`: open, second (one person judged, another one has to), judged, lapsed (a change took it below the bands, or
    away). `settled`: what was judged and holds, maybe of a match whose sides said exactly the same.
    """

    uid = models.CharField(max_length=36, unique=True)
    left_kind = models.CharField(max_length=8)
    left = models.CharField(max_length=36)
    left_place = models.PositiveIntegerField(default=0)
    right_kind = models.CharField(max_length=8)
    right = models.CharField(max_length=36)
    score = models.FloatField()
    band = models.CharField(max_length=8)
    why = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, default="open")
    settled = models.ForeignKey("JudgementRow", on_delete=models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        db_table = "record_match"
        unique_together = (("left_kind", "left", "left_place", "right_kind", "right"),)
        indexes = (models.Index(fields=["right_kind", "right"]), models.Index(fields=["state", "-score"]))


class JudgementRow(models.Model):
    """What a person said of a match, as it was then; never overwritten, but for the second person and an undoing.

    `legal`: the consequence may be a legal one, so that a second person judges, without having seen the first answer.
    `outcome`: what holds of it, "" while the second person is waited for.
    """

    match = models.ForeignKey(MatchRow, on_delete=models.PROTECT, related_name="judgements")
    fingerprint = models.CharField(max_length=64, db_index=True)
    verdict = models.CharField(max_length=9)
    because = models.CharField(max_length=300)
    legal = models.BooleanField(default=False)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    second_verdict = models.CharField(max_length=9, default="", blank=True)
    second_because = models.CharField(max_length=300, default="", blank=True)
    second_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, default="", blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    undone_because = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "match_judgement"
        constraints = (
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("by")), name="second_person_is_another"
            ),
            models.CheckConstraint(
                condition=Q(legal=False) | Q(outcome="") | Q(second__isnull=False), name="legal_takes_two_persons"
            ),
            models.UniqueConstraint(
                fields=["match", "fingerprint"], condition=Q(undone_at__isnull=True), name="judged_once_as_it_stands"
            ),
        )


class ScreeningRow(models.Model):
    """Something that is to be compared with what is held: a message, or a record that changed. `done_at` null: not yet.

    Whoever asks anew sets `asked_at`; done is what was asked by then. `later`: it was compared before and did not
    change itself; it waits until what came or changed is done. `failed_at`: when it could not be compared.
    """

    kind = models.CharField(max_length=8)
    uid = models.CharField(max_length=36)
    asked_at = models.DateTimeField()
    later = models.BooleanField(default=False)
    failed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "screening"
        unique_together = (("kind", "uid"),)
        indexes = (
            models.Index(
                fields=["later", "id"],
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
                name="screening_in_turn",
            ),
            models.Index(
                fields=["failed_at"],
                condition=Q(done_at__isnull=True, failed_at__isnull=False),
                name="screening_left_out",
            ),
        )


class MentionKey(models.Model):
    """A key under which somebody in a message is found (`matching.names.keys`), when a record is changed."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=128)

    class Meta:
        db_table = "mention_key"
        unique_together = (("key", "entry", "place"),)


class KeyingRow(models.Model):
    """How far the names held here are keyed as this release keys them (`services.keying`). One row, or none yet.

    `version`: of the keys (`matching.names.keys.keys_version`). `records_to`, `screenings_to`: the last row that was
    looked at. `done_at` null: some may still have the keys of an earlier release. `left_out`: kind and uid of each
    that could not be keyed when it was last tried.
    """

    version = models.CharField(max_length=16)
    records_to = models.BigIntegerField(default=0)
    screenings_to = models.BigIntegerField(default=0)
    left_out = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "keying"
