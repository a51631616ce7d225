"""Whom a draft is about: what there is to choose for a person, and records as the desk gives them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.queries.desk import Choice
from detente.node.services import concerned, recording
from detente.policy import persons

CATEGORIES: Final = tuple(Choice(each.code, dict(each.label)) for each in persons.CATEGORIES.values())
NATURES: Final = recording.NATURES
QUESTIONS: Final = concerned.QUESTIONS
MOST: Final = recording.MOST
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


def as_kept(node: Node, records: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Give records in full: each with an id of its own, what nobody said as the house has it, and its dates.

    Raises:
        BadInput: a record is not of its form; the sentence says which.
    """
    whole = [recording.record(_identified(node, dict(each)), number) for number, each in enumerate(records, 1)]
    return tuple(concerned.dated(whole, now=node.now()))


def keys_of(records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Give each record a name that stays while others come and go: its own id where that is plain, otherwise a hash.

    A record without an id may take its name for one: it keeps the same name then.
    """
    found: list[str] = []
    for record in records:
        key = _key(record)
        while key in found:
            key += "-"
        found.append(key)
    return tuple(found)


def is_plain(text: str) -> bool:
    """Whether a text may stand in the name of a field, and be the id of a record."""
    return _PLAIN.fullmatch(text) is not None


def _key(record: Mapping[str, Any]) -> str:
    entity = record.get("ftm")
    known = str(entity.get("id") or "") if isinstance(entity, Mapping) else ""
    if is_plain(known):
        return known
    return b64.encode(sha256((known or json.dumps(record, sort_keys=True)).encode())[:12])


def _identified(node: Node, record: dict[str, Any]) -> dict[str, Any]:
    entity = record.get("ftm")
    if not isinstance(entity, dict) or entity.get("id"):
        return record
    return {**record, "ftm": {"id": b64.encode(node.entropy(12)), **entity}}
