"""Who stood for an act: the hash of what was accepted or released, and a passkey's assertion over it.

Without a passkey the record says "password only", never nothing. The assertion is kept whole, so that anyone with the
public key can verify it offline later (WebAuthn Level 3, 7.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.node.context import Node
from detente.node.stores.each import insert_named
from detente.node.stores.models import Act as ActRow
from detente.node.stores.models import Entry, Officer

PASSWORD_ONLY = "password only"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A passkey's assertion that was verified over `subject_hash`, with the credential that made it.

    `listed`: the hashes of a list that was signed as one; `subject_hash` is that of the list then.
    """

    subject_hash: bytes
    response: dict[str, Any]
    credential_public_key: str
    listed: tuple[bytes, ...] = ()


def hash_of(entry: Entry) -> bytes:
    """Give the hash that stands for an entry: what is accepted is exactly these bytes."""
    return sha256(bytes(entry.header))


def hash_of_list(hashes: Sequence[bytes]) -> bytes:
    """Give the hash that stands for several acts in their order: of their hashes, as canonical JSON."""
    return sha256(canonical({"acts": [b64.encode(each) for each in hashes]}))


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
    listed = {"listed": [b64.encode(each) for each in assertion.listed]} if assertion.listed else {}
    return {"response": assertion.response, "public_key": assertion.credential_public_key, **listed}


def read(kept: Mapping[str, Any] | None, subject_hash: bytes) -> Assertion | None:
    """Give an assertion from what a row keeps of it, over `subject_hash` or the list that it stands in."""
    if not kept or "response" not in kept:
        return None
    listed = tuple(b64.decode(each) for each in kept.get("listed", ()))
    over = hash_of_list(listed) if listed else subject_hash
    return Assertion(over, kept["response"], kept["public_key"], listed)


def manner(assertion: Assertion | None) -> dict[str, str]:
    """Give the details for the audit record."""
    if assertion is None:
        return {"asserted": PASSWORD_ONLY}
    return {"asserted": "passkey", "over": b64.encode(assertion.subject_hash)}
