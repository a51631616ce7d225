"""What an officer may release: a notification, an answer, a refusal. How it leaves is `dispatching`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.services import dispatching, letters
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Refused, Request
from detente.node.services.letters import Letter as Letter
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy import grounds, refusals


def notify(node: Node, officer: Officer, partner: Partner, letter: Letter, assertion: Assertion | None = None) -> Entry:
    """Release a notification; give its entry, which waits for its place.

    Raises:
        PolicyRefusal: the agreement does not let it travel.
        BadInput: a value cannot be used, or a file cannot be read or changed while it was read.
    """
    return dispatching.release(node, officer, _notification(partner, letter, assertion))


def notify_all(
    node: Node, officer: Officer, written: Sequence[tuple[Partner, Letter, Assertion | None]]
) -> list[Entry | Refused]:
    """Release many notifications in one transaction; give for each, in order, its entry or why it may not leave."""
    return dispatching.release_all(node, officer, [_notification(*each) for each in written])


def answer(
    node: Node,
    officer: Officer,
    target: Entry,
    letter: Letter,
    *,
    message: str = "answer",
    rest: dict[str, Any] | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Release an answer: `answer` (full), `part`, `part-final`, or `nil`, which says nothing more than that.

    Raises:
        NoSuchStep, PolicyRefusal, BadInput.
    """
    if message == "nil" and (letter.text or letter.files or letter.subject):
        raise BadInput("A nil answer says nothing else. Leave text and files out, or answer in full.")
    payload = letters.answer_payload(target, letter, message=message, rest=rest)
    event = "answer-nil" if message == "nil" else "answer"
    request = Request(target.partner, letter, "answer", payload, target, event, assertion)
    return dispatching.release(node, officer, request)


def refuse(
    node: Node,
    officer: Officer,
    target: Entry,
    *,
    inner: str,
    explained: str = "",
    letter: Letter | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Refuse with an inner ground, which stays here; only its coarse sent ground travels (DXP 14).

    Raises:
        PolicyRefusal: the ground may not be told; answer nil.
        NoSuchStep: a refusal is not possible now.
    """
    try:
        sent = grounds.sent_ground(inner)
    except grounds.UnknownGround as error:
        raise BadInput(f"There is no ground {inner}. `detente refuse --grounds` lists them.") from error
    if sent == grounds.NIL:
        raise PolicyRefusal(
            inner, "This ground would say what is held here. Give a nil answer instead; the ground stays on record."
        )
    if not refusals.may_refuse_with(inner):
        raise BadInput(f"The ground {inner} belongs to a law that this agreement does not rest on. Choose another.")
    written = replace(letter or Letter(), extra={"inner": inner})
    payload = letters.refusal_payload(target, written, ground=sent, explained=explained)
    request = Request(target.partner, written, "refusal", payload, target, "refuse", assertion)
    return dispatching.release(node, officer, request)


def _notification(partner: Partner, letter: Letter, assertion: Assertion | None) -> Request:
    return Request(partner, letter, "notification", letters.notification_payload(letter), assertion=assertion)
