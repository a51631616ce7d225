"""Content that leaves the screens only with a second person: asked for, approved by its hash, given out once.

    asked --approve (C), assent (H)--> given out: `take` spends it in the unit that puts the export on record
      |`--refuse--> refused, with the reason
      `-- 72 hours after a signature, asked anew, a role taken away --> void

The hash stands over every message, file and way that would go (`queries.exports`): with one more it is another export.
What policy says of the signatures is asked again when it is made. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from detente.audit.acts import Act
from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import duties, signatures
from detente.node.services.asserting import Assertion
from detente.node.services.deciding import Asking
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import Entry, ExportAsked, Officer
from detente.node.stores.unit import Unit, unit
from detente.policy.question import Approval
from detente.policy.roles import Role
from detente.policy.rules.approval import LASTS

WAYS: Final = ("package", "paper")
LONGEST: Final = 500
Ended = Literal["", "used", "refused", "expired", "anew", "role"]
"""How an export that was asked for ended: made, refused, signed too long ago, asked anew, its officer's role gone."""
_VOID: Final[Mapping[str, Ended]] = {"asked anew": "anew", "expired": "expired", "role taken away": "role"}
"""Why the node ended an export by itself, as it is kept, and what that is called."""
SIGNERS: Final = frozenset({Role.HEAD, Role.LEGAL})
"""Whose signatures an export may need: the head of service approves, the legal adviser assents."""


@dataclass(frozen=True, slots=True)
class Signed:
    """An export that is signed, with the approval on which policy permitted it."""

    row: ExportAsked
    approval: Approval


class OwnExport(PolicyRefusal):
    """Who asked for it does not approve it, whatever the roles."""

    def __init__(self) -> None:
        super().__init__("approval.author", "You asked for this. A colleague approves it.")


class ExportChanged(BadInput):
    """What would go is another content than that which was asked for."""

    code = "export-changed"

    def __init__(self) -> None:
        super().__init__("What would be exported changed since it was asked for. Ask for it again.")


class SignatureEnded(BadInput):
    """An officer who signed may not sign any more; the content is the same."""

    code = "export-signature-ended"

    def __init__(self) -> None:
        super().__init__("A signature under this export ended while it was about to leave. Nothing left. Ask again.")


class ExportExpired(PolicyRefusal):
    """It was approved too long ago."""

    code = "export-expired"

    def __init__(self) -> None:
        super().__init__(self.code, "The approval of this export is older than 72 hours and has ended. Ask again.")


def ask(node: Node, officer: Officer, entry: Entry, way: str, *, reason: str, bound: bytes) -> ExportAsked:
    """Ask for an export; what this officer asked of it before, and nobody made, ends.

    Raises:
        RoleRefused: the officer exports nothing.
        BadInput: no reason, or one that is too long, or no such way.
    """
    duties.require_duty(officer, "export")
    if way not in WAYS:
        raise BadInput(f"An export is one of: {', '.join(WAYS)}.")
    if not reason.strip() or len(reason) > LONGEST:
        raise BadInput("Say in a sentence why this leaves; at most 500 characters.")
    with unit(node, "ask export") as work:
        before = _rows(node).filter(by=officer, entry__root=entry.root, entry__partner=entry.partner, way=way)
        for row in before.filter(state="asked"):
            _end(node, row, "void", because="asked anew", actor=officer.name, work=work)
        row = _rows(node).create(
            entry=entry, way=way, by=officer, reason=reason.strip(), subject_hash=bound, at=node.now()
        )
        work.record(
            Act.EXPORT_ASKED,
            actor=officer.name,
            refs={"party": entry.partner.party, "cid": entry.root, "export": str(row.pk)},
            details={"way": way, "reason": reason.strip(), "over": b64.encode(bound)},
        )
    return row


def find(node: Node, officer: Officer, export_id: str) -> ExportAsked:
    """Give an export that waits; who asked for it, and whoever may sign, may see it. NotFound for others."""
    row = find_any(node, officer, export_id)
    if row.state != "asked":
        raise _gone()
    return row


def find_any(node: Node, officer: Officer, export_id: str) -> ExportAsked:
    """Give an export, whatever became of it, to who may see one that waits. NotFound for others."""
    found = _rows(node).filter(pk=int(export_id)).first() if export_id.isascii() and export_id.isdecimal() else None
    row: ExportAsked | None = found
    if row is None or (row.by_id != officer.pk and not may_sign(officer)):
        raise _gone()
    return row


def ended(node: Node, row: ExportAsked) -> Ended:
    """Give how an export that was asked for ended, "" where it waits; old signatures end it before that is set down."""
    if row.state == "void":
        return _VOID[row.because]
    if row.state in ("used", "refused"):
        return "used" if row.state == "used" else "refused"
    given = signatures.given_to_export(node, row.pk)
    return "expired" if any(node.now() - each.at > LASTS for each in given) else ""


def waiting(node: Node, officer: Officer) -> list[ExportAsked]:
    """Give the exports that wait and that the officer may see, longest first."""
    rows = _rows(node).filter(state="asked").order_by("at", "pk")
    return list(rows if may_sign(officer) else rows.filter(by=officer))


def to_sign(node: Node, officer: Officer) -> list[ExportAsked]:
    """Give the exports that wait for the signature of this officer."""
    if not may_sign(officer):
        return []
    own = ApprovalRow.objects.using(node.alias).filter(by=officer, state="given", export__isnull=False)
    return list(_rows(node).filter(state="asked").exclude(by=officer).exclude(pk__in=own.values("export")))


