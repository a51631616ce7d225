"""The contact with a partner ends, once no agreement with it stands: its keys are retired (rule recipient.withdrawn).

    end --another officer confirms--> nothing goes to it, and nothing that its keys sign is taken

What was exchanged stays with its dates, and what is still owed afterwards stays owed; only a new first contact opens
the line again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import agreement_facts, duties, officers, proposing
from detente.node.stores import partners
from detente.node.stores.models import Officer, Partner
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit
from detente.policy.agreements import Stage
from detente.protocol.first_contact import ContactState

END: Final = "end-contact"
DUTY: Final = "release"
_OVER: Final = frozenset({Stage.ENDED, Stage.NONE, Stage.DRAFTED, Stage.PROPOSED})


def end(node: Node, officer: Officer, partner: Partner, because: str) -> ProposalRow | None:
    """Propose to end the contact; None where this house has nobody else, and it ended at once.

    Raises:
        RoleRefused: the officer releases nothing here.
        BadInput: an agreement still stands, the contact is not sure, or there is no reason.
    """
    duties.require_duty(officer, DUTY)
    _check(node, partner)
    if not because.strip() or len(because) > 300:
        raise BadInput("Say in a sentence why the contact ends. Oversight reads it.")
    return proposing.propose(node, officer, END, {"partner": partner.party, "because": because.strip()})


def may(node: Node, officer: Officer, partner: Partner) -> bool:
    """Whether this officer may propose it now."""
    return duties.has(officer, DUTY) and partner.state == ContactState.CONFIRMED and not _standing(node, partner)


@proposing.checked(END)
def _check_second(node: Node, content: Mapping[str, Any], by: str) -> None:
    duties.require_duty(officers.find(node, by), DUTY)
    _check(node, _partner(node, content))


@proposing.effect(END)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    partner = _partner(node, content)
    _check(node, partner)
    Partner.objects.using(node.alias).filter(pk=partner.pk).update(state=ContactState.ENDED)
    work.record(Act.PARTY_ENDED, actor=by, refs={"party": partner.party}, details={"because": str(content["because"])})


def _check(node: Node, partner: Partner) -> None:
    if partner.state != ContactState.CONFIRMED:
        raise BadInput("This contact is not sure, or has ended already. Only a sure contact is ended.")
    standing = _standing(node, partner)
    if standing:
        raise BadInput(
            f"An agreement with this partner still stands: {standing[0]}. Give notice, and let it run off first."
        )


def _standing(node: Node, partner: Partner) -> list[str]:
    """Give the ids of the full agreements that are not over; the founding one ends with the contact."""
    found = agreement_facts.all_of(node, partner)
    return [each.text.id for each in found if each.is_full and each.stage not in _OVER]


def _partner(node: Node, content: Mapping[str, Any]) -> Partner:
    partner = Partner.objects.using(node.alias).get(party=content["partner"])
    partners.renew(node.alias, partner)
    return partner
