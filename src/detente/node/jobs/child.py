"""A child of `detente serve`: `python -m detente.node.jobs.child ROLE`, with its role's settings and keys only.

It ends with its supervisor, even one that was killed: the supervisor holds the other end of its standard input.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

ROLES = ("peer", "desk", "worker")
GRACE_SECONDS = 10.0


def main() -> int:
    """Run one role until it is told to stop; give the exit code."""
    end_with_the_supervisor()
    role = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = f"detente.node.settings.{role}"
    if role == "worker":
        import django

        django.setup()
        from detente.node import process
        from detente.node.jobs import worker

        return worker.main(process.current())
    serve(role)
    return 0


def end_with_the_supervisor() -> None:
    """Stop this process, and what it started, as soon as its standard input is closed."""

    def wait() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True, name="supervisor").start()


def serve(role: str) -> None:
    """Run a web process until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    host, _, port = os.environ["DETENTE_LISTEN"].rpartition(":")
    certificate, key = os.environ.get("DETENTE_TLS_CERT"), os.environ.get("DETENTE_TLS_KEY")
    Granian(
        f"detente.web.{role}.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(key) if key else None,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    sys.exit(main())
