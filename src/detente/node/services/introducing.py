"""What the command does with partners: one function a command, over `meeting`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.model import party_id
from detente.model.errors import BadInput
from detente.model.instant import format_instant
from detente.model.party_id import PartyId
from detente.node import home as homes
from detente.node import keyring
from detente.node.context import Node
from detente.node.peers.client import MeetPoster, client_for
from detente.node.services import agreements, meeting, officers
from detente.node.stores import partners
from detente.node.stores.models import Delivery, Entry, KeptObject, KeyHead, Partner
from detente.protocol import revocation, signed
from detente.protocol.first_contact import ContactState
from detente.protocol.revocation import RevokedKey, StoodBy


def find(node: Node, text: str) -> Partner:
    """Give the partner that a person names."""
    return partners.find(node.alias, text)


def by_invitation(
    node: Node, officer: str | None, invitation: str, *, code: str, name: str, passphrase: str
) -> Partner:
    """Meet the party behind an invitation, over its node's address."""
    ticket = meeting.parse_ticket(invitation)
    signing = keyring.unlock_sign(homes.Home(node.home), passphrase)
    node.sign, node.former = signing.newest, signing.former
    # No certificate is known before the meeting: the digits that officers compare stand for all of it (DXP 4).
    with client_for(ticket.url, None, development=node.development) as client:
        return meeting.add(
            node, officers.acting(node, officer), ticket, code=code, name=name, post=MeetPoster(client, ticket.url)
        )


def by_fingerprint(
    node: Node, officer: str | None, *, fingerprint: str, files: Sequence[Path], code: str, name: str
) -> Partner:
    """Know a party by paper and its documents."""
    if not files:
        raise BadInput("Give the partner's party documents: --document party-0.dxp, in order.")
    try:
        records = tuple(file.read_bytes() for file in files)
    except OSError as error:
        raise BadInput(f"A party document cannot be read: {error.strerror}. Check its name.") from error
    return meeting.add_by_fingerprint(
        node, officers.acting(node, officer), fingerprint=fingerprint, records=records, code=code, name=name
    )


def compare(node: Node, officer: str | None, party: str, *, digits: str) -> dict[str, Any]:
    """Record the comparison of the digits."""
    partner = find(node, party)
    meeting.compare(node, officers.acting(node, officer), partner, digits=digits)
    return facts(node, find(node, party))


def mismatch(node: Node, officer: str | None, party: str) -> dict[str, Any]:
    """Record that the digits differ."""
    partner = find(node, party)
    meeting.mismatch(node, officers.acting(node, officer), partner)
    return facts(node, find(node, party))


def confirm(node: Node, officer: str | None, party: str, **changes: Any) -> dict[str, Any]:
    """Confirm a contact with a founding text; `changes` as `meeting.default_text` takes them."""
    partner = find(node, party)
    us = partners.own_chain(node.alias).party
    text = meeting.default_text(us, PartyId(partner.party), **changes)
    meeting.confirm(node, officers.acting(node, officer), partner, text=text)
    return facts(node, find(node, party))


def facts(node: Node, partner: Partner) -> dict[str, Any]:
    """Give what `party show` writes of a partner."""
    waiting = Entry.objects.using(node.alias).filter(partner=partner, ours=True, batch__receipt__isnull=True).count()
    delivery = Delivery.objects.using(node.alias).filter(partner=partner).first()
    last = None if delivery is None else delivery.last_success
    confirmed = partner.state in (ContactState.CONFIRMED, ContactState.FROZEN)
    in_force = agreements.in_force(node.alias, partner) if confirmed else []
    return {
        "code": partner.code,
        "name": partner.name,
        "party": partner.party,
        "fingerprint": party_id.fingerprint(PartyId(partner.party)),
        "state": partner.state,
        "because": partner.frozen_because or None,
        "sas": partner.sas,
        "compared_by": partner.compared_by or None,
        "confirmed_by": partner.confirmed_by or None,
        "agreement_state": "in force" if in_force else "not in force",
        "agreements": [agreement.id for agreement in in_force],
        "waiting": waiting,
        "last": None if last is None else format_instant(last),
        "trouble": None if delivery is None else delivery.last_failure or None,
        "revoked": _revoked(node, partner),
    }


def _revoked(node: Node, partner: Partner) -> list[dict[str, Any]]:
    """Give the partner's revoked keys: why, how far it stands by each, how many kept objects lie beyond."""
    keys = revocation.revoked_keys(partners.partner_chain(node.alias, partner))
    if not keys:
        return []
    marks = partners.pair_of(node.alias, partner).their_marks
    written = dict(KeyHead.objects.using(node.alias).filter(partner=partner).values_list("kid", "size"))
    kept = KeptObject.objects.using(node.alias).filter(partner=partner).values_list("record", flat=True)
    objects = [(revocation.signer_kid(bytes(record)), signed.peek(bytes(record))) for record in kept]
    return [
        _facts_of_key(key, revocation.stood_by(key, written=written.get(key.kid), marks=marks), objects) for key in keys
    ]


def _facts_of_key(
    key: RevokedKey, stood_by: StoodBy, objects: Sequence[tuple[str, Mapping[str, Any]]]
) -> dict[str, Any]:
    return {
        "kid": key.kid,
        "reason": key.reason,
        "stands_by": stood_by.written,
        # What is kept contradicts our ledger, so we never cosigned it.
        "disputable": sum(
            kid == key.kid and revocation.is_disputable(payload, stood_by=stood_by, cosigned=False)
            for kid, payload in objects
        ),
    }


def all_facts(node: Node) -> list[dict[str, Any]]:
    """Give us first, then all partners."""
    own = partners.own_chain(node.alias)
    ours = {
        "code": "us",
        "name": next(iter(own.last.labels.values()), ""),
        "party": own.party,
        "fingerprint": party_id.fingerprint(own.party),
        "state": "–",
        "agreement_state": "–",
        "waiting": 0,
        "last": None,
    }
    return [ours, *(facts(node, row) for row in Partner.objects.using(node.alias).order_by("code"))]
