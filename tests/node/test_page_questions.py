"""What a page asks of the store is found by an index, however much is held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.node.desk_gateway import NodeDesk
from detente.node.services.searching import Question
from tests.node.desk_builders import LIA, delivered, desk, give_accounts
from tests.node.test_questions import Plans, reads_all
from tests.node.world import World

PAGES: dict[str, Callable[[NodeDesk], object]] = {
    "my work": lambda here: here.my_work(LIA),
    "around every page": lambda here: here.frame(LIA),
    "inbox": lambda here: here.messages(LIA, box="inbox", after=""),
    "inbox, further on": lambda here: here.messages(LIA, box="inbox", after="1000"),
    "sent": lambda here: here.messages(LIA, box="sent", after=""),
    "words": lambda here: here.search_numbers(LIA, Question("dossier"), after=""),
    "overdue": lambda here: here.search_numbers(LIA, Question(overdue=True), after=""),
    "open ones": lambda here: here.search_numbers(LIA, Question(state="open"), after=""),
    "one partner": lambda here: here.search_numbers(LIA, Question(partner="ALP"), after=""),
}


@pytest.mark.parametrize("page", PAGES)
def test_no_question_of_a_page_reads_all_that_is_held(pair: World, page: str) -> None:
    give_accounts(pair)
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    pair.settle("alpha", "beta")
    for name in ("alpha", "beta"):
        plans = Plans(pair.nodes[name].alias)
        with plans.connection.execute_wrapper(plans):
            PAGES[page](desk(pair, name))
        assert {sql: plan for sql, plan in plans.asked.items() if any(map(reads_all, plan))} == {}


def test_what_has_ended_is_read_from_the_newest_on_until_a_page_is_full(pair: World) -> None:
    give_accounts(pair)
    plans = Plans(pair.nodes["beta"].alias)
    with plans.connection.execute_wrapper(plans):
        desk(pair, "beta").search_numbers(LIA, Question(state="ended"), after="")
    assert ["SCAN case USING INDEX sqlite_autoindex_case_1"] in plans.asked.values()
