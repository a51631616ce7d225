"""Using and passing on what a partner sent: the rows of the policy file by the node's own path, and what follows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.cli import further, main
from detente.model.errors import BadInput, NotFound
from detente.node.queries import oversight, oversight_lines
from detente.node.services import (
    agreements,
    consenting,
    drafting,
    escalating,
    handing_out,
    house,
    letters,
    notifying,
    officers,
    owing,
    owing_reminders,
    passing,
    proposing,
    risking,
    roles_given,
    second_person,
    using,
)
from detente.node.services.consenting import Word
from detente.node.services.deciding import Asking, Forbidden
from detente.node.services.duties import RoleRefused
from detente.node.services.going_further import Intent, NotOpened
from detente.node.services.letters import Letter
from detente.node.services.owing import SameReviewer
from detente.node.services.passing import LabelLoosened
from detente.node.services.proposing import SameOfficer
from detente.node.stores.models import AuditRow, ConsentRow, DraftRow, Entry, Officer, OwedRow, PassedOn, UseRow
from detente.node.stores.unit import unit
from detente.policy.decide import Permit
from detente.policy.rules.order import RULES
from tests import shared
from tests.node import going
from tests.node.desk_builders import LIA, delivered, desk, draft_to_beta, give_accounts
from tests.node.going import Row
from tests.node.world import World


def _cases() -> dict[str, Any]:
    found = shared.files("data/cases/policy_cases.json")
    return dict(json.loads(found[0].read_bytes())) if found else {"base": {}, "rows": []}


CASES = _cases()
ROWS = [row for row in CASES["rows"] if row["set"].get("act") in ("use", "pass-on")]


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; beta has a head, an adviser and a second releasing officer."""
    give_accounts(pair)
    going.people(pair)
    return pair


@pytest.mark.shared
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_row_is_decided_as_written_by_the_node(pair: World, row: dict[str, Any]) -> None:
    item = going.sent_about_a_person(pair)
    decision = going.decided(pair, item, Row(CASES["base"], row["set"])).decision
    if isinstance(decision, Permit):
        assert {"permit": list(decision.obligations)} == row["expect"]
    else:
        found = {"refuse": decision.ground, "sent": decision.sent, "also": list(decision.also)}
        assert found == row["expect"]


@pytest.mark.shared
def test_enough_rows_were_found() -> None:
    assert len(ROWS) >= 35
    assert {row["expect"].get("refuse") for row in ROWS} - {None} <= {rule.id for rule in RULES}


# Using


def intent(**given: Any) -> Intent:
    values: dict[str, Any] = {
        "purpose": "prevent-terrorism",
        "law": "Loi 2024-18, article 9",
        "reason": "case 17",
        "measure": "passive",
    }
    return Intent(**(values | given))


def test_a_use_stands_with_who_when_what_for_and_by_which_law(pair: World) -> None:
    item = going.sent_about_a_person(pair)
    row = using.use(pair.nodes["beta"], who(pair, "lia"), item, intent(matter="BET-9"))
    assert (row.entry_id, row.officer.name, row.purpose, row.measure) == (
        item.pk,
        "lia",
        "prevent-terrorism",
        "passive",
    )
    assert (row.basis, row.reason, row.matter, row.at) == ("Loi 2024-18, article 9", "case 17", "BET-9", pair.clock())
    (said,) = record(pair, "content-used")
    assert (said["reason"], said["purpose"], said["permit"]) == ("case 17", "prevent-terrorism", ["log-reason"])
    (line,) = desk(pair, "beta").uses(LIA, item.uid)
    assert (line.officer, line.purpose, line.consent_id) == ("lia", "prevent-terrorism", "")
    assert desk(pair, "beta").owed(LIA) == ()


