"""A person tells a body without a node of a correction, outside this software, and sets down what it answered.

    word of an officer --policy: pass-on, as it was handed out--> on record, the task is met, the line of the body moves

Which bodies, and how each stands: `bodies_asked`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import bodies_asked, duties, going_further, owing
from detente.node.services.bodies_asked import BodyLine
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Asking
from detente.node.services.going_further import Intent
from detente.node.services.owed_rows import KINDS, TELL_BODY
from detente.node.stores.models import BodyTold, Entry, HandedOut, Officer
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.question import Approval

HOW: Final = ("paper", "hand", "phone", "not-reached")
ANSWERS: Final = ("done", "partly", "objected", "none")
_WITH_GROUND: Final = ("partly", "objected")
ANSWER_WITHIN: Final = timedelta(days=7)
"""How long a body has unless another date was set: as a partner has to confirm, by the default of the house."""
LONGEST: Final = timedelta(days=30)
"""No body has longer than a holder has to report what its onward recipients said, by the default of the house."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Word:
    """What an officer sets down. `at` None: now, or what stands. `answer` "none": the body has not answered yet.

    `answer_by`: until when it may, None for seven days from when it was told. `reference`: of the paper or call;
    `digest`: the SHA-256 of a file in hexadecimal. `matter`: the own file, by which policy finds a risk form.
    """

    how: str
    answer: str
    at: datetime | None = None
    answer_by: datetime | None = None
    ground: str = ""
    reference: str = ""
    digest: str = ""
    matter: str = ""


def told(node: Node, officer: Officer, entry: Entry, to: str, word: Word) -> BodyTold:
    """Set down that a body was told of the correction of an item, or what it answered since.

    `entry`: the correction or its item. `to`: `client:NAME` or `body:NAME`.

    Raises:
        RoleRefused: the officer's role does not have it. NotFound: it went to no such body, or was not corrected.
        NotOpened: nobody here opened the correction. Forbidden: policy does not let the body have it.
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
    permit, _ = going_further.require(around, PolicyAct.PASS_ON, item, _intent(handed, line.correction, word))
    with unit(node, "set down what a body was told") as work:
        row, first = _kept(node, officer, line, word)
        refs = {"party": item.partner.party, "cid": item.cid, "entry": line.correction.cid}
        work.record(Act.BODY_TOLD, actor=officer.name, refs=refs, details=_details(row, permit.obligations))
        if first:
            owing.owe(node, officer, permit.obligations, item, about=handed.purpose, work=work)
        if row.owed is not None:
            owing.meet(node, officer, row.owed, work, note=f"{row.how}: {row.reference}"[:300])
    return row


# Inside


def _intent(handed: HandedOut, correction: Entry, word: Word) -> Intent:
    """Give the telling as policy sees it: the handing-out as it was approved, with what the correction says beside it.

    The second person decided that this body gets this item for this purpose; what corrects the item follows it.
    """
    by = handed.approved_by
    approval = Approval(author=handed.officer.name)
    if by is not None:
        role = duties.approves_as(by)
        approval = Approval(given=True, by=by.name, by_role=role, author=handed.officer.name, same_content=True)
    return Intent(
        purpose=handed.purpose,
        law=handed.basis,
        reason=TELL_BODY,
        to=handed.to,
        matter=word.matter,
        approval=approval,
        carried=going_further.texts(correction),
    )


def _check(word: Word, line: BodyLine, *, now: datetime) -> None:
    if word.how not in HOW:
        raise BadInput("Say how the body was told: by paper, hand or phone, or not-reached.")
    if word.answer not in ANSWERS:
        raise BadInput("Say what the body answered: done, partly, objected, or none yet.")
    if word.how == "not-reached" and word.answer != "none":
        raise BadInput("A body that could not be reached has not answered. Say how it was told.")
    if word.answer in _WITH_GROUND and not label.is_label(word.ground.strip(), longest=300):
        raise BadInput("Give the ground of the body in one line: what it keeps, or why it objects.")
    if word.reference and not label.is_label(word.reference, longest=200):
        raise BadInput("Give the reference of the paper or the call in one line.")
    if word.digest and not _DIGEST.fullmatch(word.digest):
        raise BadInput("Give the SHA-256 of the file as 64 hexadecimal digits in small letters.")
    _check_answer(word, line.row)
    _check_times(word, line, now)


def _check_answer(word: Word, row: BodyTold | None) -> None:
    stands = "" if row is None else row.answer
    if stands == "done" or (stands and word.answer == "none"):
        raise BadInput("The body has answered already. What it answered is not taken back.")


def _check_times(word: Word, line: BodyLine, now: datetime) -> None:
    at = _at(word, line.row, now)
    # A person gives minutes, the ledger has seconds.
    if at > now or at < line.correction.created.replace(second=0, microsecond=0):
        raise BadInput("Say when the body was told: after the correction was written, and not in the future.")
    if word.answer_by is not None and not at < word.answer_by <= at + LONGEST:
        raise BadInput("A body has at most 30 days to answer, counted from when it was told.")


def _at(word: Word, row: BodyTold | None, now: datetime) -> datetime:
    standing = None if row is None or row.how == "not-reached" else row.told_at
    return word.at or standing or now


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
    _check_answer(word, row)
    first = row.told_at is None
    at = _at(word, row, node.now())
    row.told_at, row.how = at, word.how
    row.answer = "" if word.answer == "none" else word.answer
    row.answer_by = word.answer_by or row.answer_by or at + ANSWER_WITHIN
    row.ground = word.ground.strip() if word.answer in _WITH_GROUND else ""
    row.reference, row.digest = word.reference, word.digest
    row.officer, row.at = officer, node.now()
    row.save(using=node.alias)
    return row, first


def _details(row: BodyTold, obligations: Sequence[str]) -> dict[str, object]:
    """Give what the record keeps: the row is written over by a later answer, the record is not."""
    said = {"to": row.to, "how": row.how, "answer": row.answer or "none", "ground": row.ground}
    times = {"told_at": row.told_at, "answer_by": row.answer_by}
    given = {name: format_instant(at) for name, at in times.items() if at is not None}
    return {**said, **given, "reference": row.reference, "sha256": row.digest, "permit": list(obligations)}
