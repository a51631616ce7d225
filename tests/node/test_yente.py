"""`yente-client` from the package index, as it is, against the desk of a node: matches, searches, reads an entity."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client as Browser
from yente_client import Client
from yente_client.client import BEST_ALGORITHM
from yente_client.entities import Company, Person
from yente_client.exceptions import APIError, AuthenticationError, BadRequestError, NotFoundError

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import list_entries, list_keeping
from detente.node.stores.models import AuditRow, Officer
from detente.web.desk import gateway
from tests.node.desk_builders import desk, give_accounts
from tests.node.test_held_lists import PERSONS, held_list, lines, loaded
from tests.node.test_machine_interface import token_of
from tests.node.world import World

COMPANY = {"id": "c-1", "schema": "Company", "properties": {"name": ["Sarbaev Trading"], "country": ["vu"]}}
OWNED = {"id": "o-1", "schema": "Ownership", "properties": {"owner": ["a-1"], "asset": ["c-1"]}}


class Server(ThreadingMixIn, WSGIServer):
    """A desk that answers several at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def node(pair: World) -> Node:
    """Give beta, which holds two lists."""
    give_accounts(pair)
    node = pair.nodes["beta"]
    loaded(node, held_list(node), lines(PERSONS) + json.dumps(COMPANY).encode() + b"\n" + json.dumps(OWNED).encode())
    loaded(node, held_list(node, "vul-b"), lines({"b-1": {"name": ["Julien Orsel"], "birthDate": ["1970-03-03"]}}))
    return node


