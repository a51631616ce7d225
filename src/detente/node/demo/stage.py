"""Where the story is played: the three nodes, one clock, and lines between them that lead through memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from detente.model import party_id
from detente.model.party_id import PartyId
from detente.node.clock import SteppedClock
from detente.node.context import Node
from detente.node.demo import story
from detente.node.lines import Unreachable
from detente.node.services import delivering, officers, opening, peering
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner

MOST_ROUNDS: Final = 16


class MemoryLine:
    """`lines.Line` to a node in the same process."""

    def __init__(self, here: Node, there: Node) -> None:
        us, them = (partners.own_chain(node.alias).party for node in (here, there))
        self._there = there
        self._parts = (party_id.part(PartyId(them)), party_id.part(PartyId(us)))

    def post(self, data: bytes) -> bytes:
        """Give the endpoint's answer."""
        partner = peering.partner_for(self._there, *self._parts)
        answer = None if partner is None else peering.answer(self._there, partner, data)
        if answer is None or not answer.body:
            raise Unreachable("the other node of the demo refused")
        return answer.body

    def put(self, path: str, data: bytes) -> int:
        """Put the leaves or a chunk of an attachment."""
        _, att_id, what = path.split("/")
        row = peering.attachment(self._there, *self._parts, att_id)
        if row is None:
            return 404
        if what == "leaves":
            return 204 if peering.take_leaves(self._there, row, data) else 422
        return 204 if peering.take_chunk(self._there, row, int(what), data) else 422

    def get(self, path: str) -> tuple[int, bytes]:
        """Get which chunks of an attachment are held."""
        bits = peering.bitmap(self._there, *self._parts, path.split("/")[1])
        return (404, b"") if bits is None else (200, bits)


@dataclass
class Stage:
    """Where the story stands. `threads`: sender, receiver and the id of the entry that opened it, which both have."""

    nodes: Mapping[str, Node]
    clock: SteppedClock
    start: datetime
    papers: Path
    threads: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def partner(self, here: str, there: str) -> Partner:
        """Give the row of one node for the other."""
        party = partners.own_chain(self.nodes[there].alias).party
        found = partners.by_party(self.nodes[here].alias, party)
        if found is None:
            raise LookupError(f"{here} has not met {there}")
        return found

    def officer(self, code: str, name: str) -> Officer:
        """Give an officer of a node."""
        return officers.find(self.nodes[code], name)

    def holder(self, code: str, role: str) -> Officer:
        """Give the officer of a party who has a role."""
        return self.officer(code, next(each.name for each in story.party(code).officers if each.role == role))

    def received(self, key: str) -> tuple[str, str, Entry]:
        """Give receiver, sender and the receiver's entry of a thread."""
        sender, receiver, uid = self.threads[key]
        rows = Entry.objects.using(self.nodes[receiver].alias).select_related("partner", "batch")
        return receiver, sender, rows.get(uid=uid, ours=False)

    def settle(self, first: str, second: str) -> None:
        """Let two nodes talk until neither has anything to send; each round takes two seconds."""
        for _ in range(MOST_ROUNDS):
            self.clock.advance(seconds=2)
            if not (self._turn(first, second) | self._turn(second, first)):
                return
        raise RuntimeError(f"{first} and {second} do not come to rest")

    def _turn(self, here: str, there: str) -> bool:
        node, partner = self.nodes[here], self.partner(here, there)
        delivering.claim(node, partner)
        sent = delivering.turn(node, partner, MemoryLine(node, self.nodes[there]), chance=0.0)
        opened = opening.open_waiting(self.nodes[there], self.partner(there, here))
        return bool(opening.open_waiting(node, partner)) or bool(opened) or sent
