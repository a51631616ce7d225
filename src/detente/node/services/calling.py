"""Calling people: a digest by mail to each who was reminded, and the hook for the house, until somebody acts.

A call holds a count and an urgency, no content, no partner, no person. It is a row before it goes (`CallRow`), so a
crash repeats it at most; a call for which nothing stands any more is ended unsent.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from detente.audit.acts import Act
from detente.cases.escalation import Urgency
from detente.model.errors import BadInput
from detente.node import channels
from detente.node.channels import Hook, Mail
from detente.node.context import Node
from detente.node.peers import caller
from detente.node.peers.caller import NotCalled
from detente.node.services import call_words, duties, escalating
from detente.node.services.escalating import Standing
from detente.node.stores.models import CallRow, Officer, ReachRow
from detente.node.stores.unit import unit

MAIL: Final = "mail"
HOOK: Final = "hook"
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(minutes=30)
LEASE: Final = timedelta(minutes=2)


class Ways(Protocol):
    """The settings of the node, as far as calls go; None: this way is not used."""

    @property
    def mail(self) -> Mail | None: ...
    @property
    def hook(self) -> Hook | None: ...
    @property
    def code(self) -> str: ...


def reach(node: Node, officer: Officer, whom: Officer, *, address: str) -> None:
    """Let digests for an officer go to this address; "" lets none go. Everybody sets their own.

    Raises:
        RoleRefused: it is another one's, and the officer keeps no roster.
        BadInput: it is no address.
    """
    if whom.pk != officer.pk:
        duties.require_at_desk(officer, "keep-roster")
    if address and not channels.is_address(address):
        raise BadInput("This is no address that mail can be sent to. Write it as name@host, without accents.")
    with unit(node, "set address") as work:
        ReachRow.objects.using(node.alias).update_or_create(officer=whom, defaults={"address": address})
        refs = {"officer": whom.name}
        work.record(Act.SETTINGS_CHANGED, actor=officer.name, refs=refs, details={"address": bool(address)})


def plan(node: Node, ways: Ways) -> int:
    """Put down the calls that are due: for each way, none sooner than its pause after the last. Give how many.

    One that has not gone yet is enough: it says what stands when it goes.
    """
    standing = escalating.standing_for(node)
    wanted: list[tuple[str, Officer | None, Standing]] = []
    if ways.mail is not None:
        for reached in _reachable(node):
            found = standing.get(reached.name)
            if found is not None and _may_call(node, MAIL, reached, every=ways.mail.every):
                wanted.append((MAIL, reached, found))
    house = standing.get("")
    # A pager is for what is late: what is only near stays at the desk and in the digest.
    presses = house is not None and house.urgency is not Urgency.SOON
    if ways.hook is not None and house is not None and presses and _may_call(node, HOOK, None, every=ways.hook.every):
        wanted.append((HOOK, None, house))
    if not wanted:
        return 0
    now = node.now()
    with unit(node, "plan calls") as work:
        for channel, officer, what in wanted:
            CallRow.objects.using(node.alias).create(
                channel=channel,
                officer=officer,
                count=what.count,
                urgency=what.urgency,
                made_at=now,
                next_at=now,
            )
            refs = {} if officer is None else {"officer": officer.name}
            details = {"channel": channel, "count": what.count, "urgency": what.urgency.value}
            work.record(Act.CALL_PLANNED, refs=refs, details=details)
    return len(wanted)


def send_due(node: Node, ways: Ways) -> int:
    """Let the calls go whose time has come, outside of every transaction; give how many went.

    A way that fails holds back all calls by it for a while: the worker has other work, and waits for one failure alone.
    """
    sent, failed = 0, set[str]()
    rows = CallRow.objects.using(node.alias).filter(next_at__lte=node.now()).select_related("officer")
    due = list(rows.order_by("next_at", "pk")[:50])
    standing = escalating.standing_for(node) if due else {}
    for row in due:
        if row.channel not in failed and _claim(node, row):
            try:
                why = _call(node, ways, row, standing.get("" if row.officer is None else row.officer.name))
            except NotCalled as failure:
                failed.add(row.channel)
                _put_off(node, row, str(failure))
            else:
                _end(node, row, why)
                sent += not why
    return sent


def _put_off(node: Node, row: CallRow, why: str) -> None:
    later = node.now() + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(row.attempts, 10))
    rows = CallRow.objects.using(node.alias)
    rows.filter(pk=row.pk).update(attempts=row.attempts + 1, next_at=later, failure=why[:80])
    rows.filter(channel=row.channel, next_at__lte=node.now()).update(next_at=later)


def _call(node: Node, ways: Ways, row: CallRow, standing: Standing | None) -> str:
    """Make a call; give why nobody was called, "" where somebody was.

    Raises:
        NotCalled: the way does not answer; it is tried again.
    """
    if standing is None:
        return "nothing stands any more"
    if row.channel == HOOK:
        if ways.hook is None:
            return "the hook is not set any more"
        caller.ring(ways.hook, count=standing.count, urgency=standing.urgency)
        return ""
    if ways.mail is None or row.officer is None:
        return "the mail server is not set any more"
    reached = ReachRow.objects.using(node.alias).filter(officer=row.officer, officer__active=True).first()
    if reached is None or not reached.address:
        return "the officer has no address any more"
    subject, body = call_words.digest(
        ways.code, count=standing.count, urgency=standing.urgency, language=row.officer.language
    )
    caller.send_mail(
        ways.mail, to=reached.address, subject=subject, body=body, password=_password(node.home, ways.mail)
    )
    return ""


def _password(home: Path, mail: Mail) -> str:
    if not mail.password_file:
        return ""
    try:
        return (home / "keys" / mail.password_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotCalled("The password file of the mail server cannot be read.") from error


def _claim(node: Node, row: CallRow) -> bool:
    """Take a call for this worker: another one that looks at the same time gets nothing."""
    rows = CallRow.objects.using(node.alias).filter(pk=row.pk, next_at=row.next_at)
    return bool(rows.update(next_at=node.now() + LEASE))


def _end(node: Node, row: CallRow, why: str) -> None:
    with unit(node, "end call") as work:
        rows = CallRow.objects.using(node.alias).filter(pk=row.pk)
        rows.update(next_at=None, ended_at=node.now(), failure=why)
        refs = {} if row.officer is None else {"officer": row.officer.name}
        work.record(Act.CALL_ENDED, refs=refs, details={"channel": row.channel, "sent": not why})


def _may_call(node: Node, channel: str, officer: Officer | None, *, every: timedelta) -> bool:
    rows = CallRow.objects.using(node.alias).filter(channel=channel, officer=officer)
    last = rows.order_by("-made_at").values_list("made_at", "ended_at").first()
    if last is None:
        return True
    made_at, ended_at = last
    return ended_at is not None and node.now() - made_at >= every


def _reachable(node: Node) -> list[Officer]:
    rows = ReachRow.objects.using(node.alias).filter(officer__active=True).exclude(address="")
    return [row.officer for row in rows.select_related("officer").order_by("officer__name")]
