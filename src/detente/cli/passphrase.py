"""The passphrase of the key files: from a file, from the environment, or asked for. Never from an argument.

An argument stands in the list of processes for everybody to read.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from detente.cli import files
from detente.model.errors import BadInput


def ask(file: Path | None) -> str:
    """Give the passphrase of a node that exists.

    Raises:
        BadInput: there is none, and nobody to ask.
    """
    return _given(file) or _prompt("Passphrase: ")


def choose(file: Path | None) -> str:
    """Give the passphrase for a new node; typed twice where it is typed.

    Raises:
        BadInput: there is none, or the two differ.
    """
    given = _given(file)
    if given is not None:
        return given
    first = _prompt("Passphrase for the new node's keys: ")
    if _prompt("The same once more: ") != first:
        raise BadInput("The two passphrases differ. Nothing was made; try again.")
    return first


def _given(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get("DETENTE_PASSPHRASE") or None
    try:
        text = files.read(str(file)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"The passphrase in {file} is not UTF-8 text.") from error
    # Editors end a file with a line break; anything else belongs to the passphrase.
    passphrase = text.removesuffix("\n").removesuffix("\r")
    if not passphrase:
        raise BadInput(f"There is no passphrase in {file}.")
    return passphrase


def _prompt(words: str) -> str:
    if not sys.stdin.isatty():
        raise BadInput("There is no passphrase: give --passphrase-file FILE, or DETENTE_PASSPHRASE in the environment.")
    return getpass.getpass(words)
