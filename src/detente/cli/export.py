"""`detente export`: content that leaves the screens only with a second person, asked for and approved."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from detente.cli import output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Exports that take a second person: ask, list, approve, refuse.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="The number of the export, as `detente export list` has it.")]


@app.command("ask")
def ask(
    message: Message,
    reason: Annotated[str, typer.Option("--reason", help="Why it leaves, for who approves and for the record.")],
    way: Annotated[
        str, typer.Option("--as", help="package (detente case export) or paper (thread print).")
    ] = "package",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a second person to let what a case has about protected persons leave with its export."""
    node = open_node(home)
    from detente.node import exports_gateway

    found = exports_gateway.ask_named(node, officer, message, way, reason=reason)
    if as_json:
        output.line(found)
    else:
        output.say(f"Asked, as {found['export']}. The head of service approves it, and the legal adviser assents.")


@app.command("list")
def waiting(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the exports that wait for a second person."""
    node = open_node(home)
    from detente.node import exports_gateway

    columns = {name: name for name in ("export", "partner", "message", "way", "by", "reason")}
    output.listing(
        exports_gateway.waiting_named(node, officer),
        {**columns, "signed": lambda row: ", ".join(row["signed"]) or "–"},
        as_json=as_json,
        none="No export waits for a second person.",
    )


@app.command("approve")
def approve(
    export: Number,
    exactly: Annotated[str | None, typer.Option("--hash", help="Approve what was shown with this hash.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an export that waits as it would go, with its hash; with --hash, approve exactly that."""
    node = open_node(home)
    from detente.node import exports_gateway

    found: dict[str, Any]
    if exactly is None:
        found = exports_gateway.shown_named(node, officer, export)
    else:
        found = exports_gateway.approve_named(node, officer, export, exactly)
    if as_json:
        output.line(found)
    elif exactly is not None:
        output.say("Signed. It goes out once, to who asked for it, when all have signed who must.")
    else:
        output.say(json.dumps(found["leaves"], ensure_ascii=False, indent=1))
        output.say(f"Approve exactly this: detente export approve {export} --hash {found['hash']}")


@app.command("refuse")
def refuse(
    export: Number,
    because: Annotated[str, typer.Option("--because", help="Why, for who asked for it.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Refuse an export of a colleague, or take your own back."""
    node = open_node(home)
    from detente.node import exports_gateway

    found = exports_gateway.refuse_named(node, officer, export, because=because)
    if as_json:
        output.line(found)
    else:
        output.say("Refused.")
