"""`detente user`: the officers of a node."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import output
from detente.cli.session import HomeOption, JsonOption, open_node

app = typer.Typer(help="Officers of this node.", no_args_is_help=True)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Short name for signing in and for the record.")],
    shown: Annotated[str | None, typer.Option("--shown", help="The name on screens.")] = None,
    role: Annotated[str, typer.Option("--role", help="liaison, analyst, duty, release, head, oversight.")] = "liaison",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an officer. The names stay here: partners see a number."""
    node = open_node(home)
    from detente.node.services import officers

    officer = officers.add(node, name=name, shown=shown or name, role=role)
    if as_json:
        output.line({"name": officer.name, "shown": officer.shown, "role": officer.role})
    else:
        output.say(f"Officer {officer.name} was added.")
