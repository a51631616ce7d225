"""What the house lets its officers do on a real node: who may know of, open, take out, find and release; on record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries import messages
from detente.node.services import corresponding, deciding, fulfilled, notifying, officers, threads
from detente.node.services.deciding import Forbidden, Unfulfilled
from detente.node.services.notifying import Letter
from detente.node.services.searching import Question
from detente.node.stores.models import AuditRow, Entry, Holding, Officer
from detente.policy.acts import Act
from detente.policy.decide import Permit
from detente.policy.obligations import OBLIGATIONS
from tests.node.desk_builders import LIA, OMAR, delivered, desk, give_accounts, send
from tests.node.world import World, canonical

SESSIONS = {"sealed-until-released", "spend-budget", "spend-round"}
"""Obligations of matching and tracing, which this release does not do on a node."""


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def held(world: World, uid: str) -> Entry:
    """Give beta's copy of a message."""
    return Entry.objects.using(world.nodes["beta"].alias).get(uid=uid)


def relabel(world: World, uid: str, **changes: Any) -> None:
    """Let a message at beta stand under another label, as if it had come with it."""
    row = held(world, uid)
    header = json.loads(bytes(row.header))
    header["handling"] |= changes
    row.header = canonical(header)
    row.save(using=world.nodes["beta"].alias, update_fields=["header"])


def officer(world: World, name: str, **changes: Any) -> Officer:
    """Give an officer of beta after these changes."""
    alias = world.nodes["beta"].alias
    Officer.objects.using(alias).filter(name=name).update(**changes)
    return Officer.objects.using(alias).get(name=name)


def refusals(world: World, name: str = "beta") -> list[dict[str, Any]]:
    """Give the details of what policy refused here, in order."""
    rows = AuditRow.objects.using(world.nodes[name].alias).filter(act="policy-refused").order_by("index")
    return [json.loads(bytes(row.details or b"{}"))["details"] for row in rows]


def opened(world: World) -> str:
    """Deliver a message and open it at beta; give the id."""
    uid = delivered(world)
    desk(world, "beta").open(LIA, uid)
    return uid


def boxes(world: World, user: int) -> list[str]:
    """Give the ids that an officer of beta sees among the received messages."""
    return [row.entry_id for row in desk(world, "beta").messages(user, box="inbox", after="").rows]


def found(world: World, user: int) -> list[str]:
    """Give the ids that a search of an officer of beta comes upon."""
    asked = desk(world, "beta").search_ask(user, Question(words="Dossier"), reason="case 17", name="")
    return [row.entry_id for row in desk(world, "beta").search(user, asked, after="").rows]


# Knowing of it


def test_red_is_known_only_to_the_officers_whom_it_names(pair: World) -> None:
    uid = opened(pair)
    number = officers.number_for(pair.nodes["beta"], pair.partner("beta", "alpha"), officer(pair, "lia"))
    relabel(pair, uid, codes=["tlp:RED"], named=[number])
    assert boxes(pair, LIA) == found(pair, LIA) == [uid]
    assert boxes(pair, OMAR) == found(pair, OMAR) == []
    assert desk(pair, "beta").notification(LIA, uid).content is not None
    with pytest.raises(NotFound):
        desk(pair, "beta").notification(OMAR, uid)
    for act in (messages.show_named, corresponding.open_message):
        with pytest.raises(NotFound):
            act(pair.nodes["beta"], "omar", uid)
    assert [row["id"] for row in messages.inbox(pair.nodes["beta"], "omar")] == []


def test_what_an_officer_may_not_know_of_is_not_counted(pair: World) -> None:
    uid = delivered(pair)
    before = desk(pair, "beta").frame(OMAR)
    relabel(pair, uid, codes=["tlp:RED"], named=["officer-99"])
    after = desk(pair, "beta").frame(OMAR)
    assert ((before.due, before.unread), (after.due, after.unread)) == ((1, 1), (0, 0))


def test_a_seconded_officer_sees_what_the_list_releases_to_the_party_that_lent_them(pair: World) -> None:
    uid = opened(pair)
    lender = pair.partner("beta", "alpha").party
    relabel(pair, uid, rel=[lender])
    assert boxes(pair, OMAR) == [uid]
    officer(pair, "omar", seconded_from="urn:dxp:party:" + "a" * 52)
    assert boxes(pair, OMAR) == []
    officer(pair, "omar", seconded_from=lender)
    assert boxes(pair, OMAR) == [uid]


