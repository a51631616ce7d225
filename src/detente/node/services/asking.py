"""A notification whose ask needs the full procedure: a request for information leaves beside it, in one release.

    notification (asks nothing itself) --.
                                          >-- one batch, one held_at; the request concerns the notification (DXP 1)
    request-information ----------------'

The ask stands in the request alone, so that one answer is owed and not two. Both are one thread, and each has its case.
"""

from __future__ import annotations

from dataclasses import replace

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import dispatching, letters, requesting
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Request
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form, Incomplete
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy.reasons import Missing


def missing(node: Node, partner: Partner, letter: Letter, form: Form) -> tuple[Missing, ...]:
    """Give what the ask lacks, for whoever writes it: the partner would ask it back."""
    found = requesting.missing(node, partner, letter_of_request(letter), form)
    vague = requesting.missing(node, partner, letter, form)
    return (*found, *(each for each in vague if each not in found))


def check(node: Node, partner: Partner, letter: Letter, form: Form, *, as_it_is: bool) -> None:
    """Return if the ask says what it must.

    Raises:
        Incomplete: it does not, and the officer has not read that.
        BadInput: nothing is asked.
    """
    if not any(each.strip() for each in form.wanted):
        raise BadInput("Say what you ask, one thing at a time. Without an ask, send the notification alone.")
    lacking = missing(node, partner, letter, form)
    if lacking and not as_it_is:
        raise Incomplete(lacking)


def notify(
    node: Node,
    officer: Officer,
    partner: Partner,
    letter: Letter,
    form: Form,
    *,
    as_it_is: bool = False,
    assertion: Assertion | None = None,
) -> tuple[Entry, Entry]:
    """Release a notification and the request beside it; give both entries. The letter's ask is the request's.

    `as_it_is`: the officer has read what is missing, and sends it all the same.

    Raises:
        Incomplete: the request does not say what it must.
        PolicyRefusal, BadInput: one of the two may not leave; then neither does.
    """
    check(node, partner, letter, form, as_it_is=as_it_is)
    told = replace(letter, asks=None, answer_by=None)
    notice = Request(partner, told, "notification", letters.notification_payload(told), assertion=assertion)
    asked = letter_of_request(letter)
    request = Request(
        partner, asked, requesting.KIND, requesting.payload(asked, form), assertion=assertion, beside=notice
    )
    first, second = dispatching.release_all(node, officer, [notice, request])
    if not isinstance(first, Entry):
        raise first
    if not isinstance(second, Entry):
        raise second
    return first, second


def decisions(kind: str, *, beside: bool) -> tuple[str, ...]:
    """Give which decisions a draft is, as a risk is judged for each (`risking.ACTS`)."""
    if kind.startswith("request-"):
        return ("request",)
    return ("disclose", "request") if beside else ("disclose",)


def letter_of_request(letter: Letter) -> Letter:
    """Give the letter of the request: the notification carries words, files and records."""
    return replace(letter, text="", files=(), names=(), records=(), asks=None, draft=None)
