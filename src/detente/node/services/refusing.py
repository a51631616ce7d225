"""What we refuse to a verified partner stands on our record too: a gap or an old epoch must show on both sides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from detente.audit.acts import Act
from detente.model import b64, strict_json
from detente.node.context import Node
from detente.node.stores.models import AuditRow, Partner, RefusalCount
from detente.node.stores.unit import unit
from detente.protocol.refusal import Refused

MOST_A_MINUTE: Final = 10


def record(node: Node, partner: Partner, refused: Refused, *, about: bytes) -> None:
    """Put a signed refusal on record before it leaves. `about`: SHA-256 of the refused record.

    Whoever stands on the way can repeat what a partner signed once: what is above `MOST_A_MINUTE` for that partner is
    only counted.
    """
    if _of_late(node, partner, since=node.now() - timedelta(minutes=1)) >= MOST_A_MINUTE:
        _count(node, partner, refused.code)
        return
    with unit(node, "refuse") as work:
        work.record(
            Act.OBJECT_REFUSED,
            refs={"party": partner.party},
            details={"code": refused.code, "object": b64.encode(about), "held": refused.detail.get("size")},
        )


def record_counts(node: Node) -> None:
    """Put what was only counted since the last time on record, one line a partner and code, if there is any."""
    rows = list(RefusalCount.objects.using(node.alias).filter(count__gt=0).select_related("partner"))
    if not rows:
        return
    with unit(node, "count refusals") as work:
        for row in rows:
            work.record(
                Act.REFUSALS_COUNTED,
                refs={"party": row.partner.party},
                details={"code": row.code, "count": row.count},
            )
            # What was counted meanwhile stays for the next time.
            RefusalCount.objects.using(node.alias).filter(pk=row.pk).update(count=F("count") - row.count)


def _of_late(node: Node, partner: Partner, *, since: datetime) -> int:
    """Give how many refusals to a partner stand on record since then. At most `MOST_A_MINUTE` rows a partner."""
    rows = AuditRow.objects.using(node.alias).filter(
        act=Act.OBJECT_REFUSED.value, at__gt=since, at__lte=node.now(), details__isnull=False
    )
    told = (strict_json.parse(bytes(details or b"")) for details in rows.values_list("details", flat=True))
    return sum(item["refs"]["party"] == partner.party for item in told)


def _count(node: Node, partner: Partner, code: str) -> None:
    """Count one refusal. One small write, no audit record."""
    rows = RefusalCount.objects.using(node.alias)
    rows.get_or_create(partner=partner, code=code)
    rows.filter(partner=partner, code=code).update(count=F("count") + 1)
