"""A correction of what was handed to a body without a node; and who may know to whom a message went on."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.audit.acts import Act
from detente.cli import correction as command
from detente.cli import main
from detente.model.errors import BadInput, NotFound
from detente.model.instant import format_instant
from detente.node.queries import corrections, further
from detente.node.services import (
    bodies_asked,
    consenting,
    conversing,
    correcting,
    handing_out,
    officers,
    owing,
    owing_reminders,
    telling_bodies,
)
from detente.node.services.conditions import Said
from detente.node.services.deciding import Asking, Forbidden
from detente.node.services.duties import RoleRefused
from detente.node.services.going_further import NotOpened
from detente.node.services.letters import Letter
from detente.node.services.owed_rows import BodyNotTold
from detente.node.services.telling_bodies import Word
from detente.node.stores.models import AuditRow, BodyTold, Entry, Officer, OwedRow, PassedOn
from detente.node.stores.unit import unit
from tests.node import test_going_further as base
from tests.node.desk_builders import LIA, desk
from tests.node.test_going_further import three as three
from tests.node.world import World

CUSTOMS = "body:Customs"
PHONED = Word(how="phone", answer="none")


def handed(world: World, *, to: str = CUSTOMS, times: int = 1, **letter: Any) -> Entry:
    """Give a message of alpha that beta handed to a body without a node."""
    item = base.told_by_alpha(world, **({"codes": ["tlp:GREEN"]} | letter))
    for _ in range(times):
        given = {"to": to, "purpose": base.purpose_here(world), "law": "Loi"}
        handing_out.propose(world.nodes["beta"], base.who(world, "lia"), item, **given)
    return item


def corrected(world: World, item: Entry, text: str = "Read 1986.") -> Entry:
    """Give alpha's correction of it, opened at beta."""
    alpha, beta = world.nodes["alpha"], world.nodes["beta"]
    sent = Entry.objects.using(alpha.alias).select_related("partner", "batch").get(cid=item.cid)
    correcting.correct(alpha, officers.find(alpha, "lia"), sent, Letter(text=text, lang="en"))
    world.settle("alpha", "beta")
    rows = Entry.objects.using(beta.alias).select_related("partner", "batch")
    found = rows.filter(kind="correction", ours=False, message="correction").latest("pk")
    desk(world, "beta").open(LIA, found.uid)
    return rows.get(pk=found.pk)


def tell(world: World, entry: Entry, word: Word = PHONED, *, to: str = CUSTOMS, by: str = "lia") -> BodyTold:
    return telling_bodies.told(world.nodes["beta"], base.who(world, by), entry, to, word)


def reported(world: World, correction: Entry) -> dict[str, int]:
    return correcting.onward_results(world.nodes["beta"], correction)


def bodies(world: World, entry: Entry) -> list[tuple[str, str]]:
    found = corrections.completion(world.nodes["beta"], base.who(world, "lia"), entry)
    return [(line["body"], line["stands"]) for line in found if line["body"]]


def owed(world: World) -> list[tuple[str, str]]:
    return [(line.obligation, line.about) for line in desk(world, "beta").owed(LIA)]


def records(world: World, act: str) -> list[Any]:
    rows = AuditRow.objects.using(world.nodes["beta"].alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b"")) for row in rows]


def test_a_correction_that_comes_in_has_a_line_and_a_task_for_each_body(three: World) -> None:
    item = handed(three, times=2)
    handed_too = {"to": "client:Bank", "purpose": base.purpose_here(three), "law": "Loi"}
    handing_out.propose(three.nodes["beta"], base.who(three, "lia"), item, **handed_too)
    assert bodies(three, item) == []
    correction = corrected(three, item)
    expected = [(CUSTOMS, "not-asked"), ("client:Bank", "not-asked")]
    assert bodies(three, correction) == bodies(three, item) == expected
    assert owed(three) == [("tell-body", CUSTOMS), ("tell-body", "client:Bank")]
    lines = desk(three, "beta").owed(LIA)
    assert {line.due_at - line.opened_at for line in lines} == {timedelta(hours=72)}
    assert {line.entry_id for line in lines} == {item.uid}


def test_what_was_handed_to_nobody_owes_nothing(three: World) -> None:
    item = base.told_by_alpha(three, codes=["tlp:GREEN"])
    correction = corrected(three, item)
    assert (owed(three), bodies(three, correction)) == ([], [])
    with pytest.raises(NotFound):
        tell(three, correction)


