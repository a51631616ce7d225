"""What of a record an officer may see: each statement is asked of policy by its own label, that of its message first.

What is not to be seen is as if it were not there. Of a victim or a witness, where they live and how they are reached is
for the adviser, the head, and whoever stated it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import duties
from detente.node.services.circumstances import DESK_WORK, officer_id
from detente.node.services.deciding import Asking
from detente.node.stores.models import HeldList, Officer, StatementRow
from detente.policy.acts import Act
from detente.policy.decide import Permit, decide
from detente.policy.handling import label_of
from detente.policy.persons import EXPOSED
from detente.policy.question import Approval, Context, Item, Subject
from detente.policy.roles import Role

WHEREABOUTS: Final = frozenset({"address", "addressEntity", "phone", "email", "website", "birthPlace"})
"""Properties by which somebody is found."""
_NEAR: Final = frozenset({Role.LEGAL, Role.HEAD})
_NOBODY: Final = 0
Own = StatementRow | HeldList
"""What has a label of its own, which no message gave it."""


def seen(
    node: Node,
    officer: Officer,
    statements: Iterable[StatementRow],
    *,
    category: str,
    act: Act,
    reason: str = DESK_WORK,
) -> list[StatementRow]:
    """Give those statements that the officer may see, in their order. `category`: of the person as it stands."""
    found = [row for row in statements if row.erased_at is None and row.delete_by > node.now()]
    asking = Asking(node, officer)
    asking.around.know(row.entry for row in found if row.entry is not None)
    near = is_near(officer)
    return [
        row
        for row in found
        if (near or row.by_id == officer.pk or not (category in EXPOSED and row.prop in WHEREABOUTS))
        and _permitted(asking, officer, row, act, reason)
    ]


def permits_own(asking: Asking, officer: Officer, row: Own, act: Act, reason: str) -> bool:
    """Whether policy lets the officer do an act with what this house put down itself, by the label that it has."""
    decision = decide(act, _subject(row), _context(asking, officer, row, reason))
    # Oversight that reads outer facts alone is permitted a content that is masked: of a record that leaves nothing.
    return isinstance(decision, Permit) and "mask-content" not in decision.obligations


def is_near(officer: Officer) -> bool:
    """Whether the officer may know where a victim or a witness is: the adviser, the head."""
    return bool(duties.roles_of(officer) & _NEAR)


def _permitted(asking: Asking, officer: Officer, row: StatementRow, act: Act, reason: str) -> bool:
    if row.entry is None:
        return permits_own(asking, officer, row, act, reason)
    decision = asking.decide(act, row.entry, reason=reason)
    return isinstance(decision, Permit) and "mask-content" not in decision.obligations


def _subject(row: Own) -> Subject:
    label = label_of(Handling(tuple(row.handling)))
    return Subject(kind="notification", label=label, item=Item(ours=True))


def _context(asking: Asking, officer: Officer, row: Own, reason: str) -> Context:
    around = asking.around
    return Context(
        now=around.now,
        actor=around.actor(_NOBODY),
        own=around.own,
        partner=around.own,
        reason=reason,
        # Whoever stated what is RED may see it; it has no other reader but oversight.
        approval=Approval(author=officer_id(row.by, None) if row.by_id == officer.pk else None),
    )
