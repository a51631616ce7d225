"""`detente correction`: correct an item for everyone who has it, and see who took the correction over.

What a recipient does with one (`apply`, `apply-partly`, `object`, `report-onward`) is an act of its case (`case act`).
"""

from __future__ import annotations

from typing import Any

import typer

from detente.cli import failures, output
from detente.cli.messages import (
    CharacterOption,
    HandlingOption,
    LangOption,
    Message,
    RecordsOption,
    RefOption,
    TextOption,
    character_of,
    read_records,
    text_of,
)
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Corrections: to every recipient of an item, and who confirmed them.", no_args_is_help=True)


@app.command("issue")
def issue(
    message: Message,
    records: RecordsOption = None,
    text: TextOption = None,
    character: CharacterOption = None,
    handling: HandlingOption = None,
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a message for everyone who has it: of your own, or as a proposal to the partner who wrote it."""
    node = open_node(home)
    from detente.node.queries import corrections
    from detente.node.services.notifying import Letter

    letter = Letter(
        text=text_of(text),
        lang=lang,
        codes=handling or [],
        own_ref=ref,
        records=read_records(records or []),
        character=character_of(character),
    )
    told = corrections.issue(node, officer, message, letter)
    for each in told:
        if as_json:
            output.line(each)
        else:
            output.say(f"{each['partner']}: {each['refused'] or _said(each)}")
    if any(each["refused"] for each in told):
        raise typer.Exit(failures.REFUSED)


def _said(each: dict[str, Any]) -> str:
    if each["id"]:
        return f"{each['id']} released."
    return f"draft {each['draft']} waits for a second officer: detente approve {each['draft']}"


@app.command("status")
def status(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Show the table of completion of a corrected message: each recipient, and how it stands."""
    node = open_node(home)
    from detente.node.queries import corrections

    found = corrections.completion_named(node, officer, message)
    columns = {"partner": "partner", "how it stands": "stands", "since": "since", "onward recipients": "onward"}
    output.listing(found, columns, as_json=as_json)
