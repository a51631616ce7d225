"""The forms of oversight: a reason, a passphrase, how many messages to draw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why oversight reads; it holds until another reason is given, or the session ends."""

    reason = forms.CharField(label=_("Reason for reading"), max_length=200)


class SampleForm(forms.Form):
    """How many messages are drawn by lot, and why."""

    reason = forms.CharField(label=_("Reason for reading"), max_length=200)
    count = forms.IntegerField(label=_("How many messages"), min_value=1, max_value=100, initial=25)


class PassphraseForm(forms.Form):
    """The passphrase that opens oversight's own log."""

    passphrase = forms.CharField(
        label=_("Your passphrase"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class KeyForm(forms.Form):
    """The passphrase of a new key, twice."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        min_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Twelve characters or more. Nobody can give it back to you."),
    )
    again = forms.CharField(
        label=_("The same once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        given = super().clean() or {}
        if given.get("passphrase") != given.get("again"):
            raise forms.ValidationError(gettext("The two passphrases differ."))
        return given
