"""`detente record`: what this house holds of persons and bodies, value by value, each with its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from datetime import datetime

    from detente.node.context import Node
    from detente.node.queries.records_page import RecordLine
    from detente.node.services.record_values import Beside

app = typer.Typer(help="Records of persons and bodies; nothing in them is overwritten.", no_args_is_help=True)
RecordArgument = Annotated[str, typer.Argument(help="The id of the record.")]
SourceOption = Annotated[str, typer.Option("--source", help="Where it comes from.")]
SchemeOption = Annotated[str, typer.Option("--scheme", help="europol-4x4, admiralty-6x6 or 3x5x2.")]
CodeOption = Annotated[str, typer.Option("--evaluation", help="The code in it, such as B2; else cannot be judged.")]
FactOption = Annotated[bool, typer.Option("--fact", help="It is a fact; else an assessment.")]
LabelOption = Annotated[list[str] | None, typer.Option("--handling", help="tlp:AMBER, h:H1 …; may be repeated.")]
ReviewOption = Annotated[str | None, typer.Option("--review-by", help="+90d, or a date with a zone.")]
DeleteOption = Annotated[str | None, typer.Option("--delete-by", help="+365d, or a date with a zone.")]
WhyOption = Annotated[str, typer.Option("--because", help="Why, in a sentence.")]


@app.command("search")
def search(
    reason: Annotated[str, typer.Option("--reason", help="Why you look this up.")],
    name: Annotated[str, typer.Argument(help="A name, in any script.")] = "",
    born: Annotated[str, typer.Option("--born", help="1986-10-21, 1986-10 or 1986; it may be wrong.")] = "",
    number: Annotated[str, typer.Option("--number", help="The number of a document.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the records that may be meant, across scripts, the likeliest first."""
    node = open_node(home)
    from detente.node.queries import records
    from detente.node.services import officers, record_finding

    acts = officers.acting(node, officer)
    found = record_finding.look_up(node, acts, name=name, born=born, number=number, reason=reason)
    _list([records.line(each) for each in found], as_json, "Nobody is found that you may see.")


