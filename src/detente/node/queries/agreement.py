"""Founding agreements as the desk shows them; both sides show the same, from the same bytes."""

from __future__ import annotations

from datetime import datetime

from detente.model import handling
from detente.node.context import Node
from detente.node.queries import phrases
from detente.node.queries.desk import Agreement, AgreementState, Handling
from detente.node.services import agreements
from detente.node.stores.models import Entry, Partner
from detente.policy.founding import KINDS, FoundingAgreement


def named(node: Node, partner: Partner, agreement_id: str | None) -> Agreement | None:
    """Give the agreement of an entry, None for an entry without one."""
    standing = agreements.standings(node.alias, partner, ours=True).get(agreement_id or "")
    if standing is None:
        return None
    in_force = standing.sender_seq is not None and standing.receiver_seq is not None
    since = _since(node, partner, standing.sender_seq, standing.receiver_seq) if in_force else None
    return shown(standing.agreement, "in-force" if in_force else "proposed", since=since)


def newest(node: Node, partner: Partner) -> Agreement | None:
    """Give the agreement in force, else one that only one side has written, else None."""
    known = agreements.standings(node.alias, partner, ours=True)
    agreed = [agreement.id for agreement in agreements.in_force(node.alias, partner)]
    chosen = next(iter([*agreed, *known]), None)
    return named(node, partner, chosen)


def shown(agreement: FoundingAgreement, state: AgreementState, *, since: datetime | None = None) -> Agreement:
    """Give a founding text as the desk shows it."""
    law = ", ".join(filter(None, (agreement.basis.law, agreement.basis.ref)))
    return Agreement(
        id=agreement.id,
        state=state,
        topic=phrases.choice(agreement.topic),
        kinds=tuple(kind for kind in KINDS if kind in agreement.kinds),
        purposes=tuple(phrases.choice(purpose) for purpose in sorted(agreement.purposes)),
        law=law,
        ceiling=ceiling(agreement),
        preset=agreement.preset,
        sends_opened=agreement.opened,
        nil_after=agreement.nil_after["other"],
        since=since,
    )


def ceiling(agreement: FoundingAgreement) -> Handling:
    """Give the strictest codes that may travel."""
    highest = agreement.ceiling
    others = tuple(code for scheme, code in sorted(highest.items()) if scheme != "tlp")
    return Handling(highest.get("tlp", "").removeprefix("tlp:"), (), others)


def tlp_within(agreement: FoundingAgreement) -> tuple[str, ...]:
    """Give the TLP codes that an officer may choose: up to the ceiling, and RED never, for it names its readers."""
    limit = agreement.ceiling.get("tlp", "tlp:AMBER+STRICT").removeprefix("tlp:")
    order = handling.TLP[: handling.TLP.index(limit) + 1]
    return tuple(code for code in order if code != "RED")


def _since(node: Node, partner: Partner, ours: int | None, theirs: int | None) -> datetime | None:
    rows = Entry.objects.using(node.alias).filter(partner=partner, kind="contact").select_related("batch")
    held = [
        row.batch.held_at
        for row in rows.defer("box", "body")
        if row.seq == (ours if row.ours else theirs) and row.batch is not None and row.batch.held_at is not None
    ]
    return max(held, default=None)
