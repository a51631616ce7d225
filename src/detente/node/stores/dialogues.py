"""Cases in their table: rows to the values of `cases`, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from detente.cases import clocks
from detente.cases.case import Case
from detente.cases.moments import Ledger, Moment
from detente.cases.table import Terms
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.stores.each import insert_each, update_each
from detente.node.stores.models import CaseRow, Entry, Partner
from detente.node.stores.statements import fetch_each

# The plus keeps SQLite from reading all entries of the partner instead of those of the thread.
_OPENERS: Final = (
    "SELECT entry.id, entry.cid FROM sought CROSS JOIN entry "
    "WHERE entry.root = sought.text AND entry.cid = sought.text AND +entry.partner_id = %s"
)


def load(alias: str, partner: Partner, root: str) -> tuple[CaseRow, Case] | None:
    """Give the case of the dialogue that the entry `root` (a cid) opened, None where none is open here."""
    return load_all(alias, partner, (root,)).get(root)


def load_all(alias: str, partner: Partner, roots: Collection[str]) -> dict[str, tuple[CaseRow, Case]]:
    """Give the cases of several dialogues, by root; those that are not open here are left out."""
    keys = dict(fetch_each(alias, _OPENERS, sorted(roots), partner.pk))
    found = CaseRow.objects.using(alias).filter(pk__in=list(keys))
    return {keys[row.pk]: (row, read(row, root=keys[row.pk])) for row in found}


def read(row: CaseRow, *, root: str) -> Case:
    """Give the case in a row; `root` is the cid of its entry."""
    answer_by = row.terms.get("answer_by")
    return Case(
        dialogue=root,
        side=row.side,
        state=row.state,
        opened_at=row.opened_at,
        kind=row.dialogue,
        terms=Terms(
            opened=row.terms.get("opened", False),
            asks=row.terms.get("asks", False),
            answer_by=None if answer_by is None else parse_instant(answer_by),
        ),
        ledger=_ledger(row.moments),
        preset=row.preset,
    )


def open_all(node: Node, opened: Iterable[tuple[Entry, Case]]) -> None:
    """Write the cases of dialogues that begin."""
    insert_each(
        node.alias,
        [CaseRow(entry=entry, partner_id=entry.partner_id, **_columns(node, case)) for entry, case in opened],
    )


def save_all(node: Node, moved: Iterable[tuple[CaseRow, Case]]) -> None:
    """Write cases that were loaded and moved: what a step never changes is not written again."""
    rows = []
    for row, case in moved:
        row.state, row.moments, row.next_due = case.state, stored_moments(case), _next_due(node, case)
        rows.append(row)
    update_each(node.alias, rows, ("state", "moments", "next_due"))


def _columns(node: Node, case: Case) -> dict[str, Any]:
    answer_by = case.terms.answer_by
    return {
        "dialogue": case.kind,
        "side": case.side,
        "state": case.state,
        "opened_at": case.opened_at,
        "terms": {
            "opened": case.terms.opened,
            "asks": case.terms.asks,
            "answer_by": None if answer_by is None else format_instant(answer_by),
        },
        "moments": stored_moments(case),
        "preset": case.preset,
        "next_due": _next_due(node, case),
    }


def stored_moments(case: Case) -> list[list[str]]:
    """Give the moments of a case as a row holds them: name, instant, and the time that it names where it names one."""
    return [
        [moment.name, *(format_instant(at) for at in (moment.at, moment.until) if at is not None)]
        for moment in case.ledger
    ]


def _ledger(stored: list[list[str]] | dict[str, str]) -> Ledger:
    """Give the moments in a row; a home of the first release has them by name, each once."""
    if isinstance(stored, dict):
        named = (Moment(name, parse_instant(at)) for name, at in stored.items())
        return tuple(sorted(named, key=lambda moment: moment.at))
    return tuple(Moment(name, *map(parse_instant, times)) for name, *times in stored)


def _next_due(node: Node, case: Case) -> datetime | None:
    """Give what the desk sorts by."""
    due = None if case.ended else clocks.next_due(case.clocks, now=node.now())
    return None if due is None else due.due
