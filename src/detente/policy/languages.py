"""Names of one thing in the four languages of the screens, as the data files give them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LANGUAGES: Final = ("en", "fr", "ru", "ar")


def named(*in_each_language: str) -> Mapping[str, str]:
    """Give the names by language, from one for each of `LANGUAGES` in order; ValueError where one is missing."""
    return MappingProxyType(dict(zip(LANGUAGES, in_each_language, strict=True)))
