"""`detente work`, `detente attachment`, `detente limits`: what waits for an officer, and what comes with a message."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import files, output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput


def work(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List what waits for an officer: to accept, to answer, to approve, and what partners owe."""
    node = open_node(home)
    from detente.node.queries import work_lines

    rows = work_lines.lines(node, officer)
    columns = {name: name for name in ("partner", "kind", "subject", "due")}
    output.listing(
        rows,
        {"queue": "queue", "id": lambda row: row["id"][:8], **columns},
        as_json=as_json,
        none="Nothing waits.",
    )


def attachment(
    message: Message,
    file: Annotated[str | None, typer.Argument(help="Its name or id; without it, all are listed.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the attachments of an opened message, or take one along, where its label lets it leave."""
    node = open_node(home)
    from detente.node import sight_gateway

    if file is None:
        found = sight_gateway.listed(node, officer, message)
        if as_json:
            for each in found:
                output.line({"id": each.id, "name": each.name, "size": each.size, "state": each.state})
        else:
            output.table(("id", "name", "bytes"), [(each.id, each.name, str(each.size)) for each in found])
        return
    if out is None:
        raise BadInput("Say where it goes: --out FILE.")
    taken = sight_gateway.taken_named(node, officer, message, file)
    files.write(out, b"".join(taken.pieces))
    output.say(f"{out} written. Its label travels in its name: {taken.name}.")


def limits(message: Message, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Confirm that you read the limits which the label of a message states, and keep to them; it opens by that."""
    node = open_node(home)
    from detente.node.services import confirming, officers, threads

    acts = officers.acting(node, officer)
    confirming.limits(node, acts, threads.find(node, acts, message))
    output.say("Confirmed. The message opens now.")