def test_a_refused_use_leaves_no_row_and_stands_on_record_with_its_ground(pair: World) -> None:
    item = going.sent_about_a_person(pair)
    with pytest.raises(Forbidden) as refused:
        using.use(pair.nodes["beta"], who(pair, "lia"), item, intent(purpose="immigration"))
    assert refused.value.refusal.ground == "purpose.incompatible"
    assert UseRow.objects.using(pair.nodes["beta"].alias).count() == 0
    assert record(pair, "policy-refused")[-1]["act"] == "use"
    assert record(pair, "policy-refused")[-1]["inner"] == "purpose.incompatible"


def test_what_nobody_opened_and_what_is_ours_is_not_used(pair: World) -> None:
    uid = delivered(pair)
    beta = pair.nodes["beta"]
    closed = Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid)
    with pytest.raises(NotOpened):
        using.use(beta, who(pair, "lia"), closed, intent())
    ours = Entry.objects.using(pair.nodes["alpha"].alias).select_related("partner", "batch").get(uid=uid)
    with pytest.raises(BadInput, match="your own"):
        using.use(pair.nodes["alpha"], officers.find(pair.nodes["alpha"], "lia"), ours, intent())


def test_disclosing_and_using_have_risk_forms_of_their_own(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    values = {"required": True, "death_penalty": False, "torture": False}
    risking.set_profile(beta, who(pair, "noor"), item.partner, **values)
    form = risking.baseline(beta, who(pair, "lia"), item.partner, act="disclose", matter="BET-9", level="low")
    risking.residual(beta, who(pair, "omar"), form, "low")
    with pytest.raises(Forbidden, match="risk") as refused:
        using.use(beta, who(pair, "lia"), item, intent(matter="BET-9"))
    assert refused.value.refusal.ground == "risk.missing"
    form = risking.baseline(beta, who(pair, "lia"), item.partner, act="use", matter="BET-9", level="medium")
    with pytest.raises(Forbidden):
        using.use(beta, who(pair, "lia"), item, intent(matter="BET-9"))
    risking.residual(beta, who(pair, "omar"), form, "low")
    assert using.use(beta, who(pair, "lia"), item, intent(matter="BET-9")).pk


# Consents


def consent(world: World, item: Entry, **given: Any) -> ConsentRow:
    values: dict[str, Any] = {
        "purpose": "judicial-proceedings",
        "recipients": ["own-organisation"],
        "answer": "granted",
        "given_by": "Legal service of alpha",
        "paper": "Letter 12 of 3 March",
    }
    return consenting.enter(
        world.nodes["beta"], who(world, "noor"), item, Word(**(values | given)), second=who(world, "omar")
    )


def in_court(world: World, item: Entry) -> UseRow:
    return using.use(world.nodes["beta"], who(world, "lia"), item, intent(purpose="judicial-proceedings"))


def test_a_consent_opens_a_use_beyond_the_label_until_it_is_withdrawn_and_the_use_is_owed_to_the_originator(
    pair: World,
) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    with pytest.raises(Forbidden) as refused:
        in_court(pair, item)
    assert refused.value.refusal.ground == "handling.h1"
    word = consent(pair, item)
    assert in_court(pair, item).consent_id == word.pk
    (owed,) = desk(pair, "beta").owed(LIA)
    assert (owed.obligation, owed.officer, owed.due_at) == ("report-use", "lia", pair.clock() + timedelta(hours=72))
    consenting.withdraw(pair.nodes["beta"], who(pair, "noor"), word, because="Their letter 15")
    with pytest.raises(Forbidden) as refused:
        in_court(pair, item)
    assert "consent.revoked" in (refused.value.refusal.ground, *refused.value.refusal.also)
    (line,) = desk(pair, "beta").consents(LIA)
    assert (line.stands, line.withdrawn_because, line.ours) == ("revoked", "Their letter 15", False)
    assert [each["answer"] for each in record(pair, "consent-entered")] == ["granted"]
    assert record(pair, "consent-withdrawn") == [{"because": "Their letter 15"}]


@pytest.mark.parametrize(
    ("given", "ground"),
    [
        ({"answer": "pending"}, "consent.pending"),
        ({"answer": "refused"}, "consent.refused"),
        ({"recipients": ["client"]}, "consent.limits"),
        ({"purpose": "immigration"}, "consent.limits"),
    ],
)
def test_a_word_that_does_not_cover_the_use_opens_nothing(pair: World, given: dict[str, Any], ground: str) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    consent(pair, item, **given)
    with pytest.raises(Forbidden) as refused:
        in_court(pair, item)
    assert ground in (refused.value.refusal.ground, *refused.value.refusal.also)


def test_a_consent_begins_and_ends_at_its_times(pair: World) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    now = pair.clock()
    consent(pair, item, since=now + timedelta(days=1), until=now + timedelta(days=3))
    for days, stands in ((0, "consent.pending"), (2, ""), (2, "consent.expired")):
        pair.clock.advance(days=days)
        if not stands:
            in_court(pair, item)
            continue
        with pytest.raises(Forbidden) as refused:
            in_court(pair, item)
        assert stands in (refused.value.refusal.ground, *refused.value.refusal.also)


def test_a_consent_to_one_message_does_not_cover_another_of_its_thread_and_one_to_the_dialogue_does(
    pair: World,
) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    other = Entry(partner=item.partner, ours=False, root=item.root)
    said = {"to": "own-organisation", "purpose": "judicial-proceedings", "grave": False}
    consent(pair, item)
    assert consenting.on(pair.nodes["beta"], other, **said)[0].state == "none"
    consent(pair, item, dialogue=True)
    assert consenting.on(pair.nodes["beta"], other, **said)[0].state == "granted"


def test_the_newest_word_counts_and_a_question_that_is_open_takes_nothing_back(pair: World) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    consent(pair, item)
    consent(pair, item, answer="pending")
    in_court(pair, item)
    consent(pair, item, answer="refused")
    with pytest.raises(Forbidden):
        in_court(pair, item)


@pytest.mark.parametrize(
    "given",
    [
        {"paper": ""},
        {"recipients": []},
        {"recipients": ["nobody"]},
        {"given_by": ""},
        {"purpose": "In court"},
        {"answer": "perhaps"},
        {"until": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
)
def test_a_word_that_cannot_stand_is_not_entered(pair: World, given: dict[str, Any]) -> None:
    item = going.sent_about_a_person(pair)
    with pytest.raises(BadInput):
        consent(pair, item, **given)


def test_our_own_word_takes_a_releasing_officer_and_a_partner_s_takes_whoever_keeps_the_register(pair: World) -> None:
    item, alpha = going.sent_about_a_person(pair), pair.nodes["alpha"]
    analyst = officers.add(pair.nodes["beta"], name="ana", shown="Ana", role="analyst")
    with pytest.raises(RoleRefused):
        consenting.enter(pair.nodes["beta"], analyst, item, WORD)
    adviser = officers.add(alpha, name="noor", shown="Noor", role="legal")
    ours = Entry.objects.using(alpha.alias).select_related("partner", "batch").get(uid=item.uid)
    with pytest.raises(RoleRefused):
        consenting.enter(alpha, adviser, ours, WORD)
    assert consenting.enter(alpha, officers.find(alpha, "lia"), ours, WORD).ours


WORD = Word(
    purpose="judicial-proceedings",
    recipients=["own-organisation"],
    answer="granted",
    given_by="The head of service",
    paper="Decision 4",
)


# What is owed


def test_what_is_owed_reminds_by_the_ladder_and_ends_by_a_message_to_the_originator(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"]), pair.nodes["beta"]
    consent(pair, item)
    in_court(pair, item)
    (row,) = OwedRow.objects.using(beta.alias)
    steps = []
    for hours in (53, 2, 17, 19, 100):
        pair.clock.advance(hours=hours)
        steps.append(owing_reminders.run(beta))
    assert steps == [0, 1, 1, 1, 0]
    assert [each["told"] for each in record(pair, "escalated")] == [["lia"], ["chloe", "lia", "omar"], ["chloe"]]
    assert escalating.standing_for(beta)["chloe"] == escalating.Standing(1, escalating.Urgency.LATE)
    (line,) = desk(pair, "beta").owed(LIA)
    assert (line.late, line.reminded) == (True, ("chloe", "lia", "omar"))
    with pytest.raises(BadInput):
        owing.done(beta, who(pair, "lia"), row)
    with pytest.raises(BadInput, match="after the use"):
        owing.done(beta, who(pair, "lia"), row, proof=item)
    partner = pair.partner("beta", "alpha")
    told = notifying.notify(beta, who(pair, "lia"), partner, Letter(subject="Use", text="In court.", lang="en"))
    owing.done(beta, who(pair, "lia"), row, proof=told)
    assert desk(pair, "beta").owed(LIA) == ()
    assert "chloe" not in escalating.standing_for(beta)
    assert record(pair, "obligation-met") == [{"obligation": "report-use", "by": "message"}]
    with pytest.raises(BadInput, match="already"):
        owing.done(beta, who(pair, "lia"), row, note="Again")


def test_a_release_of_the_duty_desk_is_reviewed_within_a_day_by_another_releasing_officer(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    officers.add(beta, name="dina", shown="Dina", role="duty")
    with unit(beta, "release") as work:
        owing.owe(beta, who(pair, "lia"), ("review-24h",), item, approved_by="dina", work=work)
    (row,) = OwedRow.objects.using(beta.alias)
    assert row.due_at == pair.clock() + timedelta(hours=24)
    pair.clock.advance(hours=24)
    owing_reminders.run(beta)
    assert "dina" not in {name for each in record(pair, "escalated") for name in each["told"]}
    with pytest.raises(SameReviewer):
        owing.done(beta, who(pair, "dina"), row, note="It was right.")
    with pytest.raises(RoleRefused):
        owing.done(beta, who(pair, "noor"), row, note="It was right.")
    with transaction.atomic(using=beta.alias), pytest.raises(IntegrityError):
        OwedRow.objects.using(beta.alias).filter(pk=row.pk).update(done_by=who(pair, "dina"))
    owing.done(beta, who(pair, "omar"), row, note="It was right.")
    assert owing.standing(beta, who(pair, "omar")) == []


def test_who_wrote_what_the_duty_desk_released_does_not_review_it(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    officers.add(beta, name="dina", shown="Dina", role="duty")
    officers.add(beta, name="rita", shown="Rita", role="release")
    with unit(beta, "release") as work:
        owing.owe(beta, who(pair, "omar"), ("review-24h",), item, approved_by="dina", work=work)
    (row,) = OwedRow.objects.using(beta.alias)
    with pytest.raises(SameReviewer):
        owing.done(beta, who(pair, "omar"), row, note="It was right.")
    assert owing.standing(beta, who(pair, "omar")) == []
    pair.clock.advance(hours=24)
    owing_reminders.run(beta)
    assert "omar" not in OwedRow.objects.using(beta.alias).get().told
    assert owing.standing(beta, who(pair, "rita")) == [row]


def test_what_somebody_owes_who_has_gone_goes_back_to_the_house(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    officers.add(beta, name="lou", shown="Lou", role="liaison")
    with unit(beta, "use") as work:
        owing.owe(beta, who(pair, "lou"), ("report-use",), item, work=work)
    (row,) = OwedRow.objects.using(beta.alias)
    Officer.objects.using(beta.alias).filter(name="lou").update(active=False)
    pair.clock.advance(hours=71)
    owing_reminders.run(beta)
    told = OwedRow.objects.using(beta.alias).get().told
    assert "lia" in told
    assert "lou" not in told
    assert owing.standing(beta, who(pair, "lia")) == [row]
    Officer.objects.using(beta.alias).filter(name="lou").update(active=True)
    OwedRow.objects.using(beta.alias).update(told=[])
    assert owing.standing(beta, who(pair, "lia")) == []
    with unit(beta, "leave") as work:
        roles_given._take_effect(beta, {"officer": "lou", "active": False}, work, "chloe")
    assert OwedRow.objects.using(beta.alias).get().officer is None
    assert owing.standing(beta, who(pair, "lia")) == [row]
    assert record(pair, "obligation-owed")[-1]["given_back_by"] == "lou"


def test_the_review_of_a_passing_on_is_owed_once_by_the_entry_that_left(pair: World) -> None:
    item, beta = going.sent_about_a_person(pair), pair.nodes["beta"]
    onward = passing.Onward(item, ("report-use", "review-24h"), "court")
    for reviewed in (("review-24h",), ()):
        with unit(beta, "release") as work:
            PassedOn.objects.using(beta.alias).all().delete()
            passing.note(beta, who(pair, "lia"), onward, item, work, reviewed=reviewed)
    rows = OwedRow.objects.using(beta.alias).order_by("pk")
    assert [row.obligation for row in rows] == ["report-use", "report-use", "review-24h"]


def who(world: World, name: str, here: str = "beta") -> Officer:
    return officers.find(world.nodes[here], name)


def record(world: World, act: str, here: str = "beta") -> list[dict[str, Any]]:
    rows = AuditRow.objects.using(world.nodes[here].alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b""))["details"] for row in rows]


# Passing on


@pytest.fixture
def three(world: World) -> World:
    """Alpha tells beta, which is in contact with gamma, too; beta has a head, an adviser and a releasing officer."""
    for name in ("alpha", "beta", "gamma"):
        world.add(name)
    for first, second in (("alpha", "beta"), ("beta", "gamma")):
        world.meet(first, second)
        world.settle(first, second)
    give_accounts(world)
    beta = world.nodes["beta"]
    officers.add(beta, name="chloe", shown="Chloe", role="head")
    officers.add(beta, name="noor", shown="Noor", role="legal")
    Officer.objects.using(beta.alias).filter(name="omar").update(role="release")
    return world


def passed(world: World, item: Entry, **letter: Any) -> Entry:
    given = {"subject": "From alpha", "text": "Bonjour", "lang": "fr", **letter}
    return notifying.pass_on(
        world.nodes["beta"], who(world, "lia"), item, world.partner("beta", "gamma"), Letter(**given)
    )


def told_by_alpha(world: World, **letter: Any) -> Entry:
    alpha, beta = world.nodes["alpha"], world.nodes["beta"]
    given = {"subject": "Dossier 1", "text": "Bonjour", "lang": "fr", **letter}
    sent = notifying.notify(alpha, officers.find(alpha, "lia"), world.partner("alpha", "beta"), Letter(**given))
    world.settle("alpha", "beta")
    desk(world, "beta").open(LIA, sent.uid)
    return Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=sent.uid)


def purpose_here(world: World) -> str:
    """Give the purpose that a letter between beta and gamma has unless it says another one."""
    beta = world.nodes["beta"]
    text = agreements.one_in_force(beta.alias, world.partner("beta", "gamma"))
    return letters.label_of(Letter(), text).purpose or ""


def test_passing_on_is_refused_by_default_and_no_entry_is_made(three: World) -> None:
    item = told_by_alpha(three)
    with pytest.raises(Forbidden) as refused:
        passed(three, item)
    assert refused.value.refusal.ground == "handling.tlp-amber"
    assert three.partner("beta", "gamma").party != item.partner.party
    assert [*three.entries("beta", ours=True, kind="notification")] == []
    assert record(three, "policy-refused")[-1]["act"] == "pass-on"


def test_with_a_consent_it_goes_to_whom_it_names_and_a_correction_finds_them(three: World) -> None:
    item, beta = told_by_alpha(three), three.nodes["beta"]
    word = {"purpose": purpose_here(three), "recipients": ["GAM"]}
    row = consent(three, item, **word)
    entry = passed(three, item)
    assert three.partner("beta", "gamma").party == entry.partner.party
    three.settle("beta", "gamma")
    assert [each.subject for each in three.entries("gamma", ours=False, kind="notification")] == ["From alpha"]
    assert passing.onward(beta, item) == (entry,)
    (line,) = desk(three, "beta").onward(LIA, item.uid)
    assert (line.to, line.officer, line.entry_id) == (f"party:{entry.partner.party}", "lia", entry.uid)
    (said,) = record(three, "content-passed-on")
    assert said["permit"] == ["carry-label", "report-use"]
    assert [each.obligation for each in desk(three, "beta").owed(LIA)] == ["report-use"]
    consenting.withdraw(beta, who(three, "noor"), row, because="Letter 15")
    with pytest.raises(Forbidden):
        passed(three, item)


def test_a_consent_never_widens_a_list_of_parties_and_never_opens_what_stays_in_the_house(three: World) -> None:
    word = {"purpose": purpose_here(three), "recipients": ["GAM"]}
    for changes, ground in (
        ({"rel": [three.partner("alpha", "beta").party], "codes": ["tlp:GREEN"]}, "handling.release"),
        ({"codes": ["tlp:AMBER+STRICT"]}, "handling.tlp-strict"),
    ):
        item = told_by_alpha(three)
        going.relabelled(three, item, **changes)
        consent(three, item, **word)
        with pytest.raises(Forbidden) as refused:
            passed(three, item, codes=["tlp:AMBER+STRICT"])
        assert refused.value.refusal.ground == ground


def test_what_goes_on_keeps_its_label(three: World) -> None:
    item = told_by_alpha(three, codes=["tlp:GREEN", "h:H1"])
    with pytest.raises(LabelLoosened):
        passed(three, item, codes=["tlp:GREEN"])
    with pytest.raises(LabelLoosened):
        passed(three, item, codes=["tlp:CLEAR"])
    assert passed(three, item, codes=["tlp:GREEN", "h:H1"]).pk


def test_a_draft_that_passes_on_is_approved_as_one_and_asked_again_when_it_leaves(three: World) -> None:
    item, beta = told_by_alpha(three), three.nodes["beta"]
    house.set_four_eyes(beta, who(three, "lia"), wanted=True)
    here = desk(three, "beta")
    row = consent(three, item, purpose=purpose_here(three), recipients=["GAM"])
    values = {"to": "GAM", "purpose": purpose_here(three), "topic": "", "h": (), "passes": item.uid}
    key = here.draft_save(LIA, "", draft_to_beta(**values))
    shown = here.preview(LIA, key)
    assert shown.signing is not None
    here.submit(LIA, key, challenge=shown.signing.challenge, assertion=None)
    consenting.withdraw(beta, who(three, "noor"), row, because="Letter 15")
    omar = 12
    with pytest.raises(Forbidden) as refused:
        here.approve(omar, key, challenge=shown.signing.challenge, assertion=None)
    assert refused.value.refusal.ground == "handling.tlp-amber"
    consent(three, item, purpose=purpose_here(three), recipients=["GAM"])
    uid = here.approve(omar, key, challenge=shown.signing.challenge, assertion=None)
    entry = Entry.objects.using(beta.alias).select_related("partner").get(uid=uid)
    assert passing.onward(beta, item) == (entry,)
    # The signature stands over the passing-on, too, and can be made again from what left.
    assert json.loads(drafting.statement_of_entry(beta, entry))["passes"] == item.cid


def test_a_body_without_a_node_gets_it_by_two_and_stands_among_the_recipients(three: World) -> None:
    item, beta = told_by_alpha(three, codes=["tlp:GREEN", "h:H2"]), three.nodes["beta"]
    house.set_four_eyes(beta, who(three, "lia"), wanted=True)
    given = {"to": "body:Customs", "purpose": purpose_here(three), "law": "Loi 2024-18"}
    with pytest.raises(Forbidden) as refused:
        handing_out.propose(beta, who(three, "lia"), item, **given)
    assert refused.value.refusal.ground == "handling.h2"
    row = consent(three, item, purpose=purpose_here(three), recipients=["body:Customs"])
    proposal = handing_out.propose(beta, who(three, "lia"), item, **given)
    assert proposal is not None
    assert handing_out.of_item(beta, item) == []
    with pytest.raises(SameOfficer):
        proposing.confirm(beta, who(three, "lia"), proposal)
    consenting.withdraw(beta, who(three, "noor"), row, because="Letter 15")
    with pytest.raises(Forbidden):
        proposing.confirm(beta, who(three, "omar"), proposal)
    again = consent(three, item, purpose=purpose_here(three), recipients=["body:Customs"])
    proposing.confirm(beta, who(three, "omar"), proposal)
    (made,) = handing_out.of_item(beta, item)
    assert (made.to, made.officer.name, made.approved_by, made.consent) == (
        "body:Customs",
        "lia",
        who(three, "omar"),
        again,
    )
    assert [line.to for line in desk(three, "beta").onward(LIA, item.uid)] == ["body:Customs"]
    assert record(three, "content-passed-on")[-1]["to"] == "body:Customs"


def twin(world: World, item: Entry) -> Entry:
    """Give a message of gamma under the id that alpha's message has, as a lying partner would send it."""
    gamma, beta = world.nodes["gamma"], world.nodes["beta"]
    letter = Letter(subject="x", text="y", lang="fr")
    sent = notifying.notify(gamma, officers.find(gamma, "lia"), world.partner("gamma", "beta"), letter)
    world.settle("beta", "gamma")
    assert Entry.objects.using(beta.alias).filter(cid=sent.cid).update(uid=item.uid) == 1
    return Entry.objects.using(beta.alias).get(cid=sent.cid)


@pytest.mark.parametrize("code", ["", "bad-payload"])
def test_an_id_that_another_partner_chose_too_holds_up_no_hand_out(three: World, code: str) -> None:
    item, beta = told_by_alpha(three, codes=["tlp:GREEN"]), three.nodes["beta"]
    twin(three, item)
    Entry.objects.using(beta.alias).filter(uid=item.uid).exclude(pk=item.pk).update(code=code)
    given = {"to": "body:Customs", "purpose": purpose_here(three), "law": "Loi 2024-18"}
    assert handing_out.propose(beta, who(three, "lia"), item, **given) is None
    assert [row.to for row in handing_out.of_item(beta, item)] == ["body:Customs"]


def test_a_draft_names_what_it_passes_on_by_its_cid_where_two_partners_chose_one_id(three: World) -> None:
    item, beta = told_by_alpha(three), three.nodes["beta"]
    twin(three, item)
    assert passing.item_named(beta, who(three, "lia"), item.cid) == item
    with pytest.raises(NotFound, match="by its cid"):
        passing.item_named(beta, who(three, "lia"), item.uid)


@pytest.mark.parametrize("changes", [{"kind": "request-information", "message": "request"}, {"act": "open"}])
def test_nothing_but_a_plain_notification_passes_a_message_on(three: World, changes: dict[str, Any]) -> None:
    """Any other draft would leave as it is, and policy never be asked of the passing-on."""
    item, beta = told_by_alpha(three), three.nodes["beta"]
    key = desk(three, "beta").draft_save(LIA, "", draft_to_beta(**{"to": "GAM", "passes": item.uid}))
    row = DraftRow.objects.using(beta.alias).select_related("partner", "author").get(pk=key)
    row.content = {**row.content, **changes}
    with pytest.raises(BadInput, match="notification of your own passes"):
        drafting.written(beta, row)


def test_a_proposal_to_hand_out_is_for_those_who_may_know_of_the_message(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, beta = told_by_alpha(three, codes=["tlp:GREEN"]), three.nodes["beta"]
    house.set_four_eyes(beta, who(three, "lia"), wanted=True)
    given = {"to": "body:Customs", "purpose": purpose_here(three), "law": "Loi 2024-18"}
    proposal = handing_out.propose(beta, who(three, "lia"), item, **given)
    assert proposal is not None
    omar, seat, here = who(three, "omar"), 12, desk(three, "beta")
    (shown,) = here.approvals(seat).proposals
    assert shown.about is not None
    assert (shown.about.entry_id, shown.about.subject.text) == (item.uid, "Dossier 1")
    assert {"message", "cid", "partner"}.isdisjoint(shown.what)
    assert len(second_person.house_facts(beta, "omar")["proposals"]) == here.approvals_due(seat) == 1
    monkeypatch.setattr(Asking, "_hides", lambda asking, _: asking.around.officer.name == "omar")
    assert here.approvals(seat).proposals == ()
    assert second_person.house_facts(beta, "omar")["proposals"] == []
    assert here.approvals_due(seat) == 0
    with pytest.raises(NotFound):
        proposing.confirm(beta, omar, proposal)
    assert handing_out.of_item(beta, item) == []
    assert len(here.approvals(LIA).proposals) == 1


def test_a_house_of_one_hands_out_at_once_and_the_record_says_so(three: World) -> None:
    item, beta = told_by_alpha(three, codes=["tlp:AMBER"]), three.nodes["beta"]
    given = {"to": "client:Customs", "purpose": purpose_here(three), "law": "Loi 2024-18"}
    assert handing_out.propose(beta, who(three, "lia"), item, **given) is None
    (made,) = handing_out.of_item(beta, item)
    assert (made.to, made.approved_by) == ("client:Customs", None)


# By command and over HTTP


def test_the_commands_do_the_same(pair: World, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    item = going.sent_about_a_person(pair, codes=["tlp:AMBER", "h:H1"])
    monkeypatch.setattr(further, "open_node", lambda _: pair.nodes["beta"])

    def run(*arguments: str, officer: str = "lia") -> list[dict[str, Any]]:
        capsys.readouterr()
        assert main.main([*arguments, "--officer", officer, "--json"]) == 0, capsys.readouterr().err
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    said = ("--purpose", "judicial-proceedings", "--recipient", "own-organisation", "--answer", "granted")
    (made,) = run(
        "consent", "enter", item.uid, *said, "--given-by", "Alpha", "--paper", "L 12", "--until", "+9d", officer="noor"
    )
    for_court = ("--purpose", "judicial-proceedings", "--law", "Loi 1", "--because", "trial", "--measure", "passive")
    run("use", item.uid, *for_court)
    (used,) = run("uses", item.uid)
    assert (used["what"], used["purpose"], used["consent_id"]) == ("use", "judicial-proceedings", made["id"])
    (owed,) = run("owed", "list")
    run("owed", "done", owed["id"], "--note", "By telephone, 4 March")
    assert run("owed", "list") == []
    run("consent", "withdraw", made["id"], "--because", "Letter 15", officer="noor")
    (line,) = run("consent", "list")
    assert (line["stands"], line["partner"]) == ("revoked", "ALP")
    assert main.main(["use", item.uid, *for_court, "--officer", "lia"]) == 1
    run("pass-on", item.uid, "--to", "client:Customs", "--purpose", "prevent-terrorism", "--law", "Loi 1")
    assert [row["what"] for row in run("uses", item.uid)] == ["use", "passed on"]


def test_oversight_reads_uses_passings_on_and_what_is_owed(three: World) -> None:
    item, beta = told_by_alpha(three, codes=["tlp:AMBER", "h:H1"]), three.nodes["beta"]
    consent(three, item, recipients=["own-organisation"])
    in_court(three, item)
    given = {"to": "client:Customs", "purpose": purpose_here(three), "law": "Loi 1"}
    handing_out.propose(beta, who(three, "lia"), item, **given)
    lines = [
        line for line in oversight_lines.overview(beta, verify=False) if line["what"] in ("use", "passed-on", "owed")
    ]
    assert [(line["what"], line.get("officer"), line.get("to")) for line in lines] == [
        ("use", "lia", None),
        ("passed-on", "lia", "client:Customs"),
        ("owed", "lia", None),
    ]
    assert oversight.oversight_page(beta, verify=False).owed[0].obligation == "report-use"
