"""Canonical bytes of a value: JCS, RFC 8785. Used where an identity or a leaf is a hash of JSON.

Almost all that is written here is plain: objects with ASCII names, texts, whole numbers, true, false, null. For these
the order by code points is that of UTF-16 units (RFC 8785, 3.2.3), and `json`'s own escaping is that of 3.2.2.2: the
two short forms, the seven named escapes, `\\u00xx` in lower case. Whatever else comes goes to the library, so that
there is one authority for floats, for other names, and for what has no canonical form.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring as _quote
from typing import Any, Final

import rfc8785

_MAX_INTEGER: Final = 2**53 - 1
_FEW: Final = 24
"""Objects with more members are not those that come again: what is remembered of one stays small."""


class _NotPlain(Exception):
    """The value holds something that is for the library to write, or to refuse."""


def canonical(value: Any) -> bytes:
    """Give the RFC 8785 bytes of `value`.

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'

    Raises:
        ValueError: it has no canonical form: a number beyond ±(2⁵³−1), NaN, a lone surrogate, another type.
    """
    try:
        return _plain(value).encode("utf-8")
    except (_NotPlain, UnicodeEncodeError, RecursionError):
        return rfc8785.dumps(value)


def _plain(value: Any) -> str:
    # By exact type: a subclass may write itself in another way, and True is an int.
    kind = type(value)
    if kind is str:
        return _quote(value)
    if value is None:
        return "null"
    if kind is dict:
        if len(value) <= _FEW:
            members = [
                head + (_quote(member) if type(member := value[name]) is str else _plain(member))
                for name, head in _shape(tuple(value))
            ]
        else:
            members = [_name(name) + _plain(value[name]) for name in _sorted(value)]
        return "{" + ",".join(members) + "}"
    if kind is bool:
        return "true" if value else "false"
    if kind is int and -_MAX_INTEGER <= value <= _MAX_INTEGER:
        return str(value)
    if kind is list or kind is tuple:
        return "[" + ",".join([_plain(item) for item in value]) + "]"
    raise _NotPlain


def _sorted(value: Iterable[Any]) -> list[Any]:
    try:
        return sorted(value)
    except TypeError as error:
        raise _NotPlain from error


# Our objects are few and come again: their names, in order and each with its colon.
@lru_cache(maxsize=256)
def _shape(names: tuple[Any, ...]) -> tuple[tuple[Any, str], ...]:
    return tuple((name, _name(name)) for name in _sorted(names))


# The names of our objects are few and come again with each of them.
@lru_cache(maxsize=1024, typed=True)
def _name(name: Any) -> str:
    if type(name) is str and name.isascii():
        return _quote(name) + ":"
    raise _NotPlain
