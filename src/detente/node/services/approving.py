"""Four eyes: what an author pressed send on leaves once another officer approved exactly that (DESIGN 5).

    written --submit--> submitted --approve--> leaves         (a protected person in it: C approves and H assents)
       ^  `---edit-----'    |  `--give back--> returned --edit--> written
       `--------------------'

The approval stands over the hash of everything that would leave, is another person's, and ends after 72 hours or with
the first change. What the rules say of it is asked again at the moment of leaving (`leaving`).
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import asserting, drafting, duties, duty_to_warn, signatures, standing_drafts
from detente.node.services.asserting import Assertion
from detente.node.services.signatures import CURED_BY_SIGNING as CURED_BY_SIGNING
from detente.node.services.standing_drafts import SUBMITTED as SUBMITTED
from detente.node.services.written import Written
from detente.node.stores.models import DraftRow, Entry, Officer
from detente.node.stores.unit import unit
from detente.policy.roles import Role

RETURNED: Final = "returned"
NOT_IN_ROLE: Final = "actor.role"
LONGEST_REASON: Final = 500


class SecondPersonNeeded(PolicyRefusal):
    """Who wrote it does not approve it, whatever the roles."""

    def __init__(self) -> None:
        super().__init__("approval.author", "You wrote this. A colleague approves it.")


class NotSubmitted(BadInput):
    """Nobody waits for an approval of this draft, or of this text of it."""

    code = "not-submitted"


def takes_a_second(node: Node, author: Officer, ready: Written) -> bool:
    """Whether what `author` wrote waits for a further signature, and may leave but for that.

    Everyone who releases asks this: screens, commands and the machine interface.
    """
    against = grounds_against(node, author, ready)
    return signatures.cures(against) if presses_send(author, ready.kind) else not set(against) - CURED_BY_SIGNING


def grounds_against(node: Node, author: Officer, ready: Written) -> tuple[str, ...]:
    """Give the inner grounds on which it may not leave; none for the author's role where somebody else sends it."""
    found = drafting.grounds_against(node, author, ready)
    return found if presses_send(author, ready.kind) else tuple(each for each in found if each != NOT_IN_ROLE)


def presses_send(author: Officer, kind: str) -> bool:
    """Whether what `author` wrote leaves under that name. Whoever sees a danger says so; a second person sends it."""
    return kind != duty_to_warn.KIND or duties.has(author, "send")


def submit(node: Node, officer: Officer, row: DraftRow, bound: bytes, assertion: Assertion | None) -> None:
    """Set down that the author pressed send on exactly what `bound` stands for. An earlier approval ends.

    Raises:
        RoleRefused: the officer may not press send.
        DraftGone, DraftChanged: it is not what `bound` was made of any more.
    """
    if presses_send(officer, str(row.content.get("kind"))):
        duties.require_duty(officer, "send")
    duty_to_warn.require_tested(node, row)
    kept = {"hash": b64.encode(bound), **(asserting.stored(assertion) or {})}
    if assertion is not None and not assertion.listed:
        kept["over"] = b64.encode(assertion.subject_hash)
    with unit(node, "submit draft") as work:
        standing_drafts.same(node, row)
        earlier = signatures.given(node, row.pk)
        signatures.void(node, earlier, because="submitted anew", actor=officer.name, work=work)
        row.state, row.submitted, row.submitted_at, row.because = SUBMITTED, kept, node.now(), ""
        row.save(using=node.alias, update_fields=["state", "submitted", "submitted_at", "because"])
        work.record(
            Act.DRAFT_SUBMITTED,
            actor=officer.name,
            refs={"draft": str(row.pk)},
            details={"over": kept["hash"], **asserting.manner(assertion)},
        )


def find(node: Node, officer: Officer, draft_id: str) -> DraftRow:
    """Give a draft that waits for approval; its author, and whoever may approve, may see it.

    Raises:
        NotFound: it waits no more, or it is not for the officer to see.
    """
    rows = DraftRow.objects.using(node.alias).select_related("partner", "author").filter(state=SUBMITTED)
    row = rows.filter(pk=int(draft_id)).first() if draft_id.isascii() and draft_id.isdecimal() else None
    if row is None or (row.author_id != officer.pk and duties.approves_as(officer) is None):
        raise NotFound("This draft waits for no approval any more: it left, came back, or was discarded.")
    return row


