"""`detente warning`: write one and answer its test, see those that have not left, waive or drop one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from detente.cli import output
from detente.cli.messages import AttachOption, HandlingOption, LangOption, RefOption, TextOption, tell, text_of
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.instant import format_instant

app = typer.Typer(
    help="Warnings: what is credible, specific and impending is told at once, or somebody answers for it.",
    no_args_is_help=True,
)

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="As `detente warning list` shows it.")]
Credible = Annotated[bool, typer.Option("--credible/--not-credible", help="Is it credible?")]
Specific = Annotated[bool, typer.Option("--specific/--not-specific", help="Is it specific: who, where or when?")]
Impending = Annotated[bool, typer.Option("--impending/--not-impending", help="Is it impending?")]
Code = Annotated[str, typer.Option("--code", help="The ground or reason, as a code; a wrong one lists them.")]
Note = Annotated[str, typer.Option("--note", help="For this side alone.")]


@app.command()
def send(
    to: Annotated[str, typer.Option("--to", help="The partner's short code.")],
    subject: Annotated[str, typer.Option("--subject", help="One line that says what it is about.")],
    credible: Credible,
    specific: Specific,
    impending: Impending,
    urgency: Annotated[
        str, typer.Option("--urgency", help="life-or-limb, or public-security where no life is in danger.")
    ] = "life-or-limb",
    place: Annotated[str, typer.Option("--place", help="Where, if that is known.")] = "",
    earliest: Annotated[str | None, typer.Option("--earliest", help="Not before: +2h, or a date with a zone.")] = None,
    latest: Annotated[str | None, typer.Option("--latest", help="Not after: +2d, or a date with a zone.")] = None,
    endangered: Annotated[str, typer.Option("--endangered", help="Who or what is in danger.")] = "",
    text: TextOption = None,
    attach: AttachOption = None,
    handling: HandlingOption = None,
    topic: Annotated[str | None, typer.Option("--topic", help="A topic under the agreement's.")] = None,
    law: Annotated[str, typer.Option("--law", help="The law that it rests on; else the agreement's.")] = "",
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Warn a partner. The three answers are set down; a second person releases it, or the duty desk alone."""
    node = open_node(home)
    from detente.node.services import warning_commands
    from detente.node.services.notifying import Letter

    letter = Letter(
        subject=subject,
        text=text_of(text),
        lang=lang,
        files=attach or [],
        codes=handling or [],
        topic=topic,
        own_ref=ref,
        law=law,
    )
    given = {"urgency": urgency, "place": place, "endangered": endangered}
    times = {"earliest": earliest, "latest": latest}
    given |= {name: format_instant(moment(each, now=node.now())) for name, each in times.items() if each is not None}
    tell(
        warning_commands.send(node, officer, to, letter, given, _answers(credible, specific, impending)),
        as_json,
        "released",
    )


@app.command("list")
def listed(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the warnings that have not left: being prepared, waiting for a second person, waived, dropped."""
    node = open_node(home)
    from detente.node.services import warning_commands

    found = warning_commands.listed(node, officer)
    for line in found:
        _say(line, as_json)
    if not found and not as_json:
        output.say("No warning is being prepared, and none was waived or dropped.")


@app.command("test")
def answer(
    number: Number,
    credible: Credible,
    specific: Specific,
    impending: Impending,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer the three questions of the duty to warn for one that is being prepared."""
    node = open_node(home)
    from detente.node.services import warning_commands

    _say(warning_commands.answer(node, officer, number, _answers(credible, specific, impending)), as_json)


@app.command()
def waive(
    number: Number,
    code: Code,
    note: Note = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that nobody is warned although the duty holds: the head of service, with a ground that oversight reads."""
    node = open_node(home)
    from detente.node.services import warning_commands

    _say(warning_commands.end(node, officer, number, "waive", code=code, note=note), as_json)


@app.command()
def drop(
    number: Number,
    code: Code,
    note: Note = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Drop one for which the duty to warn does not hold, with a reason."""
    node = open_node(home)
    from detente.node.services import warning_commands

    _say(warning_commands.end(node, officer, number, "drop", code=code, note=note), as_json)


def _answers(credible: bool, specific: bool, impending: bool) -> dict[str, str]:
    given = {"credible": credible, "specific": specific, "impending": impending}
    return {name: "yes" if answer else "no" for name, answer in given.items()}


def _say(line: dict[str, Any], as_json: bool) -> None:
    if as_json:
        output.line(line)
        return
    tested = "not tested" if not line["test"] else "duty holds" if line["holds"] else "duty does not hold"
    output.say(f"{line['number']:>4}  {line['state']:<10} {tested:<18} {line['partner'] or '–':<8} {line['subject']}")
