"""By which ways a node calls its own people outside the desk: mail and a hook, as `detente.toml` names them.

[mail] server, sender, tls, user, password_file, every_minutes
[hook] command or url, every_minutes
[webhook] url, secret_file
[watch] folder, officer
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal, cast
from urllib.parse import urlsplit

from detente.model.errors import BadInput

Tls = Literal["starttls", "tls", "none"]
TLS: Final = ("starttls", "tls", "none")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+", re.ASCII)
_MOST_MINUTES: Final = 24 * 60
Take = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes digests. `password_file` lies in the home's `keys/`; "" where the server asks for none."""

    host: str
    port: int
    sender: str
    tls: Tls = "starttls"
    user: str = ""
    password_file: str = ""
    every: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Hook:
    """What rings a pager or sends an SMS: a command with its arguments, or an address on this machine. One is set."""

    command: tuple[str, ...] = ()
    url: str = ""
    every: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the party's own case system is told what arrived or left; its secret lies in the home's `keys/`."""

    url: str
    secret_file: str


@dataclass(frozen=True, slots=True)
class Watch:
    """The folder in which the party's own case system lays down case packages, and whose drafts they become."""

    folder: str
    officer: str


def mail_in(take: Take, where: Callable[[str], str], is_loopback: Callable[[str], bool]) -> Mail | None:
    """Give the mail server that the settings name, None where they name none.

    Raises:
        BadInput: a setting has another form, or mail would leave this machine in the clear.
    """
    server = take("mail.server", _is_server, "host:port", default="")
    sender = take("mail.sender", _is_sender, "an address such as detente@valdorie.example", default="")
    tls = take("mail.tls", lambda value: value in TLS, f"one of {', '.join(TLS)}", default="starttls")
    user = take("mail.user", _is_text, "a name", default="")
    password_file = take("mail.password_file", _is_file, "the name of a file in keys/", default="")
    every = take("mail.every_minutes", _is_minutes, "minutes, 1 to 1440", default=30)
    if not server:
        return None
    if not sender:
        raise BadInput(f"{where('mail.sender')} is missing: give the address that digests come from.")
    host, _, port = server.rpartition(":")
    if tls == "none" and not is_loopback(host):
        raise BadInput(f"{where('mail.tls')} is none and the server is not this machine: give starttls or tls.")
    if bool(user) != bool(password_file):
        raise BadInput(f"{where('mail.user')} and password_file belong together: give both, or neither.")
    return Mail(host, int(port), sender, cast(Tls, tls), user, password_file, timedelta(minutes=every))


def hook_in(take: Take, where: Callable[[str], str], is_loopback: Callable[[str], bool]) -> Hook | None:
    """Give the hook that the settings name, None where they name none.

    Raises:
        BadInput: both a command and an address are named, the command has no full path, or the address is not here.
    """
    command = tuple(take("hook.command", _is_command, "a list that begins with a full path", default=[]))
    url = take("hook.url", _is_text, "http://127.0.0.1:port/path", default="")
    every = take("hook.every_minutes", _is_minutes, "minutes, 1 to 1440", default=5)
    if command and url:
        raise BadInput(f"{where('hook.url')} and command are both set: give one.")
    if url:
        parts = urlsplit(url)
        if parts.scheme != "http" or not is_loopback(parts.hostname or ""):
            raise BadInput(f"{where('hook.url')} reaches beyond this machine: what calls people out runs here.")
    return Hook(command, url, timedelta(minutes=every)) if command or url else None


def webhook_in(take: Take, where: Callable[[str], str], is_loopback: Callable[[str], bool]) -> Webhook | None:
    """Give where the own case system listens, None where the settings name nothing.

    Raises:
        BadInput: it would be told in the clear beyond this machine, or there is no secret to sign with.
    """
    url = take("webhook.url", _is_text, "https://host/path, or http:// on this machine", default="")
    secret_file = take("webhook.secret_file", _is_file, "the name of a file in keys/", default="")
    if not url and not secret_file:
        return None
    if not url or not secret_file:
        raise BadInput(f"{where('webhook.url')} and secret_file belong together: give both, or neither.")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadInput(f"{where('webhook.url')} is no address: give https://host/path.") from error
    if not host or parts.username or parts.password or parts.fragment:
        raise BadInput(f"{where('webhook.url')} holds more or less than an address: give https://host/path.")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise BadInput(f"{where('webhook.url')} is plain HTTP beyond this machine: give https://.")
    return Webhook(url, secret_file)


def watch_in(take: Take, where: Callable[[str], str]) -> Watch | None:
    """Give the folder that is watched, None where the settings name none.

    Raises:
        BadInput: only one of both is given.
    """
    folder = take("watch.folder", _is_path, "the full path of a folder", default="")
    officer = take("watch.officer", _is_text, "the name of an officer", default="")
    if bool(folder) != bool(officer):
        raise BadInput(f"{where('watch.folder')} and officer belong together: give both, or neither.")
    return Watch(folder, officer) if folder else None


def is_address(text: str) -> bool:
    """Whether a text is an address that mail can be sent to, ASCII alone: it stands in a header."""
    return _ADDRESS.fullmatch(text) is not None and len(text) <= 254


def _is_server(value: Any) -> bool:
    return value == "" or (isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9.\[\]:-]+:\d{1,5}", value) is not None)


def _is_sender(value: Any) -> bool:
    return value == "" or (isinstance(value, str) and is_address(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_path(value: Any) -> bool:
    return value == "" or (isinstance(value, str) and value.startswith("/") and value.isprintable())


def _is_file(value: Any) -> bool:
    return isinstance(value, str) and (value == "" or re.fullmatch(r"[A-Za-z0-9._-]+", value) is not None)


def _is_minutes(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_MINUTES


def _is_command(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(part, str) and "\0" not in part for part in value):
        return False
    return not value or value[0].startswith("/")
