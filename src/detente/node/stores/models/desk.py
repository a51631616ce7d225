"""Officers and what they do: cases, drafts, acts with their assertions, and who has seen what."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.desks import DeskRow
from detente.node.stores.models.ledger import Entry


class Officer(models.Model):
    """A person of this node. `user` is the id of the sign-in account; empty for officers of the command.

    `role` and `also` are names of roles (`services.duties`); they add up. `clearance`: a marking as partners write it,
    `cls:issuer.MARKING`, empty for none. `seconded_from`: the party that lent the officer, empty for none.
    """

    name = models.CharField(max_length=120, unique=True)
    shown = models.CharField(max_length=120)
    role = models.CharField(max_length=32, default="liaison")
    user = models.BigIntegerField(null=True, unique=True)
    language = models.CharField(max_length=8, default="fr")
    active = models.BooleanField(default=True)
    also = models.JSONField(default=list)
    clearance = models.CharField(max_length=200, default="", blank=True)
    seconded_from = models.CharField(max_length=66, default="", blank=True)

    class Meta:
        db_table = "officer"


class OfficerNumber(models.Model):
    """The number that a partner sees in place of a name; chosen per partner, never given twice (DXP 8)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()

    class Meta:
        db_table = "officer_number"
        unique_together = (("partner", "officer"), ("partner", "number"))


class CaseRow(models.Model):
    """The life of one dialogue here; states are those of its table. Clocks are computed from `moments`, never stored.

    `terms`: {"opened","asks","answer_by","urgent"}; `moments`: in their order, each [name, instant] or, where it names
    a time itself, [name, instant, that time]; `preset`: the deadlines of the agreement;
    `desk`: where it arrived; `look_at`: when somebody is to be reminded next.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="case")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    dialogue = models.CharField(max_length=64)
    side = models.CharField(max_length=12)
    state = models.CharField(max_length=32, db_index=True)
    opened_at = models.DateTimeField()
    terms = models.JSONField(default=dict)
    moments = models.JSONField(default=dict)
    preset = models.CharField(max_length=64, default="detente-default")
    next_due = models.DateTimeField(null=True, db_index=True)
    look_at = models.DateTimeField(null=True, db_index=True)
    assignee = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    desk = models.ForeignKey(DeskRow, on_delete=models.PROTECT, null=True, db_index=False)

    class Meta:
        db_table = "case"
        indexes = (
            models.Index(fields=["desk", "next_due"]),
            models.Index(fields=["side", "state", "next_due"]),
            models.Index(fields=["side", "next_due"]),
        )


class CaseStep(models.Model):
    """What an officer did in a case, for this side alone. `details`: codes, and a note; nothing of it travels."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="steps")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    event = models.CharField(max_length=40)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "case_step"


class CaseLink(models.Model):
    """Two cases about one matter, the older one first: linked, never merged."""

    first = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "case_link"
        unique_together = (("first", "second"),)


class Seen(models.Model):
    """That an officer opened an entry here; never sent (the receipt `opened` is another thing)."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "seen"
        unique_together = (("officer", "entry"),)


class Act(models.Model):
    """An act that commits the house: by whom, over which hash, and how it was asserted.

    `assertion` is the WebAuthn assertion over `subject_hash`, empty for "password only".
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    act = models.CharField(max_length=32)
    subject_hash = models.BinaryField(max_length=32)
    assertion = models.JSONField(null=True)
    at = models.DateTimeField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True)

    class Meta:
        db_table = "act"


class DraftRow(models.Model):
    """A message that is being written: nothing of it has left.

    `state`: "" while it is written, `submitted` once its author pressed send and a second person is needed, `returned`.
    `submitted`: {"hash","response","public_key"}, over exactly what would leave. `because`: why it came back.
    """

    author = models.ForeignKey(Officer, on_delete=models.PROTECT)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True)
    content = models.JSONField(default=dict)
    changed = models.DateTimeField()
    state = models.CharField(max_length=10, default="", blank=True, db_index=True)
    submitted = models.JSONField(null=True)
    submitted_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = "draft"