@app.command("list")
def listed(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the records that the officer made, the newest first."""
    node = open_node(home)
    from detente.node.queries import records
    from detente.node.services import officers, record_finding

    found = record_finding.latest(node, officers.acting(node, officer))
    _list([records.line(each) for each in found], as_json, "You made no record yet.")


@app.command("show")
def show(
    record: RecordArgument, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Show a record: what stands, each value with its source, and what no longer does."""
    node = open_node(home)
    from detente.node.queries import records as shown
    from detente.node.services import officers, records

    page = shown.page(node, officers.acting(node, officer), records.find(node, record))
    if as_json:
        output.line(output.plain(asdict(page)))
        return
    rows = [
        (each.id, each.prop, each.value, f"{each.scheme} {each.code}", each.nature, each.source, each.ended_because)
        for each in (*page.statements, *page.ended)
    ]
    output.table(("no.", "property", "value", "evaluation", "nature", "source", "ended"), rows)


@app.command("add")
def add(
    value: Annotated[list[str], typer.Option("--value", help="property=value; name=… at least; may be repeated.")],
    category: Annotated[str, typer.Option("--category", help="suspect, convicted, victim, witness, missing, other.")],
    source: SourceOption,
    because: WhyOption,
    schema: Annotated[str, typer.Option("--schema", help="Person, Organization, Company or LegalEntity.")] = "Person",
    scheme: SchemeOption = "europol-4x4",
    evaluation: CodeOption = "",
    fact: FactOption = False,
    handling: LabelOption = None,
    review_by: ReviewOption = None,
    delete_by: DeleteOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a record by hand."""
    node = open_node(home)
    from detente.node.services import officers, records

    beside = _beside(node, source, scheme, evaluation, fact, handling, review_by, delete_by)
    acts, values = officers.acting(node, officer), list(map(_parted, value))
    row = records.make(node, acts, schema=schema, category=category, values=values, beside=beside, because=because)
    output.told({"id": row.uid}, f"Made as {row.uid}.", as_json=as_json)


@app.command("offers")
def offers(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """List the records of a message that may be kept here, by their numbers."""
    node = open_node(home)
    from detente.node.queries import records
    from detente.node.services import officers, threads

    acts = officers.acting(node, officer)
    page = records.offers(node, acts, threads.find(node, acts, message))
    rows = [
        {"index": each.index, "names": list(each.names), "says": [f"{said.name}: {said.value}" for said in each.says]}
        for each in page.offers
    ]
    columns: dict[str, str | Callable[[output.Row], str]] = {
        "number": lambda row: str(row["index"]),
        "names": lambda row: " / ".join(row["names"]),
    }
    output.listing(rows, columns, as_json=as_json, none="This message has no record that can be kept.")


@app.command("take")
def take(
    message: Message,
    because: WhyOption,
    index: Annotated[int, typer.Option("--number", help="Which record of the message, from 0.")] = 0,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a record of a message as one of this house."""
    node = open_node(home)
    from detente.node.services import officers, records, threads

    acts = officers.acting(node, officer)
    row = records.take(node, acts, threads.find(node, acts, message), index, because=because)
    output.told({"id": row.uid}, f"Kept as {row.uid}.", as_json=as_json)


@app.command("state")
def state(
    record: RecordArgument,
    value: Annotated[str, typer.Option("--value", help="property=value; category=… says which category it is.")],
    source: SourceOption,
    scheme: SchemeOption = "europol-4x4",
    evaluation: CodeOption = "",
    fact: FactOption = False,
    handling: LabelOption = None,
    review_by: ReviewOption = None,
    delete_by: DeleteOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say one more thing of a record; what stood before stands beside it."""
    node = open_node(home)
    from detente.node.queries import records as shown
    from detente.node.services import officers, records

    acts, (prop, text) = officers.acting(node, officer), _parted(value)
    beside = _beside(node, source, scheme, evaluation, fact, handling, review_by, delete_by)
    made = records.state(node, acts, shown.found(node, acts, record), prop=prop, value=text, beside=beside)
    output.told({"id": str(made.pk)}, f"Stated as {made.pk}.", as_json=as_json)


@app.command("end")
def end(
    record: RecordArgument,
    statement: Annotated[str, typer.Argument(help="The number of the statement.")],
    because: WhyOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a statement no longer stands; it stays in the history."""
    node = open_node(home)
    from detente.node.queries import records as shown
    from detente.node.services import officers, records

    acts = officers.acting(node, officer)
    records.end(node, acts, shown.found(node, acts, record), statement, because=because)
    output.told({"id": statement}, "Ended. It stays in the history.", as_json=as_json)


@app.command("merge")
def merge(
    record: RecordArgument,
    other: Annotated[str, typer.Argument(help="The id of the record that is of the same person.")],
    because: WhyOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two records are one: the first stands for both, until they are split."""
    node = open_node(home)
    from detente.node.services import officers, record_merging, records

    stands, joined = records.find(node, record), records.find(node, other)
    record_merging.merge(node, officers.acting(node, officer), stands, joined, because=because)
    output.told({"id": stands.uid}, f"{stands.uid} stands for both.", as_json=as_json)


@app.command("split")
def split(
    record: Annotated[str, typer.Argument(help="The id of the record that was merged into another one.")],
    because: WhyOption,
    given: Annotated[
        list[str] | None,
        typer.Option("--give", help="The number of a statement since the merge that is of it; may be repeated."),
    ] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a record that was merged is of somebody else; each has back what it had."""
    node = open_node(home)
    from detente.node.services import officers, record_merging, records

    joined = records.find(node, record)
    record_merging.split(node, officers.acting(node, officer), joined, given=given or (), because=because)
    output.told({"id": joined.uid}, f"{joined.uid} stands for itself again.", as_json=as_json)


def _beside(
    node: Node,
    source: str,
    scheme: str,
    evaluation: str,
    fact: bool,
    handling: list[str] | None,
    review_by: str | None,
    delete_by: str | None,
) -> Beside:
    from detente.node.services.record_values import CANNOT_BE_JUDGED, Beside

    return Beside(
        source=source,
        scheme=scheme,
        code=evaluation or CANNOT_BE_JUDGED.get(scheme, ""),
        nature="fact" if fact else "assessment",
        handling=tuple(handling or ["tlp:AMBER"]),
        review_by=_moment(node, review_by),
        delete_by=_moment(node, delete_by),
    )


def _moment(node: Node, text: str | None) -> datetime | None:
    return None if text is None else moment(text, now=node.now())


def _parted(text: str) -> tuple[str, str]:
    prop, equals, value = text.partition("=")
    if not equals:
        raise BadInput(f"Write {text} as property=value, such as birthDate=1986-10-21.")
    return prop.strip(), value


def _list(lines: list[RecordLine], as_json: bool, none: str) -> None:
    columns: dict[str, str | Callable[[output.Row], str]] = {
        "record": "id",
        "names": lambda row: " / ".join(row["names"]),
        "born": lambda row: ", ".join(row["born"]) or "–",
        "category": "category",
        "score": lambda row: "–" if row["score"] is None else f"{row['score']:.2f} {row['band']}",
    }
    output.listing([output.plain(asdict(line)) for line in lines], columns, as_json=as_json, none=none)
