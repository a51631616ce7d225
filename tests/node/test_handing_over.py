"""A case handed from desk to desk inside one house: by its table, on both sides, exhaustively; none of it travels."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.cases import handover_internal
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, NotFound
from detente.node.services import duties, handing_over
from detente.node.services.conditions import Said
from detente.node.services.handing_over import ACTS
from detente.node.stores import handovers
from detente.node.stores.models import CaseRow, Entry, HandoverRow
from detente.policy import reasons
from detente.policy.roles import Role
from tests.node.asking import accepted, ask, at, case, do, who
from tests.node.world import World

TABLE = handover_internal.TABLE
GIVEN = Said(to="persons", code="competence")
PERSONS = [role.value for role in Role if role is not Role.NODE]
TAKER_WHILE = {"mine": "empty", "offered": "offered", "theirs": "taken", "taking-back": "offered"}
PAIRS = [(state, TAKER_WHILE.get(state, "returned")) for state in TABLE.states["giver"]]


def offered(world: World) -> tuple[Entry, HandoverRow]:
    """Let beta's liaison desk offer a request to the desk for persons."""
    opener = at(world, "beta", ask(world))
    return opener, handing_over.offer(world.nodes["beta"], who(world, "beta", "lia"), opener, GIVEN)


def test_what_is_taken_lies_at_the_other_desk_with_whoever_took_it(asking: World) -> None:
    node = asking.nodes["beta"]
    opener, row = offered(asking)
    assert (row.state, row.taker_state) == ("offered", "offered")
    taken = handing_over.act(node, who(asking, "beta", "analyst"), row, "take", Said())
    assert (taken.state, taken.taker_state, taken.next_due) == ("theirs", "taken", None)
    lies = CaseRow.objects.using(node.alias).select_related("desk", "assignee").get(pk=opener.pk)
    assert (lies.desk.code, lies.assignee.name) == ("persons", "analyst")


def test_what_no_desk_takes_is_silent_from_its_hour_on_and_goes_back(asking: World) -> None:
    node = asking.nodes["beta"]
    _, row = offered(asking)
    assert row.next_due == asking.clock() + timedelta(hours=24)
    (clock,) = handovers.sides(node, row)["taker"].clocks
    assert (clock.silence, clock.obliged) == ("between-desks", "taker")
    back = handing_over.act(node, who(asking, "beta", "lia"), row, "take-back", Said())
    assert (back.state, back.taker_state) == ("mine-again", "returned")
    handing_over.act(node, who(asking, "beta", "lia"), back, "offer-elsewhere", Said(to="finance", code="competence"))
    states = HandoverRow.objects.using(node.alias).order_by("pk").values_list("to_desk__code", "state")
    assert list(states) == [("persons", "settled-here"), ("finance", "offered")]


def test_an_offer_names_another_desk_that_is_here_and_lies_with_one_desk_at_a_time(asking: World) -> None:
    node, lia = asking.nodes["beta"], who(asking, "beta", "lia")
    opener, _ = offered(asking)
    with pytest.raises(BadInput, match="offered to a desk already"):
        handing_over.offer(node, lia, opener, Said(to="finance", code="workload"))
    other = at(asking, "beta", ask(asking))
    for said, wrong, error in (
        (Said(to="spoc", code="workload"), "lies at that desk already", BadInput),
        (Said(to="nobody", code="workload"), "There is no desk nobody", NotFound),
        (Said(to="persons", code="because"), "There is no reason because", BadInput),
        (Said(to="persons"), "Give the reason", BadInput),
    ):
        with pytest.raises(error, match=wrong):
            handing_over.offer(node, lia, other, said)
    assert HandoverRow.objects.using(node.alias).filter(case_id=other.pk).count() == 0


def test_to_task_a_request_is_such_a_hand_over_and_the_partner_sees_nothing_of_it(asking: World) -> None:
    opener = accepted(asking)
    before = asking.entries("alpha", ours=False)
    do(asking, "beta", opener, "task", to="persons")
    (row,) = handing_over.of_case(asking.nodes["beta"], at(asking, "beta", opener))
    assert (row.to_desk.code, row.taker_state, case(asking, "beta", opener).state) == ("persons", "offered", "tasked")
    assert len(asking.entries("alpha", ours=False)) == len(before)
    with pytest.raises(NotFound):
        do(asking, "beta", accepted(asking), "task", to="nobody")


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_an_act_happens_where_the_table_has_it_for_the_role_and_nowhere_else(
    pair: tuple[str, str], asking: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, officer = asking.nodes["beta"], who(asking, "beta", "lia")
    _, row = offered(asking)
    for event, side in ACTS.items():
        here = pair[TABLE.sides.index(side)]
        rows = [each for each in TABLE.rows if (each.side, each.state, each.event) == (side, here, event)]
        known = reasons.REASONS.get((TABLE.kind, event))
        said = Said(to="finance", code="" if known is None else next(iter(known)))
        for role in PERSONS:
            row.state, row.taker_state = pair
            row.save(using=node.alias)
            with monkeypatch.context() as patch:
                patch.setattr(duties, "roles_of", lambda _, role=role: frozenset({role}))
                if rows and role in rows[0].by:
                    after = handing_over.act(node, officer, row, event, said)
                    # What is taken back is the giver's again at once: nothing is on its way between two desks.
                    expected = "mine-again" if event == "take-back" else rows[0].to
                    assert (after.state if side == "giver" else after.taker_state) == expected
                    HandoverRow.objects.using(node.alias).exclude(pk=row.pk).delete()
                    continue
                with pytest.raises(NotInRole if rows else NoSuchStep, match="in a handover-internal"):
                    handing_over.act(node, officer, row, event, said)
            kept = HandoverRow.objects.using(node.alias).get(pk=row.pk)
            assert (kept.state, kept.taker_state) == pair
