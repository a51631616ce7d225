"""The forms of what becomes of what a partner sent: use, consent, a body without a node, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import Choice, Party
from detente.node.queries.further_page import ConsentGiven, FurtherChoices, UseGiven
from detente.web.desk.forms import Moment
from detente.web.desk.further_words import AIMS, ANSWERS, BODIES, MEASURES, WIDE
from detente.web.desk.labels import choice_label, party_title


class Purpose(forms.ChoiceField):
    """A purpose of the agreement under which a message came, in words; and those that take its writer's consent."""

    def __init__(self, choices: FurtherChoices, *, none: str = "–", **kwargs: Any) -> None:
        said = [
            ("", none),
            (_("Purposes of the agreement"), _words(choices.purposes)),
            (_("Only with a consent"), _words(choices.beyond)),
        ]
        unknown = _("Choose one of these purposes. Any other needs a consent, entered here first.")
        super().__init__(label=_("Purpose"), choices=said, error_messages={"invalid_choice": unknown}, **kwargs)


def _words(purposes: Iterable[Choice]) -> list[tuple[str, str]]:
    return [(each.code, choice_label(each)) for each in purposes]


class FurtherForm(forms.Form):
    """A form of the page of one message: it offers what the node says may be chosen there."""

    def __init__(self, *args: Any, choices: FurtherChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = Purpose(choices)
        self.offer(choices)
        self.order_fields(["purpose"])

    def offer(self, choices: FurtherChoices) -> None:
        """Fill the choices of parties, where the form has any."""


class UseForm(FurtherForm):
    """What a message is used for."""

    basis = forms.CharField(label=_("Legal basis"), max_length=300)
    reason = forms.CharField(label=_("What it is used for"), max_length=300)
    measure = forms.ChoiceField(label=_("How far the use goes"), choices=[("", "–"), *MEASURES.items()])
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)
    aim = forms.ChoiceField(label=_("Aim"), required=False, choices=[("", "–"), *AIMS.items()])
    toward = forms.ChoiceField(label=_("The state that it serves"), required=False)
    elsewhere = forms.CharField(
        label=_("Or a state that is not known here"),
        help_text=_("Its identifier, which begins with urn:dxp:party:"),
        required=False,
        max_length=66,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    life = forms.BooleanField(label=_("It is to save a life"), required=False)
    watch_until = Moment(label=_("A watch ends on"), required=False)
    watch_basis = forms.CharField(label=_("The law under which a watch is set up"), required=False, max_length=300)

    def offer(self, choices: FurtherChoices) -> None:
        """Offer every party known here by its id; one that was never met is typed."""
        _choose(self, "toward", [("", "–"), *_named(choices.states)])

    def clean(self) -> dict[str, Any]:
        """Take one state, chosen or typed."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("toward") and data.get("elsewhere"):
            self.add_error("elsewhere", str(_("Choose a state or type one, not both.")))
        return data

    def given(self) -> UseGiven:
        """Give it as the node takes it."""
        values: dict[str, Any] = dict(self.cleaned_data)
        elsewhere = values.pop("elsewhere")
        return UseGiven(**values | {"toward": values["toward"] or elsewhere})


class ConsentForm(FurtherForm):
    """A word on a message: of the partner who wrote it, or on one of ours our own."""

    another = forms.SlugField(
        label=_("Or another purpose"),
        help_text=_("A consent may go beyond every agreement. Its code as it was given, such as find-person."),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    recipients = forms.MultipleChoiceField(
        label=_("Who may have it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    clients = forms.CharField(
        label=_("Clients by name"),
        help_text=_("One name a line."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    bodies = forms.CharField(
        label=_("Bodies without a node"),
        help_text=_("One name a line."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answer = forms.ChoiceField(label=_("The word"), choices=[("", "–"), *ANSWERS.items()])
    given_by = forms.CharField(label=_("Who gave it"), max_length=200)
    paper = forms.CharField(label=_("By which paper"), required=False, max_length=200)
    digest = forms.RegexField("^[0-9a-f]{64}$", label=_("SHA-256 of the paper’s file"), required=False, max_length=64)
    message_id = forms.CharField(label=_("Or by which message"), required=False, max_length=64)
    dialogue = forms.BooleanField(label=_("It covers the whole exchange"), required=False)
    until = Moment(label=_("Until"), required=False)

    def __init__(self, *args: Any, choices: FurtherChoices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.fields["purpose"].required = False
        self.order_fields(["purpose", "another"])

    def offer(self, choices: FurtherChoices) -> None:
        """Offer who receives it themselves, their clients, and every partner."""
        _choose(self, "recipients", [*WIDE.items(), *_named(choices.recipients)])

    def clean(self) -> dict[str, Any]:
        """Take one purpose, chosen or typed, and somebody who may have it."""
        data: dict[str, Any] = self.cleaned_data
        if bool(data.get("purpose")) == bool(data.get("another")) and not {"purpose", "another"} & set(self.errors):
            self.add_error("purpose", str(_("Choose the purpose, or type another one, not both.")))
        if "recipients" not in self.errors and not self._recipients():
            self.add_error("recipients", str(_("Say who may have it.")))
        return data

    def given(self) -> ConsentGiven:
        """Give it as the node takes it."""
        values: dict[str, Any] = dict(self.cleaned_data)
        named = self._recipients()
        for name in ("clients", "bodies"):
            del values[name]
        purpose = values.pop("purpose") or values["another"]
        del values["another"]
        return ConsentGiven(**values | {"purpose": purpose, "recipients": named})

    def _recipients(self) -> tuple[str, ...]:
        data = self.cleaned_data
        typed = [("client", data.get("clients", "")), ("body", data.get("bodies", ""))]
        named = [f"{kind}:{each.strip()}" for kind, text in typed for each in text.splitlines() if each.strip()]
        return (*data.get("recipients", ()), *named)


class HandOutForm(FurtherForm):
    """To which body without a node a message goes."""

    kind = forms.ChoiceField(label=_("To"), choices=BODIES)
    name = forms.CharField(label=_("Its name"), max_length=120)
    basis = forms.CharField(label=_("Legal basis"), max_length=300)
    matter = forms.CharField(label=_("Own file number"), required=False, max_length=64)

    def __init__(self, *args: Any, choices: FurtherChoices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.order_fields(["kind", "name", "purpose"])

    def given(self) -> dict[str, str]:
        """Give it as the node takes it."""
        values: dict[str, str] = dict(self.cleaned_data)
        return {"to": f"{values.pop('kind')}:{values.pop('name')}", **values}


def _named(parties: Mapping[str, Party]) -> list[tuple[str, str]]:
    return [(each, party_title(party)) for each, party in parties.items()]


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class DoneForm(forms.Form):
    """How what was owed was done."""

    note = forms.CharField(label=_("How it was done"), required=False, max_length=300)
    proof_id = forms.CharField(label=_("Or the message by which you told them"), required=False, max_length=64)


class WithdrawForm(forms.Form):
    """Why a consent is taken back."""

    because = forms.CharField(label=_("Why, or by which word"), max_length=300)
