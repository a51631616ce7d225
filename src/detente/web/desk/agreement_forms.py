"""The forms of acts about agreements: the fields that each act asks for, and the values that they give."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from detente.node.queries.agreement_page import (
    AgreementAct,
    AgreementDeed,
    AgreementLine,
    AgreementsPage,
    Terms,
    Wording,
)
from detente.node.queries.desk import Choice
from detente.web.desk import agreement_words, words
from detente.web.desk.forms import Moment
from detente.web.desk.labels import choice_label

_BETWEEN = re.compile(r"[\s,;،]+")
_LONGEST = 2000
FIELDS: dict[AgreementAct, tuple[str, ...]] = {
    "draft": (),
    "sign": ("heard",),
    "counter": (),
    "decline": ("reason",),
    "withdraw": (),
    "suspend": ("topic", "reason", "mode", "passing"),
    "lift": ("topic",),
    "notice": ("end", "plan"),
    "certify": ("data", "ground"),
}


class Codes(forms.CharField):
    """A list of codes, one after another."""

    def clean(self, value: Any) -> Any:
        """Give the codes, each once."""
        return tuple(dict.fromkeys(filter(None, _BETWEEN.split(super().clean(value) or ""))))


class DeedForm(forms.Form):
    """What an officer gives with an act about an agreement that stands or was proposed."""

    topic = forms.ChoiceField(label=_("What is meant"), widget=forms.RadioSelect, required=False)
    heard = forms.ChoiceField(
        label=_("The legal adviser who was heard"),
        error_messages={"required": _("An agreement is not signed before a legal adviser was heard.")},
    )
    reason = forms.CharField(
        label=_("Reason, which they will read"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    mode = forms.ChoiceField(
        label=_("What becomes of messages"),
        choices=list(agreement_words.MODES.items()),
        widget=forms.RadioSelect,
        initial="hold",
    )
    passing = forms.ChoiceField(
        label=_("What passes nevertheless"),
        choices=list(agreement_words.PASSING.items()),
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    end = Moment(label=_("Ends on"))
    plan = forms.CharField(
        label=_("What becomes of what is open, and of the data"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ground = forms.CharField(label=_("The ground, where it is kept"), required=False, max_length=_LONGEST)

    def __init__(self, *args: Any, act: AgreementAct, page: AgreementsPage, line: AgreementLine, **more: Any) -> None:
        super().__init__(*args, **more)
        # Added here: declared in the class, its name is that of the posted data for whoever reads the types.
        self.fields["data"] = forms.ChoiceField(
            label=gettext("What became of the data"),
            choices=list(agreement_words.DATA.items()),
            widget=forms.RadioSelect,
        )
        for name in [name for name in self.fields if name not in FIELDS[act]]:
            del self.fields[name]
        self.order_fields(FIELDS[act])
        if "heard" in self.fields:
            _offer(self, "heard", [("", "–"), *page.legal])
        if "topic" in self.fields:
            offered = line.can_suspend if act == "suspend" else line.can_lift
            _offer(self, "topic", [(each.code, topic_name(each)) for each in offered])
            self.fields["topic"].initial = offered[0].code if offered else ""

    def clean(self) -> dict[str, Any]:
        """Data that is kept has a ground."""
        given = super().clean() or {}
        if given.get("data") == "kept" and not given.get("ground"):
            self.add_error("ground", gettext("Name the ground on which it is kept."))
        return given

    def deed(self) -> AgreementDeed:
        """Give what was filled in."""
        return AgreementDeed(**self.cleaned_data)


class TextForm(forms.Form):
    """The text of an agreement, written by its terms."""

    heard = forms.ChoiceField(
        label=_("The legal adviser who was heard"),
        error_messages={"required": _("An agreement is not signed before a legal adviser was heard.")},
    )
    topics = Codes(label=_("Topics"), help_text=_("Codes, such as “ct.persons missing”; those below one are covered."))
    excluded = Codes(label=_("Topics left out expressly"), required=False)
    ours = forms.MultipleChoiceField(label=_("What we may open"), widget=forms.CheckboxSelectMultiple, required=False)
    theirs = forms.MultipleChoiceField(
        label=_("What they may open"), widget=forms.CheckboxSelectMultiple, required=False
    )
    purposes = Codes(label=_("Purposes"), help_text=_("Codes, such as “prevent-terrorism”."))
    law = forms.CharField(label=_("Legal basis"), max_length=400)
    ref = forms.CharField(label=_("Article or reference"), required=False, max_length=200)
    tlp = forms.ChoiceField(label=_("At most"), initial="AMBER+STRICT")
    preset = forms.ChoiceField(label=_("Deadlines"))
    opened = forms.BooleanField(label=_("Tell when an officer opens"), required=False)
    begins = Moment(label=_("In force from"))
    ends = Moment(label=_("In force until, empty for no end"), required=False)
    review = forms.IntegerField(label=_("Days until what came is reviewed"), min_value=1, max_value=36500, initial=365)
    delete = forms.IntegerField(label=_("Days until what came is deleted"), min_value=1, max_value=36500, initial=1825)
    run_off = forms.IntegerField(
        label=_("Days to finish what is open, after the end"), min_value=0, max_value=3650, initial=90
    )
    replaces = forms.MultipleChoiceField(label=_("Replaces"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, act: AgreementAct, page: AgreementsPage, line: AgreementLine | None, **more: Any):
        initial = {
            "begins": page.now.replace(second=0, microsecond=0),
            **({} if line is None else _written(line.terms)),
        }
        super().__init__(*args, **{"initial": initial, **more})
        if act == "counter":
            # Who answers with another text does not sign it: the one who proposed first does, and hears its own.
            del self.fields["heard"]
        else:
            _offer(self, "heard", [("", "–"), *page.legal])
        kinds = [(each.code, str(words.KINDS.get(each.code) or choice_label(each))) for each in page.offered.kinds]
        _offer(self, "ours", kinds)
        _offer(self, "theirs", kinds)
        _offer(self, "tlp", [(code, f"TLP:{code}") for code in page.offered.tlp])
        _offer(self, "preset", [(each, each) for each in page.offered.presets])
        standing = [each for each in page.agreements if len(each.signed_by) > 1]
        _offer(self, "replaces", [(each.id, f"{each.id[:12]} {names(each.terms.topics)}") for each in standing])

    def deed(self) -> AgreementDeed:
        """Give what was filled in."""
        given = dict(self.cleaned_data)
        heard = given.pop("heard", "")
        lists = {name: tuple(given[name]) for name in ("topics", "excluded", "ours", "theirs", "purposes", "replaces")}
        return AgreementDeed(heard=heard, wording=Wording(**{**given, **lists}))


def form_of(
    act: AgreementAct, page: AgreementsPage, line: AgreementLine | None, given: Any = None
) -> DeedForm | TextForm:
    """Give the form of an act, filled with `given` where something was posted."""
    if act in ("draft", "counter"):
        return TextForm(given, act=act, page=page, line=line)
    return DeedForm(given, act=act, page=page, line=cast(AgreementLine, line))


def topic_name(topic: Choice) -> str:
    """Name a topic that is suspended, or the whole."""
    return choice_label(topic) if topic.code else gettext("the whole agreement")


def names(topics: tuple[Choice, ...]) -> str:
    """List topics in the reader's language."""
    return " · ".join(choice_label(each) for each in topics)


def _written(terms: Terms) -> dict[str, Any]:
    """Give the terms of a text as the form has them, to be changed in an answer."""
    days = {"review": terms.review, "delete": terms.delete, "run_off": terms.run_off}
    return {
        **{name: " ".join(each.code for each in getattr(terms, name)) for name in ("topics", "excluded", "purposes")},
        **{name: [each.code for each in getattr(terms, name)] for name in ("ours", "theirs")},
        **{name: length.days for name, length in days.items() if length is not None},
        "law": terms.law,
        "ref": terms.ref,
        "tlp": terms.ceiling.tlp,
        "preset": terms.preset,
        "opened": terms.sends_opened,
        "begins": terms.valid_from,
        "ends": terms.valid_to,
        "replaces": list(terms.replaces),
    }


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # the stubs know only the common base
