"""The command `detente demo` as a process of its own, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

READY = 300.0
LAST = "QAM"


@dataclass
class Demo:
    """A running demo: `nodes` are its JSON lines by the letters of the parties."""

    folder: Path
    process: subprocess.Popen[str]
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get(self, code: str, path: str, cookies: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """Ask a desk; names under localhost need no resolver here."""
        return self.ask("GET", code, path, cookies, **headers)

    def ask(
        self, method: str, code: str, path: str, cookies: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Ask a desk with another method."""
        desk = httpx.URL(self.nodes[code]["desk"])
        sent = {"Host": f"{desk.host}:{desk.port}", **{name.replace("_", "-"): text for name, text in headers.items()}}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return httpx.request(method, f"http://127.0.0.1:{desk.port}{path}", headers=sent, timeout=120, trust_env=False)

    def enter(self, code: str, officer: int = 0) -> dict[str, str]:
        """Give the cookies after one click."""
        address = httpx.URL(self.nodes[code]["officers"][officer]["enter"])
        answer = self.get(code, address.path)
        assert (answer.status_code, answer.headers["location"]) == (302, "/")
        return dict(answer.cookies)

    def stop(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; give the exit code and the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(120)
        return code, time.monotonic() - began


def start(folder: Path, *options: str) -> Demo:
    """Start the demo and wait until it says that all three answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DETENTE_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", "from detente.cli.main import run; run()", "demo", "--json", "--home", folder, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    demo, deadline = Demo(folder, process), time.monotonic() + READY
    assert process.stdout is not None
    assert process.stderr is not None
    while LAST not in demo.nodes:
        line = process.stdout.readline()
        assert line, f"the demo ended: {process.stderr.read()}"
        assert time.monotonic() < deadline
        node = json.loads(line)
        demo.nodes[node["code"]] = node
    return demo


def processes_of(folder: Path) -> list[str]:
    """Give the processes that work on a folder, by what they were started with."""
    found = []
    for place in Path("/proc").iterdir():
        if not place.name.isdecimal() or int(place.name) == os.getpid():
            continue
        try:
            command, environment = (place / "cmdline").read_bytes(), (place / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in command or b"DETENTE_HOME=" + os.fsencode(folder) in environment:
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found
