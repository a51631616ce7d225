"""First contact beside everything else that moves: renewed keys, a frozen pair, a restored node (DXP 4, 8)."""

from __future__ import annotations

from typing import Any

import pytest

from detente.audit.acts import Act
from detente.model import b64, party_id
from detente.model.errors import BadInput
from detente.node.services import meeting, officers, renewing
from detente.node.stores import partners
from detente.node.stores.models import DocMarkRow, Partner
from detente.node.stores.unit import SwapLost, unit
from detente.protocol.first_contact import ContactState
from tests.node.test_renewing import PASSPHRASE, furnish, keep, put_back, renew, send, start_again, subjects
from tests.node.world import World


def from_paper(world: World, here: str, there: str) -> None:
    """Let one node know the other by its fingerprint and the documents that it has now, and compare them."""
    node, chain = world.nodes[here], partners.own_chain(world.nodes[there].alias)
    fingerprint = party_id.fingerprint(chain.party)
    partner = meeting.add_by_fingerprint(
        node,
        officers.find(node, "lia"),
        fingerprint=fingerprint,
        records=tuple(document.record for document in chain.documents),
        code=there[:3],
        name=there,
    )
    meeting.compare(node, officers.find(node, "lia"), partner, digits=fingerprint)


def confirm(world: World, here: str, there: str) -> None:
    """Let another officer confirm what was compared."""
    node, partner = world.nodes[here], world.partner(here, there)
    pair = partners.pair_of(node.alias, partner)
    words = meeting.default_text(pair.us, pair.them)
    meeting.confirm(node, officers.find(node, "omar"), partner, text=words)


def meet_again(world: World, first: str, second: str) -> None:
    """Let two nodes that know each other meet anew, to `met` on both sides."""
    a, b = world.nodes[first], world.nodes[second]
    ticket = meeting.invite(b, officers.find(b, "lia"), code="again", name=first)

    def post(path: str, data: bytes) -> bytes:
        answer = meeting.answer_meet(b, path.removeprefix("meet/"), data)
        assert answer is not None
        return answer

    meeting.add(a, officers.find(a, "lia"), ticket, code="again", name=second, post=post)


def test_a_contact_from_paper_begins_with_the_document_that_the_fingerprint_proves(world: World) -> None:
    world.add("alpha")
    world.add("beta")
    from_paper(world, "alpha", "beta")
    renew(world, "alpha", furnish(world, "alpha"))
    start_again(world, "alpha")
    from_paper(world, "beta", "alpha")
    confirm(world, "alpha", "beta")
    confirm(world, "beta", "alpha")
    world.settle("alpha", "beta")
    send(world, "alpha", "beta", "under the second document")
    send(world, "beta", "alpha", "to it")
    world.settle("alpha", "beta")
    assert (subjects(world, "beta"), subjects(world, "alpha")) == (["under the second document"], ["to it"])
    assert [mark.number for mark in DocMarkRow.objects.using(world.nodes["beta"].alias).filter(ours=False)] == [1]


def test_a_party_that_erased_its_first_key_is_told_that_paper_is_not_enough(pair: World) -> None:
    roots = furnish(pair, "alpha")
    renew(pair, "alpha", roots)
    start_again(pair, "alpha")
    pair.settle("alpha", "beta")
    assert renewing.retire(pair.nodes["alpha"], passphrase=PASSPHRASE) == 1
    pair.add("gamma")
    with pytest.raises(BadInput, match="party invite"):
        from_paper(pair, "alpha", "gamma")


@pytest.mark.parametrize(("first", "second"), [("alpha", "beta"), ("beta", "alpha")])
def test_a_new_first_contact_thaws_a_pair_whose_keys_were_renewed(pair: World, first: str, second: str) -> None:
    send(pair, "alpha", "beta", "before")
    pair.settle("alpha", "beta")
    for name in ("alpha", "beta"):
        Partner.objects.using(pair.nodes[name].alias).update(state=ContactState.FROZEN, frozen_because="fork")
    renew(pair, "alpha", furnish(pair, "alpha"))
    start_again(pair, "alpha")
    meet_again(pair, first, second)
    assert pair.partner("alpha", "beta").sas == pair.partner("beta", "alpha").sas
    newest = partners.own_chain(pair.nodes["alpha"].alias).last
    for here, there, member in (("alpha", "beta", "own_doc"), ("beta", "alpha", "peer_doc")):
        pair.confirm(here, there)
        contact = meeting.contact_documents(pair.nodes[here], pair.partner(here, there))
        assert contact[member] == b64.encode(newest.hash), "the contact names the document that the digits stand for"
    pair.settle("alpha", "beta", rounds=24)
    send(pair, "alpha", "beta", "after")
    pair.settle("alpha", "beta", rounds=24)
    assert subjects(pair, "beta") == ["before", "after"]
    assert {pair.partner(here, there).state for here, there in (("alpha", "beta"), ("beta", "alpha"))} == {"confirmed"}


def test_a_partner_that_a_restored_node_forgot_sees_no_officer_number_twice(world: World) -> None:
    a = world.add("alpha")
    world.add("beta")
    copy = keep(a)
    world.introduce("alpha", "beta")
    shown = {officers.number_for(a, world.partner("alpha", "beta"), officers.find(a, name)) for name in ("lia", "omar")}
    assert shown == {"officer-1", "officer-2"}
    put_back(a, copy)
    with unit(a, "restore") as work:
        officers.leave_gap(a)
        work.record(Act.BACKUP_RESTORED, details={})
    world.clock.advance(minutes=5)
    meet_again(world, "alpha", "beta")
    again = {officers.number_for(a, world.partner("alpha", "beta"), officers.find(a, name)) for name in ("omar", "lia")}
    assert not shown & again


def test_a_confirmation_that_keys_were_renewed_beside_is_given_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add("alpha")
    world.add("beta")
    roots = furnish(world, "alpha")
    world.introduce("alpha", "beta")
    a, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    meeting.compare(a, officers.find(a, "lia"), partner, digits=partner.sas)

    def meanwhile(*given: Any) -> Any:
        renew(world, "alpha", roots)
        return unit(*given)

    with monkeypatch.context() as patch:
        patch.setattr(meeting, "unit", meanwhile)
        with pytest.raises(SwapLost, match="again"):
            confirm(world, "alpha", "beta")
    confirm(world, "alpha", "beta")
    assert [row.message for row in world.entries("alpha", ours=True)] == ["founding", "party-doc"]
