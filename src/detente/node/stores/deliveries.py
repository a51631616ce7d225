"""When a worker looks at a partner: wake, claim, lease, idle (DXP 11). Small conditional updates, no state of its own.

`next_at` null: idle until somebody wakes it. A wake during a turn is never lost, whatever the clock does: the turn
goes idle only if nobody has woken it since it began. A time that lies further ahead than any back-off can only come
from a clock that was put back, and counts as due.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet

from detente.node.context import Node
from detente.node.stores.models import Delivery, Partner
from detente.protocol import backoff
from detente.protocol.first_contact import ContactState

LEASE: Final = timedelta(seconds=60)
LONGEST: Final = timedelta(seconds=backoff.LONGEST)


def open_for(node: Node, partner: Partner) -> None:
    """Begin to look after a partner, from now on."""
    Delivery.objects.using(node.alias).get_or_create(partner=partner, defaults={"next_at": node.now()})
    wake(node, partner)


def wake(node: Node, partner: Partner) -> None:
    """Let a worker look at this partner now; the back-off begins anew."""
    _rows(node, partner).update(next_at=node.now(), attempts=0, wakes=F("wakes") + 1)


def reset_backoff(node: Node, partner: Partner) -> None:
    """A valid parcel of the partner shows that it is there: try what waits now (DXP 11)."""
    _rows(node, partner).filter(attempts__gt=0).update(next_at=node.now(), attempts=0, wakes=F("wakes") + 1)


def due(node: Node) -> list[Partner]:
    """Give the partners whose turn has come."""
    now = node.now()
    rows = (
        Delivery.objects.using(node.alias)
        .filter(partner__state=ContactState.CONFIRMED)
        .filter(Q(next_at__lte=now) | Q(next_at__gt=now + LONGEST))
        .filter(_free(now))
        .select_related("partner")
        .order_by("next_at")
    )
    return [row.partner for row in rows[:32]]


def claim(node: Node, partner: Partner) -> bool:
    """Take the lease on a partner; whether it is ours now. One conditional update: two workers never share a turn."""
    now = node.now()
    return bool(_rows(node, partner).filter(_free(now)).update(lease_until=now + LEASE))


def wakes(node: Node, partner: Partner) -> int:
    """Give how often the partner was woken so far."""
    return _rows(node, partner).values_list("wakes", flat=True).get()


def failed(node: Node, partner: Partner, why: str, *, chance: float, retry_after: float | None = None) -> None:
    """Give the lease back after a turn that failed, and wait."""
    attempts: int = _rows(node, partner).values_list("attempts", flat=True).get()
    wait = backoff.delay(attempts, chance=chance, retry_after=retry_after)
    _rows(node, partner).update(
        next_at=node.now() + wait, attempts=attempts + 1, lease_until=None, last_failure=why[:200]
    )


def done(node: Node, partner: Partner, *, seen_wakes: int, until: datetime | None) -> None:
    """Give the lease back after a turn that left nothing to do. `until`: when something becomes ready by itself."""
    _rows(node, partner).update(attempts=0, lease_until=None, last_failure="", last_success=node.now())
    # Not later than the longest back-off, so that a time far ahead always means a clock that was put back.
    next_at = None if until is None else min(until, node.now() + LONGEST)
    _rows(node, partner).filter(wakes=seen_wakes).update(next_at=next_at)


def _rows(node: Node, partner: Partner) -> QuerySet[Delivery]:
    return Delivery.objects.using(node.alias).filter(partner=partner)


def _free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now) | Q(lease_until__gt=now + LEASE)
