"""The whole exchange without a mouse, on a Latin and on a Russian keyboard.

    notification -> accept -> clarification -> answer -> second officer approves with passkey -> partner sees it

Two real nodes, of which the one that answers works with four eyes. Letters go to the browser as the keyboard gives
them: on a Russian layout the key at A writes a Cyrillic letter, and the desk goes by its place. Whatever a mouse would
do is noticed by the page, and fails the test.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.e2e.conftest import Pair
from tests.e2e.nodes import RealNode, wait_for
from tests.e2e.test_browser import PASSWORD, _page
from tests.web.browser import plug_in_a_key, started

RUSSIAN = dict(zip("abcdefghijklmnopqrstuvwxyz", "фисвуапршолдьтщзйкыегмцчня", strict=True))
LAYOUTS = ("latin", "russian")
MOST = 9
FARTHEST = 80
MOUSE = """
for (const kind of ["mousedown", "pointerdown", "touchstart"])
  addEventListener(kind, (event) => { if (event.isTrusted) noticed(kind); }, true);
"""


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for both walks."""
    with started(chromium) as running:
        yield running


@dataclass
class Keyboard:
    """Presses keys of one layout and counts them; typed words do not count, for they are the answer itself."""

    page: Page
    layout: str
    pressed: int = 0
    mouse: list[str] = field(default_factory=list)
    wire: CDPSession = field(init=False)

    def __post_init__(self) -> None:
        self.wire = self.page.context.new_cdp_session(self.page)
        self.page.expose_function("noticed", lambda kind: self.mouse.append(kind))
        self.page.add_init_script(MOUSE)

    def letter(self, latin: str) -> None:
        """Press the key that bears a Latin letter, as this layout writes it, once the page stands."""
        self.page.wait_for_load_state()
        written = latin if self.layout == "latin" else RUSSIAN[latin]
        self.pressed += 1
        for kind in ("keyDown", "keyUp"):
            text = {"text": written} if kind == "keyDown" else {}
            key = {"type": kind, "key": written, "code": f"Key{latin.upper()}", **text}
            self.wire.send("Input.dispatchKeyEvent", key)

    def press(self, name: str) -> None:
        """Press a key that no layout moves, once the page stands."""
        self.page.wait_for_load_state()
        self.pressed += 1
        self.page.keyboard.press(name)

    def reach(self, selector: str) -> None:
        """Go on by Tab until what `selector` names has the focus."""
        self.page.locator(selector).first.wait_for()
        for _ in range(FARTHEST):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def write_where_the_cursor_comes(self, selector: str, words: str) -> None:
        """Write words into the field that the page gives the focus, once it did: that may come after its load."""
        self.page.locator(f"{selector}:focus").wait_for()
        self.page.keyboard.type(words)

    def write(self, selector: str, words: str) -> None:
        """Write words into a field."""
        self.reach(selector)
        self.page.keyboard.type(words)

    def end(self) -> None:
        """Return if no mouse was used, and the content policy of no page was broken."""
        assert self.mouse == []
        assert self.page.evaluate("window.violations") == []


