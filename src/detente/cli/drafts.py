"""`detente draft show`, `discard`: what a draft would let leave, and throwing it away."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Your own drafts: what leaves, and throwing one away.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="The number of the draft.")]


@app.command("show")
def show(number: Number, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show what a draft would let leave, word for word, and which check it does not pass."""
    node = open_node(home)
    from detente.node.queries import draft_lines

    found = draft_lines.leaving(node, officer, number)
    if as_json:
        output.line(found)
        return
    output.say(f"{found['subject']}  ({found['kind']} to {found['partner']}, {found['handling']})")
    for paragraph in found["letter"]:
        output.say(paragraph)
    for name in found["files"]:
        output.say(f"  attached: {name}")
    for code in found["open"]:
        output.say(f"  not passed: {code}")
    if found["refused"]:
        output.say(f"  refused: {found['refused']}")


@app.command("discard")
def discard(number: Number, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Throw a draft away, with its files."""
    node = open_node(home)
    from detente.node.services import drafting, officers

    acts = officers.acting(node, officer)
    drafting.discard(node, acts, drafting.find(node, acts, number))
    output.say("The draft is thrown away.")
