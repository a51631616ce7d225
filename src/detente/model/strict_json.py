"""Strict JSON (DXP 2): one text, one meaning.

UTF-8 without BOM, an object on top, no duplicate member, integers within ±(2⁵³−1) only, depth ≤ 16, no lone surrogate,
no U+0000. Two parsers that differ in any of these would let one signed text be read in two ways.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

MAX_DEPTH: Final = 16
MAX_INTEGER: Final = 2**53 - 1

_SURROGATE_OR_NUL = re.compile("[\x00\ud800-\udfff]")

JsonObject = dict[str, Any]


class MalformedJson(ValueError):
    """The bytes are not strict JSON; the text says which rule they break."""


def parse(data: bytes) -> JsonObject:
    """Give the object in `data`. The caller has capped its size.

    Raises:
        MalformedJson: any rule of DXP 2 is broken.
    """
    _check_depth(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJson("not UTF-8") from error
    if text.startswith("\ufeff"):
        raise MalformedJson("begins with a byte order mark")
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise MalformedJson(f"not JSON at character {error.pos}") from error
    if not isinstance(value, dict):
        raise MalformedJson("the top level is not an object")
    # Escapes can bring what the bytes themselves did not show; without a backslash only NUL could be there.
    if "\\" in text:
        _check_strings(value)
    return value


def _check_depth(data: bytes) -> None:
    """Refuse deep nesting before the recursive decoder sees it."""
    # Fewer openings than the limit cannot nest deeper; almost every text ends here.
    if data.count(b"{") + data.count(b"[") <= MAX_DEPTH:
        return
    depth = 0
    in_string = False
    for token in _STRUCTURE.finditer(data):
        mark = token.group()
        if mark == b'"':
            in_string = not in_string
        elif in_string or len(mark) == 2:
            continue
        elif mark in b"{[":
            depth += 1
            if depth > MAX_DEPTH:
                raise MalformedJson(f"nested deeper than {MAX_DEPTH}")
        else:
            depth -= 1


# A backslash pair is taken as one token, so that an escaped quote never ends a string.
_STRUCTURE = re.compile(rb'\\.|["{}\[\]]', re.DOTALL)


def _check_strings(value: Any) -> None:
    if isinstance(value, str):
        if _SURROGATE_OR_NUL.search(value):
            raise MalformedJson("a string holds a lone surrogate or U+0000")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_strings(name)
            _check_strings(member)
    elif isinstance(value, list):
        for member in value:
            _check_strings(member)


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise MalformedJson("an object has one member twice")
    return result


def _integer(text: str) -> int:
    if text == "-0":
        raise MalformedJson("minus zero")
    # Length first: converting a very long digit string is itself an attack.
    if len(text) > 17 or abs(number := int(text)) > MAX_INTEGER:
        raise MalformedJson("a number beyond 2^53-1")
    return number


def _no_float(_: str) -> NoReturn:
    raise MalformedJson("a number with fraction or exponent")


def _no_constant(_: str) -> NoReturn:
    raise MalformedJson("NaN or Infinity")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_no_float, parse_constant=_no_constant
)
