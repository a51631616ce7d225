"""The whole exchange without a mouse, on a Latin and on a Russian keyboard: ask, accept, clarify, answer, approve, see.

Two real nodes, of which the one that answers works with four eyes. Letters go to the browser as the keyboard gives
them: on a Russian layout the key at A writes a Cyrillic letter, and the desk goes by its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.e2e.conftest import Pair
from tests.e2e.nodes import wait_for
from tests.e2e.test_browser import PASSWORD, _act_of, _page, _register_a_passkey, _sign_in
from tests.web.browser import started

RUSSIAN = dict(zip("abcdefghijklmnopqrstuvwxyz", "фисвуапршолдьтщзйкыегмцчня", strict=True))
MOST = 9
FARTHEST = 80


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for both walks."""
    with started(chromium) as running:
        yield running


@dataclass
class Keyboard:
    """Presses keys of one layout and counts them; typed words do not count, for they are the answer itself."""

    page: Page
    wire: CDPSession
    layout: str
    pressed: int = 0

    def letter(self, latin: str) -> None:
        """Press the key that bears a Latin letter, as this layout writes it."""
        written = latin if self.layout == "latin" else RUSSIAN[latin]
        self.pressed += 1
        for kind in ("keyDown", "keyUp"):
            text = {"text": written} if kind == "keyDown" else {}
            key = {"type": kind, "key": written, "code": f"Key{latin.upper()}", **text}
            self.wire.send("Input.dispatchKeyEvent", key)

    def press(self, name: str) -> None:
        """Press a key that no layout moves."""
        self.pressed += 1
        self.page.keyboard.press(name)

    def reach(self, selector: str) -> None:
        """Go on by Tab until what `selector` names has the focus."""
        for _ in range(FARTHEST):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    def type(self, words: str) -> None:
        """Write words."""
        self.page.keyboard.type(words)


def _keyboard(page: Page, layout: str) -> Keyboard:
    return Keyboard(page, page.context.new_cdp_session(page), layout)


@pytest.mark.parametrize("layout", ["latin", "russian"])
def test_from_notification_to_the_approved_answer_without_a_mouse(
    browser: Browser, pair: Pair, tmp_path: Path, layout: str
) -> None:
    sender, receiver = pair
    author, second = f"ada-{layout}", f"bo-{layout}"
    subject = f"Travellers {layout}"
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    for node in pair:
        node.ask("user", "add", author, "--password-file", tmp_path / "password")
        node.ask("user", "add", second, "--password-file", tmp_path / "password", "--role", "release")
    told = sender.ask("send", "--to", receiver.code, "--subject", subject, "--text", "Look.", "--answer-by", "+2d")
    asked = sender.ask("request", "--to", receiver.code, "--subject", f"{subject}, asked", "--wanted", "His visas",
                       "--necessary", "No other source", "--facts", "A plot", "--link", "A suspect",
                       "--use-limits", "Inquiry", "--not-direct", "--answer-by", "+5d")  # fmt: skip
    wait_for(lambda: f"{subject}, asked" in receiver.run("inbox").out, "both messages")
    receiver.ask("house", "four-eyes", "on")

    page = _page(browser, receiver)
    _sign_in(page, author)
    keys = _keyboard(page, layout)

    # Clarification: the request is opened, and what is missing is asked back.
    page.goto(f"/messages/{asked['id']}/")
    keys.letter("o")
    page.get_by_text("His visas").first.wait_for()
    keys.letter("c")
    page.wait_for_url("**/case/")
    for act, fields in (("cross-check", "[name=confirm]"), ("ask-clarification", "[name=missing]")):
        keys.reach(f"a[href$='/case/{act}/']")
        keys.press("Enter")
        keys.reach(fields)
        keys.press("Space")
        if act == "ask-clarification":
            keys.reach("textarea[name=text]")
            keys.type("Which year?")
        keys.reach("main form button.main")
        keys.press("Enter")
        page.wait_for_url("**/case/")
    wait_for(lambda: "clarification-asked" in sender.run("case", "show", asked["id"], "--json").out, "the question")

    # Accept and answer the notification: from My work, the keys counted.
    page.goto("/")
    page.get_by_role("link", name=subject, exact=True).first.wait_for()
    keys.pressed = 0
    keys.letter("a")
    page.wait_for_url(f"**/messages/{told['id']}/")
    keys.letter("o")
    page.locator("[data-key=a]").first.wait_for()
    keys.letter("a")
    page.get_by_text("Accepted.").first.wait_for()
    keys.letter("r")
    page.wait_for_url("**/answer/**")
    keys.type("He does.")
    keys.press("Control+Enter")
    page.wait_for_url("**/leaves/**")
    keys.press("Control+Enter")
    page.wait_for_url("**/approvals/**")
    assert keys.pressed <= MOST
    assert page.evaluate("window.violations") == []

    # The second officer approves with a passkey.
    other = _page(browser, receiver)
    _sign_in(other, second)
    _register_a_passkey(other)
    _sign_in(other, second)
    theirs = _keyboard(other, layout)
    theirs.letter("p")
    other.wait_for_url("**/approvals/**")
    theirs.press("Control+Enter")
    other.wait_for_url("**/messages/**")
    assert _act_of(receiver, "approve")["response"], "the approval bears no assertion of the passkey"
    assert other.evaluate("window.violations") == []

    # The partner sees it.
    wait_for(lambda: sender.ask("show", told["id"])["receipts"]["answered"], "the answer at the sender's node")
    reader = _page(browser, sender)
    _sign_in(reader, author)
    reader.goto(f"/messages/{told['id']}/")
    reader.get_by_text("He does.").first.wait_for()
    assert reader.evaluate("window.violations") == []
