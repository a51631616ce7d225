"""The index of the cases that wait covers every state in which one does: else My work sorts them all again."""

from __future__ import annotations

import re
from importlib import import_module

from detente.node.queries.queues import TO_ACCEPT, TO_ANSWER


def test_it_names_every_state_in_which_a_case_waits_for_us() -> None:
    made = import_module("detente.node.stores.migrations.0038_waiting_cases")
    assert set(re.findall(r"'([a-z-]+)'", made._WAITING)) == {*TO_ACCEPT, *TO_ANSWER}
