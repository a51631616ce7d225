"""Cases in their table: rows to the values of `cases`, and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import QuerySet

from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.cases.counting import Span
from detente.cases.moments import Ledger, Moment
from detente.cases.table import Terms
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.stores import calendars, desks
from detente.node.stores.calendars import Places
from detente.node.stores.each import insert_named, update_values
from detente.node.stores.models import CaseRow, Entry, Partner
from detente.node.stores.statements import fetch_each, moment_of

# The plus keeps SQLite from reading all entries of the partner instead of those of the thread.
_CASES: Final = (
    "SELECT entry.root, entry.cid, entry.id, dialogue, side, state, opened_at, terms, moments, preset, "
    "entry.agreement, entry.topic, entry.scope "
    'FROM sought CROSS JOIN entry CROSS JOIN "case" '
    "WHERE entry.root = sought.text AND +entry.partner_id = %s AND entry_id = entry.id"
)

Key = int
"""Of a case: that of the entry that opened it."""


Threads = dict[str, list[tuple[Key, Case]]]
"""The cases of threads, by the cid of their first entry; in one thread in the order in which they began."""


def load(alias: str, partner: Partner, root: str) -> tuple[Key, Case] | None:
    """Give the case of the dialogue that the first entry of a thread (a cid) opened, None where none is open here."""
    return find(load_all(alias, partner, (root,)).get(root, ()), root)


def load_all(alias: str, partner: Partner, roots: Collection[str]) -> Threads:
    """Give the cases of several threads; a thread without one is left out."""
    found: Threads = {}
    places, reading = calendars.load(alias), _Reading()
    for row in fetch_each(alias, _CASES, sorted(roots), partner.pk):
        root, opener, key, kind, side, state, opened_at, terms, moments, preset, agreement, topic, scope = row
        case = Case(
            dialogue=opener,
            side=side,
            state=state,
            opened_at=moment_of(opened_at),
            kind=kind,
            terms=reading.terms(terms),
            ledger=reading.ledger(moments),
            preset=preset,
            calendars=places.sides(partner.pk, kind, side, moment_of(opened_at)),
            pauses=places.pauses.of(partner.pk, kind, agreement=agreement, topic=topic, scope=scope),
        )
        found.setdefault(root, []).append((key, case))
    for cases in found.values():
        cases.sort(key=lambda each: each[0])
    return found


def find(cases: Iterable[tuple[Key, Case]], opener: str) -> tuple[Key, Case] | None:
    """Give the case of the dialogue that the entry `opener` (a cid) opened."""
    return next((each for each in cases if each[1].dialogue == opener), None)


def read(row: CaseRow, *, root: str, places: Places) -> Case:
    """Give the case in a row; `root` is the cid of its entry, `places` the calendars of the parties."""
    return Case(
        dialogue=root,
        side=row.side,
        state=row.state,
        opened_at=row.opened_at,
        kind=row.dialogue,
        terms=_terms_in(row.terms),
        ledger=ledger_in(row.moments),
        preset=row.preset,
        calendars=places.sides(row.partner_id, row.dialogue, row.side, row.opened_at),
        pauses=pauses_of(row, places),
    )


def with_openers(rows: QuerySet[CaseRow]) -> QuerySet[CaseRow]:
    """Give the rows with what counting asks of the entries that opened them, and nothing heavy."""
    return rows.select_related("entry").defer(
        *(f"entry__{name}" for name in ("header", "box", "body", "plaintext", "cek"))
    )


def pauses_of(row: CaseRow, places: Places) -> tuple[Span, ...]:
    """Give when the clocks of a case stood still; its entry is read only where its partner has known a suspension."""
    if row.partner_id not in places.pauses.by_partner:
        return ()
    entry = row.entry
    return places.pauses.of(
        row.partner_id, row.dialogue, agreement=entry.agreement, topic=entry.topic, scope=entry.scope
    )


class _Reading:
    """Reads what stands in rows as text; what was released and receipted together has the same in each row."""

    def __init__(self) -> None:
        self._terms: dict[str, Terms] = {}
        self._ledgers: dict[str, Ledger] = {}

    def terms(self, kept: str) -> Terms:
        if kept not in self._terms:
            self._terms[kept] = _terms_in(json.loads(kept))
        return self._terms[kept]

    def ledger(self, kept: str) -> Ledger:
        if kept not in self._ledgers:
            self._ledgers[kept] = ledger_in(json.loads(kept))
        return self._ledgers[kept]


def _terms_in(kept: Mapping[str, Any]) -> Terms:
    answer_by = kept.get("answer_by")
    return Terms(
        opened=kept.get("opened", False),
        asks=kept.get("asks", False),
        answer_by=None if answer_by is None else parse_instant(answer_by),
        urgent=kept.get("urgent", False),
    )


def ledger_in(kept: Sequence[Sequence[str]] | Mapping[str, str]) -> Ledger:
    """Give the moments in a row; a home of the first release has them by name, each once."""
    if isinstance(kept, Mapping):
        named = (Moment(name, parse_instant(at)) for name, at in kept.items())
        return tuple(sorted(named, key=lambda moment: moment.at))
    return tuple(Moment(name, *map(parse_instant, times)) for name, *times in kept)


def open_all(node: Node, opened: Iterable[tuple[Entry, Case]], *, alike: Alike | None = None) -> None:
    """Write the cases of dialogues that begin, each at the desk that is competent for it."""
    begun = list(opened)
    if not begun:
        return
    places, competent = calendars.load(node.alias), desks.load(node.alias)
    alike = alike or Alike(now=node.now())
    placed = ((entry, placed_at(case, places, entry)) for entry, case in begun)
    rows = [
        {
            "entry_id": entry.pk,
            "partner_id": entry.partner_id,
            "desk_id": desks.choose(competent, partner=entry.partner_id, topic=entry.topic),
            **_columns(case, alike),
        }
        for entry, case in placed
    ]
    insert_named(node.alias, CaseRow, rows)


def placed_at(case: Case, places: Places, entry: Entry) -> Case:
    """Give the case that `entry` opened, counted by the calendars of its parties and the suspensions between them."""
    stood = places.pauses.of(
        entry.partner_id, case.kind, agreement=entry.agreement, topic=entry.topic, scope=entry.scope
    )
    sides = places.sides(entry.partner_id, case.kind, case.side, case.opened_at)
    return replace(case, calendars=sides, pauses=stood)


def save_all(node: Node, moved: Iterable[tuple[Key, Case]], *, alike: Alike | None = None) -> None:
    """Write cases that were loaded and moved: what a step never changes is not written again."""
    alike = alike or Alike(now=node.now())
    rows = [(case.state, stored_moments(case), *alike.times(case), key) for key, case in moved]
    update_values(node.alias, CaseRow, ("state", "moments", "next_due", "look_at"), rows)


def _columns(case: Case, alike: Alike) -> dict[str, Any]:
    next_due, look_at = alike.times(case)
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
            "urgent": case.terms.urgent,
        },
        "moments": stored_moments(case),
        "preset": case.preset,
        "next_due": next_due,
        "look_at": look_at,
    }


def stored_moments(case: Case) -> list[list[str]]:
    """Give the moments of a case as a row holds them: name, instant, and the time that it names where it names one."""
    return [
        [moment.name, *(format_instant(at) for at in (moment.at, moment.until) if at is not None)]
        for moment in case.ledger
    ]
