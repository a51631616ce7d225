"""Every page of the desk, without a browser: form, language, headers, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from detente.node.foreign.bounds import REASONS, Reason
from detente.node.foreign.looking import Sight
from detente.node.queries.desk import Draft, Text
from detente.node.services.searching import Question
from detente.web.desk import words
from tests.web import fictional as tale
from tests.web.fake_agreements import IN_FORCE, PROPOSED
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed, faults

PAGES = [
    "/",
    "/messages/",
    "/messages/?box=sent",
    "/search/",
    "/search/?q=voyage",
    "/search/7/",
    "/messages/e-0417/",
    "/messages/e-9004/",
    "/messages/e-0417/answer/",
    "/messages/e-0417/refuse/",
    "/messages/e-0417/files/f1/look/",
    "/messages/e-0417/case/",
    "/messages/e-0417/case/ask-clarification/",
    "/messages/e-0417/case/extend/",
    "/messages/nothing/",
    "/compose/",
    "/compose/d-1/subject/",
    "/compose/import/",
    "/compose/together/",
    "/compose/together/?draft=d-1&draft=d-2",
    "/approvals/together/",
    "/approvals/together/?draft=d-1",
    "/compose/d-1/content/",
    "/compose/d-1/leaves/",
    "/partners/",
    "/partners/ZOR/",
    "/partners/ZOR/agreements/draft/",
    f"/partners/ZOR/agreements/{IN_FORCE.id}/suspend/",
    f"/partners/ZOR/agreements/{PROPOSED.id}/sign/",
    "/desks/",
    "/desks/duty/",
    "/desks/nowhere/",
    "/desks/duty/shift/3/",
    "/messages/e-0417/hand-on/",
    "/administration/",
    "/administration/calendars/ours/",
    "/administration/deadlines/",
    "/approvals/",
    "/approvals/d-1/",
    "/me/",
    "/keys/",
    "/language/",
    "/account/mfa/",
    "/account/mfa/webauthn/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/account/password/",
    "/account/login/",
]
LANGUAGES = ["fr", "en", "ru", "ar"]


def get(client: Client, address: str, language: str = "fr") -> Parsed:
    """Fetch a page in a language."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return Parsed(client.get(address).content.decode())


@pytest.fixture(autouse=True)
def draft(fake: FakeDesk) -> None:
    """Give the officer a draft to go on with."""
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="Voyage", text="Il voyage.", tlp="AMBER")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_each_page_keeps_the_rules_in_each_language(client: Client, address: str, language: str) -> None:
    if address == "/account/login/":
        client.logout()
    page = get(client, address, language)
    html = page.all("html")[0]
    assert faults(page) == []
    assert html["lang"] == language
    assert html.get("dir") == ("rtl" if language == "ar" else None)
    assert page.title.endswith("· Détente")


@pytest.mark.parametrize("address", PAGES)
def test_each_answer_carries_the_strict_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store" or "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [page for page in PAGES if not page.startswith(("/account", "/language"))])
def test_nothing_is_shown_before_sign_in(fake: FakeDesk, db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")
    assert fake.asked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_node_is_named_and_the_demo_says_so(client: Client, language: str) -> None:
    said = get(client, "/", language).text
    assert tale.VAL.labels[language] in said
    assert {"fr": "DÉMO", "en": "DEMO", "ru": "ДЕМО", "ar": "عرض"}[language] in said


def test_the_strictest_handling_stands_at_head_and_foot(client: Client) -> None:
    page = get(client, "/")
    markings = [one for one in page.all("div") + page.all("footer") if one.get("class") == "marking"]
    assert len(markings) == 2
    assert page.text.startswith("Aller au contenu TLP:RED H3")


@pytest.mark.parametrize(
    ("language", "late"),
    [
        ("fr", "1 réponse que vous devez est en retard."),
        ("en", "1 answer that you owe is overdue."),
        ("ru", "Просрочен 1 ответ, который ждут от вас."),
        ("ar", "إجابة واحدة مستحقة عليك تأخرت."),
    ],
)
def test_my_work_says_first_that_an_answer_of_ours_is_overdue(client: Client, language: str, late: str) -> None:
    page = get(client, "/", language)
    assert page.text.index(late) < page.text.index("Владелец линии")


def test_what_is_overdue_comes_before_what_waits_for_acceptance(client: Client) -> None:
    said = get(client, "/").text
    assert (
        "1 réponse que vous devez est en retard. C’est\u00a0: Владелец линии +000 44 17 902 , échéance dépassée\u00a0:"
        " hier 18:00. 3 messages attendent que vous les acceptiez." in said
    )


def test_my_work_says_what_matters_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tale, "TO_ANSWER", replace(tale.TO_ANSWER, clock=tale.clock("answer", "us", "calm", 90)))
    said = get(client, "/").text
    assert "3 messages attendent que vous les acceptiez. Le plus pressant\u00a0:" in said
    assert "avant 11:00" in said
    assert said.index("À accepter") < said.index("À répondre") < said.index("Ils nous doivent une réponse")


