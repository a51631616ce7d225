"""The form of one person who is looked up everywhere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.person_page import PersonAsked
from detente.web.desk.record_forms import Lines, LookUpForm


class PersonForm(LookUpForm):
    """Whom to look up, and why: several spellings are names of one person."""

    name = Lines(label=_("Name, in any script"), help_text=_("One spelling a line."), required=False)
    country = forms.CharField(
        label=_("Country"), help_text=_("Its code of two letters, such as fr."), max_length=3, required=False
    )
    field_order = ("name", "born", "country", "number", "reason")

    def asked(self) -> PersonAsked:
        """Give it as the node takes it."""
        data = self.cleaned_data
        names = tuple(filter(None, map(str.strip, data["name"].splitlines())))
        return PersonAsked(names, data["born"], data["country"], data["number"], data["reason"])
