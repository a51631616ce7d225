"""What all tests share: which of them can run on this machine, how hard Hypothesis tries, what the last lines say.

Three markers stand for things that a machine may lack. Tests marked `shared` read the design's data in the folder
`shared` beside the project (or where DETENTE_SHARED points); tests marked `browser` drive Debian's chromium; those
marked `history` take the previous release out of this repository. Where the thing is absent its tests are not
collected, and the end of the run says how many that were: a run that proved less says so. With
DETENTE_BROWSER=required a missing chromium is an error instead.

Asking for the fixture `shared_dir`, `chromium` or `releases` sets the marker.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import shared
from tests.closing import COUNTED, SAID, Closing
from tests.e2e import previous

BROWSERS = ("chromium", "chromium-browser")

# Shared machines pause a test for longer than any deadline; a slow example is no fault.
settings.register_profile("ci", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("ci"), max_examples=5000)
settings.load_profile(os.environ.get("DETENTE_HYPOTHESIS", "ci"))

CLOSING = pytest.StashKey[Closing]()


@pytest.fixture(scope="session")
def project_dir() -> Path:
    """Give the root of the checkout."""
    return shared.PROJECT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Give the folder of the design's data; a test that asks for it is only collected where it is there."""
    return shared.LOCATION


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Give the browser's program; a test that asks for it is only collected where there is one, or one is required."""
    found = _browser()
    if found is None:
        pytest.fail("DETENTE_BROWSER=required, and there is no chromium on the PATH: install Debian's chromium")
    return found


@pytest.fixture
def say_at_the_end(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Give a function that adds a line to the end of the run's output: for counts that a reader should see.

    `say(line, under=heading)` puts it in a list; the heading says how many lines are below it.
    """
    properties: list[tuple[str, object]] = request.node.user_properties
    return lambda line, *, under="": properties.append((SAID, [under, line]))


@pytest.fixture
def count_at_the_end(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Give a function that adds numbers to a line at the end: `count("deaths", planned=12, met=12)`.

    Where several tests count the same thing, the line holds their sums.
    """
    properties: list[tuple[str, object]] = request.node.user_properties
    return lambda what, **numbers: properties.append((COUNTED, [what, numbers]))


def pytest_configure(config: pytest.Config) -> None:
    config.stash[CLOSING] = Closing()
    config.pluginmanager.register(config.stash[CLOSING])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Give three processes of tests for two processors: whole nodes and browsers mostly wait for each other.

    A process for each processor leaves two fifths of them idle.
    """
    return -(-len(os.sched_getaffinity(0)) * 3 // 2)


# First: what is not collected must be gone, and all marks set, before the tests are named to the printing process.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    lines = config.stash[CLOSING].collected
    on_shared = _marked(items, marker="shared", fixture="shared_dir")
    in_browser = _marked(items, marker="browser", fixture="chromium")
    with_history = _marked(items, marker="history", fixture="releases")
    lines.append(_rule(items, on_shared, "tests on ../shared", missing=None if shared.present() else "no such folder"))
    unknown = None if previous.is_there() else "this copy has no history of it: git fetch --unshallow"
    lines.append(_rule(items, with_history, "tests with a node of the previous release", missing=unknown))
    if os.environ.get("DETENTE_BROWSER") != "required":
        lines.append(_rule(items, in_browser, "tests in a browser", missing=None if _browser() else "no chromium"))
    else:
        lines.append(f"{len(in_browser)} tests in a browser, which is required")


def _marked(items: list[pytest.Item], *, marker: str, fixture: str) -> list[pytest.Item]:
    chosen = [i for i in items if i.get_closest_marker(marker) or fixture in getattr(i, "fixturenames", ())]
    for item in chosen:
        item.add_marker(marker)
    return chosen


def _rule(items: list[pytest.Item], chosen: list[pytest.Item], what: str, *, missing: str | None) -> str:
    """Give the closing line, and take `chosen` out of `items` where what they need is missing."""
    if missing is None:
        return f"{len(chosen)} {what} collected"
    gone = set(chosen)
    items[:] = [i for i in items if i not in gone]
    return f"{len(chosen)} {what} not collected: {missing}"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long bytes by their parameter: whatever made them (a clock, a key) must not come into the name of a test.

    Processes that run the tests side by side collect each for themselves, and must find the same names.
    """
    return argname if isinstance(val, bytes) and len(val) > 64 else None


def _browser() -> Path | None:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None
