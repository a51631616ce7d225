"""Parties, founding texts and entries for the tests of `policy`; each test changes only what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.crypto.hashing import sha256
from detente.model.handling import Handling
from detente.model.party_id import PartyId, from_digest
from detente.policy import founding
from detente.policy.admit import Standing, Subject, Target
from detente.policy.founding import FoundingAgreement

ALPHA, BETA = sorted((from_digest(sha256(b"alpha")), from_digest(sha256(b"beta"))))
GAMMA: PartyId = from_digest(sha256(b"gamma"))


def text(**changes: Any) -> dict[str, Any]:
    """Give a founding text between Alpha and Beta."""
    whole = founding.draft(
        parties=(ALPHA, BETA),
        topic="ct.persons",
        purposes=["prevent-terrorism"],
        law="Exchange of letters",
        ref="art. 3",
        ceiling=["tlp:AMBER+STRICT", "pap:AMBER", "cls:alpha.RESTRICTED"],
        classes=[["cls:alpha.RESTRICTED", "cls:beta.OFFICIAL"], ["cls:alpha.SECRET", "cls:beta.SECRET"]],
    )
    return {**whole, **changes}


def agreement(**changes: Any) -> FoundingAgreement:
    """Give that text, read."""
    return founding.parse(text(**changes), parties=(BETA, ALPHA))


AGREED = agreement()
OTHER = agreement(topic="finance.sources")


def label(*codes: str, **changes: Any) -> Handling:
    """Give a label that the agreement lets travel, or one with `codes` in place of its own."""
    return replace(Handling(codes=codes or ("tlp:AMBER", "h:H0", "pap:GREEN"), purpose="prevent-terrorism"), **changes)


NO_LABEL = Handling(codes=())


def entry(**changes: Any) -> Subject:
    """Give a notification from Alpha to Beta that the agreement permits, with `changes`."""
    usual = Subject(
        sender=ALPHA,
        receiver=BETA,
        kind="notification",
        agreement=AGREED.id,
        topic="ct.persons",
        handling=label(),
        re=None,
        seq=2,
        seen=1,
        message="notification",
        dialogue="notification",
        dialogue_kind="notification",
    )
    return replace(usual, **changes)


def reply(**changes: Any) -> Subject:
    """Give an answer of Alpha to a notification of Beta."""
    return entry(**{"kind": "answer", "message": "answer", "re": "cid", **changes})


def evidence(**changes: Any) -> Subject:
    """Give evidence `accepted` of Alpha about a notification of Beta."""
    usual = {"kind": "evidence", "message": "accepted", "re": "cid", "agreement": None, "topic": None}
    return entry(**{**usual, "handling": NO_LABEL, **changes})


def standings(
    *, sender: int | None = 1, receiver: int | None = 1, of: FoundingAgreement = AGREED
) -> dict[str, Standing]:
    """Give the two contact entries of `of`, and the other agreement in force beside it."""
    return {OTHER.id: Standing(OTHER, 1, 1), of.id: Standing(of, sender, receiver)}


def target(**changes: Any) -> Target:
    """Give a notification that Beta wrote."""
    return replace(Target(ours=False, kind="notification", agreement=AGREED.id, outcomes=frozenset()), **changes)
