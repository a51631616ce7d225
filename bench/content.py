"""The message that is exchanged everywhere: a notification with 2 KiB of text, never the same text twice."""

from __future__ import annotations

import os
from typing import Any, Final

TEXT_BYTES: Final = 2048


def text() -> str:
    """Give 2 KiB of fresh text."""
    return os.urandom(TEXT_BYTES // 2).hex()


def notification() -> dict[str, Any]:
    """Give the payload of a notification, as the node writes it."""
    return {
        "dialogue": "notification",
        "message": "notification",
        "ref": {"own": None, "yours": None},
        "parts": [{"type": "text/plain", "lang": "en", "text": text()}],
        "subject": "A notification of the measurement",
        "asks": None,
    }
