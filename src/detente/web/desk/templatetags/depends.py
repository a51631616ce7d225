"""Words of what depends on a partner, for templates."""

from __future__ import annotations

from typing import Any

from django import template

from detente.web.desk import agreement_words, depends_words

register = template.Library()


@register.filter
def sort_name(code: str) -> str:
    """Give the name of a sort of thing that depends on a partner."""
    return str(depends_words.SORTS.get(code, code))


@register.filter
def ended_name(code: str) -> str:
    """Give the name of what ended with a cut."""
    return str(depends_words.ENDED.get(code, code))


@register.filter
def fate_name(code: str) -> str:
    """Give what became of data, as a certificate says it."""
    return str(agreement_words.DATA.get(code, code))


@register.inclusion_tag("desk/parts/tag.html")
def task_tag(state: str) -> dict[str, Any]:
    """Show the state of a task."""
    text, meaning, icon_name = depends_words.TASK_STATES[state]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}
