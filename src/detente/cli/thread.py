"""`detente thread`: the statement that both sides export alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import files, output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Thread statements: export, compare, print.", no_args_is_help=True)
Disclose = Annotated[list[str] | None, typer.Option("--disclose", help="Open the content with this cid; repeatable.")]


@app.command("export")
def export(
    message: Message,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; else standard output.")] = None,
    disclose: Disclose = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Export the statement of a thread: the same bytes on both sides, once both hold the same receipts."""
    node = open_node(home)
    from detente.node.services import corresponding

    data, facts = corresponding.export(node, officer, message, disclose=frozenset(disclose or ()))
    if out is None:
        output.raw(data)
        return
    files.write(out, data)
    if as_json:
        output.line({**facts, "file": str(out)})
    else:
        output.say(f"{out} written. SHA-256 {facts['sha256']}")


@app.command("compare")
def compare(
    message: Message,
    theirs: Annotated[Path, typer.Argument(help="The partner's export.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare our statement with the partner's, byte by byte. Exit code 1 where they differ."""
    node = open_node(home)
    from detente.node.services import corresponding

    found = corresponding.compare(node, officer, message, files.read(str(theirs)))
    if as_json:
        output.line(found)
    elif found["identical"]:
        output.say("Both statements are the same to the byte.")
    else:
        output.say(f"The statements differ in: {', '.join(found['differ'])}.")
    raise typer.Exit(0 if found["identical"] else 1)


@app.command("print")
def print_statement(
    message: Message,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the thread on numbered pages here.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="The paper's own words: en, fr, ru or ar.")] = "en",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the thread in words, with what it proves and what it cannot prove; with --pdf, the whole thread."""
    node = open_node(home)
    if pdf is None:
        from detente.node.services import corresponding

        for line in corresponding.in_words(node, officer, message):
            output.say(line)
        return
    from detente.node import paper_gateway

    files.write(pdf, paper_gateway.print_named(node, officer, message, lang=lang))
    if as_json:
        output.line({"file": str(pdf)})
    else:
        output.say(f"{pdf} written. What policy does not let you take out is marked as not printed.")
