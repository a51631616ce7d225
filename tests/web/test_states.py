"""Each state of a dialogue and each act of an internal hand-over has its word."""

from __future__ import annotations

from detente.cases import correction, handover_internal, notification, request_information
from detente.web.desk import upkeep_words

TABLES = (correction.TABLE, notification.TABLE, request_information.TABLE, handover_internal.TABLE)


def test_each_state_of_a_dialogue_that_is_played_has_a_word() -> None:
    states = {state for table in TABLES for states in table.states.values() for state in states}
    # What the taker has of a hand-over is not shown.
    assert states - upkeep_words.STATES.keys() == {"empty", "taken"}
    acts = {row.event for row in handover_internal.TABLE.rows if row.how == "act"}
    assert acts == upkeep_words.HANDOVER.keys()
