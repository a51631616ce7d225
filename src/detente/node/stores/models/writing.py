"""What helps to write: the house's templates, and the desks of partners as we know them."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner


class TemplateRow(models.Model):
    """A text to begin a message with, for one kind and language. `content`: members of a draft, texts with fields."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=64)
    lang = models.CharField(max_length=8)
    content = models.JSONField(default=dict)
    changed = models.DateTimeField()

    class Meta:
        db_table = "template"
        unique_together = (("name", "kind", "lang"),)


class AddressRow(models.Model):
    """A desk of a partner as we know it: our own notes, which never travel. `topics`, `languages`: codes."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    notes = models.CharField(max_length=1000, default="", blank=True)

    class Meta:
        db_table = "address"
        unique_together = (("partner", "name"),)
