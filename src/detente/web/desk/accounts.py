"""Who may have an account: only whom the operator adds (`detente user add`). Nobody signs up.

The sentences at the door are our own: they say what to do, and never which half was wrong.
"""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class DeskAccounts(DefaultAccountAdapter):
    """Closes sign-up and speaks our words; everything else is allauth's."""

    error_messages = {  # noqa: RUF012 - allauth reads it as it stands, and nothing changes it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("User name and password do not fit together. Check both."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or ask the operator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
