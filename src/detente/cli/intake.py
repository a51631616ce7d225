"""`detente intake read FILE`: what a file of others holds, and what in it a person must see. Needs no home."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import failures, files, output

app = typer.Typer(help="Lists and other files of others.", no_args_is_help=True)


@app.callback()
def _intake() -> None:
    """Keep `read` a command of its own: with one command alone, typer would make it the group."""


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="A file of any kind; - is standard input.")],
) -> None:
    """Read a file in a closed child process; one JSON object, exit code 1 if the file is refused."""
    from detente.node.foreign import reading

    data = files.read(file)
    found = reading.read([data], budget=reading.by_size(len(data)))
    output.line(found.to_json())
    if found.reason is not None:
        raise typer.Exit(failures.REFUSED)
