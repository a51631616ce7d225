"""The words by which an entry is found, from its row and its payload; the same for the same entry in every release.

What is kept of an entry is taken out of the index again by saying it anew (`search_index.replace`): a change here needs
a migration that makes the index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Protocol

from detente.node.stores import words
from detente.policy.kinds import WORKS_FOR_OTHERS

NOT_MESSAGES: Final = WORKS_FOR_OTHERS
"""Kinds without words of their own: nobody looks for them."""
ALL: Final = "all"
ROOT: Final = "root"
_NAMES: Final = ("name", "alias", "weakAlias", "previousName", "firstName", "lastName", "fatherName", "motherName")

Payload = Mapping[str, Any]


class Row(Protocol):
    """What is asked of an entry's row, today's or that of a migration."""

    uid: str
    cid: str
    root: str
    kind: str
    ours: bool
    subject: str
    created: datetime
    partner_id: int


def words_of(row: Row, payload: Payload, *, content: bool) -> list[str]:
    """Give the words that are kept of an entry; the same again for the same entry, in every release."""
    names, texts = [row.subject], list[str]()
    if content:
        names += _names_in(payload)
        texts += [*_texts_in(payload), *_values_in(payload)]
    return words.kept(row.uid, names=names, numbers=_numbers_in(payload), texts=texts, labels=labels_of(row))


def labels_of(row: Row) -> Sequence[str]:
    """Give the facts of an entry that never change and that a question may ask for."""
    side = label_of_side(ours=row.ours)
    given = [ALL, side, label_of_partner(row.partner_id), label_of_kind(row.kind), label_of_month(row.created)]
    return [*given, ROOT] if row.cid == row.root else given


def label_of_partner(key: int) -> str:
    """Give the label of a partner by the key of its row."""
    return f"p{key}"


@lru_cache(maxsize=256)
def label_of_kind(kind: str) -> str:
    """Give the label of a kind, without what is no letter."""
    return f"k{words.compact(kind)}"


def label_of_side(*, ours: bool) -> str:
    """Give the label of what we wrote, or of what came."""
    return "sent" if ours else "inbox"


def label_of_month(at: datetime) -> str:
    """Give the label of the month in which an entry was written."""
    return f"m{at.year:04}{at.month:02}"


def _numbers_in(payload: Payload) -> list[str]:
    ref = payload.get("ref")
    return [ref[side] for side in ("own", "yours") if isinstance(ref.get(side), str)] if isinstance(ref, dict) else []


def _texts_in(payload: Payload) -> list[str]:
    parts = payload.get("parts")
    texts = [part.get("text") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    texts += [payload.get("asks"), payload.get("explained")]
    return [text for text in texts if isinstance(text, str)]


def _names_in(payload: Payload) -> list[str]:
    return [value for name, value in _properties(payload) if name in _NAMES]


def _values_in(payload: Payload) -> list[str]:
    return [value for name, value in _properties(payload) if name not in _NAMES]


def _properties(payload: Payload) -> Iterable[tuple[str, str]]:
    """Give each property of each record: names, dates and places of birth, documents, accounts."""
    records = payload.get("records")
    for record in records if isinstance(records, list) else []:
        entity = record.get("ftm") if isinstance(record, dict) else None
        properties = entity.get("properties") if isinstance(entity, dict) else None
        for name, values in properties.items() if isinstance(properties, dict) else ():
            for value in values if isinstance(values, list) else ():
                if isinstance(value, str):
                    yield name, value
