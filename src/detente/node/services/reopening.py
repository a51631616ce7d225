"""What we wrote after the backup that was restored came back sealed: the archive key opens it (DXP 5.2, 15).

    own entry without content, box with a second half --archive key--> content --> the search, the scope
                                                         `--of an agreement--> its case, played again from the ledgers

The archive key lies with the root keys, away from the node. Until it is brought, an own draft of an agreement has no
text, and an own suspension may be of the strictest sort. What was deleted has no body any more, and stays deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from detente.audit.acts import Act
from detente.cases import carrying
from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NoSuchStep, Terms
from detente.crypto import sealing
from detente.crypto.sealing import SealPrivate
from detente.model.instant import parse_instant
from detente.node import keyring
from detente.node.context import Node
from detente.node.services import agreement_cases, casework, indexing, opening, releasing, scopes
from detente.node.stores import deliveries, dialogues
from detente.node.stores.models import Entry, Partner
from detente.node.stores.unit import unit
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol.entry import Opened
from detente.protocol.refusal import EntryRefused


@dataclass(frozen=True, slots=True)
class Reopened:
    """How many entries of ours are open again, and how many stay shut: another archive key, or bytes that changed."""

    opened: int
    shut: int


def reopen_with(node: Node, roots: Path, passphrase: str, *, actor: str) -> Reopened:
    """As `reopen`, with the archive key out of the file with the root keys; raises as `keyring.unlock_roots`."""
    return reopen(node, keyring.unlock_roots(roots, passphrase).archive, actor=actor)


def reopen(node: Node, archive: SealPrivate, *, actor: str) -> Reopened:
    """Open every entry of ours that came back sealed, each in a unit of work of its own; a repeat goes on."""
    opened = shut = 0
    for partner in Partner.objects.using(node.alias).order_by("pk"):
        about: dict[str, None] = {}
        for row in _sealed(node, partner):
            content = _content(row, archive)
            if content is None:
                shut += 1
                continue
            _keep(node, partner, row, content, actor)
            opened += 1
            if agreement_cases.is_about_agreements(row.kind):
                about[row.root] = None
        for root in about:
            _play(node, partner, root, actor)
    return Reopened(opened, shut)


def _sealed(node: Node, partner: Partner) -> Iterator[Entry]:
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=True, plaintext=None, seq__isnull=False)
    # By keys first: what is opened meanwhile would drop out of a reading in parts.
    for key in list(rows.exclude(body=None).exclude(box=None).order_by("seq").values_list("pk", flat=True)):
        yield Entry.objects.using(node.alias).get(pk=key)


def _content(row: Entry, archive: SealPrivate) -> Opened | None:
    """Give the content, None where this key does not open it."""
    header = headers.parse(bytes(row.header))
    if header.archive != archive.public.kid:
        return None
    try:
        cek = sealing.open_archive(bytes(row.box or b""), key=archive, header_hash=header.hash)
        return entries.read_plaintext(header, entries.open_content(header, body=bytes(row.body or b""), cek=cek), cek)
    except (sealing.CannotOpen, EntryRefused):
        return None


def _keep(node: Node, partner: Partner, row: Entry, opened: Opened, actor: str) -> None:
    dialogue = releasing.dialogue_of(node, partner, opened.header, opened.plaintext)
    subject = opened.payload.get("subject")
    row.cek, row.plaintext = opened.cek, opened.plaintext
    row.message = (opened.message or "")[:64]
    row.subject = subject[:300] if isinstance(subject, str) else ""
    row.scope = scopes.scope_of(row.kind, dialogue, agreement=row.agreement, topic=row.topic)
    with unit(node, "reopen entry") as work:
        row.save(using=node.alias, update_fields=["cek", "plaintext", "message", "subject", "scope"])
        indexing.add(node, [(row, opened.payload, True)])
        # An own suspension that was read may hold less than one that was not.
        deliveries.wake(node, partner)
        work.record(
            Act.ENTRY_REOPENED, actor=actor, refs={"party": partner.party, "cid": row.cid}, details={"kind": row.kind}
        )


def _play(node: Node, partner: Partner, root: str, actor: str) -> None:
    """Write the case of a dialogue about an agreement as both ledgers give it: it was lost, or is behind them."""
    rows = _in_order(
        Entry.objects.using(node.alias)
        .filter(partner=partner, root=root, code="", judged=True, plaintext__isnull=False, batch__held_at__isnull=False)
        .exclude(kind="evidence")
        .select_related("batch")
        .order_by("seq")
    )
    opener = next((row for row in rows if row.cid == root), None)
    if opener is None or opener.kind not in TABLES or not agreement_cases.is_about_agreements(opener.kind):
        return
    side = carrying.side_of(TABLES[opener.kind], opened_here=opener.ours)
    case = cases.open_case(opener.kind, dialogue=root, side=side, at=_held_at(opener), terms=Terms())
    for row in rows:
        case = _stepped(case, row)
    with unit(node, "play agreement again") as work:
        known = dialogues.find(casework.around(node, partner, root), root)
        if known is None:
            dialogues.open_all(node, [(opener, case)])
        else:
            dialogues.save_all(node, [(known[0], case)])
        work.record(Act.CASE_MOVED, actor=actor, refs={"cid": root}, details={"event": "reopened", "to": case.state})


def _in_order(rows: Iterable[Entry]) -> list[Entry]:
    """Give entries of both ledgers as they came about: what one side had seen when it wrote stands before it.

    What crossed on the way stands by the time of its receipt; each ledger is in its own order, whatever clocks said.
    """
    ours: list[Entry] = []
    theirs: list[Entry] = []
    for row in rows:
        (ours if row.ours else theirs).append(row)
    ordered: list[Entry] = []
    while ours and theirs:
        first, second = ours[0], theirs[0]
        if _saw(second, first):
            mine = True
        elif _saw(first, second):
            mine = False
        else:
            mine = _held_at(first) <= _held_at(second)
        ordered.append((ours if mine else theirs).pop(0))
    return [*ordered, *ours, *theirs]


def _saw(row: Entry, other: Entry) -> bool:
    """Whether the batch of one entry names a size of the other ledger that covers the other entry."""
    return row.batch is not None and row.batch.seen >= (other.seq or 0)


def _held_at(row: Entry) -> datetime:
    if row.batch is None or row.batch.held_at is None:
        raise ValueError("only what was receipted moves a case")
    return row.batch.held_at


def _stepped(case: Case, row: Entry) -> Case:
    """Give the case after one entry, ours or theirs; one that has no row in this state moves nothing, as ever."""
    payload = opening.payload_of(row)
    end = payload.get("end")
    until = parse_instant(end) if isinstance(end, str) else None
    other = next(each for each in TABLES[case.kind].sides if each != case.side)
    meant = carrying.message_of(TABLES[case.kind], row.message, sender=case.side if row.ours else other)
    if meant is None:
        return case
    event = _event(case, meant.name) if row.ours else meant.name
    if event is None:
        return case
    try:
        moved = cases.step(case, event, now=_held_at(row), until=until)
    except NoSuchStep:
        return case
    moved = agreement_cases.with_end(moved, _held_at(row), until)
    return cases.receipted(moved, meant.name, held_at=_held_at(row)) if row.ours else moved


def _event(case: Case, message: str) -> str | None:
    """Give the act, or the rule of the node, that sends a message in this state; None where none does."""
    rows = (row for row in TABLES[case.kind].rows if (row.side, row.state) == (case.side, case.state))
    return next((row.event for row in rows if message in row.sends), None)
