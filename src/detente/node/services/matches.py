"""Is it the same one? Matches as an officer sees them, and what people judge: same, different, or not to be said.

    open --a person--> judged                                        same, different, unsure
         `-- where the consequence may be legal --> second --another person, blind--> judged
    judged --undone, with a reason--> open

A machine confirms nobody. Two who judge differently leave it unsure. Nothing leaves the node by a judgement: what the
partner is told of it, an officer writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from detente.audit.acts import Act
from detente.matching.names import Band, Comparison, compare_in_list, prepare
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties, match_consequences, screening, screening_asked
from detente.node.services.deciding import Asking
from detente.node.services.match_side import MESSAGE, Side
from detente.node.services.match_source import Seen
from detente.node.services.persons_given import can_be_kept
from detente.node.services.record_sight import is_near
from detente.node.stores.models import Entry, JudgementRow, MatchRow, Officer
from detente.node.stores.unit import Unit, unit

DUTY: Final = "use"
"""The act of policy whose roles judge: those who keep records."""
SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VERDICTS: Final = (SAME, DIFFERENT, UNSURE)
OPEN, SECOND, JUDGED = "open", "second", "judged"
WAITING: Final = (OPEN, SECOND)
AMONG: Final = 400
"""So many matches that wait are looked through for those that an officer may see, the likeliest first."""
_LONGEST: Final = 300


class MatchJudged(BadInput):
    """Somebody judged it already."""

    code = "match-judged"

    def __init__(self) -> None:
        super().__init__("This match was judged already. Undo that first if it does not hold.")


class MatchChanged(BadInput):
    """One side says something else by now than what was compared, or is gone."""

    code = "match-changed"

    def __init__(self) -> None:
        super().__init__("One of the two changed or was erased since they were compared. Look at them again.")


class SamePerson(BadInput):
    """Whoever judged first is not the second person."""

    code = "match-second-person"

    def __init__(self) -> None:
        super().__init__("You judged this already. The consequence may be legal, so another person judges, too.")


@dataclass(frozen=True, slots=True)
class Match:
    """A match as an officer sees it: compared anew by what they may see of both sides."""

    row: MatchRow
    left: Seen
    right: Seen
    comparison: Comparison
    legal: bool


def waiting(node: Node, officer: Officer, *, among: int = AMONG) -> list[Match]:
    """Give the matches that wait for the officer to judge them, the likeliest first, out of the likeliest `among`.

    Raises:
        RoleRefused: the officer judges none.
    """
    duties.require_duty(officer, DUTY)
    rows = MatchRow.objects.using(node.alias).filter(state__in=WAITING).order_by("-score", "pk")[:among]
    mine = set(_first_by(node, officer, rows))
    return visible(node, officer, [row for row in rows if row.state == OPEN or row.pk not in mine])


def of_entry(node: Node, officer: Officer, entry: Entry) -> list[Match]:
    """Give the matches of whom a message names, the likeliest first; none where the officer judges none."""
    if not duties.has(officer, DUTY):
        return []
    rows = MatchRow.objects.using(node.alias).filter(left_kind=MESSAGE, left=str(entry.pk)).exclude(state="lapsed")
    return visible(node, officer, rows.order_by("left_place", "-score", "pk")[:AMONG])


def find(node: Node, officer: Officer, uid: str) -> Match:
    """Give a match by its id.

    Raises:
        RoleRefused: the officer judges none.
        NotFound: there is none, a side of it is gone, or the officer may not see both.
    """
    duties.require_duty(officer, DUTY)
    rows = MatchRow.objects.using(node.alias).filter(uid=uid) if can_be_kept(uid) else ()
    found = visible(node, officer, rows)
    if not found:
        raise NotFound("There is no such match, one of the two is gone, or it is not for you to know.")
    return found[0]


def visible(node: Node, officer: Officer, rows: Iterable[MatchRow]) -> list[Match]:
    """Give those matches of which the officer may see both sides, and that still look alike by what they may see."""
    listed = list(rows)
    asking = Asking(node, officer)
    seen: dict[Side, Seen] = {}
    wanted = {side for row in listed for side in screening.sides_of(row)}
    for kind, source in screening.SOURCES.items():
        of_kind = [side for side in wanted if side.kind == kind]
        if of_kind:
            seen |= source.seen(asking, of_kind)
    found = []
    for row in listed:
        left, right = (seen.get(side) for side in screening.sides_of(row))
        if left is not None and right is not None:
            comparison = compare_in_list(prepare(left.form), prepare(right.form))
            # By what stays hidden nobody is shown to look like somebody. What people judged is shown for itself.
            if comparison.band is not Band.NONE or row.settled_id is not None:
                found.append(Match(row, left, right, comparison, _legal(node, row)))
    return found


def judge(
    node: Node, officer: Officer, found: Match, verdict: str, because: str, *, legal: bool = False
) -> JudgementRow:
    """Say of a match whether both are the same; as the second person where one waits for it.

    `legal`: the officer says that the consequence may be a legal one, where the matter does not say so itself.

    Raises:
        RoleRefused: the officer judges none.
        BadInput: no such verdict, no reason; MatchJudged, MatchChanged, SamePerson.
    """
    duties.require_duty(officer, DUTY)
    if verdict not in VERDICTS:
        raise BadInput("Say same, different or unsure.")
    _reason(because)
    _check_unchanged(node, found.row)
    with unit(node, "judge match") as work:
        row = MatchRow.objects.using(node.alias).get(pk=found.row.pk)
        if row.state not in WAITING:
            raise MatchJudged
        if row.fingerprint != found.row.fingerprint:
            raise MatchChanged
        if row.state == SECOND:
            return _second(node, officer, row, verdict, because, work)
        takes_two = legal or found.legal
        made = JudgementRow.objects.using(node.alias).create(
            match=row,
            fingerprint=row.fingerprint,
            verdict=verdict,
            because=because,
            legal=takes_two,
            by=officer,
            at=node.now(),
            outcome="" if takes_two else verdict,
        )
        _settle(node, row, made)
        # What a second person must not see stands in no log that they read.
        details = {"legal": takes_two} | ({} if takes_two else {"verdict": verdict})
        work.record(Act.MATCH_JUDGED, actor=officer.name, refs=refs_of(row), details=details)
    return made


def undo(node: Node, officer: Officer, found: Match, because: str) -> None:
    """Undo what was judged of a match, which is to be judged again; whoever judged, the adviser or the head may.

    What was judged of another message stays there, and is only set aside here.

    Raises:
        RoleRefused: the officer judges none, or others judged this one.
        BadInput: nothing was judged, or no reason was given.
    """
    duties.require_duty(officer, DUTY)
    _reason(because)
    with unit(node, "undo judgement") as work:
        row = MatchRow.objects.using(node.alias).get(pk=found.row.pk)
        standing = _standing(node, row)
        if row.state not in (SECOND, JUDGED) or (standing is None and row.settled_id is None):
            raise BadInput("Nothing was judged of this match that could be undone.")
        if standing is not None:
            if officer.pk not in (standing.by_id, standing.second_id) and not is_near(officer):
                raise duties.RoleRefused
            standing.undone_at, standing.undone_by, standing.undone_because = node.now(), officer, because
            standing.save(using=node.alias, update_fields=["undone_at", "undone_by", "undone_because"])
        MatchRow.objects.using(node.alias).filter(pk=row.pk).update(state=OPEN, settled=None)
        work.record(Act.JUDGEMENT_UNDONE, actor=officer.name, refs=refs_of(row), details={"reason": because})


def history(node: Node, officer: Officer, found: Match) -> list[JudgementRow]:
    """Give what was judged of a match, the newest first; not what a second person must not see yet."""
    rows = JudgementRow.objects.using(node.alias).filter(match=found.row).select_related("by", "second", "undone_by")
    shown = [row for row in rows.order_by("-pk") if row.outcome or row.undone_at is not None or row.by == officer]
    settled = found.row.settled
    if settled is not None and settled.match_id != found.row.pk:
        shown.insert(0, settled)
    return shown


def ask_anew(node: Node, officer: Officer, entry: Entry) -> int:
    """Screen a message now; give how many matches wait to be judged.

    Raises:
        RoleRefused: the officer judges none.
    """
    duties.require_duty(officer, DUTY)
    with unit(node, "ask for a screening") as work:
        screening_asked.ask(node, MESSAGE, [str(entry.pk)])
        refs = {"cid": entry.cid, "party": entry.partner.party}
        work.record(Act.SCREENED, actor=officer.name, refs=refs, details={"kind": MESSAGE, "asked": True})
    return screening.one(node, MESSAGE, str(entry.pk))


def refs_of(row: MatchRow) -> dict[str, str]:
    """Give by what the audit finds a match."""
    return {"match": row.uid}


def _second(node: Node, officer: Officer, row: MatchRow, verdict: str, because: str, work: Unit) -> JudgementRow:
    first = _standing(node, row)
    if first is None or first.outcome:
        raise MatchJudged
    if first.by_id == officer.pk:
        raise SamePerson
    first.second, first.second_verdict, first.second_because = officer, verdict, because
    first.second_at, first.outcome = node.now(), verdict if verdict == first.verdict else UNSURE
    first.save(using=node.alias)
    _settle(node, row, first)
    details = {"first": first.verdict, "second": verdict, "outcome": first.outcome}
    work.record(Act.MATCH_SECONDED, actor=officer.name, refs=refs_of(row), details=details)
    return first


def _settle(node: Node, row: MatchRow, made: JudgementRow) -> None:
    row.state, row.settled = (JUDGED, made) if made.outcome else (SECOND, None)
    row.save(using=node.alias, update_fields=["state", "settled"])


def _standing(node: Node, row: MatchRow) -> JudgementRow | None:
    rows = JudgementRow.objects.using(node.alias).filter(match=row, fingerprint=row.fingerprint, undone_at=None)
    return rows.select_related("by").first()


def _first_by(node: Node, officer: Officer, rows: Iterable[MatchRow]) -> Iterable[int]:
    asked = JudgementRow.objects.using(node.alias).filter(match__in=[row.pk for row in rows if row.state == SECOND])
    return asked.filter(by=officer, outcome="", undone_at=None).values_list("match_id", flat=True)


def _check_unchanged(node: Node, row: MatchRow) -> None:
    """Return where both sides say what was compared; else compare them anew, and MatchChanged."""
    pair = screening.sides_of(row)
    held = screening.forms(node, pair)
    if all(side in held for side in pair) and screening.fingerprint(pair, *(held[side] for side in pair)) == (
        row.fingerprint
    ):
        return
    screening.one(node, row.left_kind, row.left)
    raise MatchChanged


def _legal(node: Node, row: MatchRow) -> bool:
    return row.left_kind == MESSAGE and match_consequences.are_legal(node, int(row.left))


def _reason(text: str) -> None:
    if not label.is_label(text, longest=_LONGEST):
        raise BadInput(f"Say in one line of at most {_LONGEST} characters what decides you.")
