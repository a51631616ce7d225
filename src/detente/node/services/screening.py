"""Who came in a message, or changed in a record, is compared with what is held here; a person judges.

    ScreeningRow --sources share a key--> compared --band--> MatchRow (open) --a person--> `matches`

It compares by the whole of what is held; what an officer sees of it is another question. Nothing leaves the node by
it. When each is compared: `screening_turns`.

What was judged "different" stays judged as long as both sides say what they said, in another message too. Once one of
them says something else, it is to be judged again, beside what was said before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.matching.names import Band, Comparison, compare_in_list, prepare
from detente.model.identifiers import uuid7
from detente.node.context import Node
from detente.node.services import (
    listed_sides,
    match_consequences,
    message_sides,
    record_sides,
    screened_lists,
    screening_asked,
)
from detente.node.services.match_side import LIST, LISTED, MESSAGE, RECORD, Form, Side
from detente.node.services.match_source import Source
from detente.node.stores.models import JudgementRow, MatchRow, MentionKey, RecordLink, ScreeningRow
from detente.node.stores.unit import unit

SOURCES: Final[Mapping[str, Source]] = {MESSAGE: message_sides, RECORD: record_sides, LISTED: listed_sides}
"""Where sides come from, by their kind; the first of a match is the one that stands first here."""
_ORDER: Final = list(SOURCES)
DIFFERENT: Final = "different"

Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class _Ready:
    """One thing that was compared; `known`: the matches that it had before."""

    row: ScreeningRow
    sides: Mapping[Side, Form]
    compared: Mapping[Pair, _Compared]
    known: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a comparison came to; `fingerprint`: of what both sides said, and of which thing here."""

    comparison: Comparison
    fingerprint: str


def one(node: Node, kind: str, uid: str) -> int:
    """Screen one thing now, as it was last asked; give how many matches of it wait to be judged."""
    row = ScreeningRow.objects.using(node.alias).filter(kind=kind, uid=uid).first()
    return screen(node, [row or ScreeningRow(kind=kind, uid=uid, asked_at=node.now())])


def screen(node: Node, rows: Sequence[ScreeningRow], *, also: Callable[[], None] | None = None) -> int:
    """Compare things with what is held, in one unit of work; give how many matches of them wait to be judged.

    `also`: done in the same unit.
    """
    ready = [_ready(node, row) for row in rows if row.kind != LIST]
    lists = [(row, screened_lists.touched(node, row.uid)) for row in rows if row.kind == LIST]
    with unit(node, "screen") as work:
        found = [_write(node, each) for each in ready]
        for row, sides in lists:
            for kind in (MESSAGE, RECORD):
                screening_asked.ask_later(node, kind, (side.uid for side in sides if side.kind == kind))
            _done(node, row, 0)
        if also is not None:
            also()
        details = {"things": len(rows), "compared": sum(len(each.compared) for each in ready), "open": sum(found)}
        refs = {rows[0].kind: rows[0].uid} if len(rows) == 1 else {}
        work.record(Act.SCREENED, refs=refs, details=details)
    return sum(found)


def forms(node: Node, sides: Iterable[Side]) -> dict[Side, Form]:
    """Give the whole form of each side that is still here."""
    wanted = list(sides)
    found: dict[Side, Form] = {}
    for kind, source in SOURCES.items():
        of_kind = [side for side in wanted if side.kind == kind]
        if of_kind:
            found |= source.forms(node, of_kind)
    return found


def sides_of(match: MatchRow) -> Pair:
    """Give the two sides of a match."""
    return Side(match.left_kind, match.left, match.left_place), Side(match.right_kind, match.right)


def fingerprint(pair: Pair, one: Form, other: Form) -> str:
    """Give what stands for all that was compared: what both said, and which thing of ours it was compared with."""
    said = [_said(one), _said(other), pair[1].kind, pair[1].uid]
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hex()


def forget(node: Node, uids: Iterable[int]) -> None:
    """Forget whom purged messages named, inside the unit of work: that somebody judged stays, without words."""
    keys = list(uids)
    MentionKey.objects.using(node.alias).filter(entry__in=keys).delete()
    rows = MatchRow.objects.using(node.alias).filter(left_kind=MESSAGE, left__in=[str(key) for key in keys])
    for match in rows:
        _lapse(node, match, gone=True)
    judged = JudgementRow.objects.using(node.alias).filter(match__in=rows)
    judged.update(because="", second_because="", undone_because="")


def _ready(node: Node, row: ScreeningRow) -> _Ready:
    sides = _of(node, row)
    known = frozenset(map(sides_of, MatchRow.objects.using(node.alias).filter(_touching(row.kind, row.uid))))
    pairs = _like(node, sides)
    others = forms(node, {side for pair in known - set(pairs) for side in pair})
    for one, other in known - set(pairs):
        if one in others and other in others:
            pairs[one, other] = others[one], others[other]
    return _Ready(row, sides, {pair: _compare(pair, *found) for pair, found in pairs.items()}, known)


def _write(node: Node, ready: _Ready) -> int:
    row = ready.row
    if row.kind == MESSAGE:
        _key_message(node, row.uid, ready.sides)
    # Read again: what was screened beside it may have found the same.
    rows = {sides_of(match): match for match in MatchRow.objects.using(node.alias).filter(_touching(row.kind, row.uid))}
    found = sum(_keep(node, pair, rows.get(pair), each) for pair, each in ready.compared.items())
    for pair in ready.known - set(ready.compared):
        if pair in rows:
            _lapse(node, rows[pair], gone=True)
    _done(node, row, found)
    return found


