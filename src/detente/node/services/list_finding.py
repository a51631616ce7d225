"""Who of the lists held here may be meant by a name? A look-up by an officer, with its reason on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties, list_keeping, list_search
from detente.node.services.list_search import Hit
from detente.node.services.persons_given import can_be_kept
from detente.node.services.searching import SHORTEST_REASON, ReasonMissing
from detente.node.stores.models import HeldList, ListEntry, Officer
from detente.node.stores.unit import unit

LONGEST: Final = 200
SHOWN: Final = 20
LEAST: Final = 0.05
"""A score below which nobody is shown: they share a sound and nothing else."""
_LONGEST_REASON: Final = 300


def look_up(
    node: Node,
    officer: Officer,
    *,
    name: str,
    born: str = "",
    number: str = "",
    reason: str,
    of: str = "",
    limit: int = SHOWN,
) -> list[Hit]:
    """Give who may be meant by a name, a date of birth and an identifier, the likeliest first. `of`: in one list only.

    Raises:
        RoleRefused: the officer searches nothing.
        ReasonMissing: there is no reason.
        NotFound: no such list is searched, or not by this officer.
        BadInput: there is neither a name nor an identifier, or one is too long.
    """
    name, born, number = (" ".join(text.split()) for text in (name, born, number))
    texts = (name, born, number)
    if not (name or number) or max(map(len, texts)) > LONGEST or not all(map(can_be_kept, texts)):
        raise BadInput(f"Give a name or the number of a document, of at most {LONGEST} characters.")
    form = {"id": "asked", "names": [name] if name else [], "birthDate": [born] if born else []}
    form["idNumber"] = [number] if number else []
    lists = searched_by(node, officer, of, reason=reason)
    return look_up_forms(node, officer, [form], reason=reason, lists=lists, limit=limit)[0]


def look_up_forms(
    node: Node,
    officer: Officer,
    forms: Sequence[Mapping[str, Any]],
    *,
    reason: str,
    lists: Sequence[HeldList],
    limit: int,
) -> list[list[Hit]]:
    """Give for each of some records in plain form who may be meant in some lists; one act on record for all of them.

    Raises:
        RoleRefused, ReasonMissing: as `look_up`.
    """
    duties.require_duty(officer, "search")
    reason = " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= _LONGEST_REASON or not can_be_kept(reason):
        raise ReasonMissing("Say in a few words why you look this up.")
    asked = [{name: value for name, value in form.items() if value and name != "id"} for form in forms]
    if not all(can_be_kept(text) for form in asked for texts in form.values() for text in texts):
        raise BadInput("A text holds half of a character or a NUL.")
    with unit(node, "look up in lists") as work:
        details = {"lists": [held.name for held in lists], "asked": asked, "reason": reason}
        work.record(Act.LOOKED_UP, actor=officer.name, details=details)
    return [list_search.search(node, form, limit, lists=lists, least=LEAST) for form in forms]


def searched_by(node: Node, officer: Officer, of: str = "", *, reason: str) -> list[HeldList]:
    """Give the lists that the officer may search: all of them, or the one named.

    Raises:
        RoleRefused: the officer searches nothing.
        NotFound: that one is not searched, or not by this officer.
    """
    duties.require_duty(officer, "search")
    lists = list_keeping.searched(node)
    named = [held for held in lists if of in ("", list_keeping.ALL, held.name)]
    allowed = list_keeping.for_officer(node, officer, named, reason=reason)
    if of not in ("", list_keeping.ALL) and not allowed:
        raise NotFound(f"There is no list {of} here that you may search.")
    return allowed


def entry(node: Node, officer: Officer, uid: str, *, reason: str) -> ListEntry:
    """Give an entry as it stands in force, or as it stood last, and put on record who looked at it.

    Raises:
        RoleRefused: the officer searches nothing.
        NotFound: there is none, or it is not for this officer.
    """
    duties.require_duty(officer, "search")
    rows = ListEntry.objects.using(node.alias).filter(uid=uid).select_related("held", "held__by")
    found = next((row for row in rows.order_by("-since") if row.since <= row.held.in_force), None)
    if found is None or not list_keeping.for_officer(node, officer, [found.held], reason=reason):
        raise unknown()
    with unit(node, "read entry") as work:
        refs = {"list": found.held.name, "list-entry": uid}
        work.record(Act.LIST_ENTRY_READ, actor=officer.name, refs=refs, details={"reason": reason})
    return found


def entries_named(node: Node, uids: Sequence[str]) -> dict[str, ListEntry]:
    """Give entries by their ids as they stand in force, those that stand."""
    rows = ListEntry.objects.using(node.alias).filter(uid__in=uids).select_related("held")
    return {
        row.uid: row
        for row in rows
        if row.since <= row.held.in_force and (row.until is None or row.until > row.held.in_force)
    }


def unknown() -> NotFound:
    """Give what is said of an entry that is not here, or not for the officer to know."""
    return NotFound("This entry is not here, or it is not for you to know.")
