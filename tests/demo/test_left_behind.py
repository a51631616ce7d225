"""Last of this folder, for it ends the demo of the other tests: a killed command leaves no process behind."""

from __future__ import annotations

import time

from tests.demo import demos
from tests.demo.demos import Demo


def test_a_killed_demo_leaves_no_process(demo: Demo) -> None:
    assert len(demos.processes_of(demo.folder)) > 9
    demo.process.kill()
    demo.process.wait()
    deadline = time.monotonic() + 120
    while demos.processes_of(demo.folder) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert demos.processes_of(demo.folder) == []
