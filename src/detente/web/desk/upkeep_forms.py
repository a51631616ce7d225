"""The forms of upkeep on the page of a case: few words each, and a reason that goes on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import Choice
from detente.node.queries.upkeep_page import CaseUpkeep, HandoverAct
from detente.web.desk.labels import choice_label


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Why, in words"), max_length=300)


class DecisionForm(ReasonForm):
    """A reason, and one of two decisions by the button that was pressed; what no button says decides nothing."""

    def __init__(self, *args: Any, decisions: Mapping[str, bool], **values: Any) -> None:
        super().__init__(*args, **values)
        self._decisions = decisions

    def clean(self) -> dict[str, Any]:
        """Give the reason with `decision`, the value of the button."""
        pressed = self.data.get("go", "")
        if pressed not in self._decisions:
            raise forms.ValidationError(gettext("Say by one of the buttons what shall be done. Nothing was done."))
        return {**self.cleaned_data, "decision": self._decisions[pressed]}


class ToldForm(forms.Form):
    """One recipient inside: told, or not and why."""

    recipient = forms.CharField(label=_("Who inside"), max_length=120)
    reason = forms.ChoiceField(label=_("Told, or why not"), required=False)

    def __init__(self, *args: Any, upkeep: CaseUpkeep, **values: Any) -> None:
        super().__init__(*args, **values)
        _offer(self, "reason", [("", gettext("told")), *map(_pair, upkeep.reasons)])


class OverrideForm(ReasonForm):
    """Whoever was left out, and why they are told after all."""

    recipient = forms.ChoiceField(label=_("Who inside"))
    field_order = ("recipient", "reason")

    def __init__(self, *args: Any, upkeep: CaseUpkeep, **values: Any) -> None:
        super().__init__(*args, **values)
        _offer(self, "recipient", [(line.recipient, line.recipient) for line in upkeep.told if not line.told])


class HandoverForm(forms.Form):
    """What an act of a hand-over asks for, and no more."""

    to = forms.ChoiceField(label=_("The desk that shall do it"))
    code = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("A note for this side alone"), required=False, max_length=400)

    def __init__(self, *args: Any, act: HandoverAct, **values: Any) -> None:
        super().__init__(*args, **values)
        for name, choices in (("to", act.desks), ("code", act.reasons)):
            if choices:
                _offer(self, name, [("", "–"), *map(_pair, choices)])
            else:
                del self.fields[name]


def _pair(choice: Choice) -> tuple[str, str]:
    return choice.code, choice_label(choice)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
