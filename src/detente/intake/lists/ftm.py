"""FollowTheMoney entities, one a line or in one document, with the wrappers of OpenSanctions and nested entities.

A line that cannot be read is left out by itself; what the vocabulary does not know is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.intake import ftm_schemata
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, say

KIND: Final = "followthemoney"
MOST_VALUES: Final = 5_000
MOST_NESTED: Final = 6


def is_entity(value: Any) -> bool:
    """Whether a JSON value looks like an entity."""
    return isinstance(value, Mapping) and "schema" in value and ("properties" in value or "id" in value)


def read(entries: Iterable[tuple[str, Any]], into: Gathering) -> None:
    """Read entries, each with where it stands."""
    for where, value in entries:
        with into.entry(where):
            _entity(value, into, where=where, deep=0)


def _entity(value: Any, into: Gathering, *, where: str, deep: int) -> str:
    """Read one entity with those inside it, and give its id."""
    if deep > MOST_NESTED:
        raise leave_out("ftm.more-nested", most=MOST_NESTED)
    if not isinstance(value, Mapping):
        raise leave_out("json.no-object")
    draft = _draft(value, into, where)
    properties = value.get("properties")
    if not isinstance(properties, Mapping) or not properties:
        raise leave_out("ftm.no-properties")
    for name, values in properties.items():
        _property(draft, str(name), values, into, where=where, deep=deep, schema=str(value["schema"]))
    # Inside others the same one stands wherever it is referred to.
    return draft.done(again=deep > 0).id


def _draft(value: Mapping[str, Any], into: Gathering, where: str) -> Draft:
    id_, named = value.get("id"), value.get("schema")
    if not isinstance(id_, str) or not id_.strip() or len(id_) > 255:
        raise leave_out("ftm.no-id")
    schema = ftm_schemata.schema_of(named) if isinstance(named, str) else None
    if schema is None:
        raise leave_out("ftm.no-schema", name=named)
    if schema.abstract:
        raise leave_out("ftm.abstract", name=named)
    seen = value.get("first_seen")
    return into.draft(str(named), id_, where=where, since=seen[:10] if isinstance(seen, str) else "")


def _property(draft: Draft, name: str, values: Any, into: Gathering, *, where: str, deep: int, schema: str) -> None:
    if name.casefold() in _SENSITIVE:
        into.remark_once(say("value.sensitive", name=name))
        return
    if name not in (ftm_schemata.schema_of(schema) or _NOTHING).properties:
        into.remark_once(say("ftm.unknown-property", schema=schema, name=name))
        return
    listed = [values] if isinstance(values, str | Mapping) else values
    if not isinstance(listed, list) or not all(isinstance(each, str | Mapping) for each in listed):
        raise leave_out("ftm.no-list", name=name)
    if len(listed) > MOST_VALUES:
        raise leave_out("ftm.too-many", name=name)
    for each in listed:
        draft.add(name, each if isinstance(each, str) else _entity(each, into, where=where, deep=deep + 1))


_NOTHING: Final = ftm_schemata.Schema((), frozenset(), {})
_SENSITIVE: Final = frozenset({"ethnicity", "religion", "political"})
