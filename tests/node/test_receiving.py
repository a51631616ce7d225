"""What the store says of a batch before it is taken."""

from __future__ import annotations

import json

from detente.model import b64
from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores import ledger
from detente.node.stores.models import Entry
from detente.protocol import receive
from detente.protocol.parcel import Batch, WireEntry
from tests.node.world import World

OTHER = b64.encode(b"\x07" * 32)


def _arrival(entry: Entry, cid: str) -> receive.Arrival:
    """Give a batch of one entry with the id of `entry` and another content."""
    header = json.dumps({**json.loads(bytes(entry.header)), "cid": cid}).encode()
    return receive.prepare(Batch(b"", (WireEntry(header, None, bytes(32), None),), None))


def test_an_id_names_one_content_in_both_directions(pair: World) -> None:
    a = pair.nodes["alpha"]
    notifying.notify(a, officers.find(a, "lia"), pair.partner("alpha", "beta"), Letter(subject="One", text="Bonjour"))
    pair.settle("alpha", "beta")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        (entry,) = pair.entries(here, ours=here == "alpha", kind="notification")
        partner = pair.partner(here, there)
        known = ledger.known_for(pair.nodes[here].alias, partner, _arrival(entry, OTHER), epoch=bytes(16), size=1)
        assert known.cid_of_id == {entry.uid: entry.cid}
        assert known.cids == (frozenset() if here == "alpha" else {entry.cid})


def test_a_content_of_ours_is_no_duplicate_of_theirs(pair: World) -> None:
    (entry,) = pair.entries("alpha", ours=True)
    arrival = _arrival(entry, entry.cid)

    partner = pair.partner("alpha", "beta")
    known = ledger.known_for(pair.nodes["alpha"].alias, partner, arrival, epoch=bytes(16), size=1)
    assert known.cids == frozenset()
