"""Upkeep as the screens ask it of two real nodes: what is due, the lists of a case, and each act on them."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.model.errors import BadInput, NotFound
from detente.node.case_gateway import NotNow
from detente.node.desk_gateway import NodeDesk
from detente.node.queries import oversight
from detente.node.queries.limits import HIDDEN
from detente.node.queries.upkeep_page import UpkeepDue
from detente.node.services import officers, working_calendars
from detente.node.services.disseminating import Told
from detente.node.services.duties import RoleRefused
from detente.node.stores.models import DeskRow, Entry, Holding
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.test_questions import Plans
from tests.node.test_upkeep import NEW_YORK, acting_on, closed, person, tip, who
from tests.node.world import World

HEAD, LEGAL = 21, 22
TRAVELLER = person("Ivan Sokolov", passportNumber=["AB 1234567"])


@pytest.fixture
def office(pair: World) -> World:
    """Two nodes in contact; beta lives in New York, has every role, and two desks."""
    give_accounts(pair)
    beta = pair.nodes["beta"]
    for role, user in (("analyst", None), ("release", None), ("head", HEAD), ("legal", LEGAL)):
        officers.add(beta, name=role, shown=role.title(), role=role, user=user)
    working_calendars.choose(beta, who(pair, "lia"), None, NEW_YORK)
    for code in ("persons", "finance"):
        DeskRow.objects.using(beta.alias).create(code=code, name=code.title(), partners=[], topics=[])
    return pair


def here(world: World) -> NodeDesk:
    return desk(world, "beta")


def alike(world: World) -> tuple[Entry, Entry]:
    """Let alpha tell of the same person twice; the first matter is closed."""
    first = tip(world, TRAVELLER)
    closed(world, first)
    return first, tip(world, TRAVELLER, subject="Again", again="New facts")


def test_a_new_message_that_looks_like_a_closed_one_asks_whether_to_take_it_up_again(office: World) -> None:
    first, second = alike(office)
    (line,) = here(office).upkeep_due(LIA).alike
    assert (line.older, line.newer, line.closed, line.newer_subject) == (first.uid, second.uid, True, "Again")
    (on_case,) = here(office).case_upkeep(LIA, second.uid).alike
    assert (on_case.older, on_case.origins) == (first.uid, 1)
    with pytest.raises(BadInput):
        here(office).alike(LIA, first.uid, second.uid, taken_up=True, reason=" ")
    here(office).alike(LIA, first.uid, second.uid, taken_up=True, reason="The same traveller")
    assert here(office).upkeep_due(LIA).alike == ()
    assert here(office).case_upkeep(LIA, second.uid).alike == ()


def test_the_list_of_who_was_told_is_kept_and_overridden_from_the_case(office: World) -> None:
    opener = tip(office)
    acting_on(office, opener, disseminated=(Told("local police", told=False, reason="need-to-know"),))
    here(office).told(LIA, opener.uid, recipient="border guard", reason="")
    before = here(office).case_upkeep(LIA, opener.uid)
    assert [(line.recipient, line.told) for line in before.told] == [("local police", False), ("border guard", True)]
    assert {"tell"} <= before.may
    assert "override" not in before.may
    with pytest.raises(RoleRefused):
        here(office).told_override(LIA, opener.uid, recipient="local police", reason="resident")
    assert "override" in here(office).case_upkeep(HEAD, opener.uid).may
    here(office).told_override(HEAD, opener.uid, recipient="local police", reason="resident")
    (line, _) = here(office).case_upkeep(LIA, opener.uid).told
    assert (line.told, line.overridden, line.note) == (True, "need-to-know", "resident")


def test_a_closed_matter_shows_its_dates_and_is_reviewed_from_its_case(office: World) -> None:
    opener = tip(office)
    assert here(office).case_upkeep(LIA, opener.uid).kept is None
    closed(office, opener)
    page = here(office).case_upkeep(LIA, opener.uid)
    assert page.kept is not None
    assert (page.state, page.kept.category, "review" in page.may) == ("filed", "no-nexus", True)
    assert here(office).upkeep_due(LIA).reviews == ()
    office.clock.advance(days=(page.kept.review_on - office.clock().date()).days + 1)
    (line,) = here(office).upkeep_due(LIA).reviews
    assert line.message == opener.uid
    here(office).review(LIA, opener.uid, keep=True, reason="An appeal is open")
    assert here(office).upkeep_due(LIA).reviews == ()


def test_the_dates_of_a_matter_do_not_tell_a_subject_that_the_officer_may_not_read(office: World) -> None:
    opener = tip(office, TRAVELLER, subject="Ivan is told of")
    closed(office, opener)
    shown = here(office).case_upkeep(LIA, opener.uid).kept
    assert shown is not None
    assert shown.subject == "Ivan is told of"
    Holding.objects.using("world-beta").update_or_create(entry=opener, defaults={"quarantined": True})
    shown = here(office).case_upkeep(LIA, opener.uid).kept
    assert shown is not None
    assert shown.subject == HIDDEN


def test_a_legal_hold_is_laid_and_lifted_by_who_may(office: World) -> None:
    opener = tip(office)
    with pytest.raises(RoleRefused):
        here(office).legal_hold(LIA, opener.uid, held=True, reason="A court asks")
    assert "hold" in here(office).case_upkeep(HEAD, opener.uid).may
    here(office).legal_hold(HEAD, opener.uid, held=True, reason="A court asks")
    assert here(office).case_upkeep(LIA, opener.uid).held
    here(office).legal_hold(HEAD, opener.uid, held=False, reason="It ended")
    assert not here(office).case_upkeep(LIA, opener.uid).held


def test_a_case_is_handed_from_desk_to_desk_on_its_page(office: World) -> None:
    opener = tip(office)

    def acts() -> set[str]:
        return {act.event for act in here(office).case_upkeep(LIA, opener.uid).handover_acts}

    assert acts() == {"offer"}
    here(office).handover(LIA, opener.uid, "offer", to="persons", code="competence", note="")
    (line,) = here(office).upkeep_due(LIA).between
    assert (line.message, line.taker) == (opener.uid, "persons")
    assert acts() == {"take-back", "take", "return"}
    here(office).handover(LIA, opener.uid, "take", to="", code="", note="")
    assert here(office).upkeep_due(LIA).between == ()
    (row,) = here(office).case_upkeep(LIA, opener.uid).handovers
    assert (row.taker, row.state, row.taken_by, row.reason and row.reason.code) == (
        "Persons", "theirs", "Lia", "competence",
    )  # fmt: skip
    assert acts() == {"offer"}
    with pytest.raises(NotNow):
        here(office).handover(LIA, opener.uid, "take-back", to="", code="", note="")


def test_nothing_of_it_is_told_of_what_is_not_here(office: World) -> None:
    with pytest.raises(NotFound):
        here(office).case_upkeep(LIA, "0197aaaa-0000-7000-8000-000000000000")


def test_what_is_due_costs_a_few_reads_by_indexes_however_much_it_is(office: World) -> None:
    alias = office.nodes["beta"].alias

    def reads() -> int:
        with CaptureQueriesContext(connections[alias]) as seen:
            here(office).upkeep_due(LIA)
        return len(seen)

    assert here(office).upkeep_due(LIA) == UpkeepDue()
    assert reads() <= 6
    alike(office)
    few = reads()
    tip(office, TRAVELLER, subject="A third time", again="New facts")
    assert len(here(office).upkeep_due(LIA).alike) > 1
    assert reads() == few <= 12
    plans = Plans(alias)
    with plans.connection.execute_wrapper(plans):
        here(office).upkeep_due(LIA)
    scans = {sql: plan for sql, plan in plans.asked.items() if any(step.startswith("SCAN likeness") for step in plan)}
    assert scans == {}


def test_oversight_reads_who_was_left_out_and_every_override_of_the_last_three_months(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    acting_on(office, opener, disseminated=(Told("local police", told=False, reason="need-to-know"),))
    here(office).told_override(HEAD, opener.uid, recipient="local police", reason="resident")
    page = oversight.oversight_page(beta, verify=False)
    assert [(line.recipient, line.message) for line in page.left_out] == [("local police", opener.uid)]
    assert [(line.note, line.overridden) for line in page.overrides] == [("resident", "need-to-know")]
    office.clock.advance(days=100)
    later = oversight.oversight_page(beta, verify=False)
    assert (later.left_out, later.overrides) == ((), ())
