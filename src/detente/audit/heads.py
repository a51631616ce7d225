"""The blinded audit head of DXP 6: what a partner keeps of our log without learning how busy we are.

    commitment = H("dxp/1 audit", salt ‖ u64 size ‖ root)

Every checkpoint and receipt carries one; the signer keeps its opening. Later `check_opening` tells whether our log
still is what we committed to then. Acts after the last exchange are not covered: no partner has seen them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from detente.audit.log import SALT_BYTES
from detente.crypto.hashing import equal, tagged, u64
from detente.crypto.tree import root_of
from detente.model import b64
from detente.model.head import Head
from detente.model.strict_json import MAX_INTEGER

FindingCode = Literal["audit-opening", "audit-cut", "audit-rewritten"]

_SENTENCES: Final[dict[FindingCode, str]] = {
    "audit-opening": "the opening of this commitment is lost, or it is another one",
    "audit-cut": "the log is shorter than it was when this commitment was signed",
    "audit-rewritten": "the log is not the one that this commitment was signed over",
}


class AuditFinding(Exception):
    """A partner holds a commitment of ours that our log does not bear out. `code` is one of DXP 6."""

    def __init__(self, code: FindingCode) -> None:
        super().__init__(_SENTENCES[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment: kept by the hash of the checkpoint or receipt that carries it."""

    salt: bytes
    size: int
    root: bytes

    @property
    def head(self) -> Head:
        """Size and root of the committed prefix."""
        return Head(self.size, self.root)

    def to_wire(self) -> dict[str, Any]:
        """Give the members as `audit verify` and the vectors write them."""
        return {"salt": b64.encode(self.salt), "size": self.size, "root": b64.encode(self.root)}


def commitment(salt: bytes, head: Head) -> bytes:
    """Give the 32 bytes for the `audit` member of a checkpoint or receipt; 16 fresh salt bytes each time."""
    if len(salt) != SALT_BYTES or len(head.root) != 32:
        raise ValueError(f"a commitment takes {SALT_BYTES} bytes of salt and a root of 32")
    return tagged("dxp/1 audit", salt, u64(head.size), head.root)


def parse_opening(value: object) -> Opening | None:
    """Give a stored opening; None where there is none, or where it is not of this form (DXP 6: `audit-opening`)."""
    if not isinstance(value, dict):
        return None
    size = value.get("size")
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= MAX_INTEGER:
        return None
    try:
        salt = b64.decode(value.get("salt"), length=SALT_BYTES)
        return Opening(salt, size, b64.decode(value.get("root"), length=32))
    except b64.BadBase64:
        return None


def check_opening(committed: bytes, opening: Opening | None, leaves: Sequence[bytes]) -> None:
    """Return if the log of `leaves` still has the prefix that `committed` was made over.

    Raises:
        AuditFinding: `audit-opening` for none or another opening; `audit-cut` for a size above the log;
            `audit-rewritten` where the first `size` leaves have another root (DXP 6).
    """
    if opening is None or not equal(commitment(opening.salt, opening.head), committed):
        raise AuditFinding("audit-opening")
    if opening.size > len(leaves):
        raise AuditFinding("audit-cut")
    if not equal(root_of(leaves[: opening.size]), opening.root):
        raise AuditFinding("audit-rewritten")
