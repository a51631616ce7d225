"""Partners: who they are, how far we know them, their documents, and where these entered the ledgers."""

from __future__ import annotations

from django.db import models


class Partner(models.Model):
    """A party that we met. `state` is the contact state of DXP 4; names here never leave this node."""

    party = models.CharField(max_length=66, unique=True)
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    colour = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10)
    frozen_because = models.CharField(max_length=40, default="")
    how = models.CharField(max_length=12, default="sas")
    sas = models.CharField(max_length=13, default="")
    compared_by = models.CharField(max_length=80, default="")
    compared_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=80, default="")
    confirmed_at = models.DateTimeField(null=True)
    founding = models.JSONField(null=True)
    """The founding text that our `contact` entry carries."""
    next_officer = models.PositiveIntegerField(default=1)
    our_first_doc = models.PositiveIntegerField(default=0)
    """The document of ours that holds from place 0 of the ledger on (DXP 4): that of the first meeting."""
    their_first_doc = models.PositiveIntegerField(default=0)
    met_our_doc = models.PositiveIntegerField(default=0)
    """The document of ours in the newest meeting, which its digits stand for; a ledger may have begun with another."""
    met_their_doc = models.PositiveIntegerField(default=0)
    our_shown_doc = models.PositiveIntegerField(default=0)
    """The highest document of ours that the partner named in a signed refusal."""
    met_at = models.DateTimeField()

    class Meta:
        db_table = "partner"


class PartnerDocument(models.Model):
    """A verified party document of a partner."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="documents")
    seq = models.PositiveIntegerField()
    record = models.BinaryField()

    class Meta:
        db_table = "partner_document"
        unique_together = (("partner", "seq"),)


class DocMarkRow(models.Model):
    """A `party-doc` entry in a ledger (DXP 4, "Order"). `number` null: the partner's entry is not opened yet."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    ours = models.BooleanField()
    size = models.BigIntegerField()
    seen = models.BigIntegerField()
    number = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "doc_mark"
        unique_together = (("partner", "ours", "size"),)


class KeyHead(models.Model):
    """How far a partner stands by what a revoked key of its signed (DXP 4): its `control` entry `keys`."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    kid = models.CharField(max_length=43)
    epoch = models.BinaryField(max_length=16)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)

    class Meta:
        db_table = "key_head"
        unique_together = (("partner", "kid"),)


class Invitation(models.Model):
    """A single-use token that lets one party meet us (DXP 4); only its hash is kept."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    meet = models.BinaryField(null=True)
    nonce = models.BinaryField(max_length=32, null=True)
    reply = models.BinaryField(null=True)
    reveal = models.BinaryField(max_length=32, null=True)
    """SHA-256 of the last step, so that its repeat is answered alike."""
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=200, default="")
    code = models.CharField(max_length=8, default="")

    class Meta:
        db_table = "invitation"
