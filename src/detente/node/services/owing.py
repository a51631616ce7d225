"""What is owed afterwards: until it is done, with a clock, reminders, and whoever did it on record.

    report-use   the originator is told of a use beyond its label, by a message to it or on another channel
    review-24h   a releasing officer looks at what the duty desk released to save a life
    tell-body    a body without a node is told of a correction of what it was handed (`telling_bodies`)

The first two a permit obliges to, the third a correction.

Nothing ends by itself: what is late stays, and its ladder is that of every clock (`cases.deadline`). Nobody is told of
it but people of this house.
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import casework, duties, officers, owed_rows
from detente.node.services.deciding import Asking
from detente.node.services.owed_rows import KINDS, TELL_BODY, BodyNotTold, refs_of
from detente.node.stores.models import Entry, Officer, OwedRow
from detente.node.stores.unit import Unit, unit
from detente.policy.roles import Role

_LONGEST: Final = 300
REVIEW: Final = "review-24h"


class SameReviewer(BadInput):
    """Whoever wrote or released it cannot be the one who looks at it again."""

    code = "same-reviewer"

    def __init__(self) -> None:
        super().__init__("You released this yourself. Another releasing officer reviews it.")


def owe(
    node: Node,
    officer: Officer,
    obligations: tuple[str, ...],
    entry: Entry,
    *,
    work: Unit,
    about: str = "",
    approved_by: str | None = None,
) -> None:
    """Set down what a permit obliges to afterwards, inside the unit of work of the act; nothing where to nothing.

    `approved_by`: who approved what is to be reviewed, by short name, where it is not the officer who pressed send.
    """
    for name in obligations:
        if name in KINDS:
            owed_rows.open_row(
                node,
                name,
                entry,
                # A review is anybody's who may: whoever acted is the one who may not.
                officer=officer if name == "report-use" else None,
                acted_by=officer if approved_by is None else officers.find(node, approved_by),
                author=officer,
                about=about,
                actor=officer.name,
                work=work,
            )


def done(node: Node, officer: Officer, row: OwedRow, *, proof: Entry | None = None, note: str = "") -> None:
    """Set down that it was done: by a message of ours to the originator, or in words, such as by which other channel.

    Raises:
        RoleRefused: the officer's role does not have it. SameReviewer: the officer wrote or released it.
        BadInput: it was done already, or nothing says how. BodyNotTold: it ends by what a body was told.
    """
    if row.obligation == TELL_BODY:
        raise BodyNotTold(row.about)
    if not duties.roles_of(officer) & KINDS[row.obligation].roles:
        raise duties.RoleRefused
    if is_own_act(officer, row):
        raise SameReviewer
    _check_proof(row, proof, note)
    with unit(node, "meet obligation") as work:
        if not meet(node, officer, row, work, proof=proof, note=note.strip()):
            raise BadInput("A colleague has done this already.")


def meet(node: Node, officer: Officer, row: OwedRow, work: Unit, *, proof: Entry | None = None, note: str = "") -> bool:
    """Set down inside a unit of work that it was done; whether it stood open until now."""
    standing = OwedRow.objects.using(node.alias).filter(pk=row.pk, done_at__isnull=True)
    if not standing.update(done_at=node.now(), done_by=officer, proof=proof, note=note, look_at=None):
        return False
    if row.obligation == REVIEW:
        casework.reviewed(node, row.entry, work)
    details = {"obligation": row.obligation, "by": "words" if proof is None else "message"}
    work.record(Act.OBLIGATION_MET, actor=officer.name, refs=refs_of(row), details=details)
    return True


def standing(node: Node, officer: Officer) -> list[OwedRow]:
    """Give what is owed and this officer may do or was told of, nearest limit first; the head of service sees all."""
    rows = OwedRow.objects.using(node.alias).filter(done_at__isnull=True)
    found = rows.select_related("entry__partner", "officer", "acted_by").order_by("due_at", "pk")
    if Role.HEAD in duties.roles_of(officer):
        return list(found)
    return [row for row in found if _concerns(officer, row)]


def may_do(officer: Officer, row: OwedRow) -> bool:
    """Whether the officer works here, has the role that does it, and did not act in what is reviewed."""
    has_role = bool(duties.roles_of(officer) & KINDS[row.obligation].roles)
    return officer.active and has_role and not is_own_act(officer, row)


def is_own_act(officer: Officer, row: OwedRow) -> bool:
    """Whether it is a review of what the officer wrote or released."""
    return row.obligation == REVIEW and officer.pk in (row.acted_by_id, row.author_id)


def give_back(node: Node, officer: Officer, work: Unit, by: str) -> None:
    """Give to the house what an officer owes who may do it no longer, inside a unit of work."""
    rows = OwedRow.objects.using(node.alias).filter(officer=officer, done_at__isnull=True)
    for row in rows.select_related("entry__partner"):
        if not may_do(officer, row):
            OwedRow.objects.using(node.alias).filter(pk=row.pk).update(officer=None)
            details = {"obligation": row.obligation, "given_back_by": officer.name}
            work.record(Act.OBLIGATION_OWED, actor=by, refs=refs_of(row), details=details)


def _concerns(officer: Officer, row: OwedRow) -> bool:
    if officer.name in row.told:
        return not is_own_act(officer, row)
    return row.officer_id in (None, officer.pk) and may_do(officer, row)


def find(node: Node, officer: Officer, owed_id: str) -> OwedRow:
    """Give what is owed by its number; NotFound where nothing stands, or its message is not for the officer."""
    rows = OwedRow.objects.using(node.alias).filter(done_at__isnull=True).select_related("entry__partner", "acted_by")
    row = rows.filter(pk=int(owed_id)).first() if owed_id.isascii() and owed_id.isdecimal() else None
    if row is None or not Asking(node, officer).may_know([row.entry]):
        raise NotFound(f"Nothing of the number {owed_id} is owed. `detente owed list` lists what is.")
    return row


def _check_proof(row: OwedRow, proof: Entry | None, note: str) -> None:
    if proof is None:
        if not label.is_label(note.strip(), longest=_LONGEST):
            raise BadInput("Say in one line how it was done, or name the message by which you told the partner.")
        return
    if row.obligation != "report-use":
        raise BadInput("A review is said in words: what you found.")
    if not proof.ours or proof.partner_id != row.entry.partner_id or proof.created < row.opened_at:
        raise BadInput("Name a message that you released to the originator after the use.")