@pytest.mark.parametrize("changes", [{"role": ""}, {"role": "no such role"}])
def test_without_a_role_nothing_is_seen(pair: World, changes: dict[str, Any]) -> None:
    opened(pair)
    officer(pair, "omar", **changes)
    assert boxes(pair, OMAR) == []


def test_roles_add_up(pair: World) -> None:
    opened(pair)
    officer(pair, "omar", role="", also=["analyst"])
    assert len(boxes(pair, OMAR)) == 1


# Opening


def test_classified_content_is_closed_to_whoever_is_not_cleared_for_it(world: World) -> None:
    for name in ("alpha", "beta"):
        world.add(name)
    rows = [["cls:alp.RESTRICTED", "cls:bet.OFFICIAL"], ["cls:alp.SECRET", "cls:bet.SECRET"]]
    world.meet("alpha", "beta", classes=rows, ceiling=["tlp:AMBER", "cls:bet.SECRET"])
    world.settle("alpha", "beta")
    give_accounts(world)
    officer(world, "lia", clearance="cls:bet.SECRET")
    officer(world, "omar", clearance="cls:bet.OFFICIAL")
    Officer.objects.using("world-alpha").filter(name="lia").update(clearance="cls:alp.SECRET")
    uid = delivered(world, codes=["tlp:AMBER", "cls:alp.SECRET"])
    desk(world, "beta").open(LIA, uid)
    assert desk(world, "beta").notification(LIA, uid).content is not None
    page = desk(world, "beta").notification(OMAR, uid)
    assert (page.content, page.asks, page.limits.withheld) == (None, None, "actor.clearance")
    shown = messages.show_named(world.nodes["beta"], "omar", uid)
    assert (shown["text"], shown["withheld"], shown["thread"][0]["text"]) == ("", "actor.clearance", "")
    with pytest.raises(Forbidden, match="clearance"):
        corresponding.open_message(world.nodes["beta"], "omar", uid)
    assert refusals(world)[-1]["inner"] == "actor.clearance"
    # Nobody sends what is above the own clearance, either.
    Officer.objects.using("world-alpha").filter(name="lia").update(clearance="")
    with pytest.raises(Forbidden, match="clearance"):
        send(world, codes=["tlp:AMBER", "cls:alp.RESTRICTED"])
    assert refusals(world, "alpha")[-1] == {"act": "send", "inner": "actor.clearance", "also": [], "sent": None}


def test_what_states_limits_opens_once_the_officer_confirmed_them(pair: World) -> None:
    uid = delivered(pair, codes=["tlp:AMBER", "h:H3"])
    there = desk(pair, "beta")
    assert there.notification(LIA, uid).limits.confirmable
    with pytest.raises(PolicyRefusal) as refused:
        there.open(LIA, uid)
    assert refused.value.code == "handling.h3"
    there.confirm_limits(LIA, uid)
    there.confirm_limits(LIA, uid)
    there.open(LIA, uid)
    assert there.notification(LIA, uid).content is not None
    # Another officer confirms for themselves.
    assert there.notification(OMAR, uid).limits.withheld == "handling.h3"
    assert (found(pair, LIA), found(pair, OMAR), boxes(pair, OMAR)) == ([uid], [], [uid])
    alias = pair.nodes["beta"].alias
    assert AuditRow.objects.using(alias).filter(act="limits-confirmed").count() == 1


def test_oversight_reads_the_outer_facts_and_takes_nothing_out(pair: World) -> None:
    uid = opened(pair)
    officer(pair, "omar", role="oversight")
    page = desk(pair, "beta").notification(OMAR, uid)
    assert (page.content, page.limits.withheld, page.subject.text) == (None, "masked", "Dossier 1")


@pytest.mark.parametrize(
    ("state", "ground"),
    [({"state": "recalled"}, "item.recalled"), ({"state": "tombstone"}, "item.tombstone"),
     ({"state": "expired"}, "item.expired"), ({"quarantined": True}, "item.mistreatment")],
)  # fmt: skip
def test_what_is_recalled_deleted_expired_or_in_quarantine_is_shown_without_its_content(
    pair: World, state: dict[str, Any], ground: str
) -> None:
    uid = opened(pair)
    Holding.objects.using(pair.nodes["beta"].alias).create(entry=held(pair, uid), **state)
    page = desk(pair, "beta").notification(OMAR, uid)
    assert (page.content, page.limits.withheld) == (None, ground)
    assert found(pair, OMAR) == []


