"""Every word of the desk exists in each language, and the compiled catalogue says what the readable one says."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Node, NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

LOCALE = Path(settings.LOCALE_PATHS[0])
APPS = [LOCALE.parent / name for name in ("desk", "oversight")]
# English is the language of the source: its words are the keys.
LANGUAGES = ["fr", "ru", "ar"]
CALLS = {"gettext": 1, "gettext_lazy": 1, "_": 1, "ngettext": 2, "pgettext": 2, "pgettext_lazy": 2}
PLACE = re.compile(r"%\((\w+)\)s")
Key = tuple[str, str]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    known = readable(language)
    assert {key for key in used() if key not in known} == set()
    assert {key for key, forms in known.items() if not all(forms)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str) -> None:
    assert set(readable(language)) - used() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_readable_one(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, text), forms in readable(language).items():
        key = f"{context}\x04{text}" if context else text
        found = [compiled._catalog[key]] if len(forms) == 1 else _plurals(compiled, key, len(forms))  # type: ignore[attr-defined]  # the only way to every plural form
        assert found == forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_places(language: str) -> None:
    """A place that only plural forms leave out is right: "un jour", "يومان"."""
    for (_, text), forms in readable(language).items():
        wanted = set(PLACE.findall(text))
        for form in forms:
            named = set(PLACE.findall(form))
            assert named <= wanted, form
            assert named == wanted or len(forms) > 1, form


def test_french_spaces_do_not_break() -> None:
    wrong = [form for forms in readable("fr").values() for form in forms if re.search(r" [:;?!»]|« ", form)]
    assert wrong == []


def used() -> set[Key]:
    """Give every text that code and templates ask to have translated, with its context."""
    return {*_in_code(), *_in_templates()}


def readable(language: str) -> dict[Key, list[str]]:
    """Give the catalogue as people read it: (context, text) to its forms."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert "#, fuzzy" not in text
    entries: dict[Key, list[str]] = {}
    for block in text.split("\n\n")[1:]:
        context, key = _part(block, "msgctxt"), _part(block, "msgid")
        forms = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', block, re.MULTILINE)
        assert (context, key) not in entries, key
        entries[context, key] = [_unquoted(form) for form in forms]
    return entries


def _part(block: str, name: str) -> str:
    found = re.search(rf'^{name} ((?:".*"\n?)+)', block, re.MULTILINE)
    return _unquoted(found[1]) if found else ""


def _unquoted(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.strip().splitlines())


def _plurals(compiled: gettext.GNUTranslations, key: str, count: int) -> list[str]:
    return [compiled._catalog[key, number] for number in range(count)]  # type: ignore[attr-defined]  # the only way to every plural form


def _in_code() -> Iterator[Key]:
    for file in [file for app in APPS for file in app.rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in CALLS:
                texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                yield (str(texts[0]), str(texts[1])) if name.startswith("pgettext") else ("", str(texts[0]))


def _in_templates() -> Iterator[Key]:
    engine = engines["django"].engine  # type: ignore[attr-defined]  # the stubs know only the common base
    for file in [file for app in APPS for file in (app / "templates").rglob("*.html")]:
        template = engine.from_string(file.read_text(encoding="utf-8"))
        for node in _nodes(template.nodelist):
            if isinstance(node, TranslateNode):
                yield "", str(node.filter_expression.var).strip("\"'")
            elif isinstance(node, BlockTranslateNode):
                singular, _ = node.render_token_list(node.singular)
                yield "", _trimmed(singular) if node.trimmed else singular


def _trimmed(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _nodes(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in getattr(node, "child_nodelists", ()):
            yield from _nodes(getattr(node, name, None) or NodeList())
        for _, inner in getattr(node, "conditions_nodelists", ()):
            yield from _nodes(inner)
