"""Codes of DXP 16: what a peer gets to see when something it sent does not hold. Decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.model.errors import PeerError

# Plain codes are answered with a status and the header DXP-Code only: no signature is spent on strangers.
PLAIN: Final[Mapping[str, int]] = {
    "bad-frame": 400,
    "bad-json": 400,
    "bad-object": 400,
    "bad-signature": 403,
    "unknown-key": 403,
    "wrong-type": 403,
    "too-large": 413,
    "busy": 429,
    "unavailable": 503,
}
SIGNED: Final[Mapping[str, int]] = {
    "wrong-party": 403,
    "not-confirmed": 403,
    "bad-party-doc": 403,
    "doc-needed": 409,
    "doc-stale": 409,
    "gap": 409,
    "root-mismatch": 409,
    "fork": 409,
    "diverged": 409,
    "behind": 409,
    "not-synced": 409,
    "epoch-closed": 410,
    "frozen": 423,
}
ENTRY: Final[frozenset[str]] = frozenset(
    {
        "bad-header",
        "suite-too-low",
        "wrong-recipient",
        "not-understood",
        "id-reused",
        "duplicate",
        "withheld",
        "cannot-open",
        "inner-mismatch",
        "bad-body",
        "expired",
        "bad-payload",
    }
)


class Refused(PeerError):
    """A parcel, record or batch is refused. `detail` is what DXP 16 lets travel with the code."""

    def __init__(self, code: str, sentence: str, detail: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.detail = dict(detail or {})

    @property
    def is_signed(self) -> bool:
        """Whether the answer is a signed refusal: only after all signatures of the refused object held."""
        return self.code in SIGNED


class EntryRefused(PeerError):
    """One entry reaches no desk; its leaf stays and the code stands in the receipt or in evidence (DXP 8)."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def status_of(code: str) -> int:
    """Give the HTTP status of a code; an unknown one counts as a conflict."""
    return PLAIN.get(code) or SIGNED.get(code, 409)
