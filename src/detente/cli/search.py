"""`detente search`: the search of the desk, for one officer, with its reason on record."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from detente.cli import output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput


def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words or beginnings of words; or a file number.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; without it only file numbers are searched.")] = "",
    partner: Annotated[str, typer.Option("--partner", help="The partner's short code.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="The kind of message.")] = "",
    box: Annotated[str, typer.Option("--box", help="inbox or sent.")] = "",
    state: Annotated[str, typer.Option("--state", help="open or ended.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    since: Annotated[str | None, typer.Option("--since", help="From this day on, such as 2026-11-01.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Up to this day, included.")] = None,
    save: Annotated[str, typer.Option("--save", help="Keep it under this name.")] = "",
    saved: Annotated[str, typer.Option("--saved", help="Ask what is kept under this name.")] = "",
    names: Annotated[bool, typer.Option("--list", help="List what is kept.")] = False,
    after: Annotated[str, typer.Option("--after", help="Go on where a page ended.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find messages by words, persons and file numbers, newest first, a page at a time."""
    if box not in ("", "inbox", "sent") or state not in ("", "open", "ended"):
        raise BadInput("--box takes inbox or sent, --state takes open or ended.")
    days = {"since": _day(since), "until": _day(until)}
    node = open_node(home)
    from detente.node.queries import search_lines
    from detente.node.services.searching import Question

    if names:
        for line in search_lines.saved(node, officer):
            output.line(line) if as_json else output.say(f"{line['name']}: {line['question']}")
        return
    question = Question(" ".join(words or ()), partner, kind, box, state, overdue, **days)  # type: ignore[arg-type]  # box and state were checked above
    if saved:
        found = search_lines.ask_saved(node, officer, saved, after=after)
    else:
        found = search_lines.ask(node, officer, question, reason=reason, name=save, after=after)
    if as_json:
        output.line(found)
        return
    rows = [(row["id"][:8], row["partner"], row["kind"], row["subject"], row["due"] or "–") for row in found["rows"]]
    output.table(("id", "partner", "kind", "subject", "due"), rows)
    if found["numbers_only"]:
        output.say("Only file numbers were searched. Give --reason to search names and texts too.")
    if found["after"]:
        output.say(f"There is more: --after {found['after']}")


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text} is no day. Write it as 2026-11-01.") from error
