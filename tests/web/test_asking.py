"""Asking by the full procedure in Compose: a request for information beside a notification, by plain forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from detente.node.queries.approvals import Submitted
from detente.node.queries.desk import Choice, Draft, Text
from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.test_acts import said

PAGE = "/compose/d-1/content/"
KEEP = "/compose/d-1/keep/"
WORDS = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "h": ["H2"], "go": "stay", "seen": "now.w"}
EMPTY = {f"ask-{name}": "" for name in ("wanted", "necessary", "purpose_facts", "person_link", "urgency", "use_limits")}
ASK = {**EMPTY, "ask-wanted": "Ses entrées\nSes vols", "ask-necessary": "Votre police les tient."}


@pytest.fixture(autouse=True)
def _may_request(fake: FakeDesk) -> None:
    fake.correspondents = (replace(tale.TO_ZORIANE, kinds=("notification", "request-information")),)


def begun(fake: FakeDesk, **changes: Any) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="x", **changes)


def test_a_notification_asks_by_the_full_procedure(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    assert "Demander par la procédure complète" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {**WORDS, **ASK}).status_code == 302
    ask = fake.drafts["d-1"].ask
    assert ask is not None
    assert (ask["wanted"], ask["necessary"], ask["use_limits"]) == (
        "Ses entrées\nSes vols",
        "Votre police les tient.",
        "",
    )
    page = client.get(PAGE).content.decode()
    assert "<details open>" in page
    assert "Ses vols" in page


def test_emptied_it_asks_nothing_this_way_any_more(client: Client, fake: FakeDesk) -> None:
    begun(fake, ask={"wanted": "Ses vols"})
    client.post(KEEP, {**WORDS, **EMPTY})
    assert fake.drafts["d-1"].ask == {"wanted": "Ses vols"}
    client.post(PAGE, {**WORDS, **EMPTY})
    assert fake.drafts["d-1"].ask is None


def test_what_the_form_does_not_show_of_it_stays(client: Client, fake: FakeDesk) -> None:
    begun(fake, ask={"wanted": "Ses vols", "directly_available": True})
    client.post(KEEP, {**WORDS, **ASK})
    ask = fake.drafts["d-1"].ask
    assert ask is not None
    assert (ask["wanted"].splitlines(), ask["directly_available"]) == (["Ses entrées", "Ses vols"], True)
    client.post(PAGE, WORDS)
    assert fake.drafts["d-1"].ask == ask


def test_it_says_what_is_wanted_and_asks_once(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    answer = client.post(PAGE, {**WORDS, **ASK, "ask-wanted": ""})
    assert answer.status_code == 400
    assert "Dites ce qui est demandé" in said(answer)
    assert "Votre police les tient." in answer.content.decode()
    answer = client.post(PAGE, {**WORDS, **ASK, "asks": "Est-il chez vous ?"})
    assert answer.status_code == 400
    assert "Demandez une seule fois" in said(answer)
    assert fake.drafts["d-1"].ask is None


def test_without_requests_in_the_agreement_it_is_not_offered(client: Client, fake: FakeDesk) -> None:
    fake.correspondents = (tale.TO_ZORIANE,)
    begun(fake)
    assert "ask-wanted" not in client.get(PAGE).content.decode()


def test_a_request_by_itself_has_none_beside_it(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("request-information", "request", "ZOR", subject="x", tlp="AMBER")
    assert "ask-wanted" not in client.get(PAGE).content.decode()


def test_what_leaves_names_what_they_may_ask_back(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    shown = fake.preview
    lacks = (Choice("facts", {"fr": "les faits", "en": "the facts"}),)
    fake.preview = lambda *given: replace(shown(*given), lacks=lacks)  # type: ignore[method-assign]  # one page of the fake is another
    assert "les faits" in client.get("/compose/d-1/leaves/").content.decode()


def test_what_waits_says_so_and_is_not_submitted_twice(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    shown = fake.preview
    fake.preview = lambda *given: replace(shown(*given), waits=True, submits=True)  # type: ignore[method-assign]  # one page of the fake is another
    page = client.get("/compose/d-1/leaves/").content.decode()
    assert "Ce brouillon attend une seconde personne" in page
    assert "/compose/d-1/submit/" not in page
    assert "/approvals/d-1/" in page


def test_who_approves_sees_that_a_request_goes_with_it(client: Client, fake: FakeDesk) -> None:
    pair = Submitted("d-1", tale.ZOR, Text("Voyage", "fr"), "notification", "Claire", tale.NOW, (), False, beside=True)
    fake._submitted = lambda **_: pair  # type: ignore[method-assign]  # one line of the fake is another
    assert "avec une demande à côté" in client.get("/approvals/").content.decode()
