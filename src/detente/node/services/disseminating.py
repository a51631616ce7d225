"""Who inside was told of a case, and who was not and why: a list that nobody is left out of silently (B15).

    decide --one line a recipient--> told
                                 `-> not told, with a coded reason --override of the head, in words--> told

An override tells one more; the label of the message stays what it is, and what it forbids stays forbidden. Lines stand
for ever: the later one says what holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import Dissemination, Entry, Officer
from detente.node.stores.unit import Unit, unit
from detente.policy.dissemination import WITHHELD

LONGEST: Final = 120
LONGEST_NOTE: Final = 300


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer says of one recipient inside: told, or not and for which of the coded reasons."""

    recipient: str
    told: bool = True
    reason: str = ""


class Unreasoned(BadInput):
    """Somebody would be left out without a reason."""

    code = "dissemination-reason"


def check(lines: Iterable[Told]) -> None:
    """Return if every line can stand.

    Raises:
        Unreasoned: somebody is not told, and no known reason says why.
        BadInput: a recipient has no name, or stands twice.
    """
    names = []
    for line in lines:
        if not label.is_label(line.recipient, longest=LONGEST):
            raise BadInput("Name each recipient in one line, without hidden characters.")
        if not line.told and line.reason not in WITHHELD:
            raise Unreasoned(
                f"Say why {line.recipient} is not told. Choose one of: {', '.join(WITHHELD)}. Nobody is left out "
                "without a reason."
            )
        if line.told and line.reason:
            raise BadInput(f"{line.recipient} is told; a reason belongs to whoever is not.")
        names.append(line.recipient)
    if len(set(names)) != len(names):
        raise BadInput("A recipient stands twice in the list. Name each once.")


def set_down(node: Node, officer: Officer, opener: Entry, lines: Sequence[Told], *, work: Unit) -> None:
    """Set down the lines of a decision, inside its unit of work.

    Raises:
        BadInput: a line cannot stand, or a recipient has one already that only an override changes.
    """
    check(lines)
    known = {line.recipient: line for line in current(node, opener)}
    for line in lines:
        before = known.get(line.recipient)
        if before is not None and before.told != line.told:
            raise BadInput(f"{line.recipient} stands in the list already. The head of service overrides a line.")
        if before is None:
            _add(node, officer, opener, line, work)


def tell(node: Node, officer: Officer, opener: Entry, lines: Sequence[Told]) -> None:
    """Set down lines after the decision, in a unit of work of their own. See `set_down`."""
    duties.require(officer, "decide")
    if not lines:
        raise BadInput("Name somebody: who was told, or who was not and why.")
    with unit(node, "list dissemination") as work:
        set_down(node, officer, opener, lines, work=work)
        # What stands already is no new line; that it was said again is on record.
        work.record(Act.DISSEMINATED, actor=officer.name, refs={"cid": opener.cid}, details={"lines": len(lines)})


def override(node: Node, officer: Officer, opener: Entry, recipient: str, *, reason: str) -> Dissemination:
    """Tell somebody who was left out; the head of service does, and says why. The label stays what it is.

    Raises:
        RoleRefused: the officer is not the head of service.
        NotFound: nobody of that name was left out.
        BadInput: no reason was given, or the label of the message leaves nobody to tell.
    """
    duties.require_duty(officer, "override")
    if not reason.strip() or len(reason) > LONGEST_NOTE:
        raise BadInput(f"Say why in words, in at most {LONGEST_NOTE} characters. Oversight reads it.")
    before = next((line for line in current(node, opener) if line.recipient == recipient), None)
    if before is None or before.told:
        raise NotFound(f"{recipient} was not left out of this case. `detente upkeep told` shows the list.")
    with unit(node, "override dissemination") as work:
        row = Dissemination.objects.using(node.alias).create(
            entry=opener, recipient=recipient, told=True, note=reason, overrides=before, officer=officer, at=node.now()
        )
        work.record(
            Act.DISSEMINATION_OVERRIDDEN,
            actor=officer.name,
            refs={"cid": opener.cid, "line": str(row.pk)},
            details={"was": before.reason},
        )
    return row


def current(node: Node, opener: Entry) -> list[Dissemination]:
    """Give the lines that hold, in the order in which the recipients came on the list."""
    rows = Dissemination.objects.using(node.alias).filter(entry=opener).select_related("officer", "overrides__officer")
    holding: dict[str, Dissemination] = {}
    for row in rows.order_by("pk"):
        holding[row.recipient] = row
    return list(holding.values())


def _add(node: Node, officer: Officer, opener: Entry, line: Told, work: Unit) -> None:
    row = Dissemination.objects.using(node.alias).create(
        entry=opener,
        recipient=line.recipient,
        told=line.told,
        reason=line.reason,
        officer=officer,
        at=node.now(),
    )
    work.record(
        Act.DISSEMINATED,
        actor=officer.name,
        refs={"cid": opener.cid, "line": str(row.pk)},
        details={"told": line.told, "reason": line.reason},
    )
