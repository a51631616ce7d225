"""Lists on the screens: looked up for a reason, loaded, asked about, confirmed or dropped, read in their own script."""

from __future__ import annotations

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.lists_page import Asked
from tests.web.fake_desk import FakeDesk
from tests.web.fake_lists import VERSIONS
from tests.web.pages import Parsed

LIST = {"title": "Liste A", "name": "vul-a", "publisher": "Council of Vulovia", "basis": "Loi 4", "tlp": "AMBER"}


def text_of(client: Client, address: str) -> str:
    return Parsed(client.get(address).content.decode()).text


def test_a_look_up_takes_a_reason_and_shows_the_why(client: Client, fake: FakeDesk) -> None:
    asked = {"name": "Темирлан", "born": "", "number": "", "reason": "Dossier VAL-7", "of": "vul-a"}
    text = Parsed(client.post("/lists/", asked).content.decode()).text
    assert "Темирлан ~ Temirlan" in text
    assert fake.acts == [("lists_search", {"asked": Asked(**asked), "language": "fr"})]
    fake.acts.clear()
    assert client.post("/lists/", {"name": "Темирлан"}).status_code == 400
    assert client.post("/lists/", asked | {"of": "another"}).status_code == 400
    assert fake.acts == []


def test_names_stand_in_their_own_script_and_direction(client: Client) -> None:
    page = client.get("/lists/entries/e-1/").content.decode()
    assert '<bdi lang="ru" dir="ltr">Сарбаев Темирлан</bdi>' in page
    assert '<bdi lang="ar" dir="rtl">تيمرلان سارباييف</bdi>' in page
    assert "21 oct. 1986" in page


def test_a_list_is_held_and_takes_a_file(client: Client, fake: FakeDesk) -> None:
    assert client.post("/lists/new/", LIST).headers["Location"] == "/lists/vul-a/"
    answer = client.post("/lists/vul-a/", {"file": SimpleUploadedFile("list.json", b"new")})
    assert answer.headers["Location"] == "/lists/vul-a/versions/2/"
    assert fake.acts == [
        ("list_add", {key: value for key, value in LIST.items() if key != "tlp"} | {"handling": ("tlp:AMBER",)}),
        ("list_load", {"name": "vul-a", "file_name": "list.json", "data": b"new"}),
    ]
    assert client.post("/lists/new/", LIST | {"basis": ""}).status_code == 400
    assert client.post("/lists/vul-a/").status_code == 400


def test_the_same_file_again_is_said(client: Client) -> None:
    answer = client.post("/lists/vul-a/", {"file": SimpleUploadedFile("list.json", b"again")}, follow=True)
    assert "déjà ici" in Parsed(answer.content.decode()).text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "json"),
        (2, "40 entrées sur 100"),
        (3, "60 entrées disparaîtraient"),
        (4, "3 entrées sont illisibles"),
        (5, "vu à Vulgrad"),
        (6, "illisible"),
    ],
)
def test_each_version_says_where_it_is_and_what_it_waits_for(client: Client, number: int, words: str) -> None:
    assert words.casefold() in text_of(client, f"/lists/vul-a/versions/{number}/").casefold()


def test_what_a_version_changes_is_shown_field_by_field(client: Client) -> None:
    page = Parsed(client.get("/lists/vul-a/versions/1/?kind=changed").content.decode())
    assert "1987-10-21" in page.text
    links = {each.get("href") for each in page.all("a")}
    assert {"?kind=removed", "?kind=changed&after=7", "/lists/entries/e-1/"} <= links
    assert client.get("/lists/vul-a/versions/1/?kind=nonsense").status_code == 200


def test_a_person_says_what_the_columns_mean(client: Client, fake: FakeDesk) -> None:
    meant = {"c0": "name", "c1": "", "schema": "Person", "order": "", "encoding": "cp1252"}
    answer = client.post("/lists/vul-a/versions/5/", meant)
    assert answer.headers["Location"] == "/lists/vul-a/versions/5/"
    given = {"columns": ["name", ""], "schema": "Person", "order": None, "encoding": "cp1252"}
    assert fake.acts == [("list_confirm", {"name": "vul-a", "number": 5, **given})]
    assert client.post("/lists/vul-a/versions/5/", meant | {"c0": "religion"}).status_code == 400
    assert len(fake.acts) == 1


