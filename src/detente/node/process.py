"""The node of this process. A web process asks for it at its first request; it has the keys of its role and no more.

The supervisor (`detente serve`) keeps the unlocked keys in memory and hands each child those of its role through a
socket in the home folder, against a token that only this child was given. Nothing secret stands in an environment,
an argument, or a file.
"""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

from detente.model import b64
from detente.model.errors import LocalError
from detente.node import desk_key, keyring
from detente.node.context import Node
from detente.node.services import runs

SOCKET = "DETENTE_KEY_SOCKET"
TOKEN = "DETENTE_KEY_TOKEN"
_current: list[Node] = []


class NoSupervisor(LocalError):
    """This process was not started by `detente serve`."""

    code = "no-supervisor"


def bind(node: Node) -> None:
    """Let this process work as `node`."""
    _current[:] = [node]


def current() -> Node:
    """Give the node of this process; joined at the first call where a supervisor started us.

    Raises:
        NoSupervisor: nobody gave us keys.
    """
    if not _current:
        bind(_from_supervisor())
    return _current[0]


def _from_supervisor() -> Node:
    path, token = os.environ.get(SOCKET), os.environ.get(TOKEN)
    if not path or not token:
        raise NoSupervisor("Start the node with `detente serve`; this process has no keys of its own.")
    given = ask(Path(path), token)
    signing = keyring.sign_keys_of(given["sign"]) if given.get("sign") else None
    node = Node(
        home=Path(given["home"]),
        sign=None if signing is None else signing.newest,
        former=() if signing is None else signing.former,
        seal=keyring.seal_keys_of(given["seal"]) if given.get("seal") else {},
        desk=desk_key.key_of(given["desk"]) if given.get("desk") else None,
        development=bool(given["development"]),
    )
    runs.join(node, b64.decode(given["run"]))
    return node


def ask(path: Path, token: str) -> dict[str, Any]:
    """Give what the supervisor hands to the holder of `token`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(10)
        line.connect(str(path))
        line.sendall(token.encode("ascii") + b"\n")
        data = bytearray()
        while piece := line.recv(65536):
            data += piece
    if not data:
        raise NoSupervisor("The supervisor gave no keys to this process. Stop the node and start it again.")
    return dict(json.loads(data))
