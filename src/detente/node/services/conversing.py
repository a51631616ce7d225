"""What an officer may do in any dialogue, and doing it: a row of its table, roles, conditions, one unit of work.

    act --row of the table, roles, conditions--> nothing travels   --> the case moves, the step is kept
                                             `--> evidence          --> sealed, then case and entry in one unit
                                             `--> a message         --> `dispatching`, which moves the case in its unit

No kind of dialogue is known here: which acts there are, who may do them and what they send stands in the tables of
`cases`; what each message carries, in `letters`; what a guard in words asks for, in `conditions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from detente.cases import asked, carrying
from detente.cases import case as cases
from detente.cases.asked import Field
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NoSuchStep, NotInRole, Row
from detente.model.errors import BadInput, LocalError
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import (
    casework,
    conditions,
    consents_told,
    correcting,
    dispatching,
    duties,
    letters,
    recalled_items,
    releasing,
    replying,
    standing_watches,
    stepping,
    superseding,
)
from detente.node.services.conditions import Matter, Said
from detente.node.services.dispatching import Request
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import Unit, unit
from detente.policy import grounds, refusals

Also = Callable[[Unit, Case], None]
"""What a caller does in the same unit of work once the case has moved."""


@dataclass(frozen=True, slots=True)
class Open:
    """An act that stands open. `allowed`: this officer has a role for it; `confirm`: words to be confirmed."""

    event: str
    by: tuple[str, ...]
    to: str
    sends: tuple[str, ...]
    guard: str | None
    allowed: bool
    confirm: str | None


def possible(officer: Officer, case: Case) -> tuple[Open, ...]:
    """Give the acts of persons that stand open in a case, in the order of its table."""
    roles = duties.roles_of(officer)
    return tuple(
        Open(
            row.event,
            row.by,
            row.to,
            row.sends,
            row.guard,
            not roles.isdisjoint(row.by),
            conditions.asks_to_confirm(case, row),
        )
        for row in cases.possible(case)
    )


def event_sending(case: Case, message: str) -> str:
    """Give the act that sends a message now; of several the one that is possible, else the first of its table.

    Raises:
        NoSuchStep: no act of this side sends it.
    """
    rows = [row for row in TABLES[case.kind].rows if row.side == case.side and row.how == "act"]
    sending = [row for row in rows if message in row.sends]
    if not sending:
        raise NoSuchStep(case.kind, case.side, case.state, message)
    return next((row.event for row in sending if row.state == case.state), sending[0].event)


def act(node: Node, officer: Officer, opener: Entry, event: str, said: Said, *, also: Also | None = None) -> Entry:
    """Do an act in the dialogue that `opener` opened; give the entry that it released, `opener` where nothing travels.

    Raises:
        NoSuchStep, NotInRole: the act is not possible now, or not for this officer; nothing changed.
        BadInput: something that the act asks for was not given (`conditions.Unmet`), or cannot be used.
        PolicyRefusal: policy does not let it leave.
    """
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    event, said = _neutral(case, event, said)
    row = _row(case, event, officer)
    said = _watched(node, opener, row, _counted(node, opener, row, _read(case, row, said)))
    conditions.require(Matter(case, row, officer, said, node.now()))
    messages = tuple(name for name in row.sends if name not in TABLES[case.kind].receipts)
    if len(messages) > 1:
        raise LocalError(f"{event} of a {case.kind} sends several messages, which no table does")
    if not messages:
        return _here(node, officer, opener, case, row, said, also)
    kind = carrying.kind_of(TABLES[case.kind], messages[0])
    tell = _evidence if kind == "evidence" else _message
    return tell(node, officer, opener, case, row, said, also)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What an act would release, before anything is sealed. `event` and `said` as done: a refusal may be a nil."""

    kind: str
    message: str
    payload: dict[str, Any]
    target: Entry | None
    event: str
    said: Said


def written(node: Node, opener: Entry, case: Case, event: str, said: Said) -> Drafted:
    """Give what an act would release; whether it may be done is asked when it is.

    Raises:
        NoSuchStep: no such act stands in the table in this state.
        BadInput: it releases no message, or there is nothing that it could answer.
    """
    event, said = _neutral(case, event, said)
    row = TABLES[case.kind].next_row(case.side, case.state, event, case.terms, taken=False)
    kind = carrying.kind_of(TABLES[case.kind], row.sends[0]) if row.sends else "evidence"
    if kind == "evidence":
        raise BadInput("This act releases nothing that anybody would read first.")
    name = said.message or row.sends[0]
    target = _named(node, opener, case, kind)
    return Drafted(kind, name, payload_of(case, target, name, _read(case, row, said)), target, event, said)


def require(node: Node, officer: Officer, opener: Entry, event: str, said: Said) -> None:
    """Return if the officer may do the act now with what was said; nothing is written.

    Raises:
        NoSuchStep, NotInRole, BadInput: as in `act`.
    """
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    event, said = _neutral(case, event, said)
    row = _row(case, event, officer)
    conditions.require(Matter(case, row, officer, _read(case, row, said), node.now()))


