"""A person as somebody describes them: a plain record, checked, with nothing in it that is not to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from detente.matching.names import prepare
from detente.model.errors import BadInput

MEMBERS: Final = ("names", "birthDate", "country", "gender", "idNumber")
MOST: Final = 64
LONGEST: Final = 300


def person_given(given: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give the record that is kept: lists of texts, each once, in the order in which they were given.

    Raises:
        BadInput: no name that can be compared, a member that is not known, too much, or something that is no text.
    """
    unknown = sorted(set(given) - set(MEMBERS))
    if unknown:
        raise BadInput(f"A person is described by {', '.join(MEMBERS)}; not by {', '.join(unknown)[:80]}.")
    found = {member: _texts(given[member]) for member in MEMBERS if given.get(member)}
    if not prepare(found).names:
        raise BadInput("Give at least one name, with letters in it.")
    return found


def _texts(value: object) -> list[str]:
    texts: Sequence[object] = (
        [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else [None]
    )
    kept: list[str] = []
    for text in texts:
        if not isinstance(text, str) or len(text) > LONGEST or not can_be_kept(text):
            raise BadInput(f"Describe a person by texts of at most {LONGEST} characters.")
        if text.strip() and text.strip() not in kept:
            kept.append(text.strip())
    if len(kept) > MOST:
        raise BadInput(f"Give at most {MOST} of each: names, dates, numbers.")
    return kept


def can_be_kept(text: str) -> bool:
    """Whether a database takes the text: no NUL, and no half of a pair of surrogates."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
