"""What came in by a case package keeps its label and its writer, whatever becomes of it in a draft.

A draft that was imported is written and released like any other one, with two more rules: its label is not looser than
that of the piece, and what another party wrote goes on only where its label lets it, with no consent known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.model import handling
from detente.model.errors import BadInput
from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services.deciding import Forbidden
from detente.node.services.labelling import marking
from detente.node.stores.models import Entry
from detente.policy import onward

MEMBER: Final = "imported"


class LabelLoosened(BadInput):
    """The draft says less than the label under which its content came."""

    code = "label-loosened"

    def __init__(self, came: Handling) -> None:
        super().__init__(
            f"What was imported came under {marking(came) or 'no label'}. Choose the same handling or a stricter one, "
            "and a partner to whom it may go."
        )


def note(*, file: str, message: str, writer: str | None, label: Handling) -> dict[str, Any]:
    """Give what a draft keeps of the piece that it was made of. `file`: hex hash; `writer` None: our own house."""
    return {"file": file, "message": message, "writer": writer, "handling": label.to_wire()}


def check(content: Mapping[str, Any], label: Handling, *, to: str) -> None:
    """Return if a draft may go to the party `to` under `label`, as far as where it came from goes.

    Raises:
        LabelLoosened: the label lets through what that of the piece keeps.
        Forbidden: another party wrote it, and its label does not let it go on.
    """
    came = content.get(MEMBER)
    if came is None:
        return
    known = handling.parse(came["handling"])
    if came["writer"] is not None:
        refused = onward.refusal(known, writer=came["writer"], to=to)
        if refused is not None:
            raise Forbidden(refused)
    if onward.is_looser(label, known, to=to):
        raise LabelLoosened(known)


def writer_of(node: Node, message: str, said: str | None, *, own: str) -> str | None:
    """Give who wrote a message of a file, None for our own house: what is held here is known better than it is said."""
    held = Entry.objects.using(node.alias).select_related("partner").filter(cid=message, ours=False).first()
    if held is not None:
        return held.partner.party
    return None if said == own else said
