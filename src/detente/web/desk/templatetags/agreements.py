"""Words of the pages of agreements as template filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BooleanField, BoundField
from django.utils.translation import gettext

from detente.node.queries.agreement_page import AgreementAct, AgreementStage, Pause
from detente.node.queries.desk import Choice
from detente.web.desk import agreement_words, labels, words
from detente.web.desk.labels import choice_label

register = template.Library()
# Names by their codes.
for _filter, _names in {
    "mode_words": agreement_words.MODES,
}.items():
    register.filter(_filter, labels.name_in(_names))


@register.inclusion_tag("desk/parts/tag.html")
def stage_tag(stage: AgreementStage) -> dict[str, Any]:
    """Show where an agreement stands."""
    text, meaning, icon_name = agreement_words.STAGES[stage]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.filter
def agreement_act_name(act: AgreementAct) -> object:
    """Give the name of an act."""
    return agreement_words.ACTS[act][0]


@register.filter
def agreement_act_icon(act: AgreementAct) -> str:
    """Give the icon of an act."""
    return agreement_words.ACTS[act][1]


@register.filter
def openable(kind: Choice) -> object:
    """Give the name of a kind that a text lets a side open."""
    return words.KINDS.get(kind.code) or choice_label(kind)


@register.filter
def passing(pause: Pause) -> str:
    """Say what passes a suspension."""
    return agreement_words.passing_words(pause.exempt)


@register.filter
def days(length: Any) -> int:
    """Give a length in whole days."""
    return int(length.days)


@register.filter
def all_of(topics: Sequence[Choice]) -> str:
    """List choices in the reader's language."""
    return " · ".join(choice_label(each) for each in topics)


@register.filter
def filled(field: BoundField) -> str:
    """Say what was filled in, by the words that were chosen from."""
    given = field.data if isinstance(field.data, list) else [field.data]
    offered = {str(code): str(text) for code, text in getattr(field.field, "choices", ())}
    if isinstance(field.field, BooleanField):
        return gettext("yes")
    return " · ".join(offered.get(str(each), str(each)) for each in given)
