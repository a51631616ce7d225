"""`detente send-many`: the letters that another system wrote, released together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from detente.cli import failures, files, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model import strict_json
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from detente.node.services.notifying import Letter

MOST: Final = 1000
"""Letters of one file: all are sealed before the store is locked for them, and held in memory till then."""
_TEXTS: Final = {
    "text": "text",
    "lang": "lang",
    "asks": "asks",
    "topic": "topic",
    "purpose": "purpose",
    "ref": "own_ref",
    "law": "law",
    "law_ref": "law_ref",
}
_LISTS: Final = ("attach", "handling")


def send_many(
    file: Annotated[str, typer.Argument(help="JSON lines, one letter each; - reads standard input.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Release many notifications at once, a line each of a file. One that is refused holds up no other."""
    node = open_node(home)
    from detente.node.services import corresponding

    written = _letters(files.read(file), now=node.now())
    found = corresponding.send_all(node, officer, written)
    for number, outcome in enumerate(found, 1):
        if as_json:
            output.line({"line": number, **outcome})
        elif "draft" in outcome:
            output.say(f"line {number}: draft {outcome['draft']}. {outcome['said']}")
        elif "id" in outcome:
            output.say(f"line {number}: {outcome['id']} released.")
        else:
            output.say(f"line {number}: not released. {outcome['why']}")
    if any("why" in outcome for outcome in found):
        raise typer.Exit(failures.REFUSED)


def _letters(data: bytes, *, now: datetime) -> list[tuple[str, Letter]]:
    """Give (partner, letter) of every line; BadInput, and nothing is released, where a line is none."""
    lines = data.split(b"\n")
    if lines and not lines[-1].strip():
        lines.pop()
    if not 1 <= len(lines) <= MOST:
        raise BadInput(f"The file has {len(lines)} lines. Give 1 to {MOST} letters at a time, a line each.")
    return [_letter(number, line, now=now) for number, line in enumerate(lines, 1)]


def _letter(number: int, line: bytes, *, now: datetime) -> tuple[str, Letter]:
    from detente.node.services.notifying import Letter

    try:
        value = strict_json.parse(line)
    except strict_json.MalformedJson as error:
        raise BadInput(f"Line {number} is no JSON object ({error}). Nothing was released.") from error
    _check(number, value)
    chosen: dict[str, Any] = {name: value[given] for given, name in _TEXTS.items() if given in value}
    if "answer_by" in value:
        chosen["answer_by"] = moment(value["answer_by"], now=now)
    return value["to"], Letter(
        subject=value["subject"],
        files=[Path(name) for name in value.get("attach", ())],
        codes=value.get("handling", ()),
        **chosen,
    )


def _check(number: int, value: dict[str, Any]) -> None:
    known = {"to", "subject", "answer_by", *_TEXTS, *_LISTS}
    for name, given in value.items():
        if name not in known:
            raise BadInput(f"Line {number} has a member {name!r}, which no letter has. Nothing was released.")
        texts = given if name in _LISTS and isinstance(given, list) else [given]
        if (name in _LISTS) is not isinstance(given, list) or not all(isinstance(text, str) for text in texts):
            shape = "a list of texts" if name in _LISTS else "a text"
            raise BadInput(f"In line {number}, {name} is {shape}. Nothing was released.")
    for name in ("to", "subject"):
        if name not in value:
            raise BadInput(f"Line {number} has no {name}. Nothing was released.")
