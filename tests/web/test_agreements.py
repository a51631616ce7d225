"""The pages of agreements: terms, suspensions and what waits; each act is filled in, read as it leaves, and signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from django.conf import settings
from django.test import Client

from detente.model.errors import PolicyRefusal
from detente.model.reach import DEFAULT_EXEMPT
from detente.node.queries import agreement_page
from detente.node.queries.agreement_page import AgreementDeed
from detente.policy.agreements import Mode, Stage
from detente.web.desk import agreement_words
from tests.web import fictional as tale
from tests.web.fake_agreements import IN_FORCE, PROPOSED
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

SUSPEND = f"/partners/ZOR/agreements/{IN_FORCE.id}/suspend/"
TEXT = {
    "heard": "hana",
    "topics": "ct.persons, missing",
    "excluded": "",
    "ours": ["notification"],
    "theirs": ["notification", "warning"],
    "purposes": "prevent-terrorism",
    "law": "Accord",
    "ref": "",
    "tlp": "AMBER",
    "preset": "detente-default",
    "begins": "2026-11-13T00:00",
    "ends": "",
    "review": "365",
    "delete": "1825",
    "run_off": "90",
}


def text(client: Client, address: str, language: str = "en", **posted: Any) -> str:
    """Fetch what a reader of a page sees."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.post(address, posted) if posted else client.get(address)
    return Parsed(answer.content.decode()).text


def test_every_value_of_the_node_has_its_words() -> None:
    assert set(agreement_words.STAGES) == set(get_args(agreement_page.AgreementStage)) == {str(each) for each in Stage}
    assert set(agreement_words.ACTS) == set(get_args(agreement_page.AgreementAct))
    assert set(agreement_words.MODES) == {str(each) for each in Mode}
    assert set(agreement_words.PASSING) == set(get_args(agreement_page.Passing))
    assert set(agreement_words.EXEMPT) == DEFAULT_EXEMPT


def test_the_partner_shows_by_whom_a_topic_is_suspended_since_when_why_and_what_waits(client: Client) -> None:
    shown = text(client, "/partners/ZOR/")
    assert "Financing: suspended by Zoriana, since" in shown
    assert "Reason given: révision <interne>" in shown
    assert "What is written waits, in order. Passes nevertheless: what the agreement says." in shown
    assert "Passes nevertheless: danger to life, kind-of-tomorrow." in shown
    assert "Passes nevertheless: nothing." in shown
    assert "Held by suspension 14, oldest" in shown
    assert "running" not in shown
    assert "Accord du 3 mars 2025" in shown


def test_without_an_agreement_the_founding_text_stands_there(client: Client, fake: FakeDesk) -> None:
    fake.no_agreement = True
    assert "Founding agreement" in text(client, "/partners/ZOR/")


def test_an_act_is_read_before_it_leaves(client: Client, fake: FakeDesk) -> None:
    filled = {"topic": "ct.persons", "reason": "révision", "mode": "hold", "passing": "life"}
    shown = text(client, SUSPEND, **filled)
    assert fake.acts == []
    for said in ("Persons", "révision", "What is written waits, in order", "Only danger to life"):
        assert said in shown
    page = Parsed(client.post(SUSPEND, filled).content.decode())
    fields = page.fields()
    assert {name: fields[name] for name in filled} == filled
    answer = client.post(SUSPEND, {**filled, "read": fields["read"], "assertion": "{}"})
    assert answer["Location"] == "/partners/ZOR/"
    deed = AgreementDeed(topic="ct.persons", reason="révision", passing="life")
    named = {"code": "ZOR", "named": IN_FORCE.id, "act": "suspend", "deed": deed, "assertion": "{}"}
    assert fake.acts == [("agreement", named)]


def test_an_act_that_waits_for_a_second_officer_says_so(client: Client, fake: FakeDesk) -> None:
    fake.waits = "7"
    filled = {"topic": "ct.persons", "reason": "révision", "mode": "hold", "passing": "life"}
    read = Parsed(client.post(SUSPEND, filled).content.decode()).fields()["read"]
    told = client.post(SUSPEND, {**filled, "read": read}, follow=True).content.decode()
    assert "Un collègue approuve ce texte exact" in told


