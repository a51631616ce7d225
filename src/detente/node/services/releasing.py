"""Sealing an entry and putting it in its lane. Nothing gets a place here, and nothing leaves (see `stamping`).

Sealing is done before the transaction, storing inside it: no cryptography under the writer's lock.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model.handling import Handling
from detente.model.identifiers import Cid, uuid7
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import officers
from detente.node.stores import deliveries, ledger, partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.node.stores.unit import Unit
from detente.protocol import entry as entries
from detente.protocol import lanes
from detente.protocol.entry import Draft, SealedEntry
from detente.protocol.header import AttachmentRef

NO_LABEL = Handling(())


def seal(
    node: Node,
    partner: Partner,
    *,
    kind: str,
    payload: dict[str, Any],
    handling: Handling = NO_LABEL,
    agreement: str | None = None,
    topic: str | None = None,
    answer_by: datetime | None = None,
    re: str | None = None,
    att: tuple[AttachmentRef, ...] = (),
    cek: bytes | None = None,
) -> SealedEntry:
    """Give the sealed entry for a partner; `cek` where attachments were sealed under it already."""
    pair = partners.pair_of(node.alias, partner)
    draft = Draft(
        entry_id=uuid7(now=node.now(), entropy=node.entropy(10)),
        kind=kind,
        payload=payload,
        handling=handling,
        created=node.now(),
        salt=node.entropy(16),
        agreement=agreement,
        topic=topic,
        answer_by=answer_by,
        re=None if re is None else Cid(re),
        att=att,
    )
    return entries.seal(
        draft,
        sender=pair.us,
        receiver=pair.them,
        to=pair.theirs.last.newest_seal,
        archive=pair.ours.last.archive,
        cek=node.entropy(32) if cek is None else cek,
    )


def seal_evidence(
    node: Node,
    partner: Partner,
    target: Entry,
    *,
    message: str,
    outcome: str,
    officer: Officer | None,
    code: str | None = None,
    until: datetime | None = None,
) -> SealedEntry:
    """Give evidence about an entry of the partner; an officer stands in it as a number."""
    by = None if officer is None else officers.number_for(node, partner, officer)
    return seal(
        node,
        partner,
        kind="evidence",
        re=target.cid,
        payload={
            "dialogue": dialogue_name(node, partner, target.root),
            "message": message,
            "ref": {"own": None, "yours": None},
            "outcome": outcome,
            "by": by,
            "at": format_instant(node.now()),
            "code": code,
            "until": None if until is None else format_instant(until),
        },
    )


def dialogue_name(node: Node, partner: Partner, root: str) -> str | None:
    """Give the kind of the entry that opened a thread: the name of the dialogue's table."""
    return Entry.objects.using(node.alias).filter(partner=partner, cid=root).values_list("kind", flat=True).first()


def store(
    node: Node,
    partner: Partner,
    sealed: SealedEntry,
    *,
    message: str,
    root: str | None,
    work: Unit,
    actor: str = "node",
    subject: str = "",
    not_before: datetime | None = None,
) -> Entry:
    """Put a sealed entry at the back of its lane, inside a unit of work."""
    header = sealed.header
    thread = root or header.cid
    dialogue = header.kind if root is None else dialogue_name(node, partner, thread)
    row = Entry.objects.using(node.alias).create(
        partner=partner,
        ours=True,
        order=ledger.next_order(node.alias, partner),
        lane=lanes.lane_of(header.kind, dialogue),
        not_before=not_before,
        cid=header.cid,
        uid=header.id,
        kind=header.kind,
        agreement=header.agreement,
        topic=header.topic,
        re=header.re,
        root=thread,
        created=header.created,
        answer_by=header.answer_by,
        header=header.raw,
        box=sealed.box,
        box_hash=sha256(sealed.box),
        body=sealed.body,
        cek=sealed.cek,
        plaintext=sealed.plaintext,
        message=message,
        subject=subject,
        judged=True,
    )
    deliveries.wake(node, partner)
    work.record(
        Act.ENTRY_RELEASED,
        actor=actor,
        refs={"party": partner.party, "cid": header.cid},
        details={"kind": header.kind, "message": message},
    )
    return row
