"""`detente recall`, `detente feedback`, `detente consent ask`: dialogues about a message that was sent or received."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from detente.cli import failures, output
from detente.cli.messages import HandlingOption, LangOption, Message, RefOption, TextOption, tell, text_of
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.instant import format_instant

app = typer.Typer(help="Recalls: everyone who has an item deletes it, and says so.", no_args_is_help=True)


@app.command("issue")
def issue(
    message: Message,
    reason: Annotated[str, typer.Option("--reason", help="Why, as a code; a wrong one lists them.")],
    text: TextOption = None,
    handling: HandlingOption = None,
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recall a message of yours from everyone who has it from you; each deletes it, keeps a part, or objects."""
    node = open_node(home)
    from detente.node.queries import corrections
    from detente.node.services.notifying import Letter

    letter = Letter(text=text_of(text), lang=lang, codes=handling or [], own_ref=ref)
    told = corrections.recall(node, officer, message, letter, reason)
    for each in told:
        if as_json:
            output.line(each)
        else:
            output.say(f"{each['partner']}: {each['refused'] or _said(each)}")
    if any(each["refused"] for each in told):
        raise typer.Exit(failures.REFUSED)


@app.command("status")
def status(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Show who did what a recall asks: each recipient, and how it stands."""
    node = open_node(home)
    from detente.node.queries import corrections

    found = corrections.recalls_named(node, officer, message)
    columns = {"partner": "partner", "how it stands": "stands", "since": "since", "onward recipients": "onward"}
    output.listing(found, columns, as_json=as_json)


def feedback(
    message: Message,
    usefulness: Annotated[str, typer.Option("--usefulness", help="One of five, as a code; a wrong one lists them.")],
    text: TextOption = None,
    lang: LangOption = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell the partner who wrote a message what came of it; the wrong person begins a correction there."""
    _begin("feedback", message, {"usefulness": usefulness}, text, lang, home, officer, as_json)


def ask_consent(
    message: Message,
    to_whom: Annotated[str, typer.Option("--to-whom", help="Who is to have it.")],
    for_purpose: Annotated[str, typer.Option("--for", help="For which purpose.")],
    until: Annotated[str, typer.Option("--until", help="Until when: +30d, or a date with a zone.")],
    text: TextOption = None,
    lang: LangOption = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the originator of a message whether it may go on; no answer is no."""
    node = open_node(home)
    given = {
        "to_whom": to_whom,
        "for_purpose": for_purpose,
        "wanted_until": format_instant(moment(until, now=node.now())),
    }
    _begin("onward-consent", message, given, text, lang, home, officer, as_json)


def _begin(
    kind: str,
    message: str,
    given: dict[str, str],
    text: str | None,
    lang: str,
    home: Any,
    officer: str | None,
    as_json: bool,
) -> None:
    node = open_node(home)
    from detente.node.queries import corrections
    from detente.node.services.notifying import Letter

    letter = Letter(text=text_of(text), lang=lang)
    tell(corrections.begin(node, officer, kind, message, letter, given), as_json, "released")


def _said(each: dict[str, Any]) -> str:
    if each["id"]:
        return f"{each['id']} released."
    return f"draft {each['draft']} waits for a second officer: detente approve {each['draft']}"
