"""What the messages that make, suspend and end agreements carry (DXP 12, 13, 14).

The prefixes of the tables (p-, q-, a-, b-) name the side and do not travel. What a text says is read by policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from detente.model import b64, identifiers
from detente.protocol import schema

MODES: Final = ("hold", "refuse")
FATES: Final = ("returned", "destroyed", "kept")
"""What became of the data that a party had under an agreement."""
MAX_RECORD: Final = 200_000
"""Characters of the signed record that a certificate carries: some hundreds of ids, two signatures."""

Payload = Mapping[str, Any]


def fault_in_agreement(payload: Payload) -> str | None:
    """Give what is wrong with a message of kind `agreement`, None where nothing is."""
    return _fault(payload, "agreement", _OF_AGREEMENT)


def fault_in_topic(payload: Payload) -> str | None:
    """Give what is wrong with a message of kind `agreement-topic`, None where nothing is."""
    return _fault(payload, "agreement-topic", _OF_TOPIC)


def _fault(payload: Payload, dialogue: str, messages: Mapping[str, Callable[[Payload], str | None]]) -> str | None:
    if payload["dialogue"] != dialogue:
        return f"a message about agreements belongs to the dialogue {dialogue}"
    check = messages.get(payload["message"])
    return "an unknown message about an agreement" if check is None else check(payload)


def _text(payload: Payload) -> str | None:
    return None if isinstance(payload.get("agreement"), dict) else "a draft carries the agreement"


def _countersigned(payload: Payload) -> str | None:
    return None if schema.b64_of(32)(payload.get("id")) else "a countersignature names the id of the text"


def _reasoned(payload: Payload) -> str | None:
    return None if _is_words(payload.get("reason")) else "it says its reason"


def _suspend(payload: Payload) -> str | None:
    if payload.get("mode") not in MODES:
        return "a suspension holds or refuses"
    exempt = payload.get("exempt")
    if exempt is not None and not (isinstance(exempt, list) and all(map(identifiers.is_kind, exempt))):
        return "what a suspension exempts is a list of kinds, or null for what the agreement says"
    return _reasoned(payload)


def exempt_in(payload: Payload) -> frozenset[str] | None:
    """Give what a well-formed suspension says that it lets pass; None: what the agreement says."""
    said = payload.get("exempt")
    return None if said is None else frozenset(said)


def _notice(payload: Payload) -> str | None:
    if not schema.is_instant(payload.get("end")):
        return "a notice names the date of the end"
    return None if payload.get("plan") is None or _is_words(payload["plan"]) else "a plan is in words, or null"


def _certificate(payload: Payload) -> str | None:
    fate, ground = payload.get("data"), payload.get("ground")
    if fate not in FATES:
        return "a certificate says whether the data was returned, destroyed or kept"
    if (fate == "kept") != _is_words(ground):
        return "data is kept on a named ground only"
    record = payload.get("record")
    return None if record is None or _is_base64(record) else "the signed record of a certificate is base64url"


def _bare(_: Payload) -> str | None:
    return None


def _is_base64(value: object) -> bool:
    if not isinstance(value, str) or len(value) > MAX_RECORD:
        return False
    try:
        return bool(b64.decode(value))
    except b64.BadBase64:
        return False


def _is_words(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 4000


_OF_AGREEMENT: Final[Mapping[str, Callable[[Payload], str | None]]] = {
    "draft": _text,
    "counter-draft": _text,
    "countersigned": _countersigned,
    "declined": _reasoned,
    "withdraw-draft": _bare,
    "suspend": _suspend,
    "lift": _bare,
    "notice": _notice,
    "run-off": _bare,
    "certificate": _certificate,
}
_OF_TOPIC: Final[Mapping[str, Callable[[Payload], str | None]]] = {"suspend-topic": _suspend, "lift-topic": _bare}
