"""What is refused to a verified partner stands on record, ten a minute each; the rest is counted by party."""

from __future__ import annotations

import json
from typing import Any

from detente.audit.acts import Act
from detente.node.services import refusing
from detente.node.stores.models import AuditRow, FailureCount, Partner
from detente.protocol.refusal import Refused
from tests.node.world import World

MOST = refusing.MOST_A_MINUTE


def _refuse(world: World, partner: Partner, code: str, times: int) -> None:
    for number in range(times):
        refusing.record(world.nodes["alpha"], partner, Refused(code, "no"), about=bytes([number]) * 32)


def _on_record(world: World, act: Act) -> list[dict[str, Any]]:
    rows = AuditRow.objects.using(world.nodes["alpha"].alias).filter(act=act.value).order_by("index")
    return [json.loads(bytes(row.details or b"")) for row in rows]


def test_one_partner_takes_no_room_on_record_from_another(pair: World) -> None:
    node, beta = pair.nodes["alpha"], pair.partner("alpha", "beta")
    other = Partner.objects.using(node.alias).create(party="other", code="X", name="X", met_at=node.now())
    _refuse(pair, beta, "gap", MOST + 3)
    _refuse(pair, beta, "behind", 2)
    _refuse(pair, other, "gap", 1)
    told = _on_record(pair, Act.OBJECT_REFUSED)
    assert [item["refs"]["party"] for item in told] == [beta.party] * MOST + ["other"]

    refusing.record_counts(node)
    refusing.record_counts(node)
    counted = [(item["refs"], item["details"]) for item in _on_record(pair, Act.REFUSALS_COUNTED)]
    assert sorted(counted, key=str) == [
        ({"party": beta.party}, {"code": "behind", "count": 2}),
        ({"party": beta.party}, {"code": "gap", "count": 3}),
    ]
    assert not FailureCount.objects.using(node.alias).exists(), "a verified partner was counted as a stranger"


def test_after_a_minute_it_stands_on_record_again(pair: World) -> None:
    beta = pair.partner("alpha", "beta")
    _refuse(pair, beta, "gap", MOST + 1)
    pair.clock.advance(minutes=1, seconds=1)
    _refuse(pair, beta, "gap", 1)
    assert len(_on_record(pair, Act.OBJECT_REFUSED)) == MOST + 1
