"""The forms by which an officer adds a passkey and names it anew: allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """Asks for a name, and whether the key alone may open the door; usually it may."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you know it again, such as the device that holds it.")
        self.fields["passwordless"].label = _("It opens the door by itself, without the password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class RenamedPasskeyForm(EditWebAuthnForm):
    """Asks for the new name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
