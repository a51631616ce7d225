"""Every page of the desk under axe-core, in four languages and two widths: no violation, and how much was looked at.

axe-core comes with the development package axe-playwright-python; its script is evaluated in the page, which the strict
content policy allows a debugger and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from detente.node.queries.desk import Draft
from tests.web.browser import desk_page, started
from tests.web.fake_desk import FakeDesk
from tests.web.test_screens import PAGES, say_why_oversight_reads

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = "async () => { const r = await axe.run(document, {resultTypes: ['violations', 'passes']}); return r; }"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give one browser for all tests here."""
    with pytest.MonkeyPatch.context() as patch, started(chromium) as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield running


@pytest.mark.parametrize(("language", "width"), [("fr", 1440), ("ar", 390), ("en", 390), ("ru", 1440)])
def test_axe_finds_nothing_on_any_page(
    browser: Browser,
    live_server: LiveServer,
    user: User,
    fake: FakeDesk,
    language: str,
    width: int,
    say_at_the_end: Callable[..., None],
) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="Voyage", text="Il voyage.", tlp="AMBER")
    found: list[str] = []
    with desk_page(browser, live_server.url, user, language=language, width=width) as page:
        say_why_oversight_reads(page)
        for address in PAGES:
            page.goto(address)
            page.evaluate(AXE)
            result: dict[str, Any] = page.evaluate(RUN)
            nodes = sum(len(rule["nodes"]) for rule in result["passes"])
            assert result["passes"], "axe looked at nothing"
            say_at_the_end(f"axe {language} {width} {address}: {len(result['passes'])} passes, {nodes} nodes")
            found += [f"{address}: {rule['id']}, {rule['nodes'][0]['html'][:120]}" for rule in result["violations"]]
    assert found == []
