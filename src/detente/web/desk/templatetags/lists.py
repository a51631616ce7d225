"""Words and marks of lists, for the templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from detente.node.queries.lists_page import SaidOf
from detente.web.desk import labels, list_words

register = template.Library()
Words = str | Promise
STATES: dict[str, tuple[Words, str, str]] = {
    "loading": (_("being loaded"), "info", "clock"),
    "waits": (_("waits for an answer"), "warn", "unsure"),
    "in-force": (_("now in force"), "good", "check"),
    "past": (_("a later one is in force"), "plain", "info"),
    "dropped": (_("dropped"), "plain", "cross"),
    "refused": (_("cannot be read"), "bad", "warning"),
}
"""Words, look, icon."""
COMPARISONS: dict[str, tuple[Words, str, str]] = {
    "going": (_("being compared"), "info", "clock"),
    "stopped": (_("stopped"), "plain", "cross"),
    "done": (_("all compared"), "good", "check"),
}
KINDS: dict[str, Words] = {
    "added": _("Newly listed"),
    "changed": _("Said otherwise"),
    "removed": _("No longer listed"),
}
register.filter("kind_of_change", labels.name_in(KINDS))


@register.inclusion_tag("desk/parts/tag.html")
def comparison_state(code: str) -> dict[str, Any]:
    """Show whether a list is still being compared."""
    text, meaning, icon_name = COMPARISONS[code]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.inclusion_tag("desk/parts/tag.html")
def version_state(code: str) -> dict[str, Any]:
    """Show where a version is on its way."""
    text, meaning, icon_name = STATES.get(code, (code, "plain", "info"))
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.filter
def by_reader(said: SaidOf) -> str:
    """Say what a reader said of a file, in the language of whoever looks."""
    return list_words.in_words(said.code, dict(said.values))