def sends_message(node: Node, officer: Officer, opener: Entry, event: str, said: Said) -> bool:
    """Whether the act, which the officer may do now, releases a message that somebody reads: evidence is none.

    Raises:
        NoSuchStep, NotInRole, BadInput: as in `act`; nothing is written.
    """
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    event, said = _neutral(case, event, said)
    row = _row(case, event, officer)
    conditions.require(Matter(case, row, officer, _counted(node, opener, row, _read(case, row, said)), node.now()))
    sent = [name for name in row.sends if name not in TABLES[case.kind].receipts]
    return bool(sent) and carrying.kind_of(TABLES[case.kind], sent[0]) != "evidence"


def check(node: Node, officer: Officer, opener: Entry, event: str) -> None:
    """Return if the officer may do the act now; NoSuchStep or NotInRole otherwise. Nothing is written."""
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    _row(case, event, officer)


# Inside


def _row(case: Case, event: str, officer: Officer) -> Row:
    return TABLES[case.kind].next_row(
        case.side, case.state, event, case.terms, roles=duties.roles_of(officer), taken=False
    )


def _read(case: Case, row: Row, said: Said) -> Said:
    """Read the values that the act asks for besides; Lacking or BadInput where one is missing or cannot be used."""
    return replace(said, given=asked.read(TABLES[case.kind].fields_of(row.event), said.given))


def _neutral(case: Case, event: str, said: Said) -> tuple[str, Said]:
    """Turn a refusal for a ground that tells what is held here into the neutral answer; the ground stays here."""
    if not said.ground:
        return event, said
    try:
        sent = grounds.sent_ground(said.ground)
    except grounds.UnknownGround as error:
        raise BadInput(f"There is no ground {said.ground}. `detente refuse --grounds` lists them.") from error
    refusing = any(set(row.sends) & carrying.REFUSING for row in TABLES[case.kind].rows if row.event == event)
    if not refusing:
        return event, said
    if sent != grounds.NIL:
        if not refusals.may_refuse_with(said.ground):
            raise BadInput(
                f"The ground {said.ground} belongs to a law that this agreement does not rest on. Choose another."
            )
        return event, said
    if "nil" not in TABLES[case.kind].messages:
        raise BadInput(
            "This ground would tell them what is held here. Choose one that follows from their message alone."
        )
    return event_sending(case, "nil"), replace(
        said, message="", explained="", letter=replace(said.letter, text="", files=())
    )


def _counted(node: Node, opener: Entry, row: Row, said: Said) -> Said:
    """Add what the node counts itself, so that nobody types it."""
    if "onward-results" not in row.sends:
        return said
    return replace(said, onward=correcting.onward_results(node, opener))


def _watched(node: Node, opener: Entry, row: Row, said: Said) -> Said:
    """Add until when a watch stands that was set for this thread: whom an officer tells of the filing is told that.

    The node alone says it, never what somebody typed: a filing promises nothing else. Of the watch itself nothing
    leaves, neither whom it looks for nor who owns it.
    """
    if casework.FILED not in row.sends:
        return said
    return replace(said, until=None if said.untold else standing_watches.stands_until(node, opener))


def _here(node: Node, officer: Officer, opener: Entry, case: Case, row: Row, said: Said, also: Also | None) -> Entry:
    with unit(node, f"{row.event} {case.kind}") as work:
        _move(node, officer, opener, row, said, work, also)
    return opener


def _evidence(
    node: Node, officer: Officer, opener: Entry, case: Case, row: Row, said: Said, also: Also | None
) -> Entry:
    (name,) = row.sends
    about = replying.target(node, opener.partner, case, root=opener.root)
    if about is None and row.to == row.state:
        # Evidence names an entry of the partner (DXP 8). Before there is one, what happened is set down here alone.
        return _here(node, officer, opener, case, row, said, also)
    if about is None:
        raise BadInput("Nothing of the partner is here yet that this could be said about.")
    sealed = releasing.seal_evidence(
        node,
        opener.partner,
        about,
        message=carrying.travelling_name(TABLES[case.kind], name),
        outcome="done",
        officer=officer,
        code=None if name in _MEMBERS else said.code or None,
        until=said.until,
        dialogue=case.kind,
        members=_members(case, name, said),
    )
    with unit(node, f"{row.event} {case.kind}") as work:
        _move(node, officer, opener, row, said, work, also)
        return releasing.store(
            node,
            opener.partner,
            sealed,
            message=carrying.travelling_name(TABLES[case.kind], name),
            root=opener.root,
            work=work,
            actor=officer.name,
        )


def _message(node: Node, officer: Officer, opener: Entry, case: Case, row: Row, said: Said, also: Also | None) -> Entry:
    table = TABLES[case.kind]
    name = said.message or row.sends[0]
    kind = carrying.kind_of(table, row.sends[0])
    target = _named(node, opener, case, kind)
    letter = replace(said.letter, extra={**said.letter.extra, "inner": said.ground})
    request = Request(
        opener.partner,
        letter,
        kind,
        payload_of(case, target, name, replace(said, letter=letter)),
        target,
        row.event,
        said.assertion,
        opener=opener,
        until=said.until,
        roles=tuple(sorted(duties.roles_of(officer))),
        also=lambda work, moved: _after(node, officer, opener, row, said, work, moved, also),
    )
    return dispatching.release(node, officer, request)


