"""The desk of a demo node: every node's desk, whose sign-in page also lists the entrances of the demo."""

from __future__ import annotations

from dataclasses import replace

from detente.node import process
from detente.node.demo import entrance, marker
from detente.node.desk_gateway import NodeDesk
from detente.node.queries.desk import Desk, House


class DemoDesk(NodeDesk):
    """Adds the entrances to the house; everything else is the node's."""

    def house(self) -> House:
        """See `Desk`; without entrances where the home is no demo's."""
        found = super().house()
        try:
            mark = marker.read(self._node().home)
        except marker.NotADemo:
            return found
        return replace(found, entrances=entrance.entrances(mark, found.us.code))


desk: Desk = DemoDesk(process.current)
