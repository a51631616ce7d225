"""The desk's forms: what an officer types, turned into values of the node. Rules are the node's; here only shape.

Choices come from the page that the node gave, so that a form never offers what the agreement does not have.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from detente.model import handling
from detente.node.queries.desk import Correspondent, Draft, Kind, Message, ReplyPage
from detente.web.desk import values
from detente.web.desk.labels import choice_label
from detente.web.desk.moments import MINUTES as MINUTES
from detente.web.desk.moments import Moment as Moment
from detente.web.desk.request_fields import RequestFields
from detente.web.desk.words import REPLIES, explained


class AcceptForm(forms.Form):
    """Acceptance carries an estimate of when the answer comes."""

    until = Moment(
        label=_("Answer estimated for"),
        error_messages={"required": _("Say when you expect to answer."), "invalid": _("Give a day and a time.")},
    )


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)


def _handling_fields(form: forms.Form, correspondent: Correspondent) -> None:
    """Add the fields for handling; only codes within the agreement's ceiling are offered."""
    form.fields["tlp"] = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[(code, explained(f"TLP:{code}", _TLP[code]) if code in _TLP else code) for code in correspondent.tlp],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a handling code: without one nothing leaves.")},
    )
    form.fields["h"] = forms.MultipleChoiceField(
        label=_("What they may do with it"),
        choices=[(code, explained(code, _H[code]) if code in _H else code) for code in correspondent.h],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    form.fields["originator_control"] = forms.BooleanField(
        label=_("They must ask us before any further use"), required=False
    )


_TLP = {
    "CLEAR": _("no limit on sharing"),
    "GREEN": _("their community, not in public"),
    "AMBER": _("those in their organisation, and its clients, who need it"),
    "AMBER+STRICT": _("those in their organisation who need it"),
    "RED": _("only the officers named"),
}
_H = {
    "H0": _("prevent and combat crime"),
    "H1": _("not in court without our permission"),
    "H2": _("not passed on without our consent"),
    "H3": _("as the text says"),
}


class OtherCodes(forms.CharField):
    """What a label has beside TLP and H: a PAP code, classes, codes of a scheme of their own; with spaces between."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Other handling codes"),
            help_text=_("As they came, with a space between. What was imported keeps them."),
            required=False,
            widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Give the codes as they are typed."""
        return " ".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        """Give the codes, each once."""
        codes = tuple(dict.fromkeys(super().clean(value).split()))
        try:
            handling.other_codes(codes)
        except handling.BadHandling as error:
            raise forms.ValidationError(_("Write each code as scheme:CODE, such as pap:AMBER.")) from error
        return codes


class ContentForm(forms.Form):
    """Step 2: the words, who may read them, what is asked."""

    text = forms.CharField(
        label=_("What you write"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "sealed", "dir": "auto"}),
        error_messages={"required": _("Write what they are to read.")},
    )
    lang = _language_field()
    asks = forms.CharField(
        label=_("Question to them"),
        help_text=_("Leave it empty if no answer is asked."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    answer_by = Moment(label=_("Answer asked by"), required=False)

    def __init__(self, *args: Any, correspondent: Correspondent, before: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _handling_fields(self, correspondent)
        if before.codes or before.imported:
            self.fields["codes"] = OtherCodes()

    def draft(self, before: Draft) -> Draft:
        """Give the draft with what was typed here."""
        return replace(before, **_labelled(self.cleaned_data))


def _labelled(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in ("h", "codes") else value for name, value in cleaned.items()}


def typed(form: ContentForm, before: dict[str, Any]) -> ContentForm:
    """Give the form with what was typed so far: nothing is required yet, and what has no shape stays as before."""
    for field in form.fields.values():
        field.required = False
    form.is_valid()
    form.cleaned_data = {name: form.cleaned_data.get(name, before.get(name, "")) for name in form.fields}
    return form


class RequestForm(RequestFields, ContentForm):
    """Step 2 of a request for information: what it must say, each in a field of its own."""

    field_order = ("wanted", "text", "lang", *RequestFields.NAMES[1:])

    def __init__(self, *args: Any, correspondent: Correspondent, before: Draft, **kwargs: Any) -> None:
        super().__init__(*args, correspondent=correspondent, before=before, **kwargs)
        del self.fields["asks"]
        self.offer(correspondent)

    def draft(self, before: Draft) -> Draft:
        """Give the draft with what was typed here."""
        data = _labelled(self.cleaned_data)
        more = {name: data.pop(name) for name in self.NAMES}
        # What a caller or a newer release said besides stays.
        return replace(before, **data, more={**before.more, **more})


class OpeningForm(ContentForm):
    """Step 2 of any other dialogue: its words, and the values that its first message asks for besides."""

    def __init__(self, *args: Any, correspondent: Correspondent, before: Draft, **kwargs: Any) -> None:
        super().__init__(*args, correspondent=correspondent, before=before, **kwargs)
        for name in ("asks", "answer_by"):
            del self.fields[name]
        asked = correspondent.asks.get(before.kind, ())
        self._values = values.add_to(self, asked, initial=before.more.get("given"))
        self.order_fields([name for name in self.fields if name.startswith(values.PREFIX)])

    def draft(self, before: Draft) -> Draft:
        """Give the draft with what was typed here."""
        data = dict(self.cleaned_data)
        typed = values.typed(self._values, data)
        return replace(before, **_labelled(data), more={**before.more, "given": typed})


def given_of(draft: Draft) -> dict[str, Any]:
    """Give what was given before, by the names of the fields in the form."""
    return {values.PREFIX + name: value for name, value in (draft.more.get("given") or {}).items()}


class AnswerForm(forms.Form):
    """An answer: in full, in part, or nil; a nil answer has no text, for it says nothing more."""

    message = forms.ChoiceField(label=_("Which answer"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you write"),
        help_text=_("Not for a nil answer."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "sealed", "dir": "auto", "autofocus": True}),
    )
    lang = _language_field()
    ground = forms.ChoiceField(
        label=_("Ground for the rest"), help_text=_("Only for an answer in part; it may stay empty."), required=False
    )
    rest_by = Moment(label=_("The rest comes by"), required=False)
    own_ref = forms.CharField(label=_("Our file reference"), max_length=64, required=False)

    def __init__(self, *args: Any, page: ReplyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, ground = self.fields["message"], self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(ground, forms.ChoiceField)
        field.choices = [(code, explained(*REPLIES[code])) for code in page.messages]
        ground.choices = [("", "–"), *((choice.code, choice_label(choice)) for choice in page.grounds)]
        _handling_fields(self, page.correspondent)

    def clean(self) -> dict[str, Any]:
        """Ask for words where the answer needs them, and for none where it must have none."""
        data: dict[str, Any] = self.cleaned_data
        message, text = data.get("message"), data.get("text", "")
        if message in ("answer", "part", "part-final") and not text.strip():
            self.add_error("text", str(_("Write what they are to read.")))
        if message == "nil" and text.strip():
            self.add_error("text", str(_("A nil answer carries no text: remove it, or answer in part.")))
        return data

    def draft(self, page: ReplyPage) -> Draft:
        """Give the draft of the answer."""
        data = dict(self.cleaned_data)
        if data["message"] not in ("part", "part-final"):
            data |= {"ground": "", "rest_by": None}
        return _reply(page, "answer", {**data, "h": tuple(data["h"])})


class RefuseForm(forms.Form):
    """A refusal with a coarse ground, which travels; the words are optional."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        widget=forms.RadioSelect,
        help_text=_("They read this ground and no other. If the reason is what you hold, answer nil instead."),
        error_messages={"required": _("Choose a ground.")},
    )
    text = forms.CharField(
        label=_("Explanation"),
        help_text=_("They read it. It may stay empty."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "sealed", "dir": "auto"}),
    )
    lang = _language_field()
    own_ref = forms.CharField(label=_("Our file reference"), max_length=64, required=False)

    def __init__(self, *args: Any, page: ReplyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground = self.fields["ground"]
        assert isinstance(ground, forms.ChoiceField)
        ground.choices = [(choice.code, choice_label(choice)) for choice in page.grounds]
        _handling_fields(self, page.correspondent)

    def draft(self, page: ReplyPage) -> Draft:
        """Give the draft of the refusal."""
        data = {**self.cleaned_data, "h": tuple(self.cleaned_data["h"]), "message": "refused"}
        return _reply(page, "refusal", data)


def _reply(page: ReplyPage, kind: Kind, data: dict[str, Any]) -> Draft:
    message: Message = data["message"]
    begun = page.draft or Draft(kind=kind, message=message, to=page.correspondent.party.code)
    return replace(begun, kind=kind, answers=page.target.entry_id, **data)


def initial_of(draft: Draft | None, estimate: datetime | None = None) -> dict[str, Any]:
    """Give what a form starts from: the draft as it was typed, or the handling and language usual here."""
    if draft is None:
        return {"lang": get_language(), "until": estimate}
    names = Draft.__dataclass_fields__
    return {name: list(value) if isinstance(value := getattr(draft, name), tuple) else value for name in names}


class InviteForm(forms.Form):
    """Whom the invitation is for, in our own words."""

    label = forms.CharField(label=_("For whom"), max_length=200, error_messages={"required": _("Say whom you invite.")})


class AddForm(forms.Form):
    """A ticket that a partner gave, and the three letters by which we shall call that partner."""

    ticket = forms.CharField(
        label=_("Ticket"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Paste the ticket as the partner gave it.")},
    )
    code = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Three letters"),
        help_text=_("Your own short name for this partner, such as ZOR."),
        error_messages={
            "required": _("Choose three letters for this partner."),
            "invalid": _("Three letters from A to Z, such as ZOR."),
        },
    )

    def clean_code(self) -> str:
        """Give the letters as capitals."""
        return str(self.cleaned_data["code"]).upper()


class CompareForm(forms.Form):
    """The digits as they were heard: typing them is the comparison, a click would prove nothing."""

    heard = forms.CharField(
        label=_("Digits that you heard"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"required": _("Type the thirteen digits that you heard.")},
    )

    def clean_heard(self) -> str:
        """Give the digits without what groups them."""
        digits = "".join(letter for letter in self.cleaned_data["heard"] if letter.isdecimal())
        if len(digits) != 13:
            raise forms.ValidationError(_("Type the thirteen digits that you heard."))
        return digits.translate({ord(digit): str(int(digit)) for digit in digits})
