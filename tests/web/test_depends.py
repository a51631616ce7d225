"""What depends on a partner, and a line that is cut, on the desk."""

from __future__ import annotations

from django.test import Client

from tests.web.fake_desk import FakeDesk
from tests.web.test_further import shown


def test_the_page_counts_what_depends_and_names_whom_they_know(client: Client) -> None:
    page = shown(client, "/partners/ZOR/depends/")
    for words in ("Zimar Togoev", "Зимар Тогоев", "Voyage annoncé", "Watches that we keep for them", "Cut the line"):
        assert words in page.text, words
    assert client.get("/partners/XXX/depends/").status_code == 404


def test_a_cut_is_proposed_with_its_reason(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/partners/ZOR/depends/", {"because": "Prise."})
    assert (answer.status_code, answer["Location"]) == (302, "/partners/ZOR/depends/")
    assert fake.acts == [("sever", {"code": "ZOR", "because": "Prise."})]


def test_a_cut_that_is_refused_keeps_what_was_typed(client: Client, fake: FakeDesk) -> None:
    assert client.post("/partners/ZOR/depends/", {"because": ""}).status_code == 400
    answer = client.post("/partners/ZOR/depends/", {"because": "refuse me"})
    assert answer.status_code == 400
    assert "refuse me" in answer.content.decode()
    assert fake.acts == []


def test_a_task_is_set_down_as_done(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/partners/QAM/depends/")
    assert "The node may not tell them itself" in page.text
    assert "Cut the line" not in page.text, "it is cut"
    given = {"t1-how": "warned", "t1-note": "Par son avocat.", "t1-message": ""}
    assert client.post("/partners/QAM/depends/1/", given).status_code == 302
    values = {"task_id": "1", "how": "warned", "note": "Par son avocat.", "message": ""}
    assert fake.acts == [("sever_task_done", values)]


def test_what_is_refused_of_a_task_stays_typed_and_a_task_that_is_done_is_not_done_again(
    client: Client, fake: FakeDesk
) -> None:
    answer = client.post("/partners/QAM/depends/1/", {"t1-how": "warned", "t1-note": "refuse me"})
    assert answer.status_code == 400
    assert "refuse me" in answer.content.decode()
    assert client.post("/partners/QAM/depends/1/", {"t1-how": "told", "t1-note": "x"}).status_code == 400
    assert client.post("/partners/QAM/depends/2/", {"t2-how": "warned", "t2-note": "x"}).status_code == 404
    assert fake.acts == []


def test_certificates_are_shown_with_what_our_ledger_says_and_given_as_files(client: Client) -> None:
    text = shown(client, "/partners/ZOR/depends/").text
    for words in (
        "We certified",
        "They certified",
        "Our ledger has the same messages",
        "Our ledger has other messages",
    ):
        assert words in text, words
    answer = client.get("/partners/ZOR/certificates/e-0500/")
    assert (answer.status_code, answer.getvalue()) == (200, b"{}")
    assert "certificate-e-0500.json" in answer["Content-Disposition"]
    assert client.get("/partners/ZOR/certificates/e-0999/").status_code == 404


def test_the_end_of_a_contact_is_proposed_with_its_reason(client: Client, fake: FakeDesk) -> None:
    assert client.post("/partners/ZOR/end/", {"end-because": "refuse me"}).status_code == 400
    assert client.post("/partners/ZOR/end/", {"end-because": ""}).status_code == 400
    assert client.post("/partners/ZOR/end/", {"end-because": "Partis."}).status_code == 302
    assert fake.acts == [("contact_end", {"code": "ZOR", "because": "Partis."})]
