"""Cases move: what arrives, what is receipted, and what officers do, through the tables of `cases`.

    their entry --opens?--> begin --------------------------> a new case
        `--which dialogue?--> on_arrived --row of the table--> the case moved, and what the row sends is released
                                   `--no row--> OutOfTurn: nothing moves, the entry is kept as evidence

Of which kind a dialogue is decides nothing here: its table does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from detente.audit.acts import Act
from detente.cases import carrying
from detente.cases import case as cases
from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.cases.table import NOTHING, NoSuchStep, Row, Table, Terms
from detente.model.errors import NotFound
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.services import filed_watches, moving
from detente.node.services.moving import has_ended as has_ended
from detente.node.services.moving import is_closed as is_closed
from detente.node.stores import dialogues
from detente.node.stores.dialogues import Key
from detente.node.stores.models import Entry, Partner
from detente.node.stores.unit import Unit
from detente.policy import urgencies
from detente.policy.admit import PLAYED as PLAYED
from detente.policy.founding import FoundingAgreement
from detente.policy.mending import MENDING
from detente.protocol.entry import Opened

DEFAULT_PRESET: Final = "detente-default"
OUT_OF_TURN: Final = "out-of-turn"
FILED: Final = "filed"
"""Evidence that a matter was closed without an outcome; its `until` is the end of a watch that goes on."""

REVIEWED: Final = "act:review"
"""What a clock of review counts to: no row of a table, since a review moves nothing."""

Found = tuple[Key, Case]


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of ours that a receipt covers. `code`: why it reached no desk there, None where it did."""

    cid: str
    root: str
    message: str
    code: str | None


class Unready(Exception):
    """Ends a unit of work: what the step of an arrived entry sends must be sealed first, outside the lock.

    `messages`: what the node owes by the table; `code`: the entry has no row and is to be refused with it.
    """

    def __init__(self, messages: tuple[str, ...] = (), *, case: Case | None = None, code: str | None = None) -> None:
        super().__init__(code or " ".join(messages))
        self.messages, self.case, self.code = messages, case, code


# A dialogue begins


def terms_of(agreement: FoundingAgreement | None, payload: dict[str, Any] | Any, answer_by: datetime | None) -> Terms:
    """Give what a dialogue stands under, from its opening entry and its agreement: the same on both sides."""
    urgency = payload.get("urgency")
    return Terms(
        opened=agreement is not None and agreement.opened,
        asks=bool(payload.get("asks")),
        answer_by=answer_by,
        urgent=isinstance(urgency, str) and urgencies.is_urgent(urgency),
    )


def begin_sent(
    entry: Entry,
    *,
    terms: Terms,
    preset: str,
    alike: Alike,
    work: Unit,
    held_back: bool = False,
    before: Case | None = None,
) -> Case:
    """Give the sender's case of a dialogue that is released now; it is not stored here.

    `alike`: the cases that begin in the same unit of work, at its moment. `held_back`: a suspension keeps it in its
    lane; the clock of its delivery begins when it leaves (`pausing.left`). `before`: as it stood before anything left.
    """
    table = TABLES[entry.kind]
    at, side = alike.now, carrying.side_of(table, opened_here=True)
    case = cases.open_case(entry.kind, dialogue=entry.cid, side=side, at=at, terms=terms, preset=preset)
    if before is not None:
        case = replace(case, state=before.state, ledger=before.ledger)
    return _moved(case, _leaving(table, case), at, work, alike, held_back=held_back)


def opens(node: Node, entry: Entry, opened: Opened, around: Sequence[Found]) -> bool:
    """Whether an admitted entry of the partner opens a dialogue that is played here. `around`: cases of its thread."""
    if entry.kind not in PLAYED or not carrying.opens(TABLES[entry.kind], entry.kind, opened.message):
        return False
    if opened.dialogue not in (None, entry.kind):
        # Feedback travels in dialogues of other kinds, too.
        return False
    # In a thread it opens a dialogue of its own where its target belongs to one of another kind.
    same = [case for _, case in around if case.kind == opened.dialogue]
    if entry.kind in MENDING and same:
        return not is_repeat(node, entry, same)
    return entry.re is None or not same


def is_repeat(node: Node, entry: Entry, same: Sequence[Case]) -> bool:
    """Whether an earlier one of the same item still stands: then this one has no effect (DXP 14)."""
    open_ones = [case.dialogue for case in same if not case.ended]
    rows = Entry.objects.using(node.alias).filter(partner=entry.partner_id, cid__in=open_ones, re=entry.re)
    return rows.exclude(pk=entry.pk).exists()


def begin(
    entry: Entry,
    opened: Opened,
    *,
    agreement: FoundingAgreement | None,
    held_at: datetime,
    work: Unit,
    alike: Alike,
) -> Case:
    """Give the receiver's case of the dialogue that an admitted entry of the partner opens; it is not stored here."""
    table = TABLES[entry.kind]
    case = cases.open_case(
        entry.kind,
        dialogue=entry.cid,
        side=carrying.side_of(table, opened_here=False),
        at=held_at,
        terms=terms_of(agreement, opened.payload, opened.header.answer_by),
        preset=DEFAULT_PRESET if agreement is None else agreement.preset,
    )
    return _moved(case, carrying.opening(table).name, held_at, work, alike)


