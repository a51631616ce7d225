"""Sealing an entry and putting it in its lane. Nothing gets a place here, and nothing leaves (see `stamping`).

Sealing is done before the transaction, storing inside it: no cryptography under the writer's lock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Required, TypedDict, Unpack

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import strict_json
from detente.model.errors import BadInput
from detente.model.handling import Handling
from detente.model.identifiers import Cid, uuid7
from detente.model.instant import format_instant
from detente.model.replies import opens_within
from detente.node.context import Node
from detente.node.services import officers, scopes
from detente.node.services.scopes import Dialogue
from detente.node.stores import deliveries, ledger, partners
from detente.node.stores.each import insert_each
from detente.node.stores.models import Entry, Officer, Partner
from detente.node.stores.unit import Unit
from detente.protocol import entry as entries
from detente.protocol import lanes
from detente.protocol import payload as payloads
from detente.protocol.entry import Draft, SealedEntry, Written
from detente.protocol.header import AttachmentRef, Header
from detente.protocol.pair import Pair
from detente.protocol.parcel import BODY_SLACK, DOC_CAP, FRAME, weight_of_entry
from detente.protocol.refusal import EntryRefused

_COLUMNS: Final = tuple(field.attname for field in Entry._meta.concrete_fields)
_WITHOUT_PLACE: Final = {
    "id": None,
    "ours": True,
    "seq": None,
    "batch_id": None,
    "leaf": None,
    "code": "",
    "judged": True,
}


@dataclass(frozen=True, slots=True)
class Release:
    """A sealed entry on its way into its lane. `root`: the cid of the entry that opened the thread, None for itself.

    `permit`: what policy obliged to, where it was asked; evidence of the node is not.
    """

    partner: Partner
    sealed: SealedEntry
    message: str
    root: str | None = None
    actor: str = "node"
    subject: str = ""
    not_before: datetime | None = None
    permit: tuple[str, ...] = ()
    eyes: int = 2


class Content(TypedDict, total=False):
    """What an entry says, by the names that `Draft` has for it; `kind` and `payload` always."""

    kind: Required[str]
    payload: Required[dict[str, Any]]
    handling: Handling
    agreement: str | None
    topic: str | None
    answer_by: datetime | None
    att: tuple[AttachmentRef, ...]


def seal(
    node: Node,
    partner: Partner,
    *,
    re: str | None = None,
    cek: bytes | None = None,
    pair: Pair | None = None,
    **content: Unpack[Content],
) -> SealedEntry:
    """Give the sealed entry for a partner; `cek` where attachments were sealed under it, `pair` where it was read.

    Raises:
        BadInput: as in `write`.
    """
    pair = partners.pair_of(node.alias, partner) if pair is None else pair
    return box(pair, write(node, re=re, cek=cek, pair=pair, **content))


def box(pair: Pair, written: Written) -> SealedEntry:
    """Give an entry with its box, to the partner and to our archive."""
    return entries.box(written, to=pair.theirs.last.newest_seal, archive=pair.ours.last.archive)


def write(
    node: Node, *, pair: Pair, re: str | None = None, cek: bytes | None = None, **content: Unpack[Content]
) -> Written:
    """Give an entry for a partner without its box; `box` makes it whole. Arguments as in `seal`.

    Every entry of ours is written here, so none gets a place that the partner would reject or could not take at all:
    one body above its limit would block the direction for ever (DXP 5.2, 14).

    Raises:
        BadInput: the payload or the header has not its form, or the body is above the partner's limit.
    """
    now = node.now()
    draft = Draft(
        entry_id=uuid7(now=now, entropy=node.entropy(10)),
        created=now,
        salt=node.entropy(16),
        re=None if re is None else Cid(re),
        **content,
    )
    try:
        payloads.check(draft.kind, draft.payload)
        written = entries.write(
            draft,
            sender=pair.us,
            receiver=pair.them,
            to=pair.theirs.last.newest_seal,
            archive=pair.ours.last.archive,
            cek=node.entropy(32) if cek is None else cek,
        )
    except (EntryRefused, ValueError) as error:
        raise BadInput(f"This cannot be sent as it stands: {error}. Change it, then release it again.") from error
    _check_fits(written, pair)
    return written


def _check_fits(sealed: Written, pair: Pair) -> None:
    """Return if the partner takes a body and a parcel of that size, by its party document; BadInput otherwise."""
    weight = weight_of_entry(header=len(sealed.header.raw), body=len(sealed.body))
    # Our chain may grow by a document before the entry leaves.
    room = pair.room_for_entries - DOC_CAP - FRAME
    limit = min(pair.theirs.last.body_limit, room - (weight - len(sealed.body)))
    if len(sealed.body) > limit + BODY_SLACK or weight > room:
        raise BadInput(
            f"The text is longer than the {limit >> 10} KiB that this partner takes. Shorten it, or attach it as a "
            "file."
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
    dialogue: str | None = None,
    members: Mapping[str, Any] | None = None,
) -> SealedEntry:
    """Give evidence about an entry of the partner; an officer stands in it as a number.

    `dialogue`: the table that it belongs to, that of the target unless given. `members`: what its message
    carries besides; a statement shows it to everyone who verifies it, so codes only (DXP 10).
    """
    by = None if officer is None else officers.number_for(node, partner, officer)
    return seal(
        node,
        partner,
        kind="evidence",
        re=target.cid,
        payload={
            "dialogue": dialogue or dialogue_name(node, partner, target),
            "message": message,
            "ref": {"own": None, "yours": None},
            "outcome": outcome,
            "by": by,
            "at": format_instant(node.now()),
            "code": code,
            "until": None if until is None else format_instant(until),
            **(members or {}),
        },
    )


def dialogue_name(node: Node, partner: Partner, target: Entry) -> str | None:
    """Give the kind of the dialogue that an entry is of: the name of its table."""
    dialogue = scopes.dialogue_of(ledger.leads_to(node.alias, partner, target.cid))
    return None if dialogue is None else dialogue.kind


def store(
    node: Node,
    partner: Partner,
    sealed: SealedEntry,
    *,
    message: str,
    root: str | None,
    work: Unit,
    actor: str = "node",
) -> Entry:
    """Put a sealed entry at the back of its lane, inside a unit of work."""
    (row,) = store_all(node, [Release(partner, sealed, message=message, root=root, actor=actor)], work=work)
    return row


def store_all(node: Node, releases: Sequence[Release], *, work: Unit) -> list[Entry]:
    """Put sealed entries at the back of their lanes, in their order, inside a unit of work; give their rows."""
    first: dict[int, tuple[Partner, int]] = {}
    rows: list[Entry] = []
    counted: Counter[int] = Counter()
    for item in releases:
        key = item.partner.pk
        if key not in first:
            first[key] = item.partner, ledger.next_order(node.alias, item.partner)
        rows.append(_row(node, item, order=first[key][1] + counted[key]))
        counted[key] += 1
    insert_each(node.alias, rows)
    for partner, order in first.values():
        keys = ledger.keys_from(node.alias, partner, order)
        for row in rows:
            if row.partner_id == partner.pk:
                row.pk = keys[row.order]
        deliveries.wake(node, partner)
    for item, row in zip(releases, rows, strict=True):
        work.record(
            Act.ENTRY_RELEASED,
            actor=item.actor,
            refs={"party": item.partner.party, "cid": row.cid},
            details={"kind": row.kind, "message": item.message, "permit": list(item.permit), "eyes": item.eyes},
        )
    return rows


def _row(node: Node, item: Release, *, order: int) -> Entry:
    header, sealed = item.sealed.header, item.sealed
    thread = item.root or header.cid
    dialogue = dialogue_of(node, item.partner, header, sealed.plaintext)
    row = {
        **_WITHOUT_PLACE,
        "partner_id": item.partner.pk,
        "order": order,
        "lane": lanes.lane_of(header.kind, None if dialogue is None else dialogue.kind),
        "scope": scopes.scope_of(header.kind, dialogue, agreement=header.agreement, topic=header.topic),
        "not_before": item.not_before,
        "cid": header.cid,
        "uid": header.id,
        "kind": header.kind,
        "agreement": header.agreement,
        "topic": header.topic,
        "re": header.re,
        "root": thread,
        "created": header.created,
        "answer_by": header.answer_by,
        "header": header.raw,
        "box": sealed.box,
        "box_hash": sha256(sealed.box),
        "body": sealed.body,
        "cek": sealed.cek,
        "plaintext": sealed.plaintext,
        "message": item.message,
        "subject": item.subject,
    }
    # By position, as a row that was read: by name the framework takes three times as long.
    entry = Entry.from_db(node.alias, _COLUMNS, [row[name] for name in _COLUMNS])
    Entry._meta.get_field("partner").set_cached_value(entry, item.partner)
    return entry


def dialogue_of(node: Node, partner: Partner, header: Header, plaintext: bytes) -> Dialogue | None:
    """Give the dialogue of an entry of ours, None where what it names is not held here."""
    chain = [] if header.re is None else ledger.leads_to(node.alias, partner, header.re)
    dialogue = scopes.dialogue_of(chain)
    if header.re is not None and (dialogue is None or not opens_within(header.kind, dialogue.kind)):
        return dialogue
    return Dialogue(header.kind, ours=True, life=_is_about_life(header, plaintext))


def _is_about_life(header: Header, plaintext: bytes) -> bool:
    # Only a warning can be: of all others nothing is read.
    if header.kind != "warning":
        return False
    return scopes.is_about_life(header.kind, strict_json.parse(plaintext)["payload"])
