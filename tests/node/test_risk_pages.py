"""The risk of a decision on a real node, from the desk: refused, judged by two, then it leaves."""

from __future__ import annotations

import pytest

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.services import concerned, officers, risking
from detente.node.stores.models import Officer
from tests.node.desk_builders import LIA, OMAR, desk, draft_to_beta, give_accounts
from tests.node.world import World

RECORD = {"ftm": {"schema": "Person", "properties": {"name": ["A. Orval"]}}, "category": "suspect", "nature": "fact"}
CHECKED = dict.fromkeys(concerned.QUESTIONS, False)


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in; alpha asks for the risk of what goes to beta."""
    give_accounts(pair)
    a = pair.nodes["alpha"]
    head = officers.add(a, name="hana", shown="Hana", role="head")
    profile = {"required": True, "death_penalty": False, "torture": False}
    risking.set_profile(a, head, pair.partner("alpha", "beta"), **profile)
    return pair


def written(world: World, **changes: object) -> str:
    """Let Lia write about a person; give the draft."""
    return desk(world, "alpha").draft_save(LIA, "", draft_to_beta(records=(RECORD,), character=CHECKED, **changes))


def test_what_is_refused_for_its_risk_leaves_once_two_have_judged_it(pair: World) -> None:
    here, key = desk(pair, "alpha"), written(pair)
    shown = here.preview(LIA, key)
    assert shown.risk
    assert shown.refusal is not None
    assert shown.refusal.code == "risk.missing"
    page = here.draft_risk(LIA, key)
    assert (page.matter, page.required) == ("ALP-2026-7", True)
    assert [(each.act, each.form) for each in page.decisions] == [("disclose", None)]
    form = here.risk_baseline(LIA, "BET", act="disclose", matter=page.matter, level="medium")
    here.risk_mitigate(LIA, form, text="Under H2.")
    (line,) = here.approvals(OMAR).risks
    assert (line.id, line.baseline, line.mitigations, line.mine) == (form, "medium", "Under H2.", False)
    assert here.risk_form(LIA, form).line.mine
    a = pair.nodes["alpha"]
    lia, omar = officers.find(a, "lia"), officers.find(a, "omar")
    with pytest.raises(PolicyRefusal):
        risking.residual(a, lia, risking.find(a, lia, form), "low")
    risking.residual(a, omar, risking.find(a, omar, form), "low")
    assert here.approvals(OMAR).risks == ()
    judged = here.draft_risk(LIA, key).decisions[0].form
    assert judged is not None
    assert (judged.residual, bool(judged.residual_by)) == ("low", True)
    shown = here.preview(LIA, key)
    assert shown.refusal is None
    here.release(LIA, key, challenge=shown.signing.challenge, assertion=None)


def test_a_pair_is_two_decisions_and_a_request_is_its_own(pair: World) -> None:
    here = desk(pair, "alpha")
    both = written(pair, asks="", ask={"wanted": "All flights"})
    assert [each.act for each in here.draft_risk(LIA, both).decisions] == ["disclose", "request"]
    request = written(pair, kind="request-information", message="request")
    assert [each.act for each in here.draft_risk(LIA, request).decisions] == ["request"]


def test_oversight_sees_no_risks_to_judge_and_a_draft_without_partner_has_none(pair: World) -> None:
    here = desk(pair, "alpha")
    here.risk_baseline(LIA, "BET", act="use", matter="ALP-1", level="low")
    Officer.objects.using(pair.nodes["alpha"].alias).filter(name="omar").update(role="oversight")
    assert here.approvals(OMAR).risks == ()
    with pytest.raises(BadInput):
        here.draft_risk(LIA, written(pair, to=""))
