"""Whom a draft is about: what there is to choose for a person, and records as the desk gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.model import b64
from detente.node.context import Node
from detente.node.queries.desk import Choice
from detente.node.services import concerned, recording
from detente.policy import persons

CATEGORIES: Final = tuple(Choice(each.code, dict(each.label)) for each in persons.CATEGORIES.values())
NATURES: Final = recording.NATURES
QUESTIONS: Final = concerned.QUESTIONS
MOST: Final = recording.MOST


def as_kept(node: Node, records: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Give records in full: each with an id of its own, what nobody said as the house has it, and its dates.

    Raises:
        BadInput: a record is not of its form; the sentence says which.
    """
    whole = [recording.record(_identified(node, dict(each)), number) for number, each in enumerate(records, 1)]
    return tuple(concerned.dated(whole, now=node.now()))


def _identified(node: Node, record: dict[str, Any]) -> dict[str, Any]:
    entity = record.get("ftm")
    if not isinstance(entity, dict) or entity.get("id"):
        return record
    return {**record, "ftm": {"id": b64.encode(node.entropy(12)), **entity}}
