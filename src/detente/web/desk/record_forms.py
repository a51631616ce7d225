"""The forms of records: whom to look for, a record by hand, one more value, why a value no longer stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.records_page import Choices, RecordGiven, SourceGiven, SplitPage
from detente.web.desk.forms import Moment
from detente.web.desk.labels import choice_label
from detente.web.desk.record_words import PROPERTIES, SCHEMATA, SCHEMES
from detente.web.desk.words import NATURE

_NAMES = ("name", "alias")
_SINGLE = {"birth": "birthDate", "document": "passportNumber"}
_TLP = ("GREEN", "AMBER", "AMBER+STRICT", "RED")
_H = ("H0", "H1", "H2")


class Lines(forms.CharField):
    """Several texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)


class LookUpForm(forms.Form):
    """Whom to look for, and why."""

    name = forms.CharField(label=_("Name, in any script"), max_length=200, required=False)
    born = forms.CharField(
        label=_("Born"), help_text=_("Year, year-month, or year-month-day: 1990-02-28."), max_length=20, required=False
    )
    number = forms.CharField(label=_("Number of a document"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why you look this up"), max_length=300)


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    because = forms.CharField(label=_("Why"), max_length=300)


class MergeForm(forms.Form):
    """That two records are one, and why."""

    same = forms.BooleanField(
        label=_("I compared both: it is one and the same"),
        error_messages={"required": _("Confirm that you compared both.")},
        widget=forms.CheckboxInput(attrs={"data-key": "y"}),
    )
    because = forms.CharField(label=_("What decides you"), max_length=300)


class SplitForm(forms.Form):
    """Why two records are not one after all, and whose is what was said since; nothing is chosen beforehand."""

    because = forms.CharField(label=_("Why they are two"), max_length=300)

    def __init__(self, *args: Any, page: SplitPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._said = [each.id for each in page.since]
        for each in page.since:
            self.fields[f"of-{each.id}"] = forms.ChoiceField(
                choices=[("stands", ""), ("joined", "")], error_messages={"required": _("Say whose it is.")}
            )

    def given(self) -> tuple[str, ...]:
        """Give the statements that go with the record that was merged."""
        return tuple(each for each in self._said if self.cleaned_data[f"of-{each}"] == "joined")


class SourceForm(forms.Form):
    """What stands beside what is stated. The evaluation stands at cannot be judged until somebody judges."""

    source = forms.CharField(label=_("Where it comes from"), max_length=300)
    nature = forms.ChoiceField(label=_("Fact or assessment"), choices=[("", "–"), *NATURE.items()])
    evaluation = forms.ChoiceField(label=_("Evaluation"), initial="europol-4x4 X4")
    tlp = forms.ChoiceField(
        label=_("Who may read it"), choices=[(each, f"TLP:{each}") for each in _TLP], initial="AMBER"
    )
    h = forms.MultipleChoiceField(
        label=_("Restrictions"),
        choices=[(each, each) for each in _H],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    review_by = Moment(label=_("Review by"), help_text=_("Empty: as the category of person has it."), required=False)
    delete_by = Moment(label=_("Delete by"), help_text=_("Empty: as the category of person has it."), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [
            (str(SCHEMES.get(scheme, scheme)), [(f"{scheme} {code}", code) for code in codes])
            for scheme, codes in choices.schemes.items()
        ]
        _choose(self, "evaluation", grades)

    def beside(self) -> SourceGiven:
        """Give it as the node takes it."""
        data = self.cleaned_data
        scheme, _space, code = data["evaluation"].partition(" ")
        return SourceGiven(
            source=data["source"],
            scheme=scheme,
            code=code,
            nature=data["nature"],
            handling=(f"tlp:{data['tlp']}", *(f"h:{each}" for each in data["h"])),
            review_by=data["review_by"],
            delete_by=data["delete_by"],
        )


class RecordForm(SourceForm):
    """A record by hand."""

    schema = forms.ChoiceField(label=_("What it is of"), choices=SCHEMATA.items())
    category = forms.ChoiceField(label=_("Category of person"))
    name = Lines(label=_("Name"), help_text=_("One spelling a line, each in its own script."))
    alias = Lines(label=_("Also known as"), help_text=_("One name a line."), required=False)
    birth = forms.RegexField(
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label=_("Born"),
        help_text=_("Year, year-month, or year-month-day: 1990-02-28."),
        required=False,
        error_messages={"invalid": _("Write the day as 1990-02-28, or the year alone.")},
    )
    document = forms.CharField(label=_("Passport number"), max_length=100, required=False)
    because = forms.CharField(label=_("Why it is kept"), max_length=300)
    field_order = ("schema", "category", "name", "alias", "birth", "document")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        _choose(self, "category", _categories(choices))

    def given(self) -> RecordGiven:
        """Give it as the node takes it."""
        data = self.cleaned_data
        values = {prop: tuple(filter(None, map(str.strip, data[prop].splitlines()))) for prop in _NAMES}
        values |= {prop: (data[field],) for field, prop in _SINGLE.items()}
        return RecordGiven(
            schema=data["schema"],
            category=data["category"],
            values={prop: found for prop, found in values.items() if any(found)},
            beside=self.beside(),
            because=data["because"],
        )


class StatementForm(SourceForm):
    """One more value of a record."""

    prop = forms.ChoiceField(label=_("What it says"))
    value = forms.CharField(label=_("Value"), max_length=2000, required=False)
    category = forms.ChoiceField(label=_("Category of person"), required=False)
    field_order = ("prop", "value", "category")

    def __init__(self, *args: Any, choices: Choices, schema: str, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        known = choices.properties.get(schema, ())
        named = [(prop, words) for prop, words in PROPERTIES.items() if prop in known or prop == "category"]
        others = [(prop, prop) for prop in known if prop not in PROPERTIES]
        _choose(self, "prop", [("", "–"), *named, (str(_("Others of FollowTheMoney")), others)])
        _choose(self, "category", _categories(choices))

    def clean(self) -> dict[str, Any]:
        """Take the value from where its property has it."""
        data: dict[str, Any] = self.cleaned_data
        asked = "category" if data.get("prop") == "category" else "value"
        if data.get("prop") and not data.get(asked):
            self.add_error(asked, str(_("Say what is stated.")))
        return data

    def value_given(self) -> str:
        """Give the value that is stated."""
        data = self.cleaned_data
        return str(data["category"] if data["prop"] == "category" else data["value"])


def _categories(choices: Choices) -> list[tuple[str, str]]:
    return [("", "–"), *((each.code, choice_label(each)) for each in choices.categories)]


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
