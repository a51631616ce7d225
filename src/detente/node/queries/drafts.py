"""A draft as it lies in its row, and as the desk has it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from detente.model.instant import format_instant, parse_instant
from detente.node.queries.desk import Draft

_INSTANTS = ("answer_by", "rest_by")


def content_of(draft: Draft) -> dict[str, Any]:
    """Give what a row keeps of a draft."""
    kept = dataclasses.asdict(draft)
    kept["h"], kept["more"] = list(draft.h), dict(draft.more)
    kept["ask"] = None if draft.ask is None else dict(draft.ask)
    kept["records"] = [dict(record) for record in draft.records]
    kept["codes"] = None if draft.codes is None else list(draft.codes)
    for name in ("codes", "imported", "passes"):
        if kept[name] is None:
            # Whoever does not know where a draft came from takes nothing of that away.
            del kept[name]
    for name in _INSTANTS:
        at: datetime | None = kept[name]
        kept[name] = None if at is None else format_instant(at)
    return kept


def draft_in(content: Mapping[str, Any]) -> Draft:
    """Give the draft in a row; members of a newer release are left aside, and stay in the row."""
    names = {each.name for each in dataclasses.fields(Draft)}
    kept = {name: value for name, value in content.items() if name in names}
    for name in _INSTANTS:
        kept[name] = None if kept.get(name) is None else parse_instant(kept[name])
    codes = kept.get("codes")
    kept["codes"] = None if codes is None else tuple(codes)
    return Draft(**{**kept, "h": tuple(kept.get("h", ())), "records": tuple(kept.get("records", ()))})


def steps_of(draft: Draft) -> int:
    """Give how many steps writing it takes: a reply has its subject and its basis already."""
    return 2 if draft.answers else 3


def step_of(draft: Draft) -> int:
    """Give the first step of writing that is not complete, from 1: for replies the form, then the release."""
    if draft.act:
        return 2
    if draft.answers:
        complete = draft.message in ("nil", "refused") or bool(draft.text.strip())
        return 2 if complete else 1
    if not (draft.to and draft.topic and draft.purpose and draft.law and draft.subject):
        return 1
    return 3 if draft.text.strip() and draft.tlp else 2
