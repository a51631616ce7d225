"""The components of `ui/components.md` as template tags: party, clock, receipts, handling, names in their own script.

They put values in order and leave the markup to `templates/desk/parts/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from detente.node.queries import grounds
from detente.node.queries.desk import (
    Agreement,
    Choice,
    Clock,
    ContactState,
    Event,
    File,
    Handling,
    Party,
    Phrase,
    Receipt,
    Silence,
    Text,
)
from detente.web.desk import instants, labels, words
from detente.web.desk.alike import drawn
from detente.web.desk.phrases import say

register = template.Library()
# Names by their codes.
for _filter, _names in {
    "kind_name": words.KINDS,
    "act_name": words.ACTS,
    "stands_name": words.STANDS,
    "member_name": words.MEMBERS,
    "begin_name": words.BEGINS,
    "fact_name": words.FACTS,
}.items():
    register.filter(_filter, labels.name_in(_names))
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "yi"}
# Invisible characters that reorder text: shown, for they can make a sentence read as another (CVE-2021-42574).
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, flip: str = "") -> SafeString:
    """Give an icon of the sprite; directional ones take "flip". Always beside a word."""
    address = f"{static('icons.svg')}#{name}"
    flipped = " flip" if flip else ""
    return format_html('<svg class="i{}" aria-hidden="true"><use href="{}"/></svg>', flipped, address)


@register.filter
def duty_name(code: str) -> str:
    """Give the duty of a second person in words."""
    return str(words.DUTIES.get(code, code))


@register.filter
def house_act(code: str) -> str:
    """Give what is proposed for the house in words."""
    return str(words.HOUSE_ACTS.get(code, code))


@register.filter
def house_member(code: str) -> str:
    """Give what a proposal sets in words."""
    return str(words.HOUSE_MEMBERS.get(code, code))


@register.filter
def ground_said(code: str) -> str:
    """Give the sentence of an inner ground, for the officer alone."""
    return grounds.sentence(code) or gettext("Your law lets you read the outer facts alone.")


@register.filter
def own(text: Text) -> SafeString:
    """Give words in their own language and direction, with controls that reorder text made visible."""
    return _isolated(text.lang, _shown(text.text))


def own_marked(text: Text, pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Give words as `own` does, in pieces of which some are marked."""
    shown = (format_html("<mark>{}</mark>", _shown(each)) if marked else _shown(each) for each, marked in pieces)
    return _isolated(text.lang, format_html_join("", "{}", ((each,) for each in shown)))


def _isolated(lang: str, shown: str) -> SafeString:
    if not lang:
        return format_html('<bdi dir="auto">{}</bdi>', shown)
    direction = "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang, direction, shown)


@register.filter
def plain(text: Text) -> str:
    """Give the bare words, for a title or an attribute, without controls that reorder text."""
    return BIDI_CONTROLS.sub("", text.text)


@register.filter
def paragraphs(text: Text) -> list[Text]:
    """Give the paragraphs of a text, each with its language."""
    return [Text(part.strip(), text.lang) for part in re.split(r"\n\s*\n", text.text) if part.strip()]


@register.filter
def label(choice: Choice) -> str:
    """Give the label of a choice in the reader's language, else in English, else its code."""
    return labels.choice_label(choice)


@register.filter
def name(party: Party) -> SafeString:
    """Give a party's name as the reader's language has it."""
    text = labels.party_name(party)
    return SafeString(escape(text.text)) if text.lang == get_language() else own(text)


@register.filter
def bare_name(party: Party) -> str:
    """Give a party's name without markup."""
    return labels.party_name(party).text


@register.filter
def own_name(party: Party) -> Text | None:
    """Give the party's name in its own script, where that is known and not the one shown already."""
    return party.own_label(get_language() or "en")


@register.filter
def said(phrase: Phrase) -> str:
    """Give a phrase of the node in the reader's language."""
    return say(phrase)


@register.filter
def size(file: File | int) -> str:
    """Give the size of a file in words."""
    return filesizeformat(file if isinstance(file, int) else file.size)


@register.filter
def span(length: timedelta) -> str:
    """Give a length of time in words."""
    return instants.length(length)


@register.filter
def full_date(at: datetime) -> str:
    """Give a date in full."""
    return instants.date(at)


@register.simple_tag
def comma() -> str:
    """Give the comma between two parts of a list, as the reader's script has it."""
    return gettext(", ")


@register.simple_tag
def colon() -> str:
    """Give the colon between a name and what it names, as the reader's language has it."""
    return gettext(": ")


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> str:
    """Give an instant in words, seen from the page's `now`."""
    return instants.moment(at, context["now"])


