"""A request for information, as an officer writes it: its form, its minimum content, its release.

What is missing is said before anything is sealed, one sentence a thing: the partner would ask it back, or refuse it for
its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import agreements, dispatching, letters
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Request
from detente.node.services.letters import Letter
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy import minimum
from detente.policy.founding import FoundingAgreement
from detente.policy.reasons import Missing

KIND: Final = "request-information"


@dataclass(frozen=True, slots=True)
class Form:
    """What a request says besides its letter (DXP 14).

    `wanted`: what exactly is asked for, one thing an item. `necessary`: why, and why it is expected there.
    `purpose_facts`: the facts behind the purpose. `person_link`: how the persons are linked to it. `urgency`: one of
    `policy.urgencies`, "" for none. `directly_available`: whether what the partner reaches itself is enough; None where
    that is left to it.
    """

    wanted: tuple[str, ...] = ()
    necessary: str = ""
    purpose_facts: str = ""
    person_link: str = ""
    urgency: str = ""
    use_limits: str = ""
    directly_available: bool | None = None


class Incomplete(BadInput):
    """The request lacks what it must say. `missing`: each thing with its code and its sentence."""

    code = "request-incomplete"

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(" ".join(each.sentence for each in missing))
        self.missing = missing


def request(
    node: Node, officer: Officer, partner: Partner, letter: Letter, form: Form, assertion: Assertion | None = None
) -> Entry:
    """Release a request for information; give its entry, which waits for its place.

    Raises:
        Incomplete: it does not say what a request must say.
        PolicyRefusal: the agreement does not let it travel.
        BadInput: a value cannot be used.
    """
    written = Request(partner, letter, KIND, payload(letter, form), assertion=assertion)
    lacking = missing(node, partner, letter, form)
    if lacking:
        raise Incomplete(lacking)
    return dispatching.release(node, officer, written)


def missing(node: Node, partner: Partner, letter: Letter, form: Form) -> tuple[Missing, ...]:
    """Give what the request lacks, in the order of the list of what may be missing."""
    law = letter.law or _agreement(node, partner, letter).basis.law
    return minimum.missing(payload(letter, form), law=law)


def _agreement(node: Node, partner: Partner, letter: Letter) -> FoundingAgreement:
    return agreements.to_open(
        agreements.standings(node.alias, partner, ours=True),
        partner,
        us=partners.own_chain(node.alias).party,
        kind=KIND,
        topic=letter.topic,
        named=letter.agreement,
    )


def payload(letter: Letter, form: Form) -> dict[str, Any]:
    """Give what the request carries, without its files."""
    return {
        **letters.opening_payload(KIND, "request", letter),
        "necessary": form.necessary or None,
        "wanted": [each for each in form.wanted if each.strip()] or [""],
        "purpose_facts": form.purpose_facts or None,
        "person_link": form.person_link or None,
        "urgency": form.urgency or None,
        "use_limits": form.use_limits or None,
        "directly_available": form.directly_available,
    }
