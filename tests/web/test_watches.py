"""Watches on the desk: what stands, what fired and why; each act reaches the node with what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from detente.model.errors import BadInput
from detente.node.queries.desk import Event, Side
from detente.node.queries.watches_page import WatchGiven
from detente.web.desk.words import event_sentence
from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.fake_watches import NAMES
from tests.web.test_api import TOKEN
from tests.web.test_further import shown

SET = {
    "names": "\n".join(NAMES[:2]),
    "born": "1987-03-14",
    "numbers": "",
    "countries": "FR\nRU",
    "instruction": "detain",
    "until": "2027-03-01T09:30",
    "basis": "Loi 2024-18",
    "purpose": "prevent-terrorism",
    "law": "Loi 2024-18, article 4",
    "because": "Voyage",
    "owner": "omar",
    "matter": "VAL-7",
}
UNTIL = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def test_an_alert_that_nobody_took_stands_first_with_its_why(client: Client) -> None:
    text = shown(client, "/watches/").text
    for words in (
        "TIMOUR ASTARGIYEV",
        "came into the country",
        "Port-Clair",
        "Astargiyev ~ ASTARGUIEV: y/ui",
        NAMES[0],
    ):
        assert words in text, words
    assert text.index("TIMOUR ASTARGIYEV") < text.index("Zimar Togoïev")
    assert "Zimar Togoïev" in text
    assert "Il est revenu" not in text


def test_a_watch_shows_its_law_its_end_and_every_alert(client: Client) -> None:
    text = shown(client, "/watches/4/").text
    for words in ("Loi 2024-18, article 9", "ZR 4471902", "claire", "omar", "left the country"):
        assert words in text, words
    assert client.get("/watches/77/").status_code == 404


def test_a_watch_that_was_ended_offers_no_act(client: Client, fake: FakeDesk) -> None:
    assert "Il est revenu" in shown(client, "/watches/1/").text
    assert client.post("/watches/1/", {"act": "end", "because": "x"}).status_code == 200
    assert fake.acts == []


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ({"act": "renew", "until": "2027-03-01T09:30", "because": "Il voyage"}, "watch_renew"),
        ({"act": "hand", "to": "omar"}, "watch_hand"),
        ({"act": "end", "because": "Il est revenu"}, "watch_end"),
    ],
)
def test_an_act_on_a_watch_reaches_the_node(client: Client, fake: FakeDesk, typed: dict[str, str], act: str) -> None:
    assert client.post("/watches/4/", typed).headers["Location"] == "/watches/4/"
    given: dict[str, Any] = {**typed, "watch_id": "4"}
    given.pop("act")
    if "until" in given:
        given["until"] = UNTIL
    assert fake.acts == [(act, given)]
    empty = {name: "" if name != "act" else value for name, value in typed.items()}
    assert client.post("/watches/4/", empty).status_code == 400
    assert len(fake.acts) == 1


def test_an_alert_is_taken_by_name_and_who_was_told_is_set_down(client: Client, fake: FakeDesk) -> None:
    assert client.post("/watches/4/alerts/9/", {"act": "take", "note": "Je l’appelle"}).status_code == 302
    told = {"act": "told", "to": "omar", "at": "2026-11-12T08:00", "words": "Au téléphone"}
    assert client.post("/watches/4/alerts/9/", told).status_code == 302
    assert [name for name, _ in fake.acts] == ["alert_take", "alert_told"]
    assert client.post("/watches/4/alerts/9/", {**told, "words": ""}).status_code == 400
    assert client.post("/watches/4/alerts/77/", told).status_code == 404
    assert len(fake.acts) == 2


def test_a_watch_is_set_up_from_a_message(client: Client, fake: FakeDesk) -> None:
    assert "/messages/e-0417/watch/" in {each.get("href") for each in shown(client, "/messages/e-0417/").all("a")}
    assert NAMES[1] in shown(client, "/messages/e-0417/watch/").text
    assert client.post("/messages/e-0417/watch/", SET).headers["Location"] == "/watches/4/"
    given = WatchGiven(
        names=NAMES[:2],
        until=UNTIL,
        law="Loi 2024-18, article 4",
        basis="Loi 2024-18",
        purpose="prevent-terrorism",
        because="Voyage",
        born=("1987-03-14",),
        countries=("fr", "ru"),
        instruction="detain",
        owner="omar",
        matter="VAL-7",
    )
    assert fake.acts == [("watch_set", {"entry_id": "e-0417", "given": given})]


def test_who_closes_a_case_is_shown_the_watches_that_go_on(client: Client, fake: FakeDesk) -> None:
    text = shown(client, "/messages/e-0417/case/close-without-outcome/").text
    assert "Closing this ends no watch" in text
    assert NAMES[0] in text


def test_an_alert_that_nobody_took_stands_in_my_work(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/")
    assert "Alerts that nobody took" in page.text
    assert "/watches/4/#alert-9" in {each.get("href") for each in page.all("a")}
    fake.open_alerts = ()
    assert "Alerts that nobody took" not in shown(client, "/").text


def test_a_watch_that_a_partner_keeps_stands_where_it_ends_and_is_let_end(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/")
    assert "Watches kept for us that end" in page.text
    fake.kept_ending = ()
    assert "Watches kept for us that end" not in shown(client, "/").text
    text = shown(client, "/watches/").text
    assert "Kept for us by partners" in text
    assert ("The end that they told has passed" in text, "ends soon" in text) == (True, True)
    answer = client.post("/messages/e-0416/watch/let-end/", follow=True)
    assert "Personne n’en est plus averti" in answer.content.decode()
    assert fake.acts == [("watch_let_end", {"entry_id": "e-0416"})]


@pytest.mark.parametrize(("side", "said"), [("them", "their desk keeps a watch"), ("us", "told that we keep a watch")])
def test_a_filing_says_whose_watch_goes_on(side: Side, said: str) -> None:
    step = Event(tale.NOW, tale.ZOR, side, "filed", until=tale.NOW + timedelta(days=30))
    with translation.override("en"):
        sentence = event_sentence(step, tale.NOW)
        plain = event_sentence(replace(step, until=None), tale.NOW)
    assert said in sentence
    assert "answer" not in sentence
    assert said not in plain


def test_what_the_node_refuses_is_said_and_what_was_typed_stays(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("A watch lasts a year at most. Renew it then, where there is still a reason.")
    answer = client.post("/messages/e-0417/watch/", SET)
    assert answer.status_code == 400
    assert "Loi 2024-18, article 4" in answer.content.decode()
    assert client.post("/watches/4/alerts/9/", {"act": "take", "note": "x"}).status_code == 400


def test_the_interface_gives_watches_and_takes_each_act(client: Client, fake: FakeDesk) -> None:
    listed = client.get("/api/1/watches", headers=TOKEN).json()
    assert [each["id"] for each in listed["alerts"]] == ["9"]
    assert [each["id"] for each in client.get("/api/1/watches?ended=true", headers=TOKEN).json()["watches"]][-1] == "1"
    assert client.get("/api/1/watches/4", headers=TOKEN).json()["owners"]["omar"] == "Omar Belvaux"
    assert client.get("/api/1/messages/e-0417/watches", headers=TOKEN).json()["entry_id"] == "e-0417"
    sent = {
        "/api/1/messages/e-0417/watches": {
            "names": ["Timur"], "until": "2027-03-01T09:30:00Z", "law": "a", "basis": "b",
            "purpose": "prevent-terrorism", "because": "c",
        },
        "/api/1/watches/4/renew": {"until": "2027-03-01T09:30:00Z", "because": "c"},
        "/api/1/watches/4/hand": {"to": "omar"},
        "/api/1/watches/4/end": {"because": "c"},
        "/api/1/messages/e-0416/watch/let-end": {},
        "/api/1/alerts/9/take": {"note": "d"},
        "/api/1/alerts/9/told": {"to": "omar", "at": "2026-11-12T08:00:00Z", "words": "e"},
    }  # fmt: skip
    for address, values in sent.items():
        answer = client.post(address, values, content_type="application/json", headers=TOKEN)
        assert answer.status_code in (200, 201), (address, answer.content)
    acts = ["watch_set", "watch_renew", "watch_hand", "watch_end", "watch_let_end", "alert_take", "alert_told"]
    assert [name for name, _ in fake.acts] == acts


def test_alerts_that_have_no_room_on_the_page_are_counted(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = replace(fake.watches(1), more=37)
    monkeypatch.setattr(FakeDesk, "watches", lambda *_, **__: page)
    text = shown(client, "/watches/").text
    assert "37 more alerts wait" in text
    assert "38" in text
