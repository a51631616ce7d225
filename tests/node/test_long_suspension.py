"""The measurement of a long suspension, small: `make bench` plays the same with 100,000 (bench/suspension.py)."""

from __future__ import annotations

from bench import suspension
from bench.suspension import Side
from detente.node.services import officers
from tests.node import agreed
from tests.node.world import World

QUEUED = 600


def test_thirty_days_with_a_long_queue_lose_nothing_and_leave_in_order(pair: World) -> None:
    agreed.people(pair)
    sides = [
        Side(
            pair.nodes[here],
            pair.partner(here, there),
            officers.find(pair.nodes[here], "lia"),
            agreed.head(pair, here),
            agreed.legal(pair, here),
        )
        for here, there in (("alpha", "beta"), ("beta", "alpha"))
    ]
    report = suspension.play(sides[0], sides[1], pair.clock, queued=QUEUED, normal=256)
    assert (report.lost, report.out_of_order, report.refused, report.clocks_wrong) == (0, 0, 0, 0)
    assert report.passed_meanwhile == 0
    assert report.warnings == 1 + -(-QUEUED // suspension.AT_ONCE)
    # A turn reads a batch's worth, however long the queue is.
    assert report.memory_held < 2 * report.memory_normal
