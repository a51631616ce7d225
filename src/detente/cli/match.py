"""`detente match`: is it the same person, and why? `pairs` needs no home; the others judge what a node found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import failures, output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

if TYPE_CHECKING:
    from detente.node.queries.matches_page import MatchPage

app = typer.Typer(help="Persons compared across scripts and spellings.", no_args_is_help=True)


class Language(StrEnum):
    """The languages of an explanation."""

    FR = "fr"
    EN = "en"
    RU = "ru"
    AR = "ar"


MatchArgument = Annotated[str, typer.Argument(help="The id of the match.")]
WhyOption = Annotated[str, typer.Option("--because", help="What decides you, in one line.")]


@app.command()
def pairs(
    file: Annotated[str, typer.Argument(help="Pairs of records, a JSON line each; - is standard input.")],
    language: Annotated[Language, typer.Option(help="The language of the why.")] = Language.EN,
) -> None:
    """Compare two records a line; for each a JSON line with score, band and why. Exit code 1 if a line was no pair."""
    from detente.node.services import match_pairs

    refused = False
    for line in match_pairs.compare_pairs(file, language=language.value):
        output.line(line)
        refused |= "refused" in line
    if refused:
        raise typer.Exit(failures.REFUSED)


@app.command()
def review(
    match: Annotated[str, typer.Argument(help="The id of a match; without it, those that wait.")] = "",
    message: Annotated[str, typer.Option("--message", help="Those of a message, whether they wait or not.")] = "",
    language: Annotated[Language, typer.Option(help="The language of the why.")] = Language.EN,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the matches that wait for you, or show one with its why and what was judged before."""
    node = open_node(home)
    from detente.node.queries import matches as shown
    from detente.node.services import matches, officers, threads

    acts = officers.acting(node, officer)
    if match:
        _show(shown.page(node, acts, matches.find(node, acts, match)), language, as_json)
        return
    of_message = matches.of_entry(node, acts, threads.find(node, acts, message)) if message else None
    found = matches.waiting(node, acts) if of_message is None else of_message
    rows = [output.plain(asdict(each)) for each in shown.listing(node, acts, found).lines]
    columns: dict[str, str | Callable[[output.Row], str]] = {
        "match": "id",
        "theirs": lambda row: " / ".join(row["left"]["names"]),
        "ours": lambda row: " / ".join(row["right"]["names"]),
        "score": lambda row: f"{row['score']:.2f} {row['band']}",
        "state": lambda row: row["judged"] or row["state"],
    }
    output.listing(rows, columns, as_json=as_json, none="No match waits for you.")


@app.command()
def judge(
    match: MatchArgument,
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    because: WhyOption,
    legal: Annotated[
        bool, typer.Option("--legal", help="The consequence may be legal: a second person judges.")
    ] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether both are the same; as the second person where one waits for it."""
    node = open_node(home)
    from detente.node.services import matches, officers

    acts = officers.acting(node, officer)
    made = matches.judge(node, acts, matches.find(node, acts, match), verdict, because, legal=legal)
    said = f"Judged: {made.outcome}. Nothing left this node." if made.outcome else "Kept. A second person judges, too."
    output.told({"id": match, "outcome": made.outcome}, said, as_json=as_json)


@app.command()
def undo(
    match: MatchArgument,
    because: WhyOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Undo what was judged; the match waits again."""
    node = open_node(home)
    from detente.node.services import matches, officers

    acts = officers.acting(node, officer)
    matches.undo(node, acts, matches.find(node, acts, match), because)
    output.told({"id": match, "outcome": ""}, "Undone. The match waits again.", as_json=as_json)


@app.command()
def screen(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Compare whom a message names with what is held, now."""
    node = open_node(home)
    from detente.node.services import matches, officers, threads

    acts = officers.acting(node, officer)
    found = matches.ask_anew(node, acts, threads.find(node, acts, message))
    output.told({"waiting": found}, f"{found} wait to be judged. Nothing left this node.", as_json=as_json)


@app.command()
def person(
    name: Annotated[
        list[str] | None, typer.Argument(help="A name in any script; several are names of the same person.")
    ] = None,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why you look; it goes on record.")],
    born: Annotated[str, typer.Option("--born", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    country: Annotated[str, typer.Option("--country", help="A code of two letters.")] = "",
    number: Annotated[str, typer.Option("--number", help="Of a document.")] = "",
    language: Annotated[Language, typer.Option(help="The language of the why.")] = Language.EN,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare one person with records, messages and lists, now. Nothing of it is kept but that you looked."""
    node = open_node(home)
    from detente.node.queries import person_found
    from detente.node.services import officers, person_look_up

    acts, given = officers.acting(node, officer), tuple(name or ())
    answer = person_look_up.look_up(node, acts, given, born=born, country=country, number=number, reason=reason)
    found = person_found.page(node, answer, language=language.value).lines
    if as_json:
        for each in found:
            output.line(output.plain(asdict(each)))
        return
    rows = [
        (
            each.band,
            f"{each.score:.2f}",
            each.kind,
            each.id,
            " / ".join(each.names[:3]),
            "; ".join(each.why),
        )
        for each in found
    ]
    output.table(("band", "score", "where", "id", "names", "why"), rows)
    output.say("Nobody is confirmed by this: read, and decide." if rows else "Nobody here looks like this person.")


def _show(page: MatchPage, language: Language, as_json: bool) -> None:
    if as_json:
        output.line(output.plain(asdict(page)))
        return
    rows = [
        (
            each.prop,
            " / ".join(each.left),
            " / ".join(each.right),
            each.why.get(language.value, ""),
            "" if each.weight is None else f"{each.weight:+.1f}",
        )
        for each in page.fields
    ]
    output.table(("property", "theirs", "ours", "why", "weight"), rows)
    for each in page.judgements:
        state = "undone" if each.undone_at else each.outcome or each.verdict
        output.say(f"{each.by}: {state} ({each.because})")
