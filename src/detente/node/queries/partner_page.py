"""Partners: how far each contact is, the founding agreement, the line, and what this officer may do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, cast

from django.db.models import Count, Max, Min, QuerySet

from detente.model import b64, party_id
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.queries import agreement as agreed
from detente.node.queries import parties as shown
from detente.node.queries.desk import (
    Agreement,
    ContactState,
    Invitation,
    PartnerPage,
    PartnerRow,
    PartnersPage,
    Phrase,
    Signing,
)
from detente.node.queries.lines import LineTests
from detente.node.queries.parties import Parties
from detente.node.queries.their_desks import TheirDesk
from detente.node.services import address_book, agreement_facts, duties, line_testing, meeting, passkeys
from detente.node.stores import partners as stored
from detente.node.stores.models import BatchRow, Delivery, Entry, KeptObject, Officer, Partner
from detente.node.stores.models import Invitation as InvitationRow
from detente.policy import founding
from detente.protocol import first_contact

May = Literal["compare", "confirm", "mismatch"]
ALARMS: Final[Mapping[str, str]] = {
    "fork": "alarm.frozen",
    "diverged": "alarm.diverged",
    "two-writers": "alarm.two-writers",
    "severed": "alarm.severed",
}


def partners_page(node: Node) -> PartnersPage:
    """Give all partners, and the invitations that may still be used."""
    parties = shown.load(node)
    open_ones = InvitationRow.objects.using(node.alias).filter(used_at__isnull=True, expires__gt=node.now())
    return PartnersPage(
        now=node.now(),
        partners=_rows(node, parties),
        invitations=tuple(Invitation(str(row.pk), row.name, row.expires) for row in open_ones.order_by("expires")),
        fingerprint=party_id.fingerprint(stored.own_chain(node.alias).party),
    )


def partner_page(node: Node, officer: Officer, partner: Partner) -> PartnerPage:
    """Give one partner."""
    parties = shown.load(node)
    rows = _rows(node, parties)
    party = parties.by_row[partner.pk]
    own = next(row for row in rows if row.party == party)
    delivery = Delivery.objects.using(node.alias).filter(partner=partner).first()
    may = _may(officer, partner)
    return PartnerPage(
        now=node.now(),
        us=parties.us,
        party=party,
        state=cast(ContactState, str(partner.state)),
        fingerprint=party_id.fingerprint(PartyId(partner.party)),
        agreement=_agreement(node, partner),
        sas=partner.sas if partner.state != first_contact.ContactState.CONFIRMED else "",
        compared_by=_shown(node, partner.compared_by),
        compared_at=partner.compared_at,
        confirmed_by=_shown(node, partner.confirmed_by),
        confirmed_at=partner.confirmed_at,
        last_contact=own.last_contact,
        reachable=delivery is not None and delivery.last_success is not None and not delivery.last_failure,
        waiting=own.waiting,
        oldest_waiting=_waiting(node).filter(partner=partner).aggregate(at=Min("created"))["at"],
        held=agreement_facts.held(node, partner).count,
        alarms=_alarms(node, partner),
        line=_line_tests(node, partner),
        may=may,
        confirming=_confirming(node, officer, partner) if "confirm" in may else None,
        others=rows,
        desks=_their_desks(node, officer, partner),
    )


def _line_tests(node: Node, partner: Partner) -> LineTests:
    found = line_testing.last(node).get(partner.pk)
    return LineTests() if found is None else LineTests(found.answered, found.theirs, found.agrees, found.missed)


def _their_desks(node: Node, officer: Officer, partner: Partner) -> tuple[TheirDesk, ...]:
    """Give the desks of a partner as our address book has them, by name; none to whoever may not read the book."""
    rows = address_book.of_partner(node, officer, partner) if address_book.may_read(officer) else []
    return tuple(TheirDesk(row.name, tuple(row.topics), tuple(row.languages), row.notes) for row in rows)


def _rows(node: Node, parties: Parties) -> tuple[PartnerRow, ...]:
    waiting = dict(_waiting(node).values_list("partner_id").annotate(count=Count("pk")))
    sent = dict(Delivery.objects.using(node.alias).values_list("partner_id", "last_success"))
    received = BatchRow.objects.using(node.alias).filter(ours=False).values_list("partner_id")
    held: dict[int, datetime | None] = dict(received.annotate(at=Max("held_at")))
    return tuple(
        PartnerRow(
            parties.by_row[row.pk],
            cast(ContactState, str(row.state)),
            waiting.get(row.pk, 0),
            max(filter(None, (sent.get(row.pk), held.get(row.pk))), default=None),
        )
        for row in Partner.objects.using(node.alias).order_by("code")
    )


def _waiting(node: Node) -> QuerySet[Entry]:
    """Give our entries that no receipt covers yet."""
    return Entry.objects.using(node.alias).filter(ours=True, code="").exclude(batch__receipt__isnull=False)


def _agreement(node: Node, partner: Partner) -> Agreement | None:
    """Give the agreement; before confirmation the text that confirming would sign."""
    if partner.state in (first_contact.ContactState.MET, first_contact.ContactState.COMPARED):
        pair = stored.pair_of(node.alias, partner)
        text = meeting.default_text(pair.us, pair.them)
        return agreed.shown(founding.parse(text, parties=(pair.us, pair.them)), "none")
    return agreed.newest(node, partner)


def _may(officer: Officer, partner: Partner) -> tuple[May, ...]:
    if not duties.has(officer, "release"):
        return ()
    if partner.state == first_contact.ContactState.MET:
        return ("compare", "mismatch")
    if partner.state != first_contact.ContactState.COMPARED:
        return ()
    return ("mismatch",) if officer.name == partner.compared_by else ("confirm", "mismatch")


def _confirming(node: Node, officer: Officer, partner: Partner) -> Signing:
    pair = stored.pair_of(node.alias, partner)
    text = meeting.default_text(pair.us, pair.them)
    challenge = b64.encode(meeting.subject_of_confirmation(node, partner, text))
    return Signing(challenge, passkeys.credential_ids(node, officer))


def _alarms(node: Node, partner: Partner) -> tuple[Phrase, ...]:
    codes = []
    if partner.state == first_contact.ContactState.FROZEN:
        codes.append(ALARMS.get(partner.frozen_because, "alarm.frozen"))
    if KeptObject.objects.using(node.alias).filter(partner=partner, why="rollback").exists():
        codes.append("alarm.rollback")
    return tuple(Phrase(code) for code in codes)


def _shown(node: Node, name: str) -> str:
    officer = Officer.objects.using(node.alias).filter(name=name).first() if name else None
    return name if officer is None else officer.shown
