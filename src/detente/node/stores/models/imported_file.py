"""Case packages that were imported: one row for each content, so that none becomes drafts twice."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer


class ImportedFile(models.Model):
    """One imported file. `sha256` hex of its bytes; `way`: command, desk, interface, folder; `drafts`: their numbers.

    `dropped`: names of properties that no record may carry; `left_out`: messages of the file that became no draft.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    case = models.CharField(max_length=200)
    way = models.CharField(max_length=10)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.DateTimeField()
    drafts = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "imported_file"
