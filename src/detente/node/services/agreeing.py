"""What an officer does about an agreement: sign or decline it, suspend and re-establish it, give notice, certify.

Each act is one entry of kind `agreement` or `agreement-topic`. Who may do it says the table: C, and to sign C with H
heard; whether a second head of service must approve it, policy (`agreement_doing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import agreements, duties
from detente.node.services.agreement_doing import Doing, leave
from detente.node.services.agreements import Known
from detente.node.services.asserting import Assertion
from detente.node.stores import partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.policy import agreement_text, founding
from detente.policy.agreement_text import FullAgreement
from detente.policy.founding import FoundingAgreement
from detente.policy.roles import Role

AGREEMENT: Final = "agreement"
TOPIC: Final = "agreement-topic"


def sign(
    node: Node,
    officer: Officer,
    partner: Partner,
    text: Mapping[str, Any],
    *,
    heard: Officer | None,
    assertion: Assertion | None = None,
) -> Entry:
    """Send a text that we sign; the partner's counter-draft is signed in the dialogue in which it came.

    Raises:
        BadInput: the text cannot be read, contradicts itself, or H was not heard.
        NoSuchStep, RoleRefused: the act is not possible now, or not for this officer.
        WaitsForSecond: policy asks for a second person first; nothing changed.
    """
    agreement = read(node, partner, text)
    members = {"agreement": dict(agreement.text)}
    root = _known(node, partner).countered.get(agreement.id)
    doing = Doing(AGREEMENT, "sign", "draft", members, root=root, heard=_heard(officer, heard))
    return leave(node, officer, partner, doing, assertion)


def countersign(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    *,
    heard: Officer | None,
    assertion: Assertion | None = None,
) -> Entry:
    """Sign the partner's text of that id: it is in force once both ledgers hold both signatures.

    Raises:
        NotFound: the partner proposed no such text.
        BadInput, NoSuchStep, RoleRefused: as for `sign`.
    """
    root = _proposal(node, partner, named)
    doing = Doing(AGREEMENT, "countersign", "countersigned", {"id": named}, root=root, heard=_heard(officer, heard))
    return leave(node, officer, partner, doing, assertion)


def counter(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    text: Mapping[str, Any],
    *,
    assertion: Assertion | None = None,
) -> Entry:
    """Answer the partner's text with another one, which only it can sign.

    Raises:
        BadInput: the text cannot be read, or is the same.
        NotFound, NoSuchStep, RoleRefused: as for `countersign`.
    """
    agreement = read(node, partner, text)
    if agreement.id == named:
        raise BadInput("This is the text that the partner proposed. Sign it, or change it.")
    members = {"agreement": dict(agreement.text)}
    root = _proposal(node, partner, named)
    return leave(node, officer, partner, Doing(AGREEMENT, "counter", "counter-draft", members, root=root), assertion)


def decline(
    node: Node, officer: Officer, partner: Partner, named: str, *, reason: str, assertion: Assertion | None = None
) -> Entry:
    """Decline the partner's text, with a reason that travels."""
    doing = Doing(AGREEMENT, "decline", "declined", {"reason": _reason(reason)}, root=_proposal(node, partner, named))
    return leave(node, officer, partner, doing, assertion)


def withdraw(
    node: Node, officer: Officer, partner: Partner, named: str, *, assertion: Assertion | None = None
) -> Entry:
    """Withdraw a text of ours; a countersignature that crosses it stands."""
    root = _known(node, partner).roots.get(named)
    if root is None:
        raise _unknown(partner, named)
    return leave(node, officer, partner, Doing(AGREEMENT, "withdraw-draft", "withdraw-draft", {}, root=root), assertion)


