"""`detente correction`: correct an item for everyone who has it, see who took it over, and set down what bodies said.

What a recipient does with one (`apply`, `apply-partly`, `object`, `report-onward`) is an act of its case (`case act`).
"""

from __future__ import annotations

from typing import Annotated, Any, cast

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
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node

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
    columns = {"partner": "partner", "body": "body", "how it stands": "stands", "since": "since"}
    output.listing(found, {**columns, "onward recipients": "onward"}, as_json=as_json)


@app.command("told")
def told(
    message: Message,
    body: Annotated[str, typer.Option("--body", help="The body without a node: client:NAME or body:NAME.")],
    how: Annotated[str, typer.Option("--how", help="paper, hand, phone, not-reached or not-permitted.")],
    answer: Annotated[str, typer.Option("--answer", help="done, partly, objected, or none yet.")],
    ground: Annotated[str, typer.Option("--ground", help="Why it keeps a part of it, or objects.")] = "",
    at: Annotated[str | None, typer.Option("--at", help="When it was told; else now.")] = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", help="Until when it may answer; else 7 days.")] = None,
    ref: Annotated[str, typer.Option("--ref", help="The reference of the paper or the call.")] = "",
    sha256: Annotated[str, typer.Option("--sha256", help="The SHA-256 of the file, in hexadecimal.")] = "",
    matter: Annotated[str, typer.Option("--matter", help="Your file number, by which a risk form is found.")] = "",
    fact_only: Annotated[
        bool, typer.Option("--fact-only", help="It was told that what it has is wrong, and not what is right.")
    ] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set down that a body without a node was told of a correction, and what it answered, or answered later."""
    node = open_node(home)
    from detente.node.queries import corrections

    now = node.now()
    given = corrections.BodyWord(
        to=body,
        how=cast(Any, how),
        answer=cast(Any, answer),
        at=None if at is None else moment(at, now=now),
        answer_by=None if answer_by is None else moment(answer_by, now=now),
        ground=ground,
        reference=ref,
        digest=sha256,
        matter=matter,
        fact_only=fact_only,
    )
    found = corrections.told(node, officer, message, given)
    if as_json:
        output.line(found)
    else:
        output.say(f"{found['body']}: {found['stands']}.")
