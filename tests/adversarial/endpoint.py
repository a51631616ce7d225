"""The partners' endpoint of one node in this process: real paths and views, so that a guard in them can be taken out.

What real processes answer on a real port is in `tests/e2e/test_hostile_peer.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client, override_settings

from detente.node import process
from detente.node.stores import partners
from detente.web.peer.views import PARCEL
from tests.faults.two import Two


class Untouched:
    """A body that nobody may read."""

    def read(self, *_: int) -> bytes:
        raise AssertionError("the body was read")

    readline = readlines = __iter__ = read


@dataclass
class Endpoint:
    """The endpoint of beta, and the parts of the path that alpha takes to it."""

    client: Client
    to: str
    sender: str

    @property
    def path(self) -> str:
        """Where alpha posts its parcels."""
        return f"/dxp/1/{self.to}/{self.sender}"

    def send(self, method: str, path: str, body: bytes = b"", **extra: Any) -> HttpResponse:
        """Give the answer; `extra` are variables of WSGI."""
        return self.client.generic(method, path, body, PARCEL, **extra)

    def send_unread(self, method: str, path: str, *, length: str = "5000") -> HttpResponse:
        """Give the answer to a request whose body must not be touched."""
        return self.send(method, path, CONTENT_LENGTH=length, **{"wsgi.input": Untouched()})


@contextmanager
def of_beta(two: Two) -> Iterator[Endpoint]:
    """Let this process be beta's endpoint. Unforeseen errors become what a peer would see."""
    before = list(process._current)
    alpha, beta = (partners.own_chain(two.world.nodes[name].alias).party for name in ("alpha", "beta"))
    settings = {
        "ROOT_URLCONF": "detente.web.peer.urls",
        "MIDDLEWARE": [],
        "TEMPLATES": [],
        "ALLOWED_HOSTS": ["*"],
        "DATA_UPLOAD_MAX_MEMORY_SIZE": None,
    }
    process.bind(two.world.nodes["beta"])
    try:
        with override_settings(**settings):
            yield Endpoint(Client(raise_request_exception=False), beta.rpartition(":")[2], alpha.rpartition(":")[2])
    finally:
        process._current[:] = before
