"""A node that runs says how it is, on loopback, and names nobody."""

from __future__ import annotations

import json
from urllib.request import urlopen

from tests.e2e.conftest import Pair
from tests.e2e.nodes import PATIENCE


def test_a_running_node_is_well_and_all_its_processes_are_up(pair: Pair) -> None:
    for node in pair:
        with urlopen(f"http://127.0.0.1:{node.health_port}/health", timeout=PATIENCE) as answer:
            found = json.load(answer)
        assert found["ok"], found
        assert found["processes"] == {"peer": True, "desk": True, "worker": True}
        assert found["partners"] == {"confirmed": 1}


def test_metrics_name_no_partner(pair: Pair) -> None:
    with urlopen(f"http://127.0.0.1:{pair[0].health_port}/metrics", timeout=PATIENCE) as answer:
        text = answer.read().decode("utf-8")
    assert "detente_ok 1" in text
    assert "ZOR" not in text
    assert pair[1].party not in text
