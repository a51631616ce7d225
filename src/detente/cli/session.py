"""What every command of a node needs: its options, its store, and how people write times."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from detente.cli import bootstrap
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from detente.node.context import Node

HomeOption = Annotated[Path | None, typer.Option("--home", help="The node's home folder; else DETENTE_HOME.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON lines.")]
OfficerOption = Annotated[str | None, typer.Option("--officer", help="Who acts; else the operator.")]
PassphraseOption = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file with the passphrase; else DETENTE_PASSPHRASE, else a prompt."),
]
_SPAN: Final = re.compile(r"\+(\d{1,6})([smhd])", re.ASCII)
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def open_node(path: Path | None, *, accounts: bool = False) -> Node:
    """Give the node of a home, without any private key: enough to read, to release and to act.

    `accounts`: the command works on sign-in accounts too.
    """
    from detente.node.context import Node

    wanted = bootstrap.DESK if accounts else bootstrap.SETTINGS
    home, settings = bootstrap.start(path, settings=wanted)
    return Node(home=home.path, development=settings.development)


def moment(text: str, *, now: datetime) -> datetime:
    """Give the instant in `text`: `+3s`, `+2h`, `+5d`, or an ISO date and time with a zone.

    Raises:
        BadInput: neither.
    """
    span = _SPAN.fullmatch(text)
    if span:
        return now + timedelta(**{_UNITS[span[2]]: int(span[1])})
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text} is no time. Write +3d, +8h, or 2026-12-01T18:00+01:00.") from error
    if found.tzinfo is None:
        raise BadInput(f"{text} has no time zone. Write it with one: {text}Z or {text}+01:00.")
    return found.astimezone(UTC)
