"""The forms of watches: set one, move its end, hand it on, end it; take an alert, say who was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.watches_page import WatchGiven, WatchOffer
from detente.web.desk.forms import Moment
from detente.web.desk.labels import choice_label
from detente.web.desk.record_forms import Lines
from detente.web.desk.watch_words import INSTRUCTIONS

_SHORT_LINES: dict[str, Any] = {"rows": 1, "dir": "auto"}


class WatchForm(forms.Form):
    """Whom to watch for, until when, under which law, and who answers for it."""

    names = Lines(label=_("Name"), help_text=_("One spelling a line, each in its own script."))
    born = Lines(
        label=_("Born"), help_text=_("Year, year-month, or year-month-day: 1990-02-28. One a line."), required=False
    )
    numbers = Lines(label=_("Number of a document"), help_text=_("One a line."), required=False)
    countries = Lines(label=_("Country"), help_text=_("Two letters, such as FR. One a line."), required=False)
    instruction = forms.ChoiceField(
        label=_("What is to be done with who is found"),
        choices=[(code, said[0]) for code, said in INSTRUCTIONS.items()],
    )
    until = Moment(label=_("It ends on"), help_text=_("Within a year. It says so 30, 7 and 1 days before."))
    basis = forms.CharField(label=_("The law under which a watch is set up"), max_length=300)
    purpose = forms.ChoiceField(label=_("Purpose"))
    law = forms.CharField(label=_("Legal basis of using the message"), max_length=300)
    because = forms.CharField(label=_("Why"), max_length=300)
    owner = forms.ChoiceField(label=_("Who answers for it"), required=False)
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)

    def __init__(self, data: Mapping[str, Any] | None = None, *, offer: WatchOffer) -> None:
        begins = {"names": offer.names, "born": offer.born, "numbers": offer.numbers}
        given = {name: "\n".join(values) for name, values in begins.items()} | {"instruction": "notify"}
        super().__init__(data, initial=given)
        for name in ("born", "numbers", "countries"):
            self.fields[name].widget.attrs |= _SHORT_LINES
        _offer(self, "purpose", [("", "–"), *((each.code, choice_label(each)) for each in offer.purposes)])
        _offer(self, "owner", [("", _("You")), *offer.owners.items()])

    def given(self) -> WatchGiven:
        """Give it as the node takes it."""
        values: dict[str, Any] = dict(self.cleaned_data)
        lists = {name: _lines(values[name]) for name in ("names", "born", "numbers", "countries")}
        lists["countries"] = tuple(each.lower() for each in lists["countries"])
        return WatchGiven(**values | lists)


class RenewForm(forms.Form):
    """A new end, and why."""

    until = Moment(label=_("New end"))
    because = forms.CharField(label=_("Why"), max_length=300)


class HandForm(forms.Form):
    """Who answers for a watch from now on."""

    to = forms.ChoiceField(label=_("New owner"))

    def __init__(self, *args: Any, owners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to", [("", "–"), *owners.items()])


class EndForm(forms.Form):
    """Why a watch ends."""

    because = forms.CharField(label=_("Why it ends"), max_length=300)


class TakeForm(forms.Form):
    """What whoever takes an alert does about it."""

    note = forms.CharField(label=_("What you do about it"), required=False, max_length=300)


class ToldForm(forms.Form):
    """That somebody was told by word of mouth; it ends nothing."""

    to = forms.ChoiceField(label=_("Who was told"))
    at = Moment(label=_("When"))
    words = forms.CharField(label=_("How, in one line"), max_length=300)

    def __init__(self, *args: Any, owners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to", [("", "–"), *owners.items()])


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
