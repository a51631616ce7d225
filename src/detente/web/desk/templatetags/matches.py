"""Words and marks of matches, for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from detente.node.queries.matches_page import MatchPage, MatchSide
from detente.web.desk import labels, match_words

register = template.Library()
for _filter, _names in {
    "match_field": match_words.FIELDS,
    "held_name": match_words.HELD,
    "match_state": match_words.STATES,
}.items():
    register.filter(_filter, labels.name_in(_names))


@register.filter
def signed(weight: float) -> str:
    """Give a weight with its sign before it, also where it speaks for the match."""
    sign = "+" if weight > 0 else "\u2212" if weight < 0 else ""
    return f"{sign}{number_format(abs(weight), 1)}"


@register.filter
def sides(page: MatchPage) -> tuple[MatchSide, MatchSide]:
    """Give both sides, in their order."""
    return page.line.left, page.line.right


@register.simple_tag
def match_side(side: MatchSide) -> str:
    """Give what a column stands for: whose message, our record, or a list."""
    if side.kind == "message":
        return gettext("Message of %(partner)s") % {"partner": side.source}
    return gettext("Entry of a list") if side.kind == "listed" else gettext("Our record")


@register.simple_tag
def why(said: Mapping[str, str]) -> str:
    """Give what the machine says in the reader's language."""
    return said.get(get_language() or "en") or said.get("en", "")


@register.inclusion_tag("desk/parts/tag.html")
def means(code: str) -> dict[str, Any]:
    """Show whether a field supports a match."""
    text, meaning, icon_name = match_words.MEANS.get(code, match_words.MEANS["differs"])
    return {"text": text, "meaning": meaning, "icon_name": icon_name}
