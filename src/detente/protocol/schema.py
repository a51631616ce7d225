"""Shapes of members of signed payloads: a small vocabulary of checks, so that each object is a table (DXP 3, 6, 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from detente.model import b64, identifiers, instant, party_id
from detente.model.head import EMPTY_ROOT, Head
from detente.protocol.refusal import Refused

Check = Callable[[Any], bool]


@cache
def b64_of(length: int) -> Check:
    """Check for canonical base64url of `length` bytes."""

    matches = b64.pattern(length).fullmatch
    return lambda value: isinstance(value, str) and matches(value) is not None


def is_count(value: Any) -> bool:
    """Whether `value` is an integer ≥ 0 (strict JSON has bounded it above)."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_instant(value: Any) -> bool:
    """Whether `value` is an instant of the wire."""
    try:
        instant.parse_instant(value)
    except instant.BadInstant:
        return False
    return True


def is_party(value: Any) -> bool:
    """Whether `value` is a party id."""
    return isinstance(value, str) and PARTY.fullmatch(value) is not None


def is_head(value: Any) -> bool:
    """Whether `value` is {"size","root"}."""
    return isinstance(value, dict) and is_count(value.get("size")) and _B32(value.get("root"))


def is_head_in_epoch(value: Any) -> bool:
    """Whether `value` is {"epoch"|null,"size","root"}; the empty ledger has the root of the empty tree (DXP 5.3)."""
    return (
        is_head(value)
        and "epoch" in value
        and (value["epoch"] is None or _B16(value["epoch"]))
        and (value["size"] > 0 or value["root"] == _EMPTY_ROOT)
    )


def or_null(check: Check) -> Check:
    """Check that null passes too."""
    return lambda value: value is None or check(value)


def one_of(*values: Any) -> Check:
    """Check for one of `values`."""
    return lambda value: value in values


def is_bool(value: Any) -> bool:
    """Whether `value` is true or false."""
    return isinstance(value, bool)


def is_object(value: Any) -> bool:
    """Whether `value` is an object."""
    return isinstance(value, dict)


def is_refusals(value: Any) -> bool:
    """Whether `value` is [{"seq","code"}], each seq once; seq counts from 1."""
    if not isinstance(value, list):
        return False
    if not all(isinstance(item, dict) and is_count(item.get("seq")) and is_code(item.get("code")) for item in value):
        return False
    seqs: list[int] = [item["seq"] for item in value]
    return len(set(seqs)) == len(seqs) and all(seq >= 1 for seq in seqs)


def is_suites(value: Any) -> bool:
    """Whether `value` is a list of suite names."""
    return isinstance(value, list) and bool(value) and all(isinstance(suite, str) for suite in value)


def is_code(value: Any) -> bool:
    """Whether `value` may be a code of DXP 16."""
    return identifiers.is_kind(value)


# 52 characters hold 260 bits and a party id has 256: in the canonical form the last character is `a` or `q`.
PARTY: Final = re.compile(re.escape(party_id.PREFIX) + "[a-z2-7]{51}[aq]", re.ASCII)
_B16: Final = b64_of(16)
_B32: Final = b64_of(32)
_EMPTY_ROOT: Final = b64.encode(EMPTY_ROOT)
_COMMON: Final[Mapping[str, Check]] = {
    "v": one_of("dxp/1"),
    "typ": lambda value: isinstance(value, str),
    "from": is_party,
    "to": is_party,
    "doc": is_count,
}

MEMBERS: Final[Mapping[str, Mapping[str, Check]]] = {
    "dxp.checkpoint": {
        **_COMMON,
        "epoch": _B16,
        "base": is_head,
        "prev": is_head,
        "size": is_count,
        "root": _B32,
        "seen": is_head_in_epoch,
        "at": is_instant,
        "audit": _B32,
    },
    "dxp.receipt": {
        **_COMMON,
        "epoch": _B16,
        "size": is_count,
        "root": _B32,
        "checkpoint": _B32,
        "held_at": is_instant,
        "own": is_head_in_epoch,
        "refused": is_refusals,
        "audit": _B32,
    },
    "dxp.hello": {
        **_COMMON,
        "epoch": _B16,
        "nonce": _B32,
        "challenge": or_null(_B32),
        "size": is_count,
        "root": _B32,
        "suites": is_suites,
        "min": one_of("X1"),
        "at": is_instant,
    },
    "dxp.head": {
        **_COMMON,
        "epoch": _B16,
        "nonce": _B32,
        "hello": _B32,
        "opened": is_bool,
        "challenge": _B32,
        "size": is_count,
        "root": _B32,
        "at": is_instant,
    },
    "dxp.want": {**_COMMON, "dir": one_of("yours", "mine"), "after": is_count, "root": _B32, "nonce": _B32},
    "dxp.have": {
        **_COMMON,
        "dir": one_of("yours", "mine"),
        "nonce": _B32,
        "size": is_count,
        "root": _B32,
        "at": is_instant,
    },
    "dxp.refusal": {**_COMMON, "code": is_code, "about": _B32, "detail": is_object, "at": is_instant},
    "dxp.meet": {**_COMMON, "commitment": _B32},
    "dxp.meet-reply": {**_COMMON, "nonce": _B32, "meet": _B32},
    "dxp.meet-reveal": {**_COMMON, "nonce": _B32},
}


def check_members(typ: str, payload: Mapping[str, Any]) -> None:
    """Return if `payload` has every member that `typ` demands, in its form, and knows all that `crit` names.

    Raises:
        Refused: bad-object.
    """
    members = MEMBERS[typ]
    for name, check in members.items():
        if name not in payload or not check(payload[name]):
            raise Refused("bad-object", f"the member {name} is missing or of another form")
    check_critical(payload, members)


def check_critical(payload: Mapping[str, Any], known: Collection[str]) -> None:
    """Return if `crit` is a list of names, all of them `known`, or is not there (DXP 3).

    Raises:
        Refused: bad-object.
    """
    critical = payload.get("crit", [])
    if not isinstance(critical, list) or any(not isinstance(name, str) or name not in known for name in critical):
        raise Refused("bad-object", "a member must be understood and is not known here")


def head_of(value: Mapping[str, Any]) -> Head:
    """Give the head in a checked {"size","root"}."""
    return Head(value["size"], b64.decode(value["root"], length=32))


def moment(text: str) -> datetime:
    """Give the instant in a checked member."""
    return instant.parse_instant(text)
