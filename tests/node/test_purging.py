"""Deleting on a node: what holds a matter holds it to the last moment and holds nothing else; nothing of it is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from detente.audit.acts import Act
from detente.node.services import asking as asking_beside
from detente.node.services import (
    casework,
    conversing,
    desks,
    disseminating,
    handing_on,
    handing_over,
    legal_hold,
    notifying,
    purging,
    resembling,
    retaining,
)
from detente.node.services.conditions import Said
from detente.node.services.disseminating import Told
from detente.node.services.letters import Letter
from detente.node.stores import partners
from detente.node.stores.models import Entry, HandoverRow, Holding, Retention
from detente.node.stores.unit import unit
from tests.node import agreed
from tests.node.asking import FORM, WORDS, accepted, ask
from tests.node.asking import do as step
from tests.node.test_renewing import furnish, renew
from tests.node.test_upkeep import at, closed, do, office_of, person, recorded, tip, who
from tests.node.world import World

LONG_AFTER = datetime(2032, 1, 1, tzinfo=UTC)
SECRET = "Boleyn"


@pytest.fixture
def office(pair: World) -> World:
    """Two nodes in contact; beta has every role."""
    return office_of(pair)


def while_signing(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    """Let something happen between the look at a matter and the unit of work that would purge it."""
    signed = purging._signed

    def also(*given: Any) -> bytes:
        happens()
        return signed(*given)

    monkeypatch.setattr(purging, "_signed", also)


def test_a_hold_that_is_laid_while_the_certificate_is_signed_stands(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    closed(office, opener)
    office.clock.at = LONG_AFTER
    while_signing(monkeypatch, lambda: legal_hold.lay(beta, who(office, "legal"), opener, reason="inquiry"))
    assert purging.purge_due(beta) == []
    assert at(office, "beta", opener).plaintext is not None
    assert recorded(office, Act.CONTENT_PURGED) == []
    assert Retention.objects.using(beta.alias).get().purged_at is None


def test_whose_files_are_named_elsewhere_is_asked_about_those_files_alone(office: World, tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"annex {number}")
    opener, beta = tip(office, files=paths), office.nodes["beta"]
    closed(office, opener)
    office.clock.at = LONG_AFTER
    with CaptureQueriesContext(connections[beta.alias]) as asked:
        (purged,) = purging.purge_due(beta)
    assert purged.files == 3
    reads = [each["sql"] for each in asked if '"attachment"' in each["sql"] and each["sql"].startswith("SELECT")]
    assert [sql for sql in reads if " WHERE " not in sql] == []
    assert any('"att_id" IN' in sql for sql in reads)


def test_a_day_of_deletion_that_moved_while_the_certificate_was_signed_holds(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    closed(office, opener)
    office.clock.at = LONG_AFTER
    rows = Retention.objects.using(beta.alias)
    while_signing(monkeypatch, lambda: rows.update(delete_on=LONG_AFTER.date() + timedelta(days=1)))
    assert purging.purge_due(beta) == []
    assert at(office, "beta", opener).plaintext is not None


def test_held_matters_keep_no_other_from_being_deleted(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "AT_ONCE", 2)
    beta = office.nodes["beta"]
    held = [tip(office, subject=f"Held {number}") for number in range(3)]
    for opener in held:
        closed(office, opener)
        legal_hold.lay(beta, who(office, "legal"), opener, reason="inquiry")
    office.clock.advance(days=1)
    due = [tip(office, subject=f"Due {number}") for number in range(3)]
    for opener in due:
        closed(office, opener)
    office.clock.at = LONG_AFTER
    assert [each.cid for each in purging.purge_due(beta)] == [opener.cid for opener in due[:2]]
    assert [each.cid for each in purging.purge_due(beta)] == [due[2].cid]
    assert purging.purge_due(beta) == []
    assert all(at(office, "beta", opener).plaintext is not None for opener in held)


def test_a_challenge_of_one_entry_holds_the_thread_whatever_else_stands_of_the_others(office: World) -> None:
    opener, beta = tip(office), office.nodes["beta"]
    closed(office, opener)
    other = Entry.objects.using(beta.alias).filter(root=opener.root).exclude(pk=opener.pk).first()
    rows = Holding.objects.using(beta.alias)
    rows.create(entry=opener, state="recalled")
    rows.create(entry=other, state="challenged")
    assert purging.held_by(beta, opener) == "item.challenged"


def test_no_note_of_an_officer_outlives_the_content(office: World) -> None:
    beta = office.nodes["beta"]
    first = tip(office, person(f"Anna {SECRET}"), subject=SECRET)
    lia, head = who(office, "lia"), who(office, "head")
    desk = desks.arrange(beta, head, "duty", name="Duty", main=True)
    second = tip(office, person(f"Anna {SECRET}"), subject=SECRET)
    resembling.settle(beta, lia, first, second, outcome="apart", reason=f"another {SECRET}")
    handing_on.hand_on(beta, lia, first, desk=desk, note=f"{SECRET} is known to you", anyway=True)
    other = desks.arrange(beta, head, "second", name="Second")
    offer = Said(to=other.code, code="competence", note=f"about {SECRET}")
    handing_over.offer(beta, lia, first, offer)
    left_out = (Told("local police", told=False, reason="need-to-know"),)
    for opener in (first, second):
        conversing.act(beta, lia, opener, "open", Said())
        do(office, opener, "register", note=f"{SECRET} was here")
        do(office, opener, "evaluate", "analyst")
        do(office, opener, "link", "analyst", file="BOS-1")
        do(office, opener, "decide", code="assessed-no-nexus", disseminated=left_out)
        do(office, opener, "close-without-outcome", code="no-nexus")
        disseminating.override(beta, head, opener, "local police", reason=f"they know {SECRET}")
    office.settle("alpha", "beta")
    before = places(office, SECRET)
    assert set(before) >= {
        '"case_step"."details"',
        '"dissemination"."note"',
        '"entry"."plaintext"',
        '"entry"."subject"',
        '"handing"."note"',
        '"handover"."note"',
        '"likeness"."note"',
    }
    office.clock.at = LONG_AFTER
    assert len(purging.purge_due(beta)) == 2
    assert places(office, SECRET) == []
    # Who did what and when still stands.
    assert HandoverRow.objects.using(beta.alias).get().code == "competence"


def places(world: World, word: str) -> list[str]:
    """Give the columns of beta's database in which a word stands."""
    connection = connections[world.nodes["beta"].alias]
    found = []
    with connection.cursor() as cursor:
        # The search is asked by words (`test_upkeep`); its table holds no text that could be read.
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("search_words")]
        for table in tables:
            for column in connection.introspection.get_table_description(cursor, table):
                name = f'"{table}"."{column.name}"'
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE instr(CAST({name} AS TEXT), %s) > 0', [word])
                if cursor.fetchone()[0]:
                    found.append(name)
    return found


