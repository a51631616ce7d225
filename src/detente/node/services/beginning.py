"""Opening a dialogue of any kind: what its first message carries, and its release.

    letter, values that its table asks for, what it concerns --> one request to `dispatching`

Notifications, requests for information and corrections have modules of their own. What a kind asks for before its first
message can leave is done in `preludes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.cases import asked, carrying
from detente.cases.asked import OPENS
from detente.cases.kinds import TABLES
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import consenting, consents_told, dispatching, letters
from detente.node.services.asserting import Assertion
from detente.node.services.dispatching import Request
from detente.node.services.letters import Letter
from detente.node.services.preludes import KINDS as WITH_PRELUDE
from detente.node.stores.models import Entry, Officer, Partner, PreludeRow
from detente.policy.admit import PLAYED

KINDS: Final = PLAYED - {"notification", "request-information", "correction"}
"""The kinds that are opened here."""
CONCERNING: Final = frozenset({"feedback", "recall", "onward-consent"})
"""Those that are about one item, which their first message names."""


def normalised(node: Node, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of an opening as they travel: whoever is to have something by their destination, not our name.

    Raises:
        BadInput: nobody here is called so, or a purpose is none that agreements name.
    """
    found = dict(given)
    if kind == consents_told.KIND:
        if found.get("to_whom"):
            found["to_whom"] = consenting.destination(node, str(found["to_whom"]))
        consenting.check_purpose(str(found.get("for_purpose") or ""))
    return found


def first_message(kind: str) -> str:
    """Give how the first message of a kind is called on the wire."""
    table = TABLES[kind]
    return carrying.travelling_name(table, carrying.opening(table).name)


def payload_of(
    kind: str, letter: Letter, given: Mapping[str, Any], *, concerning: Entry | None = None
) -> dict[str, Any]:
    """Give what the first message of a dialogue carries, without its files.

    Raises:
        BadInput: a value that its table asks for is missing or cannot be used, or what it concerns was not named.
    """
    fields = TABLES[kind].fields_of(OPENS)
    values = asked.travelling(fields, asked.read(fields, given))
    if (kind in CONCERNING) is (concerning is None):
        raise BadInput("Name the message that this is about; what is about none is sent as a message of its own.")
    target = {} if concerning is None else {"target": concerning.cid}
    return {**letters.opening_payload(kind, first_message(kind), letter), **values, **target}


def request_of(
    partner: Partner,
    kind: str,
    letter: Letter,
    given: Mapping[str, Any],
    *,
    assertion: Assertion | None = None,
    concerning: Entry | None = None,
    prelude: PreludeRow | None = None,
    event: str = "",
    acts: Officer | None = None,
) -> Request:
    """Give what is asked to be released. `event`: the act of `acts` by which a prelude lets it leave."""
    if kind in WITH_PRELUDE and prelude is None:
        raise BadInput("Something comes before this message can leave. Begin there.")
    return Request(
        partner,
        letter,
        kind,
        payload_of(kind, letter, given, concerning=concerning),
        event=event,
        assertion=assertion,
        concerning=concerning,
        prelude=prelude,
        acts=acts,
    )


def begin(
    node: Node,
    officer: Officer,
    partner: Partner,
    kind: str,
    letter: Letter,
    given: Mapping[str, Any],
    *,
    assertion: Assertion | None = None,
    concerning: Entry | None = None,
) -> Entry:
    """Release the first message of a dialogue; give its entry, which waits for its place.

    Raises:
        PolicyRefusal: the agreement or the house does not let it leave.
        BadInput: a value is missing or cannot be used.
    """
    request = request_of(partner, kind, letter, given, assertion=assertion, concerning=concerning)
    return dispatching.release(node, officer, request)
