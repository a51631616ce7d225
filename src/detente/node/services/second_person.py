"""What the command does as a second person: numbers and names as a person types them (`approving`, `proposing`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import approving, drafting, house, officers, proposing, quarantining, roles_given, signatures
from detente.node.services.letters import Letter
from detente.node.stores.models import Officer, Partner
from detente.node.stores.models import Proposal as ProposalRow


def waiting(node: Node, officer: str | None) -> list[dict[str, Any]]:
    """Give the drafts that wait and that the officer may see, longest first."""
    rows = approving.waiting(node, officers.acting(node, officer))
    return [
        {
            "draft": str(row.pk),
            "partner": "" if row.partner is None else row.partner.code,
            "kind": str(row.content.get("message")),
            "subject": str(row.content.get("subject") or ""),
            "author": row.author.name,
            "signed": [f"{each.by.name} ({each.role})" for each in signatures.given(node, row.pk)],
        }
        for row in rows
    ]


def approve(node: Node, officer: str | None, draft: str) -> dict[str, str]:
    """Approve a draft as it stands now; give what became of it."""
    acts = officers.acting(node, officer)
    row = approving.find(node, acts, draft)
    entry = approving.approve(node, acts, row, drafting.challenge(drafting.written(node, row)), None)
    if entry is None:
        return {"draft": draft, "state": "signed"}
    return {"draft": draft, "state": "released", "id": entry.uid, "cid": entry.cid}


def give_back(node: Node, officer: str | None, draft: str, *, because: str) -> None:
    """Give a draft back to its author."""
    acts = officers.acting(node, officer)
    approving.give_back(node, acts, approving.find(node, acts, draft), because)


def submit(
    node: Node, officer: Officer, partner: Partner, letter: Letter, *, kind: str, message: str, **more: Any
) -> dict[str, Any]:
    """Keep a letter as a draft and press send on it; a second person approves it. `more`: members of the draft."""
    row = drafting.save(node, officer, None, _content(letter, partner, kind=kind, message=message, **more), partner)
    for path, name in zip(letter.files, letter.names or [path.name for path in letter.files], strict=True):
        with path.open("rb") as content:
            drafting.attach(node, officer, row, name=name, media_type="application/octet-stream", content=content)
    approving.submit(node, officer, row, drafting.challenge(drafting.written(node, row)), None)
    return {
        "draft": str(row.pk),
        "state": approving.SUBMITTED,
        "kind": kind,
        "partner": partner.code,
        "subject": letter.subject,
    }


def house_facts(node: Node) -> dict[str, Any]:
    """Give what the house decided for itself, and what waits for a second person."""
    return {
        "four_eyes": house.four_eyes(node),
        "proposals": [
            {"id": str(row.pk), "act": row.act, "by": row.by.name, "content": row.content}
            for row in proposing.waiting(node)
        ],
    }


def four_eyes(node: Node, officer: str | None, wanted: bool) -> dict[str, str]:
    """Turn four eyes on, or propose to turn them off."""
    return proposed(house.set_four_eyes(node, officers.acting(node, officer), wanted))


def add_officer(node: Node, officer: str | None, *, name: str, shown: str, role: str) -> tuple[Officer, dict[str, str]]:
    """Give a new officer, whose role holds at once or, where the house takes two, once another officer confirms it."""
    acts = officers.acting(node, officer)
    if not proposing.takes_two(node, acts):
        return officers.add(node, name=name, shown=shown, role=role), proposed(None)
    roles_given.check([role])
    added = officers.add(node, name=name, shown=shown, role="")
    return added, proposed(roles_given.change(node, acts, added, roles=[role]))


def change_officer(
    node: Node,
    officer: str | None,
    name: str,
    *,
    roles: Sequence[str] | None,
    clearance: str | None,
    seconded_from: str | None,
    active: bool | None,
) -> dict[str, str]:
    """Propose what an officer has from now on, or do it where this house has one person."""
    found = roles_given.change(
        node,
        officers.acting(node, officer),
        officers.named(node, name),
        roles=roles,
        clearance=clearance,
        seconded_from=seconded_from,
        active=active,
    )
    return proposed(found)


ACTS = (house.FOUR_EYES, quarantining.LIFT, roles_given.CHANGE)
"""The acts that may be proposed; what they do stands in their modules."""


def confirm(node: Node, officer: str | None, proposal: str) -> dict[str, str]:
    """Confirm a proposal."""
    row = proposing.find(node, proposal)
    proposing.confirm(node, officers.acting(node, officer), row)
    return {"id": proposal, "state": "confirmed"}


def decline(node: Node, officer: str | None, proposal: str) -> dict[str, str]:
    """Decline a proposal."""
    row = proposing.find(node, proposal)
    proposing.decline(node, officers.acting(node, officer), row)
    return {"id": proposal, "state": "declined"}


def proposed(row: ProposalRow | None) -> dict[str, str]:
    """Give what became of an act that may take two persons."""
    return {"id": "", "state": "done"} if row is None else {"id": str(row.pk), "state": "proposed"}


def _content(letter: Letter, partner: Partner, *, kind: str, message: str, **more: Any) -> dict[str, Any]:
    """Give a letter as a row keeps a draft (`drafting`)."""
    codes = list(letter.codes) or ["tlp:AMBER"]
    if others := [code for code in codes if code.partition(":")[0] not in {"tlp", "h"}]:
        raise BadInput(f"A draft takes no handling code {others[0]}. Release it at a desk that has one person.")
    tlp = next((code.partition(":")[2] for code in codes if code.startswith("tlp:")), "AMBER")
    return {
        "kind": kind,
        "message": message,
        "to": partner.code,
        "answers": "",
        "topic": letter.topic or "",
        "purpose": letter.purpose or "",
        "law": letter.law,
        "law_ref": letter.law_ref,
        "subject": letter.subject,
        "own_ref": letter.own_ref or "",
        "text": letter.text,
        "lang": letter.lang,
        "asks": letter.asks or "",
        "tlp": tlp,
        "h": [code.partition(":")[2] for code in codes if code.startswith("h:")],
        "originator_control": letter.orcon,
        "answer_by": None if letter.answer_by is None else format_instant(letter.answer_by),
        "records": [dict(record) for record in letter.records],
        "character": None if letter.character is None else dict(letter.character),
        "again": letter.again,
        "ground": "",
        "rest_by": None,
        **more,
    }
