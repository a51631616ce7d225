"""What a page must be, read from its HTML: landmarks, language, nothing inline, icons that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.STATICFILES_DIRS[0])
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
VOID = {"meta", "link", "input", "br", "img", "path", "circle", "rect", "use", "hr"}


@dataclass
class Parsed(HTMLParser):
    """The parts of a page that the tests ask for."""

    html: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data
        elif not {"script", "style"}.intersection(self._open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """Give what a reader sees, with single spaces; those that do not break stay what they are."""
        return re.sub(r"[ \t\r\n]+", " ", " ".join(self.words)).strip()

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of each element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def fields(self) -> dict[str, str]:
        """Give what a browser would post of the hidden fields of the first form that has a challenge."""
        return {one["name"]: one.get("value", "") for one in self.all("input") if one.get("type") == "hidden"}


def faults(page: Parsed) -> list[str]:
    """Give what a page of the desk has and may not have, or lacks and must have."""
    found = [f"inline style on <{tag}>" for tag, attributes in page.tags if "style" in attributes]
    found += [f"{name} on <{tag}>" for tag, attributes in page.tags for name in attributes if name.startswith("on")]
    found += ["<style>"] * len(page.all("style"))
    found += [
        "inline script" for one in page.all("script") if not one.get("src") and one.get("type") != "application/json"
    ]
    found += [f"elsewhere: {one}" for one in _addresses(page) if re.match(r"(https?:)?//", one)]
    uses = [one.get("href", "") for one in page.all("use")]
    found += [f"no icon {one}" for one in uses if one.rpartition("#")[2] not in ICONS]
    found += [f"{len(page.all('main'))} <main>"] if len(page.all("main")) != 1 else []
    found += [f"{len(page.all('h1'))} <h1>"] if len(page.all("h1")) != 1 else []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    found += [f"id {one} twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    labelled = {one.get("for") for one in page.all("label")}
    found += [
        f"no label for {one}" for one in _inputs(page) if one.get("id") not in labelled and "aria-label" not in one
    ]
    found += ["POST form without token"] * (_posts(page) - len(_tokens(page)))
    return found


def _addresses(page: Parsed) -> list[str]:
    return [attributes.get(name, "") for _, attributes in page.tags for name in ("src", "href", "action", "poster")]


def _inputs(page: Parsed) -> list[dict[str, str]]:
    fields = [one for one in page.all("input") if one.get("type") not in ("hidden", "submit", "radio", "checkbox")]
    return [*fields, *page.all("select"), *page.all("textarea")]


def _posts(page: Parsed) -> int:
    return sum(one.get("method", "").lower() == "post" for one in page.all("form"))


def _tokens(page: Parsed) -> list[dict[str, str]]:
    return [one for one in page.all("input") if one.get("name") == "csrfmiddlewaretoken"]
