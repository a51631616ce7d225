"""What the command does as a second person: numbers and names as a person types them (`approving`, `proposing`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model import b64
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import (
    approving,
    consents_entered,
    drafting,
    ending,
    handing_out,
    house,
    officers,
    proposing,
    quarantining,
    roles_given,
    severing,
    signatures,
    written,
)
from detente.node.stores import partners
from detente.node.stores.models import Officer
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


def shown(node: Node, officer: str | None, draft: str) -> dict[str, Any]:
    """Give a draft that waits, as it would leave, with the hash that an approval of exactly this names.

    Raises:
        NotFound: it waits no more, or it is not for the officer to see.
        BadInput, PolicyRefusal: it can no longer be read as what would leave.
    """
    row = approving.find(node, officers.acting(node, officer), draft)
    drafting.check_files(node, row)
    ready = drafting.written(node, row)
    return {
        "draft": draft,
        "state": "shown",
        "hash": b64.encode(drafting.challenge(ready)),
        "leaves": written.content(ready),
    }


def approve(node: Node, officer: str | None, draft: str, bound: str) -> dict[str, str]:
    """Approve exactly what was shown with the hash `bound`; give what became of it.

    Raises:
        NotSubmitted: the draft is another one by now.
        BadInput: this is no hash.
    """
    acts = officers.acting(node, officer)
    try:
        named = b64.decode(bound)
    except b64.BadBase64 as error:
        raise BadInput("This is no hash. `detente approve DRAFT` shows the draft with its hash.") from error
    entry = approving.approve(node, acts, approving.find(node, acts, draft), named, None)
    if entry is None:
        return {"draft": draft, "state": "signed"}
    return {"draft": draft, "state": "released", "id": entry.uid, "cid": entry.cid}


def give_back(node: Node, officer: str | None, draft: str, *, because: str) -> None:
    """Give a draft back to its author."""
    acts = officers.acting(node, officer)
    approving.give_back(node, acts, approving.find(node, acts, draft), because)


def house_facts(node: Node, officer: str | None) -> dict[str, Any]:
    """Give what the house decided for itself, and what waits for a second person and the officer may see."""
    return {
        "four_eyes": house.four_eyes(node),
        "proposals": [
            {"id": str(row.pk), "act": row.act, "by": row.by.name, "content": row.content}
            for row, _ in handing_out.waiting(node, officers.acting(node, officer))
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


ACTS = (
    house.FOUR_EYES,
    quarantining.LIFT,
    roles_given.CHANGE,
    handing_out.HAND_OUT,
    consents_entered.ENTER,
    severing.SEVER,
    ending.END,
)
"""The acts that may be proposed; what they do stands in their modules."""


def sever(node: Node, officer: str | None, party: str, because: str) -> dict[str, str]:
    """Propose to cut the line to a partner, or cut it where nobody else is here."""
    partner = partners.find(node.alias, party)
    return proposed(severing.sever(node, officers.acting(node, officer), partner, because))


def end_contact(node: Node, officer: str | None, party: str, because: str) -> dict[str, str]:
    """Propose to end the contact with a partner, or end it where nobody else is here."""
    partner = partners.find(node.alias, party)
    return proposed(ending.end(node, officers.acting(node, officer), partner, because))


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
