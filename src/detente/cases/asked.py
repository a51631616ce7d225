"""What an act asks for in values of its own: each a field with a form, read from what a person typed.

    typed texts --read--> values as they stand on the wire: text, code, true or false, instant, count, hash

Which acts ask for which fields stands in the table of their kind (`Table.asked`). A field that `travels` is a member of
the message that its act sends; every other stays with the step, on this side. An act that opens a dialogue is named
`OPENS`, whatever row sends the message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Literal

from detente.model import label
from detente.model.errors import BadInput
from detente.model.instant import format_instant

Form = Literal["line", "text", "code", "yes-no", "instant", "count", "hash"]

OPENS: Final = "opens"
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 4_000
MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """One value that an act asks for. `codes`: those of a code, in their order; `must`: it is asked for always."""

    name: str
    form: Form = "line"
    codes: tuple[str, ...] = ()
    must: bool = True
    travels: bool = False


Asked = Mapping[str, tuple[Field, ...]]
"""The fields of each act of a kind; an act that is not listed asks for none."""

NONE: Final[Asked] = MappingProxyType({})


class Lacking(BadInput):
    """Something that the act asks for was not given. `names`: of the fields, in their order."""

    code = "act-lacks"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"This asks for more: {', '.join(names)}.")
        self.names = names


class NotOfItsForm(BadInput):
    """A value that was given cannot be used; `name` says which."""

    code = "act-value"

    def __init__(self, name: str, form: Form, codes: tuple[str, ...] = ()) -> None:
        what = f"one of {', '.join(codes)}" if form == "code" else _FORMS[form]
        super().__init__(f"{name} is to be {what}.")
        self.name = name


_FORMS: Final[Mapping[Form, str]] = MappingProxyType(
    {
        "line": f"one line of at most {LONGEST_LINE} characters, without hidden ones",
        "text": f"a text of at most {LONGEST_TEXT} characters",
        "code": "a code",
        "yes-no": "yes or no",
        "instant": "a time with its zone, such as 2026-11-22T09:00+01:00",
        "count": "a whole number, from 0",
        "hash": "a SHA-256, 64 hexadecimal digits in small letters",
    }
)


def read(fields: Iterable[Field], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of fields from what was typed, by name; what was left empty and is not asked always is null.

    Raises:
        Lacking: a field that must be given is empty. NotOfItsForm: a value is of another form.
        BadInput: something was given that the act does not ask for.

    >>> read((Field("legs", "count"), Field("place", must=False)), {"legs": "2"})
    {'legs': 2, 'place': None}
    """
    known = tuple(fields)
    strange = sorted(typed.keys() - {field.name for field in known})
    if strange:
        raise BadInput(f"This does not ask for {', '.join(strange)}. Leave it out.")
    given = {field.name: _value(field, typed.get(field.name)) for field in known}
    lacking = tuple(field.name for field in known if field.must and given[field.name] is None)
    if lacking:
        raise Lacking(lacking)
    return given


def travelling(fields: Iterable[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the members that travel, as the message of the act carries them."""
    return {field.name: given.get(field.name) for field in fields if field.travels}


def staying(fields: Iterable[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was said for this side alone and was not left empty."""
    return {field.name: value for field in fields if not field.travels and (value := given.get(field.name)) is not None}


def codes(fields: Iterable[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what may stand in a record that holds no content: the codes, and what was answered by yes or no."""
    coded = (field.name for field in fields if field.form in ("code", "yes-no"))
    return {name: given[name] for name in coded if given.get(name) is not None}


def _value(field: Field, typed: Any) -> Any:
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    found = _READERS[field.form](typed.strip() if isinstance(typed, str) else typed, field)
    if found is None:
        raise NotOfItsForm(field.name, field.form, field.codes)
    return found


def _line(typed: Any, field: Field) -> str | None:
    return typed if label.is_label(typed, longest=LONGEST_LINE) else None


def _text(typed: Any, field: Field) -> str | None:
    return typed if isinstance(typed, str) and len(typed) <= LONGEST_TEXT and "\0" not in typed else None


def _code(typed: Any, field: Field) -> str | None:
    return typed if typed in field.codes else None


def _yes_no(typed: Any, field: Field) -> bool | None:
    if isinstance(typed, bool):
        return typed
    return {"yes": True, "no": False}.get(typed) if isinstance(typed, str) else None


def _instant(typed: Any, field: Field) -> str | None:
    if isinstance(typed, datetime):
        return format_instant(typed)
    try:
        found = datetime.fromisoformat(typed) if isinstance(typed, str) else None
    except ValueError:
        return None
    return None if found is None or found.tzinfo is None else format_instant(found)


def _count(typed: Any, field: Field) -> int | None:
    if isinstance(typed, str):
        typed = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else None
    right = isinstance(typed, int) and not isinstance(typed, bool) and 0 <= typed <= MOST
    return typed if right else None


def _hash(typed: Any, field: Field) -> str | None:
    return typed if label.is_sha256(typed) else None


_READERS: Final = MappingProxyType(
    {
        "line": _line,
        "text": _text,
        "code": _code,
        "yes-no": _yes_no,
        "instant": _instant,
        "count": _count,
        "hash": _hash,
    }
)
