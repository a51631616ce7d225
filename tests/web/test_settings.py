"""The settings are made from the home folder; what is convenient at home is refused elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from detente.node.settings import home
from detente.web.desk.checks import REFUSED, development_stays_at_home

KEY = "k" * 40


def folder(path: Path, toml: str = "", key: str = KEY) -> dict[str, str]:
    """Make a home folder and give the environment that names it."""
    (path / "secret.key").write_text(key, encoding="ascii")
    (path / "detente.toml").write_text(toml, encoding="utf-8")
    return {"DETENTE_HOME": str(path)}


def test_everything_comes_from_the_home_folder(tmp_path: Path) -> None:
    toml = '[node]\ncode = "ZOR"\nlanguage = "ru"\ntime_zone = "UTC"\n[desk]\nhosts = ["desk.example"]\n'
    found = home.load(folder(tmp_path, toml))
    assert (found.code, found.language, found.hosts, found.session_key) == ("zor", "ru", ("desk.example",), KEY)
    assert not found.development


@pytest.mark.parametrize(
    ("toml", "key", "sentence"),
    [
        ("[node", KEY, "detente.toml in the home folder cannot be read"),
        ("", "short", "too short"),
    ],
)
def test_a_home_that_cannot_serve_says_why(tmp_path: Path, toml: str, key: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        home.load(folder(tmp_path, toml, key))


def test_a_missing_home_or_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DETENTE_HOME is not set"):
        home.load({})
    with pytest.raises(ImproperlyConfigured, match="detente init"):
        home.load({"DETENTE_HOME": str(tmp_path)})


@pytest.mark.parametrize(
    ("host", "allowed"),
    [("localhost", True), ("val.localhost", True), ("[::1]", True), ("desk.example", False), ("localhost.evil", False)],
)
def test_development_stays_on_loopback(tmp_path: Path, host: str, allowed: bool) -> None:
    environment = folder(tmp_path, f'[desk]\nhosts = ["{host}"]\n') | {"DETENTE_DEVELOPMENT": "1"}
    if allowed:
        assert home.load(environment).development
    else:
        with pytest.raises(ImproperlyConfigured, match="for loopback only"):
            home.load(environment)


def test_relaxed_settings_are_refused_outside_development() -> None:
    with override_settings(DETENTE_DEVELOPMENT=False, DEBUG=True):
        assert len(development_stays_at_home(None)) == len(REFUSED)
    assert development_stays_at_home(None) == []


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("desk", "True True __Host-detente-qam-session False True"),
        ("worker", "False"),
        ("peer", "False"),
    ],
)
def test_each_process_has_its_own_settings(tmp_path: Path, module: str, expected: str) -> None:
    """In a process of its own: Django takes its settings once."""
    environment = folder(tmp_path, '[node]\ncode = "QAM"\n[desk]\nhosts = ["desk.example"]\n')
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.apps import apps\n"
        "sign_in = apps.is_installed('django.contrib.auth')\n"
        "more = [s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,"
        " s.DATABASES['default']['NAME'].endswith('node.sqlite3')] if sign_in else []\n"
        "print(sign_in, *more)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"detente.node.settings.{module}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.strip() == expected, run.stderr


@pytest.mark.parametrize(
    ("url", "host", "name"),
    [("postgres://u:p%40@db.example:5433/node?sslmode=require", "db.example", "node")],
)
def test_a_database_server_is_named_by_one_address(url: str, host: str, name: str) -> None:
    from detente.node.settings.base import database

    found = database(url)
    assert (found["HOST"], found["NAME"], found["PASSWORD"], found["PORT"]) == (host, name, "p@", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}
    with pytest.raises(ImproperlyConfigured, match="postgres://"):
        database("mysql://x/y")


def test_sqlite_keeps_what_was_receipted() -> None:
    from detente.node.settings.base import database

    options = database("")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]