@pytest.fixture(scope="module")
def house(strict_pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Give the two nodes with their officers for each layout; the second node takes two from now on."""
    make_house(strict_pair, tmp_path_factory.mktemp("officers"), LAYOUTS)
    return strict_pair


def make_house(pair: Pair, folder: Path, layouts: Sequence[str]) -> None:
    """Add an author for each layout at both nodes, and a second person where two are needed."""
    sender, receiver = pair
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    password = ("--password-file", folder / "password")
    for layout in layouts:
        sender.ask("user", "add", f"ada-{layout}", *password)
        receiver.ask("user", "add", f"ada-{layout}", *password)
        receiver.ask("user", "add", f"bo-{layout}", *password, "--role", "release")
    receiver.ask("house", "four-eyes", "on")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_from_notification_to_the_approved_answer_without_a_mouse(
    browser: Browser, house: Pair, layout: str, say_at_the_end: Callable[..., None]
) -> None:
    sender, receiver = house
    author, second, subject = f"ada-{layout}", f"bo-{layout}", f"A traveller, {layout}"
    told = sender.ask("send", "--to", receiver.code, "--subject", subject, "--text", "Look.", "--answer-by", "+2d")
    wait_for(lambda: subject in receiver.run("inbox").out, "the notification")

    keys = _at_the_desk(browser, receiver, author, layout)
    accepting = _accept(keys, subject)
    clarifying = _ask_what_is_missing(keys)
    wait_for(lambda: sender.ask("case", "show", told["id"])["state"] == "returned", "the question at the sender's node")
    sender.ask("case", "act", told["id"], "supplement", "--text", "In May.", "--lang", "en")
    wait_for(lambda: receiver.ask("case", "show", told["id"])["state"] == "registered", "what was missing")
    answering = _answer(keys)
    keys.end()
    say_at_the_end(
        f"keys {layout}: {accepting} to accept, {answering} to answer and submit ({accepting + answering} of {MOST}), "
        f"{clarifying} for the clarification between them"
    )
    assert accepting + answering <= MOST

    _approve_with_a_passkey(browser, receiver, second, layout)
    assert _approval_of(receiver)["response"], "the approval bears no assertion of the passkey"

    wait_for(lambda: sender.ask("show", told["id"])["receipts"]["answered"], "the answer at the sender's node")
    theirs = _at_the_desk(browser, sender, author, layout)
    theirs.letter("g")
    theirs.letter("i")
    theirs.page.wait_for_url("**/messages/")
    theirs.reach("a[href$='?box=sent']")
    theirs.press("Enter")
    theirs.page.wait_for_url("**/messages/?box=sent")
    theirs.letter("j")
    theirs.press("Enter")
    theirs.page.get_by_text("He does.").first.wait_for()
    theirs.end()


def _accept(keys: Keyboard, subject: str) -> int:
    """From My work: open the first that waits, read it, accept it; give how many keys that took."""
    keys.pressed = 0
    keys.letter("a")
    keys.page.get_by_role("heading", name=subject).wait_for()
    keys.letter("o")
    keys.page.locator("[data-key=a]").wait_for()
    keys.letter("a")
    keys.page.get_by_text("Accepted.").wait_for()
    return keys.pressed


def _ask_what_is_missing(keys: Keyboard) -> int:
    """From the message: give it back with what is missing; give how many keys that took."""
    keys.pressed = 0
    keys.letter("c")
    keys.page.wait_for_url("**/case/")
    keys.reach("a[href$='/case/return-insufficient/']")
    keys.press("Enter")
    keys.page.wait_for_url("**/return-insufficient/")
    keys.reach("[name=missing]")
    keys.press("Space")
    keys.reach("main form button.main")
    keys.press("Enter")
    keys.page.get_by_text("Done.").wait_for()
    return keys.pressed


def _answer(keys: Keyboard) -> int:
    """From wherever: go to My work, answer the first that is due, submit it; give how many keys that took."""
    keys.pressed = 0
    keys.letter("g")
    keys.letter("w")
    keys.page.get_by_role("heading", name="My work").wait_for()
    keys.letter("r")
    keys.page.locator("[data-key=r]").wait_for()
    keys.letter("r")
    keys.page.wait_for_url("**/answer/")
    keys.write_where_the_cursor_comes("textarea[name=text]", "He does.")
    keys.press("Control+Enter")
    keys.page.wait_for_url("**/leaves/")
    keys.page.get_by_text("He does.", exact=True).first.wait_for()
    keys.press("Control+Enter")
    keys.page.wait_for_url("**/approvals/**")
    return keys.pressed


def _approve_with_a_passkey(browser: Browser, node: RealNode, officer: str, layout: str) -> None:
    """The second officer makes a passkey, enters with it, and approves with it."""
    keys = _at_the_desk(browser, node, officer, layout)
    plug_in_a_key(keys.page)
    keys.page.goto("/account/mfa/webauthn/add/")
    keys.write("#id_password", PASSWORD)
    keys.press("Enter")
    keys.reach("#mfa_webauthn_add")
    keys.press("Enter")
    keys.page.wait_for_url("**/recovery-codes/**")
    keys.page.goto("/account/logout/")
    keys.reach("main form button")
    keys.press("Enter")
    keys.reach("#passkey_login")
    keys.press("Enter")
    keys.page.get_by_role("heading", name="My work").wait_for()
    keys.letter("p")
    keys.page.wait_for_url("**/approvals/**")
    keys.press("Control+Enter")
    keys.page.get_by_text("Approved and sealed.").wait_for()
    keys.end()


def _approval_of(node: RealNode) -> dict[str, object]:
    """Give the assertion of the newest approval under which something left."""
    with sqlite3.connect(f"file:{node.home / 'node.sqlite3'}?mode=ro", uri=True) as database:
        query = "select assertion from approval where state = 'used' order by id desc"
        (assertion,) = database.execute(query).fetchone()
    return dict(json.loads(assertion))


def _at_the_desk(browser: Browser, node: RealNode, officer: str, layout: str) -> Keyboard:
    keys = Keyboard(_page(browser, node), layout)
    keys.page.goto("/account/login/")
    keys.write("#id_login", officer)
    keys.write("#id_password", PASSWORD)
    keys.press("Enter")
    keys.page.get_by_role("heading", name="My work").wait_for()
    return keys
