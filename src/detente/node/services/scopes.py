"""What suspensions treat alike (DXP 13): whole dialogues of one kind under one agreement and topic.

The name of a scope stands at each entry, so that what is held need not be read to know that it is. Danger to life is
part of it, because a warning of it passes where another one does not. Evidence is in no scope; its name says only of
which dialogue it is, for it never passes the answer that it follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.model.replies import GENERIC, opens_within
from detente.policy.kinds import WITHOUT_AGREEMENT
from detente.policy.urgencies import URGENCIES

EVIDENCE: Final = "evidence"
_LIFE: Final = "!"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The dialogue of an entry: of which kind, who opened it, and whether it is about danger to life or limb."""

    kind: str
    ours: bool
    life: bool = False


def dialogue_of(chain: Sequence[tuple[str, bool, str]]) -> Dialogue | None:
    """Give the dialogue of an entry, None where nothing is known of it (DXP 1, 14).

    `chain`: kind, whether it is ours, and scope, of the entry itself and of what its `re` leads to, up to the first. A
    reply is of the dialogue of what it names; what has another kind than that opens one of its own.

    >>> dialogue_of([("answer", True, ""), ("correction", False, ""), ("notification", True, "")])
    Dialogue(kind='correction', ours=False, life=False)
    """
    opener: tuple[str, bool, str] | None = None
    for each in reversed(chain):
        if opener is None or opens_within(each[0], opener[0]):
            opener = each
    return None if opener is None else Dialogue(opener[0], opener[1], life=is_life(opener[2]))


def is_about_life(kind: str, payload: Mapping[str, Any]) -> bool:
    """Whether the entry that opens a dialogue is a warning of danger to life or limb."""
    reason = URGENCIES.get(str(payload.get("urgency", "")))
    return kind == "warning" and reason is not None and reason.life


def scope_of(kind: str, dialogue: Dialogue | None, *, agreement: str | None, topic: str | None) -> str:
    """Give the name of an entry's scope, empty where no suspension reaches it."""
    # Only replies take the kind of their dialogue: what opens another one in a thread stands by its own.
    named = dialogue.kind if dialogue is not None and kind in GENERIC else kind
    if kind == EVIDENCE:
        return f"{EVIDENCE} {named}"
    if kind in WITHOUT_AGREEMENT or agreement is None:
        return ""
    life = _LIFE if dialogue is not None and dialogue.life and dialogue.kind == named else ""
    return f"{named}{life} {agreement} {topic or ''}"


def kind_in(scope: str) -> str:
    """Give the kind of dialogue that a scope is of, empty where it says none."""
    names = scope.split(" ")
    return names[1] if len(names) == 2 else names[0].removesuffix(_LIFE)


def parts(scope: str) -> tuple[str, bool, str, str | None] | None:
    """Give kind of dialogue, danger to life, agreement and topic of a scope; None for what no suspension reaches."""
    names = scope.split(" ")
    if len(names) != 3:
        return None
    named, agreement, topic = names
    return named.removesuffix(_LIFE), named.endswith(_LIFE), agreement, topic or None


def is_life(scope: str) -> bool:
    """Whether a scope is one of warnings of danger to life or limb."""
    return scope.split(" ")[0].endswith(_LIFE)
