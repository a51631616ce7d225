"""The way to one partner, as services see it; `peers` has the one over HTTP, tests have one in memory."""

from __future__ import annotations

from typing import Protocol


class Unreachable(Exception):
    """The partner's node gave no usable answer. `code`: its plain code; `retry_after`: seconds, where it named them."""

    def __init__(self, sentence: str, retry_after: float | None = None, *, code: str = "") -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
        self.code = code


class Line(Protocol):
    """Every call may raise Unreachable."""

    def post(self, data: bytes) -> bytes:
        """Post a parcel; give the parcel that came back, whatever the status."""
        ...

    def put(self, path: str, data: bytes) -> int:
        """Put bytes under the pair's address; give the status."""
        ...

    def get(self, path: str) -> tuple[int, bytes]:
        """Get bytes under the pair's address; give status and body."""
        ...
