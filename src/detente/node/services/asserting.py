"""Who stood for an act: the hash of what was accepted or released, and a passkey's assertion over it.

Without a passkey the record says "password only", never nothing. The assertion is kept whole, so that anyone with the
public key can verify it offline later (WebAuthn Level 3, 7.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.stores.each import insert_named
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import Entry, Officer

PASSWORD_ONLY = "password only"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A passkey's assertion that was verified over `subject_hash`, with the credential that made it."""

    subject_hash: bytes
    response: dict[str, Any]
    credential_public_key: str


def hash_of(entry: Entry) -> bytes:
    """Give the hash that stands for an entry: what is accepted is exactly these bytes."""
    return sha256(bytes(entry.header))


def store(node: Node, officer: Officer, entry: Entry, act: str, assertion: Assertion | None) -> None:
    """Keep the act with its assertion, inside a unit of work."""
    store_all(node, officer, [(entry, act, assertion)])


def store_all(node: Node, officer: Officer, acts: Iterable[tuple[Entry, str, Assertion | None]]) -> None:
    """Keep acts of one officer, each with its own assertion, inside a unit of work."""
    at = node.now()
    rows = [
        {
            "officer_id": officer.pk,
            "act": act,
            "subject_hash": hash_of(entry) if assertion is None else assertion.subject_hash,
            "assertion": stored(assertion),
            "at": at,
            "entry_id": entry.pk,
        }
        for entry, act, assertion in acts
    ]
    insert_named(node.alias, ActRow, rows)


def stored(assertion: Assertion | None) -> dict[str, Any] | None:
    """Give an assertion as a row keeps it; None for "password only"."""
    if assertion is None:
        return None
    return {"response": assertion.response, "public_key": assertion.credential_public_key}


def manner(assertion: Assertion | None) -> dict[str, str]:
    """Give the details for the audit record."""
    if assertion is None:
        return {"asserted": PASSWORD_ONLY}
    return {"asserted": "passkey", "over": b64.encode(assertion.subject_hash)}
