"""What the node says in English of a value that cannot be used, in the reader's language.

Services raise one sentence each (`BadInput`). Here each stands as a template, by what it is about; what varies in it,
such as a number or the name of a file, has a name and goes into the translation as it is. Where the node speaks to the
command line too, and lists codes or names a command, the desk says it otherwise (`AT_THE_DESK`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from django.utils import translation

from detente.web.desk.sentences import (
    acts,
    bodies,
    contents,
    drafts,
    further,
    house,
    lists,
    partners,
    records,
    safeguards,
    texts,
)

_WITH_OTHER_WORDS = (acts, bodies, contents, further, house, lists, partners, records, safeguards, texts)
SAID: Mapping[str, str] = {
    **{each: each for part in (*_WITH_OTHER_WORDS, drafts) for each in part.TEMPLATES},
    **{each: said for part in _WITH_OTHER_WORDS for each, said in part.AT_THE_DESK.items()},
}
"""What the desk says for each template; both in English, with the same names in their places."""
_PLACE = re.compile(r"%\((\w+)\)s")


def in_words(sentence: str) -> str:
    """Say a sentence of the node in the reader's language; one that has no template comes back as it is."""
    if sentence in SAID and not _PLACE.search(sentence):
        return translation.gettext(SAID[sentence])
    for template, pattern in _patterns():
        if fits := pattern.fullmatch(sentence):
            return translation.gettext(SAID[template]) % _values(fits)
    return sentence


def _values(found: re.Match[str]) -> dict[str, str]:
    """Give the values of a sentence as they are, but for an error inside it, which has words of its own."""
    return {name: in_words(value) if name == "error" else value for name, value in found.groupdict().items()}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each, _pattern(each)) for each in SAID if _PLACE.search(each))


def _pattern(template: str) -> re.Pattern[str]:
    """Make the pattern of a template: its words as they stand, and anything where a value goes."""
    words = _PLACE.split(template)
    parts = [f"(?P<{word}>.+?)" if at % 2 else re.escape(word) for at, word in enumerate(words)]
    return re.compile("".join(parts), re.DOTALL)
