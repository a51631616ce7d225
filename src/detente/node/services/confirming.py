"""The officer confirms the limits that a label states in words (H3): read, and kept to; on record, once a message."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import deciding, fulfilled
from detente.node.services.deciding import Asking
from detente.node.stores.models import Confirmation, Entry, Officer
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct


def limits(node: Node, officer: Officer, entry: Entry) -> None:
    """Set down that the officer keeps to the stated limits of an entry; a repeat does nothing.

    Raises:
        Forbidden: another rule closes it to this officer, whatever is confirmed.
    """
    decision = Asking(node, officer).decide(PolicyAct.OPEN, entry, confirmed=True)
    refs = {"party": entry.partner.party, "cid": entry.cid}
    permit = deciding.permitted(node, officer, PolicyAct.OPEN, decision, refs=refs, fulfils=fulfilled.READING)
    if Confirmation.objects.using(node.alias).filter(officer=officer, entry=entry).exists():
        return
    with unit(node, "confirm limits") as work:
        Confirmation.objects.using(node.alias).get_or_create(officer=officer, entry=entry, defaults={"at": node.now()})
        work.record(Act.LIMITS_CONFIRMED, actor=officer.name, refs=refs, details=deciding.reason_of(permit))
