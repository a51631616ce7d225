"""`detente spec check FILE`: does this release do what a file of test vectors says? Needs no home."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import failures, files, output

app = typer.Typer(help="Test vectors of the protocol.", no_args_is_help=True)


@app.callback()
def _spec() -> None:
    """Keep `check` a command of its own: with one command alone, typer would make it the group."""


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A file in the format of spec/vectors.json; - is standard input.")],
) -> None:
    """Run every case of a vector file; a JSON line each, exit code 1 if one came out otherwise."""
    from detente.node.services.conformance import run

    vectors = run.read(files.read(file))
    wrong = 0
    for outcome in run.check(vectors):
        output.line(outcome.to_json())
        wrong += not outcome.ok
    if wrong:
        raise typer.Exit(failures.REFUSED)
