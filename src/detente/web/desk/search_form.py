"""The form of the search: words, why, and what narrows them down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.search_page import SearchPage
from detente.node.services.searching import Question
from detente.web.desk.labels import party_name
from detente.web.desk.words import KINDS

_BOXES = [("", _("received and sent")), ("inbox", _("received")), ("sent", _("sent"))]
_STATES = [("", _("any state")), ("open", _("not ended")), ("ended", _("ended"))]


class SearchForm(forms.Form):
    """What is looked for; a reason opens names and texts to the search."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_(
            "Words or their beginnings, in the script in which they were written; “between quotes”: as they are."
        ),
        max_length=200,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why you look this up"),
        help_text=_("It stands on record. Without a reason only file numbers are searched."),
        max_length=300,
        required=False,
    )
    partner = forms.CharField(label=_("Partner"), widget=forms.Select, required=False)
    kind = forms.CharField(label=_("Kind"), widget=forms.Select, required=False)
    box = forms.ChoiceField(label=_("Direction"), choices=_BOXES, required=False)
    state = forms.ChoiceField(label=_("State"), choices=_STATES, required=False)
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    until = forms.DateField(label=_("To, included"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    name = forms.CharField(label=_("Save it under this name"), max_length=80, required=False)

    def offer(self, page: SearchPage) -> None:
        """Fill the lists with what this node knows."""
        partners = [(party.code, f"{party.code}, {party_name(party).text}") for party in page.partners]
        kinds = [(kind, KINDS.get(kind, kind)) for kind in (*page.kinds, "answer", "refusal")]
        for name, everything, choices in (
            ("partner", _("every partner"), partners),
            ("kind", _("every kind"), kinds),
        ):
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select)
            widget.choices = [("", everything), *choices]

    def question(self) -> Question:
        """Give what was asked."""
        values: dict[str, Any] = self.cleaned_data
        taken = ("partner", "kind", "box", "state", "overdue", "since", "until")
        return Question(words=values["q"], **{name: values[name] for name in taken})

    @staticmethod
    def nothing() -> Question:
        """Give the question that asks for nothing."""
        return Question()


def initial_of(page: SearchPage) -> dict[str, Any]:
    """Give the form's values for what a page shows."""
    stored = page.question
    return {
        "q": stored.words,
        "reason": page.reason,
        "partner": stored.partner,
        "kind": stored.kind,
        "box": stored.box,
        "state": stored.state,
        "overdue": stored.overdue,
        "since": stored.since and stored.since.isoformat(),
        "until": stored.until and stored.until.isoformat(),
        "name": page.name,
    }
