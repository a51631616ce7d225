"""A suspension holds in order what has no place yet, on one side or both; nothing is lost, refused or overtaken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from detente.model.errors import PolicyRefusal
from detente.model.instant import format_instant
from detente.node.services import (
    acting,
    agreeing,
    agreement_facts,
    agreements,
    casework,
    conversing,
    correcting,
    delivering,
    holding,
    notifying,
    officers,
    opening,
    pausing,
    releasing,
    runs,
    scopes,
    stamping,
)
from detente.node.services.conditions import Said
from detente.node.services.notifying import Letter
from detente.node.stores.models import CaseRow, Delivery, Entry
from detente.node.stores.unit import unit
from detente.policy.agreement_text import FullAgreement
from tests.node import agreed
from tests.node.world import World


@pytest.fixture
def allies(pair: World) -> tuple[World, str]:
    """Two nodes with a full agreement in force, and its id."""
    agreed.people(pair)
    return pair, agreed.agree(pair)


def suspend(world: World, here: str, there: str, named: str, **changes: Any) -> Entry:
    """Suspend by the head of a node."""
    node = world.nodes[here]
    values = {"reason": "the talks are interrupted"} | changes
    return agreeing.suspend(node, agreed.head(world, here), world.partner(here, there), named, **values)


def lift(world: World, here: str, there: str, named: str, **changes: Any) -> Entry:
    """Lift by the head of a node."""
    return agreeing.lift(world.nodes[here], agreed.head(world, here), world.partner(here, there), named, **changes)


def sent(world: World) -> list[str]:
    """Give the subjects of alpha's notifications that have a place."""
    rows = world.entries("alpha", ours=True, kind="notification")
    return [row.subject for row in rows if row.seq is not None]


@pytest.mark.parametrize("by", ["alpha", "beta"])
def test_what_is_written_meanwhile_waits_in_order_and_leaves_after_the_lift(allies: tuple[World, str], by: str) -> None:
    world, named = allies
    other = "beta" if by == "alpha" else "alpha"
    suspend(world, by, other, named)
    world.settle("alpha", "beta")
    for number in range(3):
        agreed.notify(world, "alpha", "beta", f"n{number}", named)
        agreed.notify(world, "beta", "alpha", f"m{number}", named)
        world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == agreed.subjects(world, "alpha") == []
    world.clock.advance(days=30)
    lift(world, by, other, named)
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["n0", "n1", "n2"]
    assert agreed.subjects(world, "alpha") == ["m0", "m1", "m2"]
    assert agreed.refusals(world, "alpha") == agreed.refusals(world, "beta") == []


