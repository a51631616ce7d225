"""What a question finds: candidates from the index, newest first, then what changes with time, then who may see it.

    words, partner, kind, side, months --index--> keys --rows--> days, state, overdue --visible--> a page

At most `MOST_LOOKED` candidates are looked at for one page, so that no question holds the node up: a page says where
the next one goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet

from detente.cases import kinds
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import parties as shown
from detente.node.queries import phrases, rows
from detente.node.queries.parties import Parties
from detente.node.queries.search_page import Saved, SearchPage
from detente.node.queries.visibility import visible
from detente.node.services import searching
from detente.node.services.deciding import Asking
from detente.node.services.searching import Question
from detente.node.stores import entry_words, search_index, words
from detente.node.stores.models import CaseRow, Entry, Officer
from detente.node.stores.search_index import Alternative, Wanted

PAGE: Final = 50
FIRST: Final = 64
"""Candidates that are looked at first: most often all of them are shown."""
AT_ONCE: Final = 200
MOST_LOOKED: Final = 2000
MOST_TERMS: Final = 12
MOST_MONTHS: Final = 36
SHORTEST_BEGINNING: Final = 3
"""Letters from which on a word stands for its beginning; a shorter one is looked for as it is."""
_ENDED: Final = {state for table in kinds.TABLES.values() for ends in table.terminal.values() for state in ends}
_STATES: Final = {state for table in kinds.TABLES.values() for states in table.states.values() for state in states}
OPEN: Final = tuple(sorted(_STATES - _ENDED))
_KEY: Final = ExpressionWrapper(F("pk") + 0, output_field=BigIntegerField())
_TERM: Final = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of one page; `after` is where the next one goes on, None at the end."""

    entries: list[Entry]
    after: int | None


def page(
    node: Node, officer: Officer, question: Question, *, after: str = "", numbers_only: bool = False
) -> SearchPage:
    """Give a page of what a question finds; the empty form where it asks for nothing."""
    now, parties = node.now(), shown.load(node)
    found = Found([], None)
    asked = question != Question()
    if asked:
        found = find(node, officer, question, parties, before=_place(after), numbers_only=numbers_only)
    lines = rows.rows_of(Asking(node, officer), found.entries, parties, now=now)
    return SearchPage(
        now=now,
        marking=phrases.strictest([line.handling for line in lines]),
        question=question,
        partners=tuple(parties.by_row.values()),
        kinds=tuple(kinds.TABLES),
        rows=lines,
        after="" if found.after is None else str(found.after),
        numbers_only=numbers_only,
        asked=asked,
        saved=tuple(
            Saved(str(row.pk), row.name, Question.read(row.question)) for row in searching.saved(node, officer)
        ),
    )


def kept_page(node: Node, officer: Officer, search_id: str, *, after: str = "") -> SearchPage:
    """Give a page of what a kept question finds now."""
    row = searching.find(node, officer, search_id)
    if not after:
        searching.shown_again(node, officer, row)
    found = page(node, officer, Question.read(row.question), after=after)
    return replace(found, id=str(row.pk), name=row.name, reason=row.reason)


def find(
    node: Node, officer: Officer, question: Question, parties: Parties, *, before: int | None, numbers_only: bool
) -> Found:
    """Give the entries that a question finds below the key `before`, newest first, as many as a page holds."""
    wanted = _wanted(question, parties, numbers_only=numbers_only)
    if wanted is None:
        return Found([], None)
    found: list[Entry] = []
    looked, at_once = 0, min(FIRST, AT_ONCE)
    while looked < MOST_LOOKED:
        keys = _candidates(node, question, wanted, before=before, most=at_once)
        entries = {entry.pk: entry for entry in rows.light(_exact(node, question, keys))}
        for entry in visible(node, officer, [entries[key] for key in keys if key in entries]):
            if len(found) == PAGE:
                return Found(found, found[-1].pk)
            found.append(entry)
        if len(keys) < at_once:
            return Found(found, None)
        looked, before, at_once = looked + len(keys), keys[-1], AT_ONCE
    return Found(found, before)


def _candidates(node: Node, question: Question, wanted: Wanted, *, before: int | None, most: int) -> list[int]:
    """Give keys to look at: from the index, or from the cases where only what changes with time is asked."""
    if question.words or not (question.state or question.overdue):
        return search_index.find(node.alias, wanted, before=before, limit=most)
    cases = _cases(node, question)
    if before is not None:
        cases = cases.filter(pk__lt=before)
    # Few wait or are overdue: they are found by state or clock, and the sum keeps a store from reading every case,
    # newest first, in search of them. Nearly all have ended: of those the newest are the first that are met.
    by_key = F("pk") if question.state == "ended" and not question.overdue else _KEY
    return list(cases.order_by(by_key.desc()).values_list("pk", flat=True)[:most])


