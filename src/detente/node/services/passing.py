"""What was passed on: an item of a partner went to another one; the house keeps to whom, for corrections follow it.

    letter that carries an item on --policy: pass-on, then send--> its entry, noted beside the item, and what is owed

The item's label goes with it: a letter that says less is refused. What goes to a body without a node: `handing_out`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.audit.acts import Act
from detente.model.errors import NotFound, PolicyRefusal
from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import going_further, owing
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Asking
from detente.node.services.going_further import Decided, Intent
from detente.node.services.releases_asked import Request
from detente.node.stores.models import Entry, Officer, PassedOn
from detente.node.stores.unit import Unit
from detente.policy import onward as onward_labels
from detente.policy.acts import Act as PolicyAct

DEEPEST: Final = 16


class LabelLoosened(PolicyRefusal):
    """What goes on has the label of the item, or a stricter one."""

    def __init__(self) -> None:
        super().__init__(
            "label-loosened",
            "The label of what a partner wrote travels with it. Choose that handling, or a stricter one.",
        )


@dataclass(frozen=True, slots=True)
class Onward:
    """What was permitted of a passing-on: the item, what it obliges to, for which purpose, and who approved it."""

    item: Entry
    obligations: tuple[str, ...]
    purpose: str
    approved_by: str | None = None


def permitted(around: Circumstances, request: Request, handling: Handling, law: str) -> Onward | None:
    """Give what policy permits of a letter that passes an item on; None for one that passes nothing on.

    Raises:
        Forbidden: policy refuses to pass it on; on record with its inner ground.
        LabelLoosened: the letter would say less than the item's label.
    """
    if request.passes is None:
        return None
    permit, _ = going_further.require(around, PolicyAct.PASS_ON, request.passes, intent(request, handling, law))
    check_label(around, request, handling)
    return Onward(request.passes, permit.obligations, handling.purpose or "", request.letter.approval.by)


def decided(around: Circumstances, request: Request, item: Entry, handling: Handling, law: str) -> Decided:
    """Give what policy says to it, and record nothing: the question of "what leaves this node"."""
    return going_further.decide(around, PolicyAct.PASS_ON, item, intent(request, handling, law))


def intent(request: Request, handling: Handling, law: str) -> Intent:
    """Give a letter as a passing-on: to its receiver, for its purpose, under its law, as it was approved."""
    letter, partner = request.letter, request.partner
    return Intent(
        purpose=handling.purpose or "",
        law=law,
        reason="pass-on",
        to=f"party:{partner.party}",
        receiver=partner,
        matter=letter.own_ref or "",
        approval=letter.approval,
        carried=request.payload,
    )


def check_label(around: Circumstances, request: Request, handling: Handling) -> None:
    """Return if the letter has the label of what it passes on, or a stricter one; LabelLoosened otherwise."""
    if request.passes is not None:
        known, _ = around.label(request.passes)
        if onward_labels.is_looser(handling, known, to=request.partner.party):
            raise LabelLoosened


def item_named(node: Node, author: Officer, uid: str) -> Entry | None:
    """Give the message of a partner that a draft passes on, by its id or cid; None where it names none.

    Raises:
        NotFound: it is not here, or its author may not know of it: the same. Or the id is that of two.
    """
    if not uid:
        return None
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    rows = rows.filter(ours=False, code="", judged=True).order_by("pk")
    # An id is its sender's to choose, so that two partners may use one; a cid is of one message alone.
    named = list(rows.filter(cid=uid)) or list(rows.filter(uid=uid))
    found = Asking(node, author).may_know(named)
    if not found:
        raise NotFound("The message that this draft passes on is not here.")
    if len(found) > 1:
        raise NotFound("Two partners sent a message of this id. Name the one that this draft passes on by its cid.")
    return found[0]


def note(
    node: Node, officer: Officer, onward: Onward, entry: Entry, work: Unit, *, reviewed: tuple[str, ...] = ()
) -> None:
    """Set down that an entry carries on an item, inside the unit of work of its release, and what is owed for it.

    `reviewed`: what the release itself obliges to; the review of one act is owed once, for the entry that left.
    """
    item = onward.item
    PassedOn.objects.using(node.alias).create(item=item, entry=entry, officer=officer, at=node.now())
    refs = {"cid": entry.cid, "other": item.cid}
    work.record(Act.CASE_LINKED, actor=officer.name, refs=refs, details={"passed-on": True})
    details = {"to": f"party:{entry.partner.party}", "purpose": onward.purpose, "permit": list(onward.obligations)}
    refs = {"party": item.partner.party, "cid": item.cid, "entry": entry.cid}
    work.record(Act.CONTENT_PASSED_ON, actor=officer.name, refs=refs, details=details)
    by = onward.approved_by
    owes = tuple(each for each in onward.obligations if each != "review-24h" or each not in reviewed)
    owing.owe(node, officer, owes, item, about=onward.purpose, approved_by=by, work=work)


def onward(node: Node, item: Entry) -> tuple[Entry, ...]:
    """Give the entries by which an item went on from here, in their order, those of a copy included."""
    return tuple(_onward(node, [item]))


def _onward(node: Node, items: list[Entry]) -> Iterator[Entry]:
    for _ in range(DEEPEST):
        rows = PassedOn.objects.using(node.alias).filter(item__in=[each.pk for each in items]).order_by("pk")
        items = [row.entry for row in rows.select_related("entry__partner", "entry__batch")]
        if not items:
            return
        yield from items
