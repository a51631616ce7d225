"""Keys of officers for the machine interface; of each only its hash."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.desk import Officer


class ApiToken(models.Model):
    """A token with which a system of the house acts as one officer. Whoever holds the database cannot use it."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_token"
        unique_together = (("officer", "name"),)
