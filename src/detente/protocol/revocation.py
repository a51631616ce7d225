"""What a revoked key still proves (DXP 4, "Revocation"): no clock decides it, only what was cosigned, and how far.

The owner says per pair up to which head of its own log it stands by the key: that decides a checkpoint. A receipt is
for a size of the *other* log: there the place of the revoking document decides, which says how much of that log its
owner had seen. An object by the key beyond that is disputable, and shown so; but what the reader cosigned before it
held the revocation stands, whatever the owner says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.crypto import jws
from detente.protocol.doc_marks import DocMarks
from detente.protocol.parcel import OBJECT_CAP
from detente.protocol.party_document import Chain


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """A signing key that its owner revoked; `kid` of its Ed25519 half, `since`: the first document that says so."""

    kid: str
    reason: str
    since: int


@dataclass(frozen=True, slots=True)
class StoodBy:
    """How far the owner of a revoked key stands by it; None where it has not said.

    `written`: the size of its own log, from `control` `keys`. `seen`: the size of the other log, from the place of the
    document that revokes the key.
    """

    written: int | None
    seen: int | None


def revoked_keys(chain: Chain) -> tuple[RevokedKey, ...]:
    """Give the keys that the newest document of a party revokes, in its order."""
    return tuple(
        RevokedKey(item["kid"], item["reason"], _since(chain, item["kid"])) for item in chain.last.content["revoked"]
    )


def _since(chain: Chain, kid: str) -> int:
    return next(
        number
        for number, document in enumerate(chain.documents)
        if any(item["kid"] == kid for item in document.content["revoked"])
    )


def stood_by(key: RevokedKey, *, written: int | None, marks: DocMarks) -> StoodBy:
    """Give how far the owner stands by `key`. `written`: what it said; `marks`: the places of its documents."""
    seen = (mark.seen for mark in marks.marks if mark.number is not None and mark.number >= key.since)
    return StoodBy(written, next(seen, None))


def signer_kid(record: bytes) -> str:
    """Give the kid of the Ed25519 key that signed a record which we verified before."""
    return jws.parse(record, cap=OBJECT_CAP).signatures[0].kid


def is_disputable(payload: Mapping[str, Any], *, stood_by: StoodBy, cosigned: bool) -> bool:
    """Whether an object by a revoked key can be disputed by its owner.

    `payload`: of the object. `cosigned`: the reader cosigned it before it held the revocation. Only checkpoints and
    receipts have a place: no word of the owner covers another object.
    """
    limit = {"dxp.checkpoint": stood_by.written, "dxp.receipt": stood_by.seen}.get(payload["typ"])
    return not cosigned and (limit is None or payload["size"] > limit)
