"""Watches on persons: set up for what a partner asks, renewed, handed on, ended by a person with a reason.

    message that asks --policy, with a law and an end of its own--> standing --> renewed | handed on | ended

Policy is asked again at each renewal: who is protected since then is watched no longer toward the state fled from. No
case that is closed ends a watch; how one stands is computed (`cases.watches`). It fires by `watch_firing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max

from detente.audit.acts import Act
from detente.cases import watches
from detente.model import label
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import duties, going_further, officers, using
from detente.node.services.circumstances import Circumstances
from detente.node.services.deciding import Asking
from detente.node.services.going_further import Intent
from detente.node.services.persons_given import person_given
from detente.node.stores.models import AlertRow, Entry, Officer, WatchRow
from detente.node.stores.unit import unit
from detente.policy.acts import Act as PolicyAct
from detente.policy.question import Watch

LONGEST_WATCH: Final = timedelta(days=366)
"""Our own figure: no source names one. Who is watched longer is looked at again once a year."""
MEASURE: Final = "passive"
"""A watch looks at what comes by, and stops nobody."""
ERASED: Final = "–"
"""What stands for the reason of a watch that was erased: that there was one."""
_LONGEST: Final = 300


class WatchEnded(BadInput):
    """A watch that a person ended is not moved any more."""

    code = "watch-ended"

    def __init__(self) -> None:
        super().__init__("This watch was ended. Set up a new one where there is a reason for it.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a watch is to be. `person`: a plain record; `owner`: the short name of an officer, else whoever sets it up.

    `law`: the basis of using the message; `basis`: the watch's own. `matter`: the own file number.
    """

    person: Mapping[str, Any]
    until: datetime
    law: str
    basis: str
    purpose: str
    because: str
    instruction: str = "notify"
    owner: str = ""
    matter: str = ""


def set_up(node: Node, officer: Officer, entry: Entry, asked: Asked) -> WatchRow:
    """Set up a watch for a message of a partner, which is to be told what it finds; give its row.

    Raises:
        Forbidden: policy refuses, with its inner ground; the refusal is on record.
        RoleRefused: the officer, or the owner, does not keep watches.
        BadInput: a member cannot stand; the end has passed; the message is none that can be used.
    """
    duties.require_at_desk(officer, "keep-watches")
    owner = _owner(node, asked.owner) if asked.owner else officer
    person = person_given(asked.person)
    if asked.instruction not in watches.INSTRUCTIONS:
        raise BadInput(f"Say what is to be done with who is found: {', '.join(watches.INSTRUCTIONS)}.")
    _reason(asked.because)
    _basis(asked.basis)
    intent = _intent(entry, person, asked.until, asked.basis, reason=asked.because)
    intent = replace(intent, purpose=asked.purpose, law=asked.law, matter=asked.matter)
    using.check(intent)
    permit, consent = going_further.require(Circumstances(node, officer), PolicyAct.USE, entry, intent)
    now = node.now()
    _lasts(asked.until, now)
    with unit(node, "set up a watch") as work:
        use = using.write(node, officer, entry, intent, work, permit=permit, consent=consent)
        row = WatchRow.objects.using(node.alias).create(
            entry=entry,
            use=use,
            person=person,
            instruction=asked.instruction,
            basis=asked.basis,
            because=asked.because,
            owner=owner,
            set_by=officer,
            at=now,
            since=now,
            until=asked.until,
            look_at=watches.next_at(since=now, until=asked.until, last=None),
        )
        details = {"owner": owner.name, "until": format_instant(asked.until), "instruction": asked.instruction}
        work.record(Act.WATCH_SET, actor=officer.name, refs=refs_of(row), details=details)
    return row


def renew(node: Node, officer: Officer, row: WatchRow, until: datetime, because: str) -> WatchRow:
    """Move the end of a watch; policy is asked again.

    Raises:
        Forbidden, RoleRefused, BadInput: as `set_up`; WatchEnded.
    """
    duties.require_at_desk(officer, "keep-watches")
    _reason(because)
    intent = replace(intent_of(row), reason=because, watch=Watch(until=until, basis=row.basis))
    permit, consent = going_further.require(Circumstances(node, officer), PolicyAct.USE, row.entry, intent)
    now = node.now()
    _lasts(until, now)
    with unit(node, "renew a watch") as work:
        row = _standing(node, row)
        row.use = using.write(node, officer, row.entry, intent, work, permit=permit, consent=consent)
        details = {"until": format_instant(until), "before": format_instant(row.until)}
        row.since, row.until, row.said = now, until, None
        row.look_at = watches.next_at(since=now, until=until, last=None)
        row.save(using=node.alias)
        work.record(Act.WATCH_RENEWED, actor=officer.name, refs=refs_of(row), details=details)
    return row


