"""What we refuse to a verified partner stands on our record too: a gap or an old epoch must show on both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from detente.audit.acts import Act
from detente.model import b64
from detente.node.context import Node
from detente.node.services import failures
from detente.node.stores.models import AuditRow, Partner
from detente.node.stores.unit import unit
from detente.protocol.refusal import Refused

MOST_A_MINUTE: Final = 10


def record(node: Node, partner: Partner, refused: Refused, *, about: bytes) -> None:
    """Put a signed refusal on record before it leaves. `about`: SHA-256 of the refused record.

    Whoever stands on the way can repeat what a partner signed once: what is above `MOST_A_MINUTE` is only counted.
    """
    now = node.now()
    of_late = AuditRow.objects.using(node.alias).filter(
        act=Act.OBJECT_REFUSED.value, at__gt=now - timedelta(minutes=1), at__lte=now
    )
    if of_late.count() >= MOST_A_MINUTE:
        failures.count(node, refused.code)
        return
    with unit(node, "refuse") as work:
        work.record(
            Act.OBJECT_REFUSED,
            refs={"party": partner.party},
            details={"code": refused.code, "object": b64.encode(about), "held": refused.detail.get("size")},
        )
