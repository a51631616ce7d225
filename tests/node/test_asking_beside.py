"""A notification and the request beside it, from the desk: one draft, one approval, one moment."""

from __future__ import annotations

from typing import Any

import pytest

from detente.model.errors import BadInput
from detente.node.services import house, officers
from detente.node.stores.models import Approval, Entry, Officer
from tests.node.desk_builders import LIA, OMAR, accepted, desk, draft_to_beta, give_accounts
from tests.node.world import World

ASK = {
    "wanted": "All entries between 1 and 5 March\nAll flights",
    "necessary": "Your border police keeps them.",
    "purpose_facts": "Preparation of an attack, file 12/2026.",
    "person_link": "He is the suspect.",
    "urgency": "",
    "use_limits": "Investigation only.",
}


@pytest.fixture
def asking(asking: World) -> World:
    """Two nodes whose officers sign in; at alpha Omar may release."""
    give_accounts(asking)
    Officer.objects.using(asking.nodes["alpha"].alias).filter(name="omar").update(role="release")
    return asking


def written(world: World, **changes: Any) -> str:
    """Let Lia write a notification that asks by the full procedure; give its draft."""
    return desk(world, "alpha").draft_save(LIA, "", draft_to_beta(**{"asks": "", "ask": ASK} | changes))


def sent(world: World) -> list[Entry]:
    """Give what alpha's officers released, in order."""
    rows = Entry.objects.using(world.nodes["alpha"].alias).filter(ours=True).exclude(kind="evidence")
    return list(rows.filter(message__in=("notification", "request")).order_by("order"))


def test_both_leave_together_and_the_preview_shows_both(asking: World) -> None:
    here, key = desk(asking, "alpha"), written(asking)
    shown = here.preview(LIA, key)
    read = {row.element.code: [text.text for text in row.as_read] for row in shown.rows}
    assert read["element.beside"] == ["request-information"]
    assert read["member.wanted"] == ASK["wanted"].splitlines()
    assert (shown.refusal, shown.submits, shown.lacks) == (None, False, ())
    here.release(LIA, key, challenge=shown.signing.challenge, assertion=None)
    notice, request = sent(asking)
    assert (notice.kind, request.kind, request.re) == ("notification", "request-information", notice.cid)
    asking.settle("alpha", "beta")
    theirs = Entry.objects.using(asking.nodes["beta"].alias).filter(ours=False, cid__in=[notice.cid, request.cid])
    assert {row.batch_id for row in theirs} == {theirs[0].batch_id}


def test_what_the_request_lacks_is_named_before_it_leaves(asking: World) -> None:
    key = written(asking, ask={"wanted": "All flights"})
    lacks = [each.code for each in desk(asking, "alpha").preview(LIA, key).lacks]
    assert {"facts", "person-link"} <= set(lacks)


def test_where_the_house_takes_two_the_pair_waits_as_one_and_one_approval_lets_both_leave(asking: World) -> None:
    a, here = asking.nodes["alpha"], desk(asking, "alpha")
    house.set_four_eyes(a, officers.find(a, "lia"), wanted=True)
    key = written(asking)
    shown = here.preview(LIA, key)
    assert (shown.submits, shown.waits) == (True, False)
    here.submit(LIA, key, challenge=shown.signing.challenge, assertion=None)
    assert here.preview(LIA, key).waits
    (line,) = here.approvals(OMAR).drafts
    assert (line.draft_id, line.beside) == (key, True)
    page = here.approval(OMAR, key)
    assert "member.wanted" in [row.element.code for row in page.preview.rows]
    here.approve(OMAR, key, challenge=page.preview.signing.challenge, assertion=None)
    notice, request = sent(asking)
    assert (notice.kind, request.kind, request.re) == ("notification", "request-information", notice.cid)
    assert list(Approval.objects.using(a.alias).values_list("state", "entry")) == [("used", notice.pk)]


def test_of_a_list_the_pair_is_submitted_and_approved_under_one_signature(asking: World) -> None:
    a, here = asking.nodes["alpha"], desk(asking, "alpha")
    house.set_four_eyes(a, officers.find(a, "lia"), wanted=True)
    keys = [written(asking), written(asking, subject="Allein", ask=None)]
    page = here.together(LIA, keys, approves=False)
    assert ([each.beside for each in page.drafts], page.submits) == ([True, False], True)
    listed = [(each.draft_id, each.hash) for each in page.drafts]
    found = here.release_together(LIA, listed, approves=False, assertion=None)
    assert [each.state for each in found] == ["submitted", "submitted"]
    assert here.together(LIA, [], approves=False).drafts == ()
    page = here.together(OMAR, keys, approves=True)
    listed = [(each.draft_id, each.hash) for each in page.drafts]
    done = here.release_together(OMAR, listed, approves=True, assertion=None)
    assert [each.state for each in done] == ["released", "released"]
    assert [row.kind for row in sent(asking)] == ["notification", "request-information", "notification"]


def test_changing_the_request_ends_the_approval_of_the_pair(asking: World) -> None:
    a, here = asking.nodes["alpha"], desk(asking, "alpha")
    house.set_four_eyes(a, officers.find(a, "lia"), wanted=True)
    key = written(asking)
    here.submit(LIA, key, challenge=here.preview(LIA, key).signing.challenge, assertion=None)
    before = here.preview(LIA, key).signing.challenge
    here.draft_save(LIA, key, draft_to_beta(asks="", ask={**ASK, "wanted": "All calls"}))
    assert here.approvals(OMAR).drafts == ()
    assert here.preview(LIA, key).signing.challenge != before


@pytest.mark.parametrize("changes", [{"kind": "answer", "message": "answer"}, {"passes": True}])
def test_nothing_but_a_plain_notification_takes_a_request_beside_it(asking: World, changes: dict[str, Any]) -> None:
    """What answers, or passes on, is asked of policy as that: a pair is released as something else."""
    there = desk(asking, "beta")
    uid = accepted(asking)
    given = {"answers": uid, "subject": ""} | changes if "kind" in changes else {"passes": uid}
    key = there.draft_save(LIA, "", draft_to_beta(**{"to": "ALP", "asks": "", "ask": ASK} | given))
    with pytest.raises(BadInput, match="request beside"):
        there.preview(LIA, key)
