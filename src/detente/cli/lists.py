"""`detente lists`: `build` and `search` need no home; the other commands are those of lists held on a node."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import held_lists, list_compared, output

app = typer.Typer(help="Lists of persons, searched by name across scripts.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the index.")]


@app.command()
def build(
    records: Annotated[
        str,
        typer.Argument(metavar="LIST", help="Records, a JSON line each, plain or FollowTheMoney; - is standard input."),
    ],
    folder: Folder,
) -> None:
    """Build the index of a list; one JSON object tells what is in it."""
    from detente.node.services import list_indexes

    output.line(list_indexes.build_index(records, folder))


@app.command()
def search(
    folder: Folder,
    file: Annotated[str, typer.Argument(help="Records to search for, a JSON line each; - is standard input.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Results of one record at most.")] = 10,
) -> None:
    """Search a list; for each record a JSON line with ids and scores from 0 to 1, best first."""
    from detente.node.services import list_indexes

    for line in list_indexes.search_index(folder, file, limit=limit):
        output.line(line)


held_lists.add_to(app)
list_compared.add_to(app)
