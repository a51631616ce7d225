"""What a command of a node does first: find the home, start the framework for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from detente.model.errors import BadInput
from detente.node import configuration, home
from detente.node.configuration import Configuration
from detente.node.home import Home

HOME: Final = "DETENTE_HOME"
SETTINGS: Final = "detente.node.settings.worker"
DESK: Final = "detente.node.settings.desk"


def place(named: Path | None) -> Path:
    """Give the home's path: as the option says, else as `DETENTE_HOME` does.

    Raises:
        BadInput: neither names one.
    """
    text = str(named) if named is not None else os.environ.get("DETENTE_HOME", "")
    if not text:
        raise BadInput("Name the home folder of the node: --home FOLDER, or DETENTE_HOME in the environment.")
    return Path(text).expanduser().absolute()


def start(named: Path | None, *, settings: str = SETTINGS) -> tuple[Home, Configuration]:
    """Give home and configuration after starting the framework for them, without any web.

    Raises:
        NotFound, LocalError, BadInput: there is no home, others may read it, or its settings are not usable.
        HomeFromTheFuture, HomeFromThePast: another release used it last.
    """
    found, read = begin(named, settings=settings)
    from detente.node.services import releases

    releases.require_current()
    return found, read


def begin(named: Path | None, *, settings: str = SETTINGS) -> tuple[Home, Configuration]:
    """As `start`, for a home of any release."""
    found = home.find(place(named))
    read = configuration.load(found)
    start_framework(found, read, settings=settings)
    return found, read


def start_framework(found: Home, read: Configuration, *, settings: str = SETTINGS) -> None:
    """Start the framework for a home, once in the life of a process."""
    import django

    os.environ[HOME] = str(found.path)
    os.environ["DETENTE_DEVELOPMENT"] = "1" if read.development else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
