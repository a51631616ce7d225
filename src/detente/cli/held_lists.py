"""`detente lists add`, `load`, `confirm`, `drop`, `end`, `show`, `find`: lists of others that this node holds."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from detente.cli import files, list_said, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from detente.node.context import Node
    from detente.node.queries.lists_page import VersionLine

ListName = Annotated[str, typer.Argument(metavar="NAME", help="The short name of the list.")]
_LOOK_EVERY_SECONDS = 0.5


def add_to(app: typer.Typer) -> None:
    """Put the commands of held lists into the group of lists."""
    for name, command in (
        ("add", add),
        ("load", load),
        ("confirm", confirm),
        ("drop", drop),
        ("end", end),
        ("show", show),
        ("find", find),
    ):
        app.command(name)(command)


def add(
    name: ListName,
    title: Annotated[str, typer.Option("--title", help="What the list is called.")],
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it.")],
    basis: Annotated[str, typer.Option("--basis", help="The licence, or the law, under which you hold it.")],
    handling: Annotated[list[str] | None, typer.Option("--handling", help="tlp:GREEN …; may be repeated.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold a list of others from now on; `load` gives it its first version."""
    node = open_node(home)
    from detente.node.services import list_keeping, officers

    acts, codes = officers.acting(node, officer), tuple(handling or ["tlp:GREEN"])
    list_keeping.add(node, acts, name=name, title=title, publisher=publisher, basis=basis, handling=codes)
    list_said.tell({"list": name}, as_json, f"The list {name} is held. Load its file: detente lists load {name} FILE")


