"""The jobs of the node that fail now: a row each, so that one that fails for long is not lost behind newer lines."""

from __future__ import annotations

from django.db import models


class FailingJob(models.Model):
    """A job that failed when it was last tried; it goes once the job is done. `code`: why; `since` when."""

    job = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        db_table = "failing_job"
