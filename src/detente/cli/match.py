"""`detente match pairs FILE`: is it the same person, and why? Needs no home."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from detente.cli import failures, output

app = typer.Typer(help="Persons compared across scripts and spellings.", no_args_is_help=True)


class Language(StrEnum):
    """The languages of an explanation."""

    FR = "fr"
    EN = "en"
    RU = "ru"
    AR = "ar"


@app.callback()
def _match() -> None:
    """Keep `pairs` a command of its own: with one command alone, typer would make it the group."""


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
