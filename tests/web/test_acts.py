"""What an officer does, by plain forms as a browser without scripts posts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.model.errors import LocalError, PeerError, PolicyRefusal
from detente.node.queries.desk import Draft
from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

ANSWER = {"message": "answer", "text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "h": ["H2"], "go": "leaves"}


def said(answer: object) -> str:
    """Give what a reader sees of an answer."""
    return Parsed(answer.content.decode()).text  # type: ignore[attr-defined]  # the test client's answer has no common type


def test_opening_is_an_act_and_not_a_glance(client: Client, fake: FakeDesk) -> None:
    fake.opened = False
    assert client.get("/messages/e-0417/open/").status_code == 405
    answer = client.post("/messages/e-0417/open/")
    assert answer.headers["Location"] == "/messages/e-0417/"
    assert fake.acts == [("open", {"entry_id": "e-0417"})]


def test_acceptance_carries_the_estimate_in_the_nodes_zone(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/messages/e-0417/accept/", {"until": "2026-11-16T14:00", "assertion": ""}, follow=True)
    until = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
    assert fake.acts == [("accept", {"entry_id": "e-0417", "until": until, "assertion": None})]
    assert "Accepté. Ils le verront quand leur nœud sera joignable." in said(answer)


def test_acceptance_hands_the_passkeys_answer_on_as_it_came(client: Client, fake: FakeDesk) -> None:
    given = '{"id":"AQ","response":{"signature":"Ag"}}'
    client.post("/messages/e-0417/accept/", {"until": "2026-11-16T14:00", "assertion": given})
    assert fake.acts[0][1]["assertion"] == given


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("", "Dites quand vous pensez répondre."), ("demain", "Donnez un jour et une heure.")],
)
def test_acceptance_without_an_estimate_says_what_to_do(
    client: Client, fake: FakeDesk, until: str, sentence: str
) -> None:
    answer = client.post("/messages/e-0417/accept/", {"until": until})
    assert answer.status_code == 400
    assert sentence in said(answer)
    assert fake.acts == []


def test_a_lawful_no_is_shown_beside_the_act(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("agreement.ended", "ended")
    answer = client.post("/messages/e-0417/accept/", {"until": "2026-11-16T14:00"})
    assert answer.status_code == 403
    assert "L’accord a pris fin. Il en faut un nouveau." in said(answer)


def test_a_refusal_without_own_sentence_speaks_for_itself(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("rule.unheard-of", "The rule of the seventh day forbids it; ask the legal officer.")
    answer = client.post("/messages/e-0417/accept/", {"until": "2026-11-16T14:00"})
    assert "ask the legal officer" in said(answer)


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (LocalError("The disk is full: make room."), 500, "The disk is full: make room."),
        (PeerError("their checkpoint has a gap"), 409, "Le nœud du partenaire n’est pas d’accord"),
    ],
)
def test_errors_of_the_node_become_pages(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, sentence: str
) -> None:
    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr(FakeDesk, "my_work", fail)
    answer = client.get("/")
    assert answer.status_code == status
    assert sentence in said(answer)


@pytest.mark.parametrize("address", ["/", "/account/login/"])
def test_a_node_that_does_not_run_is_said_without_asking_it_again(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    class NoSupervisor(LocalError):
        code = "no-supervisor"

    def fail(*args: object) -> None:
        raise NoSupervisor("not running")

    for name in ("house", "frame", "my_work"):
        monkeypatch.setattr(FakeDesk, name, fail)
    if address != "/":
        client.logout()
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE="fr")
    assert answer.status_code == 500
    assert "Le nœud ne tourne pas en entier." in said(answer)


def test_what_nobody_foresaw_shows_a_sentence_and_no_trace(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(FakeDesk, "my_work", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Quelque chose a échoué dans ce nœud" in said(answer)
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("message", ["answer", "part", "part-final"])
def test_an_answer_becomes_a_draft_and_then_a_preview(client: Client, fake: FakeDesk, message: str) -> None:
    answer = client.post("/messages/e-0417/answer/", {**ANSWER, "message": message})
    assert answer.headers["Location"] == "/compose/d-1/leaves/"
    draft: Draft = fake.acts[0][1]["draft"]
    assert (draft.kind, draft.message, draft.answers, draft.to) == ("answer", message, "e-0417", "ZOR")
    assert (draft.text, draft.tlp, draft.h) == ("Il voyage.", "AMBER", ("H2",))


def test_a_nil_answer_says_nothing_more(client: Client, fake: FakeDesk) -> None:
    refused = client.post("/messages/e-0417/answer/", {**ANSWER, "message": "nil"})
    assert refused.status_code == 400
    assert "Une réponse «\u00a0néant\u00a0» ne porte aucun texte" in said(refused)
    client.post("/messages/e-0417/answer/", {**ANSWER, "message": "nil", "text": ""})
    assert fake.acts[0][1]["draft"].text == ""


def test_a_ground_for_the_rest_goes_with_a_part_only(client: Client, fake: FakeDesk) -> None:
    client.post("/messages/e-0417/answer/", {**ANSWER, "ground": "law", "rest_by": "2026-11-20T10:00"})
    assert (fake.acts[0][1]["draft"].ground, fake.acts[0][1]["draft"].rest_by) == ("", None)
    client.post("/messages/e-0417/answer/", {**ANSWER, "message": "part", "ground": "law"})
    assert fake.acts[1][1]["draft"].ground == "law"


def test_handling_is_never_left_out(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/messages/e-0417/answer/", {**ANSWER, "tlp": ""})
    assert answer.status_code == 400
    assert "Choisissez un code de traitement" in said(answer)


def test_no_handling_above_the_agreement_is_offered(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/messages/e-0417/answer/", {**ANSWER, "tlp": "RED"})
    assert answer.status_code == 400
    assert fake.acts == []


def test_a_refusal_names_a_coarse_ground(client: Client, fake: FakeDesk) -> None:
    assert client.post("/messages/e-0417/refuse/", {"lang": "fr", "tlp": "AMBER"}).status_code == 400
    answer = client.post("/messages/e-0417/refuse/", {"lang": "fr", "tlp": "AMBER", "ground": "law"})
    assert answer.headers["Location"] == "/compose/d-1/leaves/"
    draft: Draft = fake.acts[0][1]["draft"]
    assert (draft.kind, draft.message, draft.ground) == ("refusal", "refused", "law")


def test_writing_goes_step_by_step_with_a_file(client: Client, fake: FakeDesk) -> None:
    first = client.post(
        "/compose/",
        {"to": "ZOR", "topic": "persons", "purpose": "prevent", "law": "Loi 2024-18", "subject": "Voyage"},
    )
    assert first.headers["Location"] == "/compose/d-1/content/"
    content = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "answer_by": "2026-11-20T10:00"}
    report = SimpleUploadedFile("rapport.txt", b"seed")
    stays = client.post("/compose/d-1/content/", {**content, "go": "attach", "file": report})
    assert stays.headers["Location"] == "/compose/d-1/content/"
    assert "rapport.txt" in said(client.get("/compose/d-1/content/"))
    leaves = client.post("/compose/d-1/content/", {**content, "go": "leaves"})
    assert leaves.headers["Location"] == "/compose/d-1/leaves/"
    assert [name for name, _ in fake.acts] == ["draft_save", "draft_save", "draft_attach", "draft_save"]
    assert fake.drafts["d-1"].subject == "Voyage"
    assert fake.drafts["d-1"].answer_by == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def test_a_chosen_file_is_attached_whichever_button_is_pressed(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR")
    content = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "go": "leaves"}
    client.post("/compose/d-1/content/", {**content, "file": SimpleUploadedFile("rapport.txt", b"seed")})
    assert ("draft_attach", {"name": "rapport.txt", "size": 4}) in fake.acts


def test_a_file_can_be_taken_off(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR")
    content = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "go": "detach:f0"}
    answer = client.post("/compose/d-1/content/", content)
    assert answer.headers["Location"] == "/compose/d-1/content/"
    assert ("draft_detach", {"file_id": "f0"}) in fake.acts


def test_a_refused_draft_comes_back_with_its_words(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("topic.not-covered", "not covered")
    answer = client.post(
        "/compose/",
        {"to": "ZOR", "topic": "persons", "purpose": "prevent", "law": "Loi 2024-18", "subject": "Un voyage"},
    )
    assert answer.status_code == 403
    assert "L’accord ne couvre pas ce thème." in said(answer)
    assert 'value="Un voyage"' in answer.content.decode()


def test_release_is_bound_to_what_was_shown(client: Client, fake: FakeDesk) -> None:
    shown = Parsed(client.get("/compose/d-1/leaves/").content.decode()).fields()
    answer = client.post("/compose/d-1/release/", shown, follow=True)
    assert fake.acts == [("release", {"draft_id": "d-1", "assertion": None})]
    assert "Autorisé et scellé." in said(answer)


def test_release_of_a_changed_draft_is_refused_in_words(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/d-1/release/", {"challenge": "old"}, follow=True)
    assert "Le brouillon a changé depuis." in said(answer)
    assert fake.acts == []


def test_a_draft_can_be_discarded(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/d-1/discard/", follow=True)
    assert fake.acts == [("draft_discard", {"draft_id": "d-1"})]
    assert "Le brouillon est jeté." in said(answer)


def test_nobody_to_write_to_is_said(client: Client, fake: FakeDesk) -> None:
    fake.new = True
    assert "Personne à qui écrire" in said(client.get("/compose/"))


def test_an_invitation_shows_its_ticket_once(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/partners/invite/", {"invite-label": "Bureau de Lysandre"})
    assert "dxp-ticket:valdorie.example:AAECAwQFBgcICQ" in said(answer)
    assert "dxp-ticket" not in said(client.get("/partners/"))


def test_a_ticket_leads_to_the_partner(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/partners/add/", {"add-code": "zor", "add-ticket": "dxp-ticket:x"})
    assert answer.headers["Location"] == "/partners/ZOR/"
    assert fake.acts == [("partner_add", {"code": "ZOR", "ticket": "dxp-ticket:x"})]


@pytest.mark.parametrize("code", ["", "ZO", "ZOR1", "ЗОР"])
def test_three_latin_letters_name_a_partner(client: Client, fake: FakeDesk, code: str) -> None:
    assert client.post("/partners/add/", {"add-code": code, "add-ticket": "x"}).status_code == 400
    assert fake.acts == []


@pytest.mark.parametrize("heard", ["041 722 819 0356", "0417228190356", "٠٤١٧٢٢٨١٩٠٣٥٦"])
def test_the_digits_are_typed_as_heard(client: Client, fake: FakeDesk, heard: str) -> None:
    fake.state = "met"
    answer = client.post("/partners/ZOR/compare/", {"heard": heard}, follow=True)
    assert fake.acts == [("compare", {"code": "ZOR", "heard": "0417228190356"})]
    assert "Les chiffres concordent." in said(answer)


def test_other_digits_are_never_taken(client: Client, fake: FakeDesk) -> None:
    fake.state = "met"
    answer = client.post("/partners/ZOR/compare/", {"heard": "0417228190357"})
    assert answer.status_code == 400
    assert "Ces chiffres diffèrent des nôtres." in said(answer)
    assert client.post("/partners/ZOR/compare/", {"heard": "12"}).status_code == 400


def test_a_second_officer_confirms(client: Client, fake: FakeDesk) -> None:
    fake.state = "compared"
    fake.signing = tale.SIGNING
    assert "Confirmer ce partenaire" in said(client.get("/partners/ZOR/"))
    client.post("/partners/ZOR/confirm/", {"assertion": "{}"})
    assert fake.acts == [("confirm", {"code": "ZOR", "assertion": "{}"})]


def test_the_officer_who_compared_is_told_to_fetch_another(client: Client, fake: FakeDesk) -> None:
    fake.state = "compared"
    fake.refusal = PolicyRefusal("four-eyes", "same officer")
    answer = client.post("/partners/ZOR/confirm/", follow=True)
    assert "Le même officier ne peut pas faire les deux." in said(answer)


def test_digits_that_differ_are_recorded(client: Client, fake: FakeDesk) -> None:
    fake.state = "met"
    client.post("/partners/ZOR/mismatch/")
    assert fake.acts == [("mismatch", {"code": "ZOR"})]


@pytest.mark.parametrize(
    "address",
    ["/messages/e-0417/open/", "/messages/e-0417/accept/", "/compose/d-1/release/", "/partners/ZOR/confirm/"],
)
def test_a_form_without_its_token_does_nothing(client: Client, fake: FakeDesk, address: str) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="fr")
    strict.cookies = client.cookies
    answer = strict.post(address, {"until": "2026-11-16T14:00"})
    assert answer.status_code == 400
    assert "Le formulaire était trop ancien" in said(answer)
    assert fake.acts == []


def test_an_answer_begins_in_full_and_under_the_marking_of_what_it_answers(client: Client) -> None:
    page = Parsed(client.get("/messages/e-0417/answer/").content.decode())
    chosen = {one["name"]: one["value"] for one in page.all("input") if "checked" in one}
    assert chosen == {"message": "answer", "tlp": "AMBER"}


def test_a_refusal_begins_under_the_marking_too_and_without_a_ground(client: Client) -> None:
    page = Parsed(client.get("/messages/e-0417/refuse/").content.decode())
    assert {one["name"]: one["value"] for one in page.all("input") if "checked" in one} == {"tlp": "AMBER"}


def test_a_marking_that_the_agreement_does_not_let_out_is_not_chosen_for_the_officer(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = fake.reply(1, "e-0417", "answer")
    strict = replace(page, target=replace(page.target, handling=tale.RED))
    monkeypatch.setattr(fake, "reply", lambda *_: strict)
    shown = Parsed(client.get("/messages/e-0417/answer/").content.decode())
    assert not [one for one in shown.all("input") if one.get("name") == "tlp" and "checked" in one]
