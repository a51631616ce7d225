"""Lists are loaded beside the worker's other work: a large one takes a minute, and the lease of a run fifteen seconds.

One thread, which reads from the closed child, writes, and indexes; it may end at any point with its process, and the
next one goes on (`services.list_loading`).
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from typing import Final

from django.db import connections

from detente.node.context import Node
from detente.node.services import list_loading
from detente.node.services.list_files import ListBusy

AGAIN_AFTER_SECONDS: Final = 60.0
log = logging.getLogger("detente.worker")


class ListLoader:
    """Loads what waits to be loaded, one list after the other."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._thread: threading.Thread | None = None
        self._failed: Exception | None = None
        self._not_before = float("-inf")

    def look(self) -> None:
        """Begin to load where something waits and nothing is being loaded.

        Raises:
            Exception: what the last loading met; it is tried again later.
        """
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = None
        if self._failed is not None:
            failed, self._failed = self._failed, None
            self._not_before = time.monotonic() + AGAIN_AFTER_SECONDS
            raise failed
        if time.monotonic() >= self._not_before and list_loading.waiting(self._node):
            self._thread = threading.Thread(target=self._load, daemon=True, name="lists")
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until the loading has ended, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _load(self) -> None:
        # Of its own: the count of commits is of one thread, the run is that of both.
        node = replace(self._node)
        try:
            for version in list_loading.waiting(node):
                try:
                    list_loading.go_on(node, version)
                except ListBusy:
                    log.info("another process loads the list %s", version.held.name)
        except Exception as error:
            self._failed = error
        finally:
            connections[node.alias].close()
