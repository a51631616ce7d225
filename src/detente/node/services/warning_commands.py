"""What the command does with warnings: one function a command, names and numbers as a person types them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import approving, duties, duty_to_warn, officers, preludes, waiting
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores import partners
from detente.node.stores.models import PreludeRow


def send(
    node: Node, officer: str | None, to: str, letter: Letter, given: Mapping[str, str], answers: Mapping[str, str]
) -> dict[str, Any]:
    """Write a warning, set down its test, and release it; or keep it as a draft that a second person releases.

    Raises:
        BadInput: a value or an answer is missing; nothing is kept.
        PolicyRefusal: it may not leave, whoever signs; nothing is kept.
    """
    acts, partner = officers.acting(node, officer), partners.find(node.alias, to)
    return waiting.warning(node, acts, partner, letter, given, answers)


def listed(node: Node, officer: str | None) -> list[dict[str, Any]]:
    """Give the warnings of which nothing left, newest first: those being prepared, and those that nobody got.

    Raises:
        RoleRefused: the officer works at no desk.
    """
    acts = officers.acting(node, officer)
    duties.require_at_desk(acts, "hand-on")
    rows = PreludeRow.objects.using(node.alias).filter(kind=duty_to_warn.KIND, entry=None)
    found = rows.select_related("draft__author", "partner", "opened_by").order_by("-opened_at")
    return [_line(node, row) for row in found if row.draft is None or _may_read(acts.pk, row)]


def answer(node: Node, officer: str | None, number: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Answer the three questions for a warning that a colleague wrote; give how it stands."""
    row = _row(node, number)
    return _line(node, duty_to_warn.answer(node, officers.acting(node, officer), row, answers))


def end(node: Node, officer: str | None, number: str, act: str, *, code: str, note: str) -> dict[str, Any]:
    """Waive or drop a warning that is not sent; give how it stands."""
    acts, row, said = officers.acting(node, officer), _row(node, number), Said(code=code, note=note)
    if act == "waive":
        duty_to_warn.waive(node, acts, row, said)
    elif act == "drop":
        duty_to_warn.drop(node, acts, row, said)
    else:
        raise BadInput("A warning that is not sent is waived or dropped. Choose one of the two.")
    row.refresh_from_db(using=node.alias)
    return _line(node, row)


def _row(node: Node, number: str) -> PreludeRow:
    try:
        return preludes.find(node, number, kind=duty_to_warn.KIND)
    except NotFound as error:
        raise NotFound(f"There is no warning of the number {number}. `detente warning list` lists them.") from error


def _may_read(officer: int, row: PreludeRow) -> bool:
    """Whether its words are for others than its author: from its test on it is the house's."""
    return row.state != "draft" or (row.draft is not None and row.draft.author_id == officer)


def _line(node: Node, row: PreludeRow) -> dict[str, Any]:
    content = row.content if row.draft is None else row.draft.content
    submitted = row.draft is not None and row.draft.state == approving.SUBMITTED
    return {
        "number": str(row.pk),
        "draft": None if row.draft is None else str(row.draft.pk),
        "partner": None if row.partner is None else row.partner.code,
        "subject": str(content.get("subject") or ""),
        "state": "submitted" if submitted else row.state,
        "test": duty_to_warn.answers(node, row),
        "holds": duty_to_warn.holds(node, row),
        "by": row.opened_by.name,
        "at": format_instant(row.opened_at),
    }
