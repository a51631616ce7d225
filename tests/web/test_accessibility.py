"""Every page of the desk in a real browser, in four languages: axe finds nothing, no policy is broken, nothing slides.

One browser looks at each page once: axe at the width of the language's turn, then the edges at three widths, and on a
telephone no part of a page that has to be pushed sideways. axe-core comes with the development package
axe-playwright-python; its script is evaluated in the page, which the strict content policy allows a debugger and nobody
else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from detente.node.queries.desk import Draft
from tests.web import fictional as tale
from tests.web.audited import PAGES, Audited, State
from tests.web.browser import VIOLATIONS, desk_page, started
from tests.web.fake_desk import FakeDesk
from tests.web.house_states import reach, stand

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Only counts come back for what is right: the nodes of a page in words are long.
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return {
    rules: found.passes.length,
    elements: document.querySelectorAll("body *").length,
    violations: found.violations.map((rule) => `${rule.id}, ${rule.nodes[0].html.slice(0, 120)}`),
  };
}"""
SEND = """([address, typed]) => {
  const fits = (form) => form.method === "post" && new URL(form.action).pathname === address
    && Object.keys(typed).every((name) => name in form.elements);
  const form = [...document.forms].find(fits);
  for (const [name, value] of Object.entries(typed)) form.elements[name].value = value;
  HTMLFormElement.prototype.submit.call(form);
}"""
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
BEYOND = "document.documentElement.scrollWidth - window.innerWidth"
# Whatever is wider than its own box, and so has to be pushed sideways to be read.
PUSHED = """() => [...document.querySelectorAll("main, main *")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(each).overflowX))
  .map((each) => `${each.localName}.${each.className}, ${each.scrollWidth} in ${each.clientWidth} px`)"""
TELEPHONE = 390
# Widths of a desk, of a telephone, and of the smallest that must work without moving sideways.
WIDTHS = (1440, TELEPHONE, 320)
# What the browser says by itself of a page that was refused, in which nothing is wrong.
ANSWERED = "the server responded with a status of"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for all tests here."""
    with pytest.MonkeyPatch.context() as patch, started(chromium) as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield running


@pytest.mark.parametrize(("language", "width"), [("fr", 1440), ("ar", 390), ("en", 390), ("ru", 1440)])
def test_axe_and_the_content_policy_find_nothing_on_any_page_and_none_moves_sideways(
    browser: Browser,
    live_server: LiveServer,
    user: User,
    fake: FakeDesk,
    language: str,
    width: int,
    say_at_the_end: Callable[..., None],
) -> None:
    found: list[str] = []
    for state, pages in _by_state().items():
        fake.correspondents = (replace(tale.TO_ZORIANE, kinds=("notification", "request-information")),)
        fake.drafts["d-1"] = Draft(
            "notification",
            "notification",
            "ZOR",
            subject="Voyage",
            text="Il voyage.",
            tlp="AMBER",
            desk="Permanence",
            ask={"wanted": "Ses vols"},
        )
        fake.drafts["d-2"] = Draft("request-information", "request", "ZOR", subject="Entrées", tlp="AMBER")
        who = None if state in ("outside", "second-factor") else user
        with (
            stand(fake, user, state),
            desk_page(browser, live_server.url, who, language=language, width=width) as page,
        ):
            said: list[str] = []
            page.add_init_script(VIOLATIONS)
            page.add_init_script(AXE)
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.on("console", lambda one, said=said: said.append(one.text) if one.type == "error" else None)
            reach(page, state)
            for each in pages:
                said.clear()
                counted, problems = _look(page, each, width)
                say_at_the_end(f"axe {language} {width} {each}: {counted}", under="axe")
                found += [f"{each}: {one}" for one in [*problems, *said] if ANSWERED not in one]
    assert found == []


def _by_state() -> dict[State, list[Audited]]:
    states: dict[State, list[Audited]] = {}
    for page in PAGES:
        states.setdefault(page.state, []).append(page)
    return states


def _look(page: Page, each: Audited, width: int) -> tuple[str, list[str]]:
    """Give what axe counted on a page, and everything that is wrong with it."""
    page.goto(each.address)
    if each.sends:
        _send(page, each)
    assert page.url.endswith(each.draws), f"{each} led to {page.url}"
    assert (page.evaluate(STATUS) >= 500) == (each.state == "failing"), f"{each} failed"
    result: dict[str, Any] = page.evaluate(RUN)
    assert result["rules"], "axe looked at nothing"
    problems = [f"axe: {one}" for one in result["violations"]]
    problems += [f"policy: {one}" for one in page.evaluate("window.violations")]
    for there in WIDTHS:
        page.set_viewport_size({"width": there, "height": 900})
        beyond = page.evaluate(BEYOND)
        problems += [f"{beyond} px beyond the edge at {there}"] if beyond > 0 else []
        if there == TELEPHONE:
            problems += [f"has to be pushed sideways: {one}" for one in page.evaluate(PUSHED)]
    page.set_viewport_size({"width": width, "height": 900})
    return f"{result['rules']} rules, {result['elements']} elements, {len(result['violations'])} violations", problems


def _send(page: Page, each: Audited) -> None:
    """Send a form of the page as it stands, with what is typed into it; the browser's own checks are left out."""
    with page.expect_navigation():
        page.evaluate(SEND, [each.sends, dict(each.typed)])
