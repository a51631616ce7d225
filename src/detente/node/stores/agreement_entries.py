"""The few entries of a pair that make, suspend and end its agreements, read in one statement for everything about them.

They are asked for at each batch that is stamped or opened, so what stands in a plaintext is read once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from detente.model import strict_json
from detente.node.stores.models import Partner
from detente.node.stores.statements import fetch, moment_of

_WRITTEN: Final = (
    "SELECT entry.ours, entry.seq, entry.cid, entry.root, entry.kind, entry.agreement, entry.topic, entry.judged, "
    "entry.plaintext, batch.held_at FROM entry LEFT JOIN batch ON batch.id = entry.batch_id "
    "WHERE entry.partner_id = %s AND entry.kind IN ('contact', 'agreement', 'agreement-topic') AND entry.code = '' "
    'ORDER BY entry.seq IS NULL, entry.seq, entry."order", entry.id'
)


@dataclass(frozen=True, slots=True)
class Written:
    """One such entry. `seq` None: released here and without a place. `held_at`: by its receipt, None without one.

    `payload` None: sealed; it was not opened yet, or it is our own and came back after a restore.
    """

    ours: bool
    seq: int | None
    cid: str
    root: str
    kind: str
    agreement: str | None
    topic: str | None
    payload: Mapping[str, Any] | None
    held_at: datetime | None

    @property
    def message(self) -> str:
        """The table's name of the message; empty where it is sealed."""
        return "" if self.payload is None else str(self.payload.get("message", ""))


def written(alias: str, partner: Partner) -> list[Written]:
    """Give them in the order of their ledgers, those without a place last."""
    return [
        Written(
            bool(ours),
            seq,
            cid,
            root,
            kind,
            agreement,
            topic,
            None if plaintext is None or not judged else payload_in(bytes(plaintext)),
            None if held_at is None else moment_of(held_at),
        )
        for ours, seq, cid, root, kind, agreement, topic, judged, plaintext, held_at in fetch(
            alias, _WRITTEN, partner.pk
        )
    ]


@lru_cache(maxsize=512)
def payload_in(plaintext: bytes) -> Mapping[str, Any]:
    """Give the payload of an entry that was opened; the same ones are asked for again and again."""
    payload: Mapping[str, Any] = strict_json.parse(plaintext)["payload"]
    return payload
