"""A person tells a body without a node of a correction, outside this software, and sets down what it answered.

    told of what is right now --policy: pass-on, as it was handed out--> on record, the task is met, its time begins
    told that what it has is wrong, nothing more (`fact_only`)---------> the same; nothing goes on, policy is not asked
    policy refuses it: not-permitted, with the rule--------------------> on record, the task is met, it counts as silent
    not reached--------------------------------------------------------> on record, silent so far, and still owed
    what it answers after it was told----------------------------------> on record, whatever policy says by then

Which bodies, and how each stands: `bodies_asked`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import bodies_asked, deciding, duties, going_further, owing
from detente.node.services.bodies_asked import BodyLine
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Asking
from detente.node.services.going_further import Intent
from detente.node.services.owed_rows import KINDS, TELL_BODY
from detente.node.stores.models import BodyTold, Entry, HandedOut, Officer
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.decide import Refusal
from detente.policy.question import Approval

HOW: Final = (*bodies_asked.TOLD, *bodies_asked.UNTOLD)
ANSWERS: Final = ("done", "partly", "objected", "none")
_WITH_GROUND: Final = ("partly", "objected")
ANSWER_WITHIN: Final = timedelta(days=7)
"""How long a body has unless another date was set: as a partner has to confirm, by the default of the house."""
LONGEST: Final = timedelta(days=30)
"""No body has longer than a holder has to report what its onward recipients said, by the default of the house."""


@dataclass(frozen=True, slots=True)
class Word:
    """What an officer sets down. `at` None: now, or what stands. `answer` "none": the body has not answered yet.

    `answer_by`: until when it may, None for seven days from when it was told. `reference`: of the paper or call;
    `digest`: the SHA-256 of a file in hexadecimal. `matter`: the own file, by which policy finds a risk form.
    `fact_only`: it is told that what it has is wrong, and not what is right.
    """

    how: str
    answer: str
    at: datetime | None = None
    answer_by: datetime | None = None
    ground: str = ""
    reference: str = ""
    digest: str = ""
    matter: str = ""
    fact_only: bool = False


def told(node: Node, officer: Officer, entry: Entry, to: str, word: Word) -> BodyTold:
    """Set down that a body was told of the correction of an item, or what it answered since.

    `entry`: the correction or its item. `to`: `client:NAME` or `body:NAME`.

    Raises:
        RoleRefused: the officer's role does not have it. NotFound: it went to no such body, or was not corrected.
        NotOpened: nobody here opened the correction. Forbidden: policy does not let the body have what it says.
        BadInput: what was given cannot stand; the sentence says which.
    """
    if not duties.roles_of(officer) & KINDS[TELL_BODY].roles:
        raise duties.RoleRefused
    item = bodies_asked.item_of(node, entry) if entry.kind == bodies_asked.KIND else entry
    known = bodies_asked.lines(node, item) if Asking(node, officer).may_know([item]) else ()
    line = next((each for each in known if each.to == to), None)
    if line is None:
        raise NotFound(f"Nothing that was corrected here went to {to}. `detente correction status` lists who has it.")
    around = Circumstances(node, officer)
    if not line.correction.ours:
        going_further.check(around, line.correction)
    handed = next(each for each in bodies_asked.newest_to(node, item) if each.to == to)
    _check(word, line, now=node.now())
    obligations, said = _policy(around, line, _intent(handed, line.correction, word), word)
    with unit(node, "set down what a body was told") as work:
        row, first = _kept(node, officer, line, word)
        refs = {"party": item.partner.party, "cid": item.cid, "entry": line.correction.cid}
        work.record(Act.BODY_TOLD, actor=officer.name, refs=refs, details=_details(row, obligations) | said)
        if first:
            owing.owe(node, officer, obligations, item, about=handed.purpose, work=work)
        if row.owed is not None and row.how != "not-reached":
            owing.meet(node, officer, row.owed, work, note=f"{row.how}: {row.reference}"[:300])
    return row


# Inside


def _policy(
    around: Circumstances, line: BodyLine, intent: Intent, word: Word
) -> tuple[tuple[str, ...], dict[str, object]]:
    """Ask policy where something goes on; give what its permit obliges to, and what the record says beside the word."""
    if word.how == "not-permitted":
        found = going_further.decide(around, PolicyAct.PASS_ON, line.item, intent).decision
        if not isinstance(found, Refusal):
            raise BadInput("Policy permits to tell this body. Tell it, then set down how.")
        if found.ground.startswith("actor."):
            # A colleague may tell it: that is no reason to leave the body untold.
            going_further.require(around, PolicyAct.PASS_ON, line.item, intent)
        return (), deciding.inner(PolicyAct.PASS_ON, found)
    if word.how not in bodies_asked.TOLD or bodies_asked.was_told(line.row):
        return (), {}
    if word.fact_only:
        return (), {"fact_only": True}
    permit, _ = going_further.require(around, PolicyAct.PASS_ON, line.item, intent)
    return permit.obligations, {}


def _intent(handed: HandedOut, correction: Entry, word: Word) -> Intent:
    """Give the telling as policy sees it: the handing-out as it was decided, with what the correction says beside it.

    It was decided then that this body gets this item for this purpose, by as many as the house asked for; what corrects
    the item follows it, and nobody approves it anew.
    """
    return Intent(
        purpose=handed.purpose,
        law=handed.basis,
        reason=TELL_BODY,
        to=handed.to,
        matter=word.matter,
        approval=Approval(author=handed.officer.name),
        decided=True,
        carried=going_further.texts(correction),
    )


def _check(word: Word, line: BodyLine, *, now: datetime) -> None:
    if word.how not in HOW:
        raise BadInput("Say how the body was told: by paper, hand or phone, or not-reached, or not-permitted.")
    if word.answer not in ANSWERS:
        raise BadInput("Say what the body answered: done, partly, objected, or none yet.")
    if word.how in bodies_asked.UNTOLD and word.answer != "none":
        raise BadInput("A body that could not be reached, or not be told, has not answered. Say how it was told.")
    if word.answer in _WITH_GROUND and not label.is_label(word.ground.strip(), longest=300):
        raise BadInput("Give the ground of the body in one line: what it keeps, or why it objects.")
    if word.reference and not label.is_label(word.reference, longest=200):
        raise BadInput("Give the reference of the paper or the call in one line.")
    if word.digest and not label.is_sha256(word.digest):
        raise BadInput("Give the SHA-256 of the file as 64 hexadecimal digits in small letters.")
    _check_standing(word, line.row)
    _check_times(word, line, now)


def _check_standing(word: Word, row: BodyTold | None) -> None:
    stands = "" if row is None else row.answer
    if stands == "done" or (stands and word.answer == "none"):
        raise BadInput("The body has answered already. What it answered is not taken back.")
    if word.how in bodies_asked.UNTOLD and bodies_asked.was_told(row):
        raise BadInput("The body was told already. Set down what it answered.")


def _check_times(word: Word, line: BodyLine, now: datetime) -> None:
    at, by = _times(word, line.row, now)
    # A person gives minutes, the ledger has seconds.
    if at > now or at < line.correction.created.replace(second=0, microsecond=0):
        raise BadInput("Say when the body was told: after the correction was written, and not in the future.")
    if by is not None and (word.answer_by or word.answer == "none") and not at < by <= at + LONGEST:
        raise BadInput("A body has at most 30 days to answer, counted from when it was told.")


def _times(word: Word, row: BodyTold | None, now: datetime) -> tuple[datetime, datetime | None]:
    """Give when it was told and until when it may answer: counted from the first telling, and from no attempt."""
    before = row if bodies_asked.was_told(row) else None
    at = word.at or (now if before is None else before.told_at or now)
    if word.how in bodies_asked.UNTOLD:
        return at, None
    return at, word.answer_by or (None if before is None else before.answer_by) or at + ANSWER_WITHIN


def _kept(node: Node, officer: Officer, line: BodyLine, word: Word) -> tuple[BodyTold, bool]:
    """Write what was said; give the row, and whether the body was told by it for the first time."""
    rows = BodyTold.objects.using(node.alias)
    if line.row is None:
        rows.get_or_create(correction=line.correction, to=line.to, defaults={"item": line.item})
    locked = rows.select_related("owed__entry__partner").select_for_update(of=("self",))
    row = locked.filter(correction=line.correction, to=line.to).first()
    if row is None:
        raise BadInput("Another correction came in meanwhile. Look at it, and tell the body of that one.")
    # Once more under the lock: a colleague may have set it down meanwhile.
    _check_standing(word, row)
    first = word.how in bodies_asked.TOLD and not bodies_asked.was_told(row)
    row.told_at, row.answer_by = _times(word, row, node.now())
    row.how = word.how
    row.answer = "" if word.answer == "none" else word.answer
    row.ground = word.ground.strip() if word.answer in _WITH_GROUND else ""
    row.reference, row.digest = word.reference or row.reference, word.digest or row.digest
    row.officer, row.at = officer, node.now()
    row.save(using=node.alias)
    return row, first


def _details(row: BodyTold, obligations: Sequence[str]) -> dict[str, object]:
    """Give what the record keeps: the row is written over by a later answer, the record is not."""
    said = {"to": row.to, "how": row.how, "answer": row.answer or "none", "ground": row.ground}
    times = {"told_at": row.told_at, "answer_by": row.answer_by}
    given = {name: format_instant(at) for name, at in times.items() if at is not None}
    return {**said, **given, "reference": row.reference, "sha256": row.digest, "permit": list(obligations)}
