"""What a partner sent goes on to a body that has no node, by a decision of two and with the body on record.

    propose --another officer confirms--> policy: pass-on, over both --> on record, with what it obliges to

The paper is then printed or exported, each asked of policy by itself. A person tells these bodies of a correction of
the item, and sets down what they answered (`telling_bodies`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import bodies_asked, consenting, duties, going_further, officers, owing, proposing
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Asking
from detente.node.services.going_further import Intent
from detente.node.stores.models import Entry, HandedOut, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Refusal
from detente.policy.question import Approval

HAND_OUT: Final = "hand-out"
_OUTSIDE: Final = ("client:", "body:")
_LONGEST: Final = 300
NO_APPROVAL: Final = frozenset({"approval.missing"})
"""What another officer's confirmation cures. The two signatures of a protected person it does not: that stays here."""


def propose(
    node: Node, officer: Officer, item: Entry, *, to: str, purpose: str, law: str, matter: str = ""
) -> ProposalRow | None:
    """Propose to hand a message of a partner to a body, `client:NAME` or `body:NAME`; None where it was done at once.

    Raises:
        Forbidden: policy refuses it whoever confirms; on record with its inner ground.
        BadInput: no such body, purpose or legal basis; or the message is none that can be passed on.
    """
    if not to.startswith(_OUTSIDE):
        raise BadInput("Name the body as client:NAME or body:NAME. To a partner, write a message that passes it on.")
    consenting.check_purpose(purpose)
    if not label.is_label(law, longest=_LONGEST):
        raise BadInput("Name the legal basis of passing it on in one line.")
    content = {
        "message": item.uid,
        "cid": item.cid,
        "partner": item.partner.party,
        "to": consenting.destination(node, to),
        "purpose": purpose,
        "law": law,
        "matter": matter,
        "by": officer.name,
    }
    around, intent = Circumstances(node, officer), _intent(content, Approval())
    found = going_further.decide(around, PolicyAct.PASS_ON, item, intent).decision
    waits = isinstance(found, Refusal) and NO_APPROVAL.issuperset((found.ground, *found.also))
    if not (waits and proposing.takes_two(node, officer)):
        going_further.require(around, PolicyAct.PASS_ON, item, intent)
    return proposing.propose(node, officer, HAND_OUT, content)


def of_item(node: Node, item: Entry) -> list[HandedOut]:
    """Give the bodies that a message went on to, oldest first: a correction of it has to reach them."""
    rows = HandedOut.objects.using(node.alias).filter(item=item)
    return list(rows.select_related("officer", "approved_by").order_by("at", "pk"))


def waiting(node: Node, officer: Officer) -> list[tuple[ProposalRow, Entry | None]]:
    """Give the proposals that wait and that the officer may see, oldest first; with the message of each to hand out."""
    asking, found = Asking(node, officer), list[tuple[ProposalRow, Entry | None]]()
    for row in proposing.waiting(node):
        if "cid" not in row.content and row.act != HAND_OUT:
            found.append((row, None))
            continue
        try:
            item = _item(node, row.content)
        except NotFound:
            continue
        if asking.may_know([item]):
            found.append((row, item))
    return found


@proposing.checked(HAND_OUT)
def _check(node: Node, content: Mapping[str, Any], by: str) -> None:
    """Ask policy once more, with the second person: what held when it was proposed may not hold now.

    Raises:
        NotFound: whoever confirms may not know of the message.
        Forbidden: policy refuses it.
    """
    author, item = officers.find(node, content["by"]), _item(node, content)
    if not Asking(node, officers.find(node, by)).may_know([item]):
        raise _unknown()
    going_further.require(
        Circumstances(node, author), PolicyAct.PASS_ON, item, _intent(content, _approval(node, content, by))
    )


@proposing.effect(HAND_OUT)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    author, item = officers.find(node, content["by"]), _item(node, content)
    approval = _approval(node, content, by)
    found = going_further.decide(Circumstances(node, author), PolicyAct.PASS_ON, item, _intent(content, approval))
    if isinstance(found.decision, Refusal):
        # It was permitted a moment ago, before the lock; nothing of it is kept.
        raise BadInput("What this leaned on has changed. Look at it again.")
    obligations = found.decision.obligations
    row = HandedOut.objects.using(node.alias).create(
        item=item,
        to=content["to"],
        purpose=content["purpose"],
        basis=content["law"],
        officer=author,
        approved_by=officers.find(node, by) if approval.given else None,
        consent=found.consent if "report-use" in obligations else None,
        at=node.now(),
    )
    refs = {"party": item.partner.party, "cid": item.cid, "handed": str(row.pk)}
    details = {"to": row.to, "purpose": row.purpose, "permit": list(obligations)}
    work.record(Act.CONTENT_PASSED_ON, actor=author.name, refs=refs, details=details)
    owing.owe(node, author, obligations, item, about=row.purpose, approved_by=approval.by, work=work)
    bodies_asked.ask_about(node, row, work)


def _item(node: Node, content: Mapping[str, Any]) -> Entry:
    """Give the message of a proposal. An id is its sender's to choose: the message is named by partner and cid."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch").filter(ours=False, code="")
    if "cid" in content:
        rows = rows.filter(partner__party=content["partner"], cid=content["cid"])
    else:
        rows = rows.filter(uid=content["message"])
    found = rows.order_by("pk")[:2]
    if len(found) != 1:
        raise _unknown()
    return found[0]


def _unknown() -> NotFound:
    return NotFound("The message of this proposal is not here, or it is not for you to know.")


def _intent(content: Mapping[str, Any], approval: Approval) -> Intent:
    return Intent(
        purpose=str(content["purpose"]),
        law=str(content["law"]),
        reason="hand-out",
        to=str(content["to"]),
        matter=str(content["matter"]),
        approval=approval,
    )


def _approval(node: Node, content: Mapping[str, Any], by: str) -> Approval:
    """Give the confirmation as policy sees it: of exactly what was proposed, now; none of the proposer's own."""
    if by == content["by"]:
        return Approval(author=content["by"])
    role = duties.approves_as(officers.find(node, by))
    return Approval(given=True, by=by, by_role=role, author=content["by"], same_content=True)
