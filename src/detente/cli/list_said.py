"""What the commands of held lists say: of a version where it is, why it was refused, or what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import typer

from detente.cli import failures, output
from detente.model.instant import format_instant

if TYPE_CHECKING:
    from detente.node.queries.lists_page import VersionLine


def version(name: str, line: VersionLine) -> dict[str, Any]:
    """Give a version of a list as JSON has it."""
    table = line.table
    asked = {} if table is None else {"columns": [asdict(each) for each in table.columns], "schema": table.schema}
    return {
        "list": name,
        "version": line.number,
        "state": line.state,
        "file": line.file_name,
        "sha256": line.sha256,
        "kind": line.kind,
        "given": format_instant(line.at),
        "by": line.by,
        "in_force": None if line.in_force_at is None else format_instant(line.in_force_at),
        **{each: getattr(line, each) for each in _COUNTS},
        "waits_for": line.question,
        "asked": asked,
        "because": None if line.reason is None else line.reason.text,
        "remarks": [f"{each.where}: {each.text}" if each.where else each.text for each in line.remarks],
    }


_COUNTS: Final = ("done", "total", "entries", "added", "changed", "removed", "same", "left_out")


def outcome(name: str, line: VersionLine, as_json: bool) -> None:
    """Say what became of a version; whatever is not in force makes the exit code 1."""
    row = version(name, line)
    if as_json:
        output.line(row)
    elif line.reason is not None:
        output.say(f"Version {line.number} was refused: {line.reason.text} Nothing of it stays.")
    elif line.question:
        waits_for(name, line)
    elif line.in_force_at is not None:
        counts = ", ".join(f"{row[each]} {each}" for each in ("added", "changed", "removed", "same"))
        output.say(f"Version {line.number} is in force with {line.entries} entries: {counts}.")
        for said in row["remarks"][:_SAID]:
            output.say(said)
    if line.in_force_at is None:
        raise typer.Exit(failures.REFUSED)


_SAID: Final = 10


def waits_for(name: str, line: VersionLine) -> None:
    """Ask a person what a version waits for; nothing is said of one that waits for nothing."""
    go_on, leave = f"detente lists confirm {name}", f"detente lists drop {name}"
    before = line.removed + line.changed + line.same
    if line.question == "shrunk":
        output.say(
            f"Version {line.number} would remove {line.removed} of {before} entries. "
            f"If that is right: {go_on}; else: {leave}"
        )
    elif line.question == "left-out":
        for said in version(name, line)["remarks"][:_SAID]:
            output.say(said)
        output.say(
            f"{line.left_out} entries of version {line.number} cannot be read; the file may be cut or damaged. "
            f"To take the others: {go_on}; else: {leave}"
        )
    elif line.table is not None:
        rows = [(each.heading, each.prop or "a note", " | ".join(each.cells)) for each in line.table.columns]
        output.table(("column", "taken for", "first rows"), rows)
        if line.table.encoding:
            output.say(f"The encoding was guessed: {line.table.encoding}.")
        output.say(
            f"Each row is taken for a {line.table.schema}. If that is right: {go_on}; "
            f"else say what a column means: {go_on} --column HEADING=property"
        )


def member(name: str) -> Callable[[output.Row], str]:
    """Give how a member of a row is written, a dash for none."""
    return lambda row: "–" if row[name] is None else str(row[name])


def tell(found: dict[str, Any], as_json: bool, said: str) -> None:
    """Say a sentence, or what it is about as JSON."""
    if as_json:
        output.line(found)
    else:
        output.say(said)
