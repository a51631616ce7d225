"""Safeguards on real nodes: protected persons, risk and assurances, the check of character, quarantine, dropping."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries import messages
from detente.node.services import (
    acting,
    concerned,
    corresponding,
    house,
    notifying,
    officers,
    protecting,
    quarantining,
    recording,
    risking,
    second_person,
    threads,
)
from detente.node.services.deciding import Forbidden
from detente.node.services.letters import Letter
from detente.node.stores.models import AuditRow, Entry, Holding, Officer, RiskForm
from tests.node.desk_builders import LIA, OMAR, accepted, desk, draft_to_beta, give_accounts
from tests.node.world import World

HEAD, LEGAL = 13, 14
CHECKED = dict.fromkeys(concerned.QUESTIONS, False)


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact; alpha has a head of service and a legal adviser, too."""
    give_accounts(pair)
    for name in ("alpha", "beta"):
        node = pair.nodes[name]
        officers.add(node, name="hana", shown="Hana", role="head", user=HEAD)
        officers.add(node, name="noor", shown="Noor", role="legal", user=LEGAL)
    return pair


def who(world: World, name: str, here: str = "alpha") -> Officer:
    return officers.find(world.nodes[here], name)


def write(world: World, **letter: Any) -> Entry:
    """Let Lia of alpha release a notification."""
    given: dict[str, Any] = {"subject": "Dossier 1", "text": "Bonjour", "lang": "fr", "own_ref": "ALP-1", **letter}
    return notifying.notify(world.nodes["alpha"], who(world, "lia"), world.partner("alpha", "beta"), Letter(**given))


def about(world: World, *properties: dict[str, list[str]], **record: Any) -> dict[str, Any]:
    """Give what a letter carries about a person: the record in full, and the answers of the check."""
    entity = {"schema": "Person", "properties": {"name": ["Zimar Togoev"], **(properties[0] if properties else {})}}
    made = recording.record({"ftm": entity, "category": "suspect", **record})
    return {"records": concerned.dated([made], now=world.clock()), "character": CHECKED}


def protect(world: World, *names: str, **given: Any) -> None:
    values: dict[str, Any] = {"statuses": ["source"], **given}
    protecting.protect(world.nodes["alpha"], who(world, "noor"), names=names or ("Zimar Togoev",), **values)


def record(world: World, act: str, here: str = "alpha") -> list[dict[str, Any]]:
    rows = AuditRow.objects.using(world.nodes[here].alias).filter(act=act).order_by("index")
    return [json.loads(bytes(row.details or b""))["details"] for row in rows]


def ground(error: pytest.ExceptionInfo[PolicyRefusal]) -> str:
    return error.value.code


# Persons in what leaves


def test_a_record_of_a_person_leaves_whole_with_its_dates_and_the_answers_of_the_check(pair: World) -> None:
    write(pair, **about(pair))
    pair.settle("alpha", "beta")
    (row,) = pair.entries("beta", ours=False, kind="notification")
    payload = json.loads(bytes(row.plaintext or b""))["payload"]
    assert payload["character"] == CHECKED
    (carried,) = payload["records"]
    assert carried["review_by"] < carried["delete_by"]
    assert "carry-dates" in record(pair, "entry-released")[-1]["permit"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [({"category": ""}, "person.category"), ({"nature": None}, "person.fact"),
     ({"delete_by": None}, "person.dates"), ({"evaluation": None}, "person.evaluation")],
)  # fmt: skip
def test_a_record_that_lacks_what_it_must_say_stays(pair: World, change: dict[str, Any], expected: str) -> None:
    given = about(pair)
    given["records"] = [given["records"][0] | change]
    with pytest.raises(Forbidden) as refused:
        write(pair, **given)
    assert ground(refused) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(None, "person.character-missing"), ({"political": False}, "person.character-missing"),
     (CHECKED | {"religious": True}, "person.character-failed")],
)  # fmt: skip
def test_nothing_about_a_person_leaves_without_the_four_answers(
    pair: World, answers: dict[str, bool] | None, expected: str
) -> None:
    with pytest.raises(Forbidden) as refused:
        write(pair, **{**about(pair), "character": answers})
    assert ground(refused) == expected
    assert pair.entries("alpha", ours=True, kind="notification") == []


