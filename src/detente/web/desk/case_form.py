"""The form of one act in a case: the fields that its table asks for, and no other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from detente.node.queries.case_page import Deed, OpenAct
from detente.web.desk import values, words
from detente.web.desk.forms import AcceptForm
from detente.web.desk.labels import choice_label


class ActForm(forms.Form):
    """What an officer gives with an act; `act` says which fields there are."""

    text = forms.CharField(label=_("Text, which they will read"), widget=forms.Textarea(attrs={"rows": 6}))
    missing = forms.MultipleChoiceField(label=_("What is missing"), widget=forms.CheckboxSelectMultiple)
    code = forms.ChoiceField(label=_("Reason"))
    ground = forms.ChoiceField(label=_("The ground, which stays here"))
    explained = forms.CharField(label=_("What they may read of the reason"), required=False, max_length=2000)
    competent = forms.CharField(label=_("The competent body"), max_length=200)
    to = forms.ChoiceField(label=_("The desk that shall do it"))
    other = forms.CharField(label=_("A message of the other case"), max_length=64)
    confirm = forms.BooleanField()
    note = forms.CharField(label=_("A note for this side alone"), required=False, max_length=400)
    untold = forms.BooleanField(label=_("Do not tell them that a watch stands"), required=False)

    def __init__(self, *args: Any, act: OpenAct, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["until"] = AcceptForm().fields["until"]
        self.fields["until"].label = gettext("By when")
        for name in [name for name in self.fields if name not in act.fields]:
            del self.fields[name]
        self.order_fields(list(act.fields))
        self._values = values.add_to(self, act.values)
        for name, choices in (act.choices or {}).items():
            offered = [(each.code, choice_label(each)) for each in choices]
            self.fields[name].choices = offered if name == "missing" else [("", "–"), *offered]  # type: ignore[attr-defined]  # the stubs know only the common base
        if "confirm" in self.fields:
            self.fields["confirm"].label = str(words.CONFIRMED.get(act.confirm, words.ANY_CONFIRMED))
        # Material to be sent may be said in a later message; what is missing is asked in words only where it helps.
        if "text" in self.fields and "missing" in self.fields:
            self.fields["text"].required = False

    def deed(self) -> Deed:
        """Give what was filled in."""
        given = dict(self.cleaned_data)
        typed = values.typed(self._values, given)
        missing = tuple(given.pop("missing", ()))
        return Deed(**given, missing=missing, lang=get_language() or "en", given=typed)
