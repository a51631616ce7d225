"""Bodies without a node that are not reached, may not be told, or answer later than policy would let them be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.model.errors import BadInput
from detente.node.services import consenting, going_further, handing_out, house, officers, telling_bodies
from detente.node.services.deciding import Forbidden
from detente.node.services.owed_rows import KINDS, TELL_BODY
from detente.node.services.telling_bodies import Word
from detente.node.stores.models import BodyTold, Entry, Officer
from detente.policy.decide import Refusal
from detente.policy.roles import DUTIES
from tests.node import test_going_further as base
from tests.node.test_going_further import three as three
from tests.node.test_handed_out_corrected import (
    CUSTOMS,
    PHONED,
    bodies,
    corrected,
    corrected_again,
    handed,
    owed,
    records,
    reported,
    tell,
)
from tests.node.world import World

MISSED = Word(how="not-reached", answer="none")
BARRED = Word(how="not-permitted", answer="none")


def under_consent(world: World) -> tuple[Entry, Callable[[], None]]:
    """Give the correction of what beta handed out by the originator's word, and what takes that word back."""
    item, beta = base.told_by_alpha(world, codes=["tlp:GREEN", "h:H2"]), world.nodes["beta"]
    word = {"purpose": base.purpose_here(world), "recipients": [CUSTOMS]}
    consent = base.consent(world, item, **word)
    handing_out.propose(beta, base.who(world, "lia"), item, to=CUSTOMS, purpose=word["purpose"], law="Loi")

    def withdraw() -> None:
        consenting.withdraw(beta, base.who(world, "noor"), consent, because="Letter 15")

    return corrected(world, item), withdraw


def telling_owed(world: World) -> bool:
    return ("tell-body", CUSTOMS) in owed(world)


# Without a permit


def test_without_a_permit_the_body_counts_as_silent_and_the_report_can_leave(three: World) -> None:
    correction, withdraw = under_consent(three)
    withdraw()
    with pytest.raises(Forbidden):
        tell(three, correction)
    tell(three, correction, BARRED)
    assert bodies(three, correction) == [(CUSTOMS, "not-permitted")]
    assert reported(three, correction) == {"done": 0, "partly": 0, "objected": 0, "silent": 1}
    assert not telling_owed(three)
    said = records(three, "body-told")[-1]
    assert (said["details"]["how"], said["details"]["inner"]) == ("not-permitted", "consent.revoked")


def test_what_policy_permits_is_told(three: World) -> None:
    correction = corrected(three, handed(three))
    with pytest.raises(BadInput, match="Policy permits"):
        tell(three, correction, BARRED)
    with pytest.raises(BadInput, match="has not answered"):
        tell(three, correction, replace(BARRED, answer="done"))
    assert bodies(three, correction) == [(CUSTOMS, "not-asked")]


def test_that_a_body_was_not_reached_asks_no_permit(three: World) -> None:
    correction, withdraw = under_consent(three)
    withdraw()
    tell(three, correction, MISSED)
    assert reported(three, correction)["silent"] == 1


def test_what_a_body_answers_is_set_down_whatever_policy_says_by_then(three: World) -> None:
    correction, withdraw = under_consent(three)
    tell(three, correction)
    withdraw()
    tell(three, correction, Word(how="paper", answer="done"))
    assert reported(three, correction)["done"] == 1


def test_that_what_it_has_is_wrong_may_be_told_though_the_consent_is_gone(three: World) -> None:
    correction, withdraw = under_consent(three)
    withdraw()
    row = tell(three, correction, replace(PHONED, fact_only=True))
    assert row.answer_by == three.clock() + timedelta(days=7)
    assert (bodies(three, correction), telling_owed(three)) == ([(CUSTOMS, "told")], False)
    said = records(three, "body-told")[-1]["details"]
    assert (said["fact_only"], said["permit"]) == (True, [])


def test_what_a_colleague_may_tell_is_not_left_untold(three: World, monkeypatch: pytest.MonkeyPatch) -> None:
    correction, withdraw = under_consent(three)
    withdraw()
    decide = going_further.decide

    def uncleared(*given: Any, **named: Any) -> Any:
        found = decide(*given, **named)
        assert isinstance(found.decision, Refusal)
        return replace(found, decision=replace(found.decision, ground="actor.clearance"))

    monkeypatch.setattr(going_further, "decide", uncleared)
    with pytest.raises(Forbidden):
        tell(three, correction, BARRED)
    assert bodies(three, correction) == [(CUSTOMS, "not-asked")]
    assert records(three, "policy-refused")[-1]["details"]["inner"] == "actor.clearance"


