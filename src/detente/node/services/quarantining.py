"""Quarantine: what mistreatment may have produced is opened and used by nobody, but to save a life (CAT, art. 15).

Any officer who may open a message puts it there at once; two lift it. The head of service opens it where a life is at
stake, and oversight finds that in the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties, proposing
from detente.node.stores.models import Entry, Holding, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit, unit

LIFT: Final = "lift-quarantine"


def quarantine(node: Node, officer: Officer, entry: Entry, because: str) -> None:
    """Put an entry into quarantine, at once; a repeat does nothing.

    Raises:
        BadInput: no reason.
        RoleRefused: the officer opens nothing here, or is of oversight, which moves nothing.
    """
    duties.require_duty(officer, "open")
    duties.require_at_desk(officer, "keep-house")
    if not because.strip() or len(because) > 300:
        raise BadInput("Say in a sentence why mistreatment may have produced it.")
    if Holding.objects.using(node.alias).filter(entry=entry, quarantined=True).exists():
        return
    with unit(node, "quarantine") as work:
        Holding.objects.using(node.alias).update_or_create(entry=entry, defaults={"quarantined": True})
        refs = {"party": entry.partner.party, "cid": entry.cid}
        work.record(Act.QUARANTINED, actor=officer.name, refs=refs, details={"because": because.strip()})


def lift(node: Node, officer: Officer, entry: Entry, because: str) -> ProposalRow | None:
    """Propose to lift a quarantine; None where this house has nobody else and it was lifted at once."""
    duties.require_duty(officer, "open")
    duties.require_at_desk(officer, "keep-house")
    if not because.strip() or len(because) > 300:
        raise BadInput("Say in a sentence why it may be used again.")
    return proposing.propose(node, officer, LIFT, {"message": entry.uid, "because": because.strip()})


@proposing.effect(LIFT)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    entry = Entry.objects.using(node.alias).select_related("partner").get(uid=content["message"])
    Holding.objects.using(node.alias).filter(entry=entry).update(quarantined=False)
    refs = {"party": entry.partner.party, "cid": entry.cid}
    work.record(Act.QUARANTINE_LIFTED, actor=by, refs=refs, details={"because": content["because"]})