@pytest.mark.parametrize("name", ["religion", "ethnicity", "political", "protectedStatus"])
def test_what_no_record_may_carry_does_not_leave(pair: World, name: str) -> None:
    with pytest.raises(Forbidden) as refused:
        write(pair, **about(pair, {name: ["x"]}))
    assert ground(refused) == "content.sensitive"


def test_what_no_record_may_carry_is_dropped_at_reception_and_comes_out_by_no_way(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A partner of another make has no such rule.
    monkeypatch.setattr("detente.node.services.leaving.concerned.properties_in", lambda _: frozenset())
    sent = write(pair, **about(pair, {"religion": ["Canary-Faith"], "nationality": ["zz"]}))
    monkeypatch.undo()
    pair.settle("alpha", "beta")
    beta = pair.nodes["beta"]
    row = Entry.objects.using(beta.alias).get(uid=sent.uid)
    assert b"Canary-Faith" not in bytes(row.plaintext or b"")
    assert b'"nationality":["zz"]' in bytes(row.plaintext or b"")
    assert Holding.objects.using(beta.alias).get(entry=row).dropped == ["religion"]
    assert record(pair, "properties-dropped", "beta") == [{"properties": ["religion"]}]
    desk(pair, "beta").open(LIA, row.uid)
    with pytest.raises(Forbidden, match="religion"):
        threads.export(beta, who(pair, "lia", "beta"), row, disclose={row.cid})
    # Both still hold the same proof of it.
    exports = [
        threads.export(pair.nodes[here], who(pair, "lia", here), at(pair, here, sent)) for here in ("alpha", "beta")
    ]
    pair.settle("alpha", "beta")
    assert b"Canary-Faith" not in exports[1]


def at(world: World, here: str, entry: Entry) -> Entry:
    rows = Entry.objects.using(world.nodes[here].alias).select_related("partner", "batch")
    return rows.get(cid=entry.cid)


# Protected persons


@pytest.mark.parametrize(
    "letter",
    [{"text": "Nous avons vu TOGOEV, Zimar hier."}, {"subject": "Zimar  Togoëv"}, {"asks": "Où est Zimar Togoev ?"}],
)
def test_whom_the_register_protects_leaves_only_with_the_head_s_approval_and_the_adviser_s_assent(
    pair: World, letter: dict[str, Any]
) -> None:
    protect(pair)
    with pytest.raises(Forbidden) as refused:
        write(pair, **letter, character=CHECKED)
    assert ground(refused) == "protected.release"
    alpha = pair.nodes["alpha"]
    house.set_four_eyes(alpha, who(pair, "lia"), wanted=True)
    values = {"subject": "Dossier 2", "text": "Rien.", "asks": "", **letter}
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta(**values))
    # The desk's form has no check of character yet; the draft carries what the command would.
    draft = approving_row(pair, key)
    challenge = desk(pair, "alpha").preview(LIA, key).signing.challenge
    desk(pair, "alpha").submit(LIA, key, challenge=challenge, assertion=None)
    for user, expected in ((HEAD, ""), (LEGAL, "left")):
        entry_id = desk(pair, "alpha").approve(user, key, challenge=challenge, assertion=None)
        assert bool(entry_id) is bool(expected)
    assert draft.pk == int(key)
    assert len(pair.entries("alpha", ours=True, kind="notification")) == 1


def approving_row(world: World, key: str) -> Any:
    """Let a draft carry the answers of the check."""
    from detente.node.stores.models import DraftRow

    row = DraftRow.objects.using(world.nodes["alpha"].alias).get(pk=key)
    row.content = {**row.content, "character": CHECKED}
    row.save(using=world.nodes["alpha"].alias)
    return row


