"""Canonical bytes of a value: JCS, RFC 8785. Used where an identity is a hash of JSON, never in a hot path."""

from __future__ import annotations

from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Give the RFC 8785 bytes of `value`.

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    return rfc8785.dumps(value)