# What was sent is held there


def on_delivered(node: Node, partner: Partner, held: Sequence[Held], *, held_at: datetime, work: Unit) -> None:
    """Entries of ours are held by the partner, in their order: at a desk, or refused with a code."""
    threads = dialogues.load_all(node.alias, partner, {entry.root for entry in held})
    before: dict[Key, Case] = {}
    moved: dict[Key, Case] = {}
    alike = Alike(now=node.now())
    for entry in held:
        found = _dialogue_of(node, partner, threads.get(entry.root, ()), entry.cid)
        if found is None:
            continue
        key, case = found[0], moved.get(found[0], found[1])
        before.setdefault(*found)
        if entry.cid == case.dialogue:
            moved[key] = _moved(case, "delivered" if entry.code is None else "rejected", held_at, work, alike)
        elif entry.code is None and entry.message not in ("", "rejected"):
            # What the node rejected of theirs is no step of the case: its receipt says nothing about it.
            moved[key] = cases.receipted(case, _event(case, entry.message, ours=True), held_at=held_at)
    moving.keep(node, [(key, before[key], case) for key, case in moved.items()], work=work, alike=alike)


# What arrives


def around(node: Node, partner: Partner, root: str) -> Sequence[Found]:
    """Give the dialogues of a thread, in the order in which they began."""
    return dialogues.load_all(node.alias, partner, (root,)).get(root, ())


def on_arrived(
    node: Node,
    partner: Partner,
    entry: Entry,
    opened: Opened,
    *,
    among: Sequence[Found],
    held_at: datetime,
    sealed: Collection[str],
    work: Unit,
) -> None:
    """An entry of the partner was opened and admitted: a step in one of our dialogues, or in none.

    `among`: the dialogues of its thread. `sealed`: the messages that the caller has ready to release for this step.

    Raises:
        Unready: the step sends more than that, or the table has no row for it; nothing was written.
    """
    found = None if opened.message is None else _meant(node, partner, among, entry, opened)
    if found is None or opened.message is None:
        return
    key, case = found
    event = _event(case, opened.message, ours=False)
    if entry.kind in MENDING and carrying.opens(TABLES[entry.kind], entry.kind, opened.message):
        work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"repeat": opened.message})
        return
    about_the_opening = entry.re == case.dialogue
    # A failed outcome of a step leaves the step open: it is shown, and the clock runs on. So does the refusal of an
    # entry that is not the opening one: what was said before it stands.
    if opened.payload.get("outcome") == "failed" and (event != "rejected" or not about_the_opening):
        work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"failed": opened.message})
        return
    row = _row(case, event)
    if row is None:
        if event not in TABLES[case.kind].messages:
            # A message of a newer release: kept and shown as it is.
            work.record(Act.CASE_MOVED, refs={"cid": entry.cid}, details={"unknown": opened.message})
            return
        raise Unready(case=case, code=OUT_OF_TURN)
    owed = tuple(message for message in row.sends if message not in _RECEIPTS)
    if not set(owed) <= set(sealed):
        raise Unready(owed, case=case)
    until = _until(opened.payload)
    moved = cases.step(case, event, now=held_at, until=until, taken=True)
    moving.keep(node, [(key, case, moved)], work=work)
    if event == FILED and until is not None:
        refs = {"cid": case.dialogue, "party": partner.party}
        filed_watches.learn(node, key, refs=refs, until=until, at=held_at, work=work)
    work.record(Act.CASE_MOVED, refs={"cid": case.dialogue}, details={"event": event, "to": moved.state})


def lost_memory(node: Node, partner: Partner, root: str) -> bool:
    """Whether the thread has an entry of ours that only the partner still held: then our case may be behind it."""
    return (
        Entry.objects.using(node.alias)
        .filter(partner=partner, ours=True, root=root, plaintext=None, seq__isnull=False)
        .exists()
    )


# What officers do


def act(
    node: Node,
    partner: Partner,
    root: str,
    event: str,
    *,
    work: Unit,
    dialogue: str | None = None,
    until: datetime | None = None,
    unmet: Collection[str] = NOTHING,
    roles: Collection[str] | None = None,
    actor: str = "node",
) -> Case:
    """Give the case after an officer's act in the dialogue that the entry `dialogue` opened (the thread's first one).

    `until`: the time that the act names. `unmet` and `roles` as in `cases.step`.

    Raises:
        NoSuchStep, NotInRole: the act is not possible now; its sentence says why.
    """
    key, case = loaded(node, partner, root, dialogue)
    moved = cases.step(case, event, now=node.now(), until=until, unmet=unmet, roles=roles, taken=False)
    moving.keep(node, [(key, case, moved)], actor=actor, work=work)
    details = {"event": event, "to": moved.state}
    work.record(Act.CASE_MOVED, actor=actor, refs={"cid": case.dialogue}, details=details)
    return moved


