"""What a draft would let leave, as the command writes it (`release_page`)."""

from __future__ import annotations

from typing import Any

from detente.node.context import Node
from detente.node.queries import release_page
from detente.node.services import drafting, officers


def leaving(node: Node, officer: str | None, draft: str) -> dict[str, Any]:
    """Give the letter, the files, the checks that it does not pass, and the ground on which policy refuses it."""
    who = officers.acting(node, officer)
    page = release_page.release_page(node, who, drafting.find(node, who, draft))
    return {
        "draft": draft,
        "partner": page.recipient.code,
        "kind": page.message,
        "subject": page.subject.text,
        "handling": " ".join((f"TLP:{page.handling.tlp}", *page.handling.h, *page.handling.others)),
        "letter": [text.text for text in page.letter],
        "files": [file.name for file in page.files],
        "open": [check.what.code for check in page.checks if not check.passed],
        "refused": "" if page.refusal is None else page.refusal.code,
        "two_persons": page.submits,
    }
