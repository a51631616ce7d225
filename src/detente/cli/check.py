"""`detente check`: is this node fit for work?"""

from __future__ import annotations

import typer

from detente.cli import failures, output
from detente.cli.session import HomeOption, JsonOption, open_node


def check(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Look at everything that production needs; exit code 1 if something must be done, with what it is."""
    node = open_node(home)
    from detente.node.services import checking

    findings = checking.check(node)
    for finding in findings:
        if as_json:
            output.line({"code": finding.code, "level": finding.level, "text": finding.text})
        else:
            output.say(f"{finding.level:<8} {finding.text}")
    if any(finding.level == checking.MUST for finding in findings):
        raise typer.Exit(failures.REFUSED)
