"""What a revoked key still proves (DXP 4, "Revocation"): no clock decides it, only what was cosigned, and how far.

The owner says per pair up to which head it stands by the key. An object by the key beyond that is disputable, and shown
so; but what the reader cosigned before it held the revocation stands, whatever the owner says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.crypto import jws
from detente.protocol.parcel import OBJECT_CAP
from detente.protocol.party_document import Chain


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """A signing key that its owner revoked; `kid` of its Ed25519 half."""

    kid: str
    reason: str


def revoked_keys(chain: Chain) -> tuple[RevokedKey, ...]:
    """Give the keys that the newest document of a party revokes, in its order."""
    return tuple(RevokedKey(item["kid"], item["reason"]) for item in chain.last.content["revoked"])


def signer_kid(record: bytes) -> str:
    """Give the kid of the Ed25519 key that signed a record which we verified before."""
    return jws.parse(record, cap=OBJECT_CAP).signatures[0].kid


def is_disputable(payload: Mapping[str, Any], *, stood_by: int | None, cosigned: bool) -> bool:
    """Whether a checkpoint or receipt by a revoked key can be disputed by its owner.

    `payload`: of the object. `stood_by`: the size that the owner stands by, None where it has not said. `cosigned`:
    the reader cosigned it before it held the revocation.
    """
    return not cosigned and (stood_by is None or payload["size"] > stood_by)
