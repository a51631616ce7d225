"""Until when a closed matter may be here: its dates are set as it ends, and reviewed by a person.

ended --set_dates--> Retention --review--> kept one more year, with a reason
                                     `---> let go: deleted at the end of the day (`purging`)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from detente.audit.acts import Act
from detente.cases import retention
from detente.cases.kinds import TABLES
from detente.cases.retention import Dates, Kept
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import agreements, duties
from detente.node.services.agreements import Known
from detente.node.stores import calendars, dialogues
from detente.node.stores.models import CaseRow, Entry, Officer, Retention
from detente.node.stores.unit import Unit, unit
from detente.policy.agreement_text import FullAgreement
from detente.policy.kinds import MAKES_AGREEMENTS

LONGEST_REASON: Final = 300
MOST: Final = 500
_HEAVY: Final = ("header", "box", "body", "plaintext", "cek")
_OF_ENTRY: Final = tuple(f"entry__{name}" for name in _HEAVY)


def set_dates(node: Node, ended: Mapping[int, datetime], *, work: Unit, actor: str = "node") -> None:
    """Set the dates of matters that end, by the keys of what opened them and when, inside the unit of work.

    Whoever ended them: an officer, the partner, a receipt. A matter that has its dates keeps them.
    """
    if not ended:
        return
    place = zone(node)
    known: dict[int, Known] = {}
    openers = Entry.objects.using(node.alias).filter(pk__in=ended, retention=None).select_related("partner", "batch")
    for opener in openers.defer(*_HEAVY, "batch__checkpoint", "batch__receipt").order_by("pk"):
        if opener.partner_id not in known:
            known[opener.partner_id] = agreements.known(node.alias, opener.partner)
        closed = ended[opener.pk]
        found = retention.dates(
            closed=closed.astimezone(place).date(),
            received=_received(opener, closed).astimezone(place).date(),
            kept=_agreed(opener, known[opener.partner_id]),
        )
        Retention.objects.using(node.alias).create(
            entry=opener, review_on=found.review_on, delete_on=found.delete_on, closed_at=closed
        )
        work.record(Act.RETENTION_SET, actor=actor, refs={"cid": opener.cid}, details=_told(found))


def set_missing(node: Node) -> int:
    """Set the dates of matters that ended under a release which set none, from when they ended; give how many."""
    rows = CaseRow.objects.using(node.alias).filter(_over(), entry__retention=None)
    count = 0
    while chunk := list(rows.order_by("pk")[:MOST]):
        with unit(node, "set dates") as work:
            set_dates(node, {row.pk: _ended_at(row) for row in chunk}, work=work)
        count += len(chunk)
    return count


def name_outcome(node: Node, opener: Entry, outcome: str) -> None:
    """Set down the code with which an officer ended a matter, inside the unit of work; the first one stands."""
    Retention.objects.using(node.alias).filter(entry=opener, outcome="").update(outcome=outcome)


def due(node: Node) -> list[Retention]:
    """Give the closed matters whose review is due, the longest due first; at most `MOST`."""
    today = node.now().astimezone(zone(node)).date()
    rows = Retention.objects.using(node.alias).filter(review_on__lte=today, purged_at=None)
    return list(rows.select_related("entry__partner").defer(*_OF_ENTRY).order_by("review_on", "pk")[:MOST])


def keep(node: Node, officer: Officer, opener: Entry, *, reason: str) -> Dates:
    """Keep a matter for another year, with a reason; never beyond the last day. Give its dates.

    Raises:
        RoleRefused, NotFound, BadInput: not for this officer; it has no dates; no reason was given.
    """
    return _review(node, officer, opener, reason=reason, let_go=False)


def let_go(node: Node, officer: Officer, opener: Entry, *, reason: str) -> Dates:
    """Let a matter go before its last day: it is deleted once today has ended. Give its dates. Raises as `keep`."""
    return _review(node, officer, opener, reason=reason, let_go=True)


def zone(node: Node) -> tzinfo:
    """Give our own time zone: days of retention are ours."""
    return ZoneInfo(calendars.load(node.alias).ours.zone)


def dates_of(row: Retention) -> Dates:
    """Give the dates in a row."""
    return Dates(row.review_on, row.delete_on)


def _review(node: Node, officer: Officer, opener: Entry, *, reason: str, let_go: bool) -> Dates:
    duties.require_duty(officer, "purge")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise BadInput(f"Say why in at most {LONGEST_REASON} characters.")
    today = node.now().astimezone(zone(node)).date()
    with unit(node, "review retention") as work:
        row = Retention.objects.using(node.alias).filter(entry=opener, purged_at=None).first()
        if row is None:
            raise NotFound("This matter has no dates: it is not closed, or it was deleted already.")
        found = dates_of(row)
        found = Dates(today, min(today, found.delete_on)) if let_go else retention.renewed(found, on=today)
        row.review_on, row.delete_on, row.reviewed_at = found.review_on, found.delete_on, node.now()
        row.save(using=node.alias, update_fields=["review_on", "delete_on", "reviewed_at"])
        details = {**_told(found), "let_go": let_go, "reason": reason}
        work.record(Act.RETENTION_REVIEWED, actor=officer.name, refs={"cid": opener.cid}, details=details)
    return found


def _over() -> Q:
    """Give what tells a case that ended; agreements are proof, and have no dates."""
    found = Q(pk=None)
    for kind in TABLES.keys() - MAKES_AGREEMENTS:
        for side, states in TABLES[kind].terminal.items():
            found |= Q(dialogue=kind, side=side, state__in=states)
    return found


def _ended_at(row: CaseRow) -> datetime:
    ledger = dialogues.ledger_in(row.moments)
    return max((moment.at for moment in ledger), default=row.opened_at)


def _agreed(opener: Entry, known: Known) -> Kept | None:
    """Give what the agreement says of the time, in force or ended: what was given under it was given for so long."""
    agreement = known.texts.get(opener.agreement or "")
    if not isinstance(agreement, FullAgreement):
        return None
    return Kept(agreement.retention.review, agreement.retention.delete)


def _received(opener: Entry, now: datetime) -> datetime:
    batch = opener.batch
    return now if batch is None or batch.held_at is None else batch.held_at


def _told(found: Dates) -> dict[str, str]:
    return {"review_on": found.review_on.isoformat(), "delete_on": found.delete_on.isoformat()}
