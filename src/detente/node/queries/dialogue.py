"""One dialogue as the command shows it: state, clocks, what stands open for whom, steps of this side, links.

What an officer may read of a message is in `messages`; here is only what the tables and this side's own record say.
"""

from __future__ import annotations

from typing import Any

from detente.cases import case as cases
from detente.cases.kinds import TABLES
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import withholding
from detente.node.queries.messages import clocks_of
from detente.node.services import casework, conversing, corresponding, linking, officers
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, CaseStep, Entry, Officer


def show_named(node: Node, officer: str | None, message: str) -> dict[str, Any]:
    """Give the dialogue of a message that a person names; NotFound where there is none."""
    asks = officers.acting(node, officer)
    return show(node, asks, corresponding.opener_named(node, asks, message))


def show(node: Node, officer: Officer, opener: Entry) -> dict[str, Any]:
    """Give a dialogue: kind, side, state, clocks, silences, acts, steps of this side, linked cases and prompts."""
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    now, asking = node.now(), Asking(node, officer)
    rows = linking.linked(node, opener)
    known = {entry.pk for entry in asking.may_know(row.entry for row in rows)}
    linked = [_linked(row) for row in rows if row.entry.pk in known]
    likely = asking.may_know(linking.likely(node, opener))
    return {
        "id": opener.uid,
        "kind": case.kind,
        "partner": opener.partner.code,
        "subject": withholding.subject(asking, opener),
        "side": case.side,
        "state": case.state,
        "ended": case.ended,
        "urgent": case.terms.urgent,
        "clocks": clocks_of(case, now=now),
        "silences": [
            {"what": silence.what, "since": format_instant(silence.since)} for silence in cases.silences(case, now=now)
        ],
        "acts": acts(officer, case),
        "steps": _steps(node, opener),
        "linked": linked,
        "likely": [{"id": each.uid, "partner": each.partner.code} for each in likely],
        "prompts": [{"prompt": "reopen", "id": each["id"]} for each in linked if each["ended"]],
    }


def acts(officer: Officer, case: cases.Case) -> list[dict[str, Any]]:
    """Give the acts that stand open in a case, in the order of its table, and whether this officer may do each."""
    return [
        {
            "act": each.event,
            "by": list(each.by),
            "allowed": each.allowed,
            "to": each.to,
            "sends": list(each.sends),
            "needs": each.guard,
            "confirm": each.confirm,
        }
        for each in conversing.possible(officer, case)
    ]


def _steps(node: Node, opener: Entry) -> list[dict[str, Any]]:
    rows = CaseStep.objects.using(node.alias).filter(case_id=opener.pk).select_related("officer").order_by("pk")
    return [
        {"act": row.event, "by": row.officer.name, "at": format_instant(row.at), "details": row.details} for row in rows
    ]


def _linked(row: CaseRow) -> dict[str, Any]:
    return {
        "id": row.entry.uid,
        "partner": row.entry.partner.code,
        "kind": row.dialogue,
        "state": row.state,
        "ended": TABLES[row.dialogue].is_terminal(row.side, row.state),
        "owner": None if row.assignee is None else row.assignee.name,
    }
