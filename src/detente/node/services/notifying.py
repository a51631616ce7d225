"""What an officer may release: a notification, an answer, a refusal. How it leaves is `dispatching`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.cases.case import Case
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import casework, conversing, dispatching, letters
from detente.node.services.asserting import Assertion
from detente.node.services.conditions import Said
from detente.node.services.dispatching import Refused, Request
from detente.node.services.letters import Letter as Letter
from detente.node.stores.models import Entry, Officer, Partner


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
    inner: str = "",
    assertion: Assertion | None = None,
) -> Entry:
    """Release an answer: `answer` (full), `part`, `part-final`, or `nil`, which says nothing more than that.

    `inner`: the ground of a nil or of the rest of a part, which stays here.

    Raises:
        NoSuchStep, NotInRole, PolicyRefusal, BadInput.
    """
    if message == "nil" and (letter.text or letter.files or letter.subject):
        raise BadInput("A nil answer says nothing else. Leave text and files out, or answer in full.")
    _, case = casework.loaded(node, target.partner, target.root, target.cid)
    said = Said(letter=letter, rest=rest, ground=inner, assertion=assertion, message=message)
    return conversing.act(node, officer, target, _event(case, message), said)


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

    A ground that would tell what is held here becomes a nil answer.

    Raises:
        PolicyRefusal, BadInput: there is no such ground, or not under this agreement.
        NoSuchStep, NotInRole: a refusal is not possible now.
    """
    _, case = casework.loaded(node, target.partner, target.root, target.cid)
    said = Said(letter=letter or Letter(), ground=inner, explained=explained, assertion=assertion)
    return conversing.act(node, officer, target, conversing.event_sending(case, "refused"), said)


def _event(case: Case, message: str) -> str:
    """Give the act that sends an answer. An answer in parts is no row of the notification's table (DXP 14)."""
    parts = case.kind == "notification" and message in ("part", "part-final")
    return conversing.event_sending(case, "answer" if parts else message)


def pass_on(
    node: Node, officer: Officer, item: Entry, partner: Partner, letter: Letter, assertion: Assertion | None = None
) -> Entry:
    """Release a notification that carries on what an item of another partner says; give its entry.

    Raises:
        BadInput: it would go back to the one who wrote it, or we wrote it.
        Forbidden: its label, or the lack of a consent, does not let it go on (`going_further`).
        PolicyRefusal: the agreement or the house does not let the letter travel, or it has a looser label.
    """
    if partner.pk == item.partner_id:
        raise BadInput("This partner has the item already. Name another one.")
    request = replace(_notification(partner, letter, assertion), passes=item)
    return dispatching.release(node, officer, request)


def _notification(partner: Partner, letter: Letter, assertion: Assertion | None) -> Request:
    return Request(partner, letter, "notification", letters.notification_payload(letter), assertion=assertion)
