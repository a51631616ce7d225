"""The pages of agreements on a real node: what they hold, what an officer may do there, and what a passkey signs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from detente.model import b64
from detente.model.errors import BadInput
from detente.node.desk_gateway import NodeDesk
from detente.node.queries.agreement_page import AgreementDeed, AgreementLine, Wording
from detente.node.services import agreeing
from detente.node.services.duties import RoleRefused
from detente.node.services.passkeys import BadAssertion
from detente.node.stores.models import Act, Officer
from tests.node import agreed
from tests.node.desk_builders import LIA, SoftPasskey, desk, give_accounts
from tests.node.world import World

CHLOE = 13


@pytest.fixture
def world(pair: World) -> World:
    """Two nodes in contact, each with a head who signs in and a legal officer."""
    agreed.people(pair)
    give_accounts(pair)
    for node in pair.nodes.values():
        Officer.objects.using(node.alias).filter(name="chloe").update(user=CHLOE)
    return pair


def wording(world: World, **changes: object) -> Wording:
    values = {
        "topics": ("ct", "missing"),
        "ours": ("notification",),
        "theirs": ("notification", "warning"),
        "purposes": ("prevent-terrorism",),
        "law": "Accord du 22 novembre",
        "tlp": "AMBER",
        "preset": "detente-default",
        "begins": world.clock().replace(microsecond=0) - timedelta(minutes=1),
    }
    return Wording(**(values | changes))  # type: ignore[arg-type]  # values of the tests' own choosing


def line(at: NodeDesk, partner: str, named: str, who: int = CHLOE) -> AgreementLine:
    found = at.agreements(who, partner).line(named)
    assert found is not None
    return found


def test_a_text_is_written_signed_and_countersigned_on_the_pages(world: World) -> None:
    alpha, beta = desk(world, "alpha"), desk(world, "beta")
    page = alpha.agreements(CHLOE, "BET")
    assert page.acts == ("draft",)
    assert page.legal == (("hana", "Hana"),)
    assert alpha.agreements(LIA, "BET").acts == ()
    deed = AgreementDeed(heard="hana", wording=wording(world))
    named = alpha.agreement_prepare(CHLOE, "BET", "", "draft", deed).id
    alpha.agreement_act(CHLOE, "BET", "", "draft", deed, assertion=None)
    assert line(alpha, "BET", named).acts == ("withdraw",)
    world.settle("alpha", "beta")
    assert set(line(beta, "ALP", named).acts) == {"sign", "counter", "decline"}
    assert line(beta, "ALP", named, LIA).acts == ()
    assert [party.code for party in line(beta, "ALP", named).signed_by] == ["ALP"]
    shown = beta.agreement_prepare(CHLOE, "ALP", named, "sign", AgreementDeed(heard="hana"))
    assert shown.id == named
    assert shown.terms is not None
    assert [each.code for each in shown.terms.ours] == ["notification", "warning"]
    beta.agreement_act(CHLOE, "ALP", named, "sign", AgreementDeed(heard="hana"), assertion=None)
    world.settle("alpha", "beta")
    for at, partner in ((alpha, "BET"), (beta, "ALP")):
        there = line(at, partner, named)
        assert (there.stage, len(there.signed_by)) == ("in-force", 2)
        assert set(there.acts) == {"suspend", "notice"}
        offered = [each.code for each in there.can_suspend]
        assert offered[:3] == ["", "ct", "missing"]
        assert "ct.financing" in offered[3:]
        assert at.agreements(CHLOE, partner).agreements[-1].id != ""


def test_the_legal_officer_is_heard_before_a_signature(world: World) -> None:
    alpha = desk(world, "alpha")
    with pytest.raises(BadInput, match="legal"):
        alpha.agreement_act(CHLOE, "BET", "", "draft", AgreementDeed(wording=wording(world)), assertion=None)
    deed = AgreementDeed(heard="hana", wording=wording(world))
    with pytest.raises(RoleRefused):
        alpha.agreement_act(LIA, "BET", "", "draft", deed, assertion=None)


def test_a_suspension_shows_by_whom_since_when_why_and_what_waits(world: World) -> None:
    alpha, beta = desk(world, "alpha"), desk(world, "beta")
    named = agreed.agree(world)
    deed = AgreementDeed(topic="ct", reason="révision interne", passing="life")
    beta.agreement_act(CHLOE, "ALP", named, "suspend", deed, assertion=None)
    world.settle("alpha", "beta")
    written = world.clock()
    agreed.notify(world, "alpha", "beta", "waits", named)
    agreed.notify(world, "alpha", "beta", "passes", named, topic="missing")
    world.settle("alpha", "beta")
    there = line(alpha, "BET", named)
    (pause,) = there.pauses
    assert (pause.by.code, pause.ours, pause.reason, pause.mode) == ("BET", False, "révision interne", "hold")
    assert pause.topic is not None
    assert (pause.topic.code, pause.exempt) == ("ct", ("life",))
    assert pause.since is not None
    assert [(each.topic.code, len(each.suspended_by), each.held) for each in there.topics] == [
        ("ct", 1, 1),
        ("missing", 0, 0),
    ]
    page = alpha.agreements(CHLOE, "BET")
    assert page.held == alpha.partner(CHLOE, "BET").held == 1
    assert page.oldest is not None
    assert page.oldest >= written
    assert "lift" not in there.acts
    assert [each.code for each in line(beta, "ALP", named).can_lift] == ["ct"]
    beta.agreement_act(CHLOE, "ALP", named, "lift", AgreementDeed(topic="ct"), assertion=None)
    world.settle("alpha", "beta")
    assert line(alpha, "BET", named).pauses == ()
    assert alpha.agreements(CHLOE, "BET").held == 0
    assert agreed.subjects(world, "beta") == ["passes", "waits"]


def test_a_founding_agreement_is_suspended_as_its_topic(world: World) -> None:
    alpha = desk(world, "alpha")
    (founding,) = alpha.agreements(CHLOE, "BET").agreements
    assert (founding.full, founding.stage, founding.acts) == (False, "in-force", ("suspend",))
    assert [each.code for each in founding.can_suspend] == ["ct"]
    deed = AgreementDeed(topic="ct", reason="pause")
    alpha.agreement_act(CHLOE, "BET", founding.id, "suspend", deed, assertion=None)
    assert [each.code for each in line(alpha, "BET", founding.id).can_lift] == ["ct"]


def test_a_counter_draft_a_refusal_a_notice_and_a_certificate(world: World) -> None:
    alpha, beta = desk(world, "alpha"), desk(world, "beta")
    deed = AgreementDeed(heard="hana", wording=wording(world))
    first = alpha.agreement_prepare(CHLOE, "BET", "", "draft", deed).id
    alpha.agreement_act(CHLOE, "BET", "", "draft", deed, assertion=None)
    world.settle("alpha", "beta")
    other = AgreementDeed(wording=wording(world, excluded=("ct.travel",)))
    second = beta.agreement_prepare(CHLOE, "ALP", first, "counter", other).id
    beta.agreement_act(CHLOE, "ALP", first, "counter", other, assertion=None)
    world.settle("alpha", "beta")
    assert line(alpha, "BET", second).acts == ("sign",)
    assert line(beta, "ALP", first).acts == ()
    alpha.agreement_act(CHLOE, "BET", second, "sign", AgreementDeed(heard="hana"), assertion=None)
    world.settle("alpha", "beta")
    assert line(beta, "ALP", first).acts == ()
    beta.agreement_act(CHLOE, "ALP", second, "sign", AgreementDeed(heard="hana"), assertion=None)
    world.settle("alpha", "beta")
    end = world.clock() + timedelta(days=30)
    alpha.agreement_act(CHLOE, "BET", second, "notice", AgreementDeed(end=end, plan="archives"), assertion=None)
    world.settle("alpha", "beta")
    assert line(beta, "ALP", second).stage == "notice"
    with pytest.raises(BadInput) as refused:
        alpha.agreement_act(CHLOE, "BET", second, "certify", AgreementDeed(data="destroyed"), assertion=None)
    assert refused.value.code == "no-such-step"


def test_a_passkey_signs_the_act_as_it_leaves_and_no_other(world: World) -> None:
    alpha = desk(world, "alpha")
    node = world.nodes["alpha"]
    User.objects.using(node.alias).create(pk=CHLOE, username="chloe")
    passkey = SoftPasskey()
    passkey.register(node.alias, CHLOE)
    named = agreed.agree(world)
    deed = AgreementDeed(topic="ct", reason="pause")
    challenge = b64.decode(alpha.agreement_prepare(CHLOE, "BET", named, "suspend", deed).signing.challenge)
    signed = passkey.sign(challenge)
    changed = AgreementDeed(topic="missing", reason="pause")
    with pytest.raises(BadAssertion):
        alpha.agreement_act(CHLOE, "BET", named, "suspend", changed, assertion=signed)
    alpha.agreement_act(CHLOE, "BET", named, "suspend", deed, assertion=signed)
    row = Act.objects.using(node.alias).get(act="agreement-suspend")
    assert bytes(row.subject_hash) == challenge
    assert row.assertion is not None


def test_another_text_keeps_what_the_form_does_not_ask(world: World) -> None:
    alpha, beta = desk(world, "alpha"), desk(world, "beta")
    a, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    first = agreed.text(world, "alpha", "beta", exempt=["life"], nil_after_other="P2D")
    named = agreeing.read(a, partner, first).id
    agreeing.sign(a, agreed.head(world, "alpha"), partner, first, heard=agreed.legal(world, "alpha"))
    world.settle("alpha", "beta")
    deed = AgreementDeed(wording=wording(world))
    beta.agreement_act(CHLOE, "ALP", named, "counter", deed, assertion=None)
    world.settle("alpha", "beta")
    (other,) = [line for line in alpha.agreements(CHLOE, "BET").agreements if line.acts == ("sign",)]
    assert (other.terms.ceiling.tlp, other.terms.ceiling.others) == ("AMBER", ("pap:AMBER",))
    assert other.terms.nil_after == timedelta(days=2)
