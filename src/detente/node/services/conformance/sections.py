"""Which section of a vector file is checked by what. Ledgers, refusals and receptions have modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from detente.node.services.conformance import identities, proofs
from detente.node.services.conformance.checks import Check
from detente.node.services.conformance.vectors import VectorFile

SECTIONS: Final[Mapping[str, Callable[[VectorFile], Iterator[Check]]]] = {
    "parties": identities.parties,
    "rotation": identities.rotation,
    "first_contact": identities.meeting,
    "padding": identities.padding,
    "padding_answer": identities.padding_of_replies,
    "agreement": identities.agreement,
    "doc_position": identities.doc_position,
    "control": proofs.control,
    "attachment": proofs.attachments,
    "audit": proofs.audit,
    "thread": proofs.thread,
    "fork": proofs.forks,
}
