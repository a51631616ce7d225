"""`/health` and `/metrics` over HTTP, on loopback alone: a thread of the supervisor, which outlives its children."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from django.db import connections

from detente.node.configuration import Address
from detente.node.services import health
from detente.node.services.health import Health
from detente.node.setting_checks import is_loopback

METRICS: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = 10.0


class _Server6(ThreadingHTTPServer):
    address_family = socket.AF_INET6


class HealthServer:
    """Answers `GET /health` (200, or 503 where something must be done) and `GET /metrics`; all else is a 404."""

    def __init__(self, address: Address, look: Callable[[], Health]) -> None:
        """Raises OSError where the address cannot be used."""
        kind = _Server6 if ":" in address.host else ThreadingHTTPServer
        self._server = kind((address.host.strip("[]"), address.port), _handler(look))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True, name="health").start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


def _handler(look: Callable[[], Health]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS
        server_version, sys_version = "detente", ""

        def do_GET(self) -> None:
            # A page in a browser must not read this through a name that leads to loopback.
            host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
            if self.path not in ("/health", "/metrics") or not is_loopback(host):
                self._give(404, "text/plain", b"")
                return
            try:
                found = look()
            finally:
                # The thread ends with the connection, and its database connections with it.
                connections.close_all()
            if self.path == "/metrics":
                self._give(200, METRICS, health.metrics(found).encode("utf-8"))
            else:
                self._give(200 if found.ok else 503, "application/json", json.dumps(found.to_json()).encode("utf-8"))

        def _give(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet: a watcher asks every few seconds."""

    return Handler
