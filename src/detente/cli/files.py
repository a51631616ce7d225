"""Files that a command is given; `-` stands for standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from detente.model.errors import BadInput

STANDARD_INPUT: Final = "-"


def read(name: str) -> bytes:
    """Give the bytes of a file.

    Raises:
        BadInput: it cannot be read; the sentence says why.
    """
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name}. Check the path.") from error
    except IsADirectoryError as error:
        raise BadInput(f"{name} is a folder. Name a file in it.") from error
    except PermissionError as error:
        raise BadInput(f"You may not read {name}. Ask its owner for access.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{name} cannot be read: {reason}.") from error


def write(path: Path, data: bytes) -> None:
    """Write a file that may hold secrets of a case: readable by its owner.

    Raises:
        BadInput: it cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror or error}. Choose another place.") from error
