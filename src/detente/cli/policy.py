"""`detente policy decide FILE`: what may be done, and what not, on which ground? Needs no home."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import failures, files, output

app = typer.Typer(help="The rules of exchange.", no_args_is_help=True)


@app.callback()
def _policy() -> None:
    """Keep `decide` a command of its own: with one command alone, typer would make it the group."""


@app.command()
def decide(
    file: Annotated[str, typer.Argument(help="Questions like those of policy_cases.json; - is standard input.")],
) -> None:
    """Decide every row of a file; a JSON line each, exit code 1 if one is refused."""
    from detente.node.services.decisions import run

    refused = 0
    for decided in run.decide_all(run.read(files.read(file))):
        output.line(decided.to_json())
        refused += decided.refused
    if refused:
        raise typer.Exit(failures.REFUSED)
