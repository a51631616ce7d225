"""The persons of a draft and the check of their character: a form for each person, and one empty for the next.

A record that the form cannot show whole, of a company or with properties that it does not know, keeps what it has: the
form changes what it shows and nothing else. A form goes by the id of its record, not by its place: while a page that
keeps itself is open, records come and go. The new person has an id from the page's own window, so that it is one person
however often the page is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.about_page import CATEGORIES, MOST, NATURES, QUESTIONS, is_plain, keys_of
from detente.node.queries.desk import Draft
from detente.web.desk.labels import choice_label
from detente.web.desk.words import CHARACTERS, NATURE

_PROPERTIES = {"name": "name", "birth": "birthDate", "nationality": "nationality", "document": "passportNumber"}
NEW: Final = "new"
"""Before the fields of the next person."""
_FIELD: Final = re.compile(r"p-([A-Za-z0-9_-]{1,80})-name", re.ASCII)
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

    @property
    def called(self) -> str:
        """The name that the person has so far, "" for the next one."""
        return str(self.initial.get("name") or self.data.get(self.add_prefix("name")) or "")

    def record(self, before: Mapping[str, Any] | None, key: str) -> dict[str, Any] | None:
        """Give the record, with what `before` had and the form does not show; None where there is no person.

        `key`: the id for a record that has none, "" for one that the house makes.
        """
        data = self.cleaned_data
        if not data.get("name"):
            return None
        own = {"id": key} if key else {}
        entity = {**own, "schema": "Person", **(before or {}).get("ftm", {})}
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


@dataclass(frozen=True, slots=True)
class _Place:
    """One record of the draft, or one that the page shows beside them. `form`: None where the page shows none."""

    before: Mapping[str, Any] | None
    form: PersonForm | None
    key: str


class AboutPersons:
    """Both, for one draft. `posted`: what the browser sent, None where nothing was; `window`: the page's own name."""

    def __init__(self, draft: Draft, posted: Any = None, *, window: str = "") -> None:
        own = window if is_plain(window) else ""
        keys = keys_of(draft.records)
        places = [
            _place(record, key, posted, prefix=NEW if key == own else f"p-{key}")
            for record, key in zip(draft.records, keys, strict=True)
        ]
        # Whom the page shows and another save took out: what is shown is what is kept.
        beside = [key for key in _shown_in(posted) if key not in keys]
        places += [_Place(None, PersonForm(posted, prefix=f"p-{key}"), key) for key in beside]
        if own not in keys:
            places.append(_Place(None, PersonForm(posted, prefix=NEW) if len(places) < MOST else None, own))
        self._places = places
        self.others = sum(place.before is not None and not _is_person(place.before) for place in places)
        answers = {name: "yes" if value else "no" for name, value in (draft.character or {}).items()}
        self._answers = draft.character
        self.character = CharacterForm(posted, prefix="character", initial=answers)
        # The next person stands last, wherever the record of it lies by now.
        self.persons = sorted(filter(None, (place.form for place in places)), key=lambda form: form.prefix == NEW)
        self._posted = [form for form in self.persons if form.is_bound]

    def is_valid(self) -> bool:
        """Whether everything that was typed has its shape."""
        found = [each.is_valid() for each in (*self._posted, self.character)]
        return all(found)

    @property
    def unkept(self) -> int:
        """How many of the persons that were typed have not their shape yet."""
        return sum(not each.is_valid() for each in self._posted)

    def put(self, draft: Draft) -> Draft:
        """Give the draft with these persons and answers; a person whose name was emptied is out."""
        records = [_typed(place) for place in self._places]
        return replace(draft, records=tuple(filter(None, records)), character=self.character.answers())

    def put_so_far(self, draft: Draft) -> Draft:
        """Give the draft with what has its shape so far. Nobody is out: a name that is typed anew is empty first."""
        records = [_so_far(place) for place in self._places]
        answers = self.character.answers() if self.character.is_valid() else self._answers
        return replace(draft, records=tuple(filter(None, records)), character=answers)


def _place(record: Mapping[str, Any], key: str, posted: Any, *, prefix: str) -> _Place:
    """Give the place of a record. What the browser shows no fields of, by it nothing is changed."""
    if not _is_person(record):
        return _Place(record, None, key)
    seen = posted if posted is not None and f"{prefix}-name" in posted else None
    return _Place(record, PersonForm(seen, prefix=prefix, initial=_initial(record)), key)


def _shown_in(posted: Any) -> list[str]:
    """Give the keys of the persons that the browser has fields of."""
    found = [_FIELD.fullmatch(name) for name in posted or ()]
    return [each[1] for each in found if each is not None]


def _typed(place: _Place) -> Mapping[str, Any] | None:
    if place.form is None or not place.form.is_bound:
        return place.before
    return place.form.record(place.before, place.key)


def _so_far(place: _Place) -> Mapping[str, Any] | None:
    shaped = place.form is not None and place.form.is_bound and place.form.is_valid()
    return (_typed(place) if shaped else None) or place.before


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