def test_no_report_leaves_before_the_body_was_told_and_had_its_time(three: World) -> None:
    item = handed(three)
    correction = corrected(three, item)
    with pytest.raises(BodyNotTold):
        reported(three, correction)
    row = tell(three, correction)
    assert row.answer_by == three.clock() + timedelta(days=7)
    assert (bodies(three, item), owed(three)) == ([(CUSTOMS, "told")], [])
    with pytest.raises(BodyNotTold):
        reported(three, correction)
    three.clock.at = row.answer_by + timedelta(seconds=1)
    assert bodies(three, item) == [(CUSTOMS, "not-confirmed")]
    assert reported(three, correction) == {"done": 0, "partly": 0, "objected": 0, "silent": 1}


@pytest.mark.parametrize(
    ("answer", "ground", "counted"),
    [
        ("done", "", "done"),
        ("partly", "The file is closed", "partly"),
        ("objected", "They object", "objected"),
    ],
)
def test_what_a_body_answers_is_counted_as_it_answered(three: World, answer: str, ground: str, counted: str) -> None:
    correction = corrected(three, handed(three))
    tell(three, correction, Word(how="paper", answer=answer, ground=ground, reference="Letter 9", digest="ab" * 32))
    assert bodies(three, correction) == [(CUSTOMS, answer)]
    expected = dict.fromkeys(("done", "partly", "objected", "silent"), 0) | {counted: 1}
    assert reported(three, correction) == expected
    (said,) = records(three, "body-told")
    assert (said["details"]["to"], said["details"]["how"], said["details"]["answer"]) == (CUSTOMS, "paper", answer)
    assert said["details"]["sha256"] == "ab" * 32
    (met,) = records(three, "obligation-met")
    assert met["details"]["obligation"] == "tell-body"


def test_the_originator_gets_the_count_and_a_later_answer_stays_in_the_house(three: World) -> None:
    item, beta, alpha = handed(three), three.nodes["beta"], three.nodes["alpha"]
    correction = corrected(three, item)
    row = tell(three, correction)
    lia = base.who(three, "lia")
    conversing.act(beta, lia, correction, "apply", Said(confirmed=True))
    with pytest.raises(BodyNotTold):
        conversing.act(beta, lia, correction, "report-onward", Said())
    assert row.answer_by is not None
    three.clock.at = row.answer_by
    conversing.act(beta, lia, correction, "report-onward", Said())
    three.settle("alpha", "beta")
    (evidence,) = Entry.objects.using(alpha.alias).filter(ours=False, message="onward-results")
    assert json.loads(bytes(evidence.plaintext or b""))["payload"]["onward"] == {
        "done": 0,
        "partly": 0,
        "objected": 0,
        "silent": 1,
    }
    tell(three, correction, Word(how="paper", answer="done"))
    assert bodies(three, item) == [(CUSTOMS, "done")]
    sent = Entry.objects.using(alpha.alias).get(cid=item.cid)
    (line,) = corrections.completion(alpha, officers.find(alpha, "lia"), sent)
    assert (line["stands"], line["onward"]) == ("done", "")


def test_a_body_that_could_not_be_reached_is_silent_and_can_be_told_later(three: World) -> None:
    correction = corrected(three, handed(three))
    tell(three, correction, Word(how="not-reached", answer="none"))
    assert bodies(three, correction) == [(CUSTOMS, "not-reached")]
    assert reported(three, correction)["silent"] == 1
    tell(three, correction, Word(how="hand", answer="done"))
    assert reported(three, correction) == {"done": 1, "partly": 0, "objected": 0, "silent": 0}
    with pytest.raises(BadInput, match="could not be reached"):
        tell(three, corrected_again(three, correction), Word(how="not-reached", answer="done"))


def corrected_again(world: World, correction: Entry) -> Entry:
    """Give the next correction of the same item, after the first one ended."""
    beta = world.nodes["beta"]
    lia = base.who(world, "lia")
    conversing.act(beta, lia, correction, "apply", Said(confirmed=True))
    conversing.act(beta, lia, correction, "report-onward", Said())
    world.settle("alpha", "beta")
    item = Entry.objects.using(beta.alias).get(cid=correction.re)
    return corrected(world, item, "Read 1987.")


