"""Runs commands, each in a process of its own, without paying for the imports each time.

A program, not a module of the tests: it imports what commands import, then forks once a request. A request is one
JSON line {"arguments", "environment", "folder"}; the folder gets the files `out`, `err` and, at last, `code`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

IMPORTED_ONCE = (
    "detente.cli.main",
    "detente.node.keyring",
    "detente.protocol.verify",
    "detente.protocol.first_contact",
    "detente.policy.refusals",
    "detente.cases.notification",
    "detente.audit.log",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "httpx",
)


def main() -> None:
    """Serve requests from standard input until it ends. The framework is set up by each child, for its own home."""
    for name in IMPORTED_ONCE:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        request = json.loads(line)
        if os.fork() == 0:
            _run(Path(request["folder"]), request["arguments"], request["environment"])


def _run(folder: Path, arguments: list[str], environment: dict[str, str]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, name in ((0, Path(os.devnull)), (1, folder / "out"), (2, folder / "err")):
        target = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(target, descriptor)
        os.close(target)
    sys.argv = ["detente", *arguments]
    code = "70"
    try:
        import_module("detente.cli.main").run()
    except SystemExit as end:
        code = str(end.code)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        (folder / "code.part").write_text(code)
        (folder / "code.part").rename(folder / "code")
        os._exit(0)


if __name__ == "__main__":
    main()
