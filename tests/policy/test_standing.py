"""Where a full agreement stands follows from places in two ledgers, and from the instant that the sender signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy.admit import Permit, Refusal, Subject, Target, admit
from detente.policy.agreements import Mode
from detente.policy.standing import Deed, Standing, Step, holding_flags, standing_flags, with_successors
from tests.policy.builders import ALPHA, BETA, entry, evidence, label, reply, target
from tests.policy.full_texts import NOW, TO, agreement, standing

AGREED = agreement()
RUN_OFF_ENDS = TO + timedelta(days=90)


def entry_of(**changes: Any) -> Subject:
    """Give a notification of Alpha under the full agreement, late enough to stand above all deeds."""
    return entry(**{"agreement": AGREED.id, "seq": 9, "seen": 9, "at": NOW, **changes})


def outcome(subject: Subject, about: Target | None = None, of: Standing | None = None, **places: Any) -> str:
    """Give the code, or `taken`."""
    known = {AGREED.id: of or standing(AGREED, **places)}
    decision = admit(subject, standings=known, target=about)
    return decision.ground if isinstance(decision, Refusal) else "taken"


def deed(step: str, seq: int | None = 2, **changes: Any) -> tuple[Deed, ...]:
    """Give one deed."""
    return (Deed(Step(step), seq, **changes),)


def test_what_the_text_covers_is_taken() -> None:
    assert outcome(entry_of()) == "taken"
    assert admit(entry_of(), standings={AGREED.id: standing(AGREED)}, target=None) == Permit(())


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("topic.excluded", {"topic": "ct.intelligence"}),
        ("topic.excluded", {"topic": "ct.intelligence.targets"}),
        ("topic.not-covered", {"topic": "crime"}),
        ("kind.direction", {"kind": "request-assistance", "dialogue_kind": "request-assistance"}),
        ("kind.direction", {"kind": "telepathy", "dialogue_kind": "telepathy"}),
        ("purpose.not-covered", {"handling": label(purpose="immigration")}),
        ("handling.ceiling", {"handling": label("tlp:RED", named=("officer-1",))}),
        ("person.character-missing", {"categories": frozenset({"suspect"}), "unchecked": True}),
        ("person.character-missing", {"unchecked": True}),
        ("taken", {"categories": frozenset({"suspect"})}),
        ("taken", {"kind": "correction", "dialogue_kind": "correction"}),
    ],
)
def test_what_it_does_not_cover_is_refused_with_its_code(code: str, changes: dict[str, Any]) -> None:
    assert outcome(entry_of(**changes)).startswith(code)


def test_the_side_that_opened_decides_which_kinds_count_for_replies_too() -> None:
    asked = {"kind": "request-information", "dialogue_kind": "request-information"}
    assert outcome(entry_of(**asked)) == "taken"
    assert outcome(entry_of(sender=BETA, receiver=ALPHA, **asked)) == "kind.direction"
    about = target(agreement=AGREED.id, kind="request-information")
    answered = {"agreement": AGREED.id, "dialogue_kind": "request-information", "seq": 9, "seen": 9, "at": NOW}
    answers = reply(sender=BETA, receiver=ALPHA, opened_by_sender=False, **answered)
    assert outcome(answers, about) == "taken"
    assert outcome(reply(opened_by_sender=False, **answered), about) == "kind.direction"


def test_a_reply_in_a_dialogue_about_agreements_is_covered_by_none() -> None:
    about = target(agreement=AGREED.id, kind="agreement")
    assert outcome(reply(agreement=AGREED.id, dialogue_kind="agreement", seq=9, seen=9, at=NOW), about) != "taken"


@pytest.mark.parametrize("named", [None, AGREED.id])
@pytest.mark.parametrize("kind", ["agreement", "agreement-topic"])
def test_evidence_about_what_makes_agreements_stands_under_none(kind: str, named: str | None) -> None:
    about = target(kind=kind, agreement=None)
    assert outcome(evidence(message="draft-gone", seq=9, seen=9), about) == "taken"
    assert outcome(evidence(message="opened", seq=9, seen=9), about) == "not-agreed"
    told = replace(about, outcomes=frozenset({"rejected"}))
    assert outcome(evidence(message="rejected", seq=9, seen=9), told) == "duplicate"
    assert outcome(evidence(message="rejected", seq=9, seen=9), replace(about, ours=True)) == "not-yours"


DATES: list[tuple[str, Any, dict[str, Any]]] = [
    ("agreement.draft", AGREED.valid_from - timedelta(milliseconds=1), {}),
    ("taken", AGREED.valid_from, {}),
    ("taken", TO, {}),
    ("agreement.run-off", TO + timedelta(milliseconds=1), {}),
    ("taken", RUN_OFF_ENDS, {"kind": "correction", "dialogue_kind": "correction"}),
    ("taken", RUN_OFF_ENDS, {"kind": "warning", "dialogue_kind": "warning", "life": True}),
    ("agreement.run-off", RUN_OFF_ENDS, {"kind": "warning", "dialogue_kind": "warning"}),
    ("agreement.expired", RUN_OFF_ENDS + timedelta(milliseconds=1), {"kind": "correction"}),
]


@pytest.mark.parametrize(("code", "at", "changes"), DATES)
def test_dates_are_judged_by_the_instant_in_the_checkpoint(code: str, at: Any, changes: dict[str, Any]) -> None:
    assert outcome(entry_of(at=at, **changes)) == code


def test_what_is_open_is_finished_in_run_off() -> None:
    about = target(agreement=AGREED.id)
    answers = reply(agreement=AGREED.id, seq=9, seen=9, at=RUN_OFF_ENDS, opened_by_sender=False)
    assert outcome(answers, about) == "taken"


def test_notice_ends_validity_earlier_and_the_earlier_of_two_dates_holds() -> None:
    ends = {"sender_deeds": deed("notice", end=NOW + timedelta(days=9))}
    both = ends | {"receiver_deeds": deed("notice", end=NOW + timedelta(days=5))}
    later = entry_of(at=NOW + timedelta(days=6))
    assert outcome(later, **ends) == "taken"
    assert outcome(later, **both) == "agreement.run-off"
    assert outcome(entry_of(at=NOW + timedelta(days=96)), **both) == "agreement.expired"
    assert outcome(entry_of(at=TO + timedelta(days=1)), sender_deeds=deed("notice", end=TO + timedelta(days=9))) == (
        "agreement.run-off"
    )


def test_a_run_off_of_either_side_lets_no_new_dialogue_begin_and_certificates_of_both_end_it() -> None:
    assert outcome(entry_of(), sender_deeds=deed("run-off")) == "agreement.run-off"
    assert outcome(entry_of(), receiver_deeds=deed("run-off")) == "agreement.run-off"
    assert outcome(entry_of(), sender_deeds=deed("certificate")) == "taken"
    assert outcome(entry_of(), sender_deeds=deed("certificate"), receiver_deeds=deed("certificate")) == (
        "agreement.ended"
    )


def test_a_text_that_replaces_another_lets_nothing_new_begin_under_it_once_it_is_in_force() -> None:
    newer = agreement(replaces=[AGREED.id], law="Agreement of 1 May 2026")
    for places, code in (((5, 5), "agreement.run-off"), ((9, 5), "taken"), ((5, None), "taken")):
        known = with_successors(
            {AGREED.id: standing(AGREED), newer.id: standing(newer, sender_seq=places[0], receiver_seq=places[1])}
        )
        assert outcome(entry_of(), of=known[AGREED.id]) == code


SUSPENDED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("agreement.suspended", {}, {"sender_deeds": deed("suspend")}),
    ("agreement.suspended", {}, {"receiver_deeds": deed("suspend")}),
    ("taken", {"seq": 2}, {"sender_deeds": deed("suspend", 2)}),
    ("agreement.suspended", {"seq": 3}, {"sender_deeds": deed("suspend", 2)}),
    ("taken", {"seen": 2}, {"receiver_deeds": deed("suspend", 3)}),
    ("agreement.suspended", {"seen": 3}, {"receiver_deeds": deed("suspend", 3)}),
    ("taken", {}, {"sender_deeds": deed("suspend", 2) + deed("lift", 4)}),
    ("agreement.suspended", {"seq": 4}, {"sender_deeds": deed("suspend", 2) + deed("lift", 4)}),
    ("agreement.suspended", {}, {"sender_deeds": deed("suspend", 2), "receiver_deeds": deed("lift", 4)}),
    ("topic.suspended", {"topic": "ct.persons"}, {"sender_deeds": deed("suspend", topic="ct")}),
    ("topic.suspended", {"topic": "ct"}, {"receiver_deeds": deed("suspend", topic="ct")}),
    ("taken", {"topic": "missing.citizen"}, {"sender_deeds": deed("suspend", topic="ct")}),
    ("taken", {"topic": "ct"}, {"sender_deeds": deed("suspend", topic="ct.persons")}),
    ("taken", {"kind": "correction", "dialogue_kind": "correction"}, {"sender_deeds": deed("suspend")}),
    ("taken", {"kind": "warning", "dialogue_kind": "warning", "life": True}, {"sender_deeds": deed("suspend")}),
    ("agreement.suspended", {"kind": "warning", "dialogue_kind": "warning"}, {"sender_deeds": deed("suspend")}),
    (
        "agreement.suspended",
        {"kind": "warning", "dialogue_kind": "warning", "life": True},
        {"sender_deeds": deed("suspend", exempt=frozenset({"correction"}))},
    ),
    (
        "agreement.suspended",
        {"kind": "correction", "dialogue_kind": "correction"},
        {"sender_deeds": deed("suspend"), "receiver_deeds": deed("suspend", exempt=frozenset())},
    ),
    ("agreement.suspended", {}, {"sender_deeds": deed("suspend", mode=Mode.REFUSE)}),
]


@pytest.mark.parametrize(("code", "changes", "places"), SUSPENDED)
def test_a_suspension_is_read_from_the_two_ledgers(code: str, changes: dict[str, Any], places: dict[str, Any]) -> None:
    assert outcome(entry_of(**changes), **places) == code


def test_evidence_is_in_no_scope() -> None:
    about = target(agreement=AGREED.id)
    known = {"sender_deeds": deed("suspend"), "receiver_deeds": deed("suspend")}
    assert outcome(evidence(seq=9, seen=9, at=NOW), about, **known) == "taken"


def test_our_own_flag_holds_from_the_act_until_the_lift_has_its_place() -> None:
    suspended, lifted = deed("suspend", None)[0], deed("lift", None)[0]
    assert holding_flags((suspended,), (), AGREED)
    assert holding_flags((replace(suspended, seq=2), lifted), (), AGREED)
    assert not holding_flags((replace(suspended, seq=2), replace(lifted, seq=3)), (), AGREED)
    assert not standing_flags((suspended, lifted), AGREED)
    assert holding_flags((), (replace(suspended, seq=2),), AGREED)


DEEDS = st.lists(
    st.builds(
        lambda step, topic: (Step(step), topic),
        st.sampled_from(["suspend", "lift"]),
        st.sampled_from([None, "ct", "ct.persons", "missing"]),
    ),
    max_size=6,
)


@given(ours=DEEDS, theirs=DEEDS, topic=st.sampled_from(["ct", "ct.persons", "missing", "ct.financing"]))
def test_a_suspension_stands_exactly_between_suspend_and_lift_of_the_same_side_and_scope(
    ours: list[tuple[Step, str | None]], theirs: list[tuple[Step, str | None]], topic: str
) -> None:
    places = {
        name: tuple(Deed(step, 2 + index, topic=scope) for index, (step, scope) in enumerate(done))
        for name, done in (("sender_deeds", ours), ("receiver_deeds", theirs))
    }
    stands = False
    for done in (ours, theirs):
        last = {scope: step for step, scope in done}
        stands |= any(
            step is Step.SUSPEND and (scope is None or topic == scope or topic.startswith(scope + "."))
            for scope, step in last.items()
        )
    code = outcome(entry_of(topic=topic), **places)
    assert (code in {"agreement.suspended", "topic.suspended"}) is stands


@given(seq=st.integers(1, 9), seen=st.integers(0, 9))
def test_sender_and_receiver_decide_alike(seq: int, seen: int) -> None:
    """The receiver may hold more than the entry's place and `seen` tell: what stands above them counts for nothing."""
    deeds = deed("suspend", 3) + deed("lift", 5) + deed("suspend", 7)
    whole = standing(AGREED, sender_deeds=deeds, receiver_deeds=deeds)
    cut = standing(
        AGREED,
        sender_deeds=tuple(each for each in deeds if (each.seq or 0) < seq),
        receiver_deeds=tuple(each for each in deeds if (each.seq or 0) <= seen),
    )
    subject = entry_of(seq=seq, seen=seen)
    assert outcome(subject, of=whole) == outcome(subject, of=cut)
    assert ALPHA != BETA
