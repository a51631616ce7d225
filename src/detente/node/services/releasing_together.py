"""Several drafts under one approval: one signature over the hash of their ordered list, one act and record for each.

The officer signs the list; each draft leaves, or is refused, by itself and in the order of the list: one that may not
leave holds up no other. Every act keeps the whole list of hashes beside the signature, so that anyone can see later
that this message was on what was signed (`asserting.hash_of_list`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from detente.crypto.hashing import equal
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import approving, asserting, dispatching, drafting, duties
from detente.node.services.asserting import Assertion
from detente.node.services.written import Written
from detente.node.stores.models import DraftRow, Entry, Officer

MOST = 100
Refused = dispatching.Refused | NotFound
_REFUSED: Final = (*dispatching.REFUSED, NotFound)


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of a list as it stands now: what would leave, with its hash, or why it cannot be read as that."""

    draft: str
    row: DraftRow | None = None
    bound: bytes = b""
    refused: Refused | None = None
    ready: Written | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft. `state`: released, submitted, signed (a further signature is due), or refused."""

    draft: str
    state: str
    entry: Entry | None = None
    refused: Refused | None = None


def lines(node: Node, officer: Officer, chosen: Sequence[str], *, approves: bool = False) -> list[Line]:
    """Give each chosen draft, in order: own ones, or with `approves` those of colleagues that wait for a second person.

    Raises:
        BadInput: none is chosen, one is there twice, or there are too many.
    """
    _check(chosen)
    find = approving.find if approves else drafting.find
    return [_line(node, officer, draft, find) for draft in chosen]


def challenge(found: Sequence[Line]) -> bytes:
    """Give the hash that stands for the list: of those that can leave, in their order."""
    return asserting.hash_of_list([line.bound for line in found if line.refused is None])


def release(
    node: Node, officer: Officer, chosen: Sequence[tuple[str, bytes]], assertion: Assertion | None
) -> list[Outcome]:
    """Release each draft as `chosen` names it, by number and hash; where policy takes two, submit it.

    `assertion`: verified over the hash of the list; None for "password only".

    Raises:
        RoleRefused: the officer releases nothing.
        BadInput: none is chosen, one is there twice, or there are too many.
    """
    duties.require_duty(officer, "send")
    return _each(node, officer, chosen, assertion, find=drafting.find, act=_release)


def approve(
    node: Node, officer: Officer, chosen: Sequence[tuple[str, bytes]], assertion: Assertion | None
) -> list[Outcome]:
    """Approve each draft of colleagues as `chosen` names it, by number and hash; see `approving.approve`."""
    return _each(node, officer, chosen, assertion, find=approving.find, act=_approve)


def _each(
    node: Node,
    officer: Officer,
    chosen: Sequence[tuple[str, bytes]],
    assertion: Assertion | None,
    *,
    find: Callable[[Node, Officer, str], DraftRow],
    act: Callable[[Node, Officer, DraftRow, bytes, Assertion | None], Outcome],
) -> list[Outcome]:
    _check([draft for draft, _ in chosen])
    hashes = tuple(bound for _, bound in chosen)
    signed = None if assertion is None else replace(assertion, listed=hashes)
    outcomes = []
    for draft, bound in chosen:
        try:
            outcomes.append(act(node, officer, find(node, officer, draft), bound, signed))
        except _REFUSED as refused:
            outcomes.append(Outcome(draft, "refused", refused=refused))
    return outcomes


def _release(node: Node, officer: Officer, row: DraftRow, bound: bytes, assertion: Assertion | None) -> Outcome:
    draft = str(row.pk)
    drafting.check_files(node, row)
    ready = drafting.written(node, row)
    if not equal(bound, drafting.challenge(ready)):
        raise drafting.DraftChanged("The draft changed since it was shown. Look at the preview again.")
    if approving.takes_a_second(node, officer, ready):
        approving.submit(node, officer, row, bound, assertion)
        return Outcome(draft, approving.SUBMITTED)
    duties.require_duty(officer, "release")
    return Outcome(draft, "released", drafting.release(node, officer, row, ready, assertion))


def _approve(node: Node, officer: Officer, row: DraftRow, bound: bytes, assertion: Assertion | None) -> Outcome:
    draft = str(row.pk)
    entry = approving.approve(node, officer, row, bound, assertion)
    return Outcome(draft, "signed" if entry is None else "released", entry)


def _line(node: Node, officer: Officer, draft: str, find: Callable[[Node, Officer, str], DraftRow]) -> Line:
    row = None
    try:
        row = find(node, officer, draft)
        drafting.check_files(node, row)
        ready = drafting.written(node, row)
        return Line(draft, row, drafting.challenge(ready), ready=ready)
    except _REFUSED as refused:
        return Line(draft, row, refused=refused)


def _check(chosen: Sequence[str]) -> None:
    if not chosen:
        raise BadInput("Choose the drafts that shall leave together.")
    if len(set(chosen)) != len(chosen):
        raise BadInput("A draft stands twice in the list. Choose each once.")
    if len(chosen) > MOST:
        raise BadInput(f"At most {MOST} drafts leave under one signature. Choose fewer.")
