"""The forms of matches: a judgement with its reason, and why one is undone."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.web.desk.match_words import VERDICTS


class JudgeForm(forms.Form):
    """Same, different or unsure; nothing is chosen beforehand."""

    verdict = forms.ChoiceField(
        choices=list(VERDICTS.items()), error_messages={"required": _("Say which of the three it is.")}
    )
    because = forms.CharField(label=_("What decides you"), max_length=300)
    legal = forms.BooleanField(label=_("The consequence may be legal"), required=False)


class UndoForm(forms.Form):
    """Why it does not hold."""

    because = forms.CharField(label=_("Why it does not hold"), max_length=300)