@register.filter
def groups(digits: str, length: int = 4) -> str:
    """Give digits in groups, for reading aloud."""
    return " ".join(digits[start : start + length] for start in range(0, len(digits), length))


@register.filter
def spoken(digits: str) -> str:
    """Give thirteen digits as people read them on the telephone: three, three, three, four."""
    return " ".join([digits[:3], digits[3:6], digits[6:9], digits[9:]]).strip()


@register.simple_tag
def party(party: Party, short: str = "") -> SafeString:
    """Show a party: its code, its name, its hue. In lists the name is for the ear only."""
    return drawn("party", code=party.code, name=name(party), colour=party.colour, short=bool(short))


@register.simple_tag
def handling(handling: Handling) -> SafeString:
    """Show handling codes as the standard writes them."""
    found = handling
    return drawn("handling", tlp=found.tlp, h=found.h, others=found.others, originator_control=found.originator_control)


@register.inclusion_tag("desk/parts/clock.html", takes_context=True)
def clock(context: Context, clock: Clock, big: str = "") -> dict[str, Any]:
    """Show a clock: its name, its instant, what is left."""
    sentence = words.clock_sentence(clock, context["now"])
    left = instants.length(clock.left) if clock.left is not None else ""
    waiting = clock.state == "overdue" and clock.obliged == "them"
    there, place = ("", "") if clock.at is None else instants.elsewhere(clock.at, context["now"], clock.zone)
    return {
        "clock": clock,
        "icon_name": words.CLOCK_ICONS[clock.state],
        "sentence": sentence,
        "left": left,
        "late": clock.state == "overdue" and not waiting,
        "big": bool(big),
        "there": there,
        "place": place,
    }


@register.inclusion_tag("desk/parts/receipts.html", takes_context=True)
def receipts(context: Context, receipts: tuple[Receipt, ...], proofs: tuple[str, ...] = ()) -> dict[str, Any]:
    """Show the four receipts in full."""
    items = [(item, *words.RECEIPTS[item.kind], words.receipt_lines(item, context["now"])) for item in receipts]
    return {"items": items}


@register.simple_tag
def receipts_mini(receipts: tuple[Receipt, ...]) -> SafeString:
    """Show the four receipts small, in a row."""
    return drawn("receipts_mini", items=tuple((each.kind, each.state) for each in receipts))


@register.filter
def receipt_state(state: str) -> str:
    """Give the state of a receipt in words."""
    return str(words.RECEIPT_STATES[state])


@register.inclusion_tag("desk/parts/tag.html")
def tag(text: object, meaning: str, icon_name: str) -> dict[str, Any]:
    """Show a state of something, in a word with an icon."""
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.inclusion_tag("desk/parts/tag.html")
def contact_tag(state: ContactState) -> dict[str, Any]:
    """Show the state of a contact."""
    text, meaning, icon_name, _ = words.CONTACT[state]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.filter
def contact_hint(state: ContactState) -> object:
    """Say what the state of a contact means and what comes next."""
    return words.CONTACT[state][3]


@register.inclusion_tag("desk/parts/tag.html")
def agreement_tag(agreement: Agreement | None) -> dict[str, Any]:
    """Show the state of an agreement."""
    text, meaning, icon_name = words.AGREEMENT[agreement.state if agreement else "none"]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.inclusion_tag("desk/parts/tag.html")
def verdict_tag(verdict: str) -> dict[str, Any]:
    """Show the rule's answer to one element."""
    text, meaning, icon_name = words.VERDICTS[verdict]
    return {"text": text, "meaning": meaning, "icon_name": icon_name}


@register.filter
def receipt_name(kind: str) -> object:
    """Give the name of a receipt."""
    return words.RECEIPTS[kind][0]


@register.simple_tag(takes_context=True)
def event_words(context: Context, event: Event) -> str:
    """Say one step of a thread."""
    return words.event_sentence(event, context["now"])


@register.simple_tag(takes_context=True)
def silence_words(context: Context, silence: Silence) -> str:
    """Say a silence."""
    return words.silence_sentence(silence, context["now"])


@register.filter
def is_silence(item: Event | Silence) -> bool:
    """Tell a silence from a step."""
    return isinstance(item, Silence)


def _shown(text: str) -> SafeString:
    """Escape, and mark each control that reorders text by its name."""

    def visible(match: re.Match[str]) -> str:
        name = unicodedata.name(match[0], "CONTROL")
        return f'<span class="tag" data-is="warn" title="{name}">U+{ord(match[0]):04X}</span>'

    return mark_safe(BIDI_CONTROLS.sub(visible, escape(text)))  # noqa: S308 - escaped first; the rest is from Unicode's tables
