"""What tells a home that the demo made from every other: a file with a random secret, bound to this home's party.

The entrance without a password looks at it at every request, and the demo's settings do not load without it. A marker
that was copied into another home does not count there, nor does one that others may read.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from detente.model import b64
from detente.model.errors import DetenteError, LocalError
from detente.node import configuration, home
from detente.node.configuration import Configuration
from detente.node.entropy import Entropy
from detente.node.home import Home

NAME: Final = "demo.json"
SECRET_BYTES: Final = 32
TICKET_LENGTH: Final = 22


class NotADemo(LocalError):
    """The home was not made by the demo, or reaches beyond this machine."""

    code = "not-a-demo"

    def __init__(self) -> None:
        super().__init__("This home was not made by `detente demo`: nobody enters it without a password.")


@dataclass(frozen=True, slots=True)
class Marker:
    """The secret of one demo home, from which its key passphrase and the tickets of its entrance are made."""

    secret: bytes

    @property
    def passphrase(self) -> str:
        """What unlocks the keys of this home; it guards nothing but an invented story."""
        return self._derived("passphrase")

    def ticket(self, officer: str) -> str:
        """Give the part of an entrance's address that a foreign page cannot guess."""
        return self._derived(f"enter/{officer}")[:TICKET_LENGTH]

    def fits(self, officer: str, ticket: str) -> bool:
        """Whether a ticket is this officer's. Compared in constant time."""
        return hmac.compare_digest(self.ticket(officer).encode("ascii"), ticket.encode("utf-8", "replace"))

    def _derived(self, use: str) -> str:
        return b64.encode(hmac.digest(self.secret, use.encode("utf-8"), "sha256"))

    def __repr__(self) -> str:
        return "Marker(…)"


def draw(entropy: Entropy) -> Marker:
    """Give a fresh marker."""
    return Marker(entropy(SECRET_BYTES))


def write(place: Home, marker: Marker) -> None:
    """Mark a home that the demo has just made."""
    value = {"secret": b64.encode(marker.secret), "home": _bound_to(place)}
    home.write(place.path / NAME, json.dumps(value).encode("ascii"))


def read(path: Path) -> Marker:
    """Give the marker of a demo home.

    Raises:
        NotADemo: it has none, or not its own; others may read it; or it does not say of itself that it is a demo, in
            development, on loopback alone.
    """
    try:
        place = home.find(path)
        _check(configuration.load(place))
        file = place.path / NAME
        if file.is_symlink() or file.stat().st_mode & 0o077:
            raise NotADemo
        value: Mapping[str, Any] = json.loads(file.read_bytes())
        if value["home"] != _bound_to(place):
            raise NotADemo
        return Marker(b64.decode(value["secret"], length=SECRET_BYTES))
    except NotADemo:
        raise
    except (DetenteError, OSError, ValueError, KeyError, TypeError) as error:
        raise NotADemo from error


def _check(read_from: Configuration) -> None:
    # `development` implies loopback names and addresses throughout: `node.configuration` refuses anything else.
    if read_from.world != "demo" or not read_from.development:
        raise NotADemo


def _bound_to(place: Home) -> str:
    """Give what binds a marker to its home: the hash of the first party document, which no other home has."""
    return hashlib.sha256(place.first_document.read_bytes()).hexdigest()