def test_the_task_is_for_whoever_may_pass_on() -> None:
    assert KINDS[TELL_BODY].roles == DUTIES["pass-on"]


# As it was decided then


def test_a_second_person_is_not_asked_for_what_one_handed_out_lawfully(three: World) -> None:
    correction = corrected(three, handed(three))
    beta = three.nodes["beta"]
    house.set_four_eyes(beta, officers.find(beta, "omar"), wanted=True)
    tell(three, correction)
    assert bodies(three, correction) == [(CUSTOMS, "told")]


def test_who_approved_it_then_may_have_another_role_now(three: World) -> None:
    beta, item = three.nodes["beta"], base.told_by_alpha(three, codes=["tlp:GREEN"])
    house.set_four_eyes(beta, officers.find(beta, "omar"), wanted=True)
    given = {"to": CUSTOMS, "purpose": base.purpose_here(three), "law": "Loi"}
    row = handing_out.propose(beta, base.who(three, "lia"), item, **given)
    assert row is not None
    base.proposing.confirm(beta, base.who(three, "omar"), row)
    correction = corrected(three, item)
    Officer.objects.using(beta.alias).filter(name="omar").update(role="analyst")
    tell(three, correction)
    assert bodies(three, correction) == [(CUSTOMS, "told")]


# Times, and what stands


def test_a_body_that_is_told_at_last_has_its_time_to_answer(three: World) -> None:
    correction = corrected(three, handed(three))
    assert tell(three, correction, MISSED).answer_by is None
    three.clock.at += timedelta(days=8)
    assert tell(three, correction).answer_by == three.clock() + timedelta(days=7)
    assert bodies(three, correction) == [(CUSTOMS, "told")]
    three.clock.at += timedelta(days=9)
    with pytest.raises(BadInput, match="30 days"):
        tell(three, correction, Word(how="phone", answer="none", at=three.clock()))


@pytest.mark.parametrize("word", [MISSED, BARRED])
def test_nobody_takes_back_that_a_body_was_told(three: World, monkeypatch: pytest.MonkeyPatch, word: Word) -> None:
    correction, withdraw = under_consent(three)
    tell(three, correction)
    withdraw()
    with pytest.raises(BadInput, match="told already"):
        tell(three, correction, word)
    monkeypatch.setattr(telling_bodies, "_check", lambda *_, **__: None)
    with pytest.raises(BadInput, match="told already"):
        tell(three, correction, word)
    assert bodies(three, correction) == [(CUSTOMS, "told")]


def test_a_body_that_was_not_reached_stays_owed_and_obliges_to_nothing_yet(three: World) -> None:
    correction, _ = under_consent(three)
    before = owed(three)
    tell(three, correction, MISSED)
    assert owed(three) == before
    tell(three, correction)
    assert not telling_owed(three)
    assert [name for name, _ in owed(three)].count("report-use") == [name for name, _ in before].count("report-use") + 1


def test_a_later_correction_of_what_was_not_reached_owes_one_task(three: World) -> None:
    item = handed(three)
    first = corrected(three, item)
    tell(three, first, MISSED)
    corrected_again(three, first)
    assert (bodies(three, item), owed(three)) == ([(CUSTOMS, "not-asked")], [("tell-body", CUSTOMS)])


def test_a_later_answer_keeps_the_paper_by_which_it_was_told(three: World) -> None:
    correction = corrected(three, handed(three))
    tell(three, correction, Word(how="paper", answer="none", reference="Letter 9", digest="ab" * 32))
    row = tell(three, correction, Word(how="paper", answer="done"))
    assert (row.reference, row.digest) == ("Letter 9", "ab" * 32)
    assert row.answer == "done"


def test_the_database_keeps_no_answer_of_a_body_that_must_not_be_told(three: World) -> None:
    corrected(three, handed(three))
    beta = three.nodes["beta"]
    wrong: dict[str, Any] = {"told_at": three.clock(), "how": "not-permitted", "answer": "done"}
    with pytest.raises(IntegrityError), transaction.atomic(using=beta.alias):
        BodyTold.objects.using(beta.alias).update(**wrong)
