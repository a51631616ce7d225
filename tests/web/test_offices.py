"""The pages of desks and administration: what they say, what they post, and what they say where a rule says no."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from django.conf import settings
from django.test import Client

from detente.model.errors import PolicyRefusal
from detente.node.queries import administration_page, office_page
from detente.node.services import duties
from detente.web.desk import office_words
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed


def text(client: Client, address: str, language: str = "en") -> str:
    """Fetch what a reader of a page sees."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return Parsed(client.get(address).content.decode()).text


def test_every_value_of_the_node_has_its_words() -> None:
    assert set(office_words.WEEKDAYS) == set(get_args(administration_page.Weekday))
    assert set(office_words.PLACES) == set(get_args(office_page.Place))
    assert set(office_words.ROLES) == set(duties.HELD)


def test_a_desk_that_nobody_keeps_is_said_first(client: Client) -> None:
    shown = text(client, "/desks/")
    assert "Nobody is on duty at 1 desk." in shown
    assert "Omar Belvaux (standing in)" in shown
    assert "2 open cases are at no desk" in shown


def test_without_a_desk_the_page_says_what_makes_one(client: Client, fake: FakeDesk) -> None:
    fake.no_desk = True
    assert "detente desk arrange" in text(client, "/desks/")


def test_a_desk_shows_who_is_there_what_waits_and_its_sheets(client: Client) -> None:
    shown = text(client, "/desks/duty/")
    assert "On duty now: Claire Aubrennes" in shown
    assert "not signed yet" in shown
    assert "Nobody is on duty here." in text(client, "/desks/finance/")


def test_an_officer_is_put_on_the_roster(client: Client, fake: FakeDesk) -> None:
    posted = {"who": "claire", "begin": "2026-11-12T18:00", "end": "2026-11-13T06:00"}
    assert client.post("/desks/duty/roster/", posted).status_code == 302
    [(name, values)] = fake.acts
    assert (name, values["who"]) == ("roster", "claire")
    assert values["begin"] == datetime(2026, 11, 12, 18, tzinfo=UTC)
    assert client.post("/desks/duty/roster/", {**posted, "who": "nobody"}).status_code == 400


def test_a_sheet_is_made_and_signed(client: Client, fake: FakeDesk) -> None:
    made = client.post("/desks/duty/shift/", {"notes": "Rappeler"})
    assert made["Location"] == "/desks/duty/shift/3/"
    page = Parsed(client.get("/desks/duty/shift/3/").content.decode())
    assert page.fields()["assertion"] == ""
    assert client.post("/desks/duty/shift/3/sign/", {"assertion": ""}).status_code == 302
    assert fake.acts == [
        ("sheet", {"code": "duty", "notes": "Rappeler"}),
        ("sheet-sign", {"code": "duty", "sheet": "3", "assertion": None}),
    ]


@pytest.mark.parametrize(("turn", "said"), [("give", "Sign and hand over"), ("take", "Sign and take over")])
def test_the_sheet_says_whose_turn_it_is(client: Client, fake: FakeDesk, turn: str, said: str) -> None:
    fake.turn = turn
    assert said in text(client, "/desks/duty/shift/3/")


def test_a_signed_sheet_offers_nothing_more(client: Client, fake: FakeDesk) -> None:
    fake.turn = ""
    shown = text(client, "/desks/duty/shift/3/")
    assert "Sign and" not in shown
    assert "1 further case is open and not listed." in shown


def test_handing_on_to_an_empty_desk_says_so_first(client: Client, fake: FakeDesk) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Flux financiers (nobody on duty)" in text(client, "/messages/e-0417/hand-on/")
    refused = client.post("/messages/e-0417/hand-on/", {"desk": "finance"})
    assert refused.status_code == 400
    assert "Nobody is on duty there." in Parsed(refused.content.decode()).text
    assert fake.acts == []
    done = client.post("/messages/e-0417/hand-on/", {"desk": "finance", "anyway": "on", "note": "virements"})
    assert done["Location"] == "/messages/e-0417/"
    assert fake.acts == [
        ("hand-on", {"entry": "e-0417", "desk": "finance", "who": "", "note": "virements", "anyway": True})
    ]


def test_handing_on_needs_a_name(client: Client, fake: FakeDesk) -> None:
    refused = client.post("/messages/e-0417/hand-on/", {"note": "x"})
    assert (refused.status_code, fake.acts) == (400, [])


def test_a_calendar_is_chosen(client: Client, fake: FakeDesk) -> None:
    posted = {"zone": "Asia/Tbilisi", "country": "ge", "subdivision": "", "weekend": ["sat", "sun"]}
    assert client.post("/administration/calendars/ZOR/", posted).status_code == 302
    assert client.post("/administration/calendars/ours/", {"zone": "UTC"}).status_code == 302
    assert [values["code"] for _, values in fake.acts] == ["ZOR", ""]
    assert fake.acts[0][1]["weekend"] == ("sat", "sun")
    assert client.post("/administration/calendars/ZOR/", {**posted, "zone": "Mars"}).status_code == 400
    assert client.post("/administration/calendars/ZOR/", {**posted, "country": "France"}).status_code == 400


def test_who_may_not_change_calendars_reads_that_a_rule_says_no(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("role", "no")
    assert client.post("/administration/calendars/ours/", {"zone": "UTC"}).status_code == 403


def test_presets_are_shown_with_their_basis_and_what_was_read(client: Client) -> None:
    shown = text(client, "/administration/deadlines/")
    assert "Directive (EU) 2023/977 art. 5(1)(c)" in shown
    assert "the article itself" in shown
    assert "a secondary source" in shown
    assert "3 working days accept" in shown
    assert "12 h" in shown
    assert "step-of-tomorrow" in shown


def test_an_unknown_role_or_clock_is_shown_by_its_code(client: Client) -> None:
    assert "role-of-tomorrow" in text(client, "/administration/")
    assert "clock-of-tomorrow" in text(client, "/desks/duty/shift/3/")


def test_the_alarm_is_a_count_and_an_urgency_alone(client: Client) -> None:
    answer = client.get("/alarm/")
    assert answer.json() == {"count": 2, "urgency": "late"}
    assert answer["Cache-Control"] == "no-store"


def test_the_switch_for_sound_is_hidden_until_a_script_shows_it(client: Client) -> None:
    page = Parsed(client.get("/").content.decode())
    [switch] = [one for one in page.all("button") if "data-alarm" in one]
    assert "hidden" in switch
    assert switch["aria-pressed"] == "false"
