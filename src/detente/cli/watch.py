"""`detente watch`: standing questions about persons, and the alerts that they raise."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli import output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.errors import BadInput
from detente.model.instant import format_instant

watch = typer.Typer(help="Standing questions about persons, and the alerts that they raise.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="Its number.")]
NameOption = Annotated[list[str], typer.Option("--name", help="A name, in any script; repeatable.")]
BirthOption = Annotated[list[str] | None, typer.Option("--birth", help="A date of birth, or its year; repeatable.")]
CountryOption = Annotated[list[str] | None, typer.Option("--country", help="A country's code; repeatable.")]
NumberOption = Annotated[list[str] | None, typer.Option("--id-number", help="A document's number; repeatable.")]
BecauseOption = Annotated[str, typer.Option("--because", help="Why, in one line.")]
_HEAD = ("id", "state", "names", "asker", "owner", "until", "open_alerts")
_ALERT = ("id", "watch_id", "names", "what", "direction", "happened_at", "band", "instruction", "asker")


@watch.command("set")
def set_up(
    message: Message,
    name: NameOption,
    until: Annotated[str, typer.Option("--until", help="When it ends: +90d, or a date and time with a zone.")],
    basis: Annotated[str, typer.Option("--basis", help="The watch's own legal basis.")],
    law: Annotated[str, typer.Option("--law", help="The legal basis of using the message.")],
    purpose: Annotated[str, typer.Option("--purpose", help="A purpose as agreements name it.")],
    because: BecauseOption,
    birth: BirthOption = None,
    country: CountryOption = None,
    id_number: NumberOption = None,
    instruction: Annotated[str, typer.Option("--instruction", help="notify, check or detain.")] = "notify",
    owner: Annotated[str, typer.Option("--owner", help="An officer's short name; else you.")] = "",
    matter: Annotated[str, typer.Option("--matter", help="Your file number.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set up a watch for what a partner asked, where policy permits it."""
    node = open_node(home)
    from detente.node.services import officers, standing_watches, threads
    from detente.node.services.standing_watches import Asked

    acts = officers.acting(node, officer)
    asked = Asked(
        person=_person(name, birth, country, id_number),
        until=moment(until, now=node.now()),
        law=law,
        basis=basis,
        purpose=purpose,
        because=because,
        instruction=instruction,
        owner=owner,
        matter=matter,
    )
    row = standing_watches.set_up(node, acts, threads.find(node, acts, message), asked)
    _tell({"id": str(row.pk)}, as_json, f"Watch {row.pk} stands.")


