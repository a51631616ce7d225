"""What the page that opens a dialogue about a message reads, and which such dialogues a message offers."""

from __future__ import annotations

from detente.cases.asked import OPENS
from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.queries import asked_values, phrases, withholding
from detente.node.queries import parties as shown
from detente.node.queries.begin_page import About, BeginPage
from detente.node.queries.desk import Party, Text
from detente.node.services import correcting, duties, recalling
from detente.node.services.deciding import Asking
from detente.node.stores.models import Entry, Officer
from detente.policy.kinds import WORKS_FOR_OTHERS
from detente.policy.mending import MENDING
from detente.protocol import header as headers

_OF_THEIRS: tuple[About, ...] = ("feedback", "onward-consent")
_NEVER = WORKS_FOR_OTHERS | MENDING | {"feedback"}


def offered(officer: Officer, entry: Entry) -> tuple[About, ...]:
    """Give the dialogues that this officer may open about a message."""
    if entry.kind in _NEVER or not duties.has(officer, "send"):
        return ()
    return ("recall",) if entry.ours else _OF_THEIRS


def page(node: Node, officer: Officer, entry: Entry, kind: About) -> BeginPage:
    """Give what the page shows; NotFound where the message offers no such dialogue to this officer."""
    if kind not in offered(officer, entry):
        raise NotFound("This cannot be begun about this message.")
    parties = shown.load(node)
    recipients: tuple[Party, ...] = (parties.by_row[entry.partner_id],)
    if kind == recalling.KIND:
        lines = correcting.completion(node, entry, recalling.KIND)
        recipients = tuple(parties.by_row[line.item.partner_id] for line in lines if line.item.ours)
    return BeginPage(
        now=node.now(),
        entry_id=entry.uid,
        kind=kind,
        subject=Text(withholding.subject(Asking(node, officer), entry)),
        party=parties.by_row[entry.partner_id],
        handling=phrases.label(headers.parse(bytes(entry.header)).handling, parties),
        values=asked_values.of_act(kind, OPENS),
        recipients=recipients,
    )
