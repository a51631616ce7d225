"""Closing a matter that a partner told us of: with an outcome, or without one and then for a coded reason (B14).

    close --nothing said--> NeedsOutcome: both ways, and a text that may be released
          --an outcome----> offer-outcome, or without it `close-without-outcome` / `file` with a reason

Nothing is closed in silence: each way sends the partner a message. The text that is proposed is made of fields that
both sides have already, what they wrote and when we received and accepted it; what was found here is for a person to
add.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import casework, conversing, opening, retaining
from detente.node.services.conditions import Said
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer
from detente.policy import reasons
from detente.policy.languages import named

WITH_OUTCOME: Final = "offer-outcome"
WITHOUT: Final = ("close-without-outcome", "file")
_PROPOSAL: Final = named(
    "Your notification “{subject}”{number} was received on {received}{accepted} and has been assessed.",
    "Votre notification « {subject} »{number} a été reçue le {received}{accepted} et a été évaluée.",
    "Ваше уведомление «{subject}»{number} получено {received}{accepted} и рассмотрено.",
    "ورد إشعاركم «{subject}»{number} بتاريخ {received}{accepted} وجرى تقييمه.",
)
_NUMBER: Final = named(" (your file {0})", " (votre référence {0})", " (ваш номер {0})", " (رقمكم {0})")
_ACCEPTED: Final = named(", accepted on {0}", ", prise en charge le {0}", ", принято {0}", "، وقُبل بتاريخ {0}")


@dataclass(frozen=True, slots=True)
class Closing:
    """How a matter can be closed now. `ways`: the acts; `reasons`: the codes of the one without an outcome."""

    ways: tuple[str, ...]
    reasons: tuple[str, ...]
    proposal: str
    language: str


class NeedsOutcome(BadInput):
    """A matter was to be closed, and neither an outcome nor a reason was given."""

    code = "needs-outcome"

    def __init__(self, closing: Closing) -> None:
        super().__init__(
            "Close it with an outcome for the partner (offer-outcome), or without one and then with a reason "
            f"(close-without-outcome): {', '.join(closing.reasons)}."
        )
        self.closing = closing


def ways(node: Node, opener: Entry) -> Closing:
    """Give how a matter can be closed now, and the text that may be released with an outcome.

    Raises:
        NoSuchStep: it cannot be closed in its state.
    """
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    open_acts = [row.event for row in cases.possible(case)]
    found = tuple(event for event in (WITH_OUTCOME, *WITHOUT) if event in open_acts)
    if not found:
        raise NoSuchStep(case.kind, case.side, case.state, "close")
    codes = tuple(code for event in found for code in reasons.REASONS.get((case.kind, event), {}))
    language, text = _proposal(node, opener, case)
    return Closing(found, tuple(dict.fromkeys(codes)), text, language)


def close(
    node: Node,
    officer: Officer,
    opener: Entry,
    *,
    outcome: Letter | None = None,
    reason: str = "",
    untold: bool = False,
) -> Entry:
    """Close a matter with an outcome, or for a reason without one; give the entry that tells the partner.

    `untold`: it does not say that a watch stands.

    Raises:
        NeedsOutcome: neither was given, or both.
        NoSuchStep, NotInRole, PolicyRefusal, BadInput: as `conversing.act`.
    """
    return conversing.act(node, officer, opener, *chosen(node, opener, outcome=outcome, reason=reason, untold=untold))


def chosen(node: Node, opener: Entry, *, outcome: Letter | None, reason: str, untold: bool = False) -> tuple[str, Said]:
    """Give the act that closes a matter, and what is said with it. Raises as `close`."""
    closing = ways(node, opener)
    if (outcome is None) == (not reason):
        raise NeedsOutcome(closing)
    if outcome is not None:
        return WITH_OUTCOME, Said(letter=outcome, code=reason)
    return next((way for way in closing.ways if way in WITHOUT), WITHOUT[0]), Said(code=reason, untold=untold)


def _proposal(node: Node, opener: Entry, case: Case) -> tuple[str, str]:
    """Give the language of their text, and a text in it of what both sides know."""
    payload = opening.payload_of(opener)
    parts = payload.get("parts")
    first = parts[0] if isinstance(parts, list) and parts else {}
    written = str(first.get("lang") or "")[:2] if isinstance(first, dict) else ""
    language = written if written in _PROPOSAL else "en"
    ref = payload.get("ref")
    number = ref.get("own") if isinstance(ref, dict) else None
    received = case.moments.get(f"held:{next(iter(TABLES[case.kind].messages))}", case.opened_at)
    accepted = case.moments.get("sent:accepted", case.moments.get("held:accepted"))
    return language, _PROPOSAL[language].format(
        subject=opener.subject,
        number=_NUMBER[language].format(number) if isinstance(number, str) else "",
        received=_day(node, received),
        accepted="" if accepted is None else _ACCEPTED[language].format(_day(node, accepted)),
    )


def _day(node: Node, at: datetime) -> str:
    return at.astimezone(retaining.zone(node)).date().isoformat()
