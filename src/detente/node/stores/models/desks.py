"""The desks of this node, by name and competence."""

from __future__ import annotations

from django.db import models


class DeskRow(models.Model):
    """One desk. `topics`: codes that it covers with all below them; `partners`: keys of their rows; `languages`: codes.

    `main`: what no other desk is competent for arrives here; at most one desk is the main one.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    topics = models.JSONField(default=list)
    partners = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    main = models.BooleanField(default=False)

    class Meta:
        db_table = "desk"
