"""What waits for an officer, as the command writes it: a line each, by queue (`work`)."""

from __future__ import annotations

from typing import Any

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import work
from detente.node.services import officers


def lines(node: Node, officer: str | None) -> list[dict[str, Any]]:
    """Give what waits, nearest clock first in each queue; `draft` names the draft where it leads to one."""
    page = work.my_work(node, officers.acting(node, officer))
    return [
        {
            "queue": queue.name,
            "id": row.entry_id,
            "draft": row.draft_id,
            "partner": row.party.code,
            "kind": row.kind,
            "subject": row.subject.text,
            "due": None if row.clock is None or row.clock.at is None else format_instant(row.clock.at),
        }
        for queue in page.queues
        for row in queue.rows
    ]
