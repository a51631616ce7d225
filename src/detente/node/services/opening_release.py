"""Releasing a draft that opens a dialogue: by which act of its table it leaves, and whose act that is.

no prelude --> the node sends it
prelude    --> the act of whoever released it: `warn` of a second person, `warn-now` of the duty desk
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import beginning, dispatching, duty_to_warn
from detente.node.services.asserting import Assertion
from detente.node.services.written import Written
from detente.node.stores.models import Entry, Officer

Leaves = Callable[[Node, Officer, Written], tuple[str, Officer]]
"""Gives the act by which a prelude lets its message leave, "" for none, and whose act it is."""

BY_KIND: Final[Mapping[str, Leaves]] = MappingProxyType({"warning": duty_to_warn.leaves_by})


def release(node: Node, officer: Officer, ready: Written, assertion: Assertion | None) -> Entry:
    """Release it under the name of `officer`, who wrote it; give its entry.

    Raises:
        NoSuchStep, NotInRole, BadInput, PolicyRefusal: it may not leave; the draft stays.
    """
    if ready.begins is None:
        raise BadInput("Something comes before this message can leave. Begin there.")
    prelude = ready.begins.prelude
    event, acts = "", officer
    if prelude is not None and ready.kind in BY_KIND:
        event, acts = BY_KIND[ready.kind](node, officer, ready)
    request = beginning.request_of(
        ready.partner,
        ready.kind,
        ready.letter,
        ready.begins.given,
        assertion=assertion,
        concerning=ready.begins.concerning,
        prelude=prelude,
        event=event,
        acts=acts,
    )
    return dispatching.release(node, officer, request)
