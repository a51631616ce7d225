"""`detente oversight`: what oversight takes along, and what it read; each time with its own passphrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from detente.cli import output, passphrase
from detente.cli.session import HomeOption, JsonOption, open_node

app = typer.Typer(help="For oversight alone: it reads, and each reading is put down.", no_args_is_help=True)
Inspector = Annotated[str, typer.Option("--officer", help="The officer of oversight.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it goes into oversight's own log.")]
OwnPassphrase = Annotated[
    Path | None, typer.Option("--passphrase-file", help="A file with oversight's own passphrase; else a prompt.")
]


@app.command("read")
def read(
    officer: Inspector,
    reason: Reason,
    verify: Annotated[bool, typer.Option("--verify", help="Verify the whole record too.")] = False,
    passphrase_file: OwnPassphrase = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show silences, contacts, refusals by inner ground, waivers, acts without passkey, the proof of the record."""
    node = open_node(home)
    from detente.node.queries import oversight_lines
    from detente.node.services import officers, overseeing

    who = officers.find(node, officer)
    overseeing.prove(node, who, passphrase=passphrase.ask(passphrase_file))
    overseeing.read(node, who, "verify" if verify else "overview", reason=reason)
    for row in oversight_lines.overview(node, verify=verify):
        output.line(row) if as_json else output.say(oversight_lines.words(row))


@app.command("sample")
def sample(
    officer: Inspector,
    reason: Reason,
    count: Annotated[int, typer.Option("--count", help="How many messages are drawn.")] = 10,
    passphrase_file: OwnPassphrase = None,
    home: HomeOption = None,
) -> None:
    """Draw messages at random and show each as a JSON line, as oversight may read it."""
    node = open_node(home)
    from detente.node.queries import oversight_lines
    from detente.node.services import officers, overseeing

    who = officers.find(node, officer)
    overseeing.prove(node, who, passphrase=passphrase.ask(passphrase_file))
    for row in oversight_lines.drawn(node, overseeing.sample(node, who, count=count, reason=reason)):
        output.line(row)


@app.command("export")
def export(
    officer: Inspector,
    reason: Reason,
    passphrase_file: OwnPassphrase = None,
    home: HomeOption = None,
) -> None:
    """Write the whole record as JSON lines: sequence, leaf, salt, details. `detente audit verify` reads the same."""
    node = open_node(home)
    from detente.node.services import officers, overseeing

    who = officers.find(node, officer)
    overseeing.prove(node, who, passphrase=passphrase.ask(passphrase_file))
    for line in overseeing.export(node, who, reason=reason):
        print(json.dumps(line, ensure_ascii=False))


@app.command("log")
def log(
    officer: Inspector,
    passphrase_file: OwnPassphrase = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what oversight read, newest first: when, who, what, why."""
    node = open_node(home)
    from detente.node.services import officers, overseeing

    who = officers.find(node, officer)
    found = overseeing.own_log(node, who, passphrase=passphrase.ask(passphrase_file))
    rows = [(str(one.sequence), f"{one.at:%Y-%m-%d %H:%M:%S}", one.officer, one.what, one.reason) for one in found]
    head = ("sequence", "at", "officer", "what", "reason")
    if as_json:
        for row in rows:
            output.line(dict(zip(head, row, strict=True)))
    else:
        output.table(head, rows)
