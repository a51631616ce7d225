"""The desk in a real browser: keyboard, passkey, and life without scripts.

Content policy and widths are in `test_accessibility`, on every page. Bound to a desk in memory; the whole way over two
nodes is in `tests/e2e`. Needs Debian's chromium.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from detente.node.queries.desk import Draft, Signing
from tests.web import fictional as tale
from tests.web.browser import desk_page, go_on_with, plug_in_a_key, started, until
from tests.web.fake_desk import FakeDesk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for all tests here.

    Playwright keeps an event loop in this thread, in which Django would refuse its database until the browser is gone.
    """
    with pytest.MonkeyPatch.context() as patch, started(chromium) as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield running


@pytest.fixture(autouse=True)
def draft(fake: FakeDesk) -> None:
    """Give the officer a draft to go on with."""
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="Voyage", text="Il voyage.", tlp="AMBER")


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, user: User) -> Iterator[Page]:
    """Give a page at a desk of usual width, in French."""
    with desk_page(browser, live_server.url, user) as made:
        yield made


def test_icons_are_drawn_from_the_sprite(page: Page) -> None:
    page.goto("/")
    until(page, "document.querySelector('.rail [aria-current] use').getBBox().width > 0")


def test_a_message_is_found_and_accepted_with_the_keyboard_alone(page: Page, fake: FakeDesk) -> None:
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "Déplacement annoncé" in (page.evaluate("document.activeElement.textContent") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/messages/e-0417/")
    page.keyboard.press("a")
    page.get_by_text("Accepté. Ils le verront").wait_for()
    assert [name for name, _ in fake.acts] == ["accept"]


@pytest.mark.parametrize(
    ("key", "code"),
    [("j", "KeyJ"), ("о", "KeyJ"), ("ت", "KeyJ"), ("j", "KeyC")],
    ids=["latin", "russian", "arabic", "dvorak"],
)
def test_keys_work_on_every_layout(page: Page, key: str, code: str) -> None:
    page.goto("/")
    page.evaluate(
        "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))",
        [key, code],
    )
    assert page.evaluate("document.activeElement.closest('.rows') !== null")


def test_g_leads_to_places_and_slash_to_the_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/partners/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("gw")
    assert page.url.endswith("/partners/")
    assert page.locator("[data-search]").input_value() == "gw"


def test_question_mark_opens_the_help(page: Page) -> None:
    page.goto("/messages/")
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")


def test_keys_rest_when_they_are_off(page: Page) -> None:
    page.goto("/keys/")
    go_on_with(page, page.get_by_role("button", name="Éteindre les touches simples"))
    page.goto("/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_the_menu_opens_without_a_script_of_ours(browser: Browser, live_server: LiveServer, user: User) -> None:
    with desk_page(browser, live_server.url, user, width=390, scripts=False) as page:
        page.goto("/")
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("link", name="Partenaires").click()
        page.wait_for_url("**/partners/")


def test_read_accept_and_answer_work_without_scripts(
    browser: Browser, live_server: LiveServer, user: User, fake: FakeDesk
) -> None:
    fake.signing = tale.SIGNING
    with desk_page(browser, live_server.url, user, scripts=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Déplacement annoncé").first.click()
        page.get_by_text("Ce navigateur n’exécute aucun script").wait_for()
        page.get_by_role("button", name="Accepter").click()
        page.get_by_text("Accepté. Ils le verront").wait_for()
        page.get_by_role("link", name="Répondre").click()
        page.get_by_label("Réponse complète").check()
        page.get_by_label("Ce que vous écrivez").fill("Il voyage.")
        page.get_by_label("TLP:AMBER").check()
        page.get_by_role("button", name="Voir ce qui sort").click()
        page.get_by_role("button", name="Autoriser et envoyer").click()
        page.get_by_text("Autorisé et scellé").wait_for()
    assert [(name, values.get("assertion")) for name, values in fake.acts if name != "draft_save"] == [
        ("accept", None),
        ("release", None),
    ]


def test_a_passkey_is_registered_opens_the_door_and_signs_an_acceptance(
    browser: Browser, live_server: LiveServer, user: User, fake: FakeDesk
) -> None:
    """One virtual key does all three; what it signs is the hash that the page named."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    with desk_page(browser, address, None) as page:
        plug_in_a_key(page)
        page.goto("/account/login/")
        page.get_by_label("Nom d’usage").fill("claire")
        page.locator("#id_password").fill("quai-brume-sept-orge")
        page.get_by_role("button", name="Continuer").click()
        page.get_by_role("heading", name="Mon travail").wait_for()
        page.goto("/account/mfa/webauthn/add/")
        page.locator("#id_password").fill("quai-brume-sept-orge")
        page.get_by_role("button", name="Confirmer").click()
        page.locator("[name=passwordless]").check()
        page.wait_for_load_state()
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url("**/recovery-codes/**")
        page.goto("/account/logout/")
        go_on_with(page, page.locator("main").get_by_role("button", name="Sortir"))
        page.goto("/account/login/")
        page.get_by_role("button", name="Entrer avec ma clé d’accès").click()
        page.get_by_role("heading", name="Mon travail").wait_for()
        fake.signing = Signing(tale.CHALLENGE, (_credential(user),))
        page.goto("/messages/e-0417/")
        page.get_by_role("button", name="Accepter").click()
        page.get_by_text("Accepté. Ils le verront").wait_for()
    given = json.loads(fake.acts[-1][1]["assertion"])
    signed = json.loads(urlsafe_b64decode(given["response"]["clientDataJSON"] + "=="))
    assert signed["type"] == "webauthn.get"
    assert signed["challenge"] == tale.CHALLENGE
    assert given["id"] == fake.signing.credentials[0]
    assert set(given["response"]) == {"clientDataJSON", "authenticatorData", "signature", "userHandle"}


def test_without_its_key_the_officer_may_go_on_with_password_only(page: Page, fake: FakeDesk) -> None:
    fake.signing = tale.SIGNING
    page.goto("/messages/e-0417/")
    # A browser without any key refuses at once what it would otherwise wait for.
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Accepter").click()
    page.get_by_text("La clé d’accès n’a pas signé").wait_for()
    assert fake.acts == []
    page.get_by_role("button", name="Continuer avec le mot de passe seul").click()
    page.get_by_text("Accepté. Ils le verront").wait_for()
    assert fake.acts[0][1]["assertion"] is None


def _credential(user: User) -> str:
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    return str(key.data["credential"]["id"])


def test_the_sound_of_the_desk_is_switched_on_by_hand_and_remembered(page: Page) -> None:
    page.goto("/")
    until(page, "document.title.startsWith('(2) ')")
    switch = page.locator("[data-alarm]")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    until(page, "document.querySelector('[data-alarm]').getAttribute('aria-pressed') === 'true'")
    page.reload()
    until(page, "document.querySelector('[data-alarm]').getAttribute('aria-pressed') === 'true'")
    page.locator("[data-alarm]").click()
    until(page, "localStorage.getItem('detente-sound') === 'off'")


KEPT = "**/compose/d-1/keep/"


def typing_pauses(page: Page, text: str) -> None:
    """Type, and let the time pass after which the page keeps what was typed."""
    page.get_by_label("Ce que vous écrivez").fill(text)
    page.clock.fast_forward(4000)


def test_a_page_that_keeps_itself_says_so_and_keeps_on(page: Page, fake: FakeDesk) -> None:
    page.clock.install()
    page.goto("/compose/d-1/content/")
    typing_pauses(page, "Il part.")
    page.get_by_text("Gardé de lui-même").wait_for()
    assert fake.drafts["d-1"].text == "Il part."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 302, "headers": {"Location": "/account/login/"}}, "vous n’êtes plus connecté"),
        ({"status": 400, "content_type": "text/html", "body": "<h1>Non</h1>"}, "le nœud ne l’a pas pris"),
        ({"status": 409, "json": {"said": "Il attend une seconde personne.", "code": "draft-waits"}}, "Il attend"),
    ],
    ids=["signed out", "no json", "refused"],
)
def test_a_page_that_may_not_keep_itself_says_why_and_asks_no_more(
    page: Page, answer: dict[str, Any], said: str
) -> None:
    asked: list[str] = []
    page.route(KEPT, lambda route: (asked.append(route.request.method), route.fulfill(**answer)))
    page.clock.install()
    page.goto("/compose/d-1/content/")
    typing_pauses(page, "Il part.")
    page.get_by_text(said).wait_for()
    typing_pauses(page, "Il part ce soir.")
    page.clock.fast_forward(60_000)
    page.get_by_text(said).wait_for()
    assert asked == ["POST"]


def test_a_page_whose_draft_is_gone_says_so(page: Page, fake: FakeDesk) -> None:
    page.clock.install()
    page.goto("/compose/d-1/content/")
    del fake.drafts["d-1"]
    typing_pauses(page, "Il part.")
    page.get_by_text("ce que vous venez d’écrire n’y est pas").wait_for()


@pytest.mark.parametrize("status", [0, 502, 429], ids=["no answer", "proxy", "too many"])
def test_a_node_that_fails_for_the_moment_is_asked_again(page: Page, fake: FakeDesk, status: int) -> None:
    page.clock.install()
    page.goto("/compose/d-1/content/")
    page.route(KEPT, lambda route: route.fulfill(status=status, body="<h1>!</h1>") if status else route.abort())
    typing_pauses(page, "Il part.")
    page.get_by_text("Nouvel essai").wait_for()
    page.unroute(KEPT)
    page.clock.fast_forward(16_000)
    page.get_by_text("Gardé de lui-même").wait_for()
    assert fake.drafts["d-1"].text == "Il part."
