"""The values that an act asks for besides, as fields of a form: one for each, by its form and its label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import AskedValue
from detente.web.desk import words
from detente.web.desk.labels import choice_label
from detente.web.desk.moments import Moment

_YES_NO = (("yes", _("Yes")), ("no", _("No")))
PREFIX = "given-"


def add_to(form: forms.Form, values: Sequence[AskedValue], *, initial: Any = None) -> tuple[AskedValue, ...]:
    """Add a field for each value; give the values. `initial`: what was given before, by name."""
    for each in values:
        field = _field(each)
        field.label, field.required = str(words.MEMBERS.get(each.name, each.name)), each.must
        field.help_text = str(words.HELP.get(each.name, ""))
        before = (initial or {}).get(each.name)
        if before is not None:
            field.initial = _shown(each, before)
        form.fields[PREFIX + each.name] = field
    return tuple(values)


def typed(values: Iterable[AskedValue], cleaned: dict[str, Any]) -> dict[str, str]:
    """Take the values out of what a form cleaned; give those that were typed, as texts by their names."""
    found = {each.name: cleaned.pop(PREFIX + each.name, None) for each in values}
    return {name: _text(value) for name, value in found.items() if value not in (None, "")}


def _field(value: AskedValue) -> forms.Field:
    match value.form:
        case "text":
            return forms.CharField(max_length=4_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
        case "code":
            choices = [(each.code, choice_label(each)) for each in value.choices]
            return forms.ChoiceField(choices=[("", "–"), *choices])
        case "yes-no":
            return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect(attrs={"class": "line"}))
        case "instant":
            return Moment()
        case "count":
            return forms.IntegerField(min_value=0, max_value=1_000_000)
        case "hash":
            return forms.RegexField(
                "^[0-9a-f]{64}$", widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"})
            )
        case _:
            return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))


def _shown(value: AskedValue, before: Any) -> Any:
    if value.form == "instant" and isinstance(before, str):
        return datetime.fromisoformat(before)
    if isinstance(before, bool):
        return "yes" if before else "no"
    return before


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    return str(value)
