"""No page of the desk escapes the audit in a browser: a new address that draws one has to be put in the list."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path

from detente.node.queries.desk import Draft
from tests.web.audited import PAGES, Audited, unlisted
from tests.web.fake_desk import FakeDesk


@pytest.fixture(autouse=True)
def draft(fake: FakeDesk) -> None:
    """Give the officer a draft to go on with."""
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="Voyage", text="Il voyage.", tlp="AMBER")


def planted(request: HttpRequest) -> HttpResponse:
    """Draw a page that nobody put in the list."""
    return render(request, "desk/me.html")


urlpatterns = [path("planted/", planted, name="planted"), path("", include("detente.web.urls"))]


def test_every_address_that_draws_a_page_is_audited(client: Client) -> None:
    assert unlisted(client) == []


@pytest.mark.urls(__name__)
def test_a_page_that_is_not_in_the_list_is_found(client: Client) -> None:
    assert unlisted(client) == ["planted"]


def test_an_answer_that_draws_a_page_is_found_too(client: Client) -> None:
    without = tuple(page for page in PAGES if page.draws != "/partners/invite/")
    assert unlisted(client, without) == ["invite"]


def test_no_page_is_listed_twice() -> None:
    assert len({str(page) for page in PAGES}) == len(PAGES)
    assert Audited("/", "first-day") in PAGES
