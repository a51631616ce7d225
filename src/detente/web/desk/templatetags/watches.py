"""Words and marks of watches, for the templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language

from detente.node.queries.watches_page import AlertLine, WatchLine
from detente.web.desk import watch_words

register = template.Library()


@register.inclusion_tag("desk/parts/tag.html")
def watch_state(line: WatchLine) -> dict[str, Any]:
    """Show how a watch stands."""
    return _tag(watch_words.STATES[line.state])


@register.inclusion_tag("desk/parts/tag.html")
def instruction(code: str) -> dict[str, Any]:
    """Show what is to be done with who is found."""
    return _tag(watch_words.INSTRUCTIONS[code])


@register.filter
def happened(alert: AlertLine) -> str | Promise:
    """Say what happened."""
    known = watch_words.EVENTS
    return known.get((alert.what, alert.direction), known.get((alert.what, ""), watch_words.SEEN))


@register.filter
def reached(alert: AlertLine) -> str | Promise:
    """Say whom an alert has reached; "" where nobody yet."""
    return watch_words.STEPS[min(alert.taken, len(watch_words.STEPS)) - 1] if alert.taken else ""


@register.filter
def why_alike(alert: AlertLine) -> tuple[str, ...]:
    """Give why it may be the one, in the reader's language."""
    return alert.reasons.get((get_language() or "en").partition("-")[0], alert.reasons.get("en", ()))


def _tag(said: tuple[watch_words.Words, str, str]) -> dict[str, Any]:
    text, meaning, icon_name = said
    return {"text": text, "meaning": meaning, "icon_name": icon_name}