def suspend(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    *,
    reason: str,
    mode: str = "hold",
    topic: str | None = None,
    exempt: Iterable[str] | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Suspend an agreement, or a topic of it with its sub-topics, on our own. What waits is held in order.

    A founding agreement has one topic, so it is suspended as that. `exempt` None: what the agreement says.
    """
    members = {
        "reason": _reason(reason),
        "mode": mode,
        "exempt": None if exempt is None else sorted(set(exempt)),
    }
    return _flag(node, officer, partner, named, topic, "suspend", members, assertion)


def lift(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    *,
    topic: str | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Lift our own suspension; the partner's stands until it lifts its own. What was held leaves in order."""
    return _flag(node, officer, partner, named, topic, "lift", {}, assertion)


def give_notice(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    *,
    end: datetime,
    plan: str,
    assertion: Assertion | None = None,
) -> Entry:
    """Denounce an agreement at a date; then it runs off, and ends with a certificate of each side."""
    if end <= node.now():
        raise BadInput("The date of the end has passed. Name one that the partner can prepare for.")
    agreement = _in_force(node, partner, named)
    doing = Doing(
        AGREEMENT,
        "give-notice",
        "notice",
        {"end": format_instant(end), "plan": plan.strip() or None},
        root=_root_of(node, partner, agreement),
        agreement=agreement.id,
        until=end,
    )
    return leave(node, officer, partner, doing, assertion)


def certify(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    *,
    data: str,
    ground: str = "",
    assertion: Assertion | None = None,
) -> Entry:
    """Certify what became of the data: `returned`, `destroyed`, or `kept` on a named ground."""
    agreement = _in_force(node, partner, named)
    doing = Doing(
        AGREEMENT,
        "certify",
        "certificate",
        {"data": data, "ground": ground.strip() or None},
        root=_root_of(node, partner, agreement),
        agreement=agreement.id,
    )
    return leave(node, officer, partner, doing, assertion)


def read(node: Node, partner: Partner, text: Mapping[str, Any]) -> FullAgreement:
    """Give a text as it would be signed.

    Raises:
        BadInput: it cannot be read, or contradicts itself; the sentence says in what.
    """
    pair = partners.pair_of(node.alias, partner)
    try:
        return agreement_text.parse(dict(text), parties=(pair.us, pair.them))
    except founding.BadAgreement as error:
        raise BadInput(f"This text cannot be signed: {error}. Change it, then sign it again.") from error


def _flag(
    node: Node,
    officer: Officer,
    partner: Partner,
    named: str,
    topic: str | None,
    event: str,
    members: Mapping[str, Any],
    assertion: Assertion | None,
) -> Entry:
    agreement = _in_force(node, partner, named)
    about = topic if isinstance(agreement, FullAgreement) else agreement.topic
    if about is None:
        whole = _root_of(node, partner, agreement)
        doing = Doing(AGREEMENT, event, event, members, root=whole, agreement=agreement.id)
        return leave(node, officer, partner, doing, assertion)
    if not agreement.covers(about):
        raise BadInput(f"The agreement does not cover {about}. Name one of its topics, or one below.")
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, kind=TOPIC, agreement=agreement.id, topic=about, code="", case__isnull=False
    )
    root: str | None = rows.order_by("id").values_list("root", flat=True).first()
    if root is None and event == "lift":
        raise BadInput(f"We have not suspended {about}. `detente agreement show` says who did, and since when.")
    doing = Doing(TOPIC, event, f"{event}-topic", members, root=root, agreement=agreement.id, topic=about)
    return leave(node, officer, partner, doing, assertion)


def _known(node: Node, partner: Partner) -> Known:
    return agreements.known(node.alias, partner)


def _in_force(node: Node, partner: Partner, named: str) -> FoundingAgreement:
    standing = _known(node, partner).standings(ours=True).get(named)
    if standing is None or not standing.both_wrote:
        raise _unknown(partner, named)
    return standing.agreement


def _root_of(node: Node, partner: Partner, agreement: FoundingAgreement) -> str:
    if not isinstance(agreement, FullAgreement):
        raise BadInput(
            "A founding agreement is not ended by notice. Suspend it, or sign a full agreement that replaces it."
        )
    return _known(node, partner).roots[agreement.id]


def _proposal(node: Node, partner: Partner, named: str) -> str:
    """Give the dialogue in which the partner proposed a text."""
    known = _known(node, partner)
    root = known.roots.get(named)
    if root is None or (False, named) not in known.places:
        raise _unknown(partner, named)
    return root


def _unknown(partner: Partner, named: str) -> NotFound:
    return NotFound(f"No agreement {named} with {partner.code} is known here. `detente agreement list` shows them.")


def _heard(officer: Officer, heard: Officer | None) -> str:
    """Give the name of the legal officer who was heard: another one than who signs, whatever the roles."""
    if heard is None or Role.LEGAL not in duties.roles_of(heard) or heard.pk == officer.pk:
        raise BadInput(
            "Name the legal officer who was heard, another one than yourself. An agreement is not signed without that."
        )
    return heard.name


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadInput("Give a reason. The partner reads it.")
    return reason.strip()
