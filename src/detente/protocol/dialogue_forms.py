"""The forms of messages that belong to one dialogue, by (dialogue, message): what each must carry besides (DXP 14).

A message that is not listed has no form of its own; one of a newer release is shown, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from detente.model import identifiers, label
from detente.protocol import schema

Payload = Mapping[str, Any]
Form = Mapping[str, Callable[[Any], bool]]
"""The members that a message must have, each with its check."""

LONGEST_TEXT: Final = 20_000
MOST: Final = 64


def fault(payload: Payload) -> str | None:
    """Give in words what a message lacks of the form that its dialogue demands; None where nothing."""
    form = FORMS.get((str(payload.get("dialogue")), str(payload.get("message"))), {})
    for name, holds in form.items():
        if name not in payload:
            return f"{payload['message']} carries {name}, or null"
        if not holds(payload[name]):
            return f"{name} of {payload['message']} has another form"
    return None


def answers_of(dialogue: object) -> frozenset[str] | None:
    """Give the messages of a dialogue that travel as `answer`; None where this release does not list them."""
    return _ANSWERS.get(str(dialogue))


def _text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= LONGEST_TEXT)


def _texts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= MOST
        and all(isinstance(each, str) and 1 <= len(each) <= LONGEST_TEXT for each in value)
    )


def _codes(value: Any) -> bool:
    return isinstance(value, list) and 1 <= len(value) <= MOST and all(identifiers.is_slug(each) for each in value)


def _maybe_slug(value: Any) -> bool:
    return value is None or identifiers.is_slug(value)


def _maybe_bool(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _maybe_cid(value: Any) -> bool:
    return value is None or bool(schema.b64_of(32)(value))


def _counts(value: Any) -> bool:
    return isinstance(value, dict) and set(value) >= ONWARD and all(schema.is_count(each) for each in value.values())


ONWARD: Final = frozenset({"done", "partly", "objected", "silent"})
"""What an onward recipient of a corrected item may have said; they are counted on the wire, and not named."""

_CODED: Final[Form] = MappingProxyType({"code": identifiers.is_slug})
_MISSING: Final[Form] = MappingProxyType({"missing": _codes})

REQUEST: Final[Form] = MappingProxyType(
    {
        "necessary": _text,
        "wanted": _texts,
        "purpose_facts": _text,
        "person_link": _text,
        "urgency": _maybe_slug,
        "use_limits": _text,
        "directly_available": _maybe_bool,
    }
)
"""Why it is necessary, what exactly is wanted, the facts behind the purpose, and how the persons are linked to it."""

FORMS: Final[Mapping[tuple[str, str], Form]] = MappingProxyType(
    {
        ("notification", "returned"): _MISSING,
        ("notification", "filed"): _CODED,
        ("correction", "correction"): MappingProxyType({"target": _maybe_cid}),
        ("correction", "partly"): _CODED,
        ("correction", "objected"): _CODED,
        ("correction", "onward-results"): MappingProxyType({"onward": _counts}),
        ("request-information", "request"): REQUEST,
        ("request-information", "withdraw"): _CODED,
        ("request-information", "clarification-asked"): _MISSING,
        ("request-information", "urgency-rejected"): _CODED,
        ("request-information", "interim"): MappingProxyType({"until": schema.is_instant}),
        ("request-information", "extended"): MappingProxyType({"until": schema.is_instant, **_CODED}),
        ("request-information", "transferred"): MappingProxyType({"competent": label.is_label}),
        ("request-information", "feedback"): MappingProxyType({"usefulness": identifiers.is_slug}),
        ("request-information", "closed-unused"): _CODED,
    }
)

_FOUR: Final = frozenset({"answer", "part", "part-final", "nil"})
_ANSWERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "notification": _FOUR,
        "request-information": _FOUR | {"clarification-asked", "transferred"},
        "correction": frozenset({"partly", "objected"}),
    }
)
