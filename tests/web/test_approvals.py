"""The screen of approvals: what waits, one draft as it would leave, approve, give back, and acts of the house."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client

from detente.model.errors import PolicyRefusal
from tests.web.fake_desk import FakeDesk
from tests.web.test_acts import said


def test_what_waits_is_listed_with_who_wrote_and_who_signed(client: Client) -> None:
    shown = said(client.get("/approvals/"))
    assert "Rien ne quitte la maison sans une seconde personne." in shown
    assert "Inès Corvalan" in shown
    assert "Mathieu Tévenard (chef de service)" in shown
    assert "Changer ce qu’un officier peut faire" in shown


def test_a_house_of_one_person_is_told_so(client: Client, fake: FakeDesk) -> None:
    fake.new = True
    assert "les quatre yeux sont désactivés" in said(client.get("/approvals/"))


def test_a_draft_is_approved_over_the_hash_that_was_shown(client: Client, fake: FakeDesk) -> None:
    page = client.get("/approvals/d-1/").content.decode()
    assert f'data-challenge="{fake.signing.challenge}"' in page
    given = {"challenge": fake.signing.challenge, "assertion": '{"id":"AQ"}'}
    answer = client.post("/approvals/d-1/approve/", given)
    assert answer.headers["Location"] == "/messages/e-9004/"
    assert fake.acts == [("approve", {"draft_id": "d-1", "assertion": '{"id":"AQ"}'})]


def test_what_changed_since_it_was_shown_is_not_approved(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/approvals/d-1/approve/", {"challenge": "AAAA"}, follow=True)
    assert "a changé depuis" in said(answer)
    assert fake.acts == []


def test_a_lawful_no_is_said_in_the_reader_s_language(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("protected.release", "a person in it has a protected status")
    answer = client.post("/approvals/d-1/approve/", {"challenge": fake.signing.challenge}, follow=True)
    assert "Une personne y a un statut protégé." in said(answer)


def test_a_draft_is_given_back_with_a_reason_and_not_without(client: Client, fake: FakeDesk) -> None:
    client.post("/approvals/d-1/back/", {"because": "La source est reconnaissable."})
    assert fake.acts == [("give_back", {"draft_id": "d-1", "because": "La source est reconnaissable."})]
    assert "Say why" in said(client.post("/approvals/d-1/back/", {"because": ""}, follow=True))


def test_a_proposal_is_confirmed_or_declined(client: Client, fake: FakeDesk) -> None:
    client.post("/approvals/house/3/", {"decision": "confirm"})
    client.post("/approvals/house/3/", {"decision": "decline"})
    assert [name for name, _ in fake.acts] == ["proposal_confirm", "proposal_decline"]


def test_nothing_is_approved_by_a_glance(client: Client, fake: FakeDesk) -> None:
    for address in ("/approvals/d-1/approve/", "/approvals/d-1/back/", "/approvals/house/3/", "/compose/d-1/submit/"):
        assert client.get(address).status_code == 405
    assert fake.acts == []


def test_where_two_are_needed_the_author_submits_instead_of_releasing(client: Client, fake: FakeDesk) -> None:
    shown = fake.preview
    fake.preview = lambda *given: replace(shown(*given), submits=True, because="Trop long.")  # type: ignore[method-assign]  # one page of the fake is another
    page = client.get("/compose/d-1/leaves/")
    assert "/compose/d-1/submit/" in page.content.decode()
    assert "Soumettre à approbation" in said(page)
    assert "Trop long." in said(page)
    answer = client.post("/compose/d-1/submit/", {"challenge": fake.signing.challenge})
    assert answer.headers["Location"] == "/approvals/d-1/"
    assert fake.acts == [("submit", {"draft_id": "d-1", "assertion": None})]
