"""Four eyes on a real node: what an author pressed send on leaves once another officer approved exactly that."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from detente.model import b64
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import (
    acting,
    approving,
    corresponding,
    drafting,
    house,
    notifying,
    officers,
    proposing,
    roles_given,
    second_person,
)
from detente.node.services.approving import NotSubmitted, SecondPersonNeeded
from detente.node.services.deciding import Forbidden
from detente.node.services.notifying import Letter
from detente.node.stores.models import Approval, AuditRow, CaseRow, DraftRow, Entry, NodeRow, Officer, Proposal
from tests.node.desk_builders import LIA, OMAR, SoftPasskey, accepted, desk, draft_to_beta, give_accounts
from tests.node.world import World

HEAD = 13


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; alpha takes two persons: Lia writes, Omar releases, Hana is head of service."""
    give_accounts(pair)
    alpha = pair.nodes["alpha"]
    officers.add(alpha, name="hana", shown="Hana", role="head", user=HEAD)
    change(pair, "omar", role="release")
    house.set_four_eyes(alpha, officers.find(alpha, "lia"), wanted=True)
    return pair


def change(world: World, name: str, **changes: Any) -> None:
    """Change an officer of alpha in the table, past the services."""
    Officer.objects.using(world.nodes["alpha"].alias).filter(name=name).update(**changes)


def submitted(world: World, user: int = LIA, **changes: Any) -> tuple[str, str]:
    """Write and submit a draft at alpha; give its number and its challenge."""
    here = desk(world, "alpha")
    key = here.draft_save(user, "", draft_to_beta(**changes))
    challenge = here.preview(user, key).signing.challenge
    here.submit(user, key, challenge=challenge, assertion=None)
    return key, challenge


def sent(world: World) -> list[Entry]:
    """Give what alpha released."""
    return world.entries("alpha", ours=True, kind="notification")


def record(world: World, act: str) -> list[dict[str, Any]]:
    """Give the details of an act at alpha, in order."""
    rows = AuditRow.objects.using(world.nodes["alpha"].alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b""))["details"] for row in rows]


