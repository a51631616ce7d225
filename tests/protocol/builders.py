"""Two parties with fixed keys, and the objects between them, made by the room's own functions.

`alpha` writes, `beta` receives. What a test wants otherwise it changes in what it gets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from detente.crypto import keys, sealing
from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair
from detente.crypto.sealing import SealPrivate
from detente.model import b64
from detente.model.handling import Handling
from detente.model.head import Head
from detente.model.identifiers import Cid, uuid7
from detente.model.instant import format_instant
from detente.model.party_id import PartyId
from detente.protocol import entry as entries
from detente.protocol import parcel, party_document, stamp
from detente.protocol.entry import Draft, SealedEntry
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, WireEntry
from detente.protocol.party_document import Chain
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Incoming, ReceiverPhase
from detente.protocol.stamp import Outgoing, Place, SenderPhase, Stamped

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EPOCH = sha256(b"epoch")[:16]
AUDIT = sha256(b"audit head")
NOTHING_SEEN = OwnHead(None, Head())
REF = {"own": None, "yours": None}


@dataclass(frozen=True)
class Member:
    """A party with its private keys and its first document."""

    name: str
    sign: SignPair
    root: SignPair
    next_root: SignPair
    seal: SealPrivate
    archive: SealPrivate
    chain: Chain

    @property
    def id(self) -> PartyId:
        return self.chain.party

    @property
    def content(self) -> dict[str, Any]:
        """What the last document says, to be changed."""
        return dict(self.chain.last.content)


def signer(name: str, *, ml_alg: str = "ML-DSA-65") -> SignPair:
    return keys.sign_pair(ed_seed=sha256(name.encode()), ml_seed=sha256(b"ml " + name.encode()), ml_alg=ml_alg)


def sealer(name: str) -> SealPrivate:
    return sealing.seal_private(sha256(name.encode()))


@cache
def member(name: str) -> Member:
    sign = signer(f"{name} sign")
    root, next_root = (signer(f"{name} {which}", ml_alg="ML-DSA-87") for which in ("root", "next root"))
    seal, archive = sealer(f"{name} seal"), sealer(f"{name} archive")
    content = {
        "v": "dxp/1",
        "typ": "dxp.party",
        "seq": 0,
        "prev": None,
        "created": format_instant(NOW),
        "label": {"en": name},
        "roots": [root.public.to_wire()],
        "threshold": 1,
        "next_roots": party_document.roots_commitment([next_root.public.to_wire()], 1),
        "sign": [{**sign.public.to_wire(), "from": format_instant(NOW)}],
        "seal": [{"jwk": sealing.jwk(seal.public), "from": format_instant(NOW)}],
        "archive": {"jwk": sealing.jwk(archive.public)},
        "nodes": [{"id": "main", "modes": ["push"], "url": f"https://{name}.example/dxp/1", "tls": []}],
        "suites": ["X1"],
        "limits": {"body": 1 << 20, "parcel": 8 << 20},
        "revoked": [],
    }
    record = genesis(content, root)
    return Member(name, sign, root, next_root, seal, archive, party_document.parse_chain([record]))


def genesis(content: Mapping[str, Any], root: SignPair) -> bytes:
    """Give the record of a first document; the party id follows from the rest."""
    bare = {name: value for name, value in content.items() if name != "party"}
    return party_document.sign_document({**bare, "party": party_document.party_of_genesis(bare)}, [root])


def next_document(who: Member, *, by: Sequence[SignPair] | None = None, **changes: Any) -> bytes:
    """Give the record of the document after the last one, signed by its own roots unless `by` says otherwise."""
    last = who.chain.last
    content = {**who.content, "seq": last.seq + 1, "prev": b64.encode(last.hash), **changes}
    return party_document.sign_document(content, [who.root] if by is None else by)


def rotated(who: Member) -> tuple[Member, bytes]:
    """Give the party after it took a new signing pair, and the record of the document that says so."""
    sign = signer(f"{who.name} sign after rotation")
    record = next_document(who, sign=[{**sign.public.to_wire(), "from": format_instant(NOW)}])
    return replace(who, sign=sign, chain=party_document.extend(who.chain, record)), record


def pair(us: Member, them: Member, **changes: Any) -> Pair:
    """Give the confirmed pair as `us` sees it."""
    return replace(Pair(ours=us.chain, theirs=them.chain, confirmed=True), **changes)


def draft(number: int = 1, *, kind: str = "notification", **changes: Any) -> Draft:
    payload = {"dialogue": "notification", "message": kind, "ref": REF, "subject": f"Number {number}"}
    entropy = sha256(f"draft {number}".encode())
    return replace(
        Draft(
            entry_id=uuid7(now=NOW, entropy=entropy[:10]),
            kind=kind,
            payload=payload,
            handling=Handling(("tlp:AMBER",)),
            created=NOW,
            salt=entropy[16:],
        ),
        **changes,
    )


def sealed(sender: Member, receiver: Member, what: Draft, *, archive: bool = True) -> SealedEntry:
    return entries.seal(
        what,
        sender=sender.id,
        receiver=receiver.id,
        to=receiver.seal.public,
        archive=sender.archive.public if archive else None,
        cek=sha256(b"cek" + what.salt + what.entry_id.encode()),
    )


def written(sender: Member, receiver: Member, count: int, *, first: int = 1) -> list[SealedEntry]:
    """Give `count` sealed notifications."""
    return [sealed(sender, receiver, draft(number)) for number in range(first, first + count)]


def on_the_wire(item: SealedEntry) -> WireEntry:
    return parcel.entry(item.header.raw, item.box, item.body)


def open_outgoing(**changes: Any) -> Outgoing:
    return replace(Outgoing(phase=SenderPhase.OPEN, epoch=EPOCH), **changes)


def open_incoming(**changes: Any) -> Incoming:
    return replace(Incoming(phase=ReceiverPhase.READY, epoch=EPOCH), **changes)


def stamped(
    sender: Member, receiver: Member, items: Sequence[SealedEntry], *, outgoing: Outgoing | None = None, **changes: Any
) -> tuple[Stamped, Batch]:
    """Give the batch of `items`: as the sender keeps it, and as it travels."""
    result = stamp.stamp(
        open_outgoing() if outgoing is None else outgoing,
        [Place(item.header.hash, sha256(item.box)) for item in items],
        pair=pair(sender, receiver, **changes),
        seen=NOTHING_SEEN,
        now=NOW,
        audit=AUDIT,
        by=sender.sign,
    )
    return result, Batch(result.checkpoint.record, tuple(on_the_wire(item) for item in items))


def cid(name: str) -> Cid:
    return Cid(b64.encode(sha256(name.encode())))