def newest(node: Node, officer: Officer, entry: Entry, way: str) -> ExportAsked | None:
    """Give what the officer asked of a thread the last time, whatever became of it."""
    rows = _rows(node).filter(by=officer, entry__root=entry.root, entry__partner=entry.partner, way=way)
    return rows.order_by("-pk").first()


def may_sign(officer: Officer) -> bool:
    """Whether a signature of the officer can count for an export."""
    return duties.approves_as(officer) in SIGNERS


def may_read(node: Node, officer: Officer, lacking: Sequence[Entry]) -> bool:
    """Whether the officer may know every message that needs a signature: nobody signs what they cannot read."""
    return len(Asking(node, officer).may_know(list(lacking))) == len(lacking)


def approve(
    node: Node,
    officer: Officer,
    row: ExportAsked,
    bound: bytes,
    *,
    stands: bytes,
    lacking: Sequence[Entry],
    assertion: Assertion | None,
) -> None:
    """Sign exactly what `bound` stands for. `stands`: the hash of what would go now; `lacking`: what needs it.

    Raises:
        OwnExport: the officer asked for it.
        RoleRefused: the officer's signature counts for no export, or they may not know what it is for.
        ExportChanged: it is another content by now.
        NotFound: it waits no more.
    """
    role = duties.approves_as(officer)
    if row.by_id == officer.pk:
        raise OwnExport
    if role is None or role not in SIGNERS or not may_read(node, officer, lacking):
        raise duties.RoleRefused
    if not (equal(bound, bytes(row.subject_hash)) and equal(bound, stands)):
        raise ExportChanged
    with unit(node, "approve export") as work:
        _require_asked(node, row)
        signatures.give(
            node,
            officer,
            role,
            assertion,
            earlier=signatures.given_to_export(node, row.pk),
            act=Act.EXPORT_APPROVED,
            refs=_refs(row),
            work=work,
            export=row,
            author=row.by,
            subject_hash=bound,
        )


def refuse(node: Node, officer: Officer, row: ExportAsked, because: str) -> None:
    """Refuse an export with a reason, or take one's own back; its approvals end.

    Raises:
        BadInput: no reason, or one that is too long.
        RoleRefused: the officer neither asked for it nor may sign.
    """
    if not because.strip() or len(because) > LONGEST:
        raise BadInput("Say in a sentence why this does not leave; at most 500 characters.")
    if row.by_id != officer.pk and not may_sign(officer):
        raise duties.RoleRefused
    with unit(node, "refuse export") as work:
        _require_asked(node, row)
        _end(node, row, "refused", because=because.strip(), actor=officer.name, work=work)


def signed(node: Node, officer: Officer, entry: Entry, way: str, *, stands: bytes) -> Signed | None:
    """Give what second persons signed of exactly this export, None where nobody did.

    Raises:
        ExportExpired: the signatures are too old; the export that was asked for has ended, and is on record so.
    """
    row = newest(node, officer, entry, way)
    if row is None or row.state != "asked" or not equal(bytes(row.subject_hash), stands):
        return None
    rows = signatures.given_to_export(node, row.pk)
    if not rows:
        return None
    if max(node.now() - each.at for each in rows) > LASTS:
        with unit(node, "end export") as work:
            _end(node, row, "void", because="expired", actor="node", work=work)
        raise ExportExpired
    return Signed(row, signatures.as_policy_sees(node, rows, author=officer, subject_hash=stands))


def spend(node: Node, signed: Signed) -> None:
    """Let an approved export be made once, inside the unit of work that puts it on record.

    Raises:
        NotFound: it was made, refused or asked anew meanwhile.
        SignatureEnded: a signature that it leaves with does not stand any more.
    """
    row, approval = signed.row, signed.approval
    given = {each.by.name for each in signatures.given_to_export(node, row.pk)}
    stand = {name for name in (approval.by, approval.second_by) if name is not None} <= given
    if not _rows(node).filter(pk=row.pk, state="asked").update(state="used"):
        raise _gone()
    if not stand:
        raise SignatureEnded
    ApprovalRow.objects.using(node.alias).filter(export=row, state="given").update(state="used", entry=row.entry)


def give_back(node: Node, officer: Officer, work: Unit, by: str) -> None:
    """End what an officer asked for whose role was taken away, inside a unit of work."""
    for row in _rows(node).filter(by=officer, state="asked"):
        _end(node, row, "void", because="role taken away", actor=by, work=work)


def _require_asked(node: Node, row: ExportAsked) -> None:
    if not _rows(node).filter(pk=row.pk, state="asked").exists():
        raise _gone()


def _gone() -> NotFound:
    return NotFound("This export waits for nobody any more: it was made, refused, or asked for anew.")


def _end(node: Node, row: ExportAsked, state: str, *, because: str, actor: str, work: Unit) -> None:
    signatures.void(node, signatures.given_to_export(node, row.pk), because=because, actor=actor, work=work)
    _rows(node).filter(pk=row.pk).update(state=state, because=because)
    act = Act.EXPORT_REFUSED if state == "refused" else Act.EXPORT_ENDED
    work.record(act, actor=actor, refs=_refs(row), details={"because": because})


def _refs(row: ExportAsked) -> dict[str, str]:
    return {"party": row.entry.partner.party, "cid": row.entry.root, "export": str(row.pk)}


def _rows(node: Node) -> Any:
    return ExportAsked.objects.using(node.alias).select_related("entry__partner", "entry__batch", "by")