def test_it_leaves_once_another_officer_approved_it_and_under_its_author_s_name(pair: World) -> None:
    key, challenge = submitted(pair)
    assert sent(pair) == []
    (line,) = desk(pair, "alpha").approvals(OMAR).drafts
    assert (line.draft_id, line.author, line.mine, line.signed) == (key, "Lia", False, ())
    assert (desk(pair, "alpha").approvals_due(OMAR), desk(pair, "alpha").approvals_due(LIA)) == (1, 0)
    page = desk(pair, "alpha").approval(OMAR, key)
    assert (page.may, page.preview.refusal, page.preview.signing.challenge) == (True, None, challenge)
    uid = desk(pair, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    assert [row.uid for row in sent(pair)] == [uid]
    (approval,) = Approval.objects.using(pair.nodes["alpha"].alias).all()
    assert (approval.state, approval.by.name, approval.author.name, approval.role) == ("used", "omar", "lia", "R")
    assert approval.entry == sent(pair)[0]
    assert bytes(approval.subject_hash) == b64.decode(challenge)
    assert record(pair, "entry-released")[-1]["eyes"] == 4
    assert not DraftRow.objects.using(pair.nodes["alpha"].alias).exists()
    pair.settle("alpha", "beta")
    assert len(pair.entries("beta", ours=False, kind="notification")) == 1


def test_my_work_shows_what_waits_for_the_signature_of_this_officer_until_it_is_given(pair: World) -> None:
    def waits(user: int) -> list[tuple[str, str, str, str]]:
        (found,) = [each for each in desk(pair, "alpha").my_work(user).queues if each.name == "approve"]
        return [(row.draft_id, row.subject.text, row.assigned, row.handling.tlp) for row in found.rows]

    first, _ = submitted(pair)
    second, challenge = submitted(pair, subject="Deuxième")
    lines = [(first, "Déplacement annoncé", "Lia", "AMBER"), (second, "Deuxième", "Lia", "AMBER")]
    assert (waits(LIA), waits(OMAR), waits(HEAD)) == ([], lines, lines)
    assert len(desk(pair, "alpha").my_work(LIA).unfinished) == 2
    assert desk(pair, "alpha").my_work(OMAR).unfinished == ()
    desk(pair, "alpha").approve(OMAR, second, challenge=challenge, assertion=None)
    assert waits(HEAD) == lines[:1]
    change(pair, "omar", role="liaison")
    assert waits(OMAR) == []


def test_what_a_further_signature_is_needed_for_waits_for_others_until_the_first_one_ends(pair: World) -> None:
    key, _ = submitted(pair)
    alpha = pair.nodes["alpha"]
    row = DraftRow.objects.using(alpha.alias).get(pk=key)
    Approval.objects.using(alpha.alias).create(
        draft=row.pk, author=row.author, by=officers.find(alpha, "omar"), role="R", subject_hash=b"", at=pair.clock()
    )
    (for_omar,) = [each for each in desk(pair, "alpha").my_work(OMAR).queues if each.name == "approve"]
    (for_head,) = [each for each in desk(pair, "alpha").my_work(HEAD).queues if each.name == "approve"]
    assert for_omar.rows == ()
    (line,) = for_head.rows
    assert line.clock is not None
    assert (line.clock.name, line.clock.at) == ("approval", pair.clock() + timedelta(hours=72))


def test_without_an_approval_nothing_leaves_by_any_way(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    key, challenge = submitted(pair)
    with pytest.raises(Forbidden, match="second person"):
        desk(pair, "alpha").release(LIA, key, challenge=challenge, assertion=None)
    with pytest.raises(Forbidden, match="second person"):
        notifying.notify(alpha, officers.find(alpha, "lia"), pair.partner("alpha", "beta"), Letter("x", "y"))
    assert sent(pair) == []
    assert {each["inner"] for each in record(pair, "policy-refused")} == {"approval.missing"}


def test_the_author_approves_nothing_of_their_own_whatever_the_roles(pair: World) -> None:
    change(pair, "lia", also=["head", "release"])
    key, challenge = submitted(pair)
    page = desk(pair, "alpha").approval(LIA, key)
    assert (page.may, page.submitted.mine) == (False, True)
    with pytest.raises(SecondPersonNeeded):
        desk(pair, "alpha").approve(LIA, key, challenge=challenge, assertion=None)
    assert sent(pair) == []


def test_the_database_itself_refuses_author_and_approver_in_one(pair: World) -> None:
    alias, lia = pair.nodes["alpha"].alias, officers.find(pair.nodes["alpha"], "lia")
    rows = Approval.objects.using(alias)
    with pytest.raises(IntegrityError), transaction.atomic(using=alias):
        rows.create(draft=1, author=lia, by=lia, role="R", subject_hash=b"\0" * 32, at=pair.clock())
    with pytest.raises(IntegrityError), transaction.atomic(using=alias):
        Proposal.objects.using(alias).create(act="x", content={}, by=lia, at=pair.clock(), decided_by=lia)


def test_who_approves_nothing_sees_only_their_own(pair: World) -> None:
    change(pair, "hana", role="analyst")
    key, challenge = submitted(pair)
    assert desk(pair, "alpha").approvals(HEAD).drafts == ()
    with pytest.raises(NotFound):
        desk(pair, "alpha").approve(HEAD, key, challenge=challenge, assertion=None)
    assert [each.mine for each in desk(pair, "alpha").approvals(LIA).drafts] == [True]


@pytest.mark.parametrize("how", ["text", "file", "discard"])
def test_what_is_edited_is_approved_anew(pair: World, how: str) -> None:
    key, challenge = submitted(pair)
    here = desk(pair, "alpha")
    if how == "text":
        here.draft_save(LIA, key, draft_to_beta(text="Il part ce soir."))
    elif how == "file":
        here.draft_attach(LIA, key, name="a.txt", media_type="text/plain", content=BytesIO(b"a"))
    else:
        here.draft_discard(LIA, key)
    with pytest.raises(NotFound):
        here.approve(OMAR, key, challenge=challenge, assertion=None)
    assert sent(pair) == []


def test_an_approval_of_an_edited_draft_ends_with_a_line_in_the_record(pair: World) -> None:
    """The approval was given and could not be used at once; then the author changed a word."""
    key, _ = approved_and_kept(pair)
    desk(pair, "alpha").draft_save(LIA, key, draft_to_beta(text="Il part ce soir."))
    assert record(pair, "approval-voided") == [{"because": "edited"}]
    assert Approval.objects.using(pair.nodes["alpha"].alias).get().state == "void"


def test_the_text_in_the_table_is_the_one_that_was_approved_or_it_stays(pair: World) -> None:
    key, challenge = submitted(pair)
    row = DraftRow.objects.using(pair.nodes["alpha"].alias).get(pk=key)
    row.content = {**row.content, "text": "Autre chose."}
    row.save(using=pair.nodes["alpha"].alias)
    with pytest.raises(NotSubmitted):
        desk(pair, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)


def approved_and_kept(world: World) -> tuple[str, str]:
    """Give a draft that Omar approved while its author could not send: the approval stands, unused."""
    key, challenge = submitted(world)
    change(world, "lia", active=False)
    with pytest.raises(Forbidden):
        desk(world, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    change(world, "lia", active=True)
    return key, challenge


def test_an_approval_is_good_for_seventy_two_hours(pair: World) -> None:
    key, challenge = approved_and_kept(pair)
    alpha = pair.nodes["alpha"]
    pair.clock.advance(hours=73)
    row = approving.find(alpha, officers.find(alpha, "hana"), key)
    ready = drafting.written(alpha, row)
    with pytest.raises(Forbidden, match="72 hours"):
        approving.leave(alpha, row, ready, b64.decode(challenge), row.author)
    # A fresh one by another officer takes its place.
    assert desk(pair, "alpha").approve(HEAD, key, challenge=challenge, assertion=None)


def test_the_passkey_s_assertion_over_the_hash_is_kept(pair: World) -> None:
    key, challenge = submitted(pair)
    passkey = SoftPasskey()
    get_user_model()._default_manager.using(pair.nodes["alpha"].alias).create(pk=OMAR, username="omar")
    passkey.register(pair.nodes["alpha"].alias, OMAR)
    signed = passkey.sign(b64.decode(challenge))
    desk(pair, "alpha").approve(OMAR, key, challenge=challenge, assertion=signed)
    kept = Approval.objects.using(pair.nodes["alpha"].alias).get().assertion
    assert kept is not None
    assert set(kept) == {"response", "public_key"}
    assert record(pair, "draft-approved")[-1]["asserted"] == "passkey"


def test_a_draft_given_back_says_why_and_is_submitted_anew(pair: World) -> None:
    key, _ = submitted(pair)
    here = desk(pair, "alpha")
    with pytest.raises(BadInput):
        here.give_back(OMAR, key, because="  ")
    here.give_back(OMAR, key, because="Nommez la source autrement.")
    preview = here.preview(LIA, key)
    assert (preview.because, preview.submits) == ("Nommez la source autrement.", True)
    here.submit(LIA, key, challenge=preview.signing.challenge, assertion=None)
    assert here.approve(OMAR, key, challenge=preview.signing.challenge, assertion=None)


def test_an_answer_takes_a_second_person_too_and_is_given_once(pair: World) -> None:
    beta = pair.nodes["beta"]
    house.set_four_eyes(beta, officers.find(beta, "lia"), wanted=True)
    Officer.objects.using(beta.alias).filter(name="omar").update(role="release")
    house.set_four_eyes(pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "hana"), wanted=False)
    proposing.confirm(
        pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "omar"), proposing.waiting(pair.nodes["alpha"])[0]
    )
    uid = accepted(pair)
    here = desk(pair, "beta")
    draft = draft_to_beta(kind="answer", message="answer", to="ALP", answers=uid, subject="", asks="")
    keys = [here.draft_save(LIA, "", draft) for _ in range(2)]
    for key in keys:
        here.submit(LIA, key, challenge=here.preview(LIA, key).signing.challenge, assertion=None)
    challenge = here.approval(OMAR, keys[0]).preview.signing.challenge
    assert here.approve(OMAR, keys[0], challenge=challenge, assertion=None)
    with pytest.raises(BadInput):
        here.approve(OMAR, keys[1], challenge=challenge, assertion=None)
    assert len(pair.entries("beta", ours=True, kind="answer")) == 1


# One person alone


def test_while_nobody_else_may_approve_one_officer_releases_alone_and_the_record_says_so(pair: World) -> None:
    for name in ("omar", "hana"):
        change(pair, name, role="liaison")
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    shown = desk(pair, "alpha").preview(LIA, key)
    assert not shown.submits
    desk(pair, "alpha").release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    assert record(pair, "entry-released")[-1]["eyes"] == 2


# Two persons for the house


def test_the_rule_itself_is_turned_off_by_two(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    assert second_person.four_eyes(alpha, "lia", wanted=False)["state"] == "proposed"
    (row,) = proposing.waiting(alpha)
    with pytest.raises(PolicyRefusal):
        proposing.confirm(alpha, officers.find(alpha, "lia"), row)
    assert NodeRow.objects.using(alpha.alias).get().four_eyes
    assert second_person.confirm(alpha, "omar", str(row.pk))["state"] == "confirmed"
    assert not NodeRow.objects.using(alpha.alias).get().four_eyes
    with pytest.raises(NotFound):
        second_person.confirm(alpha, "hana", str(row.pk))


def test_a_role_is_given_by_two_and_holds_only_then(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    added, given = second_person.add_officer(alpha, "lia", name="rania", shown="Rania", role="release")
    assert (added.role, given["state"]) == ("", "proposed")
    second_person.decline(alpha, "omar", given["id"])
    assert officers.find(alpha, "rania").role == ""
    again = second_person.change_officer(
        alpha, "lia", "rania", roles=["release", "legal"], clearance="cls:alp.SECRET", seconded_from=None, active=None
    )
    second_person.confirm(alpha, "hana", again["id"])
    rania = officers.find(alpha, "rania")
    assert (rania.role, rania.also, rania.clearance) == ("release", ["legal"], "cls:alp.SECRET")
    assert record(pair, "act-confirmed")[-1]["proposed_by"] == "lia"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"roles": ["boss"]}, "no role"), ({"clearance": "SECRET"}, "marking"), ({"seconded_from": "ZOR"}, "its id"),
     ({}, "Nothing would change")],
)  # fmt: skip
def test_what_cannot_be_given_is_refused_in_a_sentence(pair: World, given: dict[str, Any], sentence: str) -> None:
    alpha = pair.nodes["alpha"]
    with pytest.raises(BadInput, match=sentence):
        roles_given.change(alpha, officers.find(alpha, "lia"), officers.find(alpha, "omar"), **given)


