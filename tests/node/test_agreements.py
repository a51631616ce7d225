"""An agreement is drafted, countersigned, suspended, denounced and ended over the protocol; both nodes see the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.services import (
    acting,
    agreeing,
    agreement_cases,
    agreement_drafting,
    agreement_facts,
    agreements,
    casework,
    notifying,
    officers,
    requesting,
)
from detente.node.services.duties import RoleRefused
from detente.node.services.notifying import Letter
from detente.node.stores.models import AuditRow
from tests.node import agreed, asking
from tests.node.world import World


@pytest.fixture
def agreeable(pair: World) -> World:
    """Two nodes in contact, each with a head and a legal officer."""
    agreed.people(pair)
    return pair


def states(world: World, root: str) -> list[str]:
    """Give the states of a dialogue at both sides."""
    found = []
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        case = casework.case_of(world.nodes[here], world.partner(here, there), root)
        found.append("none" if case is None else case.state)
    return found


def root_of(world: World) -> str:
    """Give the dialogue of the first draft at alpha."""
    return world.entries("alpha", ours=True, kind="agreement")[0].root


def test_a_draft_that_is_countersigned_is_in_force_at_both_and_covers_what_it_says(agreeable: World) -> None:
    named = agreed.agree(agreeable)
    assert states(agreeable, root_of(agreeable)) == ["in-force", "in-force"]
    assert agreed.stage(agreeable, "alpha", "beta", named) == "in-force"
    assert agreed.stage(agreeable, "beta", "alpha", named) == "in-force"
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        agreed.notify(agreeable, here, there, f"from {here}", named, topic="missing.citizen")
    agreeable.settle("alpha", "beta")
    assert agreed.subjects(agreeable, "beta") == ["from alpha"]
    assert agreed.subjects(agreeable, "alpha") == ["from beta"]
    assert agreed.refusals(agreeable, "alpha") == agreed.refusals(agreeable, "beta") == []


@pytest.mark.parametrize(("topic", "code"), [("ct.intelligence", "topic.excluded"), ("crime", "topic.not-covered")])
def test_what_it_leaves_out_is_refused_before_it_leaves(agreeable: World, topic: str, code: str) -> None:
    named = agreed.agree(agreeable)
    with pytest.raises(PolicyRefusal) as refused:
        agreed.notify(agreeable, "alpha", "beta", "x", named, topic=topic)
    assert refused.value.code == code


def test_before_the_countersignature_nothing_travels_under_it(agreeable: World) -> None:
    text = agreed.text(agreeable, "alpha", "beta")
    a, partner = agreeable.nodes["alpha"], agreeable.partner("alpha", "beta")
    named = agreeing.read(a, partner, text).id
    agreeing.sign(a, agreed.head(agreeable, "alpha"), partner, text, heard=agreed.legal(agreeable, "alpha"))
    agreeable.settle("alpha", "beta")
    assert states(agreeable, root_of(agreeable)) == ["proposed", "proposed"]
    with pytest.raises(PolicyRefusal):
        agreed.notify(agreeable, "alpha", "beta", "x", named)


def test_the_founding_agreement_goes_on_beside_it(agreeable: World) -> None:
    agreed.agree(agreeable)
    a = agreeable.nodes["alpha"]
    notifying.notify(
        a, officers.find(a, "lia"), agreeable.partner("alpha", "beta"), Letter(subject="old", topic="ct.persons")
    )
    agreeable.settle("alpha", "beta")
    assert agreed.subjects(agreeable, "beta") == ["old"]


def test_a_text_that_replaces_another_ends_new_dialogues_under_it_and_lets_open_ones_finish(agreeable: World) -> None:
    first = agreed.agree(agreeable)
    asked = agreed.notify(agreeable, "alpha", "beta", "asked", first)
    agreeable.settle("alpha", "beta")
    second = agreed.agree(agreeable, replaces=[first], law="Agreement of December")
    assert agreed.stage(agreeable, "alpha", "beta", first) == "run-off"
    with pytest.raises(PolicyRefusal) as refused:
        agreed.notify(agreeable, "alpha", "beta", "x", first)
    assert refused.value.code == "agreement.run-off"
    b = agreeable.nodes["beta"]
    arrived = next(row for row in agreeable.entries("beta", ours=False) if row.cid == asked.cid)
    acting.accept(b, officers.find(b, "omar"), arrived, until=None)
    notifying.answer(b, officers.find(b, "omar"), arrived, Letter(text="answer"))
    agreed.notify(agreeable, "alpha", "beta", "new", second)
    agreeable.settle("alpha", "beta")
    assert agreed.refusals(agreeable, "alpha") == agreed.refusals(agreeable, "beta") == []
    assert "answer" in [row.message for row in agreeable.entries("alpha", ours=False)]


def test_a_counter_draft_is_signed_by_who_drafted_and_countersigned_by_who_countered(agreeable: World) -> None:
    a, b = agreeable.nodes["alpha"], agreeable.nodes["beta"]
    to_b, to_a = agreeable.partner("alpha", "beta"), agreeable.partner("beta", "alpha")
    text = agreed.text(agreeable, "alpha", "beta")
    other = agreed.text(agreeable, "alpha", "beta", excluded=["ct.intelligence", "ct.travel"])
    named, second = agreeing.read(a, to_b, text).id, agreeing.read(a, to_b, other).id
    agreeing.sign(a, agreed.head(agreeable, "alpha"), to_b, text, heard=agreed.legal(agreeable, "alpha"))
    agreeable.settle("alpha", "beta")
    with pytest.raises(BadInput):
        agreeing.counter(b, agreed.head(agreeable, "beta"), to_a, named, text)
    agreeing.counter(b, agreed.head(agreeable, "beta"), to_a, named, other)
    agreeable.settle("alpha", "beta")
    root = root_of(agreeable)
    assert states(agreeable, root) == ["countered", "countering"]
    agreeing.sign(a, agreed.head(agreeable, "alpha"), to_b, other, heard=agreed.legal(agreeable, "alpha"))
    agreeable.settle("alpha", "beta")
    agreeing.countersign(b, agreed.head(agreeable, "beta"), to_a, second, heard=agreed.legal(agreeable, "beta"))
    agreeable.settle("alpha", "beta")
    assert states(agreeable, root) == ["in-force", "in-force"]
    assert agreed.stage(agreeable, "beta", "alpha", second) == "in-force"
    assert agreed.stage(agreeable, "beta", "alpha", named) == "proposed"


def test_a_draft_is_declined_with_a_reason_or_withdrawn(agreeable: World) -> None:
    a, b = agreeable.nodes["alpha"], agreeable.nodes["beta"]
    to_b, to_a = agreeable.partner("alpha", "beta"), agreeable.partner("beta", "alpha")
    ends = []
    for law in ("one", "two"):
        text = agreed.text(agreeable, "alpha", "beta", law=law)
        sent = agreeing.sign(a, agreed.head(agreeable, "alpha"), to_b, text, heard=agreed.legal(agreeable, "alpha"))
        agreeable.settle("alpha", "beta")
        named = agreeing.read(a, to_b, text).id
        if law == "one":
            agreeing.decline(b, agreed.head(agreeable, "beta"), to_a, named, reason="too wide")
        else:
            agreeing.withdraw(a, agreed.head(agreeable, "alpha"), to_b, named)
        agreeable.settle("alpha", "beta")
        ends.append(states(agreeable, sent.root))
        assert agreed.stage(agreeable, "alpha", "beta", named) == "proposed"
    assert ends == [["declined", "declined"], ["withdrawn", "withdrawn"]]
    assert "draft-gone" in [row.message for row in agreeable.entries("alpha", ours=False) if not row.code]


def test_what_the_command_writes_says_who_suspended_what_and_how_much_is_held(agreeable: World) -> None:
    a, b = agreeable.nodes["alpha"], agreeable.nodes["beta"]
    text = agreement_drafting.draft(
        a,
        "bet",
        topics=["ct", "missing"],
        ours=["notification"],
        theirs=["notification", "warning"],
        purposes=["prevent-terrorism"],
        law="Agreement",
        ref="art. 1",
        ceiling=["tlp:AMBER+STRICT"],
        begins=None,
        ends=None,
    )
    agreement_drafting.act(a, "chloe", "bet", "sign", None, text=text, heard="hana")
    agreeable.settle("alpha", "beta")
    (named,) = [
        facts.text.id
        for facts in agreement_facts.all_of(b, agreeable.partner("beta", "alpha"))
        if facts.stage == "proposed"
    ]
    agreement_drafting.act(b, "chloe", "alp", "sign", named[:10], text=None, heard="hana")
    agreeable.settle("alpha", "beta")
    agreement_drafting.act(
        b, "chloe", "alp", "suspend", named, reason="talks", topic="ct", mode="hold", exempt=["life"]
    )
    agreeable.settle("alpha", "beta")
    agreed.notify(agreeable, "alpha", "beta", "held", named)
    facts = agreement_facts.to_json(a, agreeable.partner("alpha", "beta"))
    (shown,) = [row for row in facts["agreements"] if row["id"] == named]
    assert (shown["stage"], shown["state"], shown["signed"]) == ("in-force", "in-force", {"us": True, "them": True})
    (suspension,) = shown["suspensions"]
    assert (suspension["by"], suspension["topic"], suspension["reason"]) == ("them", "ct", "talks")
    assert suspension["exempt"] == ["life"]
    assert suspension["since"] is not None
    assert facts["held"]["count"] == 1
    assert agreement_facts.held(b, agreeable.partner("beta", "alpha")).count == 0
    agreement_drafting.act(b, "chloe", "alp", "lift", named, topic="ct")
    agreeable.settle("alpha", "beta")
    facts = agreement_facts.to_json(a, agreeable.partner("alpha", "beta"))
    assert facts["held"] == {"count": 0, "oldest": None}
    with pytest.raises(NotFound):
        agreement_drafting.act(a, "chloe", "bet", "lift", "nosuch", topic=None)
    with pytest.raises(BadInput, match="ends before it begins"):
        agreement_drafting.draft(
            a,
            "bet",
            topics=["ct"],
            ours=["notification"],
            theirs=[],
            purposes=["p"],
            law="x",
            ref="",
            ceiling=["tlp:AMBER"],
            begins=None,
            ends=agreeable.clock() - timedelta(days=1),
        )


def test_only_the_head_signs_with_the_legal_officer_heard(agreeable: World) -> None:
    a, partner = agreeable.nodes["alpha"], agreeable.partner("alpha", "beta")
    text, lia = agreed.text(agreeable, "alpha", "beta"), officers.find(agreeable.nodes["alpha"], "lia")
    with pytest.raises(RoleRefused):
        agreeing.sign(a, lia, partner, text, heard=agreed.legal(agreeable, "alpha"))
    for nobody in (None, lia):
        with pytest.raises(BadInput, match="legal officer"):
            agreeing.sign(a, agreed.head(agreeable, "alpha"), partner, text, heard=nobody)
    assert agreeable.entries("alpha", ours=True, kind="agreement") == []


def test_an_act_that_is_not_possible_now_is_refused_in_a_sentence_and_changes_nothing(agreeable: World) -> None:
    named = agreed.agree(agreeable)
    a, partner, head = agreeable.nodes["alpha"], agreeable.partner("alpha", "beta"), agreed.head(agreeable, "alpha")
    before = AuditRow.objects.using(a.alias).count()
    with pytest.raises(NoSuchStep):
        agreeing.lift(a, head, partner, named)
    with pytest.raises(NoSuchStep):
        agreeing.certify(a, head, partner, named, data="destroyed")
    with pytest.raises(NotFound):
        agreeing.suspend(a, head, partner, "A" * 43, reason="x")
    with pytest.raises(BadInput, match="does not cover"):
        agreeing.suspend(a, head, partner, named, reason="x", topic="crime")
    with pytest.raises(BadInput, match="has passed"):
        agreeing.give_notice(a, head, partner, named, end=agreeable.clock(), plan="")
    assert AuditRow.objects.using(a.alias).count() == before


def test_notice_run_off_and_certificates_end_it_and_a_date_that_nobody_kept_ends_it_too(agreeable: World) -> None:
    named = agreed.agree(agreeable)
    a, b = agreeable.nodes["alpha"], agreeable.nodes["beta"]
    to_b, to_a = agreeable.partner("alpha", "beta"), agreeable.partner("beta", "alpha")
    end = agreeable.clock() + timedelta(days=30)
    agreeing.give_notice(a, agreed.head(agreeable, "alpha"), to_b, named, end=end, plan="Data is returned by March.")
    agreeable.settle("alpha", "beta")
    root = root_of(agreeable)
    assert states(agreeable, root) == ["notice-by-us", "notice-by-them"]
    agreed.notify(agreeable, "alpha", "beta", "still open", named)
    assert agreement_cases.end_terms(a) == 0
    agreeable.clock.advance(days=30)
    assert agreement_cases.end_terms(a) == 1
    agreeable.settle("alpha", "beta")
    assert states(agreeable, root) == ["run-off", "run-off"]
    with pytest.raises(PolicyRefusal) as refused:
        agreed.notify(agreeable, "beta", "alpha", "x", named)
    assert refused.value.code == "agreement.run-off"
    for node, here, partner in ((a, "alpha", to_b), (b, "beta", to_a)):
        agreeing.certify(node, agreed.head(agreeable, here), partner, named, data="destroyed")
        agreeable.settle("alpha", "beta")
    assert states(agreeable, root) == ["ended", "ended"]
    assert agreed.stage(agreeable, "beta", "alpha", named) == "ended"
    assert agreed.refusals(agreeable, "alpha") == agreed.refusals(agreeable, "beta") == []


def test_what_was_released_and_cannot_leave_before_the_end_is_kept_back_and_marked(agreeable: World) -> None:
    named = agreed.agree(agreeable, valid_to=agreeable.clock() + timedelta(days=2), run_off_days=2)
    agreeable.cut = lambda sender, receiver: "request"
    late = agreed.notify(agreeable, "alpha", "beta", "late", named)
    agreeable.turn("alpha", "beta")
    second = agreed.notify(agreeable, "alpha", "beta", "never stamped", named)
    agreeable.clock.advance(days=3)
    agreeable.cut = lambda sender, receiver: ""
    agreeable.settle("alpha", "beta")
    rows = {row.cid: row for row in agreeable.entries("alpha", ours=True, kind="notification")}
    assert (rows[second.cid].code, rows[second.cid].seq) == ("agreement.run-off", None)
    assert rows[late.cid].code == ""
    assert agreed.subjects(agreeable, "beta") == ["late"]
    assert agreed.refusals(agreeable, "beta") == []


def test_what_names_no_agreement_is_opened_under_the_newest_that_lets_us(agreeable: World) -> None:
    node, partner = agreeable.nodes["alpha"], agreeable.partner("alpha", "beta")
    officer = officers.find(node, "lia")
    (founding,) = agreements.in_force(node.alias, partner)
    assert notifying.notify(node, officer, partner, Letter(subject="first", text="x")).agreement == founding.id
    named = agreed.agree(agreeable)
    assert notifying.notify(node, officer, partner, Letter(subject="second", text="x")).agreement == named
    assert requesting.request(node, officer, partner, asking.WORDS, asking.FORM).agreement == named
    # One that lets us open less than this says nothing about it.
    agreed.agree(agreeable, topics=["missing"], excluded=[])
    assert notifying.notify(node, officer, partner, Letter(subject="third", text="x", topic="ct")).agreement == named