def test_toward_the_state_fled_from_no_approval_helps_and_the_partner_gets_a_nil(pair: World) -> None:
    beta = pair.nodes["beta"]
    protecting.protect(beta, who(pair, "noor", "beta"), names=["Zimar Togoev"], statuses=["refugee"], fled_from="alp")
    uid = accepted(pair)
    target = Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid)
    with pytest.raises(Forbidden) as refused:
        notifying.answer(
            beta, who(pair, "lia", "beta"), target, Letter(text="Zimar Togoev vit ici.", character=CHECKED)
        )
    assert ground(refused) == "protected.fled"
    assert refused.value.refusal.sent == "nil"
    assert record(pair, "policy-refused", "beta")[-1]["sent"] == "nil"
    notifying.answer(beta, who(pair, "lia", "beta"), target, Letter(), message="nil")
    pair.clock.advance(days=2)
    pair.settle("alpha", "beta")
    (answer,) = pair.entries("alpha", ours=False, kind="answer")
    payload = json.loads(bytes(answer.plaintext or b""))["payload"]
    assert set(payload) == {"dialogue", "message", "ref"}


def test_a_name_of_another_person_is_no_hit(pair: World) -> None:
    protect(pair, "Zimar Togoev", "Тогоев Зимар")
    for text in ("Zimar Togoevich", "Zimara Togoev", "Zimar et Togoev"):
        write(pair, text=text)
    with pytest.raises(Forbidden):
        write(pair, text="Видели Зимар Тогоев вчера", character=CHECKED)


def test_a_protection_that_ended_or_expired_holds_no_more(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    protect(pair, until=pair.clock() + timedelta(days=1))
    protect(pair, "Anna Petrova")
    _, second = protecting.rows(alpha, who(pair, "noor"))
    protecting.end(alpha, who(pair, "noor"), str(second.pk))
    write(pair, text="Anna Petrova")
    pair.clock.advance(days=2)
    write(pair, text="Zimar Togoev")
    with pytest.raises(NotFound):
        protecting.end(alpha, who(pair, "noor"), str(second.pk))


def test_the_register_is_kept_by_few_and_the_record_names_nobody_of_it(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    Officer.objects.using(alpha.alias).filter(name="omar").update(role="analyst")
    for act in (
        lambda: protecting.rows(alpha, who(pair, "omar")),
        lambda: protecting.end(alpha, who(pair, "omar"), "1"),
    ):
        with pytest.raises(PolicyRefusal):
            act()
    protect(pair, "Canary Person")
    rows = AuditRow.objects.using(alpha.alias).filter(act="person-protected")
    assert [b"Canary" in bytes(row.details or b"") for row in rows] == [False]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"names": ["."]}, "name"), ({"statuses": ["hero"]}, "status"), ({"statuses": []}, "status"),
     ({"category": "x"}, "category"), ({"fled_from": "nobody"}, "partner")],
)  # fmt: skip
def test_what_cannot_be_entered_is_refused_in_a_sentence(pair: World, given: dict[str, Any], sentence: str) -> None:
    values: dict[str, Any] = {"names": ["A Person"], "statuses": ["minor"], **given}
    with pytest.raises(BadInput, match=sentence):
        protecting.protect(pair.nodes["alpha"], who(pair, "noor"), **values)


# Risk and assurances


def profile(world: World, **given: bool) -> None:
    values = {"required": False, "death_penalty": False, "torture": False, **given}
    risking.set_profile(world.nodes["alpha"], who(world, "noor"), world.partner("alpha", "beta"), **values)


def form(world: World, *, level: str = "low", by: str = "omar", act: str = "disclose") -> RiskForm:
    """Give a complete form for the matter of `write`."""
    alpha, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    row = risking.baseline(alpha, who(world, "lia"), partner, act=act, matter="ALP-1", level="medium")
    risking.mitigate(alpha, who(world, "lia"), row, "Handled under originator control.")
    risking.residual(alpha, who(world, by), row, level)
    return row


def refused_for(world: World) -> str:
    with pytest.raises(Forbidden) as refused:
        write(world, **about(world))
    return ground(refused)


def test_a_partner_of_whom_a_form_is_asked_gets_nothing_about_a_person_without_it(pair: World) -> None:
    profile(pair, required=True)
    assert refused_for(pair) == "risk.missing"
    form(pair, act="request")
    assert refused_for(pair) == "risk.missing"
    write(pair, text="Nobody is in this.")
    form(pair)
    write(pair, **about(pair))


