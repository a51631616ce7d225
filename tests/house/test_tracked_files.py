"""What may stand in the project's files: nothing of one machine, nothing unfinished, no exception without reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import tracked
from tests.shared import PROJECT

# Put together from parts, so that this file does not hold what it looks for.
HOMES = re.compile(
    "|".join(["/" + "home/[a-z]", "/" + "root/", "/" + "Users/", r"[A-Z]:\\" + "Users", f"{PROJECT.parent}/"])
)
REGISTRIES = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)"]))
UNFINISHED = re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", "NotImplemented" + "Error"]))

EXCEPTION = re.compile(
    r"#\s*(type:\s*ignore|noqa|pragma:\s*no cover|nosec)\b(?P<codes>(\[[\w, -]*\]|:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?)"
)
REASON = re.compile(r"[#-]\s*[^\s#]\S*(\s+\S+){2,}")


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one machine", HOMES),
        ("a host of a package registry", REGISTRIES),
        ("an unfinished place", UNFINISHED),
    ],
    ids=["paths", "registries", "unfinished"],
)
def test_no_tracked_file_holds(what: str, pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in tracked.texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def test_the_pip_lock_names_no_registry() -> None:
    assert not REGISTRIES.search((PROJECT / "requirements.lock").read_text(encoding="utf-8"))


def test_each_exception_from_a_check_names_its_rule_and_its_reason(say_at_the_end: Callable[..., None]) -> None:
    """The form is `# noqa: S603  # why it is right here` (or ` - why …`); in pyproject.toml, `"a -> b",  # why`."""
    exceptions = list(_exceptions())
    without = [f"{path}:{line}: {text}" for path, line, text, good in exceptions if not good]
    counts = {
        kind: sum(kind in text.replace(" ", "") for _, _, text, _ in exceptions)
        for kind in ("type:ignore", "noqa", "->")
    }
    say_at_the_end(
        f"exceptions from checks: {counts['type:ignore']} type: ignore, {counts['noqa']} noqa, "
        f"{counts['->']} ignore_imports; {len(without)} without a reason"
    )
    assert not without, "\n".join(without)


@pytest.mark.parametrize(
    ("comment", "good"),
    [
        ("# noqa: S603  # the command is ours, not the user's", True),
        ("# type: ignore[arg-type]  # the stubs do not know this overload", True),
        ("# noqa: F403 - a settings module is the base with changes", True),
        ("# noqa: S603", False),
        ("# noqa  # a reason, and no rule", False),
        ("# type: ignore  # a reason, and no rule", False),
        ("# type: ignore[arg-type]  # stubs", False),
    ],
)
def test_what_counts_as_a_reason(comment: str, good: bool) -> None:
    assert _is_reasoned(comment) is good


def _exceptions() -> Iterator[tuple[Path, int, str, bool]]:
    for path, text in tracked.texts():
        if path.suffix == ".py":
            for line, comment in tracked.comments(text):
                if EXCEPTION.search(comment):
                    yield path, line, comment, _is_reasoned(comment)
    yield from _ignored_imports((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def _ignored_imports(settings: str) -> Iterator[tuple[Path, int, str, bool]]:
    inside = False
    for number, line in enumerate(settings.splitlines(), 1):
        inside = inside or line.startswith("ignore_imports")
        if inside and "->" in line:
            yield (
                Path("pyproject.toml"),
                number,
                line.strip(),
                bool(REASON.match(line[line.find("#") :])),
            )
        inside = inside and "]" not in line


def _is_reasoned(comment: str) -> bool:
    found = EXCEPTION.search(comment)
    return bool(found and found["codes"] and REASON.match(comment[found.end() :].strip()))
