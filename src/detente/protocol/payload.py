"""What each kind of entry carries (DXP 14): the last check before a desk, after policy has spoken.

A kind that is not known here is not checked: a newer release may bring it, and it is shown, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from detente.model import identifiers, label
from detente.protocol import agreement_payload, dialogue_forms, schema
from detente.protocol.refusal import EntryRefused

SENT_GROUNDS: Final = ("outside", "form", "law", "rights", "undisclosed")
CONTROL_MESSAGES: Final = ("keys", "freeze", "held")
BY_OFFICER: Final = ("opened", "accepted")
BY_NODE: Final = ("rejected",)
NIL_MEMBERS: Final = {"dialogue", "message", "ref"}
OF_DIALOGUES: Final = frozenset({"notification", "request-information", "correction", "answer", "feedback", "evidence"})
"""Kinds whose messages have forms of their own (`dialogue_forms`)."""

Payload = Mapping[str, Any]


def is_known(kind: str) -> bool:
    """Whether this release knows the kind."""
    return kind in _KINDS


def check(kind: str, payload: Payload) -> None:
    """Return if the payload has the form that its kind demands; an unknown kind passes.

    Raises:
        EntryRefused: bad-payload.
    """
    if kind not in _KINDS:
        return
    _require(_is_envelope(payload), "every payload has dialogue, message and ref")
    _require(_is_common(payload), "a common member is of another form")
    _KINDS[kind](payload)
    if kind in OF_DIALOGUES:
        fault = dialogue_forms.fault(payload)
        _require(fault is None, fault or "")


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise EntryRefused("bad-payload", sentence)


def _is_envelope(payload: Payload) -> bool:
    ref = payload.get("ref")
    return (
        "dialogue" in payload
        and (payload["dialogue"] is None or identifiers.is_kind(payload["dialogue"]))
        and identifiers.is_kind(payload.get("message"))
        and isinstance(ref, dict)
        and {"own", "yours"} <= set(ref)
        and all(number is None or label.is_file_number(number) for number in (ref["own"], ref["yours"]))
    )


def _is_common(payload: Payload) -> bool:
    return all(check(payload[name]) for name, check in _COMMON.items() if name in payload)


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(part, dict)
        and part.get("type") == "text/plain"
        and isinstance(part.get("lang"), str)
        and isinstance(part.get("text"), str)
        for part in value
    )


def _is_files(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and schema.b64_of(16)(item.get("id"))
        and label.is_label(item.get("name"), longest=255)
        and isinstance(item.get("type"), str)
        and schema.b64_of(32)(item.get("sha256"))
        for item in value
    )


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and isinstance(item.get("ftm"), dict) for item in value
    )


def _is_basis(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("law"), str) and isinstance(value.get("ref"), str)


_COMMON: Final[Mapping[str, Callable[[Any], bool]]] = {
    "subject": lambda value: isinstance(value, str),
    "parts": _is_parts,
    "files": _is_files,
    "records": _is_records,
    "basis": _is_basis,
}


def _contact(payload: Payload) -> None:
    if payload["message"] != "founding":
        return
    _require(payload.get("how") in ("sas", "fingerprint"), "a founding entry says how the parties compared")
    _require(
        schema.b64_of(32)(payload.get("own_doc")) and schema.b64_of(32)(payload.get("peer_doc")),
        "a founding entry names both party documents",
    )
    _require(isinstance(payload.get("agreement"), dict), "a founding entry carries the agreement")


def _party_doc(payload: Payload) -> None:
    _require(isinstance(payload.get("document"), str), "a party-doc entry carries a document")


def _evidence(payload: Payload) -> None:
    _require(payload.get("outcome") in ("done", "failed"), "evidence says done or failed")
    by = payload.get("by")
    if payload["message"] in BY_OFFICER and payload["outcome"] == "done":
        _require(identifiers.is_officer(by), "an officer stands for it, by a number")
    elif payload["message"] in BY_NODE:
        _require("by" in payload and by is None, "the node says it, no officer")
    else:
        _require("by" in payload and (by is None or identifiers.is_officer(by)), "an officer is a number")
    _require({"code", "until"} <= set(payload), "evidence has code and until, or null")
    _require(schema.is_instant(payload.get("at")), "evidence says when")
    code, until = payload.get("code"), payload.get("until")
    _require(code is None or schema.is_code(code), "a code has the form of DXP 16")
    _require(until is None or schema.is_instant(until), "until is an instant or null")


def _control(payload: Payload) -> None:
    _require(payload["message"] in CONTROL_MESSAGES, "an unknown control message")
    if payload["message"] == "keys":
        _require(
            schema.b64_of(32)(payload.get("kid"))
            and schema.b64_of(16)(payload.get("epoch"))
            and schema.is_count(payload.get("size"))
            and schema.b64_of(32)(payload.get("root")),
            "keys names a key and the head that its owner stands by",
        )
    if payload["message"] == "held":
        # What a suspension holds there MAY be told (DXP 13); nothing rests on it.
        count, oldest = payload.get("count"), payload.get("oldest")
        _require(count is None or schema.is_count(count), "held tells a count, or none")
        _require(oldest is None or schema.is_instant(oldest), "held tells the date of the oldest, or none")


def _notification(payload: Payload) -> None:
    _require(payload["dialogue"] == "notification", "a notification opens the dialogue of its name")


def _request_information(payload: Payload) -> None:
    _require(payload["dialogue"] == "request-information", "a request for information names the dialogue of its name")


def _correction(payload: Payload) -> None:
    _require(payload["dialogue"] == "correction", "a correction names the dialogue of its name")


def _feedback(payload: Payload) -> None:
    _require(payload["dialogue"] is not None, "feedback names its dialogue")


def _answer(payload: Payload) -> None:
    message = payload["message"]
    known = dialogue_forms.answers_of(payload["dialogue"])
    _require(known is None or message in known, "an answer is one of those of its dialogue")
    if message == "nil":
        # Any member more would tell a protected nil from an empty one.
        _require(set(payload) == NIL_MEMBERS, "a nil carries nothing else")
    if message == "part-final":
        rest = payload.get("rest")
        _require(
            rest is None
            or (
                isinstance(rest, dict)
                and rest.get("ground") in SENT_GROUNDS
                and "until" in rest
                and (rest["until"] is None or schema.is_instant(rest["until"]))
            ),
            "the rest of a part has a sent ground, or is null",
        )


def _refusal(payload: Payload) -> None:
    # Inner grounds would say what the sender holds (DXP 14).
    _require(payload.get("ground") in SENT_GROUNDS, "a refusal carries a sent ground")


def _agreement(payload: Payload) -> None:
    fault = agreement_payload.fault_in_agreement(payload)
    _require(fault is None, fault or "")


def _agreement_topic(payload: Payload) -> None:
    fault = agreement_payload.fault_in_topic(payload)
    _require(fault is None, fault or "")


_KINDS: Final[Mapping[str, Callable[[Payload], None]]] = {
    "contact": _contact,
    "party-doc": _party_doc,
    "evidence": _evidence,
    "control": _control,
    "notification": _notification,
    "request-information": _request_information,
    "correction": _correction,
    "feedback": _feedback,
    "answer": _answer,
    "refusal": _refusal,
    "agreement": _agreement,
    "agreement-topic": _agreement_topic,
}
