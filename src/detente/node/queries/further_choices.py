"""What the forms of further use offer to choose from: purposes in words, and those known here by name."""

from __future__ import annotations

from collections.abc import Mapping

from detente.node.context import Node
from detente.node.queries import further, parties, phrases
from detente.node.queries.desk import Party
from detente.node.queries.further_page import FurtherChoices
from detente.node.queries.parties import Parties
from detente.node.services.circumstances import Circumstances
from detente.node.stores.models import Entry, Officer
from detente.policy.consents import JUDICIAL


def choices(node: Node, officer: Officer, entry: Entry) -> FurtherChoices:
    """Give what may be chosen for an entry. Beyond its agreement: court, and whatever somebody gave a word on."""
    agreed = Circumstances(node, officer).agreement(entry.partner, entry.agreement or "").purposes
    said = {line.purpose for line in further.consents(node, officer) if line.entry_id == entry.uid}
    known = parties.load(node)
    return FurtherChoices(
        purposes=tuple(phrases.choice(code) for code in sorted(agreed)),
        beyond=tuple(phrases.choice(code) for code in sorted({JUDICIAL, *said} - agreed)),
        recipients=_partners(known),
        states=_by_letters(known.by_id),
    )


def recipients(node: Node) -> Mapping[str, Party]:
    """Give every partner by destination, in the order of their letters."""
    return _partners(parties.load(node))


def _partners(known: Parties) -> Mapping[str, Party]:
    # We are no partner of ours: our own use is `own-organisation` in the register.
    return {f"party:{key}": each for key, each in _by_letters(known.by_id).items() if each is not known.us}


def _by_letters(named: Mapping[str, Party]) -> Mapping[str, Party]:
    return dict(sorted(named.items(), key=lambda each: each[1].code))
