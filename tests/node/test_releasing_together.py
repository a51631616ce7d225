"""Several drafts under one signature: each its own act and record, one refused holds up no other."""

from __future__ import annotations

from typing import Any

import pytest

from detente.cases.kinds import TABLES
from detente.cases.table import NotInRole
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import (
    approving,
    asserting,
    drafting,
    house,
    officers,
    own_drafts,
    passkeys,
    releasing_together,
)
from detente.node.services.asserting import Assertion
from detente.node.services.passkeys import BadAssertion, Credential
from detente.node.stores.models import Act, Approval, AuditRow, DraftRow, Entry, Officer, Partner
from tests.node.desk_builders import LIA, ORIGIN, SoftPasskey, accepted, desk, draft_to_beta, give_accounts
from tests.node.world import World


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def written(world: World, *subjects: str) -> list[str]:
    """Let Lia write a draft for each subject; give their numbers."""
    return [desk(world, "alpha").draft_save(LIA, "", draft_to_beta(subject=subject)) for subject in subjects]


def chosen(node: Node, officer: Officer, keys: list[str]) -> list[tuple[str, bytes]]:
    """Give each draft with the hash of what would leave."""
    return [(key, line.bound) for key, line in zip(keys, releasing_together.lines(node, officer, keys), strict=True)]


def signed(listed: list[tuple[str, bytes]]) -> Assertion:
    """Sign the list with a passkey in software."""
    passkey, over = SoftPasskey(), asserting.hash_of_list([bound for _, bound in listed])
    known = Credential(passkey.id, passkey.public_key, sha256(passkey.host.encode()))
    return passkeys.verify(
        passkey.sign(over), challenge=over, credentials=[known], is_our_origin=lambda origin: origin == ORIGIN
    )


