"""The supervisor's end of `node.process`: hands each child the keys of its role, against its token."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.crypto.hashing import equal


class KeyAgent:
    """Listens on a socket in the home folder, for processes of the same user only."""

    def __init__(self, path: Path, offers: Mapping[str, Mapping[str, Any]]) -> None:
        """`offers`: token → what its holder gets."""
        self.path = path
        self._offers = {token.encode("ascii"): json.dumps(offer).encode("utf-8") for token, offer in offers.items()}
        path.unlink(missing_ok=True)
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(str(path))
        path.chmod(0o600)
        self._server.listen(8)
        threading.Thread(target=self._serve, daemon=True, name="key-agent").start()

    def close(self) -> None:
        """Stop listening and remove the socket."""
        self._server.close()
        self.path.unlink(missing_ok=True)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                line.settimeout(5)
                try:
                    line.sendall(self._offer(line))
                except OSError:
                    continue

    def _offer(self, line: socket.socket) -> bytes:
        credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _, user, _ = struct.unpack("3i", credentials)
        if user != os.getuid():
            return b""
        token = line.recv(256).rstrip(b"\n")
        for known, offer in self._offers.items():
            if equal(known, token):
                return offer
        return b""
