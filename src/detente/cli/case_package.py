"""`detente case export` and `import`: a case as a file, out of the node and in as drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import files, output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group `case`."""
    app.command("export")(export)
    app.command("import")(take)


def export(
    message: Message,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a case as a file: messages, entities, attachments, thread statement, as far as policy lets you."""
    node = open_node(home)
    from detente.node import case_package_gateway

    data, facts = case_package_gateway.export_named(node, officer, message)
    files.write(to, data)
    if as_json:
        output.line({**facts, "file": str(to)})
        return
    output.say(f"{to} written: {facts['messages']} messages, {facts['entities']} entities, {facts['files']} files.")
    for rule, count in facts["left_out"].items():
        output.say(f"  left out: {count} by {rule}")


def take(
    file: Annotated[str, typer.Argument(help="A case package; - is standard input.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make drafts of a case package. Nothing is sent; the same file again makes no second drafts."""
    node = open_node(home)
    from detente.node import case_package_gateway

    found = case_package_gateway.import_named(node, officer, files.read(file))
    if as_json:
        output.line(
            {
                "case": found.case,
                "drafts": list(found.drafts),
                "dropped": list(found.dropped),
                "left_out": found.left_out,
                "again": found.again,
            }
        )
        return
    drafts = ", ".join(found.drafts)
    if found.again:
        output.say(f"This file was imported before, as drafts {drafts}. Nothing was done.")
        return
    output.say(f"Drafts {drafts} are begun. Go on with them at the desk.")
    if found.dropped:
        output.say(f"Left out, because no record may carry it: {', '.join(found.dropped)}.")
    if found.left_out:
        output.say(f"{found.left_out} messages had been left out when the file was written.")
