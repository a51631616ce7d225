"""One act about an agreement on its way: what travels, who may let it leave, and the step of the case that it is.

Doing --policy--> permitted       --> sealed, stored, the case moved, in one unit of work
              `-> a second person --> `WaitsForSecond`: it is kept as a draft (`waiting`), and leaves as approved
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import b64
from detente.model.handling import NO_LABEL
from detente.model.instant import format_instant, parse_instant
from detente.node.context import Node
from detente.node.services import (
    agreement_cases,
    asserting,
    deciding,
    duties,
    leaving,
    releasing,
    returning,
    signatures,
    standing_drafts,
)
from detente.node.services.agreement_cases import payload
from detente.node.services.asserting import Assertion
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Forbidden
from detente.node.services.letters import Letter
from detente.node.services.releasing import Release
from detente.node.services.returning import Return
from detente.node.stores import dialogues
from detente.node.stores.models import Entry, Officer, Partner
from detente.node.stores.unit import unit
from detente.policy import decide as policy
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Decision, Refusal
from detente.policy.handling import label_of
from detente.policy.question import Approval, Item, Subject
from detente.policy.roles import Role

RELEASE: Final = Role.HEAD
"""Who releases what a person does about an agreement, by both tables."""
NO_LETTER: Final = Letter()


@dataclass(frozen=True, slots=True)
class Doing:
    """One act on its way: what travels, and the step of the case that it is. `root` None: it opens a dialogue.

    `heard`: the legal officer who was heard, by name; it stands in the record and does not travel.
    """

    kind: str
    event: str
    message: str
    members: Mapping[str, Any]
    root: str | None = None
    agreement: str | None = None
    topic: str | None = None
    until: datetime | None = None
    heard: str = ""

    @property
    def payload(self) -> dict[str, Any]:
        """What would be sealed."""
        return payload(self.kind, self.message, **self.members)


class WaitsForSecond(Forbidden):
    """Policy asks for a second person before the act leaves; `doing` is what would."""

    def __init__(self, refusal: Refusal, doing: Doing) -> None:
        super().__init__(refusal)
        self.doing = doing


def kept(doing: Doing) -> dict[str, Any]:
    """Give an act as a draft keeps it."""
    until = None if doing.until is None else format_instant(doing.until)
    return {**asdict(doing), "members": dict(doing.members), "until": until}


def read(content: Mapping[str, Any]) -> Doing:
    """Give an act from what a draft keeps of it."""
    until = content.get("until")
    return Doing(**{**content, "until": None if until is None else parse_instant(until)})


def decide(node: Node, officer: Officer, partner: Partner, doing: Doing, approval: Approval) -> Decision:
    """Give what the rules of the house say to the act: who releases it stands in its table."""
    around = Circumstances(node, officer)
    subject = Subject(
        kind=doing.kind,
        carried_as=doing.kind,
        label=label_of(NO_LABEL, ()),
        message=doing.message,
        opens_dialogue=doing.root is None,
        release=RELEASE,
        topic=doing.topic,
        item=Item(ours=True),
        toward=partner.party,
    )
    topics = frozenset() if doing.topic is None else frozenset({doing.topic})
    context = around.toward(partner, leaving.NO_AGREEMENT, rows=(), approval=approval, known_topics=topics)
    return policy.decide(PolicyAct.SEND, subject, context, rules=leaving.rules_for(around, RELEASE))


def check(node: Node, officer: Officer, partner: Partner, doing: Doing) -> None:
    """Return if the officer may do the act now.

    Raises:
        NoSuchStep, RoleRefused: it is not possible now, or not for this officer.
    """
    duties.require(officer, doing.event, kind=doing.kind)
    if doing.root is not None:
        agreement_cases.check(node, partner, doing.root, doing.event)


def leave(
    node: Node,
    officer: Officer,
    partner: Partner,
    doing: Doing,
    assertion: Assertion | None,
    *,
    letter: Letter = NO_LETTER,
) -> Entry:
    """Release the act, and move its case. `letter`: the draft in which it waited, with what is signed under it.

    Raises:
        NoSuchStep, RoleRefused: as `check`.
        WaitsForSecond: policy asks for a second person; nothing changed.
        Forbidden: policy refuses, with its inner ground.
        DraftGone, DraftChanged: the draft is another one than that which was signed.
    """
    check(node, officer, partner, doing)
    given = _return(node, partner, doing)
    approval, draft = letter.approval, letter.draft
    decision = decide(node, officer, partner, doing, approval)
    if isinstance(decision, Refusal) and signatures.is_cured_by_signing(decision):
        raise WaitsForSecond(decision, doing)
    permit = deciding.permitted(
        node, officer, PolicyAct.SEND, decision, refs={"party": partner.party}, fulfils=leaving.SENDING
    )
    sealed = releasing.seal(
        node,
        partner,
        kind=doing.kind,
        payload=doing.payload if given is None else {**doing.payload, "record": b64.encode(given.record)},
        agreement=doing.agreement,
        topic=doing.topic,
        re=doing.root,
    )
    release = Release(
        partner,
        sealed,
        message=doing.message,
        root=doing.root,
        actor=officer.name,
        permit=permit.obligations,
        eyes=4 if approval.given else 2,
    )
    with unit(node, f"agreement {doing.event}") as work:
        if draft is not None:
            standing_drafts.take(node, draft, mark=letter.draft_mark, approval=approval)
        (row,) = releasing.store_all(node, [release], work=work)
        if doing.root is None:
            dialogues.open_all(node, [(row, agreement_cases.begin_sent(node, row, doing.event, work))])
        else:
            agreement_cases.act(node, partner, doing.root, doing.event, work=work, until=doing.until)
        if given is not None:
            returning.carry_out(node, officer, partner, doing.agreement or "", given, work)
        asserting.store(node, officer, row, f"agreement-{doing.event}"[:32], assertion)
        if draft is not None:
            signatures.use(node, draft, row)
        work.record(
            Act.AGREEMENT_ACTED,
            actor=officer.name,
            refs={"party": partner.party, "cid": row.cid},
            details={"act": doing.event, "heard": doing.heard, **asserting.manner(assertion)},
        )
    return row


def _return(node: Node, partner: Partner, doing: Doing) -> Return | None:
    """Give what a certificate does to the data, None for another act."""
    if doing.event != returning.CERTIFY:
        return None
    return returning.prepare(node, partner, doing.agreement or "", doing.members)