def _cases(node: Node, question: Question) -> QuerySet[CaseRow]:
    cases = CaseRow.objects.using(node.alias)
    if question.overdue:
        cases = cases.filter(next_due__lt=node.now())
    if question.state == "ended":
        return cases.exclude(state__in=OPEN)
    return cases.filter(state__in=OPEN) if question.state == "open" else cases


def _exact(node: Node, question: Question, keys: Sequence[int]) -> QuerySet[Entry]:
    """Give those of the candidates that hold in what the index keeps roughly, or not at all."""
    found = rows.messages_of(node).filter(pk__in=keys)
    if question.since:
        found = found.filter(created__gte=_start(question.since))
    if question.until:
        found = found.filter(created__lt=_start(question.until) + timedelta(days=1))
    # Asked of the case of each candidate: of a set of all such cases a store would first make the whole set.
    if question.overdue:
        found = found.filter(case__next_due__lt=node.now())
    if question.state == "open":
        found = found.filter(case__state__in=OPEN)
    if question.state == "ended":
        found = found.filter(case__isnull=False).exclude(case__state__in=OPEN)
    if question.kind:
        found = found.filter(kind=question.kind)
    if question.box:
        found = found.filter(ours=question.box == "sent")
    if question.partner:
        found = found.filter(partner__code__iexact=question.partner)
    return found


def _wanted(question: Question, parties: Parties, *, numbers_only: bool) -> Wanted | None:
    """Give the question as the index takes it; None where nothing can be found, or the words hold no letter."""
    codes = {party.code.casefold(): key for key, party in parties.by_row.items()}
    wanted: list[Sequence[Alternative]] = []
    terms = [match.groups() for match in _TERM.finditer(question.words)][:MOST_TERMS]
    for whole, text in terms:
        alternatives = _whole(whole) if text is None else _beginning(text, codes, numbers_only=numbers_only)
        if alternatives:
            wanted.append(alternatives)
    if question.words and not wanted:
        return None
    if question.partner:
        if question.partner.casefold() not in codes:
            return None
        wanted.append([[_label(entry_words.label_of_partner(codes[question.partner.casefold()]))]])
    if question.kind:
        wanted.append([[_label(entry_words.label_of_kind(question.kind))]])
    if question.box:
        wanted.append([[_label(question.box)]])
    if question.state or question.overdue:
        wanted.append([[_label(entry_words.ROOT)]])
    months = _months(question.since, question.until)
    if months:
        wanted.append([[_label(month)] for month in months])
    return wanted or [[[_label(entry_words.ALL)]]]


def _whole(text: str) -> list[Alternative]:
    """Give a quoted text: its words as they are."""
    found = words.words_of(text)
    return [found] if found else []


def _beginning(text: str, codes: dict[str, int], *, numbers_only: bool) -> list[Alternative]:
    """Give the ways in which one piece of a question may be met: a word's beginning or middle, or a file number's."""
    pieces, whole = words.words_of(text), words.compact(text)
    if not pieces:
        return []
    if whole in codes:
        # Every file number of a partner begins with it: it stands for itself, and for what came from there.
        mark = words.NUMBER if numbers_only else ""
        by_partner = [] if numbers_only else [[_label(entry_words.label_of_partner(codes[whole]))]]
        return [[mark + whole], *by_partner]
    if numbers_only:
        apart = [words.NUMBER + piece for piece in pieces]
        return [[_open(words.NUMBER + whole, whole)], [*apart[:-1], _open(apart[-1], pieces[-1])]]
    alternatives: list[Alternative] = [[*pieces[:-1], _open(pieces[-1], pieces[-1])]]
    if len(pieces) > 1:
        alternatives.append([_open(whole, whole)])
    if len(whole) >= words.SHORTEST_INNER:
        alternatives.append([f"{words.INNER}{whole}*"])
    return alternatives


def _open(word: str, letters: str) -> str:
    return f"{word}*" if len(letters) >= SHORTEST_BEGINNING else word


def _label(label: str) -> str:
    return words.LABEL + label


def _months(since: date | None, until: date | None) -> list[str]:
    """Give the months between two days as labels; none where a side is open or they are very many."""
    if since is None or until is None:
        return []
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    if last - first >= MOST_MONTHS:
        return []
    return [
        entry_words.label_of_month(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC))
        for month in range(first, last + 1)
    ]


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _place(after: str) -> int | None:
    if not after:
        return None
    if not (after.isascii() and after.isdecimal() and len(after) < 18):
        raise BadInput("The address of this page is not one that the node gave. Go back to the first page.")
    return int(after)
