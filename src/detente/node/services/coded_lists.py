"""Topics and languages as the house writes them beside a desk, an address or a template: by their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from detente.model.errors import BadInput

_TOPIC: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}", re.ASCII)


def check_topics(codes: Iterable[str]) -> None:
    """Return if each can be the code of a topic; BadInput with the first that cannot."""
    for code in codes:
        if not _TOPIC.fullmatch(code):
            raise BadInput(f"{code!r} is no topic. Give its code.")


def check_languages(codes: Iterable[str]) -> None:
    """Return if each can be the code of a language; BadInput with the first that cannot."""
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            raise BadInput(f"{code!r} is no language. Give its code, such as fr.")
