"""Words and marks of consents, uses and what is owed, for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime

from detente.node.queries import phrases
from detente.node.queries.desk import Party
from detente.node.queries.further_page import ConsentLine
from detente.web.desk import further_words, instants, labels

register = template.Library()
_LOOKS = {"granted": ("yes", "check"), "pending": ("plain", "clock"), "expired": ("warn", "clock")}
for _filter, _names in {
    "further_name": further_words.FURTHER,
    "measure_name": further_words.MEASURES,
    "owed_name": further_words.OWED,
    "how_name": further_words.HOW,
}.items():
    register.filter(_filter, labels.name_in(_names))


@register.filter
def in_full(at: datetime) -> str:
    """Give an instant with its date in full."""
    return f"{instants.date(at)} {date_format(localtime(at), 'H:i')}"


@register.filter
def purpose_name(code: str) -> str:
    """Give a purpose in words; one that this release does not know stands for itself."""
    return phrases.word(code)


@register.filter
def recipients(line: ConsentLine, known: Mapping[str, Party]) -> str:
    """Give who may have it in words, as a list."""
    return " · ".join(str(recipient(each, known)) for each in line.recipients)


@register.filter
def recipient(to: str, known: Mapping[str, Party] | str = "") -> str | Promise:
    """Give a destination in words: a party known here by its name, a client or a body by its own."""
    if isinstance(known, Mapping) and to in known:
        return labels.party_title(known[to])
    kind, _, name = to.partition(":")
    if kind in further_words.BODIES and name:
        return f"{name} ({further_words.BODIES[kind]})"
    return further_words.WIDE.get(to, to)


@register.inclusion_tag("desk/parts/tag.html")
def stands(line: ConsentLine) -> dict[str, Any]:
    """Show where a consent stands."""
    meaning, icon_name = _LOOKS.get(line.stands, ("no", "shield"))
    return {"text": further_words.STANDS.get(line.stands, line.stands), "meaning": meaning, "icon_name": icon_name}