def waiting(node: Node, officer: Officer) -> list[DraftRow]:
    """Give the drafts that wait for a second person and that the officer may see, longest first."""
    rows = DraftRow.objects.using(node.alias).select_related("partner", "author").filter(state=SUBMITTED)
    found = rows.order_by("submitted_at", "pk")
    return list(found if duties.approves_as(officer) is not None else found.filter(author=officer))


def approve(node: Node, officer: Officer, row: DraftRow, bound: bytes, assertion: Assertion | None) -> Entry | None:
    """Approve what `bound` stands for, and let it leave; None where a further signature is needed first.

    Raises:
        SecondPersonNeeded: the officer wrote it.
        RoleRefused: the officer's roles approve nothing.
        NotSubmitted: the text is another one than that which was submitted.
        DraftGone, DraftChanged: it left, came back or was edited while it was signed; it was not approved.
        PolicyRefusal: a rule keeps it here; the approval stands until it ends.
    """
    role = duties.approves_as(officer)
    if row.author_id == officer.pk:
        raise SecondPersonNeeded
    if role is None:
        raise duties.RoleRefused
    ready = _as_submitted(node, row, bound)
    _sign(node, officer, row, role, bound, assertion)
    sender = row.author if presses_send(row.author, ready.kind) else officer
    return leave(node, row, ready, bound, sender)


def leave(node: Node, row: DraftRow, ready: Written, bound: bytes, sender: Officer) -> Entry | None:
    """Let an approved draft leave under the name of its sender; None where it waits for a further signature."""
    ready = with_signatures(node, row, ready, bound)
    if takes_a_second(node, sender, ready):
        return None
    return drafting.release(node, sender, row, ready, _author_assertion(row) if sender.pk == row.author_id else None)


def with_signatures(node: Node, row: DraftRow, ready: Written, bound: bytes) -> Written:
    """Give the draft with what is signed under it."""
    rows = signatures.given(node, row.pk)
    seen = signatures.as_policy_sees(node, rows, author=row.author, subject_hash=bound)
    return drafting.with_approval(ready, seen)


def give_back(node: Node, officer: Officer, row: DraftRow, because: str) -> None:
    """Give a submitted draft back to its author with a reason; approvals of it end.

    Raises:
        BadInput: no reason, or one that is too long.
        RoleRefused: the officer neither wrote it nor may approve.
        NotSubmitted, DraftGone: it waits no more.
    """
    if not because.strip() or len(because) > LONGEST_REASON:
        raise BadInput("Say in a sentence why it comes back; at most 500 characters.")
    if row.author_id != officer.pk and duties.approves_as(officer) is None:
        raise duties.RoleRefused
    with unit(node, "give draft back") as work:
        if standing_drafts.current(node, row).state != SUBMITTED:
            raise NotSubmitted("This draft waits for no approval any more: its author took it up again.")
        signatures.void(node, signatures.given(node, row.pk), because="given back", actor=officer.name, work=work)
        row.state, row.submitted, row.because = RETURNED, None, because.strip()
        row.save(using=node.alias, update_fields=["state", "submitted", "because"])
        work.record(Act.DRAFT_RETURNED, actor=officer.name, refs={"draft": str(row.pk)})


def _as_submitted(node: Node, row: DraftRow, bound: bytes) -> Written:
    """Give the draft as it was submitted, its files read again."""
    drafting.check_files(node, row)
    ready = drafting.written(node, row)
    submitted = b64.decode(str((row.submitted or {}).get("hash", "")))
    if not (equal(bound, submitted) and equal(bound, drafting.challenge(ready))):
        raise NotSubmitted("The draft changed since it was submitted. Its author must submit it again.")
    return ready


def _sign(node: Node, officer: Officer, row: DraftRow, role: Role, bound: bytes, assertion: Assertion | None) -> None:
    with unit(node, "approve draft") as work:
        # What was shown is what is signed: it waits still, with the same text under the same hash.
        standing_drafts.same(node, row)
        signatures.give(
            node,
            officer,
            role,
            assertion,
            earlier=signatures.given(node, row.pk),
            act=Act.DRAFT_APPROVED,
            refs={"draft": str(row.pk)},
            work=work,
            draft=row.pk,
            author=row.author,
            subject_hash=bound,
        )


def _author_assertion(row: DraftRow) -> Assertion | None:
    kept = row.submitted or {}
    return asserting.read(kept, b64.decode(str(kept.get("over") or kept.get("hash", ""))))
