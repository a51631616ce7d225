"""Control objects (DXP 7.2, 16): made and verified here; what they do is in `epoch_sender` and `epoch_receiver`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from detente.crypto.keys import SignPair
from detente.model import b64
from detente.model.head import Head
from detente.model.instant import format_instant
from detente.protocol import schema, signed
from detente.protocol.header import SUITE
from detente.protocol.pair import Pair
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified

TYPES: Final = ("dxp.hello", "dxp.head", "dxp.want", "dxp.have", "dxp.refusal")
YOURS: Final = "yours"
"""`want` yours: batches that the one asked wrote."""
MINE: Final = "mine"
"""`want` mine: batches that the one who asks wrote, and lost."""


def verify(record: bytes, pair: Pair) -> Verified:
    """Give a verified control object of the partner.

    Raises:
        Refused: bad-object for a type that this release does not know (DXP 17), wrong-type for an object of another
            place, else as DXP 3 says. The highest stamped document signs, or one whose entry is still on its way.
    """
    typ = signed.typ_of(record)
    if typ not in schema.MEMBERS:
        raise Refused("bad-object", "a control object of a type that is not known here")
    if typ not in TYPES:
        raise Refused("wrong-type", "no control object of this type is taken here")
    return signed.verify(
        record,
        typ=typ,
        chain=pair.theirs,
        sender=pair.them,
        receiver=pair.us,
        doc_rule=lambda payload: pair.their_marks.allow_control(payload["doc"]),
    )


def hello(pair: Pair, *, epoch: bytes, nonce: bytes, challenge: bytes | None, receipted: Head, now: datetime,
          by: SignPair) -> Verified:  # fmt: skip
    """Give the hello that asks to open `epoch`; `receipted` is the head of our receipted prefix."""
    return _sign(
        "dxp.hello",
        pair,
        by,
        epoch=b64.encode(epoch),
        nonce=b64.encode(nonce),
        challenge=None if challenge is None else b64.encode(challenge),
        **receipted.to_wire(),
        suites=[SUITE],
        min=SUITE,
        at=format_instant(now),
    )


def head(
    pair: Pair, to: Verified, *, opened: bool, challenge: bytes, held: Head, now: datetime, by: SignPair
) -> Verified:
    """Give the answer to a hello: our head, and whether the epoch is open now."""
    return _sign(
        "dxp.head",
        pair,
        by,
        epoch=to.payload["epoch"],
        nonce=to.payload["nonce"],
        hello=b64.encode(to.hash),
        opened=opened,
        challenge=b64.encode(challenge),
        **held.to_wire(),
        at=format_instant(now),
    )


def head_again(pair: Pair, said: Mapping[str, Any], *, now: datetime, by: SignPair) -> Verified:
    """Give a head that says what an earlier one of ours said, under the document that holds now."""
    names = ("epoch", "nonce", "hello", "opened", "challenge", "size", "root")
    return _sign("dxp.head", pair, by, **{name: said[name] for name in names}, at=format_instant(now))


def want(pair: Pair, *, direction: str, after: Head, nonce: bytes, by: SignPair) -> Verified:
    """Give the request for batches of a direction beyond `after`."""
    return _sign(
        "dxp.want", pair, by, dir=direction, after=after.size, root=b64.encode(after.root), nonce=b64.encode(nonce)
    )


def have(pair: Pair, to: Verified, *, receipted: Head, now: datetime, by: SignPair) -> Verified:
    """Give the close of a reply to `want`."""
    return _sign(
        "dxp.have",
        pair,
        by,
        dir=to.payload["dir"],
        nonce=to.payload["nonce"],
        **receipted.to_wire(),
        at=format_instant(now),
    )


def refusal(pair: Pair, refused: Refused, *, about: bytes, now: datetime, by: SignPair) -> Verified:
    """Give a signed refusal of the record whose SHA-256 is `about`."""
    return _sign(
        "dxp.refusal",
        pair,
        by,
        code=refused.code,
        about=b64.encode(about),
        detail=_detail(refused.detail),
        at=format_instant(now),
    )


def _detail(detail: Mapping[str, Any]) -> dict[str, Any]:
    return {name: b64.encode(value) if isinstance(value, bytes) else value for name, value in detail.items()}


def _sign(typ: str, pair: Pair, by: SignPair, **members: Any) -> Verified:
    return signed.sign(typ, {"from": pair.us, "to": pair.them, "doc": pair.our_control_doc, **members}, by=by)
