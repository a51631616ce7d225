"""Dialogues about one matter, linked and not merged: each keeps its own clocks, answer and channel.

Where the other dialogue is closed, its owner is prompted to look whether the matter must be taken up again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import casework, threads
from detente.node.stores.models import CaseLink, CaseRow, Entry, Officer
from detente.node.stores.unit import Unit


def link(node: Node, officer: Officer, opener: Entry, other: str, *, work: Unit) -> CaseLink:
    """Link two dialogues, inside a unit of work; a link that stands already stays as it is.

    Raises:
        NotFound: no message of that id is here, or the officer may not know of it.
        BadInput: it belongs to this dialogue, or to none.
    """
    named = threads.find(node, officer, other)
    if named.pk == opener.pk or named.root == opener.root:
        raise BadInput("That message belongs to this case already. Name one of another case.")
    found_there = casework.dialogue_of(node, named)
    if found_there is None:
        raise BadInput("No case is open for that message. Name a message that opened one.")
    key, case = found_there
    first, second = sorted((opener.pk, key))
    found, made = CaseLink.objects.using(node.alias).get_or_create(
        first_id=first, second_id=second, defaults={"officer": officer, "at": node.now()}
    )
    refs = {"cid": opener.cid, "other": case.dialogue}
    work.record(Act.CASE_LINKED, actor=officer.name, refs=refs, details={} if made else {"again": True})
    return found


def linked(node: Node, opener: Entry) -> list[CaseRow]:
    """Give the cases that a dialogue is linked with, in the order in which they began."""
    pairs = CaseLink.objects.using(node.alias).filter(Q(first_id=opener.pk) | Q(second_id=opener.pk))
    keys = {key for pair in pairs.values_list("first_id", "second_id") for key in pair} - {opener.pk}
    rows = CaseRow.objects.using(node.alias).filter(pk__in=keys).select_related("entry__partner", "assignee")
    return list(rows.order_by("pk"))


def likely(node: Node, opener: Entry, *, limit: int = 8) -> Sequence[Entry]:
    """Give openings of other dialogues that may be about the same, for they have the same subject.

    A proposal for a person who decides; newest first. Nothing is linked here.
    """
    if not opener.subject:
        return ()
    rows = CaseRow.objects.using(node.alias).filter(entry__subject=opener.subject).exclude(pk=opener.pk)
    known = {row.pk for row in linked(node, opener)}
    found = rows.select_related("entry__partner").order_by("-pk")[: limit + len(known)]
    return [row.entry for row in found if row.pk not in known][:limit]
