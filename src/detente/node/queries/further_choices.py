"""What the forms of further use offer to choose from: purposes in words, and everybody known here by name."""

from __future__ import annotations

from collections.abc import Mapping

from detente.node.context import Node
from detente.node.queries import further, parties, phrases
from detente.node.queries.desk import Party
from detente.node.queries.further_page import FurtherChoices
from detente.node.services.circumstances import Circumstances
from detente.node.stores.models import Entry, Officer
from detente.policy.consents import JUDICIAL


def choices(node: Node, officer: Officer, entry: Entry) -> FurtherChoices:
    """Give what may be chosen for an entry. Beyond its agreement: court, and whatever somebody gave a word on."""
    agreed = Circumstances(node, officer).agreement(entry.partner, entry.agreement or "").purposes
    said = {line.purpose for line in further.consents(node, officer) if line.entry_id == entry.uid}
    return FurtherChoices(
        purposes=tuple(phrases.choice(code) for code in sorted(agreed)),
        beyond=tuple(phrases.choice(code) for code in sorted({JUDICIAL, *said} - agreed)),
        recipients=recipients(node),
    )


def recipients(node: Node) -> Mapping[str, Party]:
    """Give everybody known here by destination, in the order of their letters."""
    known = parties.load(node).by_id
    return {f"party:{party}": known[party] for party in sorted(known, key=lambda each: known[each].code)}
