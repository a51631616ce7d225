"""Matches as the desk shows them: both sides field by field, the why in words, what was judged before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from detente.audit.acts import Act
from detente.matching.names import comparison as bands
from detente.matching.names import explain
from detente.matching.names.phrases import LANGUAGES
from detente.node.context import Node
from detente.node.queries import phrases
from detente.node.queries.desk import Handling
from detente.node.queries.matches_page import Judged, MatchField, MatchLine, MatchList, MatchPage, MatchSide
from detente.node.services import duties, matches, opening, protecting, record_group
from detente.node.services.match_side import MESSAGE, RECORD
from detente.node.services.match_source import Seen
from detente.node.services.matches import Match
from detente.node.services.record_finding import NAMES
from detente.node.services.record_sight import is_near
from detente.node.stores.models import Entry, JudgementRow, Officer, RecordRow
from detente.node.stores.unit import unit

_COMPARED: Final[Mapping[str, tuple[str, ...]]] = {
    "names": NAMES,
    "birthDate": ("birthDate",),
    "country": ("nationality", "citizenship", "country"),
    "gender": ("gender",),
    "idNumber": ("idNumber", "passportNumber", "registrationNumber", "taxNumber", "innCode", "socialSecurityNumber"),
}
"""What is compared, and from which properties; all others are shown, and weigh nothing."""
_ALSO: Final = frozenset({"firstName", "secondName", "middleName", "fatherName", "lastName"})
_NEAREST, _SHOWN = 20, 5
"""So many are looked through for My work, and so many stand there."""
_MOST: Final = 12
"""So many other matches stand beside one."""


def listing(node: Node, officer: Officer, found: Sequence[Match]) -> MatchList:
    """Give matches in a list, in their order."""
    return MatchList(node.now(), _marking(found), tuple(map(line, found)), duties.has(officer, matches.DUTY))


def nearest(node: Node, officer: Officer) -> MatchList:
    """Give the first matches that wait for an officer; none for whom they do not wait."""
    if not duties.has(officer, matches.DUTY):
        return listing(node, officer, ())
    return listing(node, officer, matches.waiting(node, officer, among=_NEAREST)[:_SHOWN])


def line(found: Match) -> MatchLine:
    """Give one match as a line of a list, by what the officer may see of both sides."""
    row = found.row
    settled = row.settled
    return MatchLine(
        id=row.uid,
        left=_side(found.left),
        right=_side(found.right),
        score=round(found.comparison.score, 4),
        band=found.comparison.band.value,
        state=row.state,
        judged="" if settled is None else settled.outcome,
        found_at=row.found_at,
    )


def page(node: Node, officer: Officer, found: Match) -> MatchPage:
    """Give the page of a match, and put on record that it was looked at."""
    with unit(node, "read match") as work:
        work.record(Act.MATCH_READ, actor=officer.name, refs=matches.refs_of(found.row))
    beside = _beside(node, officer, found)
    told = matches.history(node, officer, found)
    waits = found.row.state in matches.WAITING
    standing = next((each for each in told if each.undone_at is None and each.match_id == found.row.pk), None)
    mine = standing is not None and officer.pk in (standing.by_id, standing.second_id)
    first = found.row.state == matches.SECOND and mine
    protected = _is_protected(node, found)
    tells = found.row.state == matches.JUDGED and found.left.side.kind == MESSAGE and not protected
    same = found.row.settled is not None and found.row.settled.outcome == matches.SAME
    return MatchPage(
        now=node.now(),
        marking=_marking([found, *beside]),
        line=line(found),
        sure=bands.MATCH,
        fields=_fields(found),
        rule=_words(found).get("rule", {}),
        judgements=tuple(_judged(found, each) for each in told),
        legal=found.legal,
        may_judge=waits and not first and duties.has(officer, matches.DUTY),
        may_undo=found.row.state in (matches.SECOND, matches.JUDGED) and (mine or is_near(officer) or standing is None),
        others=tuple(map(line, beside)),
        tell=found.left.entry_id if tells else "",
        protected=protected,
        merge=same and _are_two_records(node, found),
    )


def _are_two_records(node: Node, found: Match) -> bool:
    """Whether both sides are records of this house that are not one yet."""
    if not found.left.side.kind == found.right.side.kind == RECORD:
        return False
    rows = RecordRow.objects.using(node.alias).filter(uid__in=[found.left.side.uid, found.right.side.uid])
    return len(record_group.standing_each(node, rows)) == 2


def _beside(node: Node, officer: Officer, found: Match) -> list[Match]:
    if found.left.side.kind == MESSAGE:
        entry = Entry.objects.using(node.alias).select_related("partner").get(pk=int(found.left.side.uid))
        listed = matches.of_entry(node, officer, entry)
    else:
        listed = matches.waiting(node, officer)
    return [each for each in listed if each.row.pk != found.row.pk][:_MOST]


def _fields(found: Match) -> tuple[MatchField, ...]:
    words = _words(found)
    weights = {each.what: each.weight for each in found.comparison.contributions}
    fields = []
    for what, props in _COMPARED.items():
        left, right = (_values(side, props) for side in (found.left, found.right))
        if what == "names":
            left, right = (tuple(side.form["names"]) for side in (found.left, found.right))
        if left or right:
            why = words.get(what, {})
            weight = weights.get(what)
            fields.append(MatchField(what, left, right, why, weight, _means(left, right, why, weight)))
    known = {prop for props in _COMPARED.values() for prop in props} | _ALSO
    others = dict.fromkeys(prop for side in (found.left, found.right) for prop, _ in side.values if prop not in known)
    for prop in others:
        left, right = (_values(side, (prop,)) for side in (found.left, found.right))
        fields.append(MatchField(prop, left, right, {}, None, _means(left, right, {}, None)))
    return tuple(fields)


def _means(left: tuple[str, ...], right: tuple[str, ...], why: Mapping[str, str], weight: float | None) -> str:
    if not left or not right:
        return "missing"
    if weight is not None:
        return "supports" if weight > 0 else "contradicts" if weight < 0 else "differs"
    # A shared identifier has no weight of its own: it has a rule.
    return "supports" if why or set(left) & set(right) else "differs"


def _words(found: Match) -> dict[str, dict[str, str]]:
    """Give the why in words: by what it is about, then by language; several of one kind in one text."""
    said: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for reason in explain(found.comparison, language):
            of_kind = said.setdefault(reason.what, {})
            of_kind[language] = f"{of_kind[language]}; {reason.text}" if language in of_kind else reason.text
    return said


def _judged(found: Match, row: JudgementRow) -> Judged:
    return Judged(
        verdict=row.verdict,
        because=row.because,
        by=row.by.name,
        at=row.at,
        legal=row.legal,
        second="" if row.second is None else row.second.name,
        second_verdict=row.second_verdict,
        second_because=row.second_because,
        outcome=row.outcome,
        undone_by="" if row.undone_by is None else row.undone_by.name,
        undone_at=row.undone_at,
        undone_because=row.undone_because,
        now_other=row.fingerprint != found.row.fingerprint,
        elsewhere=row.match_id != found.row.pk,
    )


def _is_protected(node: Node, found: Match) -> bool:
    """Whether the message names somebody who fled from the state that sent it: no approval cures that."""
    if found.left.side.kind != MESSAGE:
        return False
    entry = Entry.objects.using(node.alias).select_related("partner").get(pk=int(found.left.side.uid))
    named = protecting.mentioned(protecting.register(node), opening.payload_of(entry))
    return any(each.fled_from == entry.partner.party for each in named)


def _side(seen: Seen) -> MatchSide:
    return MatchSide(
        kind=seen.side.kind,
        id="" if seen.side.kind == MESSAGE else seen.side.uid,
        entry_id=seen.entry_id,
        names=tuple(seen.form["names"]),
        born=_values(seen, ("birthDate",)),
        category=seen.category,
        source=seen.source,
        subject=seen.subject,
        at=seen.at,
    )


def _values(side: Seen, props: Iterable[str]) -> tuple[str, ...]:
    wanted = set(props)
    return tuple(dict.fromkeys(value for prop, value in side.values if prop in wanted))


def _marking(found: Iterable[Match]) -> Handling | None:
    labels = {label for each in found for side in (each.left, each.right) for label in side.handling}
    return phrases.strictest([phrases.codes(label) for label in labels])
