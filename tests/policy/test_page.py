"""The page on policy says what the rules do."""

from __future__ import annotations

from tests.policy.page import PAGE, render


def test_the_page_is_drawn_from_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m tests.policy.page"
