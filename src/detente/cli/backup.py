"""`detente backup` and `detente restore`: the node as one encrypted file, and a node from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import bootstrap, output, passphrase
from detente.cli.session import HomeOption, JsonOption, OfficerOption, PassphraseOption, open_node


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Back the node up into one encrypted file, while it runs. Root and archive keys are never in it."""
    node = open_node(home)
    from detente.node.services import backup as backups
    from detente.node.services import officers
    from detente.node.services.backup_stream import ON_SERVER

    actor = officers.acting(node, officer).name
    facts = backups.make(node, file, passphrase=passphrase.ask(passphrase_file), actor=actor)
    if as_json:
        output.line(facts)
        return
    output.say(f"{facts['file']} written ({facts['size']} bytes). SHA-256 {facts['sha256']}")
    output.say("It opens with the passphrase of the node's keys, and with nothing else.")
    if facts["database"] == ON_SERVER:
        output.say(
            "The database lies on a server and is not in this file: back it up with the server's own tools "
            "(pg_dump, pg_basebackup), after this backup and not before it."
        )


def restore(
    file: Annotated[Path, typer.Argument(help="The file that `detente backup` wrote.")],
    home: HomeOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a home from a backup. The node begins a new run; its partners give back what came after the backup."""
    from detente.node import configuration, entropy
    from detente.node import home as homes
    from detente.node.context import Node
    from detente.node.services import unpacking

    place = bootstrap.place(home)
    restored = unpacking.unpack(file, place, passphrase=passphrase.ask(passphrase_file), entropy=entropy.system_entropy)
    with homes.unmade_on_failure(restored.home):
        read = configuration.load(restored.home)
        bootstrap.start_framework(restored.home, read)
        from detente.node.services import restore as restoring

        if restored.has_database:
            restoring.migrate()
            restoring.renew(Node(home=restored.home.path, development=read.development), restored.facts)
    facts = {"home": str(restored.home.path), "made": restored.facts["made"], "database": restored.facts["database"]}
    if as_json:
        output.line(facts)
        return
    output.say(f"The node as it was at {facts['made']} lies in {facts['home']}. Start it with `detente serve`.")
    output.say("Never start the old node again beside it: two nodes with one key are taken for a fork by partners.")
    if not restored.has_database:
        output.say("Its database lies on a server: restore that with the server's own tools before you start the node.")
