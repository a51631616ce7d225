"""Founding agreements of a pair, from the `contact` entries that both sides hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from detente.model import party_id, strict_json
from detente.model.errors import PolicyRefusal
from detente.model.party_id import PartyId
from detente.node.services.judging import standings_of
from detente.node.stores.models import Partner
from detente.node.stores.partners import own_chain
from detente.node.stores.statements import fetch
from detente.policy import founding
from detente.policy.admit import Standing
from detente.policy.founding import FoundingAgreement

_FOUNDING: Final = (
    "SELECT ours, seq, plaintext FROM entry WHERE partner_id = %s AND kind = 'contact' AND message = 'founding' "
    "AND code = '' AND judged = %s AND seq IS NOT NULL AND plaintext IS NOT NULL"
)


def standings(alias: str, partner: Partner, *, ours: bool) -> dict[str, Standing]:
    """Give the agreements by id, seen in the direction of the entries that we (`ours`) or they write."""
    texts = _texts(alias, partner)
    return standings_of(texts[ours], texts[not ours])


def in_force(alias: str, partner: Partner) -> list[FoundingAgreement]:
    """Give the agreements that both sides carry, for what we would write now; oldest first."""
    return _in_force(standings(alias, partner, ours=True))


def one_in_force(alias: str, partner: Partner, named: str | None = None) -> FoundingAgreement:
    """Give the agreement to write under.

    Raises:
        PolicyRefusal: none is in force, or none of that id.
    """
    return one_of(standings(alias, partner, ours=True), partner, named)


def one_of(standing: Mapping[str, Standing], partner: Partner, named: str | None) -> FoundingAgreement:
    """As `one_in_force`, among standings that were read already."""
    for agreement in _in_force(standing):
        if named is None or agreement.id == named:
            return agreement
    raise PolicyRefusal(
        "agreement.none",
        f"No agreement with {partner.code} is in force yet: both sides must confirm the contact and exchange the text.",
    )


def _in_force(standing: Mapping[str, Standing]) -> list[FoundingAgreement]:
    both = [item for item in standing.values() if item.sender_seq is not None and item.receiver_seq is not None]
    return [item.agreement for item in sorted(both, key=lambda item: item.sender_seq or 0)]


def _texts(alias: str, partner: Partner) -> dict[bool, list[tuple[int, FoundingAgreement]]]:
    """Give (seq, agreement) of the founding entries that we (True) and they (False) wrote."""
    parties = (own_chain(alias).party, party_id.parse(partner.party))
    found: dict[bool, list[tuple[int, FoundingAgreement]]] = {True: [], False: []}
    for ours, seq, plaintext in fetch(alias, _FOUNDING, partner.pk, True):
        found[bool(ours)].append((seq, _agreement_in(bytes(plaintext), parties)))
    return found


@lru_cache(maxsize=256)
def _agreement_in(plaintext: bytes, parties: tuple[PartyId, PartyId]) -> FoundingAgreement:
    """Give the agreement in a founding entry; it is asked for at every entry, and the text never changes."""
    return founding.parse(strict_json.parse(plaintext)["payload"]["agreement"], parties=parties)
