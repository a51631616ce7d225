"""What the move of a case brings about here, whoever made it: an officer, a receipt, or what the partner sent.

moved --its row is written
      --no longer closed--> its content is found by the search
      --over--> the dates of review and deletion are set (`retaining`)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.services import indexing, retaining
from detente.node.stores import dialogues
from detente.node.stores.dialogues import Key
from detente.node.stores.models import CaseRow, Entry
from detente.node.stores.unit import Unit

CLOSED: Final = ("waiting", "received")
"""The states of a receiver's case in which nobody has opened its content."""

Moved = tuple[Key, Case, Case]
"""A case by its key, as it was and as it is."""


def keep(node: Node, moved: Sequence[Moved], *, work: Unit, actor: str = "node", alike: Alike | None = None) -> None:
    """Write cases that moved, with what follows from it, inside the unit of work. `alike`: what they share."""
    dialogues.save_all(node, [(key, after) for key, _, after in moved], alike=alike)
    # A page shows the content from then on; so the search finds it, also where the partner's word ended the matter.
    for entry in _entries(node, [key for key, before, after in moved if is_closed(before) and not is_closed(after)]):
        indexing.content_opened(node, entry)
    ended = {key: node.now() for key, before, after in moved if after.ended and not before.ended}
    retaining.set_dates(node, ended, actor=actor, work=work)


def is_closed(case: Case) -> bool:
    """Whether no officer has opened the content of what came."""
    return case.side == TABLES[case.kind].sides[1] and case.state in CLOSED


def has_ended(row: CaseRow) -> bool:
    """Whether the dialogue of a row is over for this side."""
    table = TABLES.get(row.dialogue)
    return table is not None and table.is_terminal(row.side, row.state)


def _entries(node: Node, keys: Sequence[Key]) -> Sequence[Entry]:
    return list(Entry.objects.using(node.alias).filter(pk__in=keys)) if keys else ()
