"""The forms of what becomes of what a partner sent: use, consent, a body without a node, what is owed."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.further_page import ConsentGiven, UseGiven
from detente.web.desk.further_words import AIMS, ANSWERS, MEASURES

_PURPOSE: Final = _("Purpose, as the agreement names it")


class UseForm(forms.Form):
    """What a message is used for."""

    purpose = forms.CharField(label=_PURPOSE, max_length=64)
    basis = forms.CharField(label=_("Legal basis"), max_length=300)
    reason = forms.CharField(label=_("What it is used for"), max_length=300)
    measure = forms.ChoiceField(label=_("How far the use goes"), choices=[("", "–"), *MEASURES.items()])
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)
    aim = forms.ChoiceField(label=_("Aim"), required=False, choices=[("", "–"), *AIMS.items()])
    toward = forms.CharField(label=_("The state that it serves"), required=False, max_length=66)
    life = forms.BooleanField(label=_("It is to save a life"), required=False)
    watch_until = forms.DateTimeField(label=_("A watch ends on"), required=False)
    watch_basis = forms.CharField(label=_("The law under which a watch is set up"), required=False, max_length=300)

    def given(self) -> UseGiven:
        """Give it as the node takes it."""
        return UseGiven(**self.cleaned_data)


class ConsentForm(forms.Form):
    """A word on a message: of the partner who wrote it, or on one of ours our own."""

    purpose = forms.CharField(label=_PURPOSE, max_length=64)
    recipients = forms.CharField(
        label=_("Who may have it"),
        max_length=600,
        help_text=_("own-organisation, a partner's letters, client:NAME or body:NAME; commas between them"),
    )
    answer = forms.ChoiceField(label=_("The word"), choices=[("", "–"), *ANSWERS.items()])
    given_by = forms.CharField(label=_("Who gave it"), max_length=200)
    paper = forms.CharField(label=_("By which paper"), required=False, max_length=200)
    message_id = forms.CharField(label=_("Or by which message"), required=False, max_length=64)
    dialogue = forms.BooleanField(label=_("It covers the whole exchange"), required=False)
    until = forms.DateTimeField(label=_("Until"), required=False)

    def given(self) -> ConsentGiven:
        """Give it as the node takes it."""
        values: dict[str, Any] = dict(self.cleaned_data)
        named = tuple(filter(None, (each.strip() for each in values.pop("recipients").split(","))))
        return ConsentGiven(**values, recipients=named)


class HandOutForm(forms.Form):
    """To which body without a node a message goes."""

    to = forms.CharField(label=_("To"), max_length=140, help_text=_("client:NAME or body:NAME"))
    purpose = forms.CharField(label=_PURPOSE, max_length=64)
    basis = forms.CharField(label=_("Legal basis"), max_length=300)
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)


class DoneForm(forms.Form):
    """How what was owed was done."""

    note = forms.CharField(label=_("How it was done"), required=False, max_length=300)
    proof_id = forms.CharField(label=_("Or the message by which you told them"), required=False, max_length=64)


class WithdrawForm(forms.Form):
    """Why a consent is taken back."""

    because = forms.CharField(label=_("Why, or by which word"), max_length=300)
