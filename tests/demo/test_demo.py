"""`detente demo` from start to stop: three desks that answer, one click to enter, the past as it was told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import httpx
import pytest
from pytest_django.plugin import DjangoDbBlocker

from detente.node.context import Node
from detente.node.demo import folder, homes, letters, offices, story, unfinished
from detente.node.queries import parties, thread_page, work
from detente.node.queries.desk import MyWork, NotificationPage, Row, Silence
from detente.node.services import agreement_facts, approving, desks, officers
from tests.demo.conftest import FirstRun
from tests.demo.demos import Demo

CODES = ("VAL", "ZOR", "QAM")
BEGUN = {"VAL": 2, "ZOR": 1, "QAM": 1}
MY_WORK = {"fr": "Mon travail", "ru": "Моя работа", "ar": "عملي"}


def test_the_tests_of_one_demo_run_in_one_process(first_run: FirstRun, request: pytest.FixtureRequest) -> None:
    """Else each process makes a demo of its own, and they take each other's ports."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@demo")
    assert first_run.folder.name == "demo"


def test_ctrl_c_stops_everything_and_leaves_nothing(first_run: FirstRun) -> None:
    assert (first_run.code, first_run.left, first_run.busy) == (0, [], [])
    assert first_run.seconds < 10


def test_homes_are_closed_to_others_and_hold_a_demo(first_run: FirstRun) -> None:
    for home in folder.homes_in(first_run.folder).values():
        assert home.path.stat().st_mode & 0o077 == 0
        assert 'world = "demo"' in home.configuration.read_text(encoding="utf-8")
        for path in home.path.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_start_keeps_the_homes(demo: Demo, first_run: FirstRun) -> None:
    assert demo.folder == first_run.folder
    assert [node["language"] for node in demo.nodes.values()] == ["fr", "ru", "ar"]
    with pytest.raises(folder.DemoRunning), folder.held(demo.folder):
        pass


@pytest.mark.parametrize("code", CODES)
def test_the_sign_in_page_answers_and_offers_each_officer(demo: Demo, code: str) -> None:
    page = demo.get(code, "/account/login/")
    assert page.status_code == 200
    for officer in demo.nodes[code]["officers"]:
        assert officer["shown"] in page.text
        assert httpx.URL(officer["enter"]).path in page.text


@pytest.mark.parametrize("code", CODES)
def test_one_click_lands_on_my_work_in_the_language_of_the_node(demo: Demo, code: str) -> None:
    page = demo.get(code, "/", demo.enter(code))
    assert page.status_code == 200
    assert MY_WORK[demo.nodes[code]["language"]] in page.text
    assert demo.nodes[code]["officers"][0]["shown"] in page.text


def test_cookies_of_the_nodes_have_different_names(demo: Demo) -> None:
    names = [set(demo.enter(code)) for code in CODES]
    assert all(names)
    assert set.intersection(*names) == set()


@pytest.mark.parametrize(
    ("method", "ticket", "headers", "status"),
    [
        ("GET", "wrong", {}, 404),
        ("GET", "right", {"X_Forwarded_For": "192.0.2.7"}, 404),
        ("GET", "right", {"Host": "valdorie.example"}, 400),
        ("HEAD", "right", {}, 405),
        ("POST", "right", {}, 400),
    ],
)
def test_any_other_way_in_is_closed(demo: Demo, method: str, ticket: str, headers: dict[str, str], status: int) -> None:
    path = httpx.URL(demo.nodes["VAL"]["enter"]).path
    path = path if ticket == "right" else path.rsplit("/", 2)[0] + "/AAAAAAAAAAAAAAAAAAAAAA/"
    answer = demo.ask(method, "VAL", path, **headers)
    assert answer.status_code == status
    assert "set-cookie" not in answer.headers or "session" not in answer.headers["set-cookie"]


def test_a_ticket_of_one_node_opens_no_other(demo: Demo) -> None:
    assert demo.get("ZOR", httpx.URL(demo.nodes["VAL"]["enter"]).path).status_code == 404


class Past:
    """What the three desks show, read from the databases of the running nodes."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self.nodes = nodes

    def my_work(self, code: str) -> MyWork:
        """Give the first officer's work."""
        node = self.nodes[code]
        return work.my_work(node, officers.find(node, story.party(code).officers[0].name))

    def row(self, code: str, queue: str, subject: str) -> Row:
        """Give one row of one queue."""
        rows = next(each.rows for each in self.my_work(code).queues if each.name == queue)
        return next(row for row in rows if row.subject.text == subject)

    def page(self, code: str, entry_id: str) -> NotificationPage:
        """Give the page of a message."""
        node = self.nodes[code]
        officer = officers.find(node, story.party(code).officers[0].name)
        return thread_page.notification_page(node, officer, thread_page.find(node, officer, entry_id))


