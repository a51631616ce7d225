"""One node of the demo as a process: `python -m detente.node.demo.node HOME`.

It is `detente serve` with two differences: its desk has the entrance of the demo, and it stops when its parent is
gone, however that ended: the parent holds the other end of its standard input.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Final

from detente.model.errors import DetenteError
from detente.node import configuration, home
from detente.node.configuration import Configuration
from detente.node.demo import marker
from detente.node.home import Home

SETTINGS: Final = "detente.node.settings.worker"
LEASE_SECONDS: Final = 20.0


def main(path: Path) -> int:
    """Run the node of a demo home until told to stop; give the exit code."""
    try:
        mark = marker.read(path)
        found = home.find(path)
        read = configuration.load(found)
        _start_framework(found)
        return _serve(found, read, mark.passphrase)
    except DetenteError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the parent keeps it as the log of this node
        return 1


def _start_framework(found: Home) -> None:
    import django

    os.environ.pop("DETENTE_DATABASE", None)
    os.environ["DETENTE_HOME"] = str(found.path)
    os.environ["DETENTE_DEVELOPMENT"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def _serve(found: Home, read: Configuration, passphrase: str) -> int:
    from detente.node.jobs.supervisor import AlreadyRunning, Supervisor

    class DemoSupervisor(Supervisor):
        """Starts its children with the settings of the demo."""

        module = "detente.node.demo.child"

    threading.Thread(target=_stop_with_parent, daemon=True, name="parent").start()
    deadline = time.monotonic() + LEASE_SECONDS
    while True:
        try:
            return DemoSupervisor(found, read, passphrase).run()
        except AlreadyRunning:
            # The folder is ours alone, so this is the lease of a demo that was killed; it ends by itself.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _stop_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
