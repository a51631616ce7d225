"""That a case was exported stands on record before its file is given out: which bytes, what is in them, what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.services import exports_asked
from detente.node.services.exports_asked import Signed
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import unit


def keep_record(
    node: Node,
    officer: Officer,
    entry: Entry,
    file: bytes,
    *,
    disclosed: Mapping[str, Mapping[str, Any]],
    attachments: Sequence[tuple[str, str]],
    left_out: Mapping[str, int],
    signed: Signed | None = None,
) -> None:
    """Put an export on record. `disclosed`: cids with the reason of each; `attachments`: cid and id of each.

    `signed`: the approved export that this is; it is spent.
    """
    with unit(node, "export case") as work:
        if signed is not None:
            exports_asked.spend(node, signed)
        work.record(
            Act.CASE_EXPORTED,
            actor=officer.name,
            refs={"party": entry.partner.party, "cid": entry.root},
            details={
                "sha256": b64.encode(sha256(file)),
                "disclosed": sorted(disclosed),
                "left_out": dict(sorted(left_out.items())),
                **({} if signed is None else {"export": str(signed.row.pk), "reason": signed.row.reason}),
            },
        )
        for cid, reason in disclosed.items():
            work.record(Act.CONTENT_DISCLOSED, actor=officer.name, refs={"cid": cid}, details=dict(reason))
        for cid, attachment in attachments:
            refs = {"cid": cid, "attachment": attachment}
            work.record(Act.ATTACHMENT_READ, actor=officer.name, refs=refs, details=dict(disclosed[cid]))
