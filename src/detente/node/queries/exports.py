"""What an export of a thread would give out, decided message by message, and the hash by which it is approved.

messages --policy--> given | lacking (signatures are all that is missing) | kept (with the rule)
                      `--------`--> one hash over all that goes once it is signed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.node.context import Node
from detente.node.queries import thread_page
from detente.node.queries.thread_page import Thread
from detente.node.services import exports_asked, fulfilled, signatures
from detente.node.services.deciding import Asking
from detente.node.services.exports_asked import Signed
from detente.node.stores.entry_words import NOT_MESSAGES
from detente.node.stores.models import AttachmentRow, Entry, Officer
from detente.policy.acts import Act
from detente.policy.decide import Decision, Permit, Refusal

UNOPENED = "unopened"


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go. `decided`: for each message a permit, or the rule that keeps it; `lacking`: cids to be signed.

    `bound`: the hash of what would go once it is signed; `signed`: what was asked for, where it is signed now.
    """

    held: Thread
    asking: Asking
    rows: tuple[Entry, ...]
    decided: Mapping[int, Permit | str]
    lacking: tuple[str, ...]
    bound: bytes
    signed: Signed | None = None


def plan(node: Node, officer: Officer, entry: Entry, way: str) -> Plan:
    """Give what an export of a thread would give out now, with what second persons signed of exactly this.

    Raises:
        ExportExpired: what was signed is too old; it ended.
    """
    found = unsigned(node, officer, entry, way)
    if not found.lacking:
        return found
    known = exports_asked.signed(node, officer, entry, way, stands=found.bound)
    if known is None:
        return found
    asking = Asking(node, officer, signed=known.approval)
    decided = {each.pk: decide(found.held, asking, each) for each in found.rows}
    left = tuple(cid for cid in found.lacking if cid in _refused(found.rows, decided))
    return replace(found, asking=asking, decided=decided, lacking=left, signed=None if left else known)


def unsigned(node: Node, officer: Officer, entry: Entry, way: str) -> Plan:
    """As `plan`, with no regard to what was signed: what is asked for, and what a second person reads."""
    held = thread_page.load(node, officer, entry)
    asking = Asking(node, officer)
    rows = tuple(row for row in held.entries if row.kind not in NOT_MESSAGES)
    asked = {row.pk: None if held.closed(row) else asking.decide(Act.EXPORT, row) for row in rows}
    decided = {row.pk: decide(held, asking, row) for row in rows}
    lacking = [row for row in rows if _lacks(asked[row.pk])]
    going = [row for row in rows if isinstance(decided[row.pk], Permit) or row in lacking]
    return Plan(held, asking, rows, decided, tuple(row.cid for row in lacking), _bound(node, officer, held, way, going))


def to_sign(found: Plan) -> list[Entry]:
    """Give the messages that need a signature."""
    return [row for row in found.rows if row.cid in found.lacking]


def decide(held: Thread, asking: Asking, row: Entry) -> Permit | str:
    """Give the permit to take a message out, or the rule that keeps it."""
    if held.closed(row):
        return held.limited(row).withheld or UNOPENED
    decision = asking.decide(Act.EXPORT, row)
    if isinstance(decision, Refusal):
        return decision.ground
    return min(set(decision.obligations) - fulfilled.TAKING_OUT, default=None) or decision


def _lacks(decision: Decision | None) -> bool:
    return isinstance(decision, Refusal) and signatures.is_cured_by_signing(decision)


def _refused(rows: Sequence[Entry], decided: Mapping[int, Permit | str]) -> frozenset[str]:
    return frozenset(row.cid for row in rows if not isinstance(decided[row.pk], Permit))


def _bound(node: Node, officer: Officer, held: Thread, way: str, going: Sequence[Entry]) -> bytes:
    files: dict[int, list[str]] = {}
    rows = AttachmentRow.objects.using(node.alias).filter(entry__in=[row.pk for row in going]).order_by("pk")
    for key, att_id in rows.values_list("entry_id", "att_id"):
        files.setdefault(key, []).append(att_id)
    said = {
        "export": way,
        "by": officer.name,
        "thread": held.root.cid,
        "messages": [
            {
                "cid": row.cid,
                "content": b64.encode(sha256(bytes(row.plaintext or b""))),
                "files": files.get(row.pk, []),
            }
            for row in going
        ],
    }
    return sha256(canonical(said))
