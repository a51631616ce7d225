"""Kinds of messages as policy sees them: which there are, and which stand apart from an agreement (DXP 12, 14)."""

from __future__ import annotations

from typing import Final

REGISTRY: Final = frozenset(
    {
        "contact",
        "party-doc",
        "evidence",
        "control",
        "notification",
        "answer",
        "refusal",
        "request-information",
        "request-assistance",
        "warning",
        "feedback",
        "correction",
        "recall",
        "onward-consent",
        "contact-reconciliation",
        "redress",
        "agreement",
        "agreement-topic",
        "event",
        "deconfliction",
        "deconfliction-site",
        "match-session",
        "trace-session",
    }
)
"""Every kind that travels (DXP 14). Another one is not sent; where it arrives it is kept and shown as unknown."""

MAKES_AGREEMENTS: Final = frozenset({"agreement", "agreement-topic"})
"""Kinds by which agreements are made, suspended and ended; no suspension holds them."""

GET_NO_EVIDENCE: Final = frozenset({"evidence", "control", "party-doc", "contact"})
"""Kinds of which no evidence is given, and which nothing answers: evidence itself, and what keeps the pair going."""

WORKS_FOR_OTHERS: Final = GET_NO_EVIDENCE | MAKES_AGREEMENTS
"""Kinds that carry nothing about a matter: they have no page of their own, and stay as proof when content goes."""

WITHOUT_AGREEMENT: Final = MAKES_AGREEMENTS | {"party-doc", "evidence", "control"}
"""Kinds that keep the pair going or make the agreement itself: no agreement need cover them."""

ALWAYS_COVERED: Final = frozenset({"correction", "recall", "redress"})
"""What mends an earlier message needs no entry among the kinds: the harm is done already."""

EVIDENCE: Final = frozenset({"delivered", "rejected", "opened", "accepted"})
"""Messages that state what happened to another one; a suspension does not hold them (DXP 13)."""

OPENED: Final = "opened"


def needs_no_agreement(kind: str, message: str | None) -> bool:
    """Whether a message travels without an agreement. A contact that is no founding does not: default is no."""
    return kind in WITHOUT_AGREEMENT or (kind == "contact" and message == "founding")
