"""Exports that take a second person, by plain forms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from detente.model.errors import NotFound
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed, faults
from tests.web.test_acts import said

PAGE = "/messages/e-0417/export/package/"
ONE = "/approvals/exports/5/"


def test_the_page_says_of_each_message_whether_it_leaves_and_asks_for_what_lacks_a_signature(
    client: Client, fake: FakeDesk
) -> None:
    page = Parsed(client.get(PAGE, headers={"accept-language": "en"}).content.decode())
    assert faults(page) == []
    for words in ("at once", "once it is signed", "Pour le juge."):
        assert words in page.text
    assert "Sa famille est là-bas." in page.text
    answer = client.post(PAGE, {"reason": "Pour le juge."}, follow=True)
    assert fake.acts == [("export_ask", {"entry_id": "e-0417", "way": "package", "reason": "Pour le juge."})]
    assert "Demandé" in said(answer)
    assert client.get("/messages/e-0417/export/elsewhere/").status_code == 404


def test_without_a_reason_nothing_is_asked(client: Client, fake: FakeDesk) -> None:
    assert 'role="alert"' in client.post(PAGE, {"reason": ""}, follow=True).content.decode()
    assert fake.acts == []


def test_what_waits_stands_among_the_approvals_and_is_signed_over_what_is_shown(client: Client, fake: FakeDesk) -> None:
    listed = Parsed(client.get("/approvals/").content.decode())
    assert ONE in [each.get("href") for each in listed.all("a")]
    page = Parsed(client.get(ONE).content.decode())
    assert faults(page) == []
    given = {"challenge": fake.signing.challenge, "assertion": ""}
    assert client.post(ONE, given).headers["Location"] == "/approvals/"
    client.post(ONE, {"decision": "refuse", "because": "Non."})
    assert fake.acts == [
        ("export_approve", {"export_id": "5", "challenge": fake.signing.challenge, "assertion": None}),
        ("export_refuse", {"export_id": "5", "because": "Non."}),
    ]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("used", "It was signed and has left, once."),
        ("refused", "It was refused, or taken back. Nothing left. Reason stated: Her family."),
        ("expired", "older than 72 hours"),
        ("anew", "It was asked for anew"),
        ("role", "has the role no more"),
    ],
)
@pytest.mark.parametrize("mine", [True, False])
def test_the_page_of_one_that_ended_says_how_and_asks_for_no_signature(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, how: str, says: str, mine: bool
) -> None:
    page = fake.export_approval(1, "5")
    ended = replace(
        page,
        asked=replace(page.asked, mine=mine),
        messages=(),
        may=False,
        ended=how,
        because="Her family." if how == "refused" else "",
    )
    monkeypatch.setattr(fake, "export_approval", lambda *_: ended)
    shown = Parsed(client.get(ONE, headers={"accept-language": "en"}).content.decode())
    assert faults(shown) == []
    assert says in shown.text
    assert "changed since" not in shown.text
    assert not [each for each in shown.all("form") if each.get("action", ONE) == ONE]
    assert (PAGE in {each.get("href") for each in shown.all("a")}) == (mine and how != "used")


def test_what_waits_no_more_is_said(client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise NotFound("gone")

    monkeypatch.setattr(fake, "export_approve", gone)
    answer = client.post(ONE, {"challenge": "x"}, follow=True)
    assert answer.redirect_chain == [("/approvals/", 302)]
    assert 'role="alert"' in answer.content.decode()