def load(
    name: ListName,
    file: Annotated[str, typer.Argument(help="The list, in any form that is read; - is standard input.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load a file as the next version of a list; exit code 1 if it is refused or waits for an answer."""
    node = open_node(home)
    from detente.node.queries import lists as shown
    from detente.node.services import list_keeping, list_versions, officers

    acts, held = officers.acting(node, officer), list_keeping.find(node, name)
    with _opened(file) as content:
        given = list_versions.give(node, acts, held, name=file, content=content)
    if given.again and given.version.state == list_versions.State.IN_FORCE:
        line = shown.version_line(given.version)
        said = f"This very file is version {line.number}, in force already. Nothing has changed."
        list_said.tell(list_said.version(name, line) | {"again": True}, as_json, said)
        return
    list_said.outcome(name, _loaded(node, name, given.version.number, as_json), as_json)


def confirm(
    name: ListName,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="HEADING=property, such as Nom=lastName; =nothing for a note; may be repeated."),
    ] = None,
    schema: Annotated[str | None, typer.Option("--schema", help="What a row is: Person, Organization …")] = None,
    order: Annotated[str | None, typer.Option("--order", help="What stands first in dates: dmy or mdy.")] = None,
    encoding: Annotated[str, typer.Option("--encoding", help="Of the text, such as windows-1251.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say yes to what the version of a list waits for; of a table, what its columns mean."""
    node = open_node(home)
    from detente.node.services import list_columns, list_keeping, list_versions, officers

    acts, held = officers.acting(node, officer), list_keeping.find(node, name)
    version = list_versions.open_version(node, held)
    mapping = None
    if column or schema or order:
        meant = _meant(column or [])
        mapping = list_columns.mapping_with(version.asked, meant, schema=schema, order=order)
    list_versions.confirm(node, acts, version, mapping=mapping, encoding=encoding)
    list_said.outcome(name, _loaded(node, name, version.number, as_json), as_json)


def drop(name: ListName, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Drop the version of a list that is on its way; the one in force stays."""
    node = open_node(home)
    from detente.node.services import list_keeping, list_versions, officers

    acts, held = officers.acting(node, officer), list_keeping.find(node, name)
    version = list_versions.open_version(node, held)
    list_versions.drop(node, acts, version)
    list_said.tell({"list": name, "version": version.number}, as_json, f"Version {version.number} is dropped.")


def end(name: ListName, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Search a list no longer; what it said stays for what was decided by it."""
    node = open_node(home)
    from detente.node.services import list_keeping, officers

    list_keeping.end(node, officers.acting(node, officer), list_keeping.find(node, name))
    list_said.tell({"list": name}, as_json, f"The list {name} is no longer searched.")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The list; else all of them.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the lists that are held, or the versions of one and what the one on its way waits for."""
    node = open_node(home)
    from detente.node.queries import lists as shown
    from detente.node.services import list_keeping, list_versions

    if not name:
        rows = [
            {
                "list": held.name,
                "title": held.title,
                "publisher": held.publisher,
                "basis": held.basis,
                "handling": held.handling,
                "in_force": held.in_force or None,
                "ended": held.ended_at is not None,
            }
            for held in list_keeping.all_held(node)
        ]
        columns = ("list", "title", "publisher", "in_force")
        output.listing(
            rows, {each: list_said.member(each) for each in columns}, as_json=as_json, none="No list is held here."
        )
        return
    held = list_keeping.find(node, name)
    versions = list(map(shown.version_line, list_versions.versions_of(node, held)))
    rows = [list_said.version(name, each) for each in versions]
    if as_json:
        for row in rows:
            output.line(row)
        return
    members = ("version", "state", "file", "entries", "added", "changed", "removed", "same", "left_out")
    output.listing(
        rows, {each: list_said.member(each) for each in members}, as_json=False, none="No file was loaded yet."
    )
    for newest in versions[:1]:
        list_said.waits_for(name, newest)


def find(
    reason: Annotated[str, typer.Option("--reason", help="Why you look this up.")],
    name: Annotated[str, typer.Argument(help="A name, in any script.")] = "",
    born: Annotated[str, typer.Option("--born", help="1986-10-21, 1986-10 or 1986; it may be wrong.")] = "",
    number: Annotated[str, typer.Option("--number", help="The number of a document.")] = "",
    of: Annotated[str, typer.Option("--list", help="In this list only.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Entries at most.")] = 20,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the entries of lists that may be meant, across scripts, the likeliest first, each with the why."""
    node = open_node(home)
    from detente.node.queries import lists as shown
    from detente.node.services import list_finding, officers

    acts = officers.acting(node, officer)
    hits = list_finding.look_up(node, acts, name=name, born=born, number=number, reason=reason, of=of, limit=limit)
    rows = [
        {
            "id": line.id,
            "list": line.list_name,
            "key": line.key,
            "schema": line.schema,
            "names": line.names,
            "born": line.born,
            "score": round(line.score or 0.0, 6),
            "band": line.band,
            "why": line.why,
        }
        for line in (shown.hit_line(hit, language="en") for hit in hits)
    ]
    columns: dict[str, str | Callable[[output.Row], str]] = {
        "list": "list",
        "entry": "id",
        "names": lambda row: " / ".join(row["names"][:3]),
        "born": lambda row: ", ".join(row["born"]) or "–",
        "score": lambda row: f"{row['score']:.2f} {row['band']}",
        "why": lambda row: "; ".join(row["why"]),
    }
    output.listing(rows, columns, as_json=as_json, none="Nobody is found in the lists that you may search.")


def _loaded(node: Node, name: str, number: int, as_json: bool) -> VersionLine:
    """Load a version with a bar for whoever looks on; where the node loads it already, look on."""
    from detente.node.queries import lists as shown
    from detente.node.services import list_keeping, list_loading, list_versions
    from detente.node.services.list_files import ListBusy

    version = list_versions.find(node, list_keeping.find(node, name), number)
    with bar(quiet=as_json) as told:
        while version.state == list_versions.State.LOADING:
            try:
                version = list_loading.go_on(node, version, told)
            except ListBusy:
                Event().wait(_LOOK_EVERY_SECONDS)
                version = list_versions.find(node, version.held, number)
                told("writing", version.done, version.total)
    return shown.version_line(version)


_SAID = {
    "reading": "Reading the file",
    "writing": "Writing entries",
    "indexing": "Building the index",
    "comparing": "Comparing",
}


@contextmanager
def bar(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give what draws how far a step of a list is, on a terminal; elsewhere nothing is drawn."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        yield lambda step, done, total: progress.update(
            task, description=_SAID[step], completed=done, total=total or None
        )


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == files.STANDARD_INPUT:
        yield io.BytesIO(files.read(name))
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name}. Check the path.") from error
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror or error}.") from error


def _meant(columns: list[str]) -> dict[str, str]:
    found = {}
    for each in columns:
        heading, equals, prop = each.rpartition("=")
        if not equals:
            raise BadInput(f"Write {each} as HEADING=property, such as Nom=lastName.")
        found[heading.strip()] = "" if prop.strip() == "nothing" else prop.strip()
    return found
