"""A line is cut by two officers: frozen, what it was given taken back, and on record whom its node knows from us."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.services import (
    acting,
    duties,
    known_to_them,
    notifying,
    officers,
    opening,
    proposing,
    sever_tasks,
    severing,
)
from detente.node.services.letters import Letter
from detente.node.stores.models import ConsentRow, Entry, Officer, Partner, SeverRow, SeverTask
from detente.protocol.first_contact import ContactState
from tests.node.desk_builders import give_accounts
from tests.node.going import people, sent_about_a_person
from tests.node.world import World


@pytest.fixture
def world(pair: World) -> World:
    """Give two nodes; alpha wrote of a person to beta, twice, and of nobody once."""
    give_accounts(pair)
    people(pair)
    sent_about_a_person(pair)
    sent_about_a_person(pair, subject="Dossier 2")
    notifying.notify(alpha(pair), lia(pair), beta_of(pair), Letter(subject="No person", text="Bonjour", lang="fr"))
    pair.settle("alpha", "beta")
    return pair


def alpha(world: World) -> Node:
    return world.nodes["alpha"]


def beta_of(world: World) -> Partner:
    partner = world.partner("alpha", "beta")
    partner.refresh_from_db()
    return partner


def lia(world: World) -> Officer:
    return officers.find(alpha(world), "lia")


def cut(world: World) -> SeverRow:
    node = alpha(world)
    Officer.objects.using(node.alias).filter(name="omar").update(role="release")
    row = severing.sever(node, lia(world), beta_of(world), "Their house was taken by storm.")
    assert row is not None
    assert beta_of(world).state == ContactState.CONFIRMED, "one officer alone cuts nothing"
    proposing.confirm(node, officers.find(node, "omar"), proposing.find(node, str(row.pk)))
    found = severing.of_partner(node, beta_of(world))
    assert found is not None
    return found


def test_two_officers_cut_a_line_and_nothing_goes_or_comes_any_more(world: World) -> None:
    node, beta = alpha(world), world.nodes["beta"]
    row = cut(world)
    assert (row.by.name, row.second is not None and row.second.name) == ("lia", "omar")
    before = Entry.objects.using(node.alias).filter(ours=False).count()
    with pytest.raises(PolicyRefusal):
        notifying.notify(node, lia(world), beta_of(world), Letter(subject="After", text="Bonjour", lang="fr"))
    notifying.notify(
        beta, officers.find(beta, "lia"), world.partner("beta", "alpha"), Letter(subject="Trap", text="x", lang="en")
    )
    world.settle("alpha", "beta")
    assert Entry.objects.using(node.alias).filter(ours=False).count() == before, "what comes from it is not taken"


def test_the_lists_are_those_of_the_ledger(world: World) -> None:
    node = alpha(world)
    row = cut(world)
    tasks = sever_tasks.of(node, row)
    about = Entry.objects.using(node.alias).filter(ours=True, batch__isnull=False, kind="notification")
    with_records = [each.pk for each in about.order_by("pk") if known_to_them.records_of(each)]
    # One person in two messages is one task, which names both.
    assert [(each.entry_id, each.also) for each in tasks] == [(with_records[0], with_records[1:])]
    assert len(known_to_them.sent(node, beta_of(world))) == about.count() == 3


def test_what_was_given_is_taken_back(world: World) -> None:
    node = alpha(world)
    partner = beta_of(world)
    Officer.objects.using(node.alias).filter(name="noor").delete()
    lent = officers.add(node, name="guest", shown="Guest", role="analyst")
    Officer.objects.using(node.alias).filter(pk=lent.pk).update(seconded_from=partner.party)
    entry = Entry.objects.using(node.alias).filter(ours=True, kind="notification").first()
    assert entry is not None
    ConsentRow.objects.using(node.alias).create(
        partner=partner, ours=True, entry=entry, root=entry.root, purpose="prevent-terrorism", recipients=["party"],
        answer="granted", since=node.now(), given_by="lia", by=lia(world), at=node.now(),
    )  # fmt: skip
    row = cut(world)
    assert (row.ended["officers"], row.ended["consents"]) == (1, 1)
    assert not Officer.objects.using(node.alias).get(name="guest").active
    assert ConsentRow.objects.using(node.alias).get().withdrawn_because == severing.BECAUSE


def test_whoever_releases_nothing_cuts_no_line_and_confirms_none(world: World) -> None:
    node = alpha(world)
    analyst = officers.add(node, name="ana", shown="Ana", role="analyst")
    Officer.objects.using(node.alias).filter(name="omar").update(role="release")
    with pytest.raises(duties.RoleRefused):
        severing.sever(node, analyst, beta_of(world), "Because.")
    row = severing.sever(node, lia(world), beta_of(world), "Because.")
    assert row is not None
    for second in (analyst, lia(world)):
        with pytest.raises(PolicyRefusal):
            proposing.confirm(node, second, proposing.find(node, str(row.pk)))
    assert beta_of(world).state == ContactState.CONFIRMED
    proposing.confirm(node, officers.find(node, "omar"), proposing.find(node, str(row.pk)))
    with pytest.raises(severing.SeveredAlready):
        severing.sever(node, lia(world), beta_of(world), "Again.")
    with pytest.raises(BadInput, match="why"):
        severing.sever(node, lia(world), Partner(state=ContactState.CONFIRMED), " ")


def test_a_task_is_done_once_by_a_message_or_in_words_and_the_head_alone_says_that_nobody_is_in_danger(
    world: World,
) -> None:
    node = alpha(world)
    officers.add(node, name="chloe", shown="Chloe", role="head")
    (task,) = sever_tasks.of(node, cut(world))
    with pytest.raises(duties.RoleRefused):
        sever_tasks.done(node, lia(world), task, "not-endangered", "He lives abroad.")
    with pytest.raises(BadInput, match="sentence"):
        sever_tasks.done(node, lia(world), task, "warned", " ")
    with pytest.raises(BadInput, match="one of"):
        sever_tasks.done(node, lia(world), task, "told", "By phone.")
    with pytest.raises(BadInput, match="after the line was cut"):
        sever_tasks.done(node, lia(world), task, "warned", "", message=task.entry)
    assert sever_tasks.late(node) == []
    world.clock.at += timedelta(hours=25)
    assert [each.pk for each in sever_tasks.late(node)] == [task.pk]
    sever_tasks.done(node, officers.find(node, "chloe"), task, "not-endangered", "He lives abroad.")
    assert sever_tasks.late(node) == []
    with pytest.raises(BadInput, match="colleague"):
        sever_tasks.done(node, lia(world), task, "warned", "By phone.")
    assert SeverTask.objects.using(node.alias).get(pk=task.pk).state == "not-endangered"


def test_an_originator_is_told_by_the_node_what_two_officers_signed(world: World) -> None:
    node = alpha(world)
    world.add("gamma")
    world.meet("gamma", "alpha")
    world.settle("gamma", "alpha")
    gamma = world.nodes["gamma"]
    tip = Letter(subject="Tip", text="Between us", lang="fr", codes=("tlp:GREEN",))
    sent = notifying.notify(gamma, officers.find(gamma, "lia"), world.partner("gamma", "alpha"), tip)
    world.settle("gamma", "alpha")
    acting.open_entry(node, lia(world), item := Entry.objects.using(node.alias).get(uid=sent.uid))
    onward = Letter(subject="From gamma", text="Between us", lang="fr", codes=("tlp:GREEN",))
    notifying.pass_on(node, lia(world), item, beta_of(world), onward)
    world.settle("alpha", "beta")
    (task,) = [each for each in sever_tasks.of(node, cut(world)) if each.originator is not None]
    assert (task.entry.uid, task.also) == (sent.uid, [])
    assert sever_tasks.tell_originators(node) == 1
    assert sever_tasks.tell_originators(node) == 0, "each is told once"
    world.settle("gamma", "alpha")
    told = Entry.objects.using(gamma.alias).filter(ours=False, kind="notification").get()
    assert sent.uid in str(opening.payload_of(told))
    assert SeverTask.objects.using(node.alias).get(pk=task.pk).state == "told"


def test_an_originator_whom_policy_does_not_let_tell_waits_for_an_officer(world: World) -> None:
    node = alpha(world)
    task = _task_about_an_originator_without_agreement(world)
    assert sever_tasks.tell_originators(node) == 0
    task.refresh_from_db()
    assert task.state == "open"
    assert task.refused != ""
    assert sever_tasks.tell_originators(node) == 0, "it is not tried again and again"
    sever_tasks.done(node, lia(world), task, "told", "By their attaché, by hand.")
    assert SeverTask.objects.using(node.alias).get(pk=task.pk).state == "told"


def _task_about_an_originator_without_agreement(world: World) -> SeverTask:
    node = alpha(world)
    row = cut(world)
    world.add("gamma")
    world.meet("gamma", "alpha")
    world.settle("gamma", "alpha")
    # It takes a new first contact before anything goes to it.
    Partner.objects.using(node.alias).filter(code="GAM").update(state=ContactState.MET)
    stranger = Partner.objects.using(node.alias).get(code="GAM")
    entry = Entry.objects.using(node.alias).filter(kind="notification").first()
    assert entry is not None
    return SeverTask.objects.using(node.alias).create(sever=row, entry=entry, originator=stranger)
