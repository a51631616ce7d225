"""What becomes of what a partner sent: consents, uses, what went to a body without a node, and what is owed for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class ConsentRow(models.Model):
    """A word on use beyond the label, or on passing on. `ours`: we gave it to the partner, else the partner gave it.

    `entry` is what it covers: that one message, or, with `dialogue`, all that its thread carries. `recipients`: as in
    `policy.question.Subject.destination`. `answer`: pending, granted, refused. `given_by`: who gave it; `paper` or
    `message`: by what, `digest` the SHA-256 of the paper's file in hexadecimal. `until` null: until it is withdrawn.
    `second`: who confirmed it, null where the house takes one person for it.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    ours = models.BooleanField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="consents")
    root = models.CharField(max_length=64)
    dialogue = models.BooleanField(default=False)
    purpose = models.CharField(max_length=64)
    recipients = models.JSONField()
    answer = models.CharField(max_length=8)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=200)
    paper = models.CharField(max_length=200, default="", blank=True)
    message = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, default="", blank=True)
    second = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "consent"
        constraints = (
            models.CheckConstraint(condition=Q(second__isnull=True) | ~Q(second=F("by")), name="confirmed_by_another"),
        )
        indexes = (models.Index(fields=["partner", "root"]),)


class UseRow(models.Model):
    """That an officer put a message to a purpose. `measure`, `aim`, `toward`: as in `policy.question.Subject`."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="uses")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=64)
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    measure = models.CharField(max_length=12)
    matter = models.CharField(max_length=64, default="", blank=True)
    aim = models.CharField(max_length=12, default="", blank=True)
    toward = models.CharField(max_length=66, default="", blank=True)
    consent = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "content_use"


class HandedOut(models.Model):
    """That a message went on to a body that has no node: a correction or recall has to reach it by another way.

    `to`: as a destination of policy, `client:NAME` or `body:NAME`. `approved_by` null: this house takes one person.
    """

    item = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="handed_out")
    to = models.CharField(max_length=140)
    purpose = models.CharField(max_length=64)
    basis = models.CharField(max_length=300)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    consent = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "handed_out"


class OwedRow(models.Model):
    """What is owed afterwards: `obligation` is its id in `owed_rows.KINDS`. Open: `done_at` is null.

    `entry`: what was used or passed on, or what the duty desk released. `officer`: who owes it; null: whoever may.
    `acted_by`: who approved it, or else pressed send; `author`: whose act it was (null: from before it was kept).
    `percent`: the last rung that was taken; `told`: whom it reminded. `proof`: the message by which it was done.
    """

    obligation = models.CharField(max_length=24)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="owed")
    about = models.CharField(max_length=140, default="", blank=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    acted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    look_at = models.DateTimeField(null=True)
    percent = models.PositiveSmallIntegerField(default=0)
    told = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "owed"
        constraints = (
            # Whoever released it does not review it.
            models.CheckConstraint(
                condition=~Q(obligation="review-24h") | Q(done_by__isnull=True) | ~Q(done_by=F("acted_by")),
                name="reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(obligation="review-24h") | Q(done_by__isnull=True) | ~Q(done_by=F("author")),
                name="reviewed_by_no_author",
            ),
        )
        indexes = (
            models.Index(fields=["look_at"], condition=Q(done_at__isnull=True), name="owed_look"),
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="owed_open"),
        )


class BodyTold(models.Model):
    """That a body without a node, which got `item`, is to learn of `correction`; and what it said, once it was told.

    `told_at` null: not told yet. `how`: paper, hand, phone; or not-reached, not-permitted: then it was not told, and
    `told_at` is when that was found. `answer`: "" (none yet), done, partly, objected, the last two with a `ground`;
    without one the body is silent from `answer_by` on, which only a body has that was told. `digest`: the SHA-256
    of the file by which it was told or answered, in hexadecimal. `owed`: the task, null where there was none.
    """

    item = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="bodies_told")
    correction = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=140)
    owed = models.OneToOneField(OwedRow, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=16, default="", blank=True)
    answer_by = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, default="", blank=True)
    ground = models.CharField(max_length=300, default="", blank=True)
    reference = models.CharField(max_length=200, default="", blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "body_told"
        constraints = (
            models.UniqueConstraint(fields=["correction", "to"], name="a_body_once_a_correction"),
            models.CheckConstraint(
                condition=Q(answer="") | (Q(told_at__isnull=False) & ~Q(how__in=["not-reached", "not-permitted"])),
                name="answered_when_told",
            ),
            models.CheckConstraint(condition=~Q(answer__in=["partly", "objected"]) | ~Q(ground=""), name="with_ground"),
        )
