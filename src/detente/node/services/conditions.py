"""What an act asks for besides its row: the guards of the tables in words, each as a check of what the officer said.

A guard that the terms decide is the table's own. One that is listed here is checked against the case and the words of
the officer; every other is for a person to confirm, and stands in the record as confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from detente.cases import carrying
from detente.cases import case as cases
from detente.cases import clocks as timing
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import Row
from detente.model import label
from detente.model.errors import BadInput
from detente.node.services import duties
from detente.node.services.asserting import Assertion
from detente.node.services.disseminating import Told
from detente.node.services.letters import Letter
from detente.node.stores.models import Officer
from detente.policy import reasons


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says with an act: text and files in `letter`, and what its table asks for besides.

    `until`: a time promised or moved to. `code`: a coded reason. `missing`: codes of what is missing. `ground`: the
    inner ground, which stays here; `explained` is what the partner may read of it. `competent`: the body that is. `to`:
    an inner desk. `other`: the message that a case is linked with. `confirmed`: what the guard states in words is so.
    `message`: where an act may send one of several messages, which. `disseminated`: who inside was told, who was not
    and why. `onward`: how many onward recipients said what, counted by the node. `file`: the own file to which the case
    is put. `note`: for this side alone. `untold`: the partner is not told that a watch stands. `given`: the values that
    the table asks for besides (`cases.asked`), as typed.
    """

    letter: Letter = field(default_factory=Letter)
    until: datetime | None = None
    code: str = ""
    missing: tuple[str, ...] = ()
    ground: str = ""
    explained: str = ""
    rest: Mapping[str, Any] | None = None
    competent: str = ""
    to: str = ""
    other: str = ""
    confirmed: bool = False
    message: str = ""
    disseminated: tuple[Told, ...] = ()
    file: str = ""
    note: str = ""
    assertion: Assertion | None = None
    onward: Mapping[str, int] | None = None
    untold: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """An act with all that its conditions look at."""

    case: Case
    row: Row
    officer: Officer
    said: Said
    now: datetime


class Unmet(BadInput):
    """The act is possible, and something that it asks for was not given; the sentence says what."""

    code = "act-incomplete"


Check = Callable[[Matter], str]
"""Gives a sentence where the condition is not met, else nothing."""


def require(matter: Matter) -> None:
    """Return if every condition of the row is met.

    Raises:
        Unmet: one is not; its sentence says what to give.
    """
    for check in _checks_of(matter):
        sentence = check(matter)
        if sentence:
            raise Unmet(sentence)


def asks_to_confirm(case: Case, row: Row) -> str | None:
    """Give the words that a person must confirm for this row, None where nothing is left to confirm."""
    guard = row.guard
    if guard is None or guard in TABLES[case.kind].guards or guard in CONDITIONS or _is_release(guard):
        return None
    return guard


def asked(case: Case, event: str) -> frozenset[str]:
    """Give which members of `Said` an act asks for now, a note among them; `confirm` and `text` by these names."""
    table = TABLES[case.kind]
    rows = [row for row in cases.possible(case) if row.event == event]
    found = {"note"}
    for row in rows:
        checks = CONDITIONS.get(row.guard or "", ())
        found |= {_FIELDS[check] for check in checks if check in _FIELDS}
        if asks_to_confirm(case, row) is not None:
            found.add("confirm")
        for name in row.sends:
            message = table.messages[name]
            if message.envelope in _WITH_TEXT and name not in _WITHOUT_TEXT and name not in carrying.REFUSING:
                found.add("text")
            if name in carrying.REFUSING:
                found |= {"explained", "ground"}
            if name == "feedback":
                found.add("code")
    return frozenset(found)


_WITH_TEXT: Final = frozenset({"notice", "request", "answer", "feedback", "warning"})
_WITHOUT_TEXT: Final = frozenset({"nil", "transferred"})


def _checks_of(matter: Matter) -> tuple[Check, ...]:
    checks = _checks_of_guard(matter)
    refuses = not carrying.REFUSING.isdisjoint(matter.row.sends)
    return (*checks, _ground) if refuses and _ground not in checks else checks


def _checks_of_guard(matter: Matter) -> tuple[Check, ...]:
    guard = matter.row.guard
    if guard is None:
        return ()
    if guard in CONDITIONS:
        return CONDITIONS[guard]
    checks: tuple[Check, ...] = (_released,) if _is_release(guard) else ()
    if asks_to_confirm(matter.case, matter.row) is not None:
        checks = (*checks, _confirmed)
    return checks


def _is_release(guard: str) -> bool:
    return "released by R" in guard


def _released(matter: Matter) -> str:
    if duties.has(matter.officer, "release"):
        return ""
    return "A releasing officer sends this. Ask a colleague who has that role."


def _confirmed(matter: Matter) -> str:
    return "" if matter.said.confirmed else f"Confirm this first: {matter.row.guard}."


def _estimate(matter: Matter) -> str:
    if matter.said.until is None:
        return "Say by when: give the time that you expect."
    return "" if matter.said.until > matter.now else "The time that you give is past. Give a later one."


def _reason(matter: Matter) -> str:
    known = reasons.REASONS.get((matter.case.kind, matter.row.event))
    if not matter.said.code:
        return "Give the reason as a code." if known is None else f"Give the reason: {', '.join(known)}."
    if known is not None and matter.said.code not in known:
        return f"There is no reason {matter.said.code}. Choose one of: {', '.join(known)}."
    return ""


def _missing(matter: Matter) -> str:
    unknown = [code for code in matter.said.missing if code not in reasons.MISSING]
    if unknown or not matter.said.missing:
        return f"Say what is missing, in codes: {', '.join(reasons.MISSING)}."
    return ""


