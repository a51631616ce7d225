"""The forms of a warning that has not left: the three questions of its test, and why nobody gets it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import AskedValue, Choice, DutyToWarn
from detente.web.desk import values
from detente.web.desk.labels import choice_label


class AnswersForm(forms.Form):
    """The three questions, each yes or no."""

    def __init__(self, *args: Any, duty: DutyToWarn, **more: Any) -> None:
        super().__init__(*args, **more)
        self._values: tuple[AskedValue, ...] = values.add_to(self, duty.questions, initial=duty.answers)

    def given(self) -> dict[str, str]:
        """Give the answers."""
        return values.typed(self._values, dict(self.cleaned_data))


class EndForm(forms.Form):
    """Why nobody gets it: a coded ground or reason, and a word for this side."""

    code = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("A note for this side alone"), required=False, max_length=400)

    def __init__(self, *args: Any, reasons: tuple[Choice, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *((each.code, choice_label(each)) for each in reasons)]
