"""The line to a partner whose node fell into other hands is cut: one act of two officers (DESIGN 1, S14).

    sever --another officer confirms--> the pair is frozen, what it was given is taken back, and on record stands
                                        whom it knows from us, and whose messages went on to it

One unit of work. Nothing goes to that node and nothing is taken from it before a new first contact; what was exchanged
stays as proof. What is to be done for those whom it knows: `sever_tasks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.services import consenting, duties, freezing, known_to_them, officers, proposing, roles_given
from detente.node.services import standing_watches as watches
from detente.node.stores import partners
from detente.node.stores.models import (
    ConsentRow,
    Entry,
    KeptWatch,
    Officer,
    Partner,
    SeverRow,
    SeverTask,
    WatchRow,
)
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit
from detente.protocol.first_contact import ContactState

SEVER: Final = "sever"
BECAUSE: Final = "severed"
DUTY: Final = "release"
"""The act of policy whose roles cut a line, and confirm that it is cut."""
_LONGEST: Final = 300
_KNOWN: Final = (ContactState.CONFIRMED, ContactState.FROZEN)


class SeveredAlready(PolicyRefusal):
    """The line was cut before."""

    def __init__(self) -> None:
        super().__init__("severed", "The line to this partner is cut. It opens by a new first contact alone.")


def sever(node: Node, officer: Officer, partner: Partner, because: str) -> ProposalRow | None:
    """Propose to cut the line; None where nobody else is here, and it was cut at once.

    Two are asked whatever the house says of four eyes: it ends what two officers of each side began.

    Raises:
        RoleRefused: the officer releases nothing here.
        SeveredAlready, BadInput: it is cut, or was never sure; or there is no reason.
    """
    duties.require_duty(officer, DUTY)
    _check(partner)
    if not because.strip() or len(because) > _LONGEST:
        raise BadInput("Say in a sentence why the line is cut. Oversight reads it.")
    content = {"partner": partner.party, "because": because.strip(), "by": officer.name}
    if _others(node, officer):
        return proposing.set_down(node, officer, SEVER, content)
    proposing.do_alone(node, officer, SEVER, content)
    return None


def of_partner(node: Node, partner: Partner) -> SeverRow | None:
    """Give the cut that stands, None where the line is not cut."""
    if partner.state != ContactState.FROZEN or partner.frozen_because != BECAUSE:
        return None
    rows = SeverRow.objects.using(node.alias).filter(partner=partner).select_related("by", "second")
    return rows.order_by("-pk").first()


@proposing.checked(SEVER)
def _check_second(node: Node, content: Mapping[str, Any], by: str) -> None:
    duties.require_duty(officers.find(node, by), DUTY)
    _check(_partner(node, content))


@proposing.effect(SEVER)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    partner = _partner(node, content)
    author, second = officers.find(node, content["by"]), officers.find(node, by)
    row = SeverRow.objects.using(node.alias).create(
        partner=partner,
        at=node.now(),
        by=author,
        second=None if second.pk == author.pk else second,
        because=content["because"],
    )
    freezing.mark_severed(node, partner, BECAUSE)
    row.ended = _take_back(node, partner, work, second)
    row.save(using=node.alias, update_fields=["ended"])
    persons, originators = known_to_them.persons(node, partner), known_to_them.originators(node, partner)
    tasks = [
        SeverTask(sever=row, entry=each.first.entry, place=each.first.place, also=[one.entry.pk for one in each.also])
        for each in persons
    ]
    tasks += [
        SeverTask(sever=row, entry=items[0], also=[item.pk for item in items[1:]], originator=origin)
        for origin, items in originators
    ]
    SeverTask.objects.using(node.alias).bulk_create(tasks)
    details = {"because": content["because"], "persons": len(persons), "originators": len(originators), **row.ended}
    work.record(Act.PARTY_SEVERED, actor=by, refs={"party": partner.party, "sever": str(row.pk)}, details=details)


def _take_back(node: Node, partner: Partner, work: Unit, by: Officer) -> dict[str, int]:
    """End what the partner was given here: officers it lent, our consents, watches both ways; count them.

    What waits to go to it never leaves: nothing is stamped for a frozen pair.
    """
    now = node.now()
    lent = list(Officer.objects.using(node.alias).filter(active=True, seconded_from=partner.party))
    for officer in lent:
        roles_given.disable(node, officer, work, by.name)
    consents = list(ConsentRow.objects.using(node.alias).filter(
        partner=partner, ours=True, answer="granted", withdrawn_at__isnull=True
    ))  # fmt: skip
    for consent in consents:
        consent.withdrawn_at, consent.withdrawn_by, consent.withdrawn_because = now, by, BECAUSE
        consent.save(using=node.alias, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        refs = consenting.refs_of(consent)
        work.record(Act.CONSENT_WITHDRAWN, actor=by.name, refs=refs, details={"because": BECAUSE})
    for_them = list(WatchRow.objects.using(node.alias).filter(entry__partner=partner, ended_at__isnull=True))
    for watch in for_them:
        watch.ended_at, watch.ended_by, watch.ended_because, watch.look_at = now, by, BECAUSE, None
        watch.save(using=node.alias, update_fields=["ended_at", "ended_by", "ended_because", "look_at"])
        work.record(Act.WATCH_ENDED, actor=by.name, refs=watches.refs_of(watch), details={"because": BECAUSE})
    for_us = KeptWatch.objects.using(node.alias).filter(entry__partner=partner, let_end_at__isnull=True)
    return {
        "officers": len(lent),
        "consents": len(consents),
        "watches_for_them": len(for_them),
        "watches_for_us": for_us.update(let_end_at=now, let_end_by=by),
        "not_sent": Entry.objects.using(node.alias).filter(partner=partner, ours=True, batch__isnull=True).count(),
    }


def _check(partner: Partner) -> None:
    if partner.state == ContactState.FROZEN and partner.frozen_because == BECAUSE:
        raise SeveredAlready
    if partner.state not in _KNOWN:
        raise BadInput("This line was never sure, so there is nothing to cut. Say that the digits differ.")


def _partner(node: Node, content: Mapping[str, Any]) -> Partner:
    partner = Partner.objects.using(node.alias).get(party=content["partner"])
    partners.renew(node.alias, partner)
    return partner


def _others(node: Node, officer: Officer) -> bool:
    rows = Officer.objects.using(node.alias).filter(active=True).exclude(pk=officer.pk)
    return any(duties.has(each, DUTY) for each in rows)
