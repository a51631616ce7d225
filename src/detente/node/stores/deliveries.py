"""When a worker looks at a partner: wake, claim, lease, idle (DXP 11). Small conditional updates, no state of its own.

`next_at` null: idle until somebody wakes it. A wake during a turn is never lost, whatever the clock does: the turn
goes idle only if nobody has woken it since it began. A time that lies further ahead than any back-off can only come
from a clock that was put back, and counts as due.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from detente.node.context import Node
from detente.node.stores.models import Delivery, Partner
from detente.node.stores.statements import Value, change, fetch
from detente.protocol import backoff
from detente.protocol.first_contact import ContactState

LEASE: Final = timedelta(seconds=60)
LONGEST: Final = timedelta(seconds=backoff.LONGEST)
_WOKEN: Final = "next_at = %s, attempts = 0, wakes = wakes + 1"


def open_for(node: Node, partner: Partner) -> None:
    """Begin to look after a partner, from now on."""
    Delivery.objects.using(node.alias).get_or_create(partner=partner, defaults={"next_at": node.now()})
    wake(node, partner)


def wake(node: Node, partner: Partner) -> None:
    """Let a worker look at this partner now; the back-off begins anew."""
    _change(node, partner, f"SET {_WOKEN}", node.now())


def reset_backoff(node: Node, partner: Partner) -> None:
    """A valid parcel of the partner shows that it is there: try what waits now (DXP 11)."""
    _change(node, partner, f"SET {_WOKEN}", node.now(), only="attempts > 0")


def due(node: Node) -> list[Partner]:
    """Give the partners whose turn has come."""
    now = node.now()
    rows = (
        Delivery.objects.using(node.alias)
        .filter(partner__state=ContactState.CONFIRMED)
        .filter(Q(next_at__lte=now) | Q(next_at__gt=now + LONGEST))
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now) | Q(lease_until__gt=now + LEASE))
        .select_related("partner")
        .order_by("next_at")
    )
    return [row.partner for row in rows[:32]]


def claim(node: Node, partner: Partner) -> bool:
    """Take the lease on a partner; whether it is ours now. One conditional update: two workers never share a turn."""
    now = node.now()
    until = now + LEASE
    free = "(lease_until IS NULL OR lease_until <= %s OR lease_until > %s)"
    return bool(_change(node, partner, "SET lease_until = %s", until, only=free, where=(now, until)))


def wakes(node: Node, partner: Partner) -> int:
    """Give how often the partner was woken so far."""
    return _asked(node, partner, "wakes")


def failed(node: Node, partner: Partner, why: str, *, chance: float, retry_after: float | None = None) -> None:
    """Give the lease back after a turn that failed, and wait."""
    attempts = _asked(node, partner, "attempts")
    next_at = node.now() + backoff.delay(attempts, chance=chance, retry_after=retry_after)
    columns = "SET next_at = %s, attempts = %s, lease_until = NULL, last_failure = %s"
    _change(node, partner, columns, next_at, attempts + 1, why[:200])


def done(node: Node, partner: Partner, *, seen_wakes: int, until: datetime | None) -> None:
    """Give the lease back after a turn that left nothing to do. `until`: when something becomes ready by itself."""
    columns = "SET attempts = 0, lease_until = NULL, last_failure = '', last_success = %s"
    _change(node, partner, columns, node.now())
    # Not later than the longest back-off, so that a time far ahead always means a clock that was put back.
    next_at = None if until is None else min(until, node.now() + LONGEST)
    _change(node, partner, "SET next_at = %s", next_at, only="wakes = %s", where=(seen_wakes,))


def _change(
    node: Node, partner: Partner, columns: str, *values: Value, only: str = "1 = 1", where: tuple[Value, ...] = ()
) -> int:
    """Change the row of a partner if `only` holds for it; give how many rows were changed."""
    statement = f"UPDATE delivery {columns} WHERE partner_id = %s AND {only}"
    return change(node.alias, statement, *values, partner.pk, *where)


def _asked(node: Node, partner: Partner, column: str) -> int:
    statement = f"SELECT {column} FROM delivery WHERE partner_id = %s"  # noqa: S608 - a name of this module alone
    ((value,),) = fetch(node.alias, statement, partner.pk)
    return int(value)
