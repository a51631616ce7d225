"""What the desk shows on real nodes: queues, boxes, one message with its thread. From both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.model.errors import BadInput, NotFound
from detente.node.queries import queues
from detente.node.queries.desk import Draft, Event, Queue, Silence
from detente.node.services import notifying, officers
from detente.node.services.letters import Letter
from detente.node.stores.models import AuditRow, Entry, Officer
from tests.node.desk_builders import LIA, OMAR, delivered, desk, give_accounts, send
from tests.node.world import World


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def queue(world: World, name: str, which: str) -> Queue:
    return next(each for each in desk(world, name).my_work(LIA).queues if each.name == which)


def test_a_delivered_message_waits_for_acceptance_there_and_for_the_partner_here(pair: World) -> None:
    uid = delivered(pair)
    (there,) = queue(pair, "beta", "accept").rows
    assert (there.entry_id, there.subject.text, there.new, there.party.code) == (uid, "Dossier 1", True, "ALP")
    assert there.clock is not None
    assert there.clock.obliged == "us"
    (here,) = queue(pair, "alpha", "waiting").rows
    assert here.clock is not None
    assert here.clock.obliged == "them"
    assert [receipt.state for receipt in here.receipts] == ["held", "due", "later", "later"]
    assert queue(pair, "alpha", "accept").rows == ()


def test_the_nearest_clock_comes_first_and_overdue_ones_lead(pair: World) -> None:
    for subject, days in (("late", 9.0), ("soon", 0.2), ("later", 20.0)):
        delivered(pair, subject, days=days)
    assert next(row.subject.text for row in queue(pair, "beta", "accept").rows) == "soon"
    pair.clock.advance(hours=6)
    (first, *_) = queue(pair, "beta", "accept").rows
    assert first.clock is not None
    assert (first.subject.text, first.clock.state) == ("soon", "overdue")


def test_an_unreached_partner_shows_as_waiting_and_late(pair: World) -> None:
    send(pair)
    pair.clock.advance(hours=1)
    (row,) = queue(pair, "alpha", "waiting").rows
    assert row.receipts[0].state == "late"
    assert [note.code for note in row.notes] == ["note.queued"]


def test_what_waits_to_be_opened_keeps_its_content_closed_and_reading_is_no_act(pair: World) -> None:
    uid = delivered(pair)
    page = desk(pair, "beta").notification(LIA, uid)
    assert (page.content, page.asks, page.files, page.acts) == (None, None, (), ("open",))
    assert page.box == "inbox"
    assert page.their_ref == "ALP-1"
    assert not AuditRow.objects.using(pair.nodes["beta"].alias).filter(act="looked-up").exists()
    assert desk(pair, "beta").notification(LIA, uid).acts == ("open",)


def test_an_opened_message_shows_words_question_receipts_and_proofs(pair: World) -> None:
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    pair.settle("alpha", "beta")
    page = desk(pair, "beta").notification(LIA, uid)
    assert page.content is not None
    assert (page.content[0].text, page.content[0].lang) == ("Bonjour", "fr")
    assert page.asks is not None
    assert page.acts == ("accept", "refuse")
    assert page.accepting is not None
    assert [(one.kind, one.state, one.proved) for one in page.receipts] == [
        ("delivered", "held", True),
        ("opened", "held", True),
        ("accepted", "due", False),
        ("answered", "later", False),
    ]
    assert page.receipts[1].officer == "Lia"
    here = desk(pair, "alpha").notification(LIA, uid)
    assert here.receipts[1].officer == "1"
    assert [(proof.receipt, proof.signer.code) for proof in here.proofs] == [("delivered", "BET"), ("opened", "BET")]
    assert here.agreement is not None
    assert (here.agreement.state, here.agreement.topic.code) == ("in-force", "ct")
    assert here.statement is not None
    assert page.statement is not None
    assert here.statement.fingerprint == page.statement.fingerprint


def test_each_first_look_at_a_content_is_on_record_once(pair: World) -> None:
    uid = delivered(pair)
    log = AuditRow.objects.using(pair.nodes["beta"].alias).filter(act="looked-up", actor="omar")
    desk(pair, "beta").open(LIA, uid)
    for _ in range(2):
        desk(pair, "beta").notification(OMAR, uid)
    assert log.count() == 1


def test_silence_is_a_gap_of_the_thread_on_both_sides(pair: World) -> None:
    uid = delivered(pair, days=2)
    desk(pair, "beta").accept(LIA, uid, until=pair.clock() + timedelta(days=1), assertion=None)
    pair.settle("alpha", "beta")
    pair.clock.advance(days=5)
    for name, obliged in (("alpha", "them"), ("beta", "us")):
        page = desk(pair, name).notification(LIA, uid)
        (gap,) = [step for step in page.thread if isinstance(step, Silence)]
        assert (gap.clock, gap.obliged, gap.until, gap.length) == ("answer", obliged, None, timedelta(days=3))
        assert page.thread[-1] == gap
        assert [step.what for step in page.thread if isinstance(step, Event)] == [
            "notification",
            "delivered",
            "opened",
            "accepted",
        ]
        assert page.receipts[3].state == "late"


def test_the_boxes_show_newest_first_a_page_at_a_time(pair: World) -> None:
    for number in range(53):
        send(pair, f"Dossier {number}")
    pair.settle("alpha", "beta")
    for name, box in (("alpha", "sent"), ("beta", "inbox")):
        first = desk(pair, name).messages(LIA, box=box, after="")
        second = desk(pair, name).messages(LIA, box=box, after=first.after)
        subjects = [row.subject.text for row in (*first.rows, *second.rows)]
        assert subjects == [f"Dossier {number}" for number in reversed(range(53))]
        assert second.after == ""
    with pytest.raises(BadInput):
        desk(pair, "beta").messages(LIA, box="inbox", after="1 or 1")


def test_news_tells_what_the_partner_did_since_yesterday(pair: World) -> None:
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    pair.settle("alpha", "beta")
    news = desk(pair, "alpha").my_work(LIA).news
    assert {(one.what.code, one.entry_id) for one in news} >= {("news.opened", uid), ("news.delivered", uid)}
    pair.clock.advance(days=2)
    assert desk(pair, "alpha").my_work(LIA).news == ()


def test_the_frame_counts_what_is_due_and_unread(pair: World) -> None:
    uid = delivered(pair)
    frame = desk(pair, "beta").frame(LIA)
    assert (frame.officer, frame.due, frame.unread) == ("Lia", 1, 1)
    desk(pair, "beta").open(LIA, uid)
    assert desk(pair, "beta").frame(LIA).unread == 0
    assert desk(pair, "beta").frame(OMAR).unread == 1


def test_nothing_is_told_of_what_reached_no_desk_or_does_not_exist(pair: World) -> None:
    uid = delivered(pair)
    Entry.objects.using(pair.nodes["beta"].alias).filter(uid=uid).update(code="cannot-open")
    contact = pair.entries("beta", ours=False, kind="contact")[0].uid
    for known in (uid, contact, "0197aaaa-0000-7000-8000-000000000000", ""):
        with pytest.raises(NotFound):
            desk(pair, "beta").notification(LIA, known)
    assert desk(pair, "beta").messages(LIA, box="inbox", after="").rows == ()


def test_a_reply_to_go_on_with_names_its_message_and_what_it_answers(pair: World) -> None:
    uid, here = delivered(pair, "Dossier 7"), desk(pair, "beta")
    here.draft_save(LIA, "", Draft("answer", "part", "ALP", answers=uid, text="Une partie."))
    (begun,) = here.my_work(LIA).unfinished
    assert (begun.message, begun.subject.text, begun.step, begun.steps) == ("part", "Dossier 7", 2, 2)


def test_a_line_without_a_subject_has_that_of_its_thread(pair: World) -> None:
    node, uid = pair.nodes["beta"], delivered(pair, "Dossier 7")
    arrived = Entry.objects.using(node.alias).select_related("partner", "batch").get(uid=uid)
    desk(pair, "beta").accept(LIA, uid, until=pair.clock() + timedelta(days=9), assertion=None)
    notifying.answer(node, officers.find(node, "omar"), arrived, Letter(text="Rien."))
    pair.settle("alpha", "beta")
    for name, box in (("alpha", "inbox"), ("beta", "sent")):
        (row,) = (each for each in desk(pair, name).messages(LIA, box=box, after="").rows if each.kind == "answer")
        assert (row.subject.text, row.about.text) == ("", "Dossier 7")
    (asked,) = desk(pair, "alpha").messages(LIA, box="sent", after="").rows
    assert asked.about.text == ""


def test_an_officer_who_left_sees_nothing(pair: World) -> None:
    Officer.objects.using(pair.nodes["beta"].alias).filter(user=LIA).update(active=False)
    with pytest.raises(NotFound):
        desk(pair, "beta").my_work(LIA)


def test_the_reads_of_a_page_do_not_grow_with_its_rows(pair: World) -> None:
    def reads(count: int) -> list[int]:
        for number in range(count):
            send(pair, f"Dossier {number}")
        pair.settle("alpha", "beta")
        counts = []
        for name, read in (
            ("alpha", lambda: desk(pair, "alpha").my_work(LIA)),
            ("beta", lambda: desk(pair, "beta").my_work(LIA)),
            ("beta", lambda: desk(pair, "beta").messages(LIA, box="inbox", after="")),
            ("beta", lambda: desk(pair, "beta").frame(LIA)),
        ):
            with CaptureQueriesContext(connections[pair.nodes[name].alias]) as seen:
                read()
            counts.append(len(seen))
        return counts

    few = reads(5)
    # Fewer are right: the first contact is no news among so many.
    assert all(now <= before for now, before in zip(reads(45), few, strict=True))
    assert few == [16, 16, 12, 7]


def test_a_queue_shows_the_nearest_clocks_and_counts_the_others(pair: World) -> None:
    for number in range(queues.SHOWN + 3):
        send(pair, f"Dossier {number}", days=number + 1)
    pair.settle("alpha", "beta")
    shown = queue(pair, "beta", "accept")
    assert [row.subject.text for row in shown.rows] == [f"Dossier {number}" for number in range(queues.SHOWN)]
    assert (shown.more, shown.count) == (3, queues.SHOWN + 3)
    assert desk(pair, "beta").frame(LIA).due == queues.SHOWN + 3


def test_more_than_five_minutes_between_date_and_reception_are_shown(pair: World) -> None:
    uid = send(pair).uid
    pair.clock.advance(minutes=5)
    pair.settle("alpha", "beta")
    assert desk(pair, "beta").notification(LIA, uid).apart is None
    late = send(pair, "Dossier 2").uid
    pair.clock.advance(minutes=6)
    pair.settle("alpha", "beta")
    page = desk(pair, "beta").notification(LIA, late)
    assert (page.apart, page.dated_later) == (timedelta(minutes=6), False)


def test_a_date_after_the_reception_is_shown_as_such(pair: World) -> None:
    a = pair.nodes["alpha"]
    pair.nodes["alpha"] = replace(a, now=lambda: pair.clock() + timedelta(minutes=7))
    uid = send(pair).uid
    pair.nodes["alpha"] = a
    pair.settle("alpha", "beta")
    page = desk(pair, "beta").notification(LIA, uid)
    assert (page.apart, page.dated_later) == (timedelta(minutes=7), True)
