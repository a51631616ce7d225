"""What a partner told with the filing of a matter: that a watch for it stands there, until when (`kept_watches`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from detente.audit.acts import Act
from detente.cases import watches
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.stores.models import KeptWatch
from detente.node.stores.unit import Unit


def learn(node: Node, opener: int, *, refs: Mapping[str, str], until: datetime, at: datetime, work: Unit) -> None:
    """Set down, with the filing that told so, that a watch is kept for a message of ours (its row) until then.

    `refs`: by what the audit finds it.
    """
    if until <= at:
        return
    look_at = watches.next_at(since=at, until=until, last=None)
    _, made = KeptWatch.objects.using(node.alias).get_or_create(
        entry_id=opener, defaults={"since": at, "until": until, "look_at": look_at}
    )
    if made:
        work.record(Act.WATCH_KEPT, refs=refs, details={"until": format_instant(until)})
