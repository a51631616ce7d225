"""May what a partner sent be used, or go on to somebody else? The question to policy for the acts `use` and `pass-on`.

    item, what is to be done with it, consents, risk, persons --> decide --> Permit | Refusal, on record

Disclosing, requesting and using are three decisions: `use` has a risk form of its own; passing on is disclosing, to
whoever gets it. Nothing is done here: see `using`, `passing` and `handing_out`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from detente.cases import case as cases
from detente.model import strict_json
from detente.model.errors import BadInput
from detente.node.services import casework, concerned, deciding, leaving, protecting, risking
from detente.node.services.circumstances import Circumstances
from detente.node.services.consenting import kind_of, on
from detente.node.services.protecting import Protected
from detente.node.stores.models import Confirmation, ConsentRow, Entry, Partner
from detente.policy.acts import Act
from detente.policy.agreements import NO_AGREEMENT
from detente.policy.decide import Decision, Permit
from detente.policy.decide import decide as asked
from detente.policy.handling import Label
from detente.policy.question import OWN_ORGANISATION, Approval, Context, Person, Subject
from detente.policy.question import Watch as Watch

FULFILS: Final[Mapping[Act, frozenset[str]]] = {
    Act.USE: frozenset({"log-reason", "tell-oversight", "report-use"}),
    Act.PASS_ON: frozenset({"carry-label", "carry-dates", "report-use", "review-24h"}),
}
"""What whoever uses or passes on fulfils."""
_GRAVE: Final = frozenset({"H2", "H3"})
RELEASE: Final = "R"
"""Who approves a passing-on, as of any message that no table names."""


class NotOpened(BadInput):
    """Nobody here opened the message, so nobody can say what it is good for."""

    code = "not-opened-yet"

    def __init__(self) -> None:
        super().__init__("This message was not opened here yet. Open it first, then say what it is used for.")


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done with an item. `to`: a destination; `receiver`: the partner where it is one.

    `law`: the legal basis. `aim`, `toward`, `measure`, `protects`, `watch` as in `policy.question.Subject`; `matter`:
    the own file number, by which a risk form is found. `carried`: what goes with it beside the item, for whom it names.
    `decided`: it was approved before, or had not to be, so no approval is asked for now.
    """

    purpose: str
    law: str
    reason: str
    to: str = OWN_ORGANISATION
    receiver: Partner | None = None
    measure: str = ""
    aim: str | None = None
    toward: str | None = None
    life: bool = False
    protects: bool = False
    watch: Watch = Watch()
    matter: str = ""
    approval: Approval = Approval()
    decided: bool = False
    carried: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What policy said, and the word of the originator that it leaned on, None where none was needed or given."""

    decision: Decision
    consent: ConsentRow | None


def decide(around: Circumstances, act: Act, item: Entry, intent: Intent) -> Decided:
    """Give what policy says to an act on an item of a partner.

    Raises:
        BadInput: it is our own, reached no desk, or was never opened here.
    """
    check(around, item)
    node = around.node
    handling, label = around.label(item)
    register = protecting.register(node)
    grave = is_grave(item, label, register)
    consent, row = on(node, item, to=intent.to, purpose=intent.purpose, grave=grave)
    receiver = None if intent.receiver is None else intent.receiver.party
    persons = _persons(register, item, intent, frozenset({intent.toward, receiver} - {None}))
    risk, assurance = risking.risk_of(
        node,
        intent.receiver or item.partner,
        act="disclose" if act is Act.PASS_ON else "use",
        matter=intent.matter,
        persons=bool(persons),
    )
    # Whatever tells a state of somebody who fled from it helps it to find them.
    helps = any(each.fled_from for each in persons)
    subject = Subject(
        kind=item.kind,
        carried_as=item.kind,
        label=label,
        message=item.message or None,
        release=RELEASE,
        topic=item.topic,
        purpose=intent.purpose,
        legal_basis=intent.law,
        life=intent.life,
        item=around.item(item),
        persons=persons,
        properties=concerned.properties_in(intent.carried or texts(item)),
        toward=intent.toward or receiver,
        aim="locate" if helps and intent.aim is None else intent.aim,
        protects=intent.protects,
        watch=intent.watch,
        destination=kind_of(intent.to),
        measure=intent.measure,
        case=intent.matter or None,
    )
    context = Context(
        now=around.now,
        actor=around.actor(item.partner_id, around.rows(item, handling)),
        own=around.own,
        partner=item.partner.party,
        agreement=NO_AGREEMENT if item.agreement is None else around.agreement(item.partner, item.agreement),
        reason=intent.reason,
        approval=intent.approval,
        consent=consent,
        risk=risk,
        assurance=assurance,
        h3_confirmed="H3" not in label.restrictions or _confirmed(around, item),
    )
    rules = leaving.ALONE if intent.decided else leaving.rules_for(around, RELEASE)
    return Decided(asked(act, subject, context, rules=rules), row)


def require(around: Circumstances, act: Act, item: Entry, intent: Intent) -> tuple[Permit, ConsentRow | None]:
    """Give the permit for an act on an item, and the consent that it leans on; a refusal goes on record first.

    Raises:
        Forbidden: policy refuses, with its inner ground.
        BadInput: see `decide`.
    """
    found = decide(around, act, item, intent)
    permit = deciding.permitted(
        around.node,
        around.officer,
        act,
        found.decision,
        refs={"party": item.partner.party, "cid": item.cid},
        fulfils=FULFILS[act],
    )
    return permit, found.consent if "report-use" in permit.obligations else None


def texts(item: Entry) -> dict[str, Any]:
    """Give what an item says, as the desk's copy has it; empty where it is here no more."""
    return {} if item.plaintext is None else dict(strict_json.parse(bytes(item.plaintext))["payload"])


def is_grave(item: Entry, label: Label, register: Sequence[Protected]) -> bool:
    """Whether a partner's consent to an item takes two in every house: by its label, or for whom it names."""
    if _GRAVE & label.restrictions:
        return True
    return bool(tuple(protecting.mentioned(register, {"item": texts(item)})))


def _persons(
    register: Sequence[Protected], item: Entry, intent: Intent, reached: AbstractSet[str | None]
) -> tuple[Person, ...]:
    """Give whom it is about: by what goes on, and for the register by the item, too; fled from one of `reached`."""
    said = texts(item)
    known = protecting.mentioned(register, {"item": said, "carried": intent.carried})
    fled = next((each.fled_from for each in known if each.fled_from in reached), None)
    return concerned.persons_in(intent.carried or said, known, fled or "")


def check(around: Circumstances, item: Entry) -> None:
    """Return if something can be done with a message of a partner; BadInput as `decide` raises it, otherwise."""
    if item.ours:
        raise BadInput("This message is your own. What you wrote is sent; this is for what a partner wrote.")
    if item.code or not item.judged:
        raise BadInput("This message reached no desk, so nothing can be done with it.")
    case = casework.case_of(around.node, item.partner, item.root, item.cid)
    if case is not None and any(row.event == "open" for row in cases.possible(case)):
        raise NotOpened


def _confirmed(around: Circumstances, item: Entry) -> bool:
    rows = Confirmation.objects.using(around.node.alias)
    return rows.filter(officer=around.officer, entry=item).exists()
