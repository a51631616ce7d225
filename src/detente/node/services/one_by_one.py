"""Where work on many things fails it is done for each alone, so that one of them holds up none of the others."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import InterfaceError, OperationalError

from detente.model.errors import LocalError
from detente.node.stores.unit import RunLost

log = logging.getLogger("detente.worker")
AGAIN: Final = timedelta(minutes=10)
"""What failed is tried again after so long: another release may be able to do it, or somebody mended it."""
_OF_THE_MACHINE: Final = (RunLost, OperationalError, InterfaceError, OSError, MemoryError)


class LeftOut(LocalError):
    """Some things could not be worked on; the others were. The log says where it failed."""

    code = "left-out"


def passes(work: Callable[[], Any]) -> bool:
    """Do a work of one transaction; whether it passed. Where it failed is logged, without what anybody wrote.

    Raises:
        RunLost, OperationalError, InterfaceError, OSError, MemoryError: not what is worked on is the reason.
    """
    try:
        work()
    except _OF_THE_MACHINE:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.warning("%s in %s, line %s of %s", type(error).__name__, place.name, place.lineno, _short(place.filename))
        return False
    return True


def _short(path: str) -> str:
    return path.rpartition("site-packages/")[2].rpartition("src/")[2]
