"""Each state of a dialogue and each act of an internal hand-over has its word."""

from __future__ import annotations

from detente.cases import carrying, handover_internal
from detente.cases.kinds import TABLES as KINDS
from detente.policy.admit import PLAYED
from detente.web.desk import upkeep_words, words

PLAYED_HERE = tuple(KINDS[kind] for kind in sorted(PLAYED))
TABLES = (*PLAYED_HERE, handover_internal.TABLE)


def test_each_state_of_a_dialogue_that_is_played_has_a_word() -> None:
    states = {state for table in TABLES for states in table.states.values() for state in states}
    # What the taker has of a hand-over is not shown.
    assert states - upkeep_words.STATES.keys() == {"empty", "taken"}
    acts = {row.event for row in handover_internal.TABLE.rows if row.how == "act"}
    assert acts == upkeep_words.HANDOVER.keys()


def test_each_act_and_each_word_of_a_node_that_is_played_has_a_name() -> None:
    acts = {row.event for table in PLAYED_HERE for row in table.rows if row.how in ("act", "clock")}
    assert acts - words.ACTS.keys() == set()
    told = {
        name
        for table in PLAYED_HERE
        for name in table.messages
        if carrying.kind_of(table, name) == "evidence" and not table.messages[name].receipt
    }
    assert told - words.EVENTS.keys() == set()


def test_each_value_that_an_act_asks_for_has_a_label() -> None:
    asked = {field.name for table in PLAYED_HERE for fields in table.asked.values() for field in fields}
    assert asked - words.MEMBERS.keys() == set()
