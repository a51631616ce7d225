"""A withdrawal to its end: data destroyed, certificates that hold offline, the contact ended, its keys retired."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.services import (
    agreeing,
    agreement_cases,
    attesting,
    ending,
    house,
    legal_hold,
    officers,
    proposing,
    purging,
    returning,
    verification,
)
from detente.node.stores import partners
from detente.node.stores.models import AuditRow, Entry, Partner
from detente.protocol.first_contact import ContactState
from tests.node import agreed
from tests.node.world import World

CANARY = "kestrel-7713"


@pytest.fixture
def world(pair: World) -> World:
    """Give two nodes in contact, each with a head and a legal officer."""
    agreed.people(pair)
    return pair


def run_off(world: World) -> str:
    named = agreed.agree(world)
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        agreed.notify(world, here, there, f"{CANARY} from {here}", named)
    world.settle("alpha", "beta")
    a, to_b = world.nodes["alpha"], world.partner("alpha", "beta")
    end = world.clock() + timedelta(days=30)
    agreeing.give_notice(a, agreed.head(world, "alpha"), to_b, named, end=end, plan="Everything is destroyed.")
    world.settle("alpha", "beta")
    world.clock.advance(days=30)
    agreement_cases.end_terms(a)
    world.settle("alpha", "beta")
    return named


def certify(world: World, here: str, there: str, named: str, **said: str) -> Entry:
    given = {"data": "destroyed", **said}
    made = agreeing.certify(world.nodes[here], agreed.head(world, here), world.partner(here, there), named, **given)
    world.settle("alpha", "beta")
    return made


def traces(world: World, here: str) -> list[Path]:
    """Give the files of a node in which the canary stands."""
    home = world.nodes[here].home
    return [path for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_what_came_is_destroyed_and_each_side_holds_the_others_certificate(world: World) -> None:
    named = run_off(world)
    certify(world, "alpha", "beta", named)
    certify(world, "beta", "alpha", named)
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        node, partner = world.nodes[here], world.partner(here, there)
        theirs = Entry.objects.using(node.alias).get(partner=partner, ours=False, kind="notification")
        assert (theirs.plaintext, theirs.body, theirs.subject) == (None, None, "")
        found = returning.certificates(node, partner, named)
        assert [(each.ours, each.data, each.count, each.stays) for each in found] == [
            (True, "destroyed", 1, 0),
            (False, "destroyed", 1, 0),
        ]
        assert [each.agrees for each in found] == [True, True], "both ledgers have the same messages"
    assert agreed.stage(world, "beta", "alpha", named) == "ended"


def test_a_certificate_holds_offline_and_altered_or_of_another_party_it_does_not(world: World) -> None:
    named = run_off(world)
    certify(world, "alpha", "beta", named)
    node, partner = world.nodes["beta"], world.partner("beta", "alpha")
    (theirs,) = returning.certificates(node, partner, named)
    file = attesting.file_of_theirs(node, partner, theirs.record)
    report = verification.verify_file(file, trust=[partner.party])
    assert (report["ok"], report["what"]) == (True, "detente.return")
    assert report["facts"][0]["gone"]["count"] == 1
    own = str(partners.own_chain(node.alias).party)
    assert not verification.verify_file(file, trust=[own])["ok"], "another party was expected"
    whole = json.loads(file)
    record = bytearray(base64.urlsafe_b64decode(whole["record"] + "=="))
    for place in range(0, len(record), 97):
        altered = bytearray(record)
        altered[place] ^= 1
        text = base64.urlsafe_b64encode(bytes(altered)).decode().rstrip("=")
        changed = json.dumps({**whole, "record": text}).encode()
        assert not verification.verify_file(changed, trust=[partner.party])["ok"], place


def test_a_purge_has_a_file_of_the_same_form(world: World) -> None:
    node = world.nodes["alpha"]
    record = attesting.sign(node, "detente.purge", {"thread": "x"})
    own = partners.own_chain(node.alias)
    assert purging.verify(record, chain=own)["thread"] == "x"
    assert verification.verify_file(attesting.file_of_ours(node, record), trust=[str(own.party)])["ok"]


def test_what_the_house_must_hold_stays_and_is_named_without_the_reason(world: World) -> None:
    named = run_off(world)
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    theirs = Entry.objects.using(node.alias).get(partner=partner, ours=False, kind="notification")
    legal_hold.lay(node, agreed.legal(world, "alpha"), theirs, reason="A court asks for it.")
    certify(world, "alpha", "beta", named)
    (ours,) = returning.certificates(node, partner, named)
    assert (ours.count, ours.stays) == (0, 1)
    theirs.refresh_from_db()
    assert theirs.plaintext is not None
    assert b"court" not in ours.record
    beta = world.nodes["beta"]
    (at_beta,) = returning.certificates(beta, world.partner("beta", "alpha"), named)
    assert at_beta.agrees, "what stays is named, so both count the same"


def test_kept_data_stays_and_its_certificate_names_the_ground(world: World) -> None:
    named = run_off(world)
    certify(world, "alpha", "beta", named, data="kept", ground="Criminal proceedings 12/26.")
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    (ours,) = returning.certificates(node, partner, named)
    assert (ours.data, ours.ground, ours.agrees) == ("kept", "Criminal proceedings 12/26.", None)
    theirs = Entry.objects.using(node.alias).get(partner=partner, ours=False, kind="notification")
    assert theirs.plaintext is not None


def test_the_contact_ends_by_two_officers_once_no_agreement_stands_and_its_keys_open_nothing(world: World) -> None:
    named = run_off(world)
    node, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    house.set_four_eyes(node, agreed.head(world, "alpha"), wanted=True)
    with pytest.raises(BadInput, match="still stands"):
        ending.end(node, agreed.head(world, "alpha"), partner, "They withdrew.")
    assert not ending.may(node, agreed.head(world, "alpha"), partner)
    certify(world, "alpha", "beta", named)
    certify(world, "beta", "alpha", named)
    row = ending.end(node, agreed.head(world, "alpha"), partner, "They withdrew.")
    assert row is not None
    with pytest.raises(PolicyRefusal):
        proposing.confirm(node, agreed.head(world, "alpha"), proposing.find(node, str(row.pk)))
    proposing.confirm(node, officers.find(node, "lia"), proposing.find(node, str(row.pk)))
    partner.refresh_from_db()
    assert partner.state == ContactState.ENDED
    before = Entry.objects.using(node.alias).filter(ours=False).count()
    beta = world.nodes["beta"]
    agreed.notify(world, "beta", "alpha", "new", None)
    world.settle("alpha", "beta")
    assert Entry.objects.using(node.alias).filter(ours=False).count() == before
    with pytest.raises(PolicyRefusal) as refused:
        agreed.notify(world, "alpha", "beta", "new", None)
    assert refused.value.code == "recipient.withdrawn"
    assert AuditRow.objects.using(node.alias).filter(act="party-ended").count() == 1
    assert Partner.objects.using(beta.alias).get().state == ContactState.CONFIRMED, "the other side ends its own"


def test_an_agreement_under_which_somebody_waits_is_not_certified(world: World) -> None:
    named = agreed.agree(world)
    agreed.notify(world, "alpha", "beta", "Do you know him?", named)
    world.settle("alpha", "beta")
    a, to_b = world.nodes["alpha"], world.partner("alpha", "beta")
    end = world.clock() + timedelta(days=1)
    agreeing.give_notice(a, agreed.head(world, "alpha"), to_b, named, end=end, plan="")
    world.settle("alpha", "beta")
    world.clock.advance(days=1)
    agreement_cases.end_terms(a)
    world.settle("alpha", "beta")
    with pytest.raises(BadInput, match="wait for an answer"):
        agreeing.certify(a, agreed.head(world, "alpha"), to_b, named, data="destroyed")
