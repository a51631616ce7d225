"""From a name in another script to a watch that fires: the whole of it on the screens of two real nodes.

One node holds a list of names, the other writes about a man whose name and birth date are wrong in it. The officer sees
who may be meant and why, judges, and may tell the partner; a watch that the message asks for fires on his return.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import shared
from tests.e2e.conftest import Pair
from tests.e2e.nodes import wait_for
from tests.e2e.test_browser import PASSWORD, _page, _sign_in
from tests.web.browser import go_on_with, started

WATCHLIST = shared.LOCATION / "data" / "names" / "watchlist.jsonl.gz"
LISTED = (
    {"id": "acc-tamerlan", "names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"]},
    {"id": "own-1", "names": ["Tamara Tsereteli"], "birthDate": ["1961-02-03"]},
    {"id": "own-2", "names": ["Zimar Togoyev"], "birthDate": ["1989"]},
)
PERSON = {
    "ftm": {"schema": "Person", "properties": {"name": ["Тамерлан Царнаев"], "birthDate": ["1987-10-21"]}},
    "category": "suspect",
}
BACK = {
    "what": "crossing",
    "direction": "in",
    "person": {"names": ["TSARNAEV TAMERLAN"], "birthDate": ["1986-10-21"]},
    "source": "border desk",
    "place": "airport",
}


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for the whole walk."""
    with started(chromium) as running:
        yield running


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Give the real list where it is here; else one of three."""
    file = tmp_path / "watchlist.jsonl"
    if WATCHLIST.is_file():
        file.write_bytes(gzip.decompress(WATCHLIST.read_bytes()))
    else:
        file.write_text("".join(json.dumps(each) + "\n" for each in LISTED), encoding="utf-8")
    return file


def test_a_name_in_another_script_is_found_judged_told_and_watched_for(
    browser: Browser, pair: Pair, tmp_path: Path, listed: Path
) -> None:
    sender, receiver = pair
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "person.json").write_text(json.dumps(PERSON), encoding="utf-8")
    receiver.ask("user", "add", "vera", "--password-file", tmp_path / "password")
    receiver.ask(
        "lists", "add", "seeds", "--title", "A list", "--publisher", "Its publisher", "--basis", "Public", "--officer",
        "vera",
    )  # fmt: skip
    loaded = receiver.ask("lists", "load", "seeds", listed, "--officer", "vera")
    assert loaded["state"] == "in-force", loaded
    sent = sender.ask(
        "send", "--to", receiver.code, "--subject", "A traveller from the Caucasus", "--text", "Who is he?",
        "--asks", "Who is he, and does he travel?", "--answer-by", "+2d",
        "--record", tmp_path / "person.json", "--character", "none",
    )  # fmt: skip
    wait_for(lambda: sent["id"] in receiver.run("inbox", "--json").out, "the notification")

    page = _page(browser, receiver)
    _sign_in(page, "vera")
    page.goto(f"/messages/{sent['id']}/")
    go_on_with(page, page.locator("main").get_by_role("button", name="Open"))
    _look_until_it_is_there(page, "Tsarnayev, Tamerlan")
    page.get_by_role("link", name="Tsarnayev, Tamerlan").first.click()
    page.wait_for_url("**/matches/**")
    expect(page.locator("main")).to_contain_text("Тамерлан Царнаев")
    expect(page.locator("main")).to_contain_text("same birth date")

    page.keyboard.press("y")
    page.locator("[name=because]").fill("The same man: the list writes his name as the notice did")
    go_on_with(page, page.get_by_role("button", name="Keep the judgement"))
    expect(page.locator("main")).to_contain_text("The same man: the list writes his name as the notice did")

    go_on_with(page, page.get_by_role("button", name="Begin an answer"))
    page.wait_for_url("**/answer/**")
    assert sender.ask("show", sent["id"])["receipts"]["answered"] is None, "something left by itself"

    _set_a_watch(page, sent["id"])
    assert page.evaluate("window.violations") == []
    (tmp_path / "events.jsonl").write_text(_events(), encoding="utf-8")
    fired = receiver.run("watch", "event", tmp_path / "events.jsonl", "--officer", "vera", "--json")
    assert fired.code == 0, fired
    assert len(fired.lines) == 1
    page.goto("/")
    page.locator("#q-alerts").wait_for()
    page.get_by_role("link", name="TSARNAEV TAMERLAN").first.click()
    page.wait_for_url("**/watches/**")
    expect(page.locator("main")).to_contain_text("came into the country")
    page.locator("[name=note]").fill("calls the border desk")
    go_on_with(page, page.get_by_role("button", name="Take it"))
    expect(page.locator("main")).to_contain_text("taken by")
    assert page.evaluate("window.violations") == []


def _look_until_it_is_there(page: Page, words: str) -> None:
    """Look at the page again until the screening behind it is done."""

    def there() -> bool:
        page.reload()
        return words in page.locator("main").inner_text()

    wait_for(there, f"the match with {words}")


def _set_a_watch(page: Page, message: str) -> None:
    page.goto(f"/messages/{message}/watch/")
    page.locator("[name=until]").fill("2030-01-01T12:00")
    for name, words in {"basis": "Act 9", "law": "Act 7", "because": "asked to be told if he travels"}.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=purpose]").select_option(index=1)
    # A watch lasts a year at most: what is refused keeps what was typed.
    go_on_with(page, page.locator("main").get_by_role("button", name="Set up the watch"))
    expect(page.locator("main")).to_contain_text("A watch lasts a year at most")
    page.locator("[name=until]").fill(page.evaluate(_IN_NINETY_DAYS))
    go_on_with(page, page.locator("main").get_by_role("button", name="Set up the watch"))
    page.wait_for_url("**/watches/**")
    expect(page.locator("main")).to_contain_text("Тамерлан Царнаев")


_IN_NINETY_DAYS = "new Date(Date.now() + 90 * 86400000).toISOString().slice(0, 16)"


def _events() -> str:
    at = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    brother = {"names": ["DZHOKHAR TSARNAEV"], "birthDate": ["1993-07-22"]}
    events: list[dict[str, Any]] = [
        {**BACK, "at": at, "reference": "1"},
        {**BACK, "at": at, "reference": "2", "person": brother},
    ]
    return "".join(json.dumps(each) + "\n" for each in events)
