"""What a message asks of the store is found by an index: its cost does not grow with the ledger."""

from __future__ import annotations

import re
from typing import Any

from django.db import connections

from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores import ledger
from detente.node.stores.models import Entry
from tests.node.world import World

LARGE = ("entry", "batch", "audit", "attachment", "act", "case")
"""Tables that grow with every message."""


class Plans:
    """Keeps how SQLite answers each question that is asked while it listens."""

    def __init__(self, alias: str) -> None:
        self.connection = connections[alias]
        self.asked: dict[str, list[str]] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and sql.startswith(("SELECT", "UPDATE", "WITH", "DELETE")):
            plan = self.connection.connection.execute(
                f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", tuple(params or ())
            )
            self.asked[sql] = [step[3] for step in plan]
        return execute(sql, params, many, context)


def reads_all(step: str) -> bool:
    """Whether a step of a plan reads a whole table that grows, or all that one partner has in it."""
    found = re.match(r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX \w+ \((.*)\))?", step)
    if found is None or found[2] not in LARGE:
        return False
    return found[1] == "SCAN" or found[3] == "partner_id=?"


def test_no_question_of_a_message_reads_all_that_a_partner_ever_had(pair: World) -> None:
    plans = {name: Plans(pair.nodes[name].alias) for name in ("alpha", "beta")}
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    written = [(partner, Letter(subject=f"Dossier {number}", text="Bonjour"), None) for number in range(3)]
    with (
        plans["alpha"].connection.execute_wrapper(plans["alpha"]),
        plans["beta"].connection.execute_wrapper(plans["beta"]),
    ):
        notifying.notify_all(node, officers.find(node, "lia"), written)
        pair.settle("alpha", "beta")
    assert len(pair.entries("beta", ours=False, kind="notification")) == 3
    asked = {sql: plan for each in plans.values() for sql, plan in each.asked.items()}
    assert len(asked) > 30
    assert {sql: plan for sql, plan in asked.items() if any(map(reads_all, plan))} == {}


def test_what_a_reply_leads_to_is_looked_up_by_index_and_a_circle_ends(pair: World) -> None:
    node, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    row = notifying.notify(node, officers.find(node, "lia"), partner, Letter(subject="Dossier", text="Bonjour"))
    plans = Plans(node.alias)
    with plans.connection.execute_wrapper(plans):
        assert ledger.leads_to(node.alias, partner, row.cid) == [("notification", True, row.scope)]
    ((sql, plan),) = plans.asked.items()
    assert "chain" in sql
    assert not any(map(reads_all, plan)), plan
    assert ledger.leads_to(node.alias, partner, "unknown") == []
    Entry.objects.using(node.alias).filter(pk=row.pk).update(re=row.cid)
    assert ledger.leads_to(node.alias, partner, row.cid) == [("notification", True, row.scope)]
