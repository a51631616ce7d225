"""That a thread was printed stands on record, with each content that left the screen by it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.node.context import Node
from detente.node.services import exports_asked
from detente.node.services.exports_asked import Signed
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import unit


def keep_record(
    node: Node,
    officer: Officer,
    entry: Entry,
    paper: bytes,
    *,
    disclosed: Sequence[str],
    signed: Signed | None = None,
) -> None:
    """Put on record which paper was made, and whose contents stand on it. Before the paper is given out.

    `signed`: the approved export that this is; it is spent.
    """
    with unit(node, "print thread") as work:
        if signed is not None:
            exports_asked.spend(node, signed)
        work.record(
            Act.THREAD_EXPORTED,
            actor=officer.name,
            refs={"party": entry.partner.party, "cid": entry.root},
            details={
                "paper": sha256(paper).hex(),
                "disclosed": sorted(disclosed),
                **({} if signed is None else {"export": str(signed.row.pk), "reason": signed.row.reason}),
            },
        )
        for cid in disclosed:
            work.record(Act.CONTENT_DISCLOSED, actor=officer.name, refs={"cid": cid}, details={"paper": True})
