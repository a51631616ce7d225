"""The peaks of a frontier as one column: 32 bytes each, largest first."""

from __future__ import annotations

from collections.abc import Sequence


def pack_peaks(peaks: Sequence[bytes]) -> bytes:
    """Give the column."""
    return b"".join(peaks)


def unpack_peaks(column: bytes | memoryview) -> tuple[bytes, ...]:
    """Give the peaks."""
    data = bytes(column)
    return tuple(data[i : i + 32] for i in range(0, len(data), 32))
