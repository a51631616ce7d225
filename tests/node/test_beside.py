"""Two dialogues in one thread: what is done to one of them is not done to the other."""

from __future__ import annotations

from dataclasses import replace

from detente.node.queries import offices
from detente.node.services import asking as beside
from detente.node.services import casework, desks, handing_on, linking
from detente.node.stores.models import AuditRow, CaseRow, Entry, HandingRow
from detente.node.stores.unit import unit
from tests.node.asking import FORM, WORDS, ask, at, do, in_days, who
from tests.node.world import World


def asked_beside(world: World) -> tuple[Entry, Entry]:
    """Let alpha notify and ask beside it; give beta's entries, the notification first."""
    words = replace(WORDS, text="He is on his way.")
    alpha, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    sent = beside.notify(alpha, who(world, "alpha", "lia"), partner, words, FORM)
    world.settle("alpha", "beta")
    notice, request = (at(world, "beta", entry) for entry in sent)
    assert notice.root == request.root
    return notice, request


def desk_of(world: World, entry: Entry) -> str:
    """Give the desk at which beta's case of an entry is."""
    row = CaseRow.objects.using(world.nodes["beta"].alias).select_related("desk").get(pk=entry.pk)
    return "" if row.desk is None else row.desk.code


def test_the_dialogue_that_is_handed_on_is_the_one_that_was_named(asking: World) -> None:
    beta, lia = asking.nodes["beta"], who(asking, "beta", "lia")
    notice, request = asked_beside(asking)
    before = desk_of(asking, notice)
    assert offices.hand_page(beta, lia, request).desk is not None
    handing_on.hand_on(beta, lia, request, desk=desks.find(beta, "finance"), anyway=True)
    assert (desk_of(asking, notice), desk_of(asking, request)) == (before, "finance")
    assert HandingRow.objects.using(beta.alias).get().case_id == request.pk
    there = offices.hand_page(beta, lia, request).desk
    assert there is not None
    assert there.code == "finance"
    here = offices.hand_page(beta, lia, notice).desk
    assert here is not None
    assert here.code == before
    assert AuditRow.objects.using(beta.alias).filter(act="case-handed").count() == 1


def test_a_message_of_the_second_dialogue_hands_that_one_on(asking: World) -> None:
    """Not the opening one: what was said in it later belongs to it by what it answers."""
    beta, lia = asking.nodes["beta"], who(asking, "beta", "lia")
    notice, request = asked_beside(asking)
    do(asking, "beta", request, "open")
    do(asking, "beta", request, "cross-check", "analyst", confirmed=True)
    said = do(asking, "beta", request, "accept", until=in_days(asking, 2))
    handing_on.hand_on(beta, lia, at(asking, "beta", said), desk=desks.find(beta, "finance"), anyway=True)
    assert desk_of(asking, request) == "finance"
    assert desk_of(asking, notice) != "finance"


def test_a_message_of_the_second_dialogue_links_that_one(asking: World) -> None:
    beta, lia = asking.nodes["beta"], who(asking, "beta", "lia")
    _, request = asked_beside(asking)
    do(asking, "beta", request, "open")
    said = at(asking, "beta", do(asking, "beta", request, "cross-check", "analyst", confirmed=True))
    other = at(asking, "beta", ask(asking))
    assert casework.opener_of(beta, said).pk == request.pk
    accepted = do(asking, "beta", request, "accept", until=in_days(asking, 2))
    with unit(beta, "link") as work:
        linking.link(beta, lia, other, accepted.uid, work=work)
    assert [row.pk for row in linking.linked(beta, other)] == [request.pk]
