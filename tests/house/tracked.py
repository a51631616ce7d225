"""The files that the project consists of: those that git tracks, or, where there is no git, those of the folder."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.shared import PROJECT

LOCKS = {"uv.lock", "requirements.lock"}
NOT_TEXT = {".mo", ".png", ".jpg", ".ico", ".woff2", ".ttf", ".pdf", ".zip", ".bin", ".gz", ".dxp"}
NOT_OURS = {"vendor", "vectors", "node_modules"}
NOT_KEPT = re.compile(r"^(\.(?!ci$|editorconfig$|gitignore$).*|dist|build|__pycache__)$")


@functools.cache
def files() -> tuple[Path, ...]:
    """Give the tracked files that still exist, relative to the root, sorted."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        found = [path.relative_to(PROJECT) for path in PROJECT.rglob("*") if path.is_file()]
        found = [path for path in found if not any(map(NOT_KEPT.match, path.parts))]
    return tuple(sorted(path for path in found if (PROJECT / path).is_file()))


def texts() -> Iterator[tuple[Path, str]]:
    """Give each tracked text that we write ourselves: no locks, no vendored files, no published vectors."""
    for path in files():
        if path.name in LOCKS or path.suffix in NOT_TEXT or NOT_OURS.intersection(path.parts):
            continue
        yield path, (PROJECT / path).read_text(encoding="utf-8")


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Give line number and text of each comment of a Python source; strings that look like one are none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