@pytest.fixture
def address(pair: World, node: Node) -> Iterator[str]:
    """Give the address of a running desk of beta."""
    application = get_wsgi_application()

    def answered(environ: Any, start: Any) -> Any:
        try:
            return application(environ, start)
        finally:
            connections[node.alias].close()

    with gateway.bound(desk(pair, "beta")), make_server("127.0.0.1", 0, answered, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/yente"
        server.shutdown()
        thread.join()


@pytest.fixture
def client(pair: World, address: str) -> Iterator[Client]:
    """Give the client with Lia's token."""
    with Client(api_key=token_of(pair, "beta"), base_url=address) as client:
        yield client


def test_the_client_matches_a_person_across_scripts_with_the_why(client: Client) -> None:
    found = client.match(Person(name="Темирлан Сарбаев", birthDate="1987-10-21"))
    top = found.top
    assert top is not None
    assert (top.caption, top.datasets, top.match) == ("Temirlan Sarbaev", ["vul-a"], True)
    assert top.properties["birthDate"] == ["1986-10-21"]
    assert top.explanations["birthDate"].detail == "same day and month, year \u22121"
    assert "names" in top.contributing_explanations
    assert found.total.value >= 1
    assert top.last_change is not None
    assert client.match(Person(name="Nobody Known-Here")).matches == []


def test_the_client_matches_a_company_in_one_list_and_not_in_the_other(client: Client) -> None:
    company = Company(name="Sarbaev Trading")
    top = client.match(company, datasets=["vul-a"], algorithm=BEST_ALGORITHM).top
    assert top is not None
    assert top.schema_ == "Company"
    assert client.match(company, datasets=["vul-b"]).results == []
    assert client.match(company, datasets=["vul-b", "vul-a"]).results != []
    assert client.match(company, exclude_datasets=["vul-a"]).results == []
    assert client.match(company, exclude_entities=[top.id]).top is None
    assert client.match(company, exclude_schemata=["Company"]).top is None
    assert client.match(company, changed_since="2999-01-01").top is None
    assert client.match(company, changed_since="2020-01-01").top is not None


def test_thresholds_and_limits_are_the_asker_s_own(client: Client) -> None:
    orsel = Person(name="Julien Orsel")
    assert len(client.match(orsel).results) == 2
    one = client.match(orsel, limit=1)
    assert (len(one.results), one.total.value, one.limit) == (1, 2, 1)
    assert client.match(orsel, threshold=1.0).matches == []
    assert client.match(orsel, cutoff=1.0).results == []


def test_the_client_streams_many_at_once(client: Client) -> None:
    asked = [(f"row-{number}", Person(name=PERSONS[key]["name"][0])) for number, key in enumerate(PERSONS)]
    found = dict(client.match_iter(asked, workers=2))
    assert {key: each.top is not None for key, each in found.items()} == {key: True for key, _ in asked}


def test_the_client_searches_and_reads_what_it_found(client: Client, node: Node) -> None:
    found = client.search("Julien Orsel")
    assert {(each.caption, each.datasets[0]) for each in found.results} == {
        ("Julien Orsel", "vul-a"),
        ("Julien Orsel", "vul-b"),
    }
    second = client.search("Julien Orsel", limit=1, offset=1)
    assert [each.id for each in second.results] == [found.results[1].id]
    assert client.search("Julien Orsel", schema="Company").results == []
    assert client.fetch(found.results[0].id).caption == "Julien Orsel"
    owned = client.fetch(list_entries.uid_of(list_keeping.find(node, "vul-a"), "o-1"))
    owner = owned.properties["owner"][0]
    assert not isinstance(owner, str)
    assert owner.caption == "Temirlan Sarbaev"
    plain = client.fetch(owned.id, nested=False)
    assert plain.properties["owner"] == ["a-1"]


def test_the_client_learns_what_there_is(client: Client) -> None:
    assert (client.healthz().status, client.readyz().status) == ("ok", "ok")
    told = client.datasets()
    assert {each.name: each.entity_count for each in told.datasets if each.load} == {"vul-a": 6, "vul-b": 1}
    assert next(each.children for each in told.datasets if each.name == "default") == ["vul-a", "vul-b"]
    assert client.algorithms().best == "detente"


def test_every_question_goes_on_record_with_its_reason(client: Client, node: Node) -> None:
    client.match(Person(name="Amine Karam"))
    rows = AuditRow.objects.using(node.alias).order_by("-index")
    details = json.loads(bytes(rows[0].details))["details"]
    assert (rows[0].act, rows[0].actor) == (Act.LOOKED_UP, "lia")
    assert details["asked"][0]["names"] == ["Amine Karam"]
    assert "yente" in details["reason"]
    client.fetch(client.search("Amine Karam").results[0].id)
    assert rows.all()[0].act == Act.LIST_ENTRY_READ


def test_whoever_has_no_token_or_may_not_search_learns_nothing(pair: World, client: Client, node: Node) -> None:
    address = str(client._http.base_url)
    with Client(api_key="dxt_nobody", base_url=address) as nobody, pytest.raises(AuthenticationError):
        nobody.match(Person(name="Amine Karam"))
    Officer.objects.using(node.alias).filter(name="omar").update(role="operator", also=[])
    with Client(api_key=token_of(pair, "beta", "omar"), base_url=address) as operator:
        for ask in (
            lambda: operator.match(Person(name="Amine Karam")),
            lambda: operator.search("Amine Karam"),
            lambda: operator.fetch("0" * 32),
        ):
            with pytest.raises(AuthenticationError):
                ask()


def test_what_cannot_be_answered_is_a_sentence(client: Client) -> None:
    with pytest.raises(NotFoundError, match="nothing of that name"):
        client.match(Person(name="Amine Karam"), datasets=["sanctions"])
    with pytest.raises(NotFoundError):
        client.fetch("NK-1234")
    with pytest.raises(BadRequestError, match="one algorithm"):
        client.match(Person(name="Amine Karam"), algorithm="logic-v2")
    with pytest.raises(APIError, match="cannot be used"):
        client.search("")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"queries": {}},
        {"queries": {"q": {"schema": "Person"}}},
        {"queries": {"q": {"schema": "Person", "properties": {"name": 5}}}},
        {"queries": {"q": {"schema": 7, "properties": {"name": ["\x00"]}}}},
        {"queries": {"q": {"schema": "Vessel", "properties": {"name": ["Ship"]}}}},
        {"queries": {"q": {"properties": {"name": ["a" * 10_000], "birthDate": ["0000-99-99"]}}}},
        {"queries": {"q": {"schema": "Person", "properties": {"name": ["\ud800"]}}}},
        {"queries": {str(number): {"schema": "Person", "properties": {}} for number in range(101)}},
    ],
)
def test_a_question_in_any_form_gets_an_answer(pair: World, address: str, body: Any) -> None:
    answer = Browser().post(
        "/yente/match/default",
        data=json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"ApiKey {token_of(pair, 'beta')}"},
    )
    assert answer.status_code in (200, 400, 422), answer.content
    if answer.status_code != 200:
        assert answer.json()["detail"]
