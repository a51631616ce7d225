"""What lies between two desks: who sees it, and the alarm that is raised once."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.node.queries import upkeep
from detente.node.services import between_desks, desks, handing_over
from detente.node.services.conditions import Said
from detente.node.stores.models import AuditRow
from tests.node.asking import ask, at, who
from tests.node.world import World

GIVEN = Said(to="persons", code="competence")


def test_it_stays_with_both_desks_and_the_head_until_it_is_taken_and_the_alarm_rings_once(asking: World) -> None:
    node = asking.nodes["beta"]
    lia, head = who(asking, "beta", "lia"), who(asking, "beta", "head")
    desks.place(node, head, desks.find(node, "persons"), who(asking, "beta", "analyst"), "member")
    opener = at(asking, "beta", ask(asking))
    row = handing_over.offer(node, lia, opener, GIVEN)
    assert between_desks.ring(node) == 0
    concerned = [name for name in ("lia", "analyst", "head") if upkeep.between_desks(node, who(asking, "beta", name))]
    assert concerned == ["lia", "analyst", "head"]
    assert [each.alarm for each in upkeep.between_desks(node, lia)] == [""]
    asking.clock.advance(hours=24, seconds=1)
    assert (between_desks.ring(node), between_desks.ring(node)) == (1, 0)
    assert [each.alarm for each in upkeep.between_desks(node, head)] == ["counter-terrorism hand-over over 24 h"]
    assert AuditRow.objects.using(node.alias).filter(act=Act.HANDOVER_OVERDUE.value).count() == 1
    asking.clock.advance(days=3)
    assert len(upkeep.between_desks(node, lia)) == 1
    handing_over.act(node, who(asking, "beta", "analyst"), row, "take", Said(confirmed=True))
    assert upkeep.between_desks(node, lia) == upkeep.between_desks(node, head) == ()
    assert AuditRow.objects.using(node.alias).filter(act=Act.HANDOVER_OVERDUE.value).count() == 1


def test_what_was_taken_in_time_rings_no_alarm(asking: World) -> None:
    node = asking.nodes["beta"]
    row = handing_over.offer(node, who(asking, "beta", "lia"), at(asking, "beta", ask(asking)), GIVEN)
    handing_over.act(node, who(asking, "beta", "analyst"), row, "take", Said(confirmed=True))
    asking.clock.advance(days=2)
    assert between_desks.ring(node) == 0
