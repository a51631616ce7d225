"""A letter: what an officer wrote, before anything is sealed, and what of it an entry carries (DXP 14).

Nothing here asks whether it may travel or stores it: see `dispatching`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from detente.model import handling, label
from detente.model.errors import BadInput
from detente.model.handling import Handling
from detente.node.services import opening
from detente.node.services.signatures import NOT_APPROVED
from detente.node.stores.models import Entry
from detente.policy.founding import FoundingAgreement
from detente.policy.question import Approval

_WITH_SUBJECT: Final = frozenset({"notification", "request-information"})
"""The kinds that need a subject when they open a dialogue."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an officer wrote, before anything is sealed. `codes`: handling codes; empty takes TLP:AMBER.

    `rel`: the parties that may have it, None: no list.

    `records`: whom and what it is about, as DXP 14 has them. `again`: why it is sent although the partner found no link
    about the same person before; it stays here.

    `draft`: the row of the draft that this is; it goes in the transaction of its release, so that it is released once,
    as it was when it was read (`draft_mark`, of `standing_drafts`).
    `approval`: what a second person signed of it. `character`: the four answers (`concerned.QUESTIONS`), or None.
    """

    subject: str = ""
    text: str = ""
    lang: str = ""
    files: Sequence[Path] = ()
    names: Sequence[str] = ()
    answer_by: datetime | None = None
    asks: str | None = None
    codes: Sequence[str] = ()
    orcon: bool = False
    rel: Sequence[str] | None = None
    topic: str | None = None
    purpose: str | None = None
    own_ref: str | None = None
    agreement: str | None = None
    law: str = ""
    law_ref: str = ""
    draft: int | None = None
    draft_mark: bytes = b""
    records: Sequence[Mapping[str, Any]] = ()
    again: str = ""
    approval: Approval = NOT_APPROVED
    character: Mapping[str, bool] | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def notification_payload(letter: Letter) -> dict[str, Any]:
    """Give what a notification carries, without its files."""
    return {**opening_payload("notification", "notification", letter), "asks": letter.asks}


def opening_payload(dialogue: str, message: str, letter: Letter) -> dict[str, Any]:
    """Give what the opening message of any dialogue carries of a letter, without its files."""
    return {
        **_content(dialogue, message, letter, None),
        "subject": letter.subject,
        **({"records": [dict(record) for record in letter.records]} if letter.records else {}),
        **_checked(letter),
        **({"basis": {"law": letter.law, "ref": letter.law_ref}} if letter.law else {}),
    }


def answer_payload(
    target: Entry, letter: Letter, *, message: str, rest: dict[str, Any] | None = None, dialogue: str | None = None
) -> dict[str, Any]:
    """Give what a message in a dialogue carries, without its files. A nil carries nothing that could tell why (DXP 14).

    `dialogue`: its table, that of the target's kind unless given.
    """
    named = dialogue or target.kind
    if message == "nil":
        return {"dialogue": named, "message": "nil", "ref": {"own": None, "yours": _their_number(target)}}
    payload = _content(named, message, letter, target) | _checked(letter)
    if message == "part-final" or (message == "part" and rest is not None):
        payload["rest"] = rest
    return payload


def refusal_payload(
    target: Entry,
    letter: Letter,
    *,
    ground: str,
    explained: str,
    dialogue: str | None = None,
    message: str = "refused",
) -> dict[str, Any]:
    """Give what a refusal carries: a sent ground, never an inner one. `dialogue` as in `answer_payload`."""
    return {
        "dialogue": dialogue or target.kind,
        "message": message,
        "ref": {"own": letter.own_ref, "yours": _their_number(target)},
        "ground": ground,
        "explained": explained or None,
        "retry_when": None,
    }


def _checked(letter: Letter) -> dict[str, Any]:
    """Give the answers of the check of character, where they were given: they travel with what they are about."""
    return {} if letter.character is None else {"character": dict(letter.character)}


def label_of(letter: Letter, agreement: FoundingAgreement) -> Handling:
    """Give the handling label of a letter.

    Raises:
        BadInput: a code is not of its form.
    """
    try:
        return handling.parse(
            {
                "codes": list(letter.codes) or ["tlp:AMBER"],
                "rel": None if letter.rel is None else list(letter.rel),
                "orcon": letter.orcon,
                "named": [],
                "purpose": letter.purpose or sorted(agreement.purposes)[0],
            }
        )
    except handling.BadHandling as error:
        raise BadInput(f"The handling label cannot be used: {error}.") from error


def topic_of(letter: Letter, agreement: FoundingAgreement, target: Entry | None) -> str:
    """Give the topic under which it travels: a reply under that of its target."""
    if target is not None and target.topic is not None:
        return target.topic
    return letter.topic or agreement.topic


def files_of(letter: Letter) -> list[tuple[Path, str]]:
    """Give each file with the name under which it travels."""
    names = list(letter.names) or [path.name for path in letter.files]
    return list(zip(letter.files, names, strict=True))


def check_letter(letter: Letter, kind: str, *, opens: bool = True) -> None:
    """Return if the letter can be sent as `kind`; BadInput otherwise. `opens`: it opens a dialogue."""
    if opens and kind in _WITH_SUBJECT and not letter.subject.strip():
        raise BadInput("This message has no subject. Write one line that says what it is about.")
    if len(letter.subject) > 300:
        raise BadInput("The subject is longer than 300 characters. Shorten it; the text may be long.")
    if letter.own_ref is not None and not label.is_file_number(letter.own_ref):
        raise BadInput(
            "The file reference has more than 64 characters, or characters that may mislead, or a space at an end. "
            "Write it as it stands on your file."
        )
    for name in [*letter.names, *(path.name for path in letter.files)]:
        if not label.is_label(name, longest=255):
            raise BadInput(f"The file name {name!r} holds characters that may mislead. Rename the file.")


def _content(dialogue: str, message: str, letter: Letter, target: Entry | None) -> dict[str, Any]:
    parts = [{"type": "text/plain", "lang": letter.lang or "und", "text": letter.text}] if letter.text else []
    return {
        "dialogue": dialogue,
        "message": message,
        "ref": {"own": letter.own_ref, "yours": None if target is None else _their_number(target)},
        "parts": parts,
    }


def _their_number(target: Entry) -> str | None:
    """Give the partner's file number, from their entry, or from ours that names it."""
    ref = opening.payload_of(target).get("ref")
    return ref.get("yours" if target.ours else "own") if isinstance(ref, dict) else None
