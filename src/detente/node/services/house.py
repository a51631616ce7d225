"""What the house decided for itself: whether what leaves takes two persons (DESIGN 5, four eyes).

On, it takes two as soon as there are two: while nobody else here may approve, one officer releases alone, and the
record says so (docs/decisions/0015). Turning it on is one officer's act; turning it off takes two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import duties, proposing, signatures
from detente.node.stores.models import NodeRow, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit, unit
from detente.policy.roles import Role

FOUR_EYES: Final = "four-eyes"


def four_eyes(node: Node) -> bool:
    """Whether this house asks for a second person."""
    return NodeRow.objects.using(node.alias).filter(four_eyes=True).exists()


def takes_two(node: Node, author: Officer) -> bool:
    """Whether what `author` writes leaves only with another one's approval: the house asks, and there is one."""
    return four_eyes(node) and has_second(node, author)


def has_second(node: Node, author: Officer, *, release: str = Role.RELEASING) -> bool:
    """Whether anybody but `author` may approve here: R, C or D; an adviser's assent alone lets nothing leave.

    What the head of service writes and the head of service releases (`release` C) takes another head.
    """
    others = Officer.objects.using(node.alias).filter(active=True).exclude(pk=author.pk)
    heads_only = release == Role.HEAD and duties.approves_as(author) is Role.HEAD
    wanted = (Role.HEAD,) if heads_only else signatures.RANK
    return any(duties.approves_as(each) in wanted for each in others)


def set_four_eyes(node: Node, officer: Officer, wanted: bool) -> ProposalRow | None:
    """Turn four eyes on, or propose to turn them off; None where it took effect at once."""
    duties.require_at_desk(officer, "keep-house")
    if wanted and not four_eyes(node):
        with unit(node, "turn four eyes on") as work:
            _set(node, wanted, work, officer.name)
        return None
    return proposing.propose(node, officer, FOUR_EYES, {"four_eyes": wanted})


@proposing.effect(FOUR_EYES)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    _set(node, bool(content["four_eyes"]), work, by)


def _set(node: Node, wanted: bool, work: Unit, by: str) -> None:
    NodeRow.objects.using(node.alias).update(four_eyes=wanted)
    work.record(Act.SETTINGS_CHANGED, actor=by, details={"four_eyes": wanted})
