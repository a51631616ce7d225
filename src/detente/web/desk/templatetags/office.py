"""Words of the pages of desks and administration as template filters."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from detente.node.queries.administration_page import Limit, PresetLine
from detente.node.queries.upkeep_page import KeptMatter, ToldLine
from detente.web.desk import instants, labels, office_words, upkeep_words

register = template.Library()
# Names by their codes.
for _filter, _names in {
    "role_name": office_words.ROLES,
    "awaited": office_words.AWAITED,
    "step_name": office_words.STEPS,
    "state_name": upkeep_words.STATES,
    "handover_name": upkeep_words.HANDOVER,
    "way_name": upkeep_words.WAYS,
}.items():
    register.filter(_filter, labels.name_in(_names))


@register.filter
def place_name(place: str) -> object:
    """Give the name of a place at a desk."""
    return office_words.PLACES[place]


@register.filter
def weekday_name(day: str) -> object:
    """Give the name of a weekday."""
    return office_words.WEEKDAYS[day]


@register.filter
def limit_words(limit: Limit) -> str:
    """Say how long a step may take."""
    return office_words.limit_words(limit)


@register.filter
def preset_title(preset: PresetLine) -> SafeString:
    """Give the title of a preset in the reader's language, else in English and marked so."""
    language = (get_language() or "en").partition("-")[0]
    if language in preset.titles:
        return format_html("{}", preset.titles[language])
    return format_html('<bdi lang="en" dir="ltr">{}</bdi>', preset.titles["en"])


@register.filter
def plain_date(day: date) -> str:
    """Give a date in full, which has no zone."""
    language = (get_language() or "en").partition("-")[0]
    return date_format(day, instants.DATE.get(language, instants.DATE["en"]))


@register.filter
def language_name(code: str) -> str:
    """Give the name of a language in itself; an unknown one by its code."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


@register.filter
def withheld_words(line: ToldLine) -> str:
    """Give why somebody was not told, in the reader's language."""
    return line.label(_language())


@register.filter
def category_words(kept: KeptMatter) -> str:
    """Give what is shown of the person once a matter is closed."""
    return kept.category_in(_language())


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
