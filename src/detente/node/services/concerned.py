"""Whom what would leave is about: the persons of its records, and those of the register whom it names.

The check of political, military, religious or racial character is four questions, answered before anything about a
person leaves; the answers travel (`character`, DXP 14). A record carries when it is reviewed and deleted: where nobody
said, the latest dates of its category.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from detente.model.instant import format_instant
from detente.node.services.protecting import Protected
from detente.policy.persons import CATEGORIES, is_of_person, is_sensitive
from detente.policy.question import Person

QUESTIONS: Final = ("political", "military", "religious", "racial")
_DURATION: Final = re.compile(r"P(\d+)([YM])", re.ASCII)
_DAYS: Final = {"Y": 365, "M": 30}


def character(answers: Mapping[str, bool]) -> dict[str, bool]:
    """Give the member `character` of a payload from the four answers; an unanswered question is not in it."""
    return {name: bool(answers[name]) for name in QUESTIONS if name in answers}


def persons_in(payload: Mapping[str, Any], known: Iterable[Protected], party: str) -> tuple[Person, ...]:
    """Give the persons that a payload is about, as policy sees them.

    `known`: those of the register whom it names; one whom no record is about stands with what the register says.
    """
    checked = _checked(payload.get("character"))
    named = tuple(known)
    statuses = frozenset[str]().union(*(each.statuses for each in named))
    # Toward the state that anyone in it fled from nothing helps, whichever record names them.
    fled = next((each.fled_from for each in named if each.fled_from == party), None)
    records = [record for record in payload.get("records") or () if is_of_person(record)]
    if not records:
        return protected_in(named, character=checked)
    return tuple(
        Person(
            category=str(record.get("category") or ""),
            nature=record.get("nature"),
            dated=bool(record.get("review_by") and record.get("delete_by")),
            evaluation=str((record.get("evaluation") or {}).get("code") or ""),
            character=checked,
            protected=statuses,
            fled_from=fled,
        )
        for record in records
    )


def protected_in(known: Iterable[Protected], *, character: str = "passed") -> tuple[Person, ...]:
    """Give persons of the register as policy sees them, each with what the register says."""
    return tuple(
        Person(
            category=each.category,
            nature="assessment",
            dated=True,
            evaluation="register",
            character=character,
            protected=each.statuses,
            fled_from=each.fled_from,
        )
        for each in known
    )


def properties_in(payload: Mapping[str, Any]) -> frozenset[str]:
    """Give the names of the properties that the records of a payload carry."""
    records = payload.get("records")
    found = [
        record["ftm"].get("properties")
        for record in (records if isinstance(records, list) else [])
        if isinstance(record, Mapping) and isinstance(record.get("ftm"), Mapping)
    ]
    return frozenset(name for properties in found if isinstance(properties, Mapping) for name in properties)


def dated(records: Sequence[Mapping[str, Any]], *, now: datetime) -> list[dict[str, Any]]:
    """Give records with their review and deletion dates: the latest of their category, where nobody said."""
    return [_dated(record, now) if is_of_person(record) else dict(record) for record in records]


def without_sensitive(payload: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """Give a payload without the properties that no record may carry, and the names of those that were left out."""
    names = frozenset(name for name in properties_in(payload) if is_sensitive(name))
    if not names:
        return dict(payload), names
    records = [
        {**record, "ftm": {**record["ftm"], "properties": _kept(record["ftm"]["properties"], names)}}
        if isinstance(record, Mapping) and isinstance((record.get("ftm") or {}).get("properties"), Mapping)
        else record
        for record in payload["records"]
    ]
    return {**payload, "records": records}, names


def _checked(answers: Any) -> str:
    if not isinstance(answers, Mapping) or not all(isinstance(answers.get(name), bool) for name in QUESTIONS):
        return "missing"
    return "failed" if any(answers[name] for name in QUESTIONS) else "passed"


def _dated(record: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    category = CATEGORIES.get(str(record.get("category")))
    if category is None:
        return dict(record)
    ends = {"review_by": category.review, "delete_by": category.delete_latest}
    return {
        **record,
        **{name: record.get(name) or format_instant(now + span(length)) for name, length in ends.items()},
    }


def span(length: str) -> timedelta:
    """Give the length of an ISO 8601 duration of years or months."""
    matched = _DURATION.fullmatch(length)
    if matched is None:
        raise ValueError(f"{length} is no duration of years or months")
    return timedelta(days=int(matched[1]) * _DAYS[matched[2]])


def _kept(properties: Mapping[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in left_out}
