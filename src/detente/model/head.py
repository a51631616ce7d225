"""The head of a log: how many leaves, and the root over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from detente.model import b64

EMPTY_ROOT: Final = bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@dataclass(frozen=True, slots=True)
class Head:
    """`size` leaves under `root` (32 bytes); the empty log has the hash of nothing (RFC 9162)."""

    size: int = 0
    root: bytes = EMPTY_ROOT

    def to_wire(self) -> dict[str, Any]:
        """Give {"size","root"} as DXP 6 writes it."""
        return {"size": self.size, "root": b64.encode(self.root)}