def test_it_runs_again_only_when_each_side_has_lifted_its_own(allies: tuple[World, str]) -> None:
    world, named = allies
    suspend(world, "alpha", "beta", named)
    suspend(world, "beta", "alpha", named)
    agreed.notify(world, "alpha", "beta", "waits", named)
    world.settle("alpha", "beta")
    lift(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    assert sent(world) == []
    lift(world, "alpha", "beta", named)
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["waits"]
    assert agreed.refusals(world, "alpha") == agreed.refusals(world, "beta") == []


def test_a_topic_is_suspended_with_what_is_below_it_and_others_go_on(allies: tuple[World, str]) -> None:
    world, named = allies
    suspend(world, "beta", "alpha", named, topic="ct")
    world.settle("alpha", "beta")
    agreed.notify(world, "alpha", "beta", "below", named, topic="ct.persons")
    agreed.notify(world, "alpha", "beta", "other", named, topic="missing.citizen")
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["other"]
    lift(world, "beta", "alpha", named, topic="ct")
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["other", "below"]


def test_the_one_topic_of_a_founding_agreement_is_suspended_too(allies: tuple[World, str]) -> None:
    world, _ = allies
    a = world.nodes["alpha"]
    standing = agreements.in_force(a.alias, world.partner("alpha", "beta"))
    named = next(item.id for item in standing if not isinstance(item, FullAgreement))
    suspend(world, "alpha", "beta", named)
    agreed.notify(world, "alpha", "beta", "old way", named)
    world.settle("alpha", "beta")
    assert sent(world) == []
    lift(world, "alpha", "beta", named, topic="ct")
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["old way"]


def test_danger_to_life_passes_and_another_warning_waits(allies: tuple[World, str]) -> None:
    world, named = allies
    suspend(world, "alpha", "beta", named)
    agreed.notify(world, "alpha", "beta", "waits", named)
    agreed.warn(world, "alpha", "beta", named, life=False)
    urgent = agreed.warn(world, "alpha", "beta", named, life=True)
    world.settle("alpha", "beta")
    assert [row.cid for row in world.entries("beta", ours=False, kind="warning")] == [urgent.cid]
    assert agreed.refusals(world, "beta") == []


def test_a_suspension_that_exempts_nothing_holds_even_danger_to_life(allies: tuple[World, str]) -> None:
    world, named = allies
    suspend(world, "beta", "alpha", named, exempt=[])
    world.settle("alpha", "beta")
    agreed.warn(world, "alpha", "beta", named, life=True)
    world.settle("alpha", "beta")
    assert world.entries("beta", ours=False, kind="warning") == []


def test_an_answer_waits_and_evidence_behind_it_does_not_pass_it(allies: tuple[World, str]) -> None:
    world, named = allies
    agreed.notify(world, "alpha", "beta", "asked", named)
    world.settle("alpha", "beta")
    b = world.nodes["beta"]
    (arrived,) = world.entries("beta", ours=False, kind="notification")
    suspend(world, "beta", "alpha", named)
    acting.accept(b, officers.find(b, "omar"), arrived, until=None)
    notifying.answer(b, officers.find(b, "omar"), arrived, Letter(text="the answer"))
    world.settle("alpha", "beta")
    # Evidence is in no scope: what came before the answer has arrived.
    told = [row.message for row in world.entries("alpha", ours=False) if row.kind in ("evidence", "answer")]
    assert told == ["opened", "accepted"]
    lift(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    assert world.entries("alpha", ours=False, kind="answer")[0].code == ""


def test_with_mode_refuse_nothing_new_is_taken_for_sending(allies: tuple[World, str]) -> None:
    world, named = allies
    agreed.notify(world, "alpha", "beta", "before", named)
    suspend(world, "alpha", "beta", named, mode="refuse")
    with pytest.raises(PolicyRefusal) as refused:
        agreed.notify(world, "alpha", "beta", "after", named)
    assert refused.value.code == "agreement.suspended"
    world.settle("alpha", "beta")
    assert sent(world) == []
    lift(world, "alpha", "beta", named)
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["before"]


def test_our_own_flag_holds_from_the_act_and_until_the_lift_has_its_place(allies: tuple[World, str]) -> None:
    world, named = allies
    a, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    agreed.notify(world, "alpha", "beta", "first", named)
    suspend(world, "alpha", "beta", named)
    batch = stamping.stamp_ready(a, partner)
    assert batch is not None
    assert [row.message for row in world.entries("alpha", ours=True) if row.batch_id == batch.pk] == ["suspend"]
    world.settle("alpha", "beta")
    lift(world, "alpha", "beta", named)
    batch = stamping.stamp_ready(a, partner)
    assert batch is not None
    placed = [row.message for row in world.entries("alpha", ours=True) if row.batch_id == batch.pk]
    assert placed == ["lift"]
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["first"]
    assert agreed.refusals(world, "beta") == []


def test_an_act_of_the_partner_that_is_not_opened_yet_holds_as_the_strictest_would(
    allies: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, named = allies
    suspend(world, "beta", "alpha", named)
    with monkeypatch.context() as asleep:
        asleep.setattr(opening, "open_waiting", lambda node, partner: 0)
        world.turn("beta", "alpha")
        agreed.notify(world, "alpha", "beta", "too early", named)
        agreed.warn(world, "alpha", "beta", named, life=True)
        world.turn("alpha", "beta")
        assert [row.kind for row in world.entries("beta", ours=False) if row.kind != "agreement"] == ["contact"]
    # The act is opened in the first turn, which wakes the next one.
    world.settle("alpha", "beta")
    world.settle("alpha", "beta")
    assert [row.kind for row in world.entries("beta", ours=False)][-1] == "warning"
    assert agreed.refusals(world, "beta") == []


def test_a_breach_is_refused_with_its_code(allies: tuple[World, str], monkeypatch: pytest.MonkeyPatch) -> None:
    world, named = allies
    suspend(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    monkeypatch.setattr(holding, "is_held", lambda scope, known: False)
    agreed.notify(world, "alpha", "beta", "forbidden", named)
    world.settle("alpha", "beta")
    assert agreed.refusals(world, "beta") == ["agreement.suspended"]
    assert agreed.subjects(world, "beta") == []


def test_what_lost_its_place_is_judged_anew(allies: tuple[World, str]) -> None:
    """The epoch ends with a batch unreceipted; meanwhile the partner suspends: the entry waits at the front."""
    world, named = allies
    world.cut = lambda sender, receiver: "request" if sender == "alpha" else ""
    agreed.notify(world, "alpha", "beta", "first", named)
    world.turn("alpha", "beta")
    assert sent(world) == ["first"]
    world.cut = lambda sender, receiver: ""
    suspend(world, "beta", "alpha", named)
    runs.begin(world.nodes["beta"])
    world.turn("beta", "alpha")
    agreed.notify(world, "alpha", "beta", "second", named)
    world.settle("alpha", "beta")
    assert sent(world) in ([], ["first"])
    lift(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == ["first", "second"]
    assert agreed.refusals(world, "beta") == []


def test_a_turn_that_ends_before_the_queue_does_comes_again(
    allies: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, named = allies
    world.settle("alpha", "beta")
    monkeypatch.setattr(delivering, "MOST_ROUNDS", 1)
    agreed.notify(world, "alpha", "beta", "one", named)
    world.turn("alpha", "beta")
    row = Delivery.objects.using(world.nodes["alpha"].alias).get()
    assert row.next_at is not None
    assert row.next_at <= world.clock() + timedelta(seconds=1)


def clocks(world: World, here: str, there: str, root: str) -> dict[str, Any]:
    """Give the clocks of a dialogue at one node, by name."""
    case = casework.case_of(world.nodes[here], world.partner(here, there), root)
    assert case is not None
    return {clock.name: clock for clock in case.clocks}


def test_clocks_stand_still_between_the_receipts_of_suspend_and_lift_on_both_sides(
    allies: tuple[World, str],
) -> None:
    world, named = allies
    asked = agreed.notify(world, "alpha", "beta", "asked", named)
    world.settle("alpha", "beta")
    before = clocks(world, "alpha", "beta", asked.root)["answer"].due
    world.clock.advance(days=2)
    suspend(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    begun = world.clock()
    world.clock.advance(days=30)
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        clock = clocks(world, here, there, asked.root)["answer"]
        assert (clock.paused, clock.due) == (begun, before)
        assert pausing.recount(world.nodes[here], world.partner(here, there)) == 0
    lift(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        clock = clocks(world, here, there, asked.root)["answer"]
        # The limit is in days: thirty of them from nine to nine touch thirty-one.
        assert (clock.paused, clock.due) == (None, before + timedelta(days=31))
        seen: dict[int, Any] = {}
        assert pausing.follow(world.nodes[here], seen) >= 1
        assert pausing.follow(world.nodes[here], seen) == 0
    row = CaseRow.objects.using(world.nodes["alpha"].alias).get(entry__cid=asked.cid)
    assert row.next_due is not None


def test_clocks_of_other_topics_and_of_what_is_exempt_run_on(allies: tuple[World, str]) -> None:
    world, named = allies
    other = agreed.notify(world, "alpha", "beta", "other", named, topic="missing")
    world.settle("alpha", "beta")
    suspend(world, "alpha", "beta", named, topic="ct")
    suspend(world, "beta", "alpha", named, exempt=["notification"])
    world.settle("alpha", "beta")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        assert clocks(world, here, there, other.root)["answer"].paused is None


def test_overlapping_suspensions_of_both_sides_are_one_pause(allies: tuple[World, str]) -> None:
    world, named = allies
    asked = agreed.notify(world, "alpha", "beta", "asked", named)
    world.settle("alpha", "beta")
    before = clocks(world, "alpha", "beta", asked.root)["answer"].due
    for step in (
        lambda: suspend(world, "alpha", "beta", named),
        lambda: suspend(world, "beta", "alpha", named, topic="ct"),
        lambda: lift(world, "alpha", "beta", named),
        lambda: lift(world, "beta", "alpha", named, topic="ct"),
    ):
        world.clock.advance(days=1)
        step()
        world.settle("alpha", "beta")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        clock = clocks(world, here, there, asked.root)["answer"]
        assert (clock.paused, clock.due) == (None, before + timedelta(days=4))


def correct(world: World, item: Entry) -> Entry | Exception:
    """Let alpha correct an item; give its entry, or why it may not leave."""
    node = world.nodes["alpha"]
    words = Letter(text="It was another day.", lang="en")
    (made,) = correcting.correct(node, officers.find(node, "lia"), item, words)
    world.settle("alpha", "beta")
    return made


def test_no_suspension_holds_a_correction_and_no_list_of_kinds(allies: tuple[World, str]) -> None:
    world, named = allies
    item = agreed.notify(world, "alpha", "beta", "n", named)
    world.settle("alpha", "beta")
    suspend(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    made = correct(world, item)
    assert isinstance(made, Entry)
    there = Entry.objects.using(world.nodes["beta"].alias).get(cid=made.cid)
    assert (there.judged, there.code) == (True, "")
    assert CaseRow.objects.using(world.nodes["beta"].alias).get(entry=there).state == "received"


def test_after_the_end_not_even_a_correction_travels(allies: tuple[World, str]) -> None:
    world, named = allies
    item = agreed.notify(world, "alpha", "beta", "n", named)
    world.settle("alpha", "beta")
    world.clock.advance(days=1000)
    assert isinstance(correct(world, item), PolicyRefusal)


def answered(world: World, made: Entry) -> Entry:
    """Let beta object to a correction; give what it wrote."""
    node = world.nodes["beta"]
    officers.add(node, name="rosa", shown="Rosa", role="release")
    opener = Entry.objects.using(node.alias).select_related("partner", "batch").get(cid=made.cid)
    conversing.act(node, officers.find(node, "omar"), opener, "open", Said())
    words = Letter(text="Our file has it so.", lang="en")
    said = Said(code="right-as-it-is", letter=words)
    conversing.act(node, officers.find(node, "rosa"), opener, "object", said)
    return Entry.objects.using(node.alias).get(ours=True, message="objected")


def test_what_answers_a_correction_is_of_it_and_not_of_the_thread_that_it_stands_in(allies: tuple[World, str]) -> None:
    """Whole dialogues pass (DXP 13), in the urgent lane (6): the objection, and the insisting on it, too."""
    world, named = allies
    item = agreed.notify(world, "alpha", "beta", "n", named)
    world.settle("alpha", "beta")
    suspend(world, "beta", "alpha", named)
    world.settle("alpha", "beta")
    made = correct(world, item)
    assert isinstance(made, Entry)
    objection = answered(world, made)
    assert (objection.re, objection.root) == (made.cid, item.cid)
    assert (objection.lane, scopes.parts(objection.scope)) == ("urgent", ("correction", False, named, "ct"))
    world.settle("alpha", "beta")
    a = world.nodes["alpha"]
    arrived = Entry.objects.using(a.alias).get(cid=objection.cid)
    assert (arrived.judged, arrived.code) == (True, "")
    opener = Entry.objects.using(a.alias).select_related("partner", "batch").get(cid=made.cid)
    officers.add(a, name="rosa", shown="Rosa", role="release")
    words = Said(letter=Letter(text="We have seen the register.", lang="en"))
    conversing.act(a, officers.find(a, "rosa"), opener, "insist", words)
    world.settle("alpha", "beta")
    assert [case.state for case in CaseRow.objects.using(a.alias).filter(entry__cid=made.cid)] == ["insisting"]
    assert agreed.refusals(world, "alpha") == agreed.refusals(world, "beta") == []


def test_what_the_partner_tells_that_it_holds_is_taken_and_shown(allies: tuple[World, str]) -> None:
    """`control` `held` (DXP 13): a partner may send it; it reaches no desk, and the command shows the last one."""
    world, _ = allies
    node, there = world.nodes["beta"], world.partner("beta", "alpha")
    assert agreement_facts.to_json(node, there)["held_there"] is None
    for count in (3, 5):
        told = {"count": count, "oldest": format_instant(world.clock())}
        payload = {"dialogue": None, "message": "held", "ref": {"own": None, "yours": None}, **told}
        sealed = releasing.seal(world.nodes["alpha"], world.partner("alpha", "beta"), kind="control", payload=payload)
        with unit(world.nodes["alpha"], "tell") as work:
            releasing.store(
                world.nodes["alpha"], world.partner("alpha", "beta"), sealed, message="held", root=None, work=work
            )
        world.settle("alpha", "beta")
        assert agreement_facts.to_json(node, there)["held_there"] == told
    assert agreed.refusals(world, "beta") == []
