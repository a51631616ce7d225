"""Step 1 of writing: to whom, about what, on which basis; begun with a template of the house, for a desk of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.node.queries.desk import ComposePage, Correspondent, Draft, Message
from detente.web.desk.labels import choice_label, party_title
from detente.web.desk.words import KINDS

OPENED_HERE = ("warning", "notification", "request-information")
"""The kinds that an officer writes in steps; others are acts of a case."""


FIRST_MESSAGES = {"request-information": "request"}
"""How the first message of a dialogue is called, where it has another name than its kind."""


class SubjectForm(forms.Form):
    """What stands before the words. `desk` names a desk of a partner: it stays here, and never travels."""

    kind = forms.ChoiceField(label=_("What you send"))
    to = forms.ChoiceField(label=_("Partner"))
    desk = forms.ChoiceField(
        label=_("Their desk"),
        help_text=_("From your address book, with what it covers and reads. It stays here: it is not sent."),
        required=False,
    )
    topic = forms.ChoiceField(label=_("Topic"))
    purpose = forms.ChoiceField(label=_("Purpose"))
    law = forms.CharField(
        label=_("Legal basis: law"), max_length=200, error_messages={"required": _("Name the law that allows this.")}
    )
    law_ref = forms.CharField(label=_("Legal basis: article"), max_length=200, required=False)
    subject = forms.CharField(
        label=_("Subject"),
        help_text=_("One line that says what it is about. It travels sealed."),
        max_length=200,
        error_messages={"required": _("Give it a subject.")},
    )
    own_ref = forms.CharField(label=_("Our file reference"), max_length=64, required=False)

    def __init__(self, *args: Any, page: ComposePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = page.correspondents
        topics = {topic.code: choice_label(topic) for one in known for topic in one.topics}
        purposes = {purpose.code: choice_label(purpose) for one in known for purpose in one.purposes}
        kinds = [kind for kind in OPENED_HERE if any(kind in one.kinds for one in known)]
        self._desks = {_value(each): each for each in page.desks}
        self._choose("to", [(one.party.code, _partner(one)) for one in known])
        self._choose("desk", [("", "–"), *_desks_of(page.desks, known, topics)])
        if not page.desks:
            del self.fields["desk"]
        self._choose("kind", [(kind, str(KINDS[kind])) for kind in kinds])
        if len(kinds) < 2:
            del self.fields["kind"]
        self._choose("topic", list(topics.items()))
        self._choose("purpose", list(purposes.items()))

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for the partner to whom the desk belongs: neither is guessed from the other."""
        data: dict[str, Any] = self.cleaned_data
        desk = self._desks.get(data.get("desk", ""))
        if desk is not None and data.get("to") and desk.partner != data["to"]:
            self.add_error("desk", str(_("This desk is of another partner. Choose that partner, or no desk.")))
        return data

    def draft(self, before: Draft | None) -> Draft:
        """Give the draft with what was typed here; before it has words, in the language that the desk reads."""
        begun = before or Draft(kind="notification", message="notification", to="", lang=get_language() or "en")
        data = {"kind": "notification", **self.cleaned_data}
        message: Message = FIRST_MESSAGES.get(data["kind"], data["kind"])
        if "desk" in self.fields:
            desk = self._desks.get(data["desk"])
            data["desk"] = "" if desk is None else desk.name
            if desk is not None and not begun.text:
                data["lang"] = _language_of(desk) or begun.lang
        return replace(begun, **data, message=message)


def begun_with(template: TemplateLine) -> dict[str, Any]:
    """Give what the form starts from with a template; its words follow in the next step."""
    return {"kind": template.kind, "subject": template.subject}


def desk_of(page: ComposePage) -> AddressLine | None:
    """Give the desk that a draft is meant for, None where none was chosen or the book has it no more."""
    if page.draft is None or not page.draft.desk:
        return None
    wanted = (page.draft.to, page.draft.desk)
    return next((each for each in page.desks if (each.partner, each.name) == wanted), None)


def initial_desk(draft: Draft | None) -> dict[str, str]:
    """Give the choice that stands for the desk of a draft."""
    return {"desk": f"{draft.to} {draft.desk}"} if draft is not None and draft.desk else {"desk": ""}


def language_names(codes: Iterable[str]) -> list[str]:
    """Give languages by their names where the desk has them, otherwise by their codes."""
    known: Mapping[str, Any] = dict(settings.LANGUAGES)
    return [str(known.get(code, code)) for code in codes]


def _value(desk: AddressLine) -> str:
    return f"{desk.partner} {desk.name}"


def _partner(one: Correspondent) -> str:
    return party_title(one.party)


def _desks_of(desks: Iterable[AddressLine], known: Iterable[Correspondent], topics: Mapping[str, str]) -> list[Any]:
    """Give the choices, by partner: each desk with what it covers and the languages that it reads."""
    names = {one.party.code: _partner(one) for one in known}
    found = []
    for code, each in groupby(desks, key=lambda desk: desk.partner):
        found.append((names.get(code, code), [(_value(desk), _told(desk, topics)) for desk in each]))
    return found


def _told(desk: AddressLine, topics: Mapping[str, str]) -> str:
    covers = ", ".join(topics.get(code, code) for code in desk.topics)
    return " · ".join(filter(None, (desk.name, covers, ", ".join(language_names(desk.languages)))))


def _language_of(desk: AddressLine) -> str:
    known = dict(settings.LANGUAGES)
    return next((code for code in desk.languages if code in known), "")