def test_a_thread_goes_once_none_of_its_dialogues_is_open(asking: World) -> None:
    """The request beside a notification, at work still: it is not deleted with the notification that ended."""
    alpha, beta = asking.nodes["alpha"], asking.nodes["beta"]
    words = replace(WORDS, text="He is on his way.")
    sent = asking_beside.notify(alpha, who(asking, "lia", "alpha"), asking.partner("alpha", "beta"), words, FORM)
    asking.settle("alpha", "beta")
    notice, request = (at(asking, "beta", each) for each in sent)
    closed(asking, notice)
    asking.clock.at = LONG_AFTER
    assert purging.purge_due(beta) == []
    assert at(asking, "beta", notice).plaintext is not None
    conversing.act(alpha, who(asking, "lia", "alpha"), sent[1], "withdraw", Said(code="settled"))
    asking.settle("alpha", "beta")
    assert at(asking, "beta", request).case.state == "withdrawn"
    asking.clock.advance(days=6 * 366)
    assert len(purging.purge_due(beta)) == 2
    assert [at(asking, "beta", each).plaintext for each in (notice, request)] == [None, None]


# Who ends it


def test_what_the_partner_s_word_ends_has_its_dates_and_is_purged_unread(asking: World) -> None:
    """The asker withdraws what nobody opened here: both sides have dates, and the search forgets it whole."""
    opener = ask(asking)
    conversing.act(asking.nodes["alpha"], who(asking, "lia", "alpha"), opener, "withdraw", Said(code="settled"))
    asking.settle("alpha", "beta")
    assert (dates(asking, "alpha", opener), dates(asking, "beta", opener)) == (1, 1)
    asking.clock.at = LONG_AFTER
    for name in ("alpha", "beta"):
        assert [each.cid for each in purging.purge_due(asking.nodes[name])] == [opener.cid]


