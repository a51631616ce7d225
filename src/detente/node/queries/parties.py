"""The parties as this node shows them: three letters, the labels of their own documents, a hue. Two reads a page.

Our hue is the setting `[node] colour`; no partner is shown in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.node.context import Node
from detente.node.queries.desk import Party
from detente.node.setting_checks import COLOURS, is_colour
from detente.node.stores import partners
from detente.node.stores.partners import Known
from detente.protocol.first_contact import ContactState
from detente.protocol.party_document import Chain


@dataclass(frozen=True, slots=True)
class Parties:
    """Us, and every partner by its row and by its party id. `confirmed`: with how many the contact is."""

    us: Party
    by_row: Mapping[int, Party]
    by_id: Mapping[str, Party]
    confirmed: int = 0

    def find(self, party: str) -> Party:
        """Give the party of an id; one that we never met shows by the beginning of its id."""
        return self.by_id.get(party) or Party(party.rpartition(":")[2][:6].upper(), {}, 0)


def load(node: Node) -> Parties:
    """Give all parties that this node knows."""
    own = partners.own_chain(node.alias)
    rows = {row.key: row for row in partners.known(node.alias)}
    us = _us(node, own)
    given = hues(us.colour, {pk: row.colour for pk, row in rows.items()})
    shown = {pk: _shown(row, given[pk]) for pk, row in rows.items()}
    by_id = {rows[pk].party: party for pk, party in shown.items()}
    confirmed = sum(row.state == ContactState.CONFIRMED for row in rows.values())
    return Parties(us, shown, {own.party: us, **by_id}, confirmed)


def ours(node: Node) -> Party:
    """Give us, in one read."""
    return _us(node, partners.own_chain(node.alias))


def _us(node: Node, own: Chain) -> Party:
    code, colour = _our_settings(node.home)
    return Party(code or _letters(own.last.labels), own.last.labels, colour)


def hues(ours: int, given: Mapping[int, int]) -> dict[int, int]:
    """Give each partner its hue: the one given, but never ours; then the next that nobody has, else the next."""
    following = [(ours + step) % len(COLOURS) + 1 for step in range(len(COLOURS) - 1)]
    taken = {ours, *given.values()}
    shown = {}
    for row, hue in given.items():
        shown[row] = hue if hue != ours else next((each for each in following if each not in taken), following[0])
        taken.add(shown[row])
    return shown


def _shown(row: Known, colour: int) -> Party:
    labels = {} if row.chain is None else row.chain.last.labels
    return Party(row.code, labels or {"": row.name}, colour)


@lru_cache(maxsize=64)
def _our_settings(home: Path) -> tuple[str, int]:
    """Give our letters and our hue; "" and 1 where the home does not say."""
    try:
        given = tomllib.loads((home / "detente.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return "", 1
    node = given.get("node", {})
    if not isinstance(node, dict):
        return "", 1
    colour = node.get("colour", 1)
    return str(node.get("code", "")).upper(), colour if is_colour(colour) else 1


def _letters(labels: Mapping[str, str]) -> str:
    return next(iter(labels.values()), "us")[:3].upper()
