"""The second signatures under a draft: their rows, and what policy sees of them. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal
from detente.model import b64
from detente.node.context import Node
from detente.node.services import asserting
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import Entry, Officer
from detente.node.stores.unit import Unit
from detente.policy.decide import Refusal
from detente.policy.question import Approval
from detente.policy.roles import Role

NOT_APPROVED: Final = Approval()
RANK: Final = (Role.HEAD, Role.RELEASING, Role.DUTY_DESK)
"""Who approves, the highest first."""


CURED_BY_SIGNING: Final = frozenset({"approval.missing", "approval.role", "protected.release"})
"""Grounds that a further signature cures: the draft goes on waiting."""


def is_cured_by_signing(refusal: Refusal) -> bool:
    """Whether a further signature is all that is missing."""
    return cures((refusal.ground, *refusal.also))


def cures(grounds: Collection[str]) -> bool:
    """Whether a further signature cures every one of the grounds; not where there is none to cure."""
    return bool(grounds) and CURED_BY_SIGNING.issuperset(grounds)


def given(node: Node, draft: int) -> list[ApprovalRow]:
    """Give the approvals of a draft that were neither used nor ended, in order."""
    rows = ApprovalRow.objects.using(node.alias).filter(draft=draft, state="given")
    return list(rows.select_related("by", "author").order_by("at", "pk"))


def given_to_export(node: Node, export: int) -> list[ApprovalRow]:
    """Give the approvals of an export that were neither used nor ended, in order."""
    rows = ApprovalRow.objects.using(node.alias).filter(export=export, state="given")
    return list(rows.select_related("by", "author").order_by("at", "pk"))


def give(
    node: Node,
    officer: Officer,
    role: Role,
    assertion: Assertion | None,
    *,
    earlier: Sequence[ApprovalRow],
    act: Act,
    refs: Mapping[str, str],
    work: Unit,
    **of: Any,
) -> None:
    """Set down the signature of an officer inside the unit of work; their `earlier` ones of the same thing end.

    `of`: what is signed, as its row has it: `draft` or `export`, `author`, `subject_hash`.
    """
    void(
        node,
        [each for each in earlier if each.by_id == officer.pk],
        because="approved anew",
        actor=officer.name,
        work=work,
    )
    ApprovalRow.objects.using(node.alias).create(
        by=officer, role=role.value, assertion=asserting.stored(assertion), at=node.now(), **of
    )
    details = {"as": role.value, "author": of["author"].name, "over": b64.encode(of["subject_hash"])}
    work.record(act, actor=officer.name, refs=refs, details=details | asserting.manner(assertion))


def as_policy_sees(node: Node, rows: Sequence[ApprovalRow], *, author: Officer, subject_hash: bytes) -> Approval:
    """Give the approval of what `subject_hash` stands for: the highest, and an assent by somebody else."""
    ranked = sorted((row for row in rows if row.role in RANK), key=lambda row: RANK.index(Role(row.role)))
    if not ranked:
        return Approval(author=author.name)
    first = ranked[0]
    assent = next((row for row in rows if row.role == Role.LEGAL and row.by_id != first.by_id), None)
    signed = [row for row in (first, assent) if row is not None]
    return Approval(
        given=True,
        by=first.by.name,
        by_role=first.role,
        author=author.name,
        same_content=all(equal(bytes(row.subject_hash), subject_hash) for row in signed),
        # Both have to be fresh: an assent does not outlive the approval that it belongs to.
        age=max(node.now() - row.at for row in signed),
        second_by=None if assent is None else assent.by.name,
        second_role=None if assent is None else assent.role,
    )


def use(node: Node, draft: int, entry: Entry) -> None:
    """Bind the approvals of a draft to the entry that it became, inside the unit of its release."""
    rows = ApprovalRow.objects.using(node.alias).filter(draft=draft, state="given")
    rows.update(state="used", entry=entry)


def void(node: Node, rows: Sequence[ApprovalRow], *, because: str, actor: str, work: Unit) -> None:
    """End approvals that were not used, inside a unit of work; nothing where there are none."""
    if not rows:
        return
    keys = [row.pk for row in rows]
    ApprovalRow.objects.using(node.alias).filter(pk__in=keys, state="given").update(state="void", because=because)
    for draft in sorted({row.draft for row in rows if row.draft is not None}):
        work.record(Act.APPROVAL_VOIDED, actor=actor, refs={"draft": str(draft)}, details={"because": because})
    for export in sorted({row.export_id for row in rows if row.export_id is not None}):
        work.record(Act.APPROVAL_VOIDED, actor=actor, refs={"export": str(export)}, details={"because": because})