def test_a_later_correction_is_told_anew_and_one_that_nobody_told_yet_is_told_in_its_place(three: World) -> None:
    item = handed(three)
    first = corrected(three, item)
    tell(three, first, Word(how="phone", answer="done"))
    second = corrected_again(three, first)
    assert second.pk != first.pk
    assert (bodies(three, item), len(owed(three))) == ([(CUSTOMS, "not-asked")], 1)
    rows = BodyTold.objects.using(three.nodes["beta"].alias)
    assert rows.count() == 2
    with unit(three.nodes["beta"], "again") as work:
        bodies_asked.ask(three.nodes["beta"], [second], work)
        work.record(Act.CASE_LINKED)
    assert rows.count() == 2


def test_a_correction_that_we_issue_reaches_the_body_too(three: World) -> None:
    item, beta = handed(three), three.nodes["beta"]
    correcting.correct(beta, base.who(three, "lia"), item, Letter(text="We know better.", lang="en"))
    assert (bodies(three, item), owed(three)) == ([(CUSTOMS, "not-asked")], [("tell-body", CUSTOMS)])
    tell(three, item, Word(how="phone", answer="done"))
    assert bodies(three, item) == [(CUSTOMS, "done")]


def test_what_we_relay_of_a_correction_asks_nobody_twice(three: World) -> None:
    item, beta = handed(three), three.nodes["beta"]
    correction = corrected(three, item)
    tell(three, correction, Word(how="phone", answer="done"))
    correcting.correct(beta, base.who(three, "lia"), item, Letter(text="As they say.", lang="en"))
    assert (bodies(three, item), owed(three)) == ([(CUSTOMS, "done")], [])
    assert reported(three, correction)["done"] == 1


def test_what_is_handed_out_after_its_correction_is_told_too(three: World) -> None:
    item = base.told_by_alpha(three, codes=["tlp:GREEN"])
    corrected(three, item)
    handing_out.propose(
        three.nodes["beta"], base.who(three, "lia"), item, to=CUSTOMS, purpose=base.purpose_here(three), law="Loi"
    )
    assert (bodies(three, item), owed(three)) == ([(CUSTOMS, "not-asked")], [("tell-body", CUSTOMS)])


def test_policy_is_asked_whether_the_body_may_still_have_it(three: World) -> None:
    item = base.told_by_alpha(three, codes=["tlp:GREEN", "h:H2"])
    word = {"purpose": base.purpose_here(three), "recipients": [CUSTOMS]}
    consent = base.consent(three, item, **word)
    beta = three.nodes["beta"]
    handing_out.propose(beta, base.who(three, "lia"), item, to=CUSTOMS, purpose=word["purpose"], law="Loi")
    correction = corrected(three, item)
    consenting.withdraw(beta, base.who(three, "noor"), consent, because="Letter 15")
    with pytest.raises(Forbidden):
        tell(three, correction)
    assert records(three, "body-told") == []
    assert ("tell-body", CUSTOMS) in owed(three)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        (Word(how="pigeon", answer="done"), "paper"),
        (Word(how="phone", answer="maybe"), "done"),
        (Word(how="phone", answer="partly"), "ground"),
        (Word(how="phone", answer="objected", ground=" "), "ground"),
        (Word(how="phone", answer="done", digest="ab"), "SHA-256"),
        (Word(how="phone", answer="done", reference="x" * 201), "reference"),
        (Word(how="phone", answer="none", answer_by=datetime.fromisoformat("2020-01-01T00:00:00+00:00")), "30 days"),
        (Word(how="phone", answer="none", answer_by=datetime.fromisoformat("2090-01-01T00:00:00+00:00")), "30 days"),
        (Word(how="phone", answer="none", at=datetime.fromisoformat("2090-01-01T00:00:00+00:00")), "when"),
        (Word(how="phone", answer="none", at=datetime.fromisoformat("2020-01-01T00:00:00+00:00")), "when"),
    ],
)
def test_a_word_that_cannot_stand_is_not_set_down(three: World, word: Word, says: str) -> None:
    correction = corrected(three, handed(three))
    with pytest.raises(BadInput, match=says):
        tell(three, correction, word)
    assert bodies(three, correction) == [(CUSTOMS, "not-asked")]


def test_an_answer_in_full_is_final_and_no_answer_is_taken_back(three: World) -> None:
    correction = corrected(three, handed(three))
    tell(three, correction, Word(how="phone", answer="objected", ground="No"))
    with pytest.raises(BadInput, match="answered"):
        tell(three, correction)
    tell(three, correction, Word(how="phone", answer="done"))
    with pytest.raises(BadInput, match="answered"):
        tell(three, correction, Word(how="phone", answer="objected", ground="No"))


