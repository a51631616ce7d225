"""Second factors as allauth keeps them, their secrets locked by the node before they reach the database."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from detente.web.desk import gateway


class DeskSecondFactors(DefaultMFAAdapter):
    """Locks the secret of six-digit codes and the seed of recovery codes; everything else is allauth's."""

    def encrypt(self, text: str) -> str:
        """Give what may stand in the database."""
        return gateway.desk().lock_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Give the secret that stands there."""
        return gateway.desk().unlock_secret(encrypted_text)
