"""What the forms of further use offer on a real node: the purposes of the message's own agreement, partners by name."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from detente.model.errors import NotFound
from detente.node.queries import phrases
from detente.node.services import agreements, consenting, officers, protecting
from detente.node.services.consenting import Word
from detente.node.stores import partners
from tests.node import going
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.world import World


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; beta has a head, an adviser and a second releasing officer."""
    give_accounts(pair)
    going.people(pair)
    return pair


def test_the_purposes_are_those_of_the_agreement_and_beyond_it_court_and_what_was_consented_to(pair: World) -> None:
    item, node = going.sent_about_a_person(pair), pair.nodes["beta"]
    (agreement,) = agreements.in_force(node.alias, item.partner)
    offered = desk(pair, "beta").further_choices(LIA, item.uid)
    assert {each.code for each in offered.purposes} == agreement.purposes
    assert [each.code for each in offered.beyond] == ["judicial-proceedings"]
    word = Word("find-person", ["own-organisation"], "granted", "Their desk", paper="Letter 12")
    consenting.enter(node, officers.find(node, "lia"), item, word)
    again = desk(pair, "beta").further_choices(LIA, item.uid)
    assert [each.code for each in again.beyond] == ["find-person", "judicial-proceedings"]


def test_every_purpose_that_is_offered_has_words_in_four_languages() -> None:
    for code, labels in phrases.PURPOSES.items():
        for language in ("en", "fr", "ru", "ar"):
            with override(language):
                assert phrases.word(code) == labels[language] != code


def test_partners_are_offered_by_a_destination_that_the_register_takes_and_states_with_us_among_them(
    pair: World,
) -> None:
    item, node = going.sent_about_a_person(pair), pair.nodes["beta"]
    offered = desk(pair, "beta").further_choices(LIA, item.uid)
    assert offered.recipients == desk(pair, "beta").further_recipients(LIA)
    us = partners.own_chain(node.alias).party
    assert f"party:{item.partner.party}" in offered.recipients
    assert f"party:{us}" not in offered.recipients
    assert [consenting.destination(node, each) for each in offered.recipients] == list(offered.recipients)
    assert [protecting.party_named(node, each) for each in (us, item.partner.party)] == [us, item.partner.party]
    assert set(offered.states) == {us, *(each.removeprefix("party:") for each in offered.recipients)}


def test_nothing_is_offered_for_a_message_that_is_not_here(pair: World) -> None:
    with pytest.raises(NotFound):
        desk(pair, "beta").further_choices(LIA, "nothing")
