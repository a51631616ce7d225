"""A child of `detente serve`: `python -m detente.node.jobs.child ROLE`, with its role's settings and keys only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROLES = ("peer", "desk", "worker")


def main() -> int:
    """Run one role until it is told to stop; give the exit code."""
    role = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = f"detente.node.settings.{role}"
    if role == "worker":
        import django

        django.setup()
        from detente.node import process
        from detente.node.jobs import worker

        return worker.main(process.current())
    _serve(role)
    return 0


def _serve(role: str) -> None:
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
