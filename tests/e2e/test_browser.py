"""The main job on the screens of two real nodes: a passkey opens the door and signs the acceptance; the answer arrives.

Two nodes in processes of their own, an officer with a password at each, and Debian's chromium with a virtual passkey.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Pair
from tests.e2e.nodes import RealNode, wait_for
from tests.web.browser import VIOLATIONS, go_on_with, new_context, plug_in_a_key, started

PASSWORD = "quai-brume-sept-orge"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for the whole walk."""
    with started(chromium) as running:
        yield running


def _page(browser: Browser, node: RealNode) -> Page:
    context = new_context(
        browser,
        base_url=f"http://localhost:{node.desk_port}",
        locale="en",
        viewport={"width": 1440, "height": 900},
    )
    page = context.new_page()
    page.add_init_script(VIOLATIONS)
    return page


def _sign_in(page: Page, officer: str) -> None:
    page.goto("/account/login/")
    page.locator("#id_login").fill(officer)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.get_by_role("heading", name="My work").wait_for()


def _register_a_passkey(page: Page) -> None:
    plug_in_a_key(page)
    page.goto("/account/mfa/webauthn/add/")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator("[name=passwordless]").check()
    page.wait_for_load_state()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/account/logout/")
    go_on_with(page, page.locator("main").get_by_role("button"))


def _press(page: Page, key: str) -> None:
    """Press a key once the page stands: before its scripts have run no key means anything, and texts come first."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def _go_to(page: Page, subject: str) -> None:
    """Go down the rows to the one with a subject; other tests of the pair may have left some before it."""
    seen = []
    while subject not in (seen or [""])[-1]:
        _press(page, "j")
        seen.append(page.evaluate("document.activeElement.textContent") or "")
        assert len(set(seen)) == len(seen), f"no row with {subject}: {seen}"


def _act_of(node: RealNode, act: str) -> dict[str, object]:
    with sqlite3.connect(f"file:{node.home / 'node.sqlite3'}?mode=ro", uri=True) as database:
        (assertion,) = database.execute("select assertion from act where act = ? order by id desc", (act,)).fetchone()
    return dict(json.loads(assertion))


def test_the_main_job_by_passkey_and_keyboard_on_the_screens_of_two_nodes(
    browser: Browser, pair: Pair, tmp_path: Path
) -> None:
    sender, receiver = pair
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    for node in pair:
        node.ask("user", "add", "claire", "--password-file", tmp_path / "password")
    sent = sender.ask("send", "--to", receiver.code, "--subject", "A traveller", "--text", "Does he travel?",
                      "--answer-by", "+2d")  # fmt: skip
    wait_for(lambda: "A traveller" in receiver.run("inbox").out, "the notification")

    page = _page(browser, receiver)
    _sign_in(page, "claire")
    _register_a_passkey(page)
    page.goto("/account/login/")
    page.locator("[data-passkey], #passkey_login").first.click()
    page.get_by_role("heading", name="My work").wait_for()

    _go_to(page, "A traveller")
    _press(page, "Enter")
    page.wait_for_url("**/messages/**")
    page.locator("main").get_by_role("button", name="Open").click()
    page.get_by_text("Does he travel?").wait_for()
    _press(page, "a")
    page.get_by_text("Accepted.").first.wait_for()
    assert _act_of(receiver, "accept")["response"], "the acceptance bears no assertion of the passkey"

    _press(page, "r")
    page.wait_for_url("**/answer/**")
    page.locator("#reply").get_by_label("full").check()
    page.locator("textarea[name=text]").fill("He does not.")
    page.locator("[name=tlp][value=AMBER]").check()
    page.get_by_role("button", name="See what leaves").click()
    page.wait_for_url("**/leaves/**")
    page.get_by_role("button", name="Release and send").click()
    page.wait_for_url("**/messages/**")
    assert _act_of(receiver, "release-answer")["response"], "the release bears no assertion of the passkey"
    assert page.evaluate("window.violations") == []

    wait_for(lambda: sender.ask("show", sent["id"])["receipts"]["answered"], "the answer at the sender's node")
    theirs = _page(browser, sender)
    _sign_in(theirs, "claire")
    theirs.goto("/messages/?box=sent")
    theirs.get_by_role("link", name="A traveller").first.click()
    theirs.get_by_text("He does not.").first.wait_for()
    assert theirs.evaluate("window.violations") == []
