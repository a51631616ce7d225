"""What a partner allowed on paper: it takes two before it permits anything, and names its paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.model.errors import BadInput
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


def test_what_permits_nothing_and_what_came_by_the_protocol_takes_one(two: World) -> None:
    item = going.sent_about_a_person(two)
    for given in ({"answer": "refused"}, {"answer": "pending"}, {"paper": "", "digest": "", "message": item}):
        assert isinstance(entered(two, item, **given), ConsentRow)


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
