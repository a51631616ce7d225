"""What officers searched: their questions with the reason given, those that they named among them."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer


class SearchRow(models.Model):
    """One question of an officer. `name` is empty where it was not saved; `asked_at` is when it last went on record."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    name = models.CharField(max_length=80, default="")
    question = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, default="")
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "search"
        constraints = (
            models.UniqueConstraint(
                fields=["officer", "name"], condition=~models.Q(name=""), name="one_saved_search_a_name"
            ),
        )
