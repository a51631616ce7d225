"""Which lists of others this node holds: begun by an officer with where they come from and why, ended by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties, record_values, screening_asked
from detente.node.services.deciding import Asking
from detente.node.services.match_side import LIST
from detente.node.services.persons_given import can_be_kept
from detente.node.services.record_sight import permits_own
from detente.node.stores.models import HeldList, Officer
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct

DUTY: Final = "keep-lists"
ALL: Final = "default"
"""What an interface calls all lists together."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
_LONGEST: Final = 300


def add(
    node: Node,
    officer: Officer,
    *,
    name: str,
    title: str,
    publisher: str,
    basis: str,
    handling: Sequence[str] = ("tlp:GREEN",),
) -> HeldList:
    """Give a list that is held from now on; it has no version yet.

    Raises:
        RoleRefused: the officer keeps no lists.
        BadInput: the name is taken or no name, or a text is missing or too long.
    """
    duties.require_at_desk(officer, DUTY)
    title, publisher, basis = (" ".join(text.split()) for text in (title, publisher, basis))
    if not _NAME.fullmatch(name) or name == ALL:
        raise BadInput("Name the list in small letters, digits, - and _, such as un-sc; not “default”.")
    if not all(0 < len(text) <= _LONGEST and can_be_kept(text) for text in (title, publisher, basis)):
        raise BadInput(f"Give a title, who publishes it, and on what basis you hold it, {_LONGEST} characters each.")
    record_values.check_label(tuple(handling))
    with unit(node, "add list") as work:
        if HeldList.objects.using(node.alias).filter(name=name).exists():
            raise BadInput(f"A list {name} is here already, or was. Choose another name.")
        held = HeldList.objects.using(node.alias).create(
            name=name,
            title=title,
            publisher=publisher,
            basis=basis,
            handling=list(handling),
            by=officer,
            at=node.now(),
        )
        work.record(Act.LIST_ADDED, actor=officer.name, refs={"list": name}, details={"basis": basis})
    return held


def end(node: Node, officer: Officer, held: HeldList) -> None:
    """Say that a list is no longer searched; what it said stays for what was decided by it. A repeat does nothing.

    Raises:
        RoleRefused: the officer keeps no lists.
    """
    duties.require_at_desk(officer, DUTY)
    with unit(node, "end list") as work:
        rows = HeldList.objects.using(node.alias).filter(pk=held.pk, ended_at=None)
        if rows.update(ended_at=node.now(), ended_by=officer):
            screening_asked.ask(node, LIST, [str(held.pk)])
            work.record(Act.LIST_ENDED, actor=officer.name, refs={"list": held.name})
        else:
            work.record(Act.LIST_ENDED, actor=officer.name, refs={"list": held.name}, details={"again": True})
    held.refresh_from_db(using=node.alias)


def find(node: Node, name: str) -> HeldList:
    """Give a list by its name; NotFound where there is none."""
    held = HeldList.objects.using(node.alias).filter(name=name).select_related("by").first()
    if held is None:
        raise NotFound(f"There is no list {name} here. `detente lists show` names those that there are.")
    return held


def all_held(node: Node) -> list[HeldList]:
    """Give all lists, those that are searched first, by their names."""
    rows = HeldList.objects.using(node.alias).select_related("by")
    return sorted(rows, key=lambda held: (held.ended_at is not None, held.name))


def searched(node: Node) -> list[HeldList]:
    """Give the lists that have a version in force and were not ended, by their names."""
    rows = HeldList.objects.using(node.alias).filter(ended_at=None, in_force__gt=0)
    return list(rows.select_related("by").order_by("name"))


def for_officer(node: Node, officer: Officer, lists: Sequence[HeldList], *, reason: str) -> list[HeldList]:
    """Give those lists that policy lets the officer search, by their labels."""
    asking = Asking(node, officer)
    return [held for held in lists if permits_own(asking, officer, held, PolicyAct.SEARCH, reason)]
