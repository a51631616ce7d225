"""The node's home folder, read once: what the settings need of it, and nothing secret but the session key.

`DETENTE_HOME` names the folder. `detente.toml` in it says who the node is (all optional; `detente init` writes it):

    [node]
    code = "VAL"                    three letters, part of the cookie names
    world = "production"            or "demo"
    time_zone = "UTC"               in which the desk shows instants
    language = "fr"                 for those who have not chosen one

    [desk]
    hosts = ["desk.valdorie.example"]
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from detente.node.setting_checks import is_loopback

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder with what its configuration says; `development` opens plain HTTP on loopback, and only there."""

    path: Path
    code: str
    world: str
    time_zone: str
    language: str
    hosts: tuple[str, ...]
    session_key: str
    development: bool


def load(environment: Mapping[str, str] = os.environ) -> Home:
    """Give the home that `DETENTE_HOME` names.

    Raises:
        ImproperlyConfigured: no such folder, no key in it, or the development switch with a host beyond loopback.
    """
    named = environment.get("DETENTE_HOME", "")
    if not named:
        raise ImproperlyConfigured("DETENTE_HOME is not set: name the home folder that `detente init` made")
    path = Path(named).expanduser()
    node, desk = _sections(path)
    home = Home(
        path=path,
        code=str(node.get("code", "node")).lower(),
        world=str(node.get("world", "production")),
        time_zone=str(node.get("time_zone", "UTC")),
        language=str(node.get("language", "fr")),
        hosts=tuple(str(host) for host in desk.get("hosts", LOOPBACK)),
        session_key=_session_key(path),
        development=environment.get("DETENTE_DEVELOPMENT") == "1",
    )
    if home.development and not all(is_loopback(host) for host in home.hosts):
        raise ImproperlyConfigured(
            "DETENTE_DEVELOPMENT=1 is for loopback only: remove it, or keep only localhost names in [desk] hosts"
        )
    return home


def _sections(path: Path) -> tuple[dict[str, object], dict[str, list[str]]]:
    try:
        config = tomllib.loads((path / "detente.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        config = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"detente.toml in the home folder cannot be read: {error}") from error
    return config.get("node", {}), config.get("desk", {})


def _session_key(path: Path) -> str:
    try:
        key = (path / "secret.key").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured("secret.key in the home folder cannot be read: run `detente init`") from error
    if len(key) < 32:
        raise ImproperlyConfigured("secret.key in the home folder is too short: 32 characters or more")
    return key
