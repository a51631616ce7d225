"""`detente demo`: three fictional nodes on this machine, with a past, to look at and to try."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import output

if TYPE_CHECKING:
    from detente.node.demo.running import Running

LANGUAGES = {"fr": "French", "ru": "Russian", "ar": "Arabic", "en": "English"}


def demo(
    home: Annotated[Path | None, typer.Option("--home", help="Folder of the demo; else one in your cache.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Make the three nodes and their past anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON lines.")] = False,
) -> None:
    """Start three fictional nodes on this machine, with a past, and print where to enter. Ctrl-C stops them."""
    from detente.node import clock, entropy
    from detente.node.demo import folder, running

    # Standard output holds addresses alone where a program reads it.
    tell = output.complain if as_json else output.say
    place = (home or _cache() / "detente" / "demo").expanduser().absolute()
    with folder.held(place):
        folder.prepare(place, reset=reset, now=clock.system_now(), entropy=entropy.system_entropy, tell=tell)
        found = folder.homes_in(place)
        folder.free_addresses(found, tell)
        tell("Starting the nodes.")
        code = running.run(found, announce=lambda ready: _announce(ready, as_json))
    if not as_json:
        output.say("Stopped. The nodes are kept; `detente demo` starts them again, `detente demo --reset` anew.")
    raise typer.Exit(code)


def _cache() -> Path:
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if named else Path.home() / ".cache"


def _announce(ready: list[Running], as_json: bool) -> None:
    if as_json:
        for node in ready:
            output.line(_as_json(node))
    else:
        _say(ready)
    sys.stdout.flush()


def _as_json(node: Running) -> dict[str, object]:
    return {
        "code": node.party.code,
        "name": node.party.labels[node.party.language],
        "language": node.party.language,
        "home": str(node.home.path),
        "desk": node.desk,
        "enter": node.ways[0].address,
        "officers": [
            {"name": way.person.name, "shown": way.person.shown, "role": way.person.role, "enter": way.address}
            for way in node.ways
        ],
    }


def _say(ready: list[Running]) -> None:
    output.say(
        "\nThree nodes are up. States, persons and files are invented. Open an address: one click signs you in.\n"
    )
    for node in ready:
        party, first = node.party, node.ways[0]
        output.say(f"  {party.code}  {party.labels['en']}, in {LANGUAGES[party.language]}, as {first.person.shown}:")
        output.say(f"       {first.address}")
        others = ", ".join(way.person.shown for way in node.ways[1:])
        output.say(f"       {others}: from {node.desk}\n")
    output.say("Every page can be read in French, English, Russian and Arabic. Ctrl-C stops the nodes.")
