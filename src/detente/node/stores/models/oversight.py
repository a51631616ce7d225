"""The key to which oversight writes what it read; its private half opens with oversight's own passphrase alone."""

from __future__ import annotations

from django.db import models


class OversightKey(models.Model):
    """One key pair; the newest seals. Older ones stay: what was sealed to them opens with them."""

    created = models.DateTimeField()
    kid = models.CharField(max_length=43, unique=True)
    public = models.JSONField()
    vault = models.BinaryField()

    class Meta:
        db_table = "oversight_key"
