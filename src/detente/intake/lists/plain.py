"""Records in the plain form in which names are compared: a person a line, `names` among the members.

{"id": "q1", "names": ["Tamerlan Tsarnaev"], "birthDate": ["1986-10-21"], "country": ["ru"], "gender": "male",
 "idNumber": ["X4123"]}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, say

KIND: Final = "plain-json"
MOST_VALUES: Final = 500
_MEMBERS: Final = {
    "names": "name",
    "birthDate": "birthDate",
    "country": "country",
    "gender": "gender",
    "idNumber": "idNumber",
}
"""Each member, and the property of FollowTheMoney that it is."""
_ASIDE: Final = frozenset({"id", "source"})
_SENSITIVE: Final = frozenset({"ethnicity", "religion", "political"})


def is_record(value: Any) -> bool:
    """Whether a JSON value looks like a record in plain form."""
    return isinstance(value, Mapping) and "names" in value and "id" in value and "schema" not in value


def read(entries: Iterable[tuple[str, Any]], into: Gathering) -> None:
    """Read records, each with where it stands."""
    for where, value in entries:
        with into.entry(where):
            if not isinstance(value, Mapping):
                raise leave_out("json.no-object")
            _record(value, into, where)


def _record(value: Mapping[str, Any], into: Gathering, where: str) -> None:
    id_ = value.get("id")
    if not isinstance(id_, str) or not id_.strip() or len(id_) > 255:
        raise leave_out("ftm.no-id")
    draft = into.draft("Person", id_, where=where)
    for member, values in value.items():
        if member in _MEMBERS:
            _member(draft, member, values)
        elif member.casefold() in _SENSITIVE:
            into.remark_once(say("value.sensitive", name=member))
        elif member not in _ASIDE:
            into.remark_once(say("ftm.unknown-property", schema="Person", name=member))
    draft.done()


def _member(draft: Draft, member: str, values: Any) -> None:
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise leave_out("ftm.no-list", name=member)
    if len(listed) > MOST_VALUES:
        raise leave_out("ftm.too-many", name=member)
    for each in listed:
        draft.add(_MEMBERS[member], each)
