"""Use, consents and what is owed on the screens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from detente.model.errors import BadInput
from detente.node.queries.further_page import ConsentGiven, Entered, UseGiven
from detente.web.desk import words as house_words
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed
from tests.web.test_acts import said

PAGE = "/messages/e-0417/further/"
USE = {"purpose": "prevent-terrorism", "basis": "Loi 1", "reason": "dossier 7", "measure": "look"}
WORD: dict[str, Any] = {"purpose": "judicial-proceedings", "recipients": ["own-organisation"], "answer": "granted"}
WORD |= {"bodies": "Douanes\nParquet", "given_by": "Zorande", "paper": "Lettre 12"}
HAND_OUT = {"kind": "body", "name": "Douanes", "purpose": "prevent-terrorism", "basis": "Loi 1"}


def shown(client: Client, address: str, language: str = "en") -> Parsed:
    return Parsed(client.get(address, headers={"accept-language": language}).content.decode())


def test_the_message_and_its_page_show_what_became_of_it_and_whose_word_it_leans_on(client: Client) -> None:
    for address in (PAGE, "/messages/e-0417/"):
        text = shown(client, address).text
        for words in (
            "What became of it",
            "Use it in court",
            "checked against own data",
            "Douanes (a body without a node)",
        ):
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
                    "judicial-proceedings",
                    ("own-organisation", "body:Douanes", "body:Parquet"),
                    "granted",
                    "Zorande",
                    "Lettre 12",
                )
            },
        ),
        (
            "hand-out",
            HAND_OUT,
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
    for words in (
        "consented",
        "withdrawn",
        "Lettre 15",
        "Confirmed by",
        "omar",
        "ab" * 32,
        "one message",
        "the whole exchange",
        "ZOR · Zoriana",
        "the receiver’s own organisation",
    ):
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
    answer = client.post(f"{PAGE}hand-out/", HAND_OUT, follow=True, headers={"accept-language": "en"})
    assert "Another officer confirms it" in said(answer)


def test_a_body_to_which_one_person_may_hand_it_is_told_as_on_record(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeDesk, "hand_out", lambda *_, **__: "")
    answer = client.post(f"{PAGE}hand-out/", HAND_OUT, follow=True, headers={"accept-language": "en"})
    assert "On record: it may go to Douanes. Print or export it now." in said(answer)


def test_oversight_sees_uses_and_what_is_owed(client: Client) -> None:
    session = client.session
    session["oversight-reason"] = "Contrôle annuel"
    session.save()
    page = shown(client, "/oversight/")
    for words in (
        "checked against own data",
        "Douanes (a body without a node)",
        "Use it in court",
        "Tell the originator of the use",
        "with consent",
    ):
        assert words in page.text, words


@pytest.mark.parametrize(
    ("language", "agreed", "court"),
    [
        ("fr", "Prévenir un acte de terrorisme", "Le produire en justice"),
        ("ar", "منع عمل إرهابي", "استعماله أمام القضاء"),
    ],
)
def test_purposes_are_chosen_in_words_those_beyond_the_agreement_apart(
    client: Client, language: str, agreed: str, court: str
) -> None:
    page = shown(client, PAGE, language)
    assert [each["id"] for each in page.all("select") if each["name"] == "purpose"] == [
        "use-purpose",
        "consent-purpose",
        "hand-out-purpose",
    ]
    assert page.text.count(agreed) == 3
    assert court in page.text
    assert "terrorism" not in {each.get("label", "") for each in page.all("optgroup")}
    assert len(page.all("optgroup")) == 6


@pytest.mark.parametrize(("what", "typed"), [("use", USE), ("consent", WORD), ("hand-out", HAND_OUT)])
def test_another_purpose_is_refused_by_the_server_with_a_sentence(
    client: Client, fake: FakeDesk, what: str, typed: dict[str, Any]
) -> None:
    given = {**typed, "purpose": "tax-collection"}
    answer = client.post(f"{PAGE}{what}/", given, headers={"accept-language": "en"})
    assert answer.status_code == 400
    assert "Choose one of these purposes. Any other needs a consent" in answer.content.decode()
    assert fake.acts == []


def test_a_consent_takes_a_purpose_that_no_agreement_names(client: Client, fake: FakeDesk) -> None:
    assert client.post(f"{PAGE}consent/", {**WORD, "purpose": "", "another": "find-person"}).status_code == 302
    assert fake.acts[-1][1]["given"].purpose == "find-person"
    assert client.post(f"{PAGE}consent/", {**WORD, "another": "find-person"}).status_code == 400
    assert client.post(f"{PAGE}consent/", {**WORD, "purpose": ""}).status_code == 400
    assert len(fake.acts) == 1


def test_recipients_are_chosen_by_name_and_one_that_is_not_known_is_refused(client: Client, fake: FakeDesk) -> None:
    page = shown(client, PAGE)
    for words in (
        "ZOR · Zoriana",
        "QAM · Qamarine",
        "VAL · Valdoria",
        "the receiver’s own organisation",
        "any client of the receiver",
    ):
        assert words in page.text, words
    typed = {**WORD, "recipients": ["party:urn:zor", "client"], "bodies": "", "clients": "Fret\r\nBank, Ltd\r\n"}
    assert client.post(f"{PAGE}consent/", typed).status_code == 302
    assert fake.acts[-1][1]["given"].recipients == ("party:urn:zor", "client", "client:Fret", "client:Bank, Ltd")
    assert client.post(f"{PAGE}consent/", {**WORD, "recipients": ["party:urn:nobody"]}).status_code == 400
    nobody = client.post(
        f"{PAGE}consent/", {**WORD, "recipients": [], "bodies": " \n "}, headers={"accept-language": "en"}
    )
    assert "Say who may have it." in nobody.content.decode()
    assert len(fake.acts) == 1


def test_the_state_that_a_use_serves_is_chosen_or_where_it_is_unknown_typed(client: Client, fake: FakeDesk) -> None:
    for typed, toward in (({"toward": "urn:zor"}, "urn:zor"), ({"elsewhere": "urn:dxp:party:x"}, "urn:dxp:party:x")):
        assert client.post(f"{PAGE}use/", {**USE, **typed}).status_code == 302
        assert fake.acts[-1][1]["given"].toward == toward
    both = {**USE, "toward": "urn:zor", "elsewhere": "urn:dxp:party:x"}
    assert client.post(f"{PAGE}use/", both).status_code == 400


def test_the_end_of_a_watch_and_of_a_consent_are_fields_for_a_day_and_a_time(client: Client) -> None:
    kinds = {each["name"]: each.get("type") for each in shown(client, PAGE).all("input") if "name" in each}
    assert kinds["watch_until"] == kinds["until"] == "datetime-local"


def test_a_consent_on_paper_that_takes_two_is_told_as_permitting_nothing_yet(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeDesk, "consent_enter", lambda *_, **__: Entered("", "4"))
    answer = client.post(
        f"{PAGE}consent/", WORD | {"digest": "ab" * 32}, follow=True, headers={"accept-language": "en"}
    )
    assert "until then it permits nothing" in said(answer)


@pytest.mark.parametrize(
    ("language", "since", "sender"),
    [("en", "from", "from"), ("fr", "depuis le", "de"), ("ru", "с", "от"), ("ar", "منذ", "من")],
)
def test_since_when_a_proposed_consent_holds_is_not_who_sends_it(language: str, since: str, sender: str) -> None:
    with translation.override(language):
        assert (str(house_words.HOUSE_MEMBERS["since"]), translation.gettext("from")) == (since, sender)


def test_why_an_export_was_refused_stays_here_in_french() -> None:
    pages = Path(house_words.__file__).parent / "templates/desk/approvals"
    for name in ("export.html", "export_one.html"):
        assert '{% translate "Reason given" %}' not in (pages / name).read_text(), name
    with translation.override("fr"):
        assert translation.gettext("Reason stated") == "Motif indiqué"
