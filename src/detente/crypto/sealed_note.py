"""A note that one key alone opens: what oversight writes to itself in a log that others keep.

    box = HPKE(key of the note -> X-Wing key of the reader), body = the note under that key, padded (DXP 5.2)

The same recipe as the entries of the wire, under an info of its own, so that neither opens as the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.crypto import sealing
from detente.crypto.hashing import sha256
from detente.crypto.sealing import SealPrivate, SealPublic

_ROLE: Final = 0x4F
_PLACE: Final = sha256(b"detente/1 oversight note")
SMALLEST: Final = 512
"""Notes of all usual lengths are of one size: it tells nothing of the reason that stands in it."""


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note as it is kept."""

    box: bytes
    body: bytes


def seal(note: bytes, *, to: SealPublic, cek: bytes) -> SealedNote:
    """Give the note for the holder of a key. `cek`: 32 fresh bytes, used for this note alone."""
    box = sealing.seal_box(cek, to=to, role=_ROLE, header_hash=_PLACE)
    return SealedNote(box, sealing.seal_body(note, cek=cek, smallest=SMALLEST))


def open_(kept: SealedNote, *, key: SealPrivate) -> bytes:
    """Give the note; CannotOpen for every failure."""
    cek = sealing.open_box(kept.box, key=key, role=_ROLE, header_hash=_PLACE)
    commit, body_hash = sealing.commitment(cek), sha256(kept.body)
    return sealing.open_body(kept.body, cek=cek, commit=commit, body_hash=body_hash, smallest=SMALLEST)
