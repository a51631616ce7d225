"""One thing that is owed, as a row: its kinds, its clock and ladder, and how it begins. Who may do it: `owing`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from detente.audit.acts import Act
from detente.audit.log import NODE
from detente.cases.deadline import LADDER
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import Entry, Officer, OwedRow
from detente.node.stores.unit import Unit
from detente.policy.roles import DUTIES, Role, of_codes


@dataclass(frozen=True, slots=True)
class Kind:
    """One obligation that is done afterwards. `within`: until when; `roles`: who may do it."""

    within: timedelta
    roles: frozenset[Role]


TELL_BODY: Final = "tell-body"
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        # No source names a time; three days are our own figure, that of an approval (README of the cases, 15).
        "report-use": Kind(timedelta(hours=72), of_codes("A L C D")),
        "review-24h": Kind(timedelta(hours=24), of_codes("R C")),
        # As long as a use: until then the body works with what is known to be wrong.
        # Whoever may pass on: a task is for no role that policy refuses.
        TELL_BODY: Kind(timedelta(hours=72), DUTIES["pass-on"]),
    }
)
RUNGS: Final = tuple(rung for rung in LADDER if rung.do in ("remind", "escalate"))
"""The ladder of every clock, as far as it stays in the house: the partner knows nothing of what is owed."""


class BodyNotTold(BadInput):
    """A body without a node was not told of a correction, or still has time to answer."""

    code = "body-not-told"

    def __init__(self, body: str) -> None:
        super().__init__(
            f"{body} got this without a node. Tell it of the correction and set down what it answered, with "
            "`detente correction told`; without an answer it is silent once its time is over."
        )
        self.body = body


def owe_telling(node: Node, officer: Officer, entry: Entry, body: str, *, work: Unit) -> OwedRow:
    """Set down that a body is to be told of a correction of `entry`, which `officer` handed to it.

    Nobody is named on record as who did so: a correction does that, by whomever it comes.
    """
    return open_row(
        node,
        TELL_BODY,
        entry,
        officer=officer if officer.active and duties.roles_of(officer) & KINDS[TELL_BODY].roles else None,
        acted_by=officer,
        author=officer,
        about=body,
        actor=NODE,
        work=work,
    )


def open_row(
    node: Node,
    name: str,
    entry: Entry,
    *,
    officer: Officer | None,
    acted_by: Officer,
    author: Officer,
    about: str,
    actor: str,
    work: Unit,
) -> OwedRow:
    """Set down one thing that is owed from now on, inside a unit of work. `officer`: who owes it; None: whoever may."""
    kind, now = KINDS[name], node.now()
    row = OwedRow(
        obligation=name,
        entry=entry,
        about=about[:140],
        officer=officer,
        acted_by=acted_by,
        author=author,
        opened_at=now,
        due_at=now + kind.within,
    )
    row.look_at = next_rung(row)
    row.save(using=node.alias)
    details = {"obligation": name, "within_hours": kind.within // timedelta(hours=1)}
    work.record(Act.OBLIGATION_OWED, actor=actor, refs=refs_of(row), details=details)
    return row


def next_rung(row: OwedRow) -> datetime | None:
    """Give when the next rung above the last one taken is reached, None where all are."""
    later = [rung.percent for rung in RUNGS if rung.percent > row.percent]
    return at(row, min(later)) if later else None


def at(row: OwedRow, percent: int) -> datetime:
    """Give when so many hundredths of the time have passed."""
    return row.opened_at + (row.due_at - row.opened_at) * percent / 100


def refs_of(row: OwedRow) -> dict[str, str]:
    """Give what a record names of what is owed."""
    return {"party": row.entry.partner.party, "cid": row.entry.cid, "owed": str(row.pk)}
