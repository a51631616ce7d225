"""Oversight's pages: nothing without a key and a reason; what they say; what they let nobody do."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.web.fake_desk import FakeDesk
from tests.web.fake_oversight import PASSPHRASE
from tests.web.pages import Parsed, faults

LANGUAGES = ["fr", "en", "ru", "ar"]


@pytest.fixture
def inspector(client: Client) -> Client:
    """Give a browser in which oversight has said why it reads."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post("/oversight/reason/", {"reason": "Revue, point 4"})
    return client


def text(client: Client, address: str) -> str:
    """Fetch what a reader of a page sees."""
    return Parsed(client.get(address).content.decode()).text


def test_before_a_key_there_is_nothing_to_read(client: Client, fake: FakeDesk) -> None:
    fake.keyed = False
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "choose a passphrase" in text(client, "/oversight/")
    assert client.post("/oversight/key/", {"passphrase": "short", "again": "short"}).status_code == 400
    assert client.post("/oversight/key/", {"passphrase": PASSPHRASE, "again": "other-passphrase"}).status_code == 400
    assert fake.acts == []
    assert client.post("/oversight/key/", {"passphrase": PASSPHRASE, "again": PASSPHRASE}).status_code == 302
    assert fake.acts == [("oversight-key", {"passphrase": PASSPHRASE})]


def test_before_a_reason_nothing_is_shown(client: Client, fake: FakeDesk) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "asks for a reason" in text(client, "/oversight/")
    assert client.post("/oversight/reason/", {"reason": ""}).status_code == 400
    assert fake.acts == []


def test_each_look_goes_with_its_reason(inspector: Client, fake: FakeDesk) -> None:
    shown = text(inspector, "/oversight/")
    assert fake.acts == [("oversight", {"reason": "Revue, point 4", "verify": False})]
    assert "2 silences last." in shown
    assert "3 reminders, head told, other channel" in shown
    assert "Not disclosed" in shown
    assert "A warning left before its approval" in shown
    assert "Not verified on this page." in shown
    assert "Police locale not told has no need to know it" in shown
    assert "Résidence connue" in shown
    for code in ("ground.of-tomorrow", "waiver-of-tomorrow", "act-of-tomorrow"):
        assert code in shown


def test_the_record_is_verified_and_a_break_is_said_first(inspector: Client, fake: FakeDesk) -> None:
    assert "Verified just now, without a gap" in Parsed(inspector.post("/oversight/verify/").content.decode()).text
    fake.finding = "audit-cut: an act is missing from the record"
    shown = Parsed(inspector.post("/oversight/verify/").content.decode()).text
    assert "The record does not hold." in shown
    assert "an act is missing" in shown


def test_messages_are_drawn_for_a_reason(inspector: Client, fake: FakeDesk) -> None:
    drawn = inspector.post("/oversight/sample/", {"count": "5", "reason": "Point 5"})
    shown = Parsed(drawn.content.decode())
    assert "1 message, for this reason: Point 5" in shown.text
    assert "SampledMessage" not in shown.text, "what was drawn is no notice of the page"
    assert fake.acts[-1] == ("oversight-sample", {"count": 5, "reason": "Point 5"})
    assert inspector.post("/oversight/sample/", {"count": "5000", "reason": "x"}).status_code == 400


def test_the_own_log_opens_with_the_passphrase_alone(inspector: Client) -> None:
    assert inspector.post("/oversight/log/", {"passphrase": "the-operator-guesses"}).status_code == 400
    shown = Parsed(inspector.post("/oversight/log/", {"passphrase": PASSPHRASE}).content.decode()).text
    assert "Messages drawn by lot (25)" in shown
    assert "reading-of-tomorrow" in shown
    assert "Messages drawn" not in text(inspector, "/oversight/log/")


def test_the_record_is_taken_along_as_a_file(inspector: Client, fake: FakeDesk) -> None:
    answer = inspector.post("/oversight/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="record.jsonl"'
    assert answer.content == b'{"sequence": 0}\n'
    assert fake.acts[-1] == ("oversight-export", {"reason": "Revue, point 4"})


def test_the_rail_shows_it_to_oversight_alone(client: Client, fake: FakeDesk) -> None:
    assert not [one for one in Parsed(client.get("/partners/").content.decode()).all("a") if one.get("data-go") == "o"]
    fake.inspects = True
    assert [one for one in Parsed(client.get("/partners/").content.decode()).all("a") if one.get("data-go") == "o"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_have_nothing_inline_and_every_icon(inspector: Client, fake: FakeDesk, language: str) -> None:
    inspector.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = [
        inspector.get("/oversight/"),
        inspector.get("/oversight/log/"),
        inspector.post("/oversight/log/", {"passphrase": PASSPHRASE}),
        inspector.post("/oversight/sample/", {"count": "5", "reason": "x"}),
    ]
    fake.keyed = False
    pages.append(inspector.get("/oversight/"))
    for page in pages:
        assert faults(Parsed(page.content.decode())) == []
