"""Warnings on real nodes: the test before one leaves, who releases it, what became of it, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.audit.acts import Act
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.queries import case_screen, drafts, thread_page, warnings_given
from detente.node.queries.desk import Draft
from detente.node.services import (
    acting,
    approving,
    conversing,
    drafting,
    duty_to_warn,
    escalating,
    house,
    opening,
    owing,
    preludes,
    warning_commands,
)
from detente.node.services.conditions import Said
from detente.node.services.duties import RoleRefused
from detente.node.services.duty_to_warn import DutyDoesNotHold, DutyHolds, NotTested
from detente.node.services.letters import Letter
from detente.node.services.preludes import PreludeOver
from detente.node.stores.models import AuditRow, DraftRow, Entry, OwedRow, PreludeRow
from tests.node.asking import at, case, clock_of, do, who
from tests.node.world import World

YES = dict.fromkeys(duty_to_warn.QUESTIONS, "yes")
NO = {**YES, "credible": "no"}
LETTER = Letter(subject="Attaque en préparation", text="Trois personnes préparent une attaque.", lang="fr")


@pytest.fixture
def pair(asking: World) -> World:
    """Two nodes whose founding agreement covers warnings; alpha takes two persons for what leaves."""
    house.set_four_eyes(asking.nodes["alpha"], who(asking, "alpha", "lia"), wanted=True)
    return asking


def given(world: World, **values: str) -> dict[str, str]:
    latest = (world.clock() + timedelta(days=2)).isoformat(timespec="milliseconds")
    return {"urgency": "life-or-limb", "place": "Port-Clair", "latest": latest, **values}


def written(world: World, by: str = "analyst", **values: str) -> tuple[DraftRow, PreludeRow]:
    """Let alpha write a warning to beta; give its draft and what stands before it."""
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    draft = Draft(
        kind="warning",
        message="warning",
        to=partner.code,
        topic="ct",
        purpose="prevent-terrorism",
        law="Loi 2024-18",
        subject=LETTER.subject,
        text=LETTER.text,
        lang="fr",
        tlp="AMBER",
        more={"given": given(world, **values)},
    )
    row = drafting.save(node, who(world, "alpha", by), None, drafts.content_of(draft), partner)
    prelude = preludes.of_draft(node, row)
    assert prelude is not None
    return row, prelude


def submitted(world: World, by: str = "analyst", answers: dict[str, str] = YES, **values: str) -> DraftRow:
    row, prelude = written(world, by, **values)
    node, author = world.nodes["alpha"], who(world, "alpha", by)
    duty_to_warn.answer(node, author, prelude, answers)
    approving.submit(node, author, row, bound(node, row), None)
    return DraftRow.objects.using(node.alias).select_related("partner", "author").get(pk=row.pk)


def bound(node: Node, row: DraftRow) -> bytes:
    return drafting.challenge(drafting.written(node, row))


def released(world: World, row: DraftRow, by: str) -> Entry:
    node = world.nodes["alpha"]
    entry = approving.approve(node, who(world, "alpha", by), row, bound(node, row), None)
    assert entry is not None
    world.settle("alpha", "beta")
    return entry


def warned(world: World, by: str = "duty", **values: str) -> Entry:
    return released(world, submitted(world, **values), by)


def acts_of(world: World, here: str, act: Act) -> int:
    return AuditRow.objects.using(world.nodes[here].alias).filter(act=act).count()


def test_what_an_analyst_saw_leaves_under_the_name_of_the_duty_desk_and_is_reviewed(pair: World) -> None:
    entry = warned(pair)
    (owed,) = OwedRow.objects.using("world-alpha").filter(entry=entry, done_at=None)
    assert (owed.obligation, owed.due_at) == (owing.REVIEW, pair.clock() + timedelta(hours=24))
    assert clock_of(pair, "alpha", entry, "review").due == owed.due_at
    assert clock_of(pair, "alpha", entry, "acceptance").due == pair.clock() + timedelta(hours=2)
    pair.clock.advance(hours=3)
    owing.done(pair.nodes["alpha"], who(pair, "alpha", "release"), owed, note="It was right to warn.")
    assert clock_of(pair, "alpha", entry, "review").met_at == pair.clock()


def test_whoever_released_it_does_not_review_it(pair: World) -> None:
    entry = warned(pair)
    (owed,) = OwedRow.objects.using("world-alpha").filter(entry=entry, done_at=None)
    with pytest.raises(PolicyRefusal):
        owing.done(pair.nodes["alpha"], who(pair, "alpha", "analyst"), owed, note="x")
    with pytest.raises(BadInput):
        owing.done(pair.nodes["alpha"], who(pair, "alpha", "duty"), owed, note="x")


def test_a_second_person_of_the_release_desk_owes_no_review(pair: World) -> None:
    entry = warned(pair, by="release")
    assert not OwedRow.objects.using("world-alpha").filter(entry=entry).exists()
    assert [each.name for each in case(pair, "alpha", entry).clocks] != []
    assert "review" not in [each.name for each in case(pair, "alpha", entry).clocks]


def test_before_its_test_it_does_not_leave(pair: World) -> None:
    node, analyst = pair.nodes["alpha"], who(pair, "alpha", "analyst")
    row, _ = written(pair)
    with pytest.raises(NotTested):
        approving.submit(node, analyst, row, bound(node, row), None)
    with pytest.raises(NotTested):
        drafting.release(node, who(pair, "alpha", "release"), row, drafting.written(node, row), None)
    assert DraftRow.objects.using(node.alias).filter(pk=row.pk).exists()


def test_the_duty_desk_alone_releases_none_whose_duty_does_not_hold(pair: World) -> None:
    node, row = pair.nodes["alpha"], submitted(pair, answers=NO)
    with pytest.raises(DutyDoesNotHold):
        approving.approve(node, who(pair, "alpha", "duty"), row, bound(node, row), None)
    assert case(pair, "beta", released(pair, row, "release")).state == "received"


def test_nor_one_in_which_no_life_is_in_danger(pair: World) -> None:
    node, row = pair.nodes["alpha"], submitted(pair, urgency="public-security")
    left = approving.approve(node, who(pair, "alpha", "duty"), row, bound(node, row), None)
    assert left is None, "the signature of the duty desk does not suffice"
    assert released(pair, row, "release").kind == "warning"


def test_one_that_meets_the_test_is_not_thrown_away(pair: World) -> None:
    node, analyst = pair.nodes["alpha"], who(pair, "alpha", "analyst")
    row, prelude = written(pair)
    duty_to_warn.answer(node, analyst, prelude, YES)
    with pytest.raises(DutyHolds):
        drafting.discard(node, analyst, row)
    with pytest.raises(DutyHolds):
        drafting.save(node, analyst, row, {**row.content, "kind": "notification"}, row.partner)
    with pytest.raises(DutyHolds):
        duty_to_warn.drop(node, who(pair, "alpha", "lia"), prelude, Said(code="not-credible"))


def test_the_head_waives_it_with_a_ground_and_oversight_reads_it_with_the_words(pair: World) -> None:
    node = pair.nodes["alpha"]
    _, prelude = written(pair)
    duty_to_warn.answer(node, who(pair, "alpha", "analyst"), prelude, YES)
    with pytest.raises(BadInput, match="There is no reason"):
        duty_to_warn.waive(node, who(pair, "alpha", "head"), prelude, Said(code="no-time"))
    duty_to_warn.waive(node, who(pair, "alpha", "head"), prelude, Said(code="aware-already", note="Seen together"))
    prelude.refresh_from_db(using=node.alias)
    assert (prelude.state, prelude.content["text"], prelude.draft) == ("waived", LETTER.text, None)
    assert not DraftRow.objects.using(node.alias).exists()
    page = warnings_given.page(node, who(pair, "alpha", "lia"))
    assert [(line.state, line.reason.code) for line in page.ended if line.reason is not None] == [
        ("waived", "aware-already")
    ]
    with pytest.raises(PreludeOver):
        duty_to_warn.waive(node, who(pair, "alpha", "head"), prelude, Said(code="aware-already"))


def test_only_the_head_waives_and_a_liaison_officer_drops_what_does_not_hold(pair: World) -> None:
    node = pair.nodes["alpha"]
    _, prelude = written(pair)
    duty_to_warn.answer(node, who(pair, "alpha", "analyst"), prelude, NO)
    with pytest.raises(DutyDoesNotHold):
        duty_to_warn.waive(node, who(pair, "alpha", "head"), prelude, Said(code="aware-already"))
    duty_to_warn.drop(node, who(pair, "alpha", "lia"), prelude, Said(code="not-credible"))
    prelude.refresh_from_db(using=node.alias)
    assert prelude.state == "dropped"


def test_it_is_not_specific_where_it_says_neither_where_nor_when_nor_whom(pair: World) -> None:
    node = pair.nodes["alpha"]
    _, prelude = written(pair, place="", latest="", endangered="")
    with pytest.raises(BadInput, match="neither where nor when"):
        duty_to_warn.answer(node, who(pair, "alpha", "analyst"), prelude, YES)
    duty_to_warn.answer(node, who(pair, "alpha", "analyst"), prelude, {**YES, "specific": "no"})
    assert duty_to_warn.answers(node, prelude) == {"credible": True, "specific": False, "impending": True}


def test_a_time_that_is_past_is_no_warning(pair: World) -> None:
    node, row = pair.nodes["alpha"], submitted(pair)
    pair.clock.advance(days=2, hours=1)
    with pytest.raises(BadInput, match="The time that it warns of is past"):
        approving.approve(node, who(pair, "alpha", "release"), row, bound(node, row), None)


def test_one_that_comes_after_the_event_is_taken_shown_as_late_and_recorded(pair: World) -> None:
    row = submitted(pair)
    node = pair.nodes["alpha"]
    entry = approving.approve(node, who(pair, "alpha", "release"), row, bound(node, row), None)
    assert entry is not None
    pair.clock.advance(days=3)
    pair.settle("alpha", "beta")
    theirs = at(pair, "beta", entry)
    assert (theirs.code, case(pair, "beta", entry).state) == ("", "received")
    acting.open_entry(pair.nodes["beta"], who(pair, "beta", "duty"), theirs)
    page = thread_page.notification_page(pair.nodes["beta"], who(pair, "beta", "duty"), theirs)
    assert page.too_late
    assert acts_of(pair, "beta", Act.WARNING_CAME_LATE) == 1


def test_what_was_told_by_phone_is_set_down_and_travels_once_they_said_something(asking: World) -> None:
    entry = warned(asking)
    told = {
        "told_whom": "the duty officer",
        "told_at": "2026-11-22T10:00+00:00",
        "told_number": "+33 1",
        "told_what": "read out",
    }
    node, duty = asking.nodes["alpha"], who(asking, "alpha", "duty")
    made = conversing.act(node, duty, entry, "tell-by-other-channel", Said(given=told))
    assert made.pk == entry.pk, "nothing of theirs is here that it could name"
    do(asking, "beta", entry, "accept", "duty")
    do(asking, "alpha", entry, "stand-down", "duty", code="danger-over", letter=Letter(text="Over."))
    assert case(asking, "beta", entry).state == "stood-down"


def test_from_acceptance_to_thanks_both_sides_hold_the_same(pair: World) -> None:
    entry = warned(pair)
    do(pair, "beta", entry, "accept", "duty", given={"came_by_phone": "Omar"})
    do(pair, "beta", entry, "assess", "analyst", code="real")
    do(pair, "beta", entry, "act", "duty", given={"measures": "protection", "protectee": "told"})
    do(pair, "beta", entry, "send-outcome", "lia", code="prevented", letter=Letter(text="Merci.", lang="fr"))
    do(pair, "beta", entry, "thank", "head", letter=Letter(text="Merci encore.", lang="fr"))
    assert (case(pair, "alpha", entry).state, case(pair, "beta", entry).state) == ("thanked", "thanked")
    (outcome,) = Entry.objects.using("world-alpha").filter(message="outcome")
    assert opening.payload_of(outcome)["code"] == "prevented"
    done = case_screen.page(pair.nodes["beta"], who(pair, "beta", "lia"), at(pair, "beta", entry)).done
    assert [(step.event, [(each.name, each.words or each.code.code) for each in step.said if each.code or each.words])
            for step in done if step.event == "act"] == [
        ("act", [("measures", "protection"), ("protectee", "told")])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "said", "sentence"),
    [
        ("assess", {}, "Give the reason"),
        ("assess", {"code": "perhaps"}, "There is no reason"),
    ],
)
def test_what_is_missing_or_wrong_is_said(pair: World, event: str, said: dict[str, Any], sentence: str) -> None:
    entry = warned(pair)
    do(pair, "beta", entry, "accept", "duty")
    with pytest.raises(BadInput, match=sentence):
        do(pair, "beta", entry, event, "analyst", **said)


def test_measures_of_another_kind_are_refused_by_name(pair: World) -> None:
    entry = warned(pair)
    do(pair, "beta", entry, "accept", "duty")
    do(pair, "beta", entry, "assess", "analyst", code="real")
    for values, sentence in (
        ({"measures": "prayers", "protectee": "told"}, "measures is to be one of"),
        ({"measures": "search"}, "asks for more: protectee"),
        ({"measures": "search", "protectee": "told", "mood": "good"}, "does not ask for mood"),
    ):
        with pytest.raises(BadInput, match=sentence):
            do(pair, "beta", entry, "act", "duty", given=values)


def test_one_that_nobody_accepts_presses_until_a_named_person_does(pair: World) -> None:
    entry = warned(pair)
    pair.clock.advance(hours=3)
    assert escalating.run(pair.nodes["beta"]) > 0
    assert [each.silence if hasattr(each, "silence") else each.name for each in case(pair, "beta", entry).clocks]
    do(pair, "beta", entry, "accept", "duty")
    accepted = Entry.objects.using("world-alpha").get(message="accepted")
    assert opening.payload_of(accepted)["by"].startswith("officer-")


def test_the_lists_show_each_where_it_stands(pair: World) -> None:
    entry = warned(pair)
    written(pair, by="lia")
    node = pair.nodes["alpha"]
    page = warnings_given.page(node, who(pair, "alpha", "duty"))
    assert [(line.state, line.mine, line.subject.text) for line in page.prepared] == [("draft", False, "")]
    assert [(line.entry_id, line.place, line.life) for line in page.ours] == [(entry.uid, "Port-Clair", True)]
    theirs = warnings_given.page(pair.nodes["beta"], who(pair, "beta", "duty")).theirs
    assert [(line.entry_id, line.place) for line in theirs] == [(entry.uid, "")], "nobody opened it yet"
    with pytest.raises(RoleRefused):
        warnings_given.page(node, who(pair, "alpha", "oversight"))


def test_the_command_keeps_nothing_of_a_warning_that_lacks_something(pair: World) -> None:
    node = pair.nodes["alpha"]
    for values, answers in (({"urgency": "life"}, YES), (given(pair), {"credible": "yes"})):
        with pytest.raises(BadInput):
            warning_commands.send(node, "analyst", "BET", LETTER, values, answers)
    assert not DraftRow.objects.using(node.alias).exists()
    assert not PreludeRow.objects.using(node.alias).exists()


def test_the_command_writes_tests_and_submits(pair: World) -> None:
    node = pair.nodes["alpha"]
    found = warning_commands.send(node, "analyst", "BET", LETTER, given(pair), YES)
    assert found["state"] == "submitted"
    (line,) = warning_commands.listed(node, "duty")
    assert (line["state"], line["holds"], line["subject"]) == ("submitted", True, LETTER.subject)
    row = DraftRow.objects.using(node.alias).select_related("partner", "author").get(pk=found["draft"])
    assert released(pair, row, "duty").kind == "warning"
    assert warning_commands.listed(node, "duty") == []
