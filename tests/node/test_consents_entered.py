"""What a partner allowed on paper: it takes two before it permits anything, and names its paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.model.errors import BadInput, NotFound
from detente.node.services import consenting, consents_entered, house, officers, proposing, protecting
from detente.node.services.consenting import Word
from detente.node.services.deciding import Asking, Forbidden
from detente.node.services.duties import RoleRefused
from detente.node.services.proposing import SameOfficer
from detente.node.stores.models import ConsentRow, Entry, Officer, Proposal
from tests.node import going
from tests.node import test_going_further as base
from tests.node.desk_builders import LIA, desk
from tests.node.test_going_further import pair as pair
from tests.node.world import World

WORD = {"purpose": "judicial-proceedings", "recipients": ("own-organisation",), "answer": "granted"}
WORD |= {"given_by": "Alpha", "paper": "Letter 12", "digest": "ab" * 32}

PROTECTED = protecting.Protected(1, (), frozenset({"journalist"}), None, "suspect")


def entered(world: World, item: Entry, by: str = "noor", **given: Any) -> ConsentRow | Proposal:
    return consents_entered.enter(world.nodes["beta"], base.who(world, by), item, Word(**(WORD | given)))


def beyond(world: World) -> Entry:
    """Give a message whose label keeps it out of court."""
    return going.sent_about_a_person(world, codes=["tlp:AMBER", "h:H1"])


def register(world: World) -> list[ConsentRow]:
    return list(ConsentRow.objects.using(world.nodes["beta"].alias).order_by("pk"))


@pytest.fixture
def two(pair: World) -> World:
    """The pair, where beta works with four eyes."""
    house.set_four_eyes(pair.nodes["beta"], base.who(pair, "lia"), wanted=True)
    return pair


def test_one_officer_alone_permits_nothing_and_the_second_one_does(two: World) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    row = entered(two, item)
    assert isinstance(row, Proposal)
    assert register(two) == []
    with pytest.raises(Forbidden):
        base.in_court(two, item)
    with pytest.raises(SameOfficer):
        proposing.confirm(beta, base.who(two, "noor"), row)
    assert register(two) == []
    proposing.confirm(beta, base.who(two, "omar"), row)
    (made,) = register(two)
    assert (made.by.name, made.second, made.paper) == ("noor", base.who(two, "omar"), "Letter 12")
    assert made.digest == "ab" * 32
    assert base.in_court(two, item).consent == made


@pytest.mark.parametrize("code", ["h:H2", "h:H3"])
def test_a_grave_label_takes_two_where_the_house_takes_one(pair: World, code: str) -> None:
    item = beyond(pair)
    going.relabelled(pair, item, codes=["tlp:AMBER", code])
    item = Entry.objects.using(pair.nodes["beta"].alias).select_related("partner", "batch").get(pk=item.pk)
    assert isinstance(entered(pair, item), Proposal)
    assert register(pair) == []


def test_a_protected_person_takes_two_where_the_house_takes_one(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item = going.sent_about_a_person(pair)
    assert isinstance(entered(pair, item), ConsentRow)
    monkeypatch.setattr(protecting, "mentioned", lambda known, said: iter(["a protected person"]))
    assert isinstance(entered(pair, item), Proposal)


def test_what_permits_nothing_takes_one(two: World) -> None:
    item = going.sent_about_a_person(two)
    for answer in ("refused", "pending"):
        assert isinstance(entered(two, item, answer=answer), ConsentRow)


def test_by_a_message_it_takes_two_as_by_a_paper(two: World) -> None:
    item, letter, beta = beyond(two), going.sent_about_a_person(two), two.nodes["beta"]
    row = entered(two, item, paper="", digest="", message=letter)
    assert isinstance(row, Proposal)
    assert register(two) == []
    with pytest.raises(Forbidden):
        base.in_court(two, item)
    proposing.confirm(beta, base.who(two, "omar"), row)
    (made,) = register(two)
    assert (made.message, made.paper, made.second) == (letter, "", base.who(two, "omar"))
    assert base.in_court(two, item).consent == made


def test_whoever_confirms_knows_the_message_by_which_it_was_given(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, letter = beyond(two), going.sent_about_a_person(two)
    row = entered(two, item, paper="", digest="", message=letter)
    assert isinstance(row, Proposal)
    assert not_for_omar(two, monkeypatch, letter, row)


def not_for_omar(world: World, patch: pytest.MonkeyPatch, hidden: Entry, row: Proposal) -> bool:
    """Whether nothing is entered by an officer who may not know of one message."""
    patch.setattr(Asking, "may_know", lambda self, entries: [each for each in entries if each.pk != hidden.pk])
    with pytest.raises(NotFound):
        proposing.confirm(world.nodes["beta"], base.who(world, "omar"), row)
    return register(world) == []


@pytest.mark.parametrize("answer", consenting.ANSWERS)
def test_a_message_is_not_the_one_by_which_a_word_on_it_was_given(pair: World, answer: str) -> None:
    item = beyond(pair)
    with pytest.raises(BadInput, match="is about"):
        entered(pair, item, paper="", digest="", message=item, answer=answer)
    assert register(pair) == []


def test_a_whole_exchange_takes_two_where_the_house_takes_one(pair: World) -> None:
    assert isinstance(entered(pair, beyond(pair), dialogue=True), Proposal)
    assert register(pair) == []


def test_whoever_confirms_a_whole_exchange_knows_all_of_it(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    another = going.sent_about_a_person(two)
    Entry.objects.using(beta.alias).filter(pk=another.pk).update(root=item.root)
    row = entered(two, item, dialogue=True)
    assert isinstance(row, Proposal)
    assert not_for_omar(two, monkeypatch, another, row)
    monkeypatch.undo()
    proposing.confirm(beta, base.who(two, "omar"), row)
    (made,) = register(two)
    assert made.dialogue


def test_what_one_officer_entered_never_covers_what_became_grave(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, beta = beyond(pair), pair.nodes["beta"]
    assert isinstance(entered(pair, item), ConsentRow)
    monkeypatch.setattr(protecting, "mentioned", lambda known, said: iter([PROTECTED]))
    with pytest.raises(Forbidden) as refused:
        base.in_court(pair, item)
    assert "consent.pending" in (refused.value.refusal.ground, *refused.value.refusal.also)
    row = entered(pair, item)
    assert isinstance(row, Proposal)
    proposing.confirm(beta, base.who(pair, "omar"), row)
    assert base.in_court(pair, item).consent_id == register(pair)[-1].pk


def test_what_one_officer_entered_never_covers_a_label_that_became_grave(pair: World) -> None:
    item, rows = beyond(pair), Entry.objects.using(pair.nodes["beta"].alias).select_related("partner", "batch")
    assert isinstance(entered(pair, item), ConsentRow)
    going.relabelled(pair, item, codes=["tlp:AMBER", "h:H1", "h:H2"])
    with pytest.raises(Forbidden) as refused:
        base.in_court(pair, rows.get(pk=item.pk))
    assert "consent.pending" in (refused.value.refusal.ground, *refused.value.refusal.also)


def test_a_word_without_paper_or_with_a_wrong_hash_is_not_proposed(two: World) -> None:
    item = going.sent_about_a_person(two)
    for given in ({"paper": ""}, {"digest": "XY"}):
        with pytest.raises(BadInput):
            entered(two, item, **given)
    officers.add(two.nodes["beta"], name="ana", shown="Ana", role="analyst")
    with pytest.raises(RoleRefused):
        entered(two, item, by="ana")
    assert not Proposal.objects.using(two.nodes["beta"].alias).filter(act=consents_entered.ENTER).exists()


def test_the_second_person_has_the_role_and_knows_the_message(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    row = entered(two, item)
    assert isinstance(row, Proposal)
    Officer.objects.using(beta.alias).filter(name="lia").update(role="analyst", also=[])
    with pytest.raises(RoleRefused):
        proposing.confirm(beta, base.who(two, "lia"), row)
    monkeypatch.setattr(Asking, "may_know", lambda self, entries: [])
    assert desk(two, "beta").approvals(LIA).proposals == ()
    with pytest.raises(Exception, match="not here"):
        proposing.confirm(beta, base.who(two, "omar"), row)
    assert register(two) == []


def test_the_database_takes_no_author_as_second_person(two: World) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    row = entered(two, item)
    assert isinstance(row, Proposal)
    proposing.confirm(beta, base.who(two, "omar"), row)
    with pytest.raises(IntegrityError), transaction.atomic(using=beta.alias):
        ConsentRow.objects.using(beta.alias).update(second=base.who(two, "noor"))


def test_it_ends_and_is_withdrawn_as_any_consent(two: World) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    row = entered(two, item, until=two.clock() + timedelta(days=2))
    assert isinstance(row, Proposal)
    two.clock.at += timedelta(hours=1)
    proposing.confirm(beta, base.who(two, "omar"), row)
    assert base.in_court(two, item).consent is not None
    two.clock.at += timedelta(days=3)
    with pytest.raises(Forbidden):
        base.in_court(two, item)
    (made,) = register(two)
    consenting.withdraw(beta, base.who(two, "noor"), made, because="Letter 15")
    with pytest.raises(Forbidden):
        base.in_court(two, item)


def test_what_somebody_proposed_who_keeps_the_register_no_more_is_not_entered(two: World) -> None:
    item, beta = beyond(two), two.nodes["beta"]
    row = entered(two, item)
    assert isinstance(row, Proposal)
    Officer.objects.using(beta.alias).filter(name="noor").update(role="analyst", also=[])
    with pytest.raises(RoleRefused):
        proposing.confirm(beta, base.who(two, "omar"), row)
    assert officers.find(beta, "noor").role == "analyst"
    assert register(two) == []
