"""Names of parties and choices in the reader's language, from the labels that came with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language

from detente.node.queries.desk import Choice, Party, Text

Words = str | Promise


def party_name(party: Party) -> Text:
    """Give a party's name as the reader's language has it, with the language that it is in."""
    return party.label(get_language() or "en")


def party_title(party: Party) -> str:
    """Give a party by its letters and its name, for a choice: "ZOR · Zoriane"."""
    return f"{party.code} · {party_name(party).text}"


def choice_label(choice: Choice) -> str:
    """Give the label of a choice in the reader's language, else in English, else its code."""
    language = get_language() or "en"
    return choice.labels.get(language) or choice.labels.get("en") or choice.code


def name_in(names: Mapping[str, Words]) -> Callable[[str], Words]:
    """Give the filter that names a code by a list; a code that this release does not know stands for itself."""
    return lambda code: names.get(code, code)
