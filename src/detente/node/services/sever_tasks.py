"""What is to be done after a line was cut: whom its node knows from us is warned, whose messages it has is told.

person       open --> warned, by a message or in words
                 `--> not-endangered: the head of service says why
originator   open --the node sends what two officers signed--> told
                 `--refused: an officer tells it by another way--> told
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import duties, notifying
from detente.node.services.deciding import Asking
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer, Partner, SeverRow, SeverTask
from detente.node.stores.unit import unit
from detente.policy.question import Approval
from detente.protocol import header as headers

OPEN: Final = "open"
WARNED: Final = "warned"
NOT_ENDANGERED: Final = "not-endangered"
TOLD: Final = "told"
ENDS: Final = {"person": (WARNED, NOT_ENDANGERED), "originator": (TOLD,)}
"""How a task may be done, by what it is about."""
WITHIN: Final = timedelta(hours=24)
"""A task that is open for longer stands before oversight: the limit of a review afterwards (roles.json)."""
_LONGEST: Final = 300
_SUBJECT: Final = "A line of ours was cut: messages of yours had gone on to it"
_TEXT: Final = (
    "On {at} (UTC) we cut our line to {party} ({name}): its node is no longer trusted. These messages of yours had "
    "gone on to it by our hand, under your consent or their label:\n\n{items}\n\nTreat what they say, and "
    "whom they name, as known to whoever holds that node now. What concerns your own line to it is yours to decide."
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks of a cut line there are, how many are open, and how many of these are late."""

    all: int
    open: int
    late: int


def no_such_message() -> BadInput:
    """Give what is raised where the message that is said to have done it is none of ours, or not here."""
    return BadInput("Name a message of ours that left after the line was cut.")


def of(node: Node, row: SeverRow) -> list[SeverTask]:
    """Give the tasks of a cut line, those about persons first, in the order in which they were known."""
    rows = SeverTask.objects.using(node.alias).filter(sever=row)
    return list(
        rows.select_related("entry__partner", "originator", "officer", "message").order_by("originator_id", "pk")
    )


def find(node: Node, officer: Officer, task_id: str) -> SeverTask:
    """Give a task by its number; NotFound where there is none, or the officer may not know of its message."""
    rows = SeverTask.objects.using(node.alias).select_related("entry__partner", "entry__batch", "originator", "sever")
    row = rows.filter(pk=int(task_id)).first() if task_id.isascii() and task_id.isdecimal() else None
    if row is None or not Asking(node, officer).may_know([row.entry]):
        raise NotFound(f"There is no task {task_id} of a cut line.")
    return row


def what(row: SeverTask) -> Literal["person", "originator"]:
    """Give what a task is about: `person` or `originator`."""
    return "person" if row.originator_id is None else "originator"


def counts(rows: Sequence[SeverTask], row: SeverRow, node: Node) -> Counts:
    """Count the tasks of one cut line."""
    still = sum(each.state == OPEN for each in rows)
    return Counts(len(rows), still, still if node.now() > row.at + WITHIN else 0)


def late(node: Node) -> list[SeverTask]:
    """Give the tasks that are open for more than a day, for oversight."""
    rows = SeverTask.objects.using(node.alias).filter(state=OPEN, sever__at__lt=node.now() - WITHIN)
    return list(rows.select_related("sever__partner", "entry").order_by("sever__at", "pk"))


def ways(officer: Officer, row: SeverTask) -> tuple[str, ...]:
    """Give how this officer may set a task down as done; nothing for one that is done."""
    if row.state != OPEN:
        return ()
    return tuple(how for how in ENDS[what(row)] if _may(officer, how))


def done(node: Node, officer: Officer, row: SeverTask, how: str, note: str, message: Entry | None = None) -> None:
    """Set down how a task was done.

    Raises:
        RoleRefused: only the head of service says that somebody is in no danger; the rest, whoever sends.
        BadInput: it is done, it is not done in this way, or nothing says by what.
    """
    if how not in ENDS[what(row)]:
        raise BadInput(f"This is done as one of: {', '.join(ENDS[what(row)])}.")
    if not _may(officer, how):
        raise duties.RoleRefused
    if len(note) > _LONGEST or not (note.strip() or (message is not None and how != NOT_ENDANGERED)):
        raise BadInput(
            "Say in a sentence by whom and how, or why nobody is in danger; or name the message that did it."
        )
    if message is not None and not (message.ours and message.created > row.sever.at):
        raise no_such_message()
    _end(node, row, how, officer, officer.name, note.strip(), message)


def tell_originators(node: Node) -> int:
    """Send what two officers signed to those whose messages had gone on; give how many. Cheap where nothing is open.

    What policy refuses stays open with the ground of the refusal, and is not tried again: an officer tells it.
    """
    rows = SeverTask.objects.using(node.alias).filter(state=OPEN, originator__isnull=False, refused="")
    sent = 0
    for row in rows.select_related("sever__by", "sever__second", "sever__partner", "originator", "entry__partner"):
        try:
            entry = notifying.notify(node, row.sever.by, _originator(row), _letter(node, row))
        except (PolicyRefusal, BadInput) as error:
            SeverTask.objects.using(node.alias).filter(pk=row.pk, state=OPEN).update(refused=error.code[:60])
            continue
        _end(node, row, TOLD, row.sever.by, row.sever.by.name, "", entry)
        sent += 1
    return sent


def _may(officer: Officer, how: str) -> bool:
    """Whether the officer may say so: that nobody is in danger is the head's word, as with a warning that is waived."""
    return duties.may(officer, "waive", kind="warning") if how == NOT_ENDANGERED else duties.has(officer, "send")


def _end(node: Node, row: SeverTask, how: str, officer: Officer, actor: str, note: str, message: Entry | None) -> None:
    with unit(node, "end a task of a cut line") as work:
        still = SeverTask.objects.using(node.alias).filter(pk=row.pk, state=OPEN)
        if not still.update(state=how, officer=officer, note=note, message=message, at=node.now()):
            raise BadInput("A colleague has set down already how this was done.")
        refs = {"party": row.sever.partner.party, "cid": row.entry.cid, "task": str(row.pk)}
        refs |= {} if message is None else {"other": message.cid}
        work.record(Act.SEVER_TASK_DONE, actor=actor, refs=refs, details={"how": how})


def _letter(node: Node, row: SeverTask) -> Letter:
    """Give what an originator is told: what the two officers confirmed with the cut, filled in from the ledger."""
    sever, items = row.sever, _items(node, row)
    return Letter(
        subject=_SUBJECT,
        text=_TEXT.format(
            at=f"{sever.at:%Y-%m-%d %H:%M}",
            party=sever.partner.name,
            name=sever.partner.party,
            items="\n".join(f"{item.uid}" for item in items),
        ),
        lang="en",
        topic=headers.parse(bytes(row.entry.header)).topic,
        approval=_approval(sever),
    )


def _originator(row: SeverTask) -> Partner:
    assert row.originator is not None
    return row.originator


def _items(node: Node, row: SeverTask) -> list[Entry]:
    return list(Entry.objects.using(node.alias).filter(pk__in=[row.entry_id, *row.also]).order_by("pk"))


def _approval(sever: SeverRow) -> Approval:
    """Give the confirmation of the cut as policy sees it: the second officer signed what follows, this letter too."""
    if sever.second is None:
        return Approval(author=sever.by.name)
    role = duties.approves_as(sever.second)
    return Approval(given=True, by=sever.second.name, by_role=role, author=sever.by.name, same_content=True)
