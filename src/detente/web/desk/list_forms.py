"""The forms of lists: whom to look for, a list that is held, its file, what the columns of a table mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.lists_page import ListLine, TableAsked
from detente.web.desk.record_forms import LookUpForm
from detente.web.desk.record_words import PROPERTIES, SCHEMATA, Words

_TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


class FindForm(LookUpForm):
    """Whom to look for in the lists, and why."""

    of = forms.ChoiceField(label=_("In which list"), required=False)
    field_order = ("name", "born", "number", "of", "reason")

    def __init__(self, *args: Any, lists: Sequence[ListLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        searched = [(each.name, each.title) for each in lists if each.in_force and each.ended_at is None]
        _choose(self, "of", [("", _("In all of them")), *searched])


class ListForm(forms.Form):
    """A list that is held from now on."""

    title = forms.CharField(label=_("Title of the list"), max_length=300)
    name = forms.CharField(
        label=_("Short name"),
        help_text=_("Small letters, digits and -, such as un-sc; it never changes."),
        max_length=64,
    )
    publisher = forms.CharField(label=_("Who publishes it"), max_length=300)
    basis = forms.CharField(
        label=_("On what basis you hold it"), help_text=_("The licence, or the law."), max_length=300
    )
    tlp = forms.ChoiceField(
        label=_("Who may read it"), choices=[(each, f"TLP:{each}") for each in _TLP], initial="GREEN"
    )

    def given(self) -> dict[str, Any]:
        """Give it as the node takes it."""
        data = dict(self.cleaned_data)
        return {"handling": (f"tlp:{data.pop('tlp')}",), **data}


class FileForm(forms.Form):
    """A file of a list."""

    file = forms.FileField(
        label=_("The list as a file"),
        help_text=_("FollowTheMoney, the lists of the UN, OFAC, the EU and the UK, CSV, XLSX, STIX, MISP and others."),
    )


class MappingForm(forms.Form):
    """What the columns of a table mean, as it was taken for, to be corrected and confirmed."""

    schema = forms.ChoiceField(label=_("Each row is"), choices=SCHEMATA.items())
    order = forms.ChoiceField(
        label=_("What stands first in dates"),
        choices=[("", _("As the dates themselves tell")), ("dmy", _("The day")), ("mdy", _("The month"))],
        required=False,
    )
    encoding = forms.ChoiceField(label=_("Encoding of the text"), required=False)

    def __init__(self, *args: Any, table: TableAsked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._width = len(table.columns)
        self.initial.update({"schema": table.schema, "order": table.order, "encoding": table.encoding})
        _choose(self, "encoding", [("", _("As it was read")), *((each, each) for each in table.encodings)])
        offered: dict[str, Words] = {"id": _("Id in the list"), "schema": _("What it is of"), **PROPERTIES}
        for at, column in enumerate(table.columns):
            names = dict.fromkeys((*table.offered, column.prop))
            names.pop("", None)
            choices = [("", _("A note")), *((each, offered.get(each, each)) for each in names)]
            self.fields[f"c{at}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.prop
            )

    def given(self) -> dict[str, Any]:
        """Give it as the node takes it."""
        data = self.cleaned_data
        return {
            "columns": [data[f"c{at}"] for at in range(self._width)],
            "schema": data["schema"],
            "order": data["order"] or None,
            "encoding": data["encoding"],
        }


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
