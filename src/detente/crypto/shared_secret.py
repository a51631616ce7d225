"""A tag over bytes by a secret that two programs of one house share: HMAC-SHA256 (RFC 2104)."""

from __future__ import annotations

import hashlib
import hmac


def tag(secret: bytes, *, instant: int, body: bytes) -> str:
    """Give the hex tag of a body that is sent at an instant (seconds since 1970, UTC).

    The instant is inside: who keeps a message and sends it later cannot give it another time.

    >>> tag(b"k" * 32, instant=1, body=b"{}") == tag(b"k" * 32, instant=2, body=b"{}")
    False
    """
    return hmac.new(secret, str(instant).encode("ascii") + b"." + body, hashlib.sha256).hexdigest()