def hand_on(node: Node, officer: Officer, row: WatchRow, to: str) -> WatchRow:
    """Give a watch another owner.

    Raises:
        RoleRefused: the officer, or the new owner, does not keep watches.
        BadInput: nobody of that name works here; WatchEnded.
    """
    duties.require_at_desk(officer, "keep-watches")
    owner = _owner(node, to)
    with unit(node, "hand on a watch") as work:
        row = _standing(node, row)
        details = {"owner": owner.name, "before": row.owner.name}
        row.owner = owner
        row.save(using=node.alias, update_fields=["owner"])
        work.record(Act.WATCH_HANDED, actor=officer.name, refs=refs_of(row), details=details)
    return row


def end(node: Node, officer: Officer, row: WatchRow, because: str) -> WatchRow:
    """End a watch, with a reason. Whom the partner is to tell of it, the officer writes.

    Raises:
        RoleRefused: the officer does not keep watches.
        BadInput: no reason; WatchEnded.
    """
    duties.require_at_desk(officer, "keep-watches")
    _reason(because)
    with unit(node, "end a watch") as work:
        row = _standing(node, row)
        row.ended_at, row.ended_by, row.ended_because, row.look_at = node.now(), officer, because, None
        row.save(using=node.alias, update_fields=["ended_at", "ended_by", "ended_because", "look_at"])
        work.record(Act.WATCH_ENDED, actor=officer.name, refs=refs_of(row))
        if row.entry.body is None:
            forget(node, [row.entry])
    return row


def forget(node: Node, going: Sequence[Entry]) -> None:
    """Erase, with the content of messages, whom their watches looked for and whom they saw, where a person ended them.

    One that nobody ended has a law of its own, and keeps what it looks for until it is ended.
    """
    rows = WatchRow.objects.using(node.alias).filter(entry__in=going, ended_at__isnull=False)
    raised = AlertRow.objects.using(node.alias).filter(watch__in=rows)
    raised.update(record={}, why=[], place="", note="", told_words="")
    rows.update(person={}, because="", ended_because=ERASED)


def find(node: Node, officer: Officer, number: str) -> WatchRow:
    """Give a watch by its number; NotFound where there is none that the officer may know of."""
    rows = WatchRow.objects.using(node.alias).select_related("entry__partner", "owner", "use")
    row = rows.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
    if row is None or not Asking(node, officer).may_know([row.entry]):
        raise NotFound("There is no such watch. See them with: detente watch list")
    return row


def open_of(node: Node, entry: Entry) -> list[WatchRow]:
    """Give the watches of a thread that nobody ended: what a case that is being closed leaves standing."""
    rows = WatchRow.objects.using(node.alias).filter(entry__partner=entry.partner_id, entry__root=entry.root)
    return list(rows.filter(ended_at__isnull=True).select_related("entry__partner", "owner").order_by("pk"))


def stands_until(node: Node, entry: Entry) -> datetime | None:
    """Give until when watches of a thread stand, the last of them; None where none does."""
    rows = WatchRow.objects.using(node.alias).filter(entry__partner=entry.partner_id, entry__root=entry.root)
    found: datetime | None = rows.filter(ended_at__isnull=True, until__gt=node.now()).aggregate(last=Max("until"))[
        "last"
    ]
    return found


def refs_of(row: WatchRow) -> dict[str, str]:
    """Give by what the audit finds a watch."""
    return {"watch": str(row.pk), "cid": row.entry.cid, "party": row.entry.partner.party}


def _standing(node: Node, row: WatchRow) -> WatchRow:
    rows = WatchRow.objects.using(node.alias).select_related("entry__partner", "owner", "use")
    row = rows.get(pk=row.pk)
    if row.ended_at is not None:
        raise WatchEnded
    return row


def intent_of(row: WatchRow) -> Intent:
    """Give what policy is asked of a watch as it stands."""
    intent = _intent(row.entry, row.person, row.until, row.basis, reason=row.because)
    return replace(intent, purpose=row.use.purpose, law=row.use.basis, matter=row.use.matter)


def _intent(entry: Entry, person: Mapping[str, Any], until: datetime, basis: str, *, reason: str) -> Intent:
    # Policy judges whom the message names and whom the watch looks for, who may be others.
    carried = {**going_further.texts(entry), "watched": dict(person)}
    watch = Watch(until=until, basis=basis)
    party = entry.partner.party
    return Intent("", "", reason, measure=MEASURE, aim="watch", toward=party, watch=watch, carried=carried)


def _lasts(until: datetime, now: datetime) -> None:
    if until <= now:
        raise BadInput("The time that you give is past. Give a later one.")
    if until > now + LONGEST_WATCH:
        raise BadInput("A watch lasts a year at most. Renew it then, where there is still a reason.")


def _owner(node: Node, name: str) -> Officer:
    owner = officers.find(node, name)
    duties.require_at_desk(owner, "keep-watches")
    return owner


def _reason(text: str) -> None:
    if not label.is_label(text, longest=_LONGEST):
        raise BadInput("Say in one line why.")


def _basis(text: str) -> None:
    if text and not label.is_label(text, longest=_LONGEST):
        raise BadInput("Name the legal basis of the watch in one line.")
