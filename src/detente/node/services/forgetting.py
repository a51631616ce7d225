"""What goes with the content of a thread when it is purged: every copy of it here, and what officers wrote about it.

Sealed body, box and key, the desk's copy, subject, search words, keys of likeness but for the tombstone of those whom a
partner cleared (`resembling`), and the notes of inner steps, of hand-overs, of the dissemination list and of links: who
did what and when stays, in which words does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from detente.node.context import Node
from detente.node.services import indexing, moving, records, resembling, screening, standing_watches
from detente.node.stores.each import update_each
from detente.node.stores.models import (
    CaseRow,
    CaseStep,
    Dissemination,
    Entry,
    HandingRow,
    HandoverRow,
    Likeness,
)


def forget(node: Node, opener: Entry, going: Sequence[Entry]) -> None:
    """Forget the content of entries and the notes of all dialogues of their thread, inside the unit of work."""
    cases = list(CaseRow.objects.using(node.alias).filter(entry__partner=opener.partner, entry__root=opener.root))
    _content(node, going, cases)
    _notes(node, [case.pk for case in cases])
    keys = [entry.pk for entry in going]
    Likeness.objects.using(node.alias).filter(Q(first__in=keys) | Q(second__in=keys)).update(note="")


def items(node: Node, going: Sequence[Entry]) -> None:
    """Forget the content of single messages, inside the unit of work: their threads go on, with the notes on them.

    Whom they named stays known by its hash (`resembling`): what is withdrawn and comes again is recognised.
    """
    opened = {entry.pk for entry in going}
    cases = list(CaseRow.objects.using(node.alias).filter(entry__in=opened))
    _content(node, going, cases, tombstones=True)


def _content(node: Node, going: Sequence[Entry], cases: Sequence[CaseRow], *, tombstones: bool = False) -> None:
    # Of what nobody opened the search holds less.
    unread = {case.pk for case in cases if case.state in moving.CLOSED}
    for entry in going:
        indexing.forget(node, entry, content=entry.ours or entry.pk not in unread)
    resembling.forget(node, going, persons_stay=tombstones)
    records.forget(node, going)
    standing_watches.forget(node, going)
    screening.forget(node, [entry.pk for entry in going])
    for entry in going:
        entry.box = entry.body = entry.cek = entry.plaintext = None
        entry.subject = ""
    update_each(node.alias, going, ("box", "body", "cek", "plaintext", "subject"))


def _notes(node: Node, cases: Sequence[int]) -> None:
    steps = list(CaseStep.objects.using(node.alias).filter(case__in=cases))
    for step in steps:
        step.details = {name: value for name, value in step.details.items() if name != "note"}
    update_each(node.alias, steps, ("details",))
    HandingRow.objects.using(node.alias).filter(case__in=cases).update(note="")
    HandoverRow.objects.using(node.alias).filter(case__in=cases).update(note="")
    Dissemination.objects.using(node.alias).filter(entry__in=cases).update(note="")
