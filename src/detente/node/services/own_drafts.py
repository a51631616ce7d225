"""What the command does with one's own drafts: numbers as a person types them (`drafting`, `releasing_together`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import approving, officers, releasing_together
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


def together(node: Node, officer: str | None, chosen: Sequence[str], *, approves: bool) -> list[dict[str, Any]]:
    """Release, or approve, drafts as they stand now; give for each, in order, its state and why it was refused."""
    acts = officers.acting(node, officer)
    known = releasing_together.lines(node, acts, chosen, approves=approves)
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
