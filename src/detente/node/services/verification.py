"""Verify a statement, bundle, fork proof or certificate for somebody who holds nothing but fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.model import party_id
from detente.model.errors import BadInput
from detente.model.party_id import PartyId
from detente.protocol import attestation, verify


def verify_file(data: bytes, *, trust: Iterable[str]) -> dict[str, Any]:
    """Give the report of the machine interface: ok, what, parties, findings, and the limits to be printed.

    `trust`: fingerprints (16 groups of 5 digits) or party ids of the parties that the reader expects.

    Raises:
        BadInput: one of `trust` names no party.
    """
    parties = [_party(text) for text in trust]
    if attestation.is_attestation(data):
        return attestation.verify(data, trust=parties).to_wire()
    return verify.verify(data, trust=parties).to_wire()


def _party(text: str) -> PartyId:
    try:
        return party_id.parse(text) if text.startswith(party_id.PREFIX) else party_id.from_fingerprint(text)
    except party_id.BadPartyId as error:
        raise BadInput(f"“{text}” names no party: {error}. Give the fingerprint as the party printed it.") from error
