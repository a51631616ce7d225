"""A request for information between two whole nodes, act by act, as the tables have it on both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.cases import clocks
from detente.cases.clocks import ClockState
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries import messages
from detente.node.services import acting, casework, conversing, dispatching, linking, notifying, opening, requesting
from detente.node.services.conditions import Said, Unmet
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import CaseLink, CaseStep
from tests.node.asking import FORM, accepted, agreed, ask, at, case, clock_of, do, in_days, states, who
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import World


def test_a_question_back_is_no_proof_of_an_answer(asking: World) -> None:
    give_accounts(asking)
    opener = accepted(asking)
    do(asking, "beta", opener, "ask-clarification", missing=("period",), letter=Letter(text="Which year?", lang="en"))
    for here in ("alpha", "beta"):
        page = desk(asking, here).notification(LIA, opener.uid)
        assert [proof.receipt for proof in page.proofs][-1:] == ["accepted"]
        assert [receipt.proved for receipt in page.receipts if receipt.kind == "answered"] == [False]
        assert messages.show_named(asking.nodes[here], None, opener.uid)["receipts"]["answered"] is None


def test_a_request_is_asked_back_answered_and_thanked_for_as_both_tables_have_it(asking: World) -> None:
    opener = accepted(asking)
    assert states(asking, opener) == ("accepted", "accepted")
    do(asking, "beta", opener, "ask-clarification", missing=("period",), letter=Letter(text="Which year?", lang="en"))
    assert states(asking, opener) == ("clarification-asked", "clarifying")
    assert clocks.clock_state(clock_of(asking, "alpha", opener, "answer"), now=asking.clock()) is ClockState.STOPPED
    agreed(asking, opener)
    asking.clock.advance(hours=30)
    do(asking, "alpha", opener, "clarify", letter=Letter(text="This year.", lang="en"))
    assert states(asking, opener) == ("accepted", "accepted")
    agreed(asking, opener)
    do(asking, "beta", opener, "collect", "analyst")
    do(asking, "beta", opener, "interim", until=in_days(asking, 3))
    do(asking, "beta", opener, "answer-part", letter=Letter(text="Two entries.", lang="en"))
    assert states(asking, opener) == ("part-answered", "part-sent")
    do(asking, "beta", opener, "answer", letter=Letter(text="And a third.", lang="en"))
    assert states(asking, opener) == ("answered", "answered")
    do(asking, "alpha", opener, "assess", "analyst", confirmed=True)
    do(asking, "alpha", opener, "send-feedback", code="led-to-action", letter=Letter(text="Thank you.", lang="en"))
    assert states(asking, opener) == ("closed", "closed")
    agreed(asking, opener)
    kinds = [row.kind for row in asking.entries("beta", ours=False) if row.root == opener.cid]
    assert kinds == ["request-information", "request-information", "feedback"]


def test_an_extension_moves_the_end_on_both_sides_and_the_second_is_the_heads(asking: World) -> None:
    opener = accepted(asking)
    before = clock_of(asking, "alpha", opener, "answer").due
    with pytest.raises(Unmet, match="Give the reason: volume"):
        do(asking, "beta", opener, "extend", until=before + timedelta(days=1))
    with pytest.raises(Unmet, match="not later than the present one"):
        do(asking, "beta", opener, "extend", until=before - timedelta(hours=1), code="volume")
    do(asking, "beta", opener, "extend", until=before + timedelta(days=4), code="volume")
    assert clock_of(asking, "alpha", opener, "answer").due >= before + timedelta(days=4)
    agreed(asking, opener)
    with pytest.raises(Unmet, match="head of service extends it again"):
        do(asking, "beta", opener, "extend", until=before + timedelta(days=9), code="volume")
    with pytest.raises(NotInRole):
        do(asking, "beta", opener, "extend-again", until=before + timedelta(days=9), code="volume")
    do(asking, "beta", opener, "extend-again", "head", until=before + timedelta(days=9), code="translation")
    agreed(asking, opener)


def test_a_withdrawal_is_confirmed_by_the_node_and_an_answer_that_crosses_it_stands(asking: World) -> None:
    opener = accepted(asking)
    do(asking, "alpha", opener, "withdraw", code="settled")
    assert states(asking, opener) == ("withdrawn", "withdrawn")
    crossing = accepted(asking)
    do(asking, "beta", crossing, "collect", "analyst")
    a, b = asking.nodes["alpha"], asking.nodes["beta"]
    conversing.act(a, who(asking, "alpha", "lia"), at(asking, "alpha", crossing), "withdraw", Said(code="settled"))
    words = Said(letter=Letter(text="Nothing but this.", lang="en"))
    conversing.act(b, who(asking, "beta", "lia"), at(asking, "beta", crossing), "answer", words)
    asking.settle("alpha", "beta")
    assert states(asking, crossing) == ("answered", "answered")


def test_only_release_or_head_refuses_and_the_inner_ground_stays(asking: World) -> None:
    opener = accepted(asking)
    with pytest.raises(NotInRole):
        do(asking, "beta", opener, "refuse", "analyst", ground="hr-death-penalty")
    do(asking, "beta", opener, "refuse", "release", ground="hr-death-penalty", explained="See our letter.")
    assert states(asking, opener) == ("refused", "refused")
    (refusal,) = asking.entries("alpha", ours=False, kind="refusal")
    assert opening.payload_of(refusal)["ground"] == "rights"
    assert b"hr-death-penalty" not in bytes(refusal.plaintext or b"")
    step = CaseStep.objects.using(asking.nodes["beta"].alias).get(event="refuse")
    assert step.details["inner"] == "hr-death-penalty"


def test_a_ground_that_tells_what_is_held_becomes_the_neutral_answer(asking: World) -> None:
    opener = accepted(asking)
    held_at = at(asking, "beta", opener).batch.held_at
    made = do(asking, "beta", opener, "refuse", "release", ground="dxp-protected", explained="He is our source.")
    assert (made.kind, made.message, made.not_before) == ("answer", "nil", held_at + timedelta(days=1))
    assert opening.payload_of(made) == {
        "dialogue": "request-information",
        "message": "nil",
        "ref": {"own": None, "yours": "ALP-7"},
    }
    assert states(asking, opener) == ("accepted", "nil")
    asking.clock.advance(days=1)
    asking.settle("alpha", "beta")
    assert states(asking, opener) == ("nil", "nil")


def test_a_transfer_names_the_competent_body(asking: World) -> None:
    opener = accepted(asking)
    with pytest.raises(Unmet, match="Name the competent body"):
        do(asking, "beta", opener, "transfer")
    do(asking, "beta", opener, "transfer", competent="Border police")
    assert states(asking, opener) == ("transferred", "transferred")
    (told,) = asking.entries("alpha", ours=False, kind="answer")
    assert opening.payload_of(told)["competent"] == "Border police"


def test_an_urgency_is_rejected_once_with_a_reason_and_the_clock_falls_back(asking: World) -> None:
    opener = ask(asking, replace(FORM, urgency="life-or-limb"))
    assert case(asking, "alpha", opener).terms.urgent
    do(asking, "beta", opener, "open")
    do(asking, "beta", opener, "accept-urgent", "duty", confirmed=True)
    before = clock_of(asking, "alpha", opener, "answer").due
    do(asking, "beta", opener, "reject-urgency", code="no-threat-shown")
    assert clock_of(asking, "alpha", opener, "answer").due > before
    agreed(asking, opener)
    with pytest.raises(Unmet, match="can be rejected once"):
        do(asking, "beta", opener, "reject-urgency", code="no-threat-shown")


def test_a_request_says_what_it_must_and_each_thing_missing_is_one_sentence(asking: World) -> None:
    with pytest.raises(requesting.Incomplete) as refused:
        ask(asking, Form(wanted=(" ",), urgency="very"), Letter(subject="Entries", text="Please."))
    codes = [each.code for each in refused.value.missing]
    assert codes == ["purpose", "facts", "person-link", "what-exactly", "urgency-reason", "use-limits", "language"]
    assert str(refused.value).count(".") == len(codes)
    assert asking.entries("alpha", ours=True, kind="request-information") == []


def test_a_request_that_the_agreement_does_not_cover_does_not_leave(pair: World) -> None:
    with pytest.raises(PolicyRefusal) as refused:
        ask(pair)
    assert refused.value.code == "kind.direction"


def test_a_message_without_a_row_is_refused_as_evidence_and_moves_nothing(
    asking: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = accepted(asking)
    before = case(asking, "beta", opener)
    with monkeypatch.context() as dishonest:
        dishonest.setattr(casework, "check", lambda *_, **__: None)
        dishonest.setattr(casework, "act", lambda *_, **__: case(asking, "alpha", opener))
        entry = at(asking, "alpha", opener)
        made = dispatching.release(
            asking.nodes["alpha"],
            who(asking, "alpha", "lia"),
            dispatching.Request(
                entry.partner,
                Letter(),
                "request-information",
                {"dialogue": "request-information", "message": "clarification", "ref": {"own": None, "yours": None}},
                entry,
                "clarify",
            ),
        )
    asking.settle("alpha", "beta")
    assert case(asking, "beta", opener) == before
    arrived = at(asking, "beta", made)
    assert (arrived.code, arrived.judged, arrived.plaintext) == ("out-of-turn", True, None)
    assert at(asking, "alpha", made).code == "out-of-turn"
    give_accounts(asking)
    page = desk(asking, "beta").notification(LIA, opener.uid)
    told = {(step.what, step.side) for step in page.thread if getattr(step, "code", "") == "out-of-turn"}
    assert told == {("clarification", "them"), ("rejected", "us")}


def test_a_notification_is_sent_back_supplemented_and_let_stand(asking: World) -> None:
    a = asking.nodes["alpha"]
    letter = Letter(subject="Dossier 1", text="Bonjour", lang="fr")
    opener = notifying.notify(a, who(asking, "alpha", "lia"), asking.partner("alpha", "beta"), letter)
    asking.settle("alpha", "beta")
    b = asking.nodes["beta"]
    acting.accept(b, who(asking, "beta", "lia"), at(asking, "beta", opener), until=in_days(asking, 1))
    asking.settle("alpha", "beta")
    do(asking, "beta", opener, "return-insufficient", missing=("identity-data",))
    assert states(asking, opener) == ("returned", "returned")
    do(asking, "alpha", opener, "supplement", letter=Letter(text="Né en 1986.", lang="fr"))
    assert states(asking, opener) == ("accepted", "registered")
    do(asking, "beta", opener, "return-insufficient", missing=("period",))
    do(asking, "alpha", opener, "let-stand")
    assert states(asking, opener) == ("filed", "filed")
    agreed(asking, opener)


def test_two_requests_about_one_matter_are_linked_and_each_keeps_its_case(asking: World) -> None:
    first, second = ask(asking), ask(asking)
    b = asking.nodes["beta"]
    assert [entry.cid for entry in linking.likely(b, at(asking, "beta", second))] == [first.cid]
    do(asking, "beta", second, "open")
    do(asking, "beta", second, "cross-check", "analyst", confirmed=True, other=first.uid)
    assert [row.entry.cid for row in linking.linked(b, at(asking, "beta", first))] == [second.cid]
    assert CaseLink.objects.using(b.alias).count() == 1
    assert linking.likely(b, at(asking, "beta", second)) == []
    with pytest.raises(BadInput, match="belongs to this case already"):
        do(asking, "beta", first, "open", other=first.uid)
    assert case(asking, "beta", first).state == "received"


def test_what_may_be_done_now_is_what_the_table_has_for_the_roles(asking: World) -> None:
    opener = accepted(asking)
    found = conversing.possible(who(asking, "beta", "analyst"), case(asking, "beta", opener))
    assert {each.event: each.allowed for each in found} == {
        "reject-urgency": False,
        "refuse": False,
        "transfer": False,
        "ask-clarification": False,
        "task": False,
        "collect": True,
        "interim": False,
        "extend": False,
        "extend-again": False,
        "answer-nil": False,
    }
    with pytest.raises(NoSuchStep):
        do(asking, "beta", opener, "answer")
