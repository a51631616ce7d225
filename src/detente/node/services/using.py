"""An officer puts what a partner sent to a purpose: asked of policy, on record, and owed to the originator where due.

use --policy--> permitted: a row (who, when, which message, purpose, basis), what it obliges to
           `--> refused with its inner ground, which stays here
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import consenting, deciding, going_further, owing
from detente.node.services.circumstances import Circumstances
from detente.node.services.going_further import Intent
from detente.node.stores.models import ConsentRow, Entry, Officer, UseRow
from detente.node.stores.unit import Unit, unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Permit
from detente.policy.handling import MEASURES

AIMS: Final = ("locate", "watch", "transfer")
_LONGEST: Final = 300


def use(node: Node, officer: Officer, item: Entry, intent: Intent) -> UseRow:
    """Put a message of a partner to a purpose; give the row of the use.

    Raises:
        Forbidden: policy refuses, with its inner ground; the refusal is on record.
        BadInput: a member of the intent cannot stand, or the message is none that can be used.
    """
    check(intent)
    permit, consent = going_further.require(Circumstances(node, officer), PolicyAct.USE, item, intent)
    with unit(node, "use content") as work:
        return write(node, officer, item, intent, work, permit=permit, consent=consent)


def write(
    node: Node, officer: Officer, item: Entry, intent: Intent, work: Unit, *, permit: Permit, consent: ConsentRow | None
) -> UseRow:
    """Set down a use that policy permitted, and what it obliges to, within the caller's unit of work."""
    row = UseRow.objects.using(node.alias).create(
        entry=item,
        officer=officer,
        at=node.now(),
        purpose=intent.purpose,
        basis=intent.law,
        reason=intent.reason,
        measure=intent.measure,
        matter=intent.matter,
        aim=intent.aim or "",
        toward=intent.toward or "",
        consent=consent,
    )
    details = {
        **deciding.reason_of(permit, reason=intent.reason),
        "purpose": row.purpose,
        "measure": row.measure,
        "life": intent.life,
        "consent": None if consent is None else str(consent.pk),
    }
    refs = {"party": item.partner.party, "cid": item.cid, "use": str(row.pk)}
    work.record(Act.CONTENT_USED, actor=officer.name, refs=refs, details=details)
    owing.owe(node, officer, permit.obligations, item, about=row.purpose, work=work)
    return row


def of_thread(node: Node, entry: Entry) -> list[UseRow]:
    """Give the uses of what came in the thread of an entry, oldest first."""
    rows = UseRow.objects.using(node.alias).filter(entry__partner=entry.partner_id, entry__root=entry.root)
    return list(rows.select_related("officer", "entry", "consent").order_by("at", "pk"))


def check(intent: Intent) -> None:
    """Return where the members of an intent can stand; BadInput otherwise."""
    consenting.check_purpose(intent.purpose)
    if not label.is_label(intent.law, longest=_LONGEST):
        raise BadInput("Name the legal basis of the use in one line.")
    if not label.is_label(intent.reason, longest=_LONGEST):
        raise BadInput("Say in one line what it is used for.")
    if intent.measure not in MEASURES:
        raise BadInput(f"Say how far the use goes: {', '.join(MEASURES)}.")
    if intent.aim is not None and intent.aim not in AIMS:
        raise BadInput(f"An aim is one of: {', '.join(AIMS)}; leave it out where there is none.")
    if intent.matter and not label.is_file_number(intent.matter):
        raise BadInput("Name the matter by its file number.")
