"""Several drafts under one signature, by plain forms."""

from __future__ import annotations

from django.test import Client

from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed
from tests.web.test_acts import said


def test_only_what_can_leave_can_be_chosen(client: Client) -> None:
    page = Parsed(client.get("/compose/together/").content.decode())
    boxes = {each["value"]: "disabled" in each for each in page.all("input") if each.get("name") == "draft"}
    assert boxes == {"d-1": False, "d-2": False, "d-3": True}


def test_the_list_is_signed_once_and_posted_in_its_order(client: Client, fake: FakeDesk) -> None:
    fake.signing = tale.SIGNING
    page = client.get("/compose/together/?draft=d-2&draft=d-1&draft=d-3").content.decode()
    assert f'data-challenge="{tale.CHALLENGE}"' in page
    fields = [
        (each["name"], each["value"]) for each in Parsed(page).all("input") if each.get("name") in ("draft", "hash")
    ]
    assert fields == [("draft", "d-2"), ("hash", "hash-d-2"), ("draft", "d-1"), ("hash", "hash-d-1")]
    given = {"draft": ["d-2", "d-1"], "hash": ["hash-d-2", "hash-d-1"], "assertion": '{"id":"AQ"}'}
    answer = client.post("/compose/together/", given, follow=True)
    chosen = [("d-2", "hash-d-2"), ("d-1", "hash-d-1")]
    assert fake.acts == [("release_together", {"chosen": chosen, "approves": False, "assertion": '{"id":"AQ"}'})]
    assert "1 message est fait sous votre signature." in said(answer)
    assert "d-1: " in said(answer)


def test_a_colleague_approves_several_at_once(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/approvals/together/", {"draft": "d-1", "hash": "hash-d-1"})
    assert answer.headers["Location"] == "/approvals/"
    assert fake.acts[0][1]["approves"] is True


def test_nothing_chosen_is_said_and_changes_nothing(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/together/", {}, follow=True)
    assert answer.status_code == 200
    assert fake.acts == []


def test_the_page_of_a_partner_names_its_desks_as_we_know_them(client: Client) -> None:
    shown = said(client.get("/partners/ZOR/"))
    assert "Permanence persons ru Rappelle dans l’heure." in shown
    assert "elles ne voyagent jamais" in shown
