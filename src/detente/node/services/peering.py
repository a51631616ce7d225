"""What the partners' endpoint asks the node: one call a request, with our own failures turned into "come again"."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Final

from django.db import DatabaseError

from detente.crypto import attachment as chunks
from detente.node.context import KeyNotHere, Node
from detente.node.services import attaching, delivering, exchange, failures, meeting
from detente.node.services.exchange import Answer
from detente.node.stores import deliveries, partners
from detente.node.stores.models import AttachmentRow, Partner
from detente.node.stores.unit import RunLost, SwapLost
from detente.protocol import refusal
from detente.protocol.parcel import MAX_PARCEL
from detente.protocol.refusal import Refused

MOST_CHUNK: Final = chunks.CHUNK_BYTES + 16
BUSY: Final = Answer(503, b"", "unavailable", 5)
_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)

partner_for = exchange.partner_for


def most_bytes(node: Node) -> int:
    """Give the most bytes of a parcel that we said we take."""
    return min(MAX_PARCEL, int(partners.own_chain(node.alias).last.content["limits"]["parcel"]))


def answer(node: Node, partner: Partner, data: bytes) -> Answer:
    """Give the answer to a parcel. A valid one shows that the partner is there: try what waits for it now."""

    def work() -> Answer:
        given = exchange.answer(node, partner, data)
        if given.status == 200:
            deliveries.reset_backoff(node, partner)
        return given

    return _or_busy(work)


def is_open_invitation(node: Node, token: str) -> bool:
    """Whether a token may still be used."""
    return meeting.is_open(node, token)


def meet(node: Node, token: str, data: bytes) -> Answer | None:
    """Give the answer to one step of a first contact; None where the token is not known any more."""

    def step() -> Answer:
        try:
            body = meeting.answer_meet(node, token, data)
        except Refused as refused:
            failures.count(node, refused.code)
            return Answer(refusal.status_of(refused.code), b"", refused.code)
        return Answer(404) if body is None else Answer(200, body)

    given = _or_busy(step)
    return None if given.status == 404 else given


def attachment(node: Node, to_part: str, from_part: str, att_id: str) -> AttachmentRow | None:
    """Give the attachment that this partner may bring, None for anything else."""
    partner = partner_for(node, to_part, from_part)
    return None if partner is None else delivering.attachment_of(node, partner, att_id)


def bitmap(node: Node, to_part: str, from_part: str, att_id: str) -> bytes | None:
    """Give which chunks are held."""
    row = attachment(node, to_part, from_part, att_id)
    return None if row is None else attaching.bitmap(row)


def take_leaves(node: Node, row: AttachmentRow, data: bytes) -> bool:
    """Keep the leaves of an attachment; whether they are those of the header."""
    return attaching.take_leaves(node, row, data)


def take_chunk(node: Node, row: AttachmentRow, index: int, data: bytes) -> bool:
    """Keep a chunk; whether it is the right one."""
    return attaching.take_chunk(node, row, index, data)


def _or_busy(work: Callable[[], Answer]) -> Answer:
    """A lock, a full disk, a key that is not here are ours, not the peer's: nothing was committed, try again."""
    try:
        return work()
    except (DatabaseError, RunLost, SwapLost, KeyNotHere):
        return BUSY
    except OSError as error:
        if error.errno in _DISK:
            return BUSY
        raise