def test_baseline_and_residual_are_two_persons_and_neither_is_changed(pair: World) -> None:
    profile(pair, required=True)
    alpha, partner = pair.nodes["alpha"], pair.partner("alpha", "beta")
    row = risking.baseline(alpha, who(pair, "lia"), partner, act="disclose", matter="ALP-1", level="medium")
    assert refused_for(pair) == "risk.missing"
    with pytest.raises(PolicyRefusal):
        risking.residual(alpha, who(pair, "lia"), row, "low")
    with pytest.raises(IntegrityError), transaction.atomic(using=alpha.alias):
        RiskForm.objects.using(alpha.alias).filter(pk=row.pk).update(residual_by=row.baseline_by)
    risking.residual(alpha, who(pair, "omar"), row, "low")
    for act in (lambda: risking.residual(alpha, who(pair, "hana"), row, "none"),
                lambda: risking.mitigate(alpha, who(pair, "lia"), row, "More.")):  # fmt: skip
        with pytest.raises(BadInput):
            act()
    write(pair, **about(pair))


def test_a_substantial_residual_risk_is_cured_by_nothing(pair: World) -> None:
    profile(pair, required=True, torture=True)
    form(pair, level="substantial")
    assure(pair, "torture")
    assert refused_for(pair) == "risk.substantial"


def assure(world: World, *against: str, days: int = 30) -> str:
    alpha, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    until = world.clock() + timedelta(days=days)
    row = risking.assure(alpha, who(world, "noor"), partner, against=against, text="On our word.", until=until)
    return str(row.pk)


@pytest.mark.parametrize(("risk", "seen"), [("death-penalty", "death_penalty"), ("torture", "torture")])
def test_where_the_risk_stands_an_assurance_in_force_is_needed(pair: World, risk: str, seen: str) -> None:
    profile(pair, **{seen: True})
    assert refused_for(pair) == "assurance.missing"
    assure(pair, "torture" if risk == "death-penalty" else "death-penalty")
    assert refused_for(pair) == "assurance.missing"
    number = assure(pair, risk, days=3)
    write(pair, **about(pair))
    pair.clock.advance(days=4)
    assert refused_for(pair) == "assurance.expired"
    risking.breach(pair.nodes["alpha"], who(pair, "hana"), number)
    assure(pair, risk)
    assert refused_for(pair) == "assurance.breached"


# Quarantine


def test_quarantined_material_is_closed_until_two_lift_it(pair: World) -> None:
    beta = pair.nodes["beta"]
    house.set_four_eyes(beta, who(pair, "lia", "beta"), wanted=True)
    uid = accepted_at_beta(pair)
    entry = Entry.objects.using(beta.alias).select_related("partner", "batch").get(uid=uid)
    with pytest.raises(BadInput):
        quarantining.quarantine(beta, who(pair, "omar", "beta"), entry, " ")
    quarantining.quarantine(beta, who(pair, "omar", "beta"), entry, "The statement names a beating.")
    for user in (LIA, OMAR, HEAD):
        page = desk(pair, "beta").notification(user, uid)
        assert (page.content, page.limits.withheld) == (None, "item.mistreatment")
    assert messages.show_named(beta, "lia", uid)["text"] == ""
    with pytest.raises(Forbidden):
        acting.open_entry(beta, who(pair, "lia", "beta"), entry)
    row = quarantining.lift(beta, who(pair, "omar", "beta"), entry, "The court heard the witness anew.")
    assert row is not None
    assert desk(pair, "beta").notification(LIA, uid).content is None
    second_person.confirm(beta, "hana", str(row.pk))
    assert desk(pair, "beta").notification(LIA, uid).content is not None


def accepted_at_beta(world: World) -> str:
    """Deliver, open and accept a message; give its id."""
    return accepted(world)


# The command


def test_the_command_fills_in_the_dates_of_a_record(pair: World) -> None:
    alpha = pair.nodes["alpha"]
    made = recording.record({"schema": "Person", "properties": {"name": ["A B"]}})
    letter = Letter(subject="S", text="T", records=[made], character=CHECKED)
    assert corresponding.send(alpha, "lia", "bet", letter)["kind"] == "notification"
