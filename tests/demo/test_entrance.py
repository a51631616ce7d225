"""Nobody enters without a password but at a home that the demo made, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory, override_settings
from django.urls import Resolver404, resolve

from detente.model.errors import NotFound
from detente.node.demo import entrance, marker
from detente.node.demo.marker import Marker, NotADemo
from detente.node.home import Home
from detente.web.demo.views import enter
from tests.demo.conftest import make_demo_home

OFFICER = "claire.aubrennes"


def test_a_home_of_the_demo_has_its_marker(demo_home: tuple[Home, Marker]) -> None:
    home, mark = demo_home
    assert marker.read(home.path) == mark
    assert mark.fits(OFFICER, mark.ticket(OFFICER))
    assert not mark.fits("mathieu.tevenard", mark.ticket(OFFICER))
    assert not mark.fits(OFFICER, "é")


def test_a_marker_shows_neither_its_secret_nor_the_passphrase(demo_home: tuple[Home, Marker]) -> None:
    _, mark = demo_home
    assert repr(mark) == "Marker(…)"
    assert mark.ticket(OFFICER) not in mark.passphrase


def _without(home: Home) -> None:
    (home.path / marker.NAME).unlink()


def _of_another(home: Home) -> None:
    other, _ = make_demo_home(home.path.parent / "other")
    (home.path / marker.NAME).write_bytes((other.path / marker.NAME).read_bytes())


def _readable(home: Home) -> None:
    (home.path / marker.NAME).chmod(0o640)


def _linked(home: Home) -> None:
    real = home.path.parent / "elsewhere.json"
    (home.path / marker.NAME).rename(real)
    (home.path / marker.NAME).symlink_to(real)


def _broken(home: Home) -> None:
    (home.path / marker.NAME).write_text("[]", encoding="ascii")


def _open_to_others(home: Home) -> None:
    home.path.chmod(0o750)


NOT_DEMOS = [_without, _of_another, _readable, _linked, _broken, _open_to_others]


@pytest.mark.parametrize("change", NOT_DEMOS)
def test_any_other_home_is_no_demo(demo_home: tuple[Home, Marker], change: object) -> None:
    home, mark = demo_home
    change(home)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(NotADemo):
        marker.read(home.path)
    with pytest.raises(NotFound):
        entrance.user_of(home.path, OFFICER, mark.ticket(OFFICER))


@pytest.mark.parametrize(("world", "development"), [("production", True), ("demo", False)])
def test_a_marked_home_of_production_or_beyond_loopback_is_no_demo(
    tmp_path: Path, world: str, development: bool
) -> None:
    home, _ = make_demo_home(tmp_path / "home", world=world, development=development)
    with pytest.raises(NotADemo):
        marker.read(home.path)


@pytest.mark.parametrize(
    "sent",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"HTTP_HOST": "desk.valdorie.example"},
    ],
)
def test_whoever_comes_from_elsewhere_finds_nothing(demo_home: tuple[Home, Marker], sent: dict[str, str]) -> None:
    home, mark = demo_home
    request = RequestFactory().get("/", **{"HTTP_HOST": "valdorie.localhost:8701", **sent})
    with override_settings(DETENTE_HOME=home.path, ALLOWED_HOSTS=["*"]), pytest.raises(Http404):
        enter(request, officer=OFFICER, ticket=mark.ticket(OFFICER))


def test_a_real_home_finds_nothing_even_if_the_view_were_there(tmp_path: Path) -> None:
    home, mark = make_demo_home(tmp_path / "home", world="production")
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    with override_settings(DETENTE_HOME=home.path), pytest.raises(Http404):
        enter(request, officer=OFFICER, ticket=mark.ticket(OFFICER))


def test_the_desk_of_a_real_node_has_no_such_address() -> None:
    with pytest.raises(Resolver404):
        resolve(f"/demo/enter/{OFFICER}/ticket/", urlconf="detente.web.desk.urls")


@pytest.mark.parametrize(
    ("change", "database", "said"),
    [
        (None, "", "loaded detente.web.demo.urls"),
        (_without, "", "was not made by"),
        (_of_another, "", "was not made by"),
        (None, "postgres://localhost/production", "its own database"),
    ],
)
def test_the_settings_load_on_a_home_of_the_demo_alone(
    demo_home: tuple[Home, Marker], change: object, database: str, said: str
) -> None:
    home, _ = demo_home
    if change is not None:
        change(home)  # type: ignore[operator]  # one of the functions above
    ended = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print('loaded', settings.ROOT_URLCONF)"],
        env={
            **os.environ,
            "DETENTE_HOME": str(home.path),
            "DETENTE_DEVELOPMENT": "1",
            "DETENTE_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "detente.node.settings.demo",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert said in ended.stdout + ended.stderr
    assert (ended.returncode == 0) is said.startswith("loaded")
