"""The rights of an officer hold on every way in: in the services themselves, so for screens, command and API alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.queries import messages
from detente.node.services import (
    address_book,
    calling,
    corresponding,
    desk_facts,
    desks,
    duties,
    handing_on,
    house,
    linking,
    list_keeping,
    officers,
    proposing,
    risking,
    shifts,
    templates,
    threads,
    watch_firing,
)
from detente.node.services.duties import RoleRefused
from detente.node.stores.models import CaseLink, DraftRow, Entry, Officer, Partner, Proposal, RiskForm
from detente.node.stores.unit import unit
from tests.node.desk_builders import delivered
from tests.node.test_deciding import relabel
from tests.node.world import World


def officer(world: World, name: str) -> Officer:
    """Give an officer of beta as the table has it now."""
    return Officer.objects.using("world-beta").get(name=name)


def holding(world: World, role: str) -> Officer:
    """Give an officer of beta who holds one role, in the words of `detente user`."""
    Officer.objects.using("world-beta").filter(name="omar").update(role=role, also=[])
    return officer(world, "omar")


# The order of a desk, role by role


def _staffed(world: World) -> tuple[Node, str]:
    """Give beta with a desk `duty`, where Lia and Omar belong, and the id of a message that lies there."""
    node = world.nodes["beta"]
    chief = officers.add(node, name="chief", shown="Chief", role="head")
    desk = desks.arrange(node, chief, "duty", name="Permanence", main=True)
    for name in ("lia", "omar"):
        desks.place(node, chief, desk, officer(world, name), "member")
    return node, delivered(world)


def _roster(node: Node, who: Officer) -> None:
    desks.set_duty(node, who, desks.find(node, "duty"), who, begin=node.now(), end=node.now() + timedelta(hours=8))


def _leave(node: Node, who: Officer) -> None:
    desks.set_leave(node, who, who, begin=node.now(), end=node.now() + timedelta(hours=8))


def _hand_on(node: Node, who: Officer) -> None:
    entry = Entry.objects.using(node.alias).get(kind="notification")
    handing_on.hand_on(node, who, entry, to=officers.find(node, "lia"))


def _hold_list(node: Node, who: Officer) -> None:
    list_keeping.add(
        node, who, name=f"vul-{who.role or 0}", title="List A", publisher="Council of Vulovia", basis="Law 4"
    )


def _sign(node: Node, who: Officer) -> None:
    row = shifts.make(node, officers.find(node, "lia"), desks.find(node, "duty"))
    shifts.sign(node, officers.find(node, "lia"), row, assertion=None)
    shifts.sign(node, who, row, assertion=None)


_TEMPLATE: dict[str, Any] = {"kind": "notification", "lang": "fr", "texts": {"text": "Le {{today}}"}}


def _lia(node: Node) -> Officer:
    return officers.find(node, "lia")


def _alpha(node: Node) -> Partner:
    return Partner.objects.using(node.alias).get()


def _forget_template(node: Node, who: Officer) -> None:
    templates.forget(node, who, templates.keep(node, _lia(node), "T", **_TEMPLATE))


def _forget_address(node: Node, who: Officer) -> None:
    address_book.keep(node, _lia(node), _alpha(node), "Permanence")
    address_book.forget(node, who, _alpha(node), "Permanence")


def _baseline(node: Node, who: Officer) -> RiskForm:
    return risking.baseline(node, who, _alpha(node), act="disclose", matter="ALP-1", level="low")


def _proposal(node: Node) -> Proposal:
    content = {"four_eyes": False}
    return Proposal.objects.using(node.alias).create(act=house.FOUR_EYES, content=content, by=_lia(node), at=node.now())


ORDERS: dict[str, tuple[str, Callable[[Node, Officer], object]]] = {
    "arrange": ("arrange-desks", lambda node, who: desks.arrange(node, who, "zor", name="Zor")),
    "place": ("arrange-desks", lambda node, who: desks.place(node, who, desks.find(node, "duty"), who, "deputy")),
    "roster": ("keep-roster", _roster),
    "leave": ("keep-roster", _leave),
    "reach": ("keep-roster", lambda node, who: calling.reach(node, who, officers.find(node, "lia"), address="a@b.org")),
    "hand": ("hand-on", _hand_on),
    "make a sheet": ("sign-shift", lambda node, who: shifts.make(node, who, desks.find(node, "duty"))),
    "sign a sheet": ("sign-shift", _sign),
    "keep a template": ("keep-house", lambda node, who: templates.keep(node, who, "T", **_TEMPLATE)),
    "forget a template": ("keep-house", _forget_template),
    "note a desk of theirs": ("keep-house", lambda node, who: address_book.keep(node, who, _alpha(node), "Permanence")),
    "forget a desk of theirs": ("keep-house", _forget_address),
    "enter a risk": ("keep-house", _baseline),
    "say what is done about it": (
        "keep-house",
        lambda node, who: risking.mitigate(node, who, _baseline(node, _lia(node)), "A second check."),
    ),
    "judge what is left": (
        "keep-house",
        lambda node, who: risking.residual(node, who, _baseline(node, _lia(node)), "low"),
    ),
    "set four eyes": ("keep-house", lambda node, who: house.set_four_eyes(node, who, True)),
    "hold a list": ("keep-lists", _hold_list),
    "take what happened": ("keep-watches", lambda node, who: watch_firing.take(node, who, [])),
    "decline": ("keep-house", lambda node, who: proposing.decline(node, who, _proposal(node))),
}


READINGS: dict[str, Callable[[Node, Officer], object]] = {
    "templates": templates.all_of,
    "a template": lambda node, who: templates.find(
        node, who, str(templates.keep(node, _lia(node), "T", **_TEMPLATE).pk)
    ),
    "the address book": address_book.facts,
    "their desks": lambda node, who: address_book.of_partner(node, who, _alpha(node)),
    "risk forms": risking.lines,
    "a risk form": lambda node, who: risking.find(node, who, str(_baseline(node, _lia(node)).pk)),
}
"""What the house keeps is read by whoever may keep it."""


@pytest.mark.parametrize("name", READINGS)
def test_what_the_house_keeps_is_read_by_whoever_works_here(pair: World, name: str) -> None:
    node = pair.nodes["beta"]
    for role in ("", *duties.HELD):
        who = holding(pair, role)
        if duties.may_at_desk(who, "keep-house"):
            READINGS[name](node, who)
        else:
            with pytest.raises(RoleRefused):
                READINGS[name](node, who)


def test_the_desks_are_told_to_whoever_works_at_them_or_arranges_them(pair: World) -> None:
    node, _ = _staffed(pair)
    for role in duties.HELD:
        assert [line["desk"] for line in desk_facts.all_of(node, holding(pair, role))] == ["duty"]
    with pytest.raises(RoleRefused):
        desk_facts.all_of(node, holding(pair, ""))


def test_a_draft_begins_with_a_template_for_whoever_may_send(pair: World) -> None:
    node = pair.nodes["beta"]
    row = templates.keep(node, _lia(node), "T", **_TEMPLATE)
    for role in ("", *duties.HELD):
        who = holding(pair, role)
        before = DraftRow.objects.using(node.alias).count()
        if duties.has(who, "send"):
            templates.begin(node, who, row, None)
        else:
            with pytest.raises(RoleRefused):
                templates.begin(node, who, row, None)
        assert DraftRow.objects.using(node.alias).count() - before == duties.has(who, "send")


def test_every_act_of_a_desk_is_tried() -> None:
    assert {act for act, _ in ORDERS.values()} == set(duties.DESK)


@pytest.mark.parametrize("name", ORDERS)
def test_an_act_of_a_desk_is_done_by_exactly_the_roles_that_the_matrix_names(pair: World, name: str) -> None:
    node, _ = _staffed(pair)
    act, way = ORDERS[name]
    for role, held in duties.HELD.items():
        who = holding(pair, role)
        if held & duties.DESK[act]:
            way(node, who)
        else:
            with pytest.raises(RoleRefused):
                way(node, who)


def test_whoever_has_no_role_at_all_does_nothing_at_a_desk(pair: World) -> None:
    node, _ = _staffed(pair)
    for _, way in ORDERS.values():
        with pytest.raises(RoleRefused):
            way(node, holding(pair, ""))


def test_everybody_sets_the_address_of_their_own_digests(pair: World) -> None:
    calling.reach(pair.nodes["beta"], who := holding(pair, "analyst"), who, address="omar@beta.example")


def test_the_operator_of_the_command_arranges_desks(pair: World) -> None:
    node = pair.nodes["beta"]
    desks.arrange(node, officers.operator(node), "zor", name="Zor")


# What an officer may not know of is as if it were not here


def hidden(world: World) -> str:
    """Deliver a message that Omar of beta may not know of; give its id."""
    world.clock.advance(minutes=5)
    uid = delivered(world)
    lia = officers.number_for(world.nodes["beta"], world.partner("beta", "alpha"), officer(world, "lia"))
    relabel(world, uid, codes=["tlp:RED"], named=[lia])
    return uid


NAMING: dict[str, Callable[[Node, str], object]] = {
    "find": lambda node, text: threads.find(node, officers.find(node, "omar"), text),
    "show": lambda node, text: messages.show_named(node, "omar", text),
    "export": lambda node, text: corresponding.export(node, "omar", text, disclose=frozenset()),
    "compare": lambda node, text: corresponding.compare(node, "omar", text, b"{}"),
    "words": lambda node, text: corresponding.in_words(node, "omar", text),
    "open": lambda node, text: corresponding.open_message(node, "omar", text),
    "link": lambda node, text: corresponding.link(node, "omar", text, text),
    "hand over": lambda node, text: corresponding.hand_over(node, "omar", text, None, corresponding.Said()),
}


@pytest.mark.parametrize("name", NAMING)
def test_a_hidden_message_is_named_as_one_that_never_was(pair: World, name: str) -> None:
    node, uid = pair.nodes["beta"], hidden(pair)
    cid = Entry.objects.using(node.alias).get(uid=uid).cid
    for text in (uid, cid, uid[:12], uid[:8]):
        absent = text[:-1] + ("0" if text[-1] != "0" else "1")
        said = []
        for each in (text, absent):
            with pytest.raises(NotFound) as refused:
                NAMING[name](node, each)
            said.append((refused.value.code, str(refused.value).replace(each, "…")))
        assert said[0] == said[1]


def test_a_beginning_that_a_hidden_message_shares_is_not_ambiguous(pair: World) -> None:
    node, secret = pair.nodes["beta"], hidden(pair)
    seen, start = delivered(pair, "Dossier 2"), secret[:8]
    assert seen.startswith(start)
    assert threads.find(node, officer(pair, "omar"), start).uid == seen
    with pytest.raises(NotFound, match="Several"):
        threads.find(node, officer(pair, "lia"), start)


def test_no_case_is_linked_with_one_that_the_officer_may_not_know_of(pair: World) -> None:
    node = pair.nodes["beta"]
    seen = Entry.objects.using(node.alias).select_related("partner").get(uid=delivered(pair, "Dossier 2"))
    secret = hidden(pair)
    with pytest.raises(NotFound), unit(node, "link cases") as work:
        linking.link(node, officer(pair, "omar"), seen, secret, work=work)
    with pytest.raises(NotFound):
        corresponding.link(node, "omar", seen.uid, secret)
    assert not CaseLink.objects.using(node.alias).exists()
    corresponding.link(node, "lia", seen.uid, secret)
    assert CaseLink.objects.using(node.alias).exists()
