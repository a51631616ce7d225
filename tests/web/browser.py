"""A real browser on the desk: Debian's chromium, an officer signed in, one language and one width at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

PATIENCE: Final = 120_000
"""Milliseconds that a page may take to do as it should: a machine may have more to do than to serve it."""

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.effectiveDirective + " " + event.blockedURI);
});
"""
"""Put before every page's own scripts, it gathers what the content policy blocked."""


@contextmanager
def started(chromium: Path) -> Iterator[Browser]:
    """Start the browser; without its sandbox, which needs rights that a container lacks."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"], timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """Give a context whose pages are waited for with the patience of all these tests."""
    made = browser.new_context(**options)
    made.set_default_timeout(PATIENCE)
    return made


@contextmanager
def desk_page(
    browser: Browser, address: str, user: User | None, *, language: str = "fr", width: int = 1440, scripts: bool = True
) -> Iterator[Page]:
    """Give a page whose officer is signed in and reads `language`; `user` None stays outside."""
    context = new_context(
        browser,
        base_url=address,
        locale=language,
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        color_scheme="light",
    )
    cookies = {settings.LANGUAGE_COOKIE_NAME: language}
    if user is not None:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    try:
        yield context.new_page()
    finally:
        context.close()


def until(page: Page, holds: str) -> None:
    """Return when the expression `holds` in the page.

    It asks anew from here: the browser's own waiting compiles the text again within the page at its second look, which
    the desk's content policy forbids, so that it serves only what holds at once.
    """
    ends = monotonic() + PATIENCE / 1000
    while not page.evaluate(holds):
        assert monotonic() < ends, f"never held: {holds}"
        page.wait_for_timeout(50)


def go_on_with(page: Page, button: Locator) -> None:
    """Press a button and return when the page that it leads to stands: where that is the same one, no text tells."""
    with page.expect_navigation():
        button.click()


def plug_in_a_key(page: Page) -> None:
    """Give the page's machine a passkey that signs whenever it is asked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