def reviewed(node: Node, entry: Entry, work: Unit) -> None:
    """Set down in the case of an entry that what the duty desk released was reviewed: its clock ends."""
    found = dialogue_of(node, entry)
    if found is not None and found[1].dialogue == entry.cid:
        key, case = found
        moving.keep(node, [(key, case, cases.noted(case, REVIEWED, at=node.now()))], work=work)


def check(node: Node, partner: Partner, root: str, event: str, *, dialogue: str | None = None) -> None:
    """Return if the act is possible now; NoSuchStep otherwise. Nothing is written."""
    _, case = loaded(node, partner, root, dialogue)
    cases.row_for(case, event)


def case_of(node: Node, partner: Partner, root: str, dialogue: str | None = None) -> Case | None:
    """Give the case of a dialogue, None where none is open here."""
    found = dialogues.find(around(node, partner, root), dialogue or root)
    return None if found is None else found[1]


def dialogue_of(node: Node, entry: Entry) -> Found | None:
    """Give the dialogue that an entry opened or belongs to, of several in its thread; None where none is open here."""
    return _dialogue_of(node, entry.partner, around(node, entry.partner, entry.root), entry.cid)


def opener_of(node: Node, entry: Entry) -> Entry:
    """Give the entry that opened the dialogue which an entry of its thread belongs to.

    Raises:
        NotFound: no case is open for it here.
    """
    found = dialogue_of(node, entry)
    if found is None:
        raise NotFound("This message opened no case here, so there is nothing to do in one.")
    return Entry.objects.using(node.alias).select_related("partner", "batch").get(pk=found[0])


def loaded(node: Node, partner: Partner, root: str, dialogue: str | None = None) -> Found:
    """Give a dialogue's case with its key; NoSuchStep where none is open here."""
    found = dialogues.find(around(node, partner, root), dialogue or root)
    if found is None:
        raise NoSuchStep("dialogue", "nobody", "unknown", "this act")
    return found


# Inside

_RECEIPTS: Final = frozenset({"delivered", "rejected"})
"""What the reception itself says: by the receipt, and by evidence that the opening of an entry makes."""


def _leaving(table: Table, case: Case) -> str:
    """Give the step by which the opening message leaves."""
    first = carrying.opening(table).name
    rows = (row for row in table.rows if (row.side, row.state) == (case.side, case.state) and first in row.sends)
    return next(rows).event


def _event(case: Case, name: str, *, ours: bool) -> str:
    """Give the table's name of a message that travelled; one that the table does not know stays as it is."""
    table = TABLES[case.kind]
    sender = case.side if ours else next(side for side in table.sides if side != case.side)
    message = carrying.message_of(table, name, sender=sender)
    return name if message is None else message.name


def _row(case: Case, event: str) -> Row | None:
    try:
        return TABLES[case.kind].next_row(case.side, case.state, event, case.terms, taken=True)
    except NoSuchStep:
        return None


def _meant(node: Node, partner: Partner, among: Sequence[Found], entry: Entry, opened: Opened) -> Found | None:
    """Give the dialogue that an entry belongs to: of the kind that it names, and reached by its `re`."""
    named = [each for each in among if opened.dialogue in (None, each[1].kind)]
    if among and not named:
        raise Unready(case=among[0][1], code=OUT_OF_TURN)
    return named[0] if len(named) == 1 else _dialogue_of(node, partner, named, entry.cid)


def _dialogue_of(node: Node, partner: Partner, among: Sequence[Found], cid: str) -> Found | None:
    """Give the dialogue that an entry of the thread opened or belongs to; one alone is meant by all of the thread."""
    if len(among) < 2:
        return among[0] if among else None
    found = dialogues.find(among, cid)
    if found is not None:
        return found
    rows = Entry.objects.using(node.alias).filter(partner=partner, root=_root(node, partner, cid))
    targets: dict[str, str | None] = dict(rows.values_list("cid", "re"))
    at: str | None = cid
    while at is not None and found is None:
        at = targets.pop(at, None)
        found = None if at is None else dialogues.find(among, at)
    return found


def _root(node: Node, partner: Partner, cid: str) -> str | None:
    return Entry.objects.using(node.alias).filter(partner=partner, cid=cid).values_list("root", flat=True).first()


def _until(payload: Any) -> datetime | None:
    try:
        return None if payload.get("until") is None else parse_instant(payload["until"])
    except BadInstant:
        return None


def _moved(case: Case, event: str, at: datetime, work: Unit, alike: Alike, *, held_back: bool = False) -> Case:
    """Give the case after what is proved by a receipt or a reception; what the table does not have moves nothing."""
    refs = {"cid": case.dialogue}
    try:
        moved = alike.step(case, event, at=at, held_back=held_back)
    except NoSuchStep:
        work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "refused_in": case.state})
        return case
    work.record(Act.CASE_MOVED, refs=refs, details={"event": event, "to": moved.state})
    return moved
