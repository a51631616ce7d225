"""What leaves, of a draft that is not finished: the page says what is missing and leads to where it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from detente.model.errors import BadInput, NotFound
from detente.node.queries.desk import Draft
from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed, faults

PAGE = "/compose/d-2/leaves/"
CONTENT, SUBJECT = "/compose/d-2/content/", "/compose/d-2/subject/"


@pytest.fixture(autouse=True)
def unready(fake: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the node say that the draft lacks something."""
    fake.correspondents = (replace(tale.TO_ZORIANE, kinds=("notification", "request-information")),)

    def refuse(*_: Any) -> None:
        raise BadInput("The notification has no text yet. Write what they are to read.")

    monkeypatch.setattr(FakeDesk, "preview", refuse)


def shown(client: Client, language: str = "en") -> tuple[Parsed, dict[str, str]]:
    answer = client.get(PAGE, headers={"accept-language": language})
    assert answer.status_code == 400
    page = Parsed(answer.content.decode())
    assert faults(page) == []
    return page, {each["href"]: each.get("class", "") for each in page.all("a") if "href" in each}


def test_an_incomplete_request_names_every_missing_field_and_leads_to_each(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-2"] = Draft("request-information", "request", "ZOR", subject="Entrées", tlp="AMBER")
    page, links = shown(client)
    for name in ("wanted", "text", "necessary", "purpose_facts", "person_link", "use_limits"):
        assert f"{CONTENT}#id_{name}" in links, name
    assert f"{SUBJECT}#id_law" in links
    assert "Name the law that allows this." in page.text
    assert f"{CONTENT}#id_tlp" not in links
    assert {CONTENT, SUBJECT} <= set(links)


def test_a_notification_without_text_says_so_and_nothing_that_is_there(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-2"] = Draft(
        "notification",
        "notification",
        "ZOR",
        subject="Voyage",
        tlp="AMBER",
        topic=tale.TO_ZORIANE.topics[0].code,
        purpose=tale.TO_ZORIANE.purposes[0].code,
        law="Loi 1",
        lang="fr",
    )
    page, links = shown(client)
    assert [each for each in links if "#id_" in each] == [f"{CONTENT}#id_text"]
    assert "The notification has no text yet." in page.text
    assert "Nothing has left." in page.text


@pytest.mark.parametrize(("language", "title"), [("fr", "Pas prêt à sortir"), ("ar", "غير جاهز للخروج")])
def test_it_is_said_in_the_language_of_the_reader(client: Client, fake: FakeDesk, language: str, title: str) -> None:
    fake.drafts["d-2"] = Draft("notification", "notification", "ZOR", subject="Voyage", tlp="AMBER")
    page, _ = shown(client, language)
    assert title in page.text
    assert "required" not in page.text


def test_an_answer_leads_back_to_its_own_page(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-2"] = Draft("answer", "answer", "ZOR", answers="e-0417")
    _, links = shown(client)
    assert CONTENT in links
    assert SUBJECT not in links


def test_a_draft_that_is_gone_is_still_not_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> None:
        raise NotFound("gone")

    monkeypatch.setattr(FakeDesk, "preview", gone)
    assert client.get(PAGE).status_code == 404
