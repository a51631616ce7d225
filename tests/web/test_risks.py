"""The risk of a decision on the screens: entered beside the draft, judged by somebody else among the approvals."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client

from detente.node.queries.desk import Draft
from tests.web.fake_desk import FakeDesk
from tests.web.fake_risks import ENTERED
from tests.web.test_acts import said

PAGE = "/compose/d-1/risk/"
FORM = "/approvals/risks/5/"


def test_what_leaves_leads_to_the_risk_where_the_house_asks_for_it(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="x")
    shown = fake.preview
    assert PAGE not in client.get("/compose/d-1/leaves/").content.decode()
    fake.preview = lambda *given: replace(shown(*given), risk=True)  # type: ignore[method-assign]  # one page of the fake is another
    assert PAGE in client.get("/compose/d-1/leaves/").content.decode()


def test_each_decision_has_its_own_form_and_the_baseline_is_frozen(client: Client, fake: FakeDesk) -> None:
    page = client.get(PAGE).content.decode()
    assert "Divulguer" in page
    assert "Demander" in page
    assert 'name="disclose-level"' not in page
    assert 'name="disclose-text"' in page
    assert 'name="request-level"' in page
    client.post(PAGE, {"act": "request", "request-level": "low"})
    client.post(PAGE, {"act": "disclose", "disclose-text": "H2, et rien sur sa mère."})
    assert fake.acts == [
        ("risk_baseline", {"code": "ZOR", "act": "request", "matter": "VAL-7", "level": "low"}),
        ("risk_mitigate", {"form_id": "5", "text": "H2, et rien sur sa mère."}),
    ]


def test_nothing_is_entered_that_was_not_chosen(client: Client, fake: FakeDesk) -> None:
    answer = client.post(PAGE, {"act": "request"})
    assert answer.status_code == 400
    assert "Choisissez" in said(answer)
    assert client.post(PAGE, {"act": "use", "use-level": "low"}).status_code == 302
    fake.risk = replace(ENTERED, mitigations="H2")
    assert client.post(PAGE, {"act": "disclose", "disclose-text": "Autre"}).status_code == 400
    assert fake.acts == []


def test_a_draft_without_a_file_reference_is_told_so(client: Client, fake: FakeDesk) -> None:
    fake.matter = ""
    page = client.get(PAGE).content.decode()
    assert "/compose/d-1/subject/" in page
    assert "request-level" not in page


def test_another_officer_judges_what_is_left(client: Client, fake: FakeDesk) -> None:
    assert FORM in client.get("/approvals/").content.decode()
    page = client.get(FORM).content.decode()
    assert "moyen" in page
    assert client.post(FORM, {}).status_code == 400
    chosen = client.get(f"{FORM}?level=low").content.decode()
    assert "data-challenge" in chosen
    assert '<input type="hidden" name="level" value="low">' in chosen
    assert client.post(FORM, {"level": "low"}).headers["Location"] == "/approvals/"
    ((name, given),) = fake.acts
    assert (name, given["form_id"], given["level"]) == ("risk_residual", "5", "low")


def test_whoever_judged_the_baseline_judges_no_more(client: Client, fake: FakeDesk) -> None:
    fake.risk = replace(ENTERED, mine=True)
    page = client.get(FORM).content.decode()
    assert 'name="level"' not in page
    assert "Vous avez jugé" in page