@pytest.fixture(scope="module")
def past(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[Past]:
    """Give the three nodes, opened for reading beside their own processes."""
    found = folder.homes_in(demo.folder)
    with django_db_blocker.unblock(), ExitStack() as stack:
        nodes = {code: Node(home=home.path, alias=f"demo-test-{code.lower()}") for code, home in found.items()}
        for code, node in nodes.items():
            stack.enter_context(homes.opened(node.alias, found[code].database))
        yield Past(nodes)


def test_one_waits_for_your_acceptance_with_hours_left(past: Past) -> None:
    row = past.row("VAL", "accept", letters.JOURNEY.subject)
    assert row.clock is not None
    assert (row.clock.name, row.clock.obliged, row.clock.state) == ("acceptance", "us", "urgent")
    assert row.clock.left is not None
    assert timedelta(hours=3) < row.clock.left < timedelta(hours=5)
    assert row.new
    assert row.files == 1


def test_one_met_with_silence_shows_it_on_both_sides(past: Past) -> None:
    theirs, ours = past.row("VAL", "waiting", letters.BIRTH.subject), past.row("ZOR", "answer", letters.BIRTH.subject)
    for row, obliged in ((theirs, "them"), (ours, "us")):
        assert row.clock is not None
        assert (row.clock.name, row.clock.obliged, row.clock.state) == ("answer", obliged, "overdue")
    assert [receipt.state for receipt in theirs.receipts] == ["held", "held", "held", "late"]
    pages = [past.page("VAL", theirs.entry_id), past.page("ZOR", ours.entry_id)]
    silences = [[step for step in page.thread if isinstance(step, Silence)] for page in pages]
    told = [[(one.clock, one.since, one.until) for one in each] for each in silences]
    assert told[0] == told[1]
    assert [(clock, until) for clock, _, until in told[0]] == [("answer", None)]


def test_one_was_never_even_opened(past: Past) -> None:
    row = past.row("ZOR", "waiting", letters.SHIP.subject)
    assert [receipt.state for receipt in row.receipts] == ["held", "late", "late", "late"]
    assert past.page("QAM", past.row("QAM", "accept", letters.SHIP.subject).entry_id).content is None


def test_one_is_answered_with_its_attachment(past: Past) -> None:
    node = past.nodes["VAL"]
    officer = officers.find(node, "claire.aubrennes")
    rows = work.messages(node, officer, box="sent", after="").rows
    asked = next(row for row in rows if row.subject.text == letters.FREIGHT.subject)
    assert [receipt.state for receipt in asked.receipts] == ["held"] * 4
    page = past.page("VAL", asked.entry_id)
    answers = [step for step in page.thread if not isinstance(step, Silence) and step.what == "answer"]
    assert [text.text for text in answers[0].body] == [letters.FREIGHT_ANSWER.text]
    assert [(file.name, file.state) for file in answers[0].files] == [(letters.FREIGHT_ANSWER.papers[0].name, "held")]


@pytest.mark.parametrize("code", CODES)
def test_each_desk_has_a_draft_to_go_on_with(past: Past, code: str) -> None:
    assert len(past.my_work(code).unfinished) == BEGUN[code]


def test_a_suspended_topic_holds_what_was_written_about_it(past: Past) -> None:
    node = past.nodes["VAL"]
    facts = agreement_facts.to_json(node, agreement_facts.find(node, "QAM"))
    assert facts["held"]["count"] == 1
    (full,) = [each for each in facts["agreements"] if each["form"] == "full"]
    assert full["signed"] == {"us": True, "them": True}
    assert [(each["by"], each["topic"]) for each in full["suspensions"]] == [("them", "ct.financing")]


def test_a_request_was_asked_back_and_its_clock_stands_still(past: Past) -> None:
    asked = past.row("VAL", "waiting", letters.ENTRIES.subject)
    assert asked.kind == "request"
    assert asked.clock is not None
    assert (asked.clock.name, asked.clock.obliged) == ("clarification", "us")
    page = past.page("ZOR", asked.entry_id)
    assert [proof.receipt for proof in page.proofs] == ["delivered", "opened", "accepted"]
    clocks = page.clocks
    assert ("answer", "stopped") in [(clock.name, clock.state) for clock in clocks]


def test_a_draft_waits_for_a_second_person(past: Past) -> None:
    node = past.nodes["VAL"]
    waiting = approving.waiting(node, officers.find(node, "mathieu.tevenard"))
    assert [row.content["subject"] for row in waiting] == [unfinished.MEETING_DRAFT.subject]


def test_each_house_has_desks_with_somebody_on_duty(past: Past) -> None:
    for code, node in past.nodes.items():
        rows = [desks.find(node, each.code) for each in offices.DESKS if each.party == code]
        assert rows
        for row in rows:
            assert desks.on_duty(node, row, at=node.now())


def test_all_contacts_are_confirmed_and_all_agreements_in_force(past: Past) -> None:
    assert [past.my_work(code).partners for code in CODES] == [2, 2, 2]


def test_each_party_has_one_hue_at_all_three_desks(past: Past) -> None:
    for node in past.nodes.values():
        shown = parties.load(node)
        assert shown.us.code == next(code for code, each in past.nodes.items() if each is node)
        assert {party.code: party.colour for party in shown.by_id.values()} == {"VAL": 1, "ZOR": 2, "QAM": 3}


def test_both_sides_export_the_same_bytes(demo: Demo, past: Past) -> None:
    entry = past.row("VAL", "waiting", letters.BIRTH.subject).entry_id
    answers = [demo.get(code, f"/messages/{entry}/thread/", demo.enter(code)) for code in ("VAL", "ZOR")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
