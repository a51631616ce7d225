"""The pages of desks and administration on a real node: what they hold, and who may do what there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.desk_gateway import NodeDesk
from detente.node.services import desks, officers
from detente.node.services.duties import RoleRefused
from detente.node.services.handing_on import NobodyOnDuty
from detente.node.stores.models import CaseRow, Officer
from tests.node.desk_builders import LIA, OMAR, delivered, desk, give_accounts
from tests.node.world import World


def arranger(node: Node) -> Officer:
    """Give an officer who keeps the node and arranges its desks, and has no case."""
    return officers.add(node, name="oksana", shown="Oksana", role="operator")


@pytest.fixture
def beta(pair: World) -> NodeDesk:
    """Give the desk of beta, with a desk of duty and one for finance, at which nobody is."""
    give_accounts(pair)
    node = pair.nodes["beta"]
    lia, operator = officers.find(node, "lia"), arranger(node)
    duty = desks.arrange(
        node, operator, "duty", name="Permanence", main=True, languages=["fr"], partners=[pair.partner("beta", "alpha")]
    )
    desks.arrange(node, operator, "finance", name="Finance", topics=["ct.finance"])
    desks.place(node, operator, duty, lia, "head")
    return desk(pair, "beta")


def test_the_list_of_desks_says_who_is_there_and_what_waits(pair: World, beta: NodeDesk) -> None:
    delivered(pair)
    page = beta.desks(LIA)
    assert [(line.code, len(line.on_duty), line.open) for line in page.desks] == [("duty", 1, 1), ("finance", 0, 0)]
    assert [party.code for party in page.desks[0].partners] == ["ALP"]
    assert page.nowhere == 0


def test_the_page_of_a_desk_holds_its_queue_its_people_and_its_sheets(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    later = pair.clock() + timedelta(hours=8)
    beta.roster_add(LIA, "duty", who="lia", begin=pair.clock(), end=later)
    number = beta.sheet_make(LIA, "duty", notes="Rappeler")
    page = beta.desk_page(OMAR, "duty")
    assert [row.entry_id for row in page.rows] == [uid]
    assert [(each.name, each.place) for each in page.members] == [("lia", "head")]
    assert [(each.officer, each.end) for each in page.roster] == [("Lia", later)]
    assert [(each.id, each.given_at) for each in page.sheets] == [(number, None)]
    assert page.may == ("roster", "sheet")


def test_a_sheet_is_signed_by_turns(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    number = beta.sheet_make(LIA, "duty", notes="")
    assert (beta.sheet(LIA, "duty", number).turn, beta.sheet(OMAR, "duty", number).turn) == ("give", "")
    beta.sheet_sign(LIA, "duty", number, assertion=None)
    assert (beta.sheet(LIA, "duty", number).turn, beta.sheet(OMAR, "duty", number).turn) == ("", "take")
    beta.sheet_sign(OMAR, "duty", number, assertion=None)
    page = beta.sheet(OMAR, "duty", number)
    assert (page.turn, page.signing, page.sheet.taken_by) == ("", None, "Omar")
    assert [(each.entry_id, each.party.code, each.clock) for each in page.cases] == [(uid, "ALP", "opening")]
    with pytest.raises(NotFound):
        beta.sheet(LIA, "finance", number)


def test_a_case_is_handed_on_from_its_page(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    page = beta.hand_page(LIA, uid)
    assert page.desk is not None
    assert (page.desk.code, [line.code for line in page.desks]) == ("duty", ["finance"])
    assert [each.name for each in page.colleagues] == ["omar"]
    with pytest.raises(NobodyOnDuty):
        beta.hand_on(LIA, uid, desk="finance", who="", note="", anyway=False)
    beta.hand_on(LIA, uid, desk="", who="omar", note="", anyway=False)
    assert CaseRow.objects.using("world-beta").get(entry__uid=uid).assignee == officers.find(pair.nodes["beta"], "omar")


def test_calendars_are_the_operators_matter(pair: World, beta: NodeDesk) -> None:
    assert not beta.administration(LIA).may
    chosen = {"zone": "Europe/Paris", "country": "FR", "subdivision": "", "weekend": ()}
    with pytest.raises(RoleRefused):
        beta.calendar_choose(LIA, "", **chosen)  # type: ignore[arg-type]  # keyword arguments of one table
    Officer.objects.using("world-beta").filter(name="omar").update(role="operator")
    beta.calendar_choose(OMAR, "", **chosen)  # type: ignore[arg-type]  # keyword arguments of one table
    beta.calendar_choose(OMAR, "alp", **{**chosen, "weekend": ("fri", "sat")})  # type: ignore[arg-type]  # keyword arguments of one table
    lines = beta.administration(OMAR).calendars
    assert [(line.ours, line.zone, line.weekend) for line in lines] == [
        (True, "Europe/Paris", ("sat", "sun")),
        (False, "Europe/Paris", ("fri", "sat")),
    ]
    assert beta.calendar(OMAR, "ALP").line.country == "FR"
    with pytest.raises(BadInput, match="holidays"):
        beta.calendar_choose(OMAR, "", **{**chosen, "country": "XX"})  # type: ignore[arg-type]  # keyword arguments of one table


def test_an_operator_sees_no_queue_and_hands_nothing_on(pair: World, beta: NodeDesk) -> None:
    uid = delivered(pair)
    Officer.objects.using("world-beta").filter(name="omar").update(role="operator")
    for ask in (
        lambda: beta.desk_page(OMAR, "duty"),
        lambda: beta.hand_page(OMAR, uid),
        lambda: beta.sheet_make(OMAR, "duty", notes=""),
    ):
        with pytest.raises(RoleRefused):
            ask()


def test_every_preset_is_shown_with_what_was_read_of_it(pair: World, beta: NodeDesk) -> None:
    presets = {each.id: each for each in beta.deadlines(LIA).presets}
    direct = presets["eu-2023-977-urgent-direct"]
    assert (direct.status, direct.read, direct.basis) == (
        "confirmed",
        "article",
        "Directive (EU) 2023/977 art. 5(1)(a)",
    )
    assert [(limit.step, limit.span) for limit in direct.limits] == [("answer", timedelta(hours=8))]
    assert presets["prum2-core-48h"].read == "secondary"
    assert presets["detente-default"].read == ""
    assert presets["eu-2021-1722"].limits[0].working_days == 20
    assert presets["whistle-7d-3m"].limits[1].months == 3


def test_my_work_holds_what_arrives_at_the_own_desks_and_what_one_was_given(pair: World, beta: NodeDesk) -> None:
    def queue(officer: int) -> list[str]:
        [accept] = [each for each in beta.my_work(officer).queues if each.name == "accept"]
        return [row.entry_id for row in accept.rows]

    node = pair.nodes["beta"]
    operator = officers.find(node, "oksana")
    ours = delivered(pair, "Dossier 1")
    desks.arrange(node, operator, "duty", name="Permanence", main=True)
    desks.arrange(node, operator, "zor", name="Zor", partners=[pair.partner("beta", "alpha")])
    theirs = delivered(pair, "Dossier 2")
    assert queue(LIA) == [ours]
    assert beta.frame(LIA).due == 1
    # Who belongs to no desk sees everything.
    assert queue(OMAR) == [ours, theirs]
    beta.hand_on(OMAR, theirs, desk="", who="lia", note="", anyway=False)
    assert queue(LIA) == [ours, theirs]