def _urgent(matter: Matter) -> str:
    return "" if matter.case.terms.urgent else "The partner does not claim urgency, so there is none to decide on."


def _once(matter: Matter) -> str:
    return "The urgency was rejected already; it can be rejected once." if _sent(matter, "urgency-rejected") else ""


def _first(matter: Matter) -> str:
    if _sent(matter, "extended"):
        return "The time was extended once already. The head of service extends it again."
    return _later(matter)


def _again(matter: Matter) -> str:
    return _later(matter) if _sent(matter, "extended") else "It was not extended yet: a liaison officer extends first."


def _later(matter: Matter) -> str:
    due = next((clock.due for clock in matter.case.clocks if clock.name == "answer"), None)
    if due is not None and matter.said.until is not None and matter.said.until <= due:
        return "The new time is not later than the present one. Give a later one."
    return ""


def _ran_out(matter: Matter) -> str:
    clock = next((each for each in matter.case.clocks if each.name == "clarification"), None)
    if clock is not None and timing.clock_state(clock, now=matter.now) is timing.ClockState.OVERDUE:
        return ""
    return "The time for the clarification has not run out. Wait for it."


def _ground(matter: Matter) -> str:
    return "" if matter.said.ground else "Choose the ground. It stays here; the partner reads a coarse one."


def _competent(matter: Matter) -> str:
    return "" if label.is_label(matter.said.competent) else "Name the competent body in one line."


def _desk(matter: Matter) -> str:
    return "" if matter.said.to.strip() else "Name the desk that shall do it."


def _other(matter: Matter) -> str:
    if matter.said.other or matter.said.file:
        return ""
    return "Name the case that it is linked with: a message of it, or the number of your own file."


def _words(matter: Matter) -> str:
    said = matter.said
    return "" if said.letter.text.strip() or said.letter.files else "Write what they are to read, or attach it."


def _insisted(matter: Matter) -> str:
    return "You insisted already; that can be done once." if _sent(matter, "insist") else ""


def _onward(matter: Matter) -> str:
    return "" if matter.said.onward is not None else "What the onward recipients said was not counted. Try again."


def _heard(matter: Matter) -> str:
    return "" if matter.said.confirmed else "Confirm that the legal adviser was heard, or that it is about nobody."


def _in_time(matter: Matter) -> str:
    clock = next((each for each in matter.case.clocks if each.name == "until"), None)
    if clock is not None and clock.due <= matter.now:
        return "This consent has ended. Ask anew where you still need it."
    return ""


def _sent(matter: Matter, message: str) -> bool:
    return f"sent:{message}" in matter.case.moments


_FIELDS: Final[Mapping[Check, str]] = MappingProxyType(
    {
        _estimate: "until",
        _reason: "code",
        _missing: "missing",
        _ground: "ground",
        _competent: "competent",
        _desk: "to",
        _other: "other",
        _words: "text",
        _confirmed: "confirm",
        _heard: "confirm",
    }
)
"""What a person fills in for a check."""

CONDITIONS: Final[Mapping[str, tuple[Check, ...]]] = MappingProxyType(
    {
        "estimated time given": (_estimate,),
        "reason": (_reason,),
        "reason code": (_reason,),
        "coded list of what is missing": (_missing,),
        "released by R, coded list of what is missing": (_released, _missing),
        "urgency code confirmed": (_urgent, _confirmed),
        "reasons given, once": (_urgent, _once, _reason),
        "first extension, reason and new time": (_estimate, _reason, _first),
        "later extension, reason and new time": (_estimate, _reason, _again),
        "clarification clock ran out": (_ran_out, _ground),
        "reasons, once": (_insisted, _words),
        "coded ground": (_reason,),
        "duty to warn holds, waiver ground coded": (_reason,),
        "duty to warn does not hold, reason": (_reason,),
        "real, unclear or false": (_reason,),
        "released by R, one of prevented, arrests, unfounded, unknown": (_released, _reason),
        "released": (_words,),
        # The node finds the item itself, and what was granted.
        "item found by its cid": (),
        "now is before until, recipient and purpose as granted": (_in_time,),
        "released by R, reason": (_released, _reason, _words),
        "H heard where a person is concerned, limits and until given": (_estimate, _heard),
        "coded ground, explained": (_ground,),
        # Answered by the test and by who signed (`duty_to_warn`, `approving`).
        "duty to warn holds": (),
        "approver is not the author": (),
        # The fields of the act are all that these ask for (`cases.asked`).
        "credible, specific and impending answered": (),
        "name, time, number, what was said": (),
        "measures or protectee told, dissemination list with reasons": (),
        "also where the warning came by phone first: recorded as verbal, with the name": (),
        "what stays and on which ground": (_reason, _words),
        "each onward recipient: done, partly, objected or silent": (_onward,),
        "competent body named": (_competent,),
        "inner desk named": (_desk,),
        "desk named, reason": (_desk, _reason),
        "a new hand-over": (_desk, _reason),
        # Whoever acts is named by signing in.
        "a named person": (),
        "a case is named": (_other,),
        "released by R, says what is to come": (_released, _words),
        "released by R; sent ground of the part refused, null where its `sent` is `nil`": (_released, _words, _ground),
        "inner ground from grounds.json allowed for this agreement, its `sent` is not `nil`, no part can be given": (
            _ground,
        ),
        # Whether it asks is decided by the terms; what remains is the ground, or the release.
        "the notification asks; inner ground from grounds.json allowed for this agreement, its `sent` is not `nil`": (
            _ground,
        ),
        "the notification asks, released by R": (_released,),
        "the notification asks, released by R; says no more than that there is nothing to communicate": (_released,),
    }
)
"""The guards in words that are checked, by their text in the tables."""