def test_it_takes_the_role_and_the_message_and_an_opened_correction(three: World) -> None:
    item = handed(three)
    alpha, beta = three.nodes["alpha"], three.nodes["beta"]
    sent = Entry.objects.using(alpha.alias).select_related("partner", "batch").get(cid=item.cid)
    correcting.correct(alpha, officers.find(alpha, "lia"), sent, Letter(text="Read 1986.", lang="en"))
    three.settle("alpha", "beta")
    with pytest.raises(NotOpened):
        tell(three, item)
    Officer.objects.using(beta.alias).filter(name="omar").update(role="operator")
    with pytest.raises(RoleRefused):
        tell(three, item, by="omar")
    (row,) = OwedRow.objects.using(beta.alias).filter(done_at=None)
    with pytest.raises(BodyNotTold):
        owing.done(beta, base.who(three, "lia"), row, note="Done by telephone")


def test_nobody_sets_down_anything_of_a_message_that_is_not_for_them(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    correction = corrected(three, handed(three))
    monkeypatch.setattr(Asking, "may_know", lambda self, entries: [])
    with pytest.raises(NotFound):
        tell(three, correction)
    assert bodies(three, correction) == []


def test_a_correction_that_comes_in_meanwhile_is_not_told_by_the_word_on_the_one_before(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, beta = handed(three), three.nodes["beta"]
    correction = corrected(three, item)
    asked = telling_bodies.going_further.require

    def meanwhile(*given: Any, **named: Any) -> Any:
        BodyTold.objects.using(beta.alias).update(correction=item)
        return asked(*given, **named)

    monkeypatch.setattr(telling_bodies.going_further, "require", meanwhile)
    with pytest.raises(BadInput, match="meanwhile"):
        tell(three, correction)
    assert BodyTold.objects.using(beta.alias).get().told_at is None


def test_the_database_keeps_no_answer_without_a_telling_and_no_ground_missing(three: World) -> None:
    corrected(three, handed(three))
    rows = BodyTold.objects.using(three.nodes["beta"].alias)
    for wrong in ({"answer": "done"}, {"told_at": three.clock(), "how": "phone", "answer": "partly"}):
        with pytest.raises(IntegrityError), transaction.atomic(using=three.nodes["beta"].alias):
            rows.update(**wrong)


def test_whoever_owes_it_is_reminded(three: World) -> None:
    corrected(three, handed(three))
    three.clock.at += timedelta(hours=73)
    assert owing_reminders.run(three.nodes["beta"]) >= 1
    (line,) = desk(three, "beta").owed(LIA)
    assert line.late
    assert "lia" in line.reminded


def test_the_desk_and_the_command_do_the_same(three: World, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    correction = corrected(three, handed(three))
    monkeypatch.setattr(command, "open_node", lambda _: three.nodes["beta"])
    wanted = ["correction", "told", correction.uid, "--body", CUSTOMS, "--how", "phone", "--officer", "lia"]
    by = format_instant(three.clock() + timedelta(days=2))
    assert main.main([*wanted, "--answer", "none", "--answer-by", by, "--json"]) == 0, capsys.readouterr().err
    assert json.loads(capsys.readouterr().out)["stands"] == "told"
    assert main.main([*wanted, "--answer", "partly"]) != 0
    given = corrections.BodyWord(to=CUSTOMS, how="phone", answer="partly", ground="The file is closed")
    desk(three, "beta").body_told(LIA, correction.uid, given)
    (line,) = desk(three, "beta").completion(LIA, correction.uid)[1:]
    assert (line.body, line.stands, line.ground, line.how) == (CUSTOMS, "partly", "The file is closed", "phone")
    page = desk(three, "beta").case(LIA, correction.uid)
    assert [(each.body, each.stands) for each in page.completion if each.body] == [(CUSTOMS, "partly")]


def test_what_went_on_is_named_only_to_whom_its_message_is_known(three: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, beta = base.told_by_alpha(three), three.nodes["beta"]
    lia = base.who(three, "lia")
    PassedOn.objects.using(beta.alias).create(item=item, entry=item, officer=lia, at=beta.now())
    assert [line.entry_id for line in further.onward(beta, lia, item)] == [item.uid]
    monkeypatch.setattr(Asking, "may_know", lambda self, entries: [])
    assert further.onward(beta, lia, item) == ()
