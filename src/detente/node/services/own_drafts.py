"""What the command does with one's own drafts: numbers as a person types them (`drafting`, `releasing_together`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model import b64
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import approving, drafting, officers, releasing_together
from detente.node.services.written import content
from detente.node.stores.models import DraftRow


def all_of(node: Node, officer: str | None) -> list[dict[str, str]]:
    """Give the officer's drafts that were not submitted, the oldest first."""
    rows = DraftRow.objects.using(node.alias).select_related("partner").filter(author=officers.acting(node, officer))
    return [
        {
            "draft": str(row.pk),
            "partner": "" if row.partner is None else row.partner.code,
            "kind": str(row.content.get("message") or ""),
            "subject": str(row.content.get("subject") or ""),
            "changed": format_instant(row.changed),
        }
        for row in rows.exclude(state=approving.SUBMITTED).order_by("changed", "pk")
    ]


def listed(node: Node, officer: str | None, chosen: Sequence[str]) -> dict[str, Any]:
    """Give drafts of colleagues as they would leave, in order, and the hash that an approval of the list names."""
    known = releasing_together.lines(node, officers.acting(node, officer), chosen, approves=True)
    drafts = [
        {
            "draft": line.draft,
            "why": "" if line.refused is None else str(line.refused),
            "leaves": {} if line.ready is None else content(line.ready),
        }
        for line in known
    ]
    return {"drafts": drafts, "state": "shown", "hash": b64.encode(releasing_together.challenge(known))}


def together(
    node: Node, officer: str | None, chosen: Sequence[str], *, approves: bool, exactly: str | None = None
) -> list[dict[str, Any]]:
    """Release one's own drafts as they stand now, or approve exactly the list that `exactly` stands for.

    Give for each, in order, its state and why it was refused.

    Raises:
        DraftChanged: the list is another one than that which was shown.
    """
    acts = officers.acting(node, officer)
    known = releasing_together.lines(node, acts, chosen, approves=approves)
    if approves and exactly != b64.encode(releasing_together.challenge(known)):
        raise drafting.DraftChanged("These drafts are not as they were shown. Look at them again.")
    act = releasing_together.approve if approves else releasing_together.release
    ready = [(line.draft, line.bound) for line in known if line.refused is None]
    done = {each.draft: each for each in act(node, acts, ready, None)} if ready else {}
    rows = []
    for line in known:
        outcome = done.get(line.draft)
        refused = line.refused if outcome is None else outcome.refused
        rows.append(
            {
                "draft": line.draft,
                "state": "refused" if outcome is None else outcome.state,
                "id": "" if outcome is None or outcome.entry is None else outcome.entry.uid,
                "why": "" if refused is None else str(refused),
            }
        )
    return rows
