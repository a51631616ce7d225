"""The parties as this node shows them: three letters, the labels of their own documents, a hue. Three reads a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.node.context import Node
from detente.node.queries.desk import Party
from detente.node.stores import partners
from detente.node.stores.models import Partner, PartnerDocument

OUR_HUE = 1


@dataclass(frozen=True, slots=True)
class Parties:
    """Us, and every partner by its row and by its party id."""

    us: Party
    by_row: Mapping[int, Party]
    by_id: Mapping[str, Party]

    def find(self, party: str) -> Party:
        """Give the party of an id; one that we never met shows by the beginning of its id."""
        return self.by_id.get(party) or Party(party.rpartition(":")[2][:6].upper(), {}, 0)


def load(node: Node) -> Parties:
    """Give all parties that this node knows."""
    own = partners.own_chain(node.alias)
    records: dict[int, list[bytes]] = {}
    for row in PartnerDocument.objects.using(node.alias).order_by("partner", "seq"):
        records.setdefault(row.partner_id, []).append(bytes(row.record))
    rows = {row.pk: row for row in Partner.objects.using(node.alias)}
    shown = {pk: _shown(row, records.get(pk, [])) for pk, row in rows.items()}
    us = Party(_our_code(node.home) or _letters(own.last.labels), own.last.labels, OUR_HUE)
    by_id = {rows[pk].party: party for pk, party in shown.items()}
    return Parties(us, shown, {own.party: us, **by_id})


def _shown(row: Partner, records: list[bytes]) -> Party:
    labels = partners.chain_of(tuple(records)).last.labels if records else {}
    return Party(row.code, labels or {"": row.name}, row.colour)


@lru_cache(maxsize=64)
def _our_code(home: Path) -> str:
    try:
        given = tomllib.loads((home / "detente.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    node = given.get("node", {})
    return str(node.get("code", "")).upper() if isinstance(node, dict) else ""


def _letters(labels: Mapping[str, str]) -> str:
    return next(iter(labels.values()), "us")[:3].upper()
