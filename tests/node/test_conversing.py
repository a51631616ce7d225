"""A request for information between two whole nodes, act by act, as the tables have it on both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.cases import clocks
from detente.cases.case import Case
from detente.cases.clocks import ClockState
from detente.cases.table import NoSuchStep, NotInRole
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.services import acting, casework, conversing, linking, notifying, officers, opening, requesting
from detente.node.services.conditions import Said, Unmet
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import CaseLink, CaseStep, Entry, Officer
from tests.node.servers import Postgres
from tests.node.world import Prepared, World

KINDS = ("notification", "request-information", "answer", "refusal", "feedback")
FORM = Form(
    wanted=("All entries between 1 and 5 March",),
    necessary="He was seen at the border; your border police keeps the entries.",
    purpose_facts="Preparation of an attack, file 12/2026.",
    person_link="He is the suspect.",
    urgency="",
    use_limits="Investigation only.",
)
WORDS = Letter(subject="Entries of a traveller", text="Which entries do you have?", lang="en", own_ref="ALP-7")


@pytest.fixture(scope="session")
def may_ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path | Postgres], Prepared]:
    """Give two nodes whose agreement covers requests for information; made once a session on each store."""

    @cache
    def prepared(store: Path | Postgres) -> Prepared:
        world = World(tmp_path_factory.mktemp("may-ask"), store)
        try:
            for name in ("alpha", "beta"):
                world.add(name)
                for role in ("analyst", "release", "head", "duty", "legal", "oversight"):
                    officers.add(world.nodes[name], name=role, shown=role.title(), role=role)
            world.meet("alpha", "beta", kinds=KINDS)
            world.settle("alpha", "beta")
            return world.keep()
        finally:
            world.close()

    return prepared


@pytest.fixture
def asking(world: World, may_ask: Callable[[Path | Postgres], Prepared]) -> World:
    """Two nodes whose agreement covers requests for information."""
    world.lay_down(may_ask(world.template))
    return world


def who(world: World, here: str, name: str) -> Officer:
    """Give an officer of a node."""
    return officers.find(world.nodes[here], name)


def ask(world: World, form: Form = FORM, letter: Letter = WORDS) -> Entry:
    """Let alpha ask; give the entry as alpha has it, once beta holds it."""
    entry = requesting.request(
        world.nodes["alpha"], who(world, "alpha", "lia"), world.partner("alpha", "beta"), letter, form
    )
    world.settle("alpha", "beta")
    return entry


def at(world: World, here: str, opener: Entry) -> Entry:
    """Give the entry that opened a dialogue, as a node has it."""
    rows = Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch")
    return rows.get(cid=opener.cid)


def do(world: World, here: str, opener: Entry, event: str, by: str = "lia", **said: Any) -> Entry:
    """Let an officer act, and both nodes talk."""
    made = conversing.act(world.nodes[here], who(world, here, by), at(world, here, opener), event, Said(**said))
    world.settle("alpha", "beta")
    return made


def case(world: World, here: str, opener: Entry) -> Case:
    """Give a node's case of a dialogue."""
    entry = at(world, here, opener)
    found = casework.case_of(world.nodes[here], entry.partner, entry.root, entry.cid)
    assert found is not None
    return found


def states(world: World, opener: Entry) -> tuple[str, str]:
    """Give the states of the asker and of the answerer."""
    return case(world, "alpha", opener).state, case(world, "beta", opener).state


def accepted(world: World, form: Form = FORM) -> Entry:
    """Ask, open, look, accept; give alpha's entry."""
    opener = ask(world, form)
    do(world, "beta", opener, "open")
    do(world, "beta", opener, "cross-check", "analyst", confirmed=True)
    do(world, "beta", opener, "accept", until=in_days(world, 2))
    return opener


def in_days(world: World, days: float) -> datetime:
    """Give the instant in so many days."""
    return world.clock() + timedelta(days=days)


def clock_of(world: World, here: str, opener: Entry, name: str) -> clocks.Clock:
    """Give one clock of a node's case."""
    return next(clock for clock in case(world, here, opener).clocks if clock.name == name)


def agreed(world: World, opener: Entry) -> None:
    """Check that both sides compute the same clocks; when it left, and so that of delivery, only its sender knows."""
    here, there = (
        [clock for clock in case(world, name, opener).clocks if clock.name != "delivery"] for name in ("alpha", "beta")
    )
    assert here == there


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
    urgent = FORM.__class__(**{**{name: getattr(FORM, name) for name in FORM.__slots__}, "urgency": "life-or-limb"})
    opener = ask(asking, urgent)
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
        made = notifying.dispatching.release(
            asking.nodes["alpha"],
            who(asking, "alpha", "lia"),
            notifying.Request(
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