def test_rows_name_their_clock_its_instant_and_what_is_left(client: Client) -> None:
    said = get(client, "/").text
    assert "Accepter avant 11:00 1 h 18" in said
    assert "Réponse due hier 18:00 retard 15 h 42" in said
    assert "Silence depuis mar. 20 oct. 09:42 23 jours" in said
    assert "Réponse, horloge arrêtée reste 4 jours" in said


def test_the_first_day_leads_to_a_partner(client: Client, fake: FakeDesk) -> None:
    fake.new = True
    page = get(client, "/")
    assert "Rien n’est dû" in page.text
    assert any(one.get("href") == "/partners/" and "main" in one.get("class", "") for one in page.all("a"))


def test_the_four_receipts_are_kept_apart(client: Client) -> None:
    page = get(client, "/messages/e-0417/")
    receipts = [one["data-r"] for one in page.all("li") if "data-r" in one]
    assert receipts == ["held", "held", "due", "later"]
    assert "Remis lun. 9 nov. 14:42:00 par notre nœud preuve" in page.text


def test_proofs_are_reached_from_their_receipts(client: Client) -> None:
    page = get(client, "/messages/e-0417/")
    wanted = {one["href"][1:] for one in page.all("a") if one.get("href", "").startswith("#proof-")}
    assert wanted == {"proof-delivered", "proof-opened"}
    assert wanted <= {one["id"] for one in page.all("tr") if "id" in one}


def test_a_silence_takes_its_room_in_the_thread(client: Client) -> None:
    page = get(client, "/messages/e-9004/")
    assert [one for one in page.all("li") if one.get("class") == "gap"]
    assert "Aucune réponse depuis mar. 20 oct. 09:42 (23 jours)" in page.text
    assert "leur officier n° 7" in page.text


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("fr", "Nous demandons\u00a0:", "Ils demandent\u00a0:"),
        ("en", "We ask:", "They ask:"),
        ("ru", "Мы спрашиваем:", "Они спрашивают:"),
        ("ar", "نسأل:", "يسألون:"),
    ],
)
def test_a_question_is_said_by_who_asks_it(client: Client, language: str, ours: str, theirs: str) -> None:
    sent, come = (get(client, f"/messages/{entry}/", language).text for entry in ("e-9004", "e-0417"))
    assert (ours in sent, theirs in sent) == (True, False)
    assert (ours in come, theirs in come) == (False, True)


@pytest.mark.parametrize(("language", "colon"), [("fr", "\u00a0:"), ("en", ":"), ("ru", ":"), ("ar", ":")])
def test_the_colon_after_a_choice_is_that_of_the_language(client: Client, language: str, colon: str) -> None:
    said = get(client, "/messages/e-0417/answer/", language).text
    with translation.override(language):
        full, meaning = words.REPLIES["answer"]
        assert f"{full}{colon} {meaning}" in said
    assert f"H1{colon} " in said
    assert f"TLP:AMBER{colon} " in said


def test_a_draft_to_go_on_with_is_named_by_its_message_and_what_it_answers(client: Client) -> None:
    said = get(client, "/").text
    subject = tale.RECEIVED.subject.text
    assert f"Réponse partielle\u00a0: {subject} brouillon, étape 2 sur 2," in said


def test_names_stand_in_their_own_script_with_their_language(client: Client) -> None:
    page = get(client, "/messages/e-0417/")
    languages = {(one.get("lang"), one.get("dir")) for one in page.all("bdi")}
    assert {("ru", "ltr"), ("ar", "rtl")} <= languages
    assert "Астаргиев Тимур Эльдарович" in page.text


def test_an_unopened_message_shows_no_content_before_the_act(client: Client, fake: FakeDesk) -> None:
    fake.opened = False
    page = get(client, "/messages/e-0417/")
    assert "quitter Toumansk" not in page.text
    assert "L’ouvrir leur envoie le reçu «\u00a0ouvert\u00a0»" in page.text
    assert fake.acts == []


def test_text_cannot_reorder_itself_unseen(client: Client, fake: FakeDesk) -> None:
    fake.subject = Text("paiement \u202e001 EUR", "fr")
    answer = client.get("/messages/e-0417/").content.decode()
    assert "\u202e" not in answer
    assert "U+202E" in answer


def test_what_a_partner_writes_stays_text(client: Client, fake: FakeDesk) -> None:
    fake.subject = Text("<script>alert(1)</script><b onclick=x>", 'fr" onmouseover="x')
    page = get(client, "/messages/e-0417/")
    assert faults(page) == []
    assert "<script>alert(1)</script>" in page.text


def test_a_passkey_signs_the_hash_that_the_node_gave(client: Client, fake: FakeDesk) -> None:
    fake.signing = tale.SIGNING
    page = get(client, "/messages/e-0417/")
    form = next(one for one in page.all("form") if one.get("action", "").endswith("/accept/"))
    assert "data-sign" in form
    assert form["data-challenge"] == tale.CHALLENGE
    assert form["data-credentials"] == tale.CREDENTIAL


