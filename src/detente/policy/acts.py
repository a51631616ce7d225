"""The acts that policy decides (DESIGN 5), and the groups of them that rules speak of."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """What somebody, or the node for them, is about to do. `admit` is for what arrives: the node does it by rule."""

    SEND = "send"
    OPEN = "open"
    SEARCH = "search"
    USE = "use"
    EXPORT = "export"
    PASS_ON = "pass-on"
    MATCH = "match"
    TRACE = "trace"
    PURGE = "purge"
    ADMIT = "admit"
    OPEN_HIT = "open-hit"


ALL: Final = frozenset(Act)
BY_PERSON: Final = ALL - {Act.ADMIT}
"""Acts of somebody who has a role; what arrives is taken by the node, whoever is on duty."""
EXCHANGE: Final = frozenset({Act.SEND, Act.ADMIT, Act.MATCH, Act.TRACE})
"""Acts between the two parties of an agreement."""
LEAVING: Final = frozenset({Act.SEND, Act.EXPORT, Act.PASS_ON})
"""Acts by which content leaves the node, readable."""
SESSION: Final = frozenset({Act.MATCH, Act.TRACE})
"""Acts by which a partner learns something from content that it does not get to read. They cannot be held."""
READING: Final = frozenset({Act.OPEN, Act.SEARCH})
ON_CONTENT: Final = BY_PERSON - {Act.PURGE}
"""Acts that show content or draw on it."""
DECISIONS: Final = frozenset({Act.SEND, Act.PASS_ON, Act.USE, Act.MATCH, Act.TRACE})
"""Disclose, request and use: each is judged for its own risk (DESIGN 5)."""
