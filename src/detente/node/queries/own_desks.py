"""Whose work a case is: that of the desk where it arrived, of whoever has it, and of everybody where no desk is."""

from __future__ import annotations

from django.db.models import Exists, Q

from detente.node.context import Node
from detente.node.stores.models import DeskMember, Officer


def mine(node: Node, officer: Officer) -> Q:
    """Give the condition for what stands in an officer's queues; who belongs to no desk sees all of them.

    It asks nothing by itself. No index answers its last part, so a store stays with the order of the clocks.
    """
    own = DeskMember.objects.using(node.alias).filter(officer=officer)
    return Q(desk=None) | Q(assignee=officer) | Q(desk__in=own.values("desk")) | ~Q(Exists(own))
