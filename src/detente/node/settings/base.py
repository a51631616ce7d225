"""What all processes of a node share: home, database, time, the stores. No web here.

SQLite lies in the home folder; `DETENTE_DATABASE` names a PostgreSQL server instead
(`postgres://user:password@host:port/name?sslmode=verify-full`).
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from detente.node.settings import home as _home

HOME = _home.load()
DEBUG = False
SECRET_KEY = HOME.session_key
DETENTE_HOME = HOME.path
DETENTE_WORLD = HOME.world
DETENTE_DEVELOPMENT = HOME.development

INSTALLED_APPS = ["detente.node.stores"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = HOME.time_zone
USE_I18N = True
LANGUAGE_CODE = HOME.language


def database(url: str) -> dict[str, Any]:
    """Give Django's settings for a PostgreSQL URL, or for the SQLite file in the home folder where it is empty."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME.path / "node.sqlite3"),
            # FULL, not NORMAL: a receipt may only leave after a commit that survives a power cut.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DETENTE_DATABASE must be a postgres:// address, or unset for SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


DATABASES = {"default": database(os.environ.get("DETENTE_DATABASE", ""))}