def test_a_role_taken_away_voids_unused_approvals_and_gives_the_tasks_back(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    key, challenge = approved_and_kept(pair)
    found = second_person.change_officer(
        alpha, "lia", "omar", roles=["analyst"], clearance=None, seconded_from=None, active=None
    )
    second_person.confirm(alpha, "hana", found["id"])
    assert Approval.objects.using(alpha.alias).get().state == "void"
    assert record(pair, "approval-voided")[-1] == {"because": "role taken away"}
    assert desk(pair, "alpha").approve(HEAD, key, challenge=challenge, assertion=None)


def test_what_an_officer_submitted_and_accepted_goes_back_with_the_role(pair: World) -> None:
    beta = pair.nodes["beta"]
    alpha = pair.nodes["alpha"]
    house.set_four_eyes(alpha, officers.find(alpha, "hana"), wanted=False)
    proposing.confirm(alpha, officers.find(alpha, "omar"), proposing.waiting(alpha)[0])
    uid = accepted(pair)
    assert CaseRow.objects.using(beta.alias).get(entry__uid=uid).assignee is not None
    roles_given.change(beta, officers.find(beta, "omar"), officers.find(beta, "lia"), active=False)
    assert CaseRow.objects.using(beta.alias).get(entry__uid=uid).assignee is None
    with pytest.raises(NotFound):
        desk(pair, "beta").notification(LIA, uid)


# The command


def approved(node: Node, draft: str) -> dict[str, str]:
    """Let Omar approve by command exactly what he is shown."""
    return second_person.approve(node, "omar", draft, second_person.shown(node, "omar", draft)["hash"])


def test_the_command_submits_lists_and_approves(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    letter = Letter(subject="Dossier 9", text="Bonjour", lang="fr", answer_by=pair.clock() + timedelta(days=2))
    found = corresponding.send(alpha, "lia", "bet", letter)
    assert (found["state"], sent(pair)) == ("submitted", [])
    (line,) = second_person.waiting(alpha, "omar")
    assert (line["draft"], line["subject"], line["author"], line["signed"]) == (found["draft"], "Dossier 9", "lia", [])
    assert approved(alpha, line["draft"])["state"] == "released"
    assert [row.subject for row in sent(pair)] == ["Dossier 9"]
    refused = corresponding.send_all(alpha, "lia", [("bet", letter), ("nobody", letter)])
    assert ["draft" in each for each in refused] == [True, False]
    second_person.give_back(alpha, "omar", refused[0]["draft"], because="once is enough")
    assert second_person.waiting(alpha, "omar") == []


def test_an_accepted_message_is_answered_by_command_through_a_second_person(pair: World) -> None:
    beta = pair.nodes["beta"]
    house.set_four_eyes(beta, officers.find(beta, "lia"), wanted=True)
    Officer.objects.using(beta.alias).filter(name="omar").update(role="release")
    key, challenge = submitted(pair)
    uid = desk(pair, "alpha").approve(OMAR, key, challenge=challenge, assertion=None)
    pair.settle("alpha", "beta")
    acting.accept(
        beta,
        officers.find(beta, "lia"),
        Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid),
        until=pair.clock() + timedelta(days=1),
    )
    found = corresponding.refuse(beta, "lia", uid, ground="dxp-not-covered", explained="Not ours.")
    assert approved(beta, found["draft"])["state"] == "released"
    assert [row.message for row in pair.entries("beta", ours=True, kind="refusal")] == ["refused"]