def test_what_an_answer_ends_has_its_dates_on_the_side_that_asked(asking: World) -> None:
    opener = accepted(asking)
    assert dates(asking, "alpha", opener) == 0
    step(asking, "beta", opener, "refuse", "release", ground="dxp-not-covered")
    assert (dates(asking, "alpha", opener), dates(asking, "beta", opener)) == (1, 1)
    (set_there,) = recorded(asking, Act.RETENTION_SET, "alpha")
    assert set_there["actor"] == "node"


def bounced(world: World, sent: Entry) -> None:
    """Let a receipt of the partner say that a message of alpha's reached no desk."""
    node, held = world.nodes["alpha"], [casework.Held(sent.cid, sent.root, sent.message, "unreadable")]
    with unit(node, "receipt") as work:
        casework.on_delivered(node, world.partner("alpha", "beta"), held, held_at=world.clock(), work=work)


def test_what_a_receipt_ends_has_its_dates(pair: World) -> None:
    """The notification reached no desk there, and what we keep of it is not for ever."""
    letter = Letter(subject="Dossier", text="Please look.")
    sent = notifying.notify(pair.nodes["alpha"], who(pair, "lia", "alpha"), pair.partner("alpha", "beta"), letter)
    bounced(pair, sent)
    assert at(pair, "alpha", sent).case.state == "bounced"
    assert dates(pair, "alpha", sent) == 1


def test_the_time_of_an_agreement_binds_after_its_end(pair: World) -> None:
    agreed.people(pair)
    named = agreed.agree(pair, review_days=10, delete_days=30)
    sent = agreed.notify(pair, "alpha", "beta", "Dossier", named)
    pair.clock.advance(days=400)
    bounced(pair, sent)
    kept = Retention.objects.using(pair.nodes["alpha"].alias).get()
    assert kept.delete_on == (pair.clock() + timedelta(days=30)).date()


def test_what_ended_before_dates_were_set_gets_them_from_when_it_ended(asking: World) -> None:
    """A home of an earlier release, which set dates for an officer's own closing alone, and none of agreements."""
    beta = asking.nodes["beta"]
    ended, open_still = ask(asking), ask(asking)
    step(asking, "beta", accepted(asking), "refuse", "release", ground="dxp-not-covered")
    conversing.act(asking.nodes["alpha"], who(asking, "lia", "alpha"), ended, "withdraw", Said(code="settled"))
    asking.settle("alpha", "beta")
    rows = Retention.objects.using(beta.alias)
    right = list(rows.order_by("pk").values_list("pk", "review_on", "delete_on"))
    assert len(right) == 2
    rows.all().delete()
    asking.clock.advance(days=90)
    assert retaining.set_missing(beta) == 2
    assert list(rows.order_by("pk").values_list("pk", "review_on", "delete_on")) == right
    assert dates(asking, "beta", open_still) == 0
    assert retaining.set_missing(beta) == 0


def dates(world: World, here: str, opener: Entry) -> int:
    """Give how many rows of dates a matter has at a node."""
    return Retention.objects.using(world.nodes[here].alias).filter(entry__cid=opener.cid).count()


def test_a_certificate_is_signed_under_the_newest_document_that_this_process_has_the_key_of(office: World) -> None:
    """Keys were renewed and the node was not started anew: it deletes all the same, under the document before."""
    opener, beta = tip(office), office.nodes["beta"]
    closed(office, opener)
    office.clock.at = LONG_AFTER
    renew(office, "beta", furnish(office, "beta"))
    assert partners.own_chain(beta.alias).last.seq == 1
    assert [each.cid for each in purging.purge_due(beta)] == [opener.cid]
    said = purging.verify(purging.certificate(beta, opener), chain=partners.own_chain(beta.alias))
    assert said["doc"] == 0
