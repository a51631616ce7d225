"""Cases in their table: rows to the values of `cases`, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from detente.cases import clocks
from detente.cases.case import Case
from detente.cases.table import Terms
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.stores.each import insert_each, update_each
from detente.node.stores.models import CaseRow, Entry, Partner


def load(alias: str, partner: Partner, root: str) -> tuple[CaseRow, Case] | None:
    """Give the case of the dialogue that the entry `root` (a cid) opened, None where none is open here."""
    return load_all(alias, partner, (root,)).get(root)


def load_all(alias: str, partner: Partner, roots: Collection[str]) -> dict[str, tuple[CaseRow, Case]]:
    """Give the cases of several dialogues, by root; those that are not open here are left out."""
    rows = CaseRow.objects.using(alias).filter(partner=partner, entry__cid__in=roots)
    found = rows.select_related("entry").defer("entry__header", "entry__box", "entry__body", "entry__plaintext")
    return {row.entry.cid: (row, read(row)) for row in found}


def read(row: CaseRow) -> Case:
    """Give the case in a row."""
    answer_by = row.terms.get("answer_by")
    return Case(
        dialogue=row.entry.cid,
        side=row.side,
        state=row.state,
        opened_at=row.opened_at,
        kind=row.dialogue,
        terms=Terms(
            opened=row.terms.get("opened", False),
            asks=row.terms.get("asks", False),
            answer_by=None if answer_by is None else parse_instant(answer_by),
        ),
        moments={name: parse_instant(moment) for name, moment in row.moments.items()},
        preset=row.preset,
    )


def save(node: Node, partner: Partner, entry: Entry, case: Case) -> None:
    """Write the case of one dialogue, opened or moved."""
    columns = _columns(node, case)
    CaseRow.objects.using(node.alias).update_or_create(entry=entry, defaults={"partner": partner, **columns})


def open_all(node: Node, opened: Iterable[tuple[Entry, Case]]) -> None:
    """Write the cases of dialogues that begin."""
    insert_each(
        node.alias,
        [CaseRow(entry=entry, partner_id=entry.partner_id, **_columns(node, case)) for entry, case in opened],
    )


def save_all(node: Node, moved: Iterable[tuple[CaseRow, Case]]) -> None:
    """Write cases that were loaded and moved."""
    rows = []
    for row, case in moved:
        for name, value in _columns(node, case).items():
            setattr(row, name, value)
        rows.append(row)
    update_each(node.alias, rows, _COLUMNS)


def _columns(node: Node, case: Case) -> dict[str, Any]:
    """Give what is stored of a case; `next_due` is what the desk sorts by."""
    due = clocks.next_due(case.clocks, now=node.now())
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
        "moments": {name: format_instant(moment) for name, moment in case.moments.items()},
        "preset": case.preset,
        "next_due": None if due is None or case.ended else due.due,
    }


_COLUMNS: Final = ("dialogue", "side", "state", "opened_at", "terms", "moments", "preset", "next_due")
