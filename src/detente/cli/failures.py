"""What a failure becomes for the person at the terminal: an exit code and one sentence, never a traceback."""

from __future__ import annotations

import os
import tempfile
import traceback
from pathlib import Path
from typing import Final

from detente.model.errors import BadInput, DetenteError

DONE: Final = 0
REFUSED: Final = 1
BAD_USE: Final = 2


def exit_code(error: DetenteError) -> int:
    """Give 2 where the command was used wrongly, 1 where it did its work and the answer is no."""
    return BAD_USE if isinstance(error, BadInput) else REFUSED


def record(error: BaseException) -> str:
    """Write the traceback of a failure that nobody foresaw, and give the sentence that names the file."""
    text = "".join(traceback.format_exception(error))
    try:
        place = _append(text)
    except OSError:
        return "Détente failed in a way that was not foreseen, and could not write a log of it: is the disk full?"
    return f"Détente failed in a way that was not foreseen. Read, or send to those who maintain it, the log {place}"


def _append(text: str) -> Path:
    """Append to the log of the home folder, where there is one; else to a fresh file. Only its owner may read it."""
    home = os.environ.get("DETENTE_HOME", "")
    logs = Path(home).expanduser() / "logs"
    if home and logs.is_dir():
        place = logs / "failures.log"
        descriptor = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    else:
        descriptor, name = tempfile.mkstemp(prefix="detente-failure-", suffix=".log")
        place = Path(name)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(text + "\n")
    return place
