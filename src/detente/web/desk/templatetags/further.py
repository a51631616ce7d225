"""Words and marks of consents, uses and what is owed, for the templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from detente.node.queries.further_page import ConsentLine
from detente.web.desk import further_words, instants, labels

register = template.Library()
_LOOKS = {"granted": ("yes", "check"), "pending": ("plain", "clock"), "expired": ("warn", "clock")}
for _filter, _names in {
    "further_name": further_words.FURTHER,
    "measure_name": further_words.MEASURES,
    "owed_name": further_words.OWED,
}.items():
    register.filter(_filter, labels.name_in(_names))


@register.filter
def in_full(at: datetime) -> str:
    """Give an instant with its date in full."""
    return f"{instants.date(at)} {date_format(localtime(at), 'H:i')}"


@register.filter
def recipients(line: ConsentLine) -> str:
    """Give who may have it, as a list."""
    return " · ".join(line.recipients)


@register.inclusion_tag("desk/parts/tag.html")
def stands(line: ConsentLine) -> dict[str, Any]:
    """Show where a consent stands."""
    meaning, icon_name = _LOOKS.get(line.stands, ("no", "shield"))
    return {"text": further_words.STANDS.get(line.stands, line.stands), "meaning": meaning, "icon_name": icon_name}
