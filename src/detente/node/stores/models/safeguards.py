"""What the house knows and never sends: states of what it holds, protected persons, risks, assurances."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from detente.node.stores.models.contact import Partner
from detente.node.stores.models.desk import Officer
from detente.node.stores.models.ledger import Entry


class Holding(models.Model):
    """What is special about an entry that is held; most have no row. `state` as in `policy.question.Item`.

    `dropped`: the names of properties that were left out of the desk's copy at reception; the sealed bytes have them.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="holding")
    state = models.CharField(max_length=12, default="live")
    quarantined = models.BooleanField(default=False)
    legal_hold = models.BooleanField(default=False)
    dropped = models.JSONField(default=list)

    class Meta:
        db_table = "holding"


class Confirmation(models.Model):
    """That an officer read the limits which a label's text states (H3), and keeps to them."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "confirmation"
        unique_together = (("officer", "entry"),)


class ProtectedPerson(models.Model):
    """A person with a protected status; local, never sent. `names`: as written, in each script; `words`: folded.

    `fled_from`: the party of the state that the person fled from, empty where none is known. `until` null: it holds.
    """

    names = models.JSONField()
    words = models.JSONField()
    statuses = models.JSONField()
    fled_from = models.CharField(max_length=66, default="", blank=True)
    category = models.CharField(max_length=16, default="other")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "protected_person"


class RiskProfile(models.Model):
    """What the house holds of a partner: whether a form is asked for, and which risks stand in that state."""

    partner = models.OneToOneField(Partner, on_delete=models.PROTECT, primary_key=True)
    required = models.BooleanField(default=False)
    death_penalty = models.BooleanField(default=False)
    torture = models.BooleanField(default=False)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "risk_profile"


class RiskForm(models.Model):
    """One decision's risk: `act` is disclose, request or use; `matter` the own file number. The baseline is frozen.

    `mitigations` come after the baseline, the residual risk after them and by another officer; the database holds both.
    `residual_assertion`: that officer's passkey over what was judged, null for "password only".
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    act = models.CharField(max_length=10)
    matter = models.CharField(max_length=64)
    baseline = models.CharField(max_length=12)
    baseline_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    baseline_at = models.DateTimeField()
    mitigations = models.CharField(max_length=2000, default="", blank=True)
    mitigations_at = models.DateTimeField(null=True)
    residual = models.CharField(max_length=12, default="", blank=True)
    residual_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    residual_at = models.DateTimeField(null=True)
    residual_assertion = models.JSONField(null=True)

    class Meta:
        db_table = "risk_form"
        constraints = (
            models.CheckConstraint(
                condition=Q(residual_by__isnull=True) | ~Q(residual_by=F("baseline_by")), name="risk_judged_by_two"
            ),
        )
        indexes = (models.Index(fields=["partner", "act", "matter", "-baseline_at"]),)


class AssuranceRow(models.Model):
    """What a partner's state gave its word for. `against`: death-penalty, torture; `breached_at` null: it was kept."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    against = models.JSONField()
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()
    until = models.DateTimeField()
    breached_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assurance"