@watch.command("list")
def listed(
    ended: Annotated[bool, typer.Option("--ended", help="Also those that were ended.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the watches, the nearest end first."""
    node = open_node(home)
    from detente.node.queries import watches
    from detente.node.services import officers

    lines = watches.standing(node, officers.acting(node, officer), ended=ended)
    output.listing([watches.plain(line) for line in lines], {name: name for name in _HEAD}, as_json=as_json)


@watch.command("renew")
def renew(
    number: Number,
    until: Annotated[str, typer.Option("--until", help="The new end.")],
    because: BecauseOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move the end of a watch; policy is asked again."""
    node = open_node(home)
    from detente.node.services import officers, standing_watches

    acts = officers.acting(node, officer)
    row = standing_watches.find(node, acts, number)
    standing_watches.renew(node, acts, row, moment(until, now=node.now()), because)
    _tell({"id": number}, as_json, f"Watch {number} was renewed.")


@watch.command("hand")
def hand(
    number: Number,
    to: Annotated[str, typer.Option("--to", help="The new owner's short name.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a watch another owner."""
    node = open_node(home)
    from detente.node.services import officers, standing_watches

    acts = officers.acting(node, officer)
    standing_watches.hand_on(node, acts, standing_watches.find(node, acts, number), to)
    _tell({"id": number}, as_json, f"Watch {number} belongs to {to}.")


@watch.command("end")
def end(
    number: Number,
    because: BecauseOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a watch, with a reason."""
    node = open_node(home)
    from detente.node.services import officers, standing_watches

    acts = officers.acting(node, officer)
    standing_watches.end(node, acts, standing_watches.find(node, acts, number), because)
    _tell({"id": number}, as_json, f"Watch {number} was ended.")


@watch.command("kept")
def kept(
    ending: Annotated[bool, typer.Option("--ending", help="Only those that said that they end.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the watches that partners keep for what we asked, the nearest end first."""
    node = open_node(home)
    from detente.node.queries import watches
    from detente.node.services import officers

    found = watches.kept(node, officers.acting(node, officer), ending=ending)
    lines = [
        {"id": each.entry_id, "party": each.party.code, "until": format_instant(each.until), "over": each.over}
        for each in found
    ]
    output.listing(lines, {name: name for name in ("id", "party", "until", "over")}, as_json=as_json)


@watch.command("let-end")
def let_end(
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="The message that asked for it.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a watch end that a partner keeps for us: nobody here is warned of its end any more."""
    node = open_node(home)
    from detente.node.services import kept_watches, officers

    acts = officers.acting(node, officer)
    kept_watches.let_end(node, acts, kept_watches.find(node, acts, message))
    _tell({"id": message}, as_json, "It may end. Nobody is warned of it any more.")


@watch.command("event")
def event(
    file: Annotated[str, typer.Argument(help="One event a line, as JSON; - for standard input.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare what happened (crossings, bookings) with the watches; list the alerts that are new.

    A line has `what` (crossing, booking, list-entry, other), `person` (names, birthDate, country, gender, idNumber),
    `at`, `source`, and may have `direction` (in, out), `place` and `reference`, the event's number at its source.
    """
    node = open_node(home)
    from detente.node.queries import watches
    from detente.node.services import officers, watch_firing

    text = sys.stdin.read() if file == "-" else _text(Path(file))
    given = [watch_firing.Event(**_members(number, line, node.now())) for number, line in _lines(text)]
    made = watch_firing.take(node, officers.acting(node, officer), given)
    found = {row.pk for row in made}
    lines = watches.alerts(node, officers.acting(node, officer), ids=found)
    output.listing([watches.plain(line) for line in lines], {name: name for name in _ALERT}, as_json=as_json)


@watch.command("alerts")
def alerts(
    every: Annotated[bool, typer.Option("--all", help="Also those that somebody took.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the alerts that nobody took: a match first, the strongest instruction first, the oldest first."""
    node = open_node(home)
    from detente.node.queries import watches
    from detente.node.services import officers

    lines = watches.alerts(node, officers.acting(node, officer), every=every)
    output.listing([watches.plain(line) for line in lines], {name: name for name in _ALERT}, as_json=as_json)


@watch.command("told")
def told(
    number: Number,
    to: Annotated[str, typer.Option("--to", help="Who was told: an officer's short name.")],
    at: Annotated[str, typer.Option("--at", help="When.")],
    words: Annotated[str, typer.Option("--words", help="How, in one line.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set down that somebody was told of an alert by word of mouth; it stays open."""
    node = open_node(home)
    from detente.node.services import alerts as service
    from detente.node.services import officers

    acts = officers.acting(node, officer)
    row = service.find(node, acts, number)
    service.told(node, acts, row, to=to, at=moment(at, now=node.now()), words=words)
    _tell({"id": number}, as_json, f"Set down. Alert {number} stays open until somebody takes it.")


@watch.command("take")
def take(
    number: Number,
    note: Annotated[str, typer.Option("--note", help="What you do about it, in one line.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an alert: from here on you answer for what comes of it."""
    node = open_node(home)
    from detente.node.services import alerts as service
    from detente.node.services import officers

    acts = officers.acting(node, officer)
    row = service.acknowledge(node, acts, service.find(node, acts, number), note=note)
    _tell({"id": number}, as_json, f"Alert {row.pk} is yours.")


def _person(
    names: list[str], births: list[str] | None, countries: list[str] | None, numbers: list[str] | None
) -> dict[str, list[str]]:
    return {"names": names, "birthDate": births or [], "country": countries or [], "idNumber": numbers or []}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} cannot be read as text in UTF-8. Give a file of one event a line.") from error


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _members(number: int, line: str, now: Any) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"Line {number} is no JSON object.") from error
    known = ("what", "person", "at", "source", "direction", "place", "reference")
    if not isinstance(given, dict) or set(given) - set(known) or not {"what", "person", "at", "source"} <= set(given):
        raise BadInput(f"Line {number}: an event has {', '.join(known)}; the last three may be left out.")
    texts = {name: value for name, value in given.items() if name != "person"}
    if not isinstance(given["person"], Mapping) or not all(isinstance(value, str) for value in texts.values()):
        raise BadInput(f"Line {number}: a person is an object, everything else is text.")
    happened = moment(texts.pop("at"), now=now)
    return {**texts, "person": given["person"], "happened_at": happened}


def _tell(values: Mapping[str, Any], as_json: bool, sentence: str) -> None:
    if as_json:
        output.line(values)
    else:
        output.say(sentence)
