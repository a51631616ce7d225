"""The inner grounds of policy in the reader's language, for officers alone: nothing here ever travels."""

from __future__ import annotations

from django.utils.translation import get_language

from detente.policy import sentences


def sentence(code: str) -> str:
    """Give the sentence of an inner ground in the reader's language; "" where the code is none.

    >>> sentence("no-ground")
    ''
    """
    if code not in sentences.SENTENCES:
        return ""
    said = sentences.of(code)
    return said.get((get_language() or "en").partition("-")[0]) or said["en"]
