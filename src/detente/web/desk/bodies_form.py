"""The form of what a body without a node was told of a correction, and what it answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.corrections_page import BodyWord
from detente.web.desk.forms import Moment
from detente.web.desk.further_words import BODY_ANSWERS, HOW


class BodyForm(forms.Form):
    """What was said to one body, and what it said."""

    to = forms.CharField(max_length=140, widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("How it was told"), choices=[("", "–"), *HOW.items()])
    fact_only = forms.BooleanField(
        label=_("It was told that what it has is wrong, and not what is right"), required=False
    )
    at = Moment(label=_("When it was told"), required=False, help_text=_("Empty: now, or as it stands here."))
    answer = forms.ChoiceField(label=_("What it answered"), choices=[("", "–"), *BODY_ANSWERS.items()])
    ground = forms.CharField(label=_("Why it keeps a part, or objects"), required=False, max_length=300)
    answer_by = Moment(
        label=_("It may answer until"), required=False, help_text=_("Empty: seven days. At most thirty.")
    )
    reference = forms.CharField(label=_("Reference of the paper or the call"), required=False, max_length=200)
    digest = forms.RegexField(
        "^[0-9a-f]{64}$", label=_("SHA-256 of the file"), required=False, max_length=64, strip=True
    )
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)

    def given(self) -> BodyWord:
        """Give it as the node takes it."""
        return BodyWord(**self.cleaned_data)
