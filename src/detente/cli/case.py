"""`detente case run FILE`: dialogues between simulated nodes, played by the tables of this release. Needs no home.

The other commands of the group work on a node's own cases (`dialogue`).
"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import failures, files, output

app = typer.Typer(
    help="Cases: what stands open in a dialogue, and doing it; or scenarios played without a node.",
    no_args_is_help=True,
)


@app.command()
def run(
    file: Annotated[str, typer.Argument(help="A file in the format of scenarios.json; - is standard input.")],
) -> None:
    """Play every scenario of a file; a JSON line each, exit code 1 if the tables refused a step."""
    from detente.node.services.scenarios import reading, telling

    refused = 0
    for scenario in reading.read(files.read(file)):
        outcome = telling.run(scenario)
        output.line(outcome.to_json())
        refused += len(outcome.refused)
    if refused:
        raise typer.Exit(failures.REFUSED)
