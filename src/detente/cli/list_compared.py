"""`detente lists compare`, `compared`: a whole list against all whom the node holds, and what that came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli import output
from detente.cli.held_lists import ListName, bar
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from detente.node.context import Node
    from detente.node.queries.lists_page import ComparisonLine, ComparisonPage
    from detente.node.services.list_comparing import ListComparison

_MEMBERS = ("id", "state", "version", "done", "total", "left_out", "by", "at", "because")


def add_to(app: typer.Typer) -> None:
    """Put the commands into the group of lists."""
    app.command("compare")(compare)
    app.command("compared")(compared)


def compare(
    name: ListName,
    because: Annotated[str, typer.Option("--because", help="Why; it goes on record.")] = "",
    stop: Annotated[bool, typer.Option("--stop", help="Compare nobody more; what was compared stays.")] = False,
    go_on: Annotated[bool, typer.Option("--go-on", help="Go on where it was stopped.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare a whole list with all records and whom open messages name; broken off, the node goes on with it."""
    node = open_node(home)
    from detente.node.services import list_comparing, list_keeping, officers

    acts, held = officers.acting(node, officer), list_keeping.find(node, name)
    if stop and go_on:
        raise BadInput("Say --stop or --go-on, not both.")
    if stop or go_on:
        row = next(iter(list_comparing.of_list(node, held)), None)
        if row is None:
            raise BadInput("This list was not compared yet. Leave --stop and --go-on out.")
        (list_comparing.stop if stop else list_comparing.go_on)(node, acts, row)
    else:
        row = list_comparing.ask(node, acts, held, because)
    if not stop:
        watched(node, row, quiet=as_json)
    _told(row, as_json)


def compared(
    name: ListName,
    number: Annotated[str, typer.Argument(metavar="[ID]", help="Which one; the newest, unless given.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="What was found as CSV.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how far a comparing of a list is, and whom of ours it found, the likeliest first."""
    node = open_node(home)
    from detente.node.queries import list_comparisons
    from detente.node.queries import lists as shown
    from detente.node.services import list_comparing, list_keeping, officers

    acts, held = officers.acting(node, officer), list_keeping.find(node, name)
    newest = next(iter(list_comparing.of_list(node, held)), None)
    if newest is None:
        raise BadInput(f"This list was not compared yet: detente lists compare {name} --because …")
    page = shown.comparison_page(node, acts, name, number or newest.uid)
    if as_csv:
        print(list_comparisons.as_csv(page), end="")
        return
    rows = _rows(page)
    if as_json:
        output.line(_plain(page.comparison))
        for row in rows:
            output.line(row)
        return
    output.listing([_plain(page.comparison)], {each: each for each in _MEMBERS}, as_json=False)
    columns = {each: each for each in ("score", "band", "judged", "ours", "names", "listed")}
    output.listing(rows, columns, as_json=False, none="Nobody of ours is found in it that you may see.")
    if page.cut:
        output.say("There are more than stand here: the likeliest are shown.")


def watched(node: Node, row: ListComparison, *, quiet: bool) -> None:
    """Do the turns of a comparing here, beside the worker, with a bar for whoever looks on."""
    from detente.node.services import list_comparing

    with bar(quiet=quiet) as told:
        while row.done_at is None and row.stopped_at is None:
            told("comparing", row.done, row.total)
            list_comparing.turn(node)
            row.refresh_from_db(using=node.alias)


def _told(row: ListComparison, as_json: bool) -> None:
    from detente.node.queries import list_comparisons

    line = list_comparisons.line(row)
    if as_json:
        output.line(_plain(line))
        return
    output.say(f"{line.done} of {line.total} are compared ({line.state}); {line.left_out} could not be.")
    output.say(f"What it came to: detente lists compared {row.held.name}")


def _plain(line: ComparisonLine) -> dict[str, Any]:
    return {each: output.plain(getattr(line, each)) for each in _MEMBERS}


def _rows(page: ComparisonPage) -> list[dict[str, Any]]:
    return [
        {
            "score": each.match.score,
            "band": each.match.band,
            "judged": each.match.judged or each.match.state,
            "new": each.new,
            "ours": each.match.left.kind,
            "names": " / ".join(each.match.left.names[:3]),
            "listed": " / ".join(each.match.right.names[:3]),
            "match": each.match.id,
        }
        for each in page.found
    ]