def _done(node: Node, row: ScreeningRow, found: int) -> None:
    """Mark it done; whoever asked again meanwhile is served again."""
    asked = ScreeningRow.objects.using(node.alias).filter(pk=row.pk, asked_at=row.asked_at)
    asked.update(done_at=node.now(), found=found)


def _of(node: Node, row: ScreeningRow) -> dict[Side, Form]:
    if row.kind != MESSAGE:
        side = Side(row.kind, row.uid)
        return SOURCES[row.kind].forms(node, [side])
    found = message_sides.entries(node, [Side(MESSAGE, row.uid)])
    return {side: form for entry in found.values() for side, form in message_sides.of_entry(entry).items()}


def _like(node: Node, sides: Mapping[Side, Form]) -> dict[Pair, tuple[Form, Form]]:
    found: dict[Pair, tuple[Form, Form]] = {}
    for side, form in sides.items():
        for kind, source in SOURCES.items():
            if kind == side.kind == MESSAGE:
                # What two messages have in common is `resembling`.
                continue
            for other, its in source.like(node, form).items():
                if other != side:
                    pair = _ordered(side, other)
                    found[pair] = (form, its) if pair[0] == side else (its, form)
    return {pair: each for pair, each in found.items() if pair not in _linked(node, found)}


def _linked(node: Node, pairs: Iterable[Pair]) -> set[Pair]:
    """Give the pairs of a message and a record that a person linked already."""
    of_messages = [pair for pair in pairs if pair[0].kind == MESSAGE and pair[1].kind == RECORD]
    links = RecordLink.objects.using(node.alias).filter(entry__in={int(pair[0].uid) for pair in of_messages})
    known = {(str(entry), record) for entry, record in links.values_list("entry_id", "record__uid")}
    return {pair for pair in of_messages if (pair[0].uid, pair[1].uid) in known}


def _ordered(one: Side, other: Side) -> Pair:
    def rank(side: Side) -> tuple[int, Side]:
        return _ORDER.index(side.kind), side

    return (one, other) if rank(one) <= rank(other) else (other, one)


def _compare(pair: Pair, one: Form, other: Form) -> _Compared:
    return _Compared(compare_in_list(prepare(one), prepare(other)), fingerprint(pair, one, other))


def _keep(node: Node, pair: Pair, match: MatchRow | None, found: _Compared) -> bool:
    """Keep what a comparison came to; whether it waits to be judged."""
    band = found.comparison.band
    if band is Band.NONE:
        if match is not None:
            _lapse(node, match, gone=False)
        return False
    if match is not None and match.fingerprint == found.fingerprint and match.state != "lapsed":
        return match.state in {"open", "second"}
    settled = _remembered(node, match, pair, found.fingerprint)
    values: dict[str, Any] = {
        "score": round(found.comparison.score, 4),
        "band": band.value,
        "why": [{"what": each.what, "weight": round(each.weight, 2)} for each in found.comparison.contributions],
        "fingerprint": found.fingerprint,
        "state": "open" if settled is None else "judged",
        "settled": settled,
        "found_at": node.now(),
    }
    if match is None:
        one, other = pair
        MatchRow.objects.using(node.alias).create(
            uid=uuid7(now=node.now(), entropy=node.entropy(10)),
            left_kind=one.kind,
            left=one.uid,
            left_place=one.place,
            right_kind=other.kind,
            right=other.uid,
            **values,
        )
    else:
        MatchRow.objects.using(node.alias).filter(pk=match.pk).update(**values)
    return settled is None


def _remembered(node: Node, match: MatchRow | None, pair: Pair, said: str) -> JudgementRow | None:
    """Give the judgement that still holds of what both sides say: its own, or that of another message, "different".

    That somebody is the same is judged for each message anew: what follows from it is another matter each time.
    """
    standing = JudgementRow.objects.using(node.alias).filter(fingerprint=said, undone_at=None).exclude(outcome="")
    if match is not None:
        own = standing.filter(match=match).order_by("-pk").first()
        if own is not None:
            return own
    if pair[0].kind != MESSAGE:
        return None
    other = standing.filter(outcome=DIFFERENT, match__left_kind=MESSAGE)
    if match_consequences.are_legal(node, int(pair[0].uid)):
        other = other.filter(legal=True)
    return other.order_by("-pk").first()


def _lapse(node: Node, match: MatchRow, *, gone: bool) -> None:
    """Take a match out of the queue; one that nobody judged goes as if it had never been."""
    if not match.judgements.exists():
        match.delete(using=node.alias)
        return
    values: dict[str, Any] = {"state": "lapsed"} | ({"fingerprint": "", "why": []} if gone else {})
    MatchRow.objects.using(node.alias).filter(pk=match.pk).update(**values)


def _key_message(node: Node, uid: str, sides: Mapping[Side, Form]) -> None:
    entry = message_sides.entries(node, [Side(MESSAGE, uid)]).get(uid)
    if entry is not None:
        message_sides.key(node, entry, sides)


def _touching(kind: str, uid: str) -> Q:
    return Q(left_kind=kind, left=uid) | Q(right_kind=kind, right=uid)


def _said(form: Form) -> dict[str, list[str]]:
    return {
        name: sorted([value] if isinstance(value, str) else map(str, value))
        for name, value in form.items()
        if name != "id" and value
    }
