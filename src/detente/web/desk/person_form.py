"""The persons of a draft and the check of their character: a form for each person, and one empty for the next.

A record that the form cannot show whole, of a company or with properties that it does not know, keeps what it has: the
form changes what it shows and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.about_page import CATEGORIES, MOST, NATURES, QUESTIONS
from detente.node.queries.desk import Draft
from detente.web.desk.labels import choice_label
from detente.web.desk.words import CHARACTERS, NATURE

_PROPERTIES = {"name": "name", "birth": "birthDate", "nationality": "nationality", "document": "passportNumber"}
_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class PersonForm(forms.Form):
    """One person; without a name there is none."""

    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    birth = forms.RegexField(
        _DAY,
        label=_("Born"),
        help_text=_("Year, year-month, or year-month-day: 1990-02-28."),
        required=False,
        error_messages={"invalid": _("Write the day as 1990-02-28, or the year alone.")},
    )
    nationality = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("Nationality"),
        help_text=_("Two letters, such as FR."),
        required=False,
        error_messages={"invalid": _("Two letters from A to Z, such as FR.")},
    )
    document = forms.CharField(label=_("Passport number"), max_length=100, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    nature = forms.ChoiceField(label=_("Fact or assessment"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "category", [("", "–"), *((each.code, choice_label(each)) for each in CATEGORIES)])
        _choose(self, "nature", [("", "–"), *((code, str(NATURE[code])) for code in NATURES)])

    def clean(self) -> dict[str, Any]:
        """Ask for what no record of a person may lack; nothing has a default that somebody else chose."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("name"):
            for field in ("category", "nature"):
                if not data.get(field):
                    self.add_error(field, str(_("Choose one: nothing about a person leaves without it.")))
        elif any(data.values()):
            self.add_error("name", str(_("Give the name, or empty the other fields to take the person out.")))
        return data

    def record(self, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """Give the record, with what `before` had and the form does not show; None where there is no person."""
        data = self.cleaned_data
        if not data.get("name"):
            return None
        entity = {"schema": "Person", **(before or {}).get("ftm", {})}
        properties = dict(entity.get("properties", {}))
        for field, name in _PROPERTIES.items():
            rest = list(properties.pop(name, []))[1:]
            value = data[field].lower() if field == "nationality" else data[field]
            if value or rest:
                properties[name] = [*filter(None, [value]), *rest]
        made = {**(before or {}), "ftm": {**entity, "properties": properties}, "nature": data["nature"]}
        if made.get("category") != data["category"]:
            # The dates are those of the category that it had.
            made |= {"review_by": None, "delete_by": None}
        return {**made, "category": data["category"]}


class CharacterForm(forms.Form):
    """The four questions of the check of character: yes, no, or not answered yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            self.fields[name] = forms.ChoiceField(
                label=CHARACTERS[name],
                choices=[("no", _("No")), ("yes", _("Yes"))],
                widget=forms.RadioSelect,
                required=False,
            )

    def answers(self) -> dict[str, bool] | None:
        """Give the answers that were given; None where there is none."""
        given = {name: self.cleaned_data.get(name) for name in QUESTIONS}
        return {name: value == "yes" for name, value in given.items() if value} or None


class AboutPersons:
    """Both, for one draft. `posted`: what the browser sent, None where nothing was."""

    def __init__(self, draft: Draft, posted: Any = None) -> None:
        self._records = draft.records
        places = [place for place, record in enumerate(draft.records) if _is_person(record)]
        self.others = len(draft.records) - len(places)
        forms_of = {
            place: PersonForm(posted, prefix=f"p{place}", initial=_initial(draft.records[place])) for place in places
        }
        self._known = forms_of
        self._next = PersonForm(posted, prefix="new") if len(draft.records) < MOST else None
        answers = {name: "yes" if value else "no" for name, value in (draft.character or {}).items()}
        self.character = CharacterForm(posted, prefix="character", initial=answers)
        self.persons = [*forms_of.values(), *filter(None, [self._next])]

    def is_valid(self) -> bool:
        """Whether everything that was typed has its shape."""
        found = [each.is_valid() for each in (*self.persons, self.character)]
        return all(found)

    def put(self, draft: Draft) -> Draft:
        """Give the draft with these persons and answers; a person whose name was emptied is out."""
        kept: list[Mapping[str, Any] | None] = [
            self._known[place].record(record) if place in self._known else record
            for place, record in enumerate(self._records)
        ]
        added = None if self._next is None else self._next.record(None)
        records = tuple(each for each in (*kept, added) if each is not None)
        return replace(draft, records=records, character=self.character.answers())


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _is_person(record: Mapping[str, Any]) -> bool:
    entity = record.get("ftm")
    return isinstance(entity, Mapping) and entity.get("schema") == "Person"


def _initial(record: Mapping[str, Any]) -> dict[str, str]:
    properties = record["ftm"].get("properties", {})
    shown = {field: next(iter(properties.get(name, [])), "") for field, name in _PROPERTIES.items()}
    return {**shown, "category": str(record.get("category") or ""), "nature": str(record.get("nature") or "")}
