"""`detente restore`, second half: the restored node has lost memory, and acts like it.

It begins a new run, every direction is fed anew, and partners give back what it lost (DXP 7). What could act for the
old node ends: no lease is kept, and invitations that were open when the backup was made may have been used since.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import officers, runs
from detente.node.stores.models import Delivery, Invitation, NodeRow
from detente.node.stores.unit import unit


def migrate() -> None:
    """Bring the tables of an older backup to this release."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def renew(node: Node, facts: Mapping[str, Any], *, actor: str = "operator") -> None:
    """Begin a new run on the restored database and put the restoring on record. The framework was started for it."""
    runs.begin(node)
    with unit(node, "restore") as work:
        now = node.now()
        # The node does not run yet, and no worker of it is at anything.
        NodeRow.objects.using(node.alias).update(lease_until=now)
        Delivery.objects.using(node.alias).update(lease_until=None, next_at=now, attempts=0)
        withdrawn = Invitation.objects.using(node.alias).filter(used_at=None, expires__gt=now).update(expires=now)
        officers.leave_gap(node)
        work.record(
            Act.BACKUP_RESTORED,
            actor=actor,
            details={"made": facts["made"], "invitations_withdrawn": withdrawn},
        )
    node.run = None
