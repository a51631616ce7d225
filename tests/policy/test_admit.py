"""An entry travels only under an agreement that both sides hold, and the first ground of DXP 12 is the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.policy.admit import Permit, Refusal, Standing, Subject, Target, admit
from tests.policy.builders import (
    AGREED,
    ALPHA,
    BETA,
    GAMMA,
    NO_LABEL,
    OTHER,
    agreement,
    entry,
    evidence,
    label,
    reply,
    standings,
    target,
)

TAKEN = Permit(())

PERMITTED: list[tuple[str, Subject, Target | None]] = [
    ("a notification", entry(), None),
    ("a sub-topic", entry(topic="ct.persons.travel"), None),
    ("a supplement in its own thread", entry(message="supplement", re="cid"), target(ours=True)),
    ("a label at the ceiling", entry(handling=label("tlp:AMBER+STRICT", "pap:AMBER", "cls:beta.OFFICIAL")), None),
    ("an unknown scheme under GREEN", entry(handling=label("tlp:GREEN", "zz:later")), None),
    ("CLEAR with H0", entry(handling=label("tlp:CLEAR", "h:H0")), None),
    ("releasable to the receiver", entry(handling=label(rel=(GAMMA, BETA))), None),
    ("originator control", entry(handling=label(orcon=True)), None),
    ("an answer", reply(), target()),
    ("a refusal", reply(kind="refusal", message="refused"), target()),
    ("evidence accepted", evidence(), target()),
    ("evidence rejected after another outcome", evidence(message="rejected"), target(outcomes=frozenset({"accepted"}))),
    ("evidence that names the agreement itself", evidence(agreement=AGREED.id), target()),
    ("a founding", entry(kind="contact", message="founding", agreement=None, handling=NO_LABEL), None),
    ("a party document", entry(kind="party-doc", message=None, agreement=None, handling=NO_LABEL), None),
    ("control", entry(kind="control", message="keys", agreement=None, handling=NO_LABEL), None),
    ("a new dialogue about another's answer", entry(re="cid"), target(kind="answer", agreement=OTHER.id)),
]


@pytest.mark.parametrize(("what", "subject", "about"), PERMITTED, ids=[row[0] for row in PERMITTED])
def test_what_the_agreement_covers_travels(what: str, subject: Subject, about: Target | None) -> None:
    assert admit(subject, standings=standings(), target=about) == TAKEN


REFUSED: list[tuple[str, str, Subject, Target | None]] = [
    ("agreement.none", "a notification without agreement", entry(agreement=None), None),
    ("agreement.none", "an answer without agreement", reply(agreement=None), target()),
    ("agreement.none", "a refusal without agreement", reply(agreement=None, kind="refusal"), target()),
    ("agreement.none", "an unknown kind without agreement", entry(agreement=None, kind="telepathy"), None),
    ("agreement.none", "contact that is no founding", entry(agreement=None, kind="contact", message="x"), None),
    ("agreement.none", "contact that is not open yet", entry(agreement=None, kind="contact", message=None), None),
    ("agreement.none", "an agreement that nobody signed", entry(agreement="unknown"), None),
    ("agreement.none", "evidence about what has no agreement", evidence(), target(agreement=None)),
    ("agreement.mismatch", "an answer under another agreement", reply(), target(agreement=OTHER.id)),
    ("agreement.mismatch", "an answer to a founding", reply(), target(kind="contact", agreement=None)),
    ("agreement.mismatch", "a supplement elsewhere", entry(re="cid"), target(ours=True, agreement=OTHER.id)),
    ("agreement.mismatch", "evidence by another", evidence(agreement=AGREED.id), target(agreement=OTHER.id)),
    ("topic.not-covered", "another topic", entry(topic="crime"), None),
    ("topic.not-covered", "a topic that only begins alike", entry(topic="ct.personsx"), None),
    ("topic.not-covered", "the parent topic", entry(topic="ct"), None),
    ("topic.not-covered", "no topic", entry(topic=None), None),
    ("kind.direction", "a warning", entry(kind="warning", dialogue_kind="warning"), None),
    ("kind.direction", "an unknown kind", entry(kind="telepathy", dialogue_kind=None), None),
    ("kind.direction", "an answer in a warning", reply(dialogue_kind="warning"), target()),
    ("kind.direction", "contact that is no founding", entry(kind="contact", message="contact-logged"), None),
    ("purpose.not-covered", "another purpose", entry(handling=label(purpose="immigration")), None),
    ("purpose.not-covered", "no purpose", entry(handling=label(purpose=None)), None),
    ("handling.missing", "no TLP code", entry(handling=label("h:H0")), None),
    ("handling.contradiction", "RED without names", entry(handling=label("tlp:RED")), None),
    ("handling.contradiction", "CLEAR with H1", entry(handling=label("tlp:CLEAR", "h:H1")), None),
    ("handling.contradiction", "CLEAR with H2", entry(handling=label("tlp:CLEAR", "h:H2")), None),
    ("handling.contradiction", "CLEAR with H3", entry(handling=label("tlp:CLEAR", "h:H3")), None),
    ("handling.contradiction", "CLEAR, unknown scheme", entry(handling=label("tlp:CLEAR", "zz:later")), None),
    ("handling.contradiction", "CLEAR, originator control", entry(handling=label("tlp:CLEAR", orcon=True)), None),
    ("handling.contradiction", "CLEAR with a list", entry(handling=label("tlp:CLEAR", rel=(BETA,))), None),
    (
        "handling.contradiction",
        "GREEN about a victim",
        entry(handling=label("tlp:GREEN"), categories=frozenset({"victim"})),
        None,
    ),
    ("handling.ceiling", "RED with names", entry(handling=label("tlp:RED", named=("officer-3",))), None),
    ("handling.ceiling", "PAP above", entry(handling=label("tlp:AMBER", "pap:RED")), None),
    ("handling.ceiling", "a class above", entry(handling=label("tlp:AMBER", "cls:beta.SECRET")), None),
    ("handling.ceiling", "a marking in no row", entry(handling=label("tlp:AMBER", "cls:gamma.SECRET")), None),
    ("handling.release", "releasable to another", entry(handling=label(rel=(ALPHA, GAMMA))), None),
    ("handling.release", "releasable to nobody", entry(handling=label(rel=())), None),
    ("not-yours", "an answer to one's own entry", reply(), target(ours=True)),
    ("not-yours", "evidence about one's own entry", evidence(), target(ours=True)),
    ("not-yours", "evidence about one's own founding", evidence(), target(ours=True, kind="contact", agreement=None)),
    ("unknown-target", "evidence about nothing", evidence(), None),
    ("unknown-target", "evidence without re", evidence(re=None), None),
    ("unknown-target", "an answer to nothing", reply(), None),
    ("unknown-target", "a refusal without re", reply(kind="refusal", re=None), None),
    ("not-agreed", "`opened` where it is not agreed", evidence(message="opened"), target()),
    ("duplicate", "a second outcome", evidence(), target(outcomes=frozenset({"accepted"}))),
    ("not-admitted", "evidence about evidence", evidence(), target(kind="evidence")),
]


@pytest.mark.parametrize(("ground", "what", "subject", "about"), REFUSED, ids=[f"{r[0]}: {r[1]}" for r in REFUSED])
def test_what_is_not_covered_is_refused_with_its_ground(
    ground: str, what: str, subject: Subject, about: Target | None
) -> None:
    assert admit(subject, standings=standings(), target=about) == Refusal(ground)


@pytest.mark.parametrize(
    ("sender", "receiver", "seq", "seen", "ground"),
    [
        (1, 1, 2, 1, None),
        (1, 3, 2, 3, None),
        (1, 3, 2, 2, "agreement.draft"),
        (2, 1, 2, 1, "agreement.draft"),
        (5, 1, 2, 1, "agreement.draft"),
        (None, 1, 2, 1, "agreement.draft"),
        (1, None, 2, 9, "agreement.draft"),
        (1, 1, 2, 0, "agreement.draft"),
        (None, None, 2, 1, "agreement.none"),
    ],
)
def test_an_agreement_is_in_force_once_both_contacts_are_receipted(
    sender: int | None, receiver: int | None, seq: int, seen: int, ground: str | None
) -> None:
    expected = TAKEN if ground is None else Refusal(ground)
    known = standings(sender=sender, receiver=receiver)
    assert admit(entry(seq=seq, seen=seen), standings=known, target=None) == expected
    assert admit(evidence(seq=seq, seen=seen), standings=known, target=target()) == expected


def test_an_agreement_without_a_law_covers_nothing() -> None:
    bare = agreement(basis={"law": "", "ref": ""})
    assert admit(entry(agreement=bare.id), standings=standings(of=bare), target=None) == Refusal("basis.missing")


def test_an_agreement_without_class_lets_nothing_classified_go() -> None:
    bare = agreement(ceiling=["tlp:AMBER"])
    lowest = entry(agreement=bare.id, handling=label("tlp:AMBER", "cls:alpha.RESTRICTED"))
    assert admit(lowest, standings=standings(of=bare), target=None) == Refusal("handling.ceiling")


def test_opened_is_taken_where_the_agreement_has_it() -> None:
    telling = agreement(opened=True)
    about = target(agreement=telling.id)
    assert admit(evidence(message="opened"), standings=standings(of=telling), target=about) == TAKEN


def test_a_kind_of_a_newer_release_that_the_agreement_covers_is_kept_as_unknown() -> None:
    newer = agreement(kinds=["notification", "telepathy"])
    subject = entry(kind="telepathy", dialogue_kind="telepathy", agreement=newer.id)
    assert admit(subject, standings=standings(of=newer), target=None) == Permit(("keep-unknown",))


@pytest.mark.parametrize("kind", ["correction", "recall"])
def test_corrections_and_recalls_need_no_entry_in_the_list_of_kinds(kind: str) -> None:
    subject = entry(kind=kind, dialogue_kind=kind)
    assert admit(subject, standings=standings(), target=None) == TAKEN


@pytest.mark.parametrize("kind", ["agreement", "agreement-topic"])
def test_the_kinds_that_make_agreements_need_none(kind: str) -> None:
    subject = entry(kind=kind, agreement=None, handling=NO_LABEL)
    assert admit(subject, standings=standings(), target=None) == TAKEN


def test_an_agreement_of_another_pair_opens_no_door() -> None:
    subject = entry(sender=ALPHA, receiver=GAMMA)
    assert admit(subject, standings=standings(), target=None) == Refusal("agreement.mismatch")


@pytest.mark.parametrize("opened", ["agreement", "control", "evidence", "party-doc"])
@pytest.mark.parametrize("named", [None, AGREED.id])
def test_a_reply_needs_its_agreement_whatever_kind_opened_the_dialogue(opened: str, named: str | None) -> None:
    subject = reply(dialogue_kind=opened, agreement=named, topic="crime")
    expected = "agreement.none" if named is None else "topic.not-covered"
    assert admit(subject, standings=standings(), target=target(kind=opened)) == Refusal(expected)


# Each row breaks one rule more than the row before it: only the first ground in the order of DXP 12 may be told.
BROKEN = entry(
    topic="crime",
    kind="refusal",
    dialogue_kind="warning",
    re="cid",
    handling=label("tlp:RED", "cls:gamma.X", rel=(), purpose="immigration"),
)
MENDED: list[tuple[str, dict[str, Any]]] = [
    ("topic.not-covered", {}),
    ("kind.direction", {"topic": "ct.persons"}),
    ("purpose.not-covered", {"dialogue_kind": "notification"}),
    ("handling.missing", {"handling": label("cls:gamma.X", rel=())}),
    ("handling.contradiction", {"handling": label("tlp:RED", "cls:gamma.X", rel=())}),
    ("handling.ceiling", {"handling": label("tlp:RED", rel=(), named=("officer-1",))}),
    ("handling.release", {"handling": label(rel=())}),
    ("not-yours", {"handling": label()}),
]


@pytest.mark.parametrize("count", range(len(MENDED)), ids=[ground for ground, _ in MENDED])
def test_the_first_ground_in_order_is_told(count: int) -> None:
    subject = BROKEN
    for _, mending in MENDED[: count + 1]:
        subject = replace(subject, **mending)
    assert admit(subject, standings=standings(), target=target(ours=True)) == Refusal(MENDED[count][0])


def test_the_standing_is_judged_before_everything_else() -> None:
    mine = target(ours=True, agreement=OTHER.id)
    assert admit(BROKEN, standings={}, target=mine) == Refusal("agreement.none")
    assert admit(BROKEN, standings=standings(receiver=5), target=mine) == Refusal("agreement.draft")
    assert admit(BROKEN, standings=standings(), target=mine) == Refusal("agreement.mismatch")


KINDS = st.sampled_from(
    ["notification", "answer", "refusal", "warning", "correction", "contact", "evidence", "control", "party-doc", "x"]
)
SUBJECTS = st.builds(
    entry,
    kind=KINDS,
    agreement=st.sampled_from([None, AGREED.id, OTHER.id, "unknown"]),
    topic=st.sampled_from([None, "ct.persons", "ct.persons.sub", "ct"]),
    handling=st.sampled_from([NO_LABEL, label(), label("tlp:RED"), label(rel=()), label("tlp:GREEN", "cls:a.B")]),
    re=st.sampled_from([None, "cid"]),
    seq=st.integers(1, 4),
    seen=st.integers(0, 4),
    message=st.sampled_from([None, "notification", "founding", "accepted", "opened"]),
)
TARGETS = st.none() | st.builds(
    Target,
    ours=st.booleans(),
    kind=KINDS,
    agreement=st.sampled_from([None, AGREED.id, OTHER.id]),
    outcomes=st.sampled_from([frozenset(), frozenset({"accepted"})]),
)
PLACES = st.none() | st.integers(1, 4)


@given(subject=SUBJECTS, about=TARGETS, sender=PLACES, receiver=PLACES)
def test_content_never_travels_without_an_agreement_in_force_and_a_label(
    subject: Subject, about: Target | None, sender: int | None, receiver: int | None
) -> None:
    known = {AGREED.id: Standing(AGREED, sender, receiver)}
    free = {"contact", "party-doc", "evidence", "control"}
    if isinstance(admit(subject, standings=known, target=about), Permit) and subject.kind not in free:
        assert subject.agreement == AGREED.id
        assert sender is not None
        assert receiver is not None
        assert sender < subject.seq
        assert receiver <= subject.seen
        assert subject.handling.tlp is not None
        assert AGREED.covers(subject.topic)


@given(subject=SUBJECTS, about=TARGETS, more=st.integers(0, 5))
def test_a_later_place_and_a_larger_view_never_take_a_permit_away(
    subject: Subject, about: Target | None, more: int
) -> None:
    later = replace(subject, seq=subject.seq + more, seen=subject.seen + more)
    if isinstance(admit(subject, standings=standings(), target=about), Permit):
        assert isinstance(admit(later, standings=standings(), target=about), Permit)


@given(subject=SUBJECTS, about=TARGETS)
def test_with_no_agreement_at_all_only_what_carries_no_content_travels(subject: Subject, about: Target | None) -> None:
    if isinstance(admit(subject, standings={}, target=about), Permit):
        assert subject.agreement is None
        assert subject.kind in {"contact", "party-doc", "control"}