def test_what_is_missing_is_said_and_nothing_is_done(client: Client, fake: FakeDesk) -> None:
    answer = client.post(SUSPEND, {"topic": "ct.persons", "mode": "hold", "read": "1"})
    assert (answer.status_code, fake.acts) == (400, [])
    kept = {"data": "kept", "read": "1"}
    assert client.post(f"/partners/ZOR/agreements/{IN_FORCE.id}/certify/", kept).status_code == 400
    assert client.post(f"/partners/ZOR/agreements/{PROPOSED.id}/sign/", {"read": "1"}).status_code == 400
    assert fake.acts == []


def test_a_text_is_written_by_its_terms_and_shown_as_it_is_signed(client: Client, fake: FakeDesk) -> None:
    address = "/partners/ZOR/agreements/draft/"
    assert client.get(address).status_code == 200
    answer = client.post(address, TEXT)
    page = Parsed(answer.content.decode())
    assert answer.status_code == 200
    assert PROPOSED.id[:4] in page.text
    client.post(address, {**TEXT, "read": "1", "assertion": ""})
    [(_, values)] = fake.acts
    deed = values["deed"]
    assert (values["named"], values["assertion"], deed.heard) == ("", None, "hana")
    assert deed.wording.topics == ("ct.persons", "missing")
    assert deed.wording.theirs == ("notification", "warning")
    assert (deed.wording.begins, deed.wording.ends) == (datetime(2026, 11, 13, tzinfo=UTC), None)


def test_another_text_begins_with_the_one_that_it_answers_and_is_not_signed(client: Client, fake: FakeDesk) -> None:
    address = f"/partners/ZOR/agreements/{PROPOSED.id}/counter/"
    page = Parsed(client.get(address).content.decode())
    fields = {one.get("name"): one.get("value") for one in page.all("input")}
    assert fields["topics"] == "ct.persons ct.financing"
    assert fields["law"] == "Accord du 3 mars 2025"
    assert not [one for one in page.all("select") if one.get("name") == "heard"]
    client.post(address, {**TEXT, "read": "1"})
    assert [values["act"] for _, values in fake.acts] == ["counter"]


@pytest.mark.parametrize(
    ("act", "filled"),
    [
        ("lift", {"topic": "ct.financing"}),
        ("notice", {"end": "2027-01-01T00:00", "plan": ""}),
        ("certify", {"data": "kept", "ground": "loi"}),
    ],
)
def test_every_act_has_its_form(client: Client, fake: FakeDesk, act: str, filled: dict[str, str]) -> None:
    address = f"/partners/ZOR/agreements/{IN_FORCE.id}/{act}/"
    assert client.get(address).status_code == 200
    assert client.post(address, filled).status_code == 200
    assert client.post(address, {**filled, "read": "1"}).status_code == 302
    assert [values["act"] for _, values in fake.acts] == [act]


def test_an_act_that_does_not_stand_open_is_not_there(client: Client, fake: FakeDesk) -> None:
    for address in (
        f"/partners/ZOR/agreements/{IN_FORCE.id}/sign/",
        f"/partners/ZOR/agreements/{PROPOSED.id}/lift/",
        "/partners/ZOR/agreements/suspend/",
        "/partners/ZOR/agreements/nosuchagreement/suspend/",
        "/partners/XXX/agreements/draft/",
    ):
        assert client.post(address, {"read": "1"}).status_code == 404
    assert fake.acts == []


def test_a_rule_that_says_no_is_told_beside_the_form(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("role", "not yours")
    answer = client.post(SUSPEND, {"topic": "", "reason": "x", "mode": "hold", "read": "1"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("signs", [True, False])
def test_a_passkey_signs_what_was_read(client: Client, fake: FakeDesk, signs: bool) -> None:
    if signs:
        fake.signing = tale.SIGNING
    answer = client.post(SUSPEND, {"topic": "", "reason": "x", "mode": "hold"}).content.decode()
    assert ("data-sign" in answer) == signs
    assert Parsed(answer).fields()["assertion"] == ""


@pytest.mark.parametrize(("language", "said"), [("fr", "Suspendre"), ("ru", "Приостановить"), ("ar", "ما يمر رغم ذلك")])
def test_the_pages_speak_each_language(client: Client, language: str, said: str) -> None:
    assert said in text(client, SUSPEND, language)
