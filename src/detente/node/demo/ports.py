"""Ports on loopback for the demo: the usual ones, or the next that are free."""

from __future__ import annotations

import socket
from collections.abc import Collection
from typing import Final

from detente.model.errors import BadInput, LocalError
from detente.node.demo import story
from detente.node.demo.homes import LOOPBACK, Ports

FIRST_DESK: Final = 8701
FIRST_PEER: Final = 8751
LAST: Final = 65535


class EndpointTaken(LocalError):
    """The port that partners know is in use."""

    code = "port-in-use"


def choose() -> dict[str, Ports]:
    """Give free ports for the desk and the partners' endpoint of each node."""
    taken: set[int] = set()
    chosen = {}
    for party in story.PARTIES:
        desk = next_free(FIRST_DESK, taken)
        peer = next_free(FIRST_PEER, taken | {desk})
        taken |= {desk, peer}
        chosen[party.code] = Ports(desk, peer)
    return chosen


def next_free(wanted: int, taken: Collection[int] = ()) -> int:
    """Give the first port from `wanted` on that nobody uses and that is not in `taken`.

    Raises:
        BadInput: there is none.
    """
    for port in range(wanted, LAST + 1):
        if port not in taken and is_free(port):
            return port
    raise BadInput("No port is free on this machine. Stop something that listens, and try again.")


def is_free(port: int) -> bool:
    """Whether one may listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def check_peer(code: str, port: int) -> None:
    """Return if a partners' endpoint can listen where its party document says; EndpointTaken otherwise."""
    if not is_free(port):
        raise EndpointTaken(
            f"Port {port} is in use, and the partners of {code} know it from a signed document. Stop what listens "
            "there, or let the demo choose other ports: detente demo --reset"
        )