def _named(node: Node, opener: Entry, case: Case, kind: str) -> Entry:
    """Give the entry that a message names."""
    target = replying.target(node, opener.partner, case, root=opener.root) if kind in carrying.REPLIES else opener
    if target is None:
        raise BadInput("Nothing of the partner is here yet that this could answer.")
    return target


def payload_of(case: Case, target: Entry, name: str, said: Said) -> dict[str, Any]:
    """Give what a message of a dialogue carries, without its files."""
    travelling = carrying.travelling_name(TABLES[case.kind], name)
    if name in carrying.REFUSING:
        sent = grounds.sent_ground(said.ground)
        return letters.refusal_payload(
            target, said.letter, ground=sent, explained=said.explained, dialogue=case.kind, message=travelling
        )
    rest = None if said.rest is None else dict(said.rest)
    if name == "part-final" and rest is None and said.ground:
        sent = grounds.sent_ground(said.ground)
        rest = None if sent == grounds.NIL else {"ground": sent, "until": None}
    payload = letters.answer_payload(target, said.letter, message=travelling, rest=rest, dialogue=case.kind)
    return payload if name == "nil" else {**payload, **_members(case, name, said)}


_MEMBERS: Final = frozenset(
    {"clarification-asked", "returned", "transferred", "feedback", "withdraw", "partly", "objected", "onward-results"}
)
"""Messages with members of their own beside those of evidence."""


def _members(case: Case, name: str, said: Said) -> dict[str, Any]:
    if name in ("clarification-asked", "returned"):
        return {"missing": list(said.missing)}
    if name == "onward-results":
        return {"onward": dict(said.onward or {})}
    if name in ("partly", "objected"):
        return {"code": said.code}
    if name == "transferred":
        return {"competent": said.competent}
    if (case.kind, name) == ("request-information", "feedback"):
        return {"usefulness": said.code or "useful"}
    if name == "granted" and said.until is not None:
        coded: dict[str, Any] = {"until": format_instant(said.until)}
        return {**coded, **asked.travelling(_fields_sent_with(case, name), said.given)}
    coded = {"code": said.code} if name == "withdraw" or (case.kind, name) in _WITH_CODE else {}
    return {**coded, **asked.travelling(_fields_sent_with(case, name), said.given)}


_WITH_CODE: Final = frozenset(
    {
        ("notification", "outcome"),
        ("warning", "outcome"),
        ("warning", "stand-down"),
        ("feedback", "contested"),
        ("onward-consent", "revoke"),
    }
)
"""Messages that say their coded reason in a member."""


def _fields_sent_with(case: Case, name: str) -> tuple[Field, ...]:
    """Give the fields of the acts of this side that send a message, each once."""
    table = TABLES[case.kind]
    acts = {row.event for row in table.rows if row.side == case.side and row.how == "act" and name in row.sends}
    found = {field.name: field for event in sorted(acts) for field in table.fields_of(event)}
    return tuple(found.values())


def _move(node: Node, officer: Officer, opener: Entry, row: Row, said: Said, work: Unit, also: Also | None) -> None:
    moved = casework.act(
        node,
        opener.partner,
        opener.root,
        row.event,
        work=work,
        dialogue=opener.cid,
        until=said.until,
        roles=duties.roles_of(officer),
        actor=officer.name,
    )
    _after(node, officer, opener, row, said, work, moved, also)


Doing = Callable[[Node, Officer, Entry, Said, Unit], None]

_DOES: Final[Mapping[tuple[str, str], Doing]] = MappingProxyType(
    {
        ("recall", recalled_items.DELETE): lambda node, by, opener, _, work: recalled_items.delete(
            node, by, opener, work
        ),
        ("correction", superseding.APPLY): lambda node, _, opener, __, work: superseding.apply(node, opener, work),
        ("onward-consent", "grant"): lambda node, by, opener, said, work: consents_told.given(
            node, by, opener, said.until, work
        ),
        ("onward-consent", "revoke"): lambda node, _, opener, __, work: consents_told.taken_back(node, opener, work),
    }
)
"""What an act does here besides moving its case, in the same unit of work."""


def _after(
    node: Node,
    officer: Officer,
    opener: Entry,
    row: Row,
    said: Said,
    work: Unit,
    moved: Case,
    also: Also | None,
) -> None:
    stepping.keep(node, officer, opener, row, said, work)
    doing = _DOES.get((opener.kind, row.event))
    if doing is not None:
        doing(node, officer, opener, said, work)
    if also is not None:
        also(work, moved)


__all__ = ["NotInRole", "Open", "Said", "act", "check", "event_sending", "payload_of", "possible"]
