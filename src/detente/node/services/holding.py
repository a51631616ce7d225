"""What a suspension keeps back before it gets a place, and what its agreement no longer lets leave (DXP 12, 13).

    released --no suspension reaches its scope--> candidate --its agreement still lets it go--> a place in the ledger
        `---- held: stays where it is, unread ----`    `---- over: marked with its code, shown, never sent

Order within a dialogue is kept: what follows something held waits behind it, evidence too, although no suspension
reaches that. Lanes are on disk and nothing in them moves; a `lift` only lets the next batch look at them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import scopes
from detente.node.services.agreements import Known
from detente.node.stores import queue
from detente.node.stores.models import Entry, Partner
from detente.node.stores.queue import Unplaced, Waiting
from detente.node.stores.unit import unit
from detente.policy.agreements import Agreement, Stage
from detente.policy.kinds import ALWAYS_COVERED
from detente.policy.standing import passes


def passing(node: Node, partner: Partner, known: Known) -> list[Waiting]:
    """Give the candidates of the next batch, lane by lane in order of release, without what a suspension holds."""
    if not known.any_suspension:
        return queue.front(node, partner)
    open_ones = [scope for scope in queue.scopes(node.alias, partner) if not is_held(scope, known)]
    return _in_order(node, partner, queue.front_of(node, partner, open_ones))


def is_held(scope: str, known: Known) -> bool:
    """Whether a suspension keeps the entries of a scope from getting a place now."""
    found = scopes.parts(scope)
    if found is None:
        return False
    kind, life, agreement, topic = found
    return any(flag.reaches(topic) and not passes(flag, kind=kind, life=life) for flag in known.holding(agreement))


def _in_order(node: Node, partner: Partner, candidates: Sequence[Waiting]) -> list[Waiting]:
    """Give the candidates without those that an earlier entry of their dialogue, or their target, keeps back."""
    replies = [row for row in candidates if row.re is not None]
    by_root: dict[str, list[Unplaced]] = {}
    for each in queue.unplaced_in(node.alias, partner, sorted({row.root for row in replies})):
        by_root.setdefault(each.root, []).append(each)
    passed = {row.cid for row in candidates}
    for row in sorted(replies, key=lambda row: row.order):
        if any(_keeps_back(each, row) and each.cid not in passed for each in by_root.get(row.root, ())):
            passed.discard(row.cid)
    return [row for row in candidates if row.cid in passed]


def _keeps_back(earlier: Unplaced, row: Waiting) -> bool:
    """Whether an unplaced entry stands before another in its dialogue, or is what the other names."""
    if earlier.cid == row.re:
        return True
    return earlier.order < row.order and scopes.kind_in(earlier.scope) == scopes.kind_in(row.scope)


def withheld(
    node: Node, partner: Partner, known: Known, ready: Sequence[Waiting], *, seq: int, seen: int, at: datetime
) -> frozenset[int]:
    """Give the keys of entries that their agreement no longer lets go, and set down why at each.

    They were released while it was in force. The partner would refuse them, and a refusal would look like a breach.
    """
    closing = _closing(known, ready, seq=seq, seen=seen, at=at)
    gone = {row.pk: (row, code) for row in ready if (code := _code(row, closing.get(row.agreement or ""), at=at))}
    if not gone:
        return frozenset()
    with unit(node, "withhold") as work:
        for key, (row, code) in gone.items():
            Entry.objects.using(node.alias).filter(pk=key, seq__isnull=True).update(code=code)
            refs = {"party": partner.party, "cid": row.cid}
            work.record(Act.ENTRY_WITHHELD, refs=refs, details={"code": code})
    return frozenset(gone)


def _closing(known: Known, ready: Sequence[Waiting], *, seq: int, seen: int, at: datetime) -> Mapping[str, Agreement]:
    """Give the agreements of the candidates that let only some things leave now, or nothing."""
    named = {row.agreement for row in ready if row.agreement is not None and row.scope}
    standings = known.leaving() if named else {}
    views = {name: standings[name].view(seq=seq, seen=seen, at=at)[0] for name in named if name in standings}
    return {
        name: view for name, view in views.items() if view.stage is Stage.ENDED or view.is_over(at) or view.runs_off(at)
    }


def _code(row: Waiting, agreement: Agreement | None, *, at: datetime) -> str | None:
    if agreement is None or not row.scope:
        return None
    if agreement.stage is Stage.ENDED:
        return "agreement.ended"
    if agreement.is_over(at):
        return "agreement.expired"
    kind, life = scopes.kind_in(row.scope), scopes.is_life(row.scope)
    finishes = row.re is not None or kind in ALWAYS_COVERED or life
    return None if finishes else "agreement.run-off"
