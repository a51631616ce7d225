"""Founding agreements of a pair, from the `contact` entries that both sides hold."""

from __future__ import annotations

from detente.model import party_id, strict_json
from detente.model.errors import PolicyRefusal
from detente.node.services.judging import standings_of
from detente.node.stores.models import Entry, Partner
from detente.node.stores.partners import own_chain
from detente.policy import founding
from detente.policy.admit import Standing
from detente.policy.founding import FoundingAgreement


def standings(alias: str, partner: Partner, *, ours: bool) -> dict[str, Standing]:
    """Give the agreements by id, seen in the direction of the entries that we (`ours`) or they write."""
    mine, theirs = _texts(alias, partner, ours=True), _texts(alias, partner, ours=False)
    return standings_of(mine, theirs) if ours else standings_of(theirs, mine)


def in_force(alias: str, partner: Partner) -> list[FoundingAgreement]:
    """Give the agreements that both sides carry, for what we would write now; oldest first."""
    both = [
        standing
        for standing in standings(alias, partner, ours=True).values()
        if standing.sender_seq is not None and standing.receiver_seq is not None
    ]
    return [standing.agreement for standing in sorted(both, key=lambda item: item.sender_seq or 0)]


def one_in_force(alias: str, partner: Partner, named: str | None = None) -> FoundingAgreement:
    """Give the agreement to write under.

    Raises:
        PolicyRefusal: none is in force, or none of that id.
    """
    for agreement in in_force(alias, partner):
        if named is None or agreement.id == named:
            return agreement
    raise PolicyRefusal(
        "agreement.none",
        f"No agreement with {partner.code} is in force yet: both sides must confirm the contact and exchange the text.",
    )


def _texts(alias: str, partner: Partner, *, ours: bool) -> list[tuple[int, FoundingAgreement]]:
    rows = Entry.objects.using(alias).filter(
        partner=partner, ours=ours, kind="contact", message="founding", code="", seq__isnull=False, judged=True
    )
    parties = (own_chain(alias).party, party_id.parse(partner.party))
    found = []
    for row in rows.only("seq", "plaintext"):
        if row.plaintext is None or row.seq is None:
            continue
        text = strict_json.parse(bytes(row.plaintext))["payload"]["agreement"]
        found.append((row.seq, founding.parse(text, parties=parties)))
    return found
