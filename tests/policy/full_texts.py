"""A full agreement between Alpha and Beta for the tests; each test changes only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from detente.policy import agreement_text
from detente.policy.agreement_text import FullAgreement
from detente.policy.standing import Standing
from tests.policy.builders import ALPHA, BETA

FROM = datetime(2026, 3, 1, tzinfo=UTC)
TO = datetime(2027, 3, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def draft(**changes: Any) -> dict[str, Any]:
    """Give a text: both may notify, Alpha may ask and warn, Beta may warn."""
    values: dict[str, Any] = {
        "parties": (ALPHA, BETA),
        "topics": ["ct", "missing"],
        "excluded": ["ct.intelligence"],
        "opens": {ALPHA: ["notification", "request-information", "warning"], BETA: ["notification", "warning"]},
        "purposes": ["prevent-terrorism"],
        "law": "Agreement of 1 March 2026",
        "ref": "art. 3",
        "ceiling": ["tlp:AMBER+STRICT", "pap:AMBER", "cls:alpha.RESTRICTED"],
        "classes": [["cls:alpha.RESTRICTED", "cls:beta.OFFICIAL"], ["cls:alpha.SECRET", "cls:beta.SECRET"]],
        "valid_from": FROM,
        "valid_to": TO,
    }
    return agreement_text.draft(**(values | changes))


def text(**changes: Any) -> dict[str, Any]:
    """Give the same text with members changed as they stand in it, whatever that makes of it."""
    return {**draft(), **changes}


def agreement(**changes: Any) -> FullAgreement:
    """Give that text, read."""
    return agreement_text.parse(draft(**changes), parties=(BETA, ALPHA))


def standing(of: FullAgreement, **places: Any) -> Standing:
    """Give where it stands: signed by both at the first place of each ledger, with `places` besides."""
    return Standing(of, **({"sender_seq": 1, "receiver_seq": 1} | places))
