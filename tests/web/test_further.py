"""Use, consents and what is owed on the screens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.further_page import ConsentGiven, UseGiven
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed
from tests.web.test_acts import said

PAGE = "/messages/e-0417/further/"
USE = {"purpose": "prevent-terrorism", "basis": "Loi 1", "reason": "dossier 7", "measure": "look"}
WORD = {"purpose": "judicial-proceedings", "recipients": "own-organisation, body:Douanes", "answer": "granted"}
WORD |= {"given_by": "Zorande", "paper": "Lettre 12"}


def shown(client: Client, address: str, language: str = "en") -> Parsed:
    return Parsed(client.get(address, headers={"accept-language": language}).content.decode())


def test_the_message_and_its_page_show_what_became_of_it_and_whose_word_it_leans_on(client: Client) -> None:
    for address in (PAGE, "/messages/e-0417/"):
        text = shown(client, address).text
        for words in ("What became of it", "judicial-proceedings", "checked against own data", "body:Douanes"):
            assert words in text, (address, words)
    assert "Service juridique de Zorande" in shown(client, PAGE).text
    assert PAGE in {each.get("href") for each in shown(client, "/messages/e-0417/").all("a")}


@pytest.mark.parametrize(
    ("what", "typed", "act", "given"),
    [
        ("use", USE, "use_content", {"given": UseGiven("prevent-terrorism", "Loi 1", "dossier 7", "look")}),
        (
            "consent",
            WORD,
            "consent_enter",
            {
                "given": ConsentGiven(
                    "judicial-proceedings", ("own-organisation", "body:Douanes"), "granted", "Zorande", "Lettre 12"
                )
            },
        ),
        (
            "hand-out",
            {"to": "body:Douanes", "purpose": "prevent-terrorism", "basis": "Loi 1"},
            "hand_out",
            {"to": "body:Douanes", "purpose": "prevent-terrorism", "basis": "Loi 1", "matter": ""},
        ),
    ],
)
def test_each_form_does_its_act(
    client: Client, fake: FakeDesk, what: str, typed: dict[str, str], act: str, given: dict[str, Any]
) -> None:
    answer = client.post(f"{PAGE}{what}/", typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert fake.acts[-1] == (act, {"entry_id": "e-0417", **given})


def test_a_form_that_lacks_something_or_is_refused_comes_back_with_what_was_typed(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client.post(f"{PAGE}use/", {**USE, "basis": ""})
    assert answer.status_code == 400
    assert "dossier 7" in {each.get("value") for each in Parsed(answer.content.decode()).all("input")}

    def refuse(*_: Any, **__: Any) -> str:
        raise BadInput("Name the purpose.")

    monkeypatch.setattr(FakeDesk, "use_content", refuse)
    answer = client.post(f"{PAGE}use/", USE)
    assert answer.status_code == 400
    assert "Name the purpose." in answer.content.decode()
    assert fake.acts == []


def test_the_register_shows_both_sides_and_takes_a_withdrawal(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/consents/")
    for words in ("consented", "withdrawn", "Lettre 15", "one message", "the whole exchange", "ZOR"):
        assert words in page.text, words
    client.post("/consents/8/withdraw/", {"because": "Lettre 16"})
    assert fake.acts[-1] == ("consent_withdraw", {"consent_id": "8", "because": "Lettre 16"})
    client.post("/consents/8/withdraw/", {"because": ""})
    assert len(fake.acts) == 1


def test_what_is_owed_stands_on_my_work_and_ends_by_its_form(client: Client, fake: FakeDesk) -> None:
    work = shown(client, "/")
    assert "Tell the originator of the use" in work.text
    assert "/owed/#h-o2" in {each.get("href") for each in work.all("a")}
    assert "overdue" in shown(client, "/owed/").text
    client.post("/owed/2/done/", {"note": "By telephone"})
    assert fake.acts[-1] == ("owed_done", {"owed_id": "2", "proof_id": "", "note": "By telephone"})


def test_an_act_that_nobody_knows_is_not_found(client: Client) -> None:
    assert client.post(f"{PAGE}burn/", {}).status_code == 404


def test_a_body_without_a_node_takes_another_officer(client: Client) -> None:
    typed = {"to": "body:X", "purpose": "p", "basis": "b"}
    answer = client.post(f"{PAGE}hand-out/", typed, follow=True, headers={"accept-language": "en"})
    assert "Another officer confirms it" in said(answer)


def test_a_body_to_which_one_person_may_hand_it_is_told_as_on_record(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeDesk, "hand_out", lambda *_, **__: "")
    typed = {"to": "body:Douanes", "purpose": "p", "basis": "b"}
    answer = client.post(f"{PAGE}hand-out/", typed, follow=True, headers={"accept-language": "en"})
    assert "On record: it may go to Douanes. Print or export it now." in said(answer)


def test_oversight_sees_uses_and_what_is_owed(client: Client) -> None:
    session = client.session
    session["oversight-reason"] = "Contrôle annuel"
    session.save()
    page = shown(client, "/oversight/")
    for words in ("checked against own data", "body:Douanes", "Tell the originator of the use", "with consent"):
        assert words in page.text, words
