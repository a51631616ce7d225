"""`detente audit verify`: is our record still what we committed to?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import files, output
from detente.cli.session import HomeOption, JsonOption, open_node

app = typer.Typer(help="The tamper-evident record.", no_args_is_help=True)


@app.command("verify")
def verify(
    against: Annotated[
        Path | None, typer.Option("--against", help="A statement or bundle that a partner holds.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check every act and head of the record; with --against, what partners hold of it. Exit code 1 if it fails."""
    node = open_node(home)
    from detente.node.services import auditing

    report = auditing.verify(node, None if against is None else files.read(str(against)))
    if as_json:
        output.line(report)
    else:
        output.say(f"{report['entries']} acts, {report['commitments']} heads held by partners or by us.")
        for finding in report["findings"]:
            output.say(f"  {finding['code']}: {finding['text']}")
        output.say("The record holds." if report["ok"] else "The record does not hold.")
    raise typer.Exit(0 if report["ok"] else 1)
