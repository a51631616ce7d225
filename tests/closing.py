"""What a run of the tests says at its end, above pytest's own last line: what was collected, and what tests counted.

The tests run in one process for each processor, and the process that prints runs none. What a test says travels with
its report; what the collection says, alike in all of them, comes when a process ends. In a run of one process the same
hooks are called in it.

    process 1 --reports; collection--> printing process --> closing lines
    process 2 --reports; collection-->
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

SAID, COUNTED = "said at the end", "counted for the end"


@dataclass(eq=False)
class Closing:
    """The closing lines as they come together; a plugin of pytest."""

    collected: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, Counter[str]] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Give the lines: of the collection, sums, single lines, then lists under their headings."""
        sums = [f"{what}: " + ", ".join(f"{n} {name}" for name, n in found.items()) for what, found in self._sums()]
        lists = [
            line
            for heading, found in sorted(self.said.items())
            if heading
            for line in (f"{len(found)} {heading}:", *(f"  {each}" for each in found))
        ]
        return [*self.collected, *sums, *self.said.get("", []), *lists]

    def _sums(self) -> list[tuple[str, Counter[str]]]:
        return sorted(self.counted.items())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down what a test said; its last report holds all of it."""
        if report.when != "teardown":
            return
        for name, value in report.user_properties:
            if name == SAID:
                heading, line = _pair(value)
                self.said.setdefault(str(heading), []).append(str(line))
            elif name == COUNTED:
                what, numbers = _pair(value)
                self.counted.setdefault(str(what), Counter()).update(numbers)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what the collection of this process says, where another one prints."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["collected"] = self.collected

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what the collection of an ended process said; the first speaks for all."""
        if not self.collected:
            # Absent where the process died: the run has failed then, and says so.
            self.collected += getattr(node, "workeroutput", {}).get("collected", [])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self.lines():
            terminalreporter.write_line(line)


def _pair(value: Any) -> tuple[Any, Any]:
    first, second = value
    return first, second
