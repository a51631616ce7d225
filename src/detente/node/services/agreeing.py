"""What an officer does about an agreement: sign or decline it, suspend and re-establish it, give notice, certify.

Each act is one entry of kind `agreement` or `agreement-topic`. Who may do it says the table: C, and to sign C with H
heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import agreement_cases, agreements, asserting, duties, releasing
from detente.node.services.agreement_cases import payload
from detente.node.services.agreements import Known
from detente.node.services.asserting import Assertion
from detente.node.stores import dialogues, partners
from detente.node.stores.models import Entry, Officer, Partner
from detente.node.stores.unit import unit
from detente.policy import agreement_text, founding
from detente.policy.agreement_text import FullAgreement
from detente.policy.founding import FoundingAgreement
from detente.policy.roles import Role

AGREEMENT: Final = "agreement"
TOPIC: Final = "agreement-topic"


@dataclass(frozen=True, slots=True)
class _Doing:
    """One act on its way: what travels, and the step of the case that it is. `root` None: it opens a dialogue."""

    kind: str
    event: str
    message: str
    members: Mapping[str, Any]
    root: str | None = None
    agreement: str | None = None
    topic: str | None = None
    until: datetime | None = None
    heard: str = ""


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
    """
    agreement = read(node, partner, text)
    members = {"agreement": dict(agreement.text)}
    root = _known(node, partner).countered.get(agreement.id)
    doing = _Doing(AGREEMENT, "sign", "draft", members, root=root, heard=_heard(heard))
    return _do(node, officer, partner, doing, assertion)


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
    doing = _Doing(AGREEMENT, "countersign", "countersigned", {"id": named}, root=root, heard=_heard(heard))
    return _do(node, officer, partner, doing, assertion)


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
    return _do(node, officer, partner, _Doing(AGREEMENT, "counter", "counter-draft", members, root=root), assertion)


def decline(
    node: Node, officer: Officer, partner: Partner, named: str, *, reason: str, assertion: Assertion | None = None
) -> Entry:
    """Decline the partner's text, with a reason that travels."""
    doing = _Doing(AGREEMENT, "decline", "declined", {"reason": _reason(reason)}, root=_proposal(node, partner, named))
    return _do(node, officer, partner, doing, assertion)


def withdraw(
    node: Node, officer: Officer, partner: Partner, named: str, *, assertion: Assertion | None = None
) -> Entry:
    """Withdraw a text of ours; a countersignature that crosses it stands."""
    root = _known(node, partner).roots.get(named)
    if root is None:
        raise _unknown(partner, named)
    return _do(node, officer, partner, _Doing(AGREEMENT, "withdraw-draft", "withdraw-draft", {}, root=root), assertion)


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
    doing = _Doing(
        AGREEMENT,
        "give-notice",
        "notice",
        {"end": format_instant(end), "plan": plan.strip() or None},
        root=_root_of(node, partner, agreement),
        agreement=agreement.id,
        until=end,
    )
    return _do(node, officer, partner, doing, assertion)


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
    doing = _Doing(
        AGREEMENT,
        "certify",
        "certificate",
        {"data": data, "ground": ground.strip() or None},
        root=_root_of(node, partner, agreement),
        agreement=agreement.id,
    )
    return _do(node, officer, partner, doing, assertion)


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
        doing = _Doing(AGREEMENT, event, event, members, root=whole, agreement=agreement.id)
        return _do(node, officer, partner, doing, assertion)
    if not agreement.covers(about):
        raise BadInput(f"The agreement does not cover {about}. Name one of its topics, or one below.")
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, kind=TOPIC, agreement=agreement.id, topic=about, code="", case__isnull=False
    )
    root: str | None = rows.order_by("id").values_list("root", flat=True).first()
    if root is None and event == "lift":
        raise BadInput(f"We have not suspended {about}. `detente agreement show` says who did, and since when.")
    doing = _Doing(TOPIC, event, f"{event}-topic", members, root=root, agreement=agreement.id, topic=about)
    return _do(node, officer, partner, doing, assertion)


def _do(node: Node, officer: Officer, partner: Partner, doing: _Doing, assertion: Assertion | None) -> Entry:
    duties.require(officer, doing.event, kind=doing.kind)
    if doing.root is not None:
        agreement_cases.check(node, partner, doing.root, doing.event)
    sealed = releasing.seal(
        node,
        partner,
        kind=doing.kind,
        payload=payload(doing.kind, doing.message, **doing.members),
        agreement=doing.agreement,
        topic=doing.topic,
        re=doing.root,
    )
    with unit(node, f"agreement {doing.event}") as work:
        row = releasing.store(
            node, partner, sealed, message=doing.message, root=doing.root, work=work, actor=officer.name
        )
        if doing.root is None:
            dialogues.open_all(node, [(row, agreement_cases.begin_sent(node, row, doing.event, work))])
        else:
            agreement_cases.act(node, partner, doing.root, doing.event, work=work, until=doing.until)
        asserting.store(node, officer, row, f"agreement-{doing.event}"[:32], assertion)
        work.record(
            Act.AGREEMENT_ACTED,
            actor=officer.name,
            refs={"party": partner.party, "cid": row.cid},
            details={"act": doing.event, "heard": doing.heard, **asserting.manner(assertion)},
        )
    return row


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


def _heard(heard: Officer | None) -> str:
    if heard is None or Role.LEGAL not in duties.HELD.get(heard.role, frozenset()):
        raise BadInput("Name the legal officer who was heard. An agreement is not signed without that.")
    return heard.name


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadInput("Give a reason. The partner reads it.")
    return reason.strip()