def test_what_is_challenged_is_marked_and_goes_nowhere(pair: World) -> None:
    uid = opened(pair)
    Holding.objects.using(pair.nodes["beta"].alias).create(entry=held(pair, uid), state="challenged")
    page = desk(pair, "beta").notification(OMAR, uid)
    assert page.content is not None
    assert page.limits.challenged
    beta = pair.nodes["beta"]
    with pytest.raises(Forbidden, match="redress"):
        threads.export(beta, officer(pair, "lia"), held(pair, uid), disclose={held(pair, uid).cid})


# Taking out


def test_a_content_is_disclosed_in_a_statement_only_by_policy(pair: World) -> None:
    uid = opened(pair)
    beta, row = pair.nodes["beta"], held(pair, uid)
    assert threads.export(beta, officer(pair, "lia"), row)
    assert threads.export(beta, officer(pair, "lia"), row, disclose={row.cid})
    record = AuditRow.objects.using(beta.alias).get(act="content-disclosed")
    assert json.loads(bytes(record.details or b""))["details"]["reason"] == "desk-work"
    relabel(pair, uid, orcon=True)
    with pytest.raises(Forbidden, match="originator"):
        threads.export(beta, officer(pair, "lia"), held(pair, uid), disclose={row.cid})
    assert refusals(pair)[-1] == {"act": "export", "inner": "handling.orcon", "also": [], "sent": "nil"}
    assert AuditRow.objects.using(beta.alias).filter(act="content-disclosed").count() == 1


def test_what_was_dropped_at_reception_does_not_come_out_of_the_sealed_bytes(pair: World) -> None:
    uid = opened(pair)
    beta, row = pair.nodes["beta"], held(pair, uid)
    Holding.objects.using(beta.alias).create(entry=row, dropped=["religion"])
    with pytest.raises(Forbidden, match="religion"):
        threads.export(beta, officer(pair, "lia"), row, disclose={row.cid})


# Leaving


def test_whoever_may_not_send_releases_nothing_and_the_refusal_stands_in_the_record(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    Officer.objects.using(alpha.alias).filter(name="lia").update(role="analyst")
    with pytest.raises(Forbidden) as refused:
        send(pair)
    assert refused.value.code == "actor.role"
    assert set(refused.value.said) == {"en", "fr", "ru", "ar"}
    assert refusals(pair, "alpha") == [{"act": "send", "inner": "actor.role", "also": [], "sent": None}]
    assert pair.entries("alpha", ours=True, kind="notification") == []


def test_one_that_policy_refuses_holds_up_no_other(pair: World) -> None:
    alpha, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    letters = [Letter(subject="a", text="a", codes=["tlp:AMBER", "cls:x.SECRET"]), Letter(subject="b", text="b")]
    refused, left = notifying.notify_all(
        alpha, officers.find(alpha, "lia"), [(partner, letter, None) for letter in letters]
    )
    assert isinstance(refused, PolicyRefusal)
    assert isinstance(left, Entry)


def test_a_release_says_in_the_record_what_its_permit_obliged_to(pair: World) -> None:
    send(pair)
    record = AuditRow.objects.using(pair.nodes["alpha"].alias).filter(act="entry-released").order_by("-index")[0]
    assert json.loads(bytes(record.details or b""))["details"]["permit"] == ["carry-label"]


# Obligations


def test_no_obligation_is_ignored() -> None:
    ours = fulfilled.READING | fulfilled.TAKING_OUT
    assert ours <= fulfilled.FULFILLED.keys()
    assert fulfilled.FULFILLED.keys() <= {each.id for each in OBLIGATIONS} - SESSIONS


def test_a_permit_that_obliges_to_what_nobody_does_is_no_permit(pair: World) -> None:
    for obligation in {each.id for each in OBLIGATIONS} - fulfilled.FULFILLED.keys():
        with pytest.raises(Unfulfilled, match=obligation):
            deciding.permitted(
                pair.nodes["alpha"],
                officers.find(pair.nodes["alpha"], "lia"),
                Act.SEND,
                Permit((obligation,)),
                refs={},
                fulfils={each.id for each in OBLIGATIONS},
            )


def test_the_command_confirms_no_limits_by_itself(pair: World) -> None:
    uid = delivered(pair, codes=["tlp:AMBER", "h:H3"])
    shown = messages.show_named(pair.nodes["beta"], None, uid)
    assert (shown["withheld"], shown["text"]) == ("handling.h3", "")
    with pytest.raises((BadInput, PolicyRefusal)):
        corresponding.accept(pair.nodes["beta"], None, uid, until=None)
