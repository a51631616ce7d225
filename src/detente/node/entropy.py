"""Entropy at the edge: the rooms below take random bytes as values, and here is where they come from.

A node has this one source. Simulations that must repeat themselves bring a seeded one of their own, in their tests.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

Entropy = Callable[[int], bytes]
"""Gives that many fresh random bytes."""


def system_entropy(length: int) -> bytes:
    """Give bytes of the operating system's generator."""
    return secrets.token_bytes(length)
