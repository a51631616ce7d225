"""Words and marks of records, for the templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from detente.node.queries.about_page import CATEGORIES
from detente.node.queries.desk import Fact, Text
from detente.node.queries.records_page import PropertyBeside
from detente.web.desk import differing, labels, record_words, words
from detente.web.desk.record_forms import SplitForm
from detente.web.desk.record_words import Words
from detente.web.desk.templatetags.desk import own, own_marked

register = template.Library()
for _filter, _names in {
    "schema_name": record_words.SCHEMATA,
    "scheme_name": record_words.SCHEMES,
    "property_name": record_words.PROPERTIES | record_words.BESIDE,
}.items():
    register.filter(_filter, labels.name_in(_names))
_CATEGORIES = {each.code: each for each in CATEGORIES}
_CODES: Mapping[str, Mapping[str, Words]] = {"schema": record_words.SCHEMATA, "nature": words.NATURE}
_COMPARED = {"names": differing.in_words, "birthDate": differing.whole, "idNumber": differing.whole}
_LANGUAGES = {"CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he", "HANGUL": "ko", "GREEK": "el", "CJK": "zh"}


@register.filter
def category_name(code: str) -> str:
    """Give a category of person in words."""
    return labels.choice_label(_CATEGORIES[code]) if code in _CATEGORIES else code


@register.filter
def in_script(value: str) -> SafeString:
    """Give a value in its own script and direction."""
    return own(_in_script(value))


def _in_script(value: str) -> Text:
    named = (unicodedata.name(char, "").partition(" ")[0] for char in value if char.isalpha())
    return Text(value, _LANGUAGES.get(next(named, ""), ""))


@register.filter
def stated(value: str, prop: str) -> SafeString | str:
    """Give a stated value: what is a code here in words, all else as it was written."""
    if prop == "category":
        return category_name(value)
    return str(_CODES[prop].get(value, value)) if prop in _CODES else in_script(value)


@register.simple_tag
def stated_beside(value: str, prop: str, others: Iterable[str]) -> SafeString | str:
    """Give a stated value beside what another side says, with the letters marked that are otherwise there."""
    compared = _COMPARED.get(prop)
    return stated(value, prop) if compared is None else own_marked(_in_script(value), compared(value, others))


@register.filter
def fact_value(fact: Fact) -> SafeString | str:
    """Give what a fact says: a code that we know in words, all else as it was written."""
    if fact.code == "category":
        return category_name(fact.value.text)
    return str(words.NATURE.get(fact.value.text, fact.value.text)) if fact.code == "nature" else own(fact.value)


@register.inclusion_tag("desk/parts/tag.html")
def band(code: str) -> dict[str, Any]:
    """Show what the machine says of a comparison."""
    text, meaning, icon_name = record_words.BANDS.get(code, record_words.BANDS["none"])
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.inclusion_tag("desk/parts/tag.html")
def agreement(beside: PropertyBeside) -> dict[str, Any]:
    """Show how far two records agree in one property."""
    text, meaning, icon_name = record_words.AGREEMENT[_agreed(beside)]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


def _agreed(beside: PropertyBeside) -> str:
    if beside.hidden:
        return "hidden"
    first, second = ({each.value for each in side} for side in (beside.first, beside.second))
    if not first or not second:
        return "one"
    if first == second:
        return "both"
    return "part" if first & second else "differ"


@register.simple_tag
def chosen(form: SplitForm, statement: str) -> Mapping[str, Any]:
    """Give the name, what was chosen and what is missing of the choice whose a statement is."""
    field = form[f"of-{statement}"]
    return {"name": field.html_name, "value": field.value(), "errors": field.errors}