@pytest.mark.parametrize("number", [3, 4])
def test_a_person_confirms_or_drops(client: Client, fake: FakeDesk, number: int) -> None:
    client.post(f"/lists/vul-a/versions/{number}/")
    client.post(f"/lists/vul-a/versions/{number}/drop/")
    place = {"name": "vul-a", "number": number}
    assert fake.acts == [("list_confirm", place), ("list_drop", place)]


def test_a_list_is_ended(client: Client, fake: FakeDesk) -> None:
    client.post("/lists/vul-a/end/")
    assert fake.acts == [("list_end", {"name": "vul-a"})]


def test_what_the_node_refuses_is_said_on_the_page(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("This version waits for nothing.")
    answer = client.post("/lists/vul-a/versions/3/")
    assert answer.status_code == 400
    assert "n’attend rien" in Parsed(answer.content.decode()).text
    assert client.post("/lists/new/", LIST).status_code == 400


def test_what_is_not_here_is_not_found(client: Client) -> None:
    for address in ("/lists/nothing/", "/lists/vul-a/versions/99/", "/lists/entries/nobody/"):
        assert client.get(address).status_code == 404
    assert set(VERSIONS) == {1, 2, 3, 4, 5, 6}


def test_a_whole_list_is_compared_for_a_reason_from_its_page(client: Client, fake: FakeDesk) -> None:
    page = Parsed(client.get("/lists/vul-a/").content.decode())
    links = {each.get("href") for each in page.all("a")}
    assert {f"/lists/vul-a/comparisons/c-{number}/" for number in range(1, 5)} <= links
    answer = client.post("/lists/vul-a/comparisons/", {"because": "Revue"})
    assert answer.headers["Location"] == "/lists/vul-a/comparisons/c-1/"
    assert client.post("/lists/vul-a/comparisons/", {"because": " "}).headers["Location"] == "/lists/vul-a/"
    assert fake.acts == [("list_compare", {"name": "vul-a", "because": "Revue"})]


def test_a_comparing_says_how_far_it_is_and_is_stopped_and_gone_on_with(client: Client, fake: FakeDesk) -> None:
    page = Parsed(client.get("/lists/vul-a/comparisons/c-1/").content.decode())
    (bar,) = page.all("progress")
    assert (bar.get("max"), bar.get("value")) == ("1200", "240")
    client.post("/lists/vul-a/comparisons/c-1/stop/")
    client.post("/lists/vul-a/comparisons/c-2/go-on/")
    assert [name for name, _ in fake.acts] == ["list_comparison_stop", "list_comparison_go_on"]
    stopped = Parsed(client.get("/lists/vul-a/comparisons/c-2/").content.decode()).text
    for words in ("omar", "n’a pu être comparé", "version 1"):
        assert words in stopped, words
    ended = client.get("/lists/vul-a/comparisons/c-4/").content.decode()
    assert "n’est plus consultée" in ended
    assert "go-on" not in ended


def test_its_report_names_whom_it_found_and_leads_to_each_match(client: Client) -> None:
    page = Parsed(client.get("/lists/vul-a/comparisons/c-3/").content.decode())
    assert {"/matches/m-1/", "/matches/m-2/", "/records/r-1/", "/messages/e-0417/"} <= {
        each.get("href") for each in page.all("a")
    }
    for words in ("0,94", "personne différente", "les plus probables", "1 à juger"):
        assert words in page.text, words


def test_its_table_is_safe_in_a_spreadsheet(client: Client) -> None:
    answer = client.get("/lists/vul-a/comparisons/c-3/?csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "vul-a-c-3.csv" in answer.headers["Content-Disposition"]
    heading, first, second = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    row = dict(zip(heading, first, strict=True))
    assert (row["score"], row["new"], row["ours"], row["ours_id"]) == ("0.9400", "yes", "message", "e-0417")
    assert "Астаргиев" not in answer.content.decode()
    assert row["listed_names"] == "'=ASTARGUIEV Timur"
    assert row["handling"] == "AMBER"
    assert dict(zip(heading, second, strict=True))["judged"] == "different"
