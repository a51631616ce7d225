"""The forms of the desks: roster, notes of a hand-over sheet, handing a case on, and the calendar of a party."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from detente.node.queries.administration_page import CalendarPage
from detente.node.queries.office_page import DeskPage, HandPage
from detente.web.desk.forms import Moment
from detente.web.desk.office_words import WEEKDAYS


class RosterForm(forms.Form):
    """Who is on duty, from when to when."""

    who = forms.ChoiceField(label=_("Officer"))
    begin = Moment(label=_("On duty from"))
    end = Moment(label=_("Until"))

    def offer(self, page: DeskPage) -> None:
        """Offer the officers of the desk."""
        self.fields["who"].choices = [(each.name, each.shown) for each in page.members]  # type: ignore[attr-defined]  # the stubs know only the common base


class NotesForm(forms.Form):
    """What the next shift must know."""

    notes = forms.CharField(
        label=_("What the next shift must know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandForm(forms.Form):
    """To whom a case goes, and why."""

    desk = forms.ChoiceField(label=_("To the desk"), required=False)
    who = forms.ChoiceField(label=_("To the officer"), required=False)
    note = forms.CharField(label=_("Note, stays in this house"), required=False, max_length=400)
    anyway = forms.BooleanField(label=_("Hand it on even if nobody is on duty there"), required=False)

    def offer(self, page: HandPage) -> None:
        """Offer the desks and the colleagues, each with whether somebody is there."""
        nobody = gettext("nobody on duty")
        desks = [(each.code, each.name if each.on_duty else f"{each.name} ({nobody})") for each in page.desks]
        away = gettext("away")
        colleagues = [(each.name, f"{each.shown} ({away})" if each.away else each.shown) for each in page.colleagues]
        self.fields["desk"].choices = [("", "–"), *desks]  # type: ignore[attr-defined]  # the stubs know only the common base
        self.fields["who"].choices = [("", "–"), *colleagues]  # type: ignore[attr-defined]  # the stubs know only the common base

    def clean(self) -> dict[str, Any]:
        """Somebody must be named."""
        given = super().clean() or {}
        if not given.get("desk") and not given.get("who"):
            raise forms.ValidationError(gettext("Choose a desk or an officer."))
        return given


class CalendarForm(forms.Form):
    """By which calendar a party's limits are counted."""

    zone = forms.ChoiceField(label=_("Time zone"))
    country = forms.RegexField(
        r"^([A-Za-z]{2})?$",
        label=_("Country of the public holidays"),
        required=False,
        help_text=_("Two letters, such as FR; empty for no holidays."),
    )
    subdivision = forms.RegexField(
        r"^[A-Za-z0-9-]{0,8}$",
        label=_("Region, where holidays differ"),
        required=False,
        help_text=_("Such as BY; empty for the whole country."),
    )
    weekend = forms.MultipleChoiceField(
        label=_("Days without work"),
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: the weekend of the country."),
    )

    def offer(self, page: CalendarPage) -> None:
        """Offer the zones that exist."""
        self.fields["zone"].choices = [(zone, zone) for zone in page.zones]  # type: ignore[attr-defined]  # the stubs know only the common base
