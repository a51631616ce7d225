"""The guards that several tables name, in words, and those among them that the terms of a dialogue decide.

All other guards are a duty of the caller: a person ticks them, or policy and the release answer them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.cases.table import Guard

# Decided by the terms.
ADMITTED: Final = "policy.admit permits"
NOT_ADMITTED: Final = "policy.admit refuses"
COMMITTED: Final = "durable commit done and policy.admit permits"
TOLD: Final = "policy.open permits, `opened` is agreed"
UNTOLD: Final = "policy.open permits, `opened` is not agreed"
OPENED_AGREED: Final = "`opened` is agreed"
OPENED_NOT_AGREED: Final = "`opened` is not agreed"
ASKS: Final = "the notification asks; `answer_by` moves the end"
ASKS_RELEASED: Final = "the notification asks, released by R"
ASKS_NIL: Final = "the notification asks, released by R; says no more than that there is nothing to communicate"
ASKS_REFUSE: Final = (
    "the notification asks; inner ground from grounds.json allowed for this agreement, its `sent` is not `nil`"
)

# Answered by policy, by the release, or by the person who acts.
SENDABLE: Final = "policy.send permits and approval is bound to the hash of what is sent"
RELEASED: Final = "released by R"
REASON: Final = "reason"
REASON_CODE: Final = "reason code"
CODED_GROUND: Final = "coded ground"

GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        ADMITTED: lambda terms: terms.admitted,
        NOT_ADMITTED: lambda terms: not terms.admitted,
        COMMITTED: lambda terms: terms.admitted,
        TOLD: lambda terms: terms.opened,
        UNTOLD: lambda terms: not terms.opened,
        OPENED_AGREED: lambda terms: terms.opened,
        OPENED_NOT_AGREED: lambda terms: not terms.opened,
        ASKS: lambda terms: terms.asking,
        ASKS_RELEASED: lambda terms: terms.asking,
        ASKS_NIL: lambda terms: terms.asking,
        ASKS_REFUSE: lambda terms: terms.asking,
    }
)
