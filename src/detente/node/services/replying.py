"""What the node itself answers by the table: a withdrawal that arrives is confirmed, a case left to stand is filed.

Sealed before the unit of work that moves the case; the table says which messages, and none of them has content.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.cases import carrying
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.services import releasing
from detente.node.services.casework import Unready
from detente.node.stores.models import Entry, Partner
from detente.policy.kinds import GET_NO_EVIDENCE
from detente.protocol.entry import SealedEntry

_CODES = {"filed": "insufficient"}
"""Why the node says it: what was left to stand although something was missing is filed as too little to act on."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the node, sealed, on its way into a unit of work."""

    message: str
    sealed: SealedEntry


def seal(node: Node, partner: Partner, arrived: Entry, unready: Unready) -> list[Reply]:
    """Give what the step of an arrived entry sends, sealed.

    Raises:
        LocalError: the table asks the node for a message that only a person can write.
    """
    case = unready.case
    if case is None:
        raise LocalError("a step that owes messages has a case")
    return [Reply(name, _sealed(node, partner, arrived, case, name)) for name in unready.messages]


def target(node: Node, partner: Partner, case: Case, *, root: str) -> Entry | None:
    """Give the entry that a reply of ours in this dialogue names: one of the partner's (DXP 8).

    Where the partner opened the dialogue, that entry. Where we did, the newest of theirs that is no evidence, else the
    newest evidence.
    """
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=False, code="", judged=True, seq__isnull=False)
    opener = rows.filter(cid=case.dialogue).first()
    if opener is not None:
        return opener
    theirs = rows.filter(root=root).order_by("-seq")
    if case.dialogue != root:
        # A thread may hold several dialogues: what was said in this one comes first.
        said = theirs.filter(re=case.dialogue)
        found = said.exclude(kind__in=GET_NO_EVIDENCE).first() or said.filter(kind="evidence").first()
        if found is not None:
            return found
    return theirs.exclude(kind__in=GET_NO_EVIDENCE).first() or theirs.filter(kind="evidence").first()


def _sealed(node: Node, partner: Partner, arrived: Entry, case: Case, name: str) -> SealedEntry:
    if carrying.kind_of(TABLES[case.kind], name) != "evidence":
        raise LocalError(f"the node cannot write {name} of a {case.kind} by itself")
    about = arrived if arrived.kind not in GET_NO_EVIDENCE else target(node, partner, case, root=arrived.root)
    if about is None:
        raise LocalError(f"no entry of the partner stands for {name}")
    return releasing.seal_evidence(
        node,
        partner,
        about,
        message=name,
        outcome="done",
        code=_CODES.get(name),
        officer=None,
        dialogue=case.kind,
    )
