"""JSON of strangers, where two readers could not read two things: no member twice, no NaN, no depth, no huge number.

Not the strict JSON of the wire (`model.strict_json`): lists write fractions, nest deeper and hold arrays on top.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

from detente.intake.lists.said import refuse

MOST_DEPTH: Final = 64
MOST_DIGITS: Final = 40
_SURROGATE_OR_NUL: Final = re.compile("[\x00\ud800-\udfff]")
# One token a string, whatever stands in it: its end may lack, and a search that went back would read it again.
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)


def parse(text: str) -> Any:
    """Give the value that a text holds.

    Raises:
        FileRefused: it is no JSON, or two readers could read two things.
    """
    _check_depth(text)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise refuse("json.broken", position=error.pos + 1, line=error.lineno) from error
    if "\\" in text or _SURROGATE_OR_NUL.search(text):
        _check_strings(value)
    return value


def _check_depth(text: str) -> None:
    if text.count("{") + text.count("[") <= MOST_DEPTH:
        return
    depth = 0
    for found in _TOKEN.finditer(text):
        mark = found.group()
        if mark in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise refuse("json.deep", most=MOST_DEPTH)
        elif mark in "]}":
            depth -= 1


def _check_strings(value: Any) -> None:
    if isinstance(value, str):
        if _SURROGATE_OR_NUL.search(value):
            raise refuse("json.surrogate")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_strings(name)
            _check_strings(member)
    elif isinstance(value, list):
        for member in value:
            _check_strings(member)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        raise refuse("json.twice", name=next(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]  # adding while looking
    return result


def _integer(text: str) -> int:
    # Length first: converting a very long digit string is itself an attack.
    if len(text) > MOST_DIGITS:
        raise refuse("json.number")
    return int(text)


def _fraction(text: str) -> float:
    if len(text) > 4 * MOST_DIGITS or not math.isfinite(number := float(text)):
        raise refuse("json.number")
    return number


def _constant(name: str) -> NoReturn:
    raise refuse("json.constant", name=name)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)