def test_all_leave_in_their_order_and_each_has_its_own_act_under_one_signature(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia, keys = officers.find(a, "lia"), written(pair, "eins", "zwei", "drei")
    order = [keys[2], keys[0], keys[1]]
    listed = chosen(a, lia, order)
    found = releasing_together.release(a, lia, listed, signed(listed))
    assert [(each.draft, each.state) for each in found] == [(key, "released") for key in order]
    sent = pair.entries("alpha", ours=True, kind="notification")
    assert [entry.subject for entry in sorted(sent, key=lambda each: each.order)] == ["drei", "eins", "zwei"]
    acts = list(Act.objects.using(a.alias).filter(act="release-notification").order_by("pk"))
    assert [passkeys.verify_offline(act) for act in acts] == ["passkey"] * 3
    for act, (_, bound) in zip(acts, listed, strict=True):
        assert act.entry is not None
        own = sha256(drafting.statement_of_entry(a, Entry.objects.using(a.alias).get(pk=act.entry.pk)))
        assert own == bound
        assert b64.encode(own) in (act.assertion or {})["listed"]
    assert AuditRow.objects.using(a.alias).filter(act="entry-released").count() >= 3


def test_one_that_is_refused_holds_up_no_other(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia = officers.find(a, "lia")
    keys = written(pair, "eins", "zwei", "drei", "vier")
    listed = chosen(a, lia, keys)
    desk(pair, "alpha").draft_save(LIA, keys[1], draft_to_beta(subject="zwei", text="Anders."))
    desk(pair, "alpha").draft_discard(LIA, keys[2])
    found = releasing_together.release(a, lia, listed, None)
    assert [each.state for each in found] == ["released", "refused", "refused", "released"]
    assert [getattr(each.refused, "code", "") for each in found[1:3]] == ["draft-changed", "not-found"]
    assert DraftRow.objects.using(a.alias).filter(pk=keys[1]).exists()


def test_a_role_that_an_act_of_a_case_asks_for_refuses_that_draft_alone(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = pair.nodes["alpha"]
    lia, keys = officers.find(a, "lia"), written(pair, "eins", "zwei")
    listed, leaves = chosen(a, lia, keys), drafting.release

    def first_is_another_role_s(node: Node, officer: Officer, row: DraftRow, *more: Any) -> Entry:
        if str(row.pk) == keys[0]:
            raise NotInRole(TABLES["notification"].rows[0], "notification")
        return leaves(node, officer, row, *more)

    monkeypatch.setattr(drafting, "release", first_is_another_role_s)
    found = releasing_together.release(a, lia, listed, None)
    assert [each.state for each in found] == ["refused", "released"]
    assert isinstance(found[0].refused, NotInRole)
    # The screen and the interface say it, too.
    listed = chosen(a, lia, [keys[0]])
    (fate,) = desk(pair, "alpha").release_together(
        LIA, [(keys[0], b64.encode(listed[0][1]))], approves=False, assertion=None
    )
    assert (fate.state, isinstance(fate.error, NotInRole)) == ("refused", True)


def test_a_list_that_was_changed_in_the_record_no_longer_holds(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia = officers.find(a, "lia")
    listed = chosen(a, lia, written(pair, "eins", "zwei"))
    releasing_together.release(a, lia, listed, signed(listed))
    act = Act.objects.using(a.alias).filter(act="release-notification")[0]
    act.assertion = {**(act.assertion or {}), "listed": [b64.encode(bytes(32))]}
    with pytest.raises(BadAssertion, match="list"):
        passkeys.verify_offline(act)


def test_where_the_house_takes_two_the_list_is_submitted_and_a_colleague_approves_it_as_one(pair: World) -> None:
    a = pair.nodes["alpha"]
    lia, omar = officers.find(a, "lia"), officers.find(a, "omar")
    Officer.objects.using(a.alias).filter(pk=omar.pk).update(role="release")
    house.set_four_eyes(a, lia, wanted=True)
    keys = written(pair, "eins", "zwei")
    listed = chosen(a, lia, keys)
    found = releasing_together.release(a, lia, listed, signed(listed))
    assert [each.state for each in found] == ["submitted", "submitted"]
    omar = officers.find(a, "omar")
    lines = releasing_together.lines(a, omar, keys, approves=True)
    assert releasing_together.challenge(lines) == asserting.hash_of_list([bound for _, bound in listed])
    approved = releasing_together.approve(a, omar, listed, signed(listed))
    assert [each.state for each in approved] == ["released", "released"]
    acts = Act.objects.using(a.alias).filter(act="release-notification")
    assert [passkeys.verify_offline(act) for act in acts] == ["passkey"] * 2
    assert Approval.objects.using(a.alias).filter(state="used").count() == 2
    assert approving.waiting(a, omar) == []


@pytest.mark.parametrize("keys", [[], ["1", "1"], [str(number) for number in range(101)]])
def test_a_list_names_each_draft_once_and_not_too_many(pair: World, keys: list[str]) -> None:
    a = pair.nodes["alpha"]
    with pytest.raises(BadInput):
        releasing_together.release(a, officers.find(a, "lia"), [(key, b"") for key in keys], None)


def test_the_screen_signs_exactly_the_list_that_it_shows(pair: World) -> None:
    keys = written(pair, "eins", "zwei")
    begun = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(subject="", text=""))
    page = desk(pair, "alpha").together(LIA, [], approves=False)
    assert {each.draft_id: bool(each.hash) for each in page.drafts} == {keys[0]: True, keys[1]: True, begun: False}
    shown = [(each.draft_id, each.hash) for each in page.drafts if each.hash]
    assert page.signing.challenge == b64.encode(asserting.hash_of_list([b64.decode(bound) for _, bound in shown]))
    found = desk(pair, "alpha").release_together(LIA, shown, approves=False, assertion=None)
    assert [each.state for each in found] == ["released", "released"]


def test_the_command_names_for_each_draft_what_became_of_it(pair: World) -> None:
    a = pair.nodes["alpha"]
    keys = written(pair, "eins", "zwei")
    assert [row["subject"] for row in own_drafts.all_of(a, "lia")] == ["eins", "zwei"]
    found = own_drafts.together(a, "lia", [keys[1], "999", keys[0]], approves=False)
    assert [(row["draft"], row["state"]) for row in found] == [
        (keys[1], "released"),
        ("999", "refused"),
        (keys[0], "released"),
    ]
    assert "does not exist" in found[1]["why"]
    assert own_drafts.all_of(a, "lia") == []


def test_a_draft_without_an_agreement_in_force_is_listed_with_its_ground_and_not_signed(pair: World) -> None:
    a = pair.nodes["alpha"]
    (key,) = written(pair, "eins")
    Partner.objects.using(a.alias).update(state="ended")
    (line,) = desk(pair, "alpha").together(LIA, [key], approves=False).drafts
    assert line.hash == ""
    assert line.refusal is not None


def test_an_answer_stands_in_the_list_under_the_subject_of_what_it_answers(pair: World) -> None:
    uid = accepted(pair)
    draft = draft_to_beta(kind="answer", message="answer", to="ALP", answers=uid, subject="", asks="")
    desk(pair, "beta").draft_save(LIA, "", draft)
    (ready,) = desk(pair, "beta").together(LIA, [], approves=False).drafts
    assert ready.subject.text == "Dossier 1"
