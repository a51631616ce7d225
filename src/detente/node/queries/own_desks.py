"""Whose work a case is: that of the desk where it arrived, of whoever has it, and of everybody where no desk is."""

from __future__ import annotations

from django.db.models import Exists, Q

from detente.node.stores.models import DeskMember


def mine(alias: str, officer: int) -> Q:
    """Give the condition for what stands in the queues of an officer; who belongs to no desk sees all of them.

    It asks nothing by itself. No index answers its last part, so a store stays with the order of the clocks.
    """
    own = DeskMember.objects.using(alias).filter(officer=officer)
    return Q(desk=None) | Q(assignee=officer) | Q(desk__in=own.values("desk")) | ~Q(Exists(own))