def test_without_a_passkey_the_page_says_password_only(client: Client) -> None:
    page = get(client, "/messages/e-0417/")
    assert "Vous n’avez pas de clé d’accès\u00a0: le journal dira «\u00a0mot de passe seul\u00a0»." in page.text
    assert not any("data-sign" in one for one in page.all("form"))


def test_what_leaves_is_shown_element_by_element(client: Client) -> None:
    page = get(client, "/compose/d-1/leaves/")
    assert "4 éléments partent, 1 reste." in page.text
    assert len([one for one in page.all("tr") if one.get("data-state") == "stays"]) == 1
    assert "part masqué" in page.text
    assert "Couvert par l’accord, thème «\u00a0Personnes\u00a0»." in page.text


def test_a_file_is_saved_and_never_run(client: Client) -> None:
    answer = client.get("/messages/e-0417/files/f1/")
    assert b"".join(answer) == b"abcdef"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_preview_shows_text_escaped_with_what_reorders_it_marked(client: Client) -> None:
    page = Parsed(client.get("/messages/e-0417/files/f1/look/").content.decode())
    assert "Vendredi U+202E 19 h <b>" in page.text
    assert "plan <0417>.pdf" in page.text


def test_a_preview_shows_the_picture_inside_the_page(client: Client, fake: FakeDesk) -> None:
    fake.seen = Sight(png=b"\x89PNG", width=3, height=2, pages=4)
    page = Parsed(client.get("/messages/e-0417/files/f1/look/").content.decode())
    (picture,) = page.all("img")
    assert (picture["src"], picture["width"], picture["height"]) == ("data:image/png;base64,iVBORw==", "3", "2")
    assert picture["alt"]
    assert "Page 1 sur 4" in page.text


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_against_a_preview_is_said(client: Client, fake: FakeDesk, reason: Reason) -> None:
    fake.seen = Sight(reason=reason)
    page = Parsed(client.get("/messages/e-0417/files/f1/look/").content.decode())
    assert page.all("img") == page.all("pre") == []
    assert "pas d’aperçu" in page.text


def test_the_thread_statement_is_given_byte_for_byte(client: Client) -> None:
    answer = client.get("/messages/e-0417/thread/")
    assert b"".join(answer) == b'{"typ":"dxp.thread"}'
    assert "thread-e-0417.json" in answer.headers["Content-Disposition"]


def test_what_does_not_exist_is_answered_with_one_sentence(client: Client) -> None:
    answer = client.get("/messages/nothing/")
    assert answer.status_code == 404
    said = Parsed(answer.content.decode()).text
    assert "Il n’y a rien ici" in said
    assert "no entry" not in said


def test_an_unknown_address_is_answered_alike(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Il n’y a rien ici" in answer.content.decode()


def test_the_keys_can_be_switched_off(client: Client) -> None:
    assert "data-keys" not in get(client, "/keys/").all("html")[0]
    client.post("/keys/", {"keys": "off"})
    assert get(client, "/keys/").all("html")[0]["data-keys"] == "off"


def test_search_asks_for_file_numbers_at_once_and_for_names_with_a_reason(client: Client, fake: FakeDesk) -> None:
    page = get(client, "/search/?q=recrutement")
    assert fake.asked == [Question("recrutement")]
    assert "1 message trouvé" in page.text
    assert "Seuls les numéros de dossier" in page.text
    refused = client.post("/search/", {"q": "recrutement", "reason": ""})
    assert refused.status_code == 400
    assert "Dites en quelques mots pourquoi" in Parsed(refused.content.decode()).text
    asked = {"q": "recrutement", "reason": "dossier 4711", "box": "inbox", "since": "2026-11-01", "name": "Voyages"}
    answer = client.post("/search/", asked)
    assert answer.headers["Location"] == "/search/7/"
    question = Question("recrutement", box="inbox", since=date(2026, 11, 1))
    assert fake.acts == [("search", {"question": question, "reason": "dossier 4711", "name": "Voyages"})]


def test_a_kept_search_shows_its_pages_and_can_be_forgotten(client: Client, fake: FakeDesk) -> None:
    page = get(client, "/search/7/")
    assert [one["href"] for one in page.all("a") if one.get("rel") == "next"] == ["?after=17"]
    assert client.post("/search/7/forget/").headers["Location"] == "/search/"
    assert fake.acts == [("search_forget", {"search_id": "7"})]
    assert client.get("/search/8/").status_code == 404


def test_a_suspended_agreement_cuts_the_line(client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tale, "AGREEMENT", replace(tale.AGREEMENT, state="suspended"))
    assert [one["data-line"] for one in get(client, "/messages/e-0417/").all("svg") if "data-line" in one] == ["cut"]
