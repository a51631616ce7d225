"""The forms of a risk: how great it is, and what is done about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.risk_page import LEVELS
from detente.web.desk.risk_words import LEVELS as WORDS


class LevelForm(forms.Form):
    """How great the risk is; nothing is chosen beforehand."""

    level = forms.ChoiceField(
        label=_("How great is the risk of mistreatment?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how great the risk is.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, str(WORDS[code])) for code in LEVELS]


class MitigationForm(forms.Form):
    """What is done about the risk."""

    text = forms.CharField(
        label=_("What is done about it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Say what is done about the risk.")},
    )
