"""What a draft still lacks before it can leave, and at which step each of it is completed.

The node says that something is missing, and says one thing at a time. The forms of the steps know every field: they
are filled with what the draft has, and what they would refuse is what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.urls import reverse

from detente.node.queries.desk import ComposePage, Correspondent, Draft
from detente.web.desk.forms import ContentForm, OpeningForm, RequestForm, given_of, initial_of
from detente.web.desk.labels import Words
from detente.web.desk.subject_form import SubjectForm, initial_desk

STEPS: Final = ("draft-subject", "content")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing. `address`: of the field where it is typed."""

    what: Words
    sentence: str
    address: str


def correspondent_of(page: ComposePage) -> Correspondent | None:
    """Give the partner of a draft, None where none was chosen or it can be written to no more."""
    to = page.draft.to if page.draft else ""
    return next((one for one in page.correspondents if one.party.code == to), None)


def shape_of(draft: Draft) -> type[ContentForm]:
    """Give the form of the second step."""
    if draft.kind == "request-information":
        return RequestForm
    return ContentForm if draft.kind == "notification" else OpeningForm


def written_in_steps(draft: Draft) -> bool:
    """Whether the draft is written in the steps; an answer and an act of a case have a page of their own."""
    return not (draft.answers or draft.act)


def lacks(page: ComposePage, draft: Draft) -> list[Lack]:
    """Give what the steps of a draft would still ask for, in their order; none where only the node knows better."""
    if not written_in_steps(draft):
        return []
    said = {**draft.more, **initial_of(draft), **given_of(draft)}
    found = list(_wrong("draft-subject", page, SubjectForm(said | initial_desk(draft), page=page)))
    to = correspondent_of(page)
    if to is not None:
        found += _wrong("content", page, shape_of(draft)(said, correspondent=to, before=draft))
    return found


def _wrong(step: str, page: ComposePage, form: forms.Form) -> Iterator[Lack]:
    errors: Mapping[str, Any] = form.errors
    for name, said in errors.items():
        if name in form.fields:
            field = form[name]
            at = f"#{field.id_for_label}" if field.id_for_label else ""
            yield Lack(field.label, " ".join(str(each) for each in said), reverse(step, args=[page.draft_id]) + at)
