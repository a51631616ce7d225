"""`detente serve`: the node, in the foreground, until it is told to stop."""

from __future__ import annotations

import typer

from detente.cli import bootstrap, output, passphrase
from detente.cli.session import HomeOption, PassphraseOption


def serve(home: HomeOption = None, passphrase_file: PassphraseOption = None) -> None:
    """Start the node: the partners' endpoint, the officers' desk and the worker."""
    found, settings = bootstrap.start(home)
    from detente.node.jobs.supervisor import Supervisor

    supervisor = Supervisor(found, settings, passphrase.ask(passphrase_file), tell=output.say)
    raise typer.Exit(supervisor.run())
