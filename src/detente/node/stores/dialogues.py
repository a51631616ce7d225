"""Cases in their table: rows to the values of `cases`, and back."""

from __future__ import annotations

from detente.cases import clocks
from detente.cases.case import Case
from detente.cases.table import Terms
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.stores.models import CaseRow, Entry, Partner


def load(alias: str, partner: Partner, root: str) -> tuple[CaseRow, Case] | None:
    """Give the case of the dialogue that the entry `root` (a cid) opened, None where none is open here."""
    row = CaseRow.objects.using(alias).select_related("entry").filter(partner=partner, entry__cid=root).first()
    return None if row is None else (row, read(row))


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
    """Write the case; `next_due` is what the desk sorts by."""
    due = clocks.next_due(case.clocks, now=node.now())
    answer_by = case.terms.answer_by
    CaseRow.objects.using(node.alias).update_or_create(
        entry=entry,
        defaults={
            "partner": partner,
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
        },
    )
