"""Each thing has its page, and the pages keep their form.

What can be found in the sources is looked for in the docs: rooms, error codes, environment variables, commands. A new
one without its line fails here, so that the reference is never behind.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from detente.protocol import refusal
from tests.house import tracked
from tests.shared import PROJECT

SOURCE = PROJECT / "src" / "detente"
DOCS = PROJECT / "docs"
REFERENCE = DOCS / "reference"
KINDS = {"tutorial", "how-to", "reference", "explanation", "decisions"}

SCRIPTS = {
    "fr": re.compile(r"[A-Za-zÀ-ÿœ’ -]+"),
    "ru": re.compile(r"[А-Яа-яЁё -]+"),
    "ar": re.compile(r"[\u0600-\u06ff ]+"),
}
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
DECISION = re.compile(
    r"# (?P<number>\d+)\. .+\nStatus: (accepted|superseded by \[.+\]\(.+\)), \d{4}-\d\d-\d\d\n.*"
    r"^Context: .+^Options: ?.*^Decision: ?.*^Consequences: ",
    re.DOTALL | re.MULTILINE,
)


def test_each_room_has_its_sentence_and_each_sentence_its_room() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert set(_rooms("docs/reference/rooms.md")) == rooms


def test_the_readme_says_the_same_of_the_rooms_as_the_reference() -> None:
    assert _rooms("README.md") == _rooms("docs/reference/rooms.md")


def test_each_contract_is_explained() -> None:
    page = (REFERENCE / "rooms.md").read_text(encoding="utf-8")
    settings = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    for name in re.findall(r'^\[\[tool\.importlinter\.contracts\]\]\nname = "(.+)"', settings, re.MULTILINE):
        assert f"| {name} |" in page


def test_the_glossary_gives_each_word_one_meaning_in_four_languages() -> None:
    entries = list(_rows(REFERENCE / "glossary.md"))
    terms = [term for term, *_ in entries]
    assert terms == sorted(set(terms)), "terms are sorted, each once"
    for term, meaning, *translations in entries:
        assert len(meaning.split()) >= 4, term
        for language, word in zip(SCRIPTS, translations, strict=True):
            assert SCRIPTS[language].fullmatch(word), f"{term}: {language}: {word}"
    for position, language in enumerate(SCRIPTS, 2):
        twice = [word for word, count in Counter(entry[position] for entry in entries).items() if count > 1]
        assert not twice, f"{language}: {twice}"


def test_each_error_code_has_its_line() -> None:
    page = (REFERENCE / "codes.md").read_text(encoding="utf-8")
    missing = {code for code in _error_codes() if code and f"| `{code}` |" not in page}
    assert not missing


def test_the_page_says_of_the_wire_s_codes_what_the_protocol_does() -> None:
    rows = {row[0].strip("`"): row[1] for row in _rows(REFERENCE / "codes.md")}
    answers = {**refusal.PLAIN, **refusal.SIGNED}
    assert [code for code in answers if rows.get(code) != str(answers[code])] == []
    assert set(rows) >= refusal.ENTRY


def test_no_code_has_two_lines() -> None:
    codes = [row[0] for row in _rows(REFERENCE / "codes.md")]
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_each_environment_variable_has_its_line() -> None:
    read = {name for path, text in tracked.texts() for name in _variables(path, text)}
    written = {row[0].strip("`") for row in _rows(REFERENCE / "environment.md")}
    assert read - written == set()


def test_each_setting_of_the_home_folder_has_its_line() -> None:
    """`node.get("code", …)` in the settings is the setting `[node] code`."""
    written = {row[0].strip("`") for row in _rows(REFERENCE / "home-folder.md")}
    files = (SOURCE / "node" / "settings").glob("*.py")
    found = [re.findall(r'\b(node|desk|peer|worker)\.get\("(\w+)"', file.read_text(encoding="utf-8")) for file in files]
    assert {f"[{section}] {name}" for names in found for section, name in names} - written == set()


def test_each_command_has_its_line() -> None:
    """Here from the first line, so that the first command needs its page."""
    commands = set(_commands())
    page = REFERENCE / "commands.md"
    written = {row[0].strip("`") for row in _rows(page)} if page.exists() else set()
    assert written == commands


def test_decisions_are_numbered_without_gaps_and_have_their_parts() -> None:
    files = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        found = DECISION.match(file.read_text(encoding="utf-8"))
        assert found, file.name
        assert int(found["number"]) == int(file.name[:4])


def test_docs_are_of_the_four_kinds_or_decisions() -> None:
    placed = {path.relative_to("docs").parts[0] for path in tracked.files() if path.is_relative_to("docs")}
    assert placed <= KINDS | {"README.md", "images"}


@pytest.mark.parametrize("page", [path for path in tracked.files() if path.suffix == ".md"], ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    text = (PROJECT / page).read_text(encoding="utf-8")
    broken = [link for link in LINK.findall(text) if not (PROJECT / page.parent / link).exists()]
    assert not broken


def test_changelog_fragments_are_named_so_that_they_are_found() -> None:
    fragments = [path.name for path in tracked.files() if path.parts[0] == "changelog.d" and path.suffix == ".md"]
    wrong = [
        name for name in fragments if not re.fullmatch(r"\d+(\.\d+)?\.(security|wire|feature|fix)(\.\d+)?\.md", name)
    ]
    assert not wrong


def _rows(page: Path) -> Iterator[list[str]]:
    """Give the cells of each row of the page's tables, without head and rule."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        is_head = number + 1 < len(lines) and lines[number + 1].startswith("|--")
        if line.startswith("|") and not line.startswith("|--") and not is_head:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _rooms(page: str) -> dict[str, str]:
    text = (PROJECT / page).read_text(encoding="utf-8")
    table = text[text.index("| room | what it is |") :].split("\n\n")[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE))


def _error_codes() -> Iterator[str]:
    """Give the text of each `code = "…"` in a class of the sources."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for statement in node.body if isinstance(node, ast.ClassDef) else ():
                match statement:
                    case (
                        ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code)))
                        | ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code)))
                    ):
                        yield code


def _variables(path: Path, text: str) -> Iterator[str]:
    """Give the environment variables that a file reads; Django settings of the same form are none."""
    if path.suffix == ".py":
        yield from re.findall(r"""(?:environ\w*(?:\.get\(|\[)|getenv\()\s*["'](DETENTE_[A-Z_]+)["']""", text)
    elif path.name == "Makefile" or path.is_relative_to(".ci"):
        yield from re.findall(r"\bDETENTE_[A-Z_]+(?==)", text)


def _commands() -> Iterator[str]:
    """Give each command as it is typed: `detente party invite`."""
    if find_spec("detente.cli.main") is None:
        return
    app = import_module("detente.cli.main").app
    yield from _below(typer.main.get_command(app), "detente")


def _below(command: object, name: str) -> Iterator[str]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name
        return
    for word, one in below.items():
        if not one.hidden:
            yield from _below(one, f"{name} {word}")
