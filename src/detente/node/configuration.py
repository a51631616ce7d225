"""What `detente.toml` says, read strictly: a misspelt setting would otherwise be a default that nobody chose.

[node]   code, colour, language, time_zone, world, development, and [node.label] by language
[desk]   address, hosts
[peer]   address, url
[health] address; left out: nothing listens
[mail]   server, sender, tls, user, password_file, every_minutes; left out: no digests
[hook]   command or url, every_minutes; left out: nobody is rung up
[webhook] url, secret_file; left out: no other system is told of what comes and goes
[watch]  folder, officer; left out: no folder is watched
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from detente.model.errors import BadInput
from detente.node import setting_checks as checks
from detente.node.channels import Hook, Mail, Watch, Webhook, hook_in, mail_in, watch_in, webhook_in
from detente.node.home import Home


@dataclass(frozen=True, slots=True)
class Address:
    """Where a process listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Who a node is. `hosts`: names under which officers reach the desk; `url`: where partners reach us."""

    code: str
    label: Mapping[str, str]
    desk: Address
    peer: Address
    url: str
    colour: int = 1
    language: str = "fr"
    time_zone: str = "UTC"
    world: str = "production"
    development: bool = False
    hosts: tuple[str, ...] = field(default=("localhost", "127.0.0.1", "[::1]"))
    health: Address | None = None
    mail: Mail | None = None
    hook: Hook | None = None
    webhook: Webhook | None = None
    watch: Watch | None = None


def make(given: Mapping[str, Any], *, where: Callable[[str], str] = lambda name: name) -> Configuration:
    """Give the configuration in tables as `detente.toml` has them. `where` names a setting in a sentence.

    Raises:
        BadInput: a setting is unknown, missing or of another form; or development reaches beyond this machine.
    """
    reader = _Reader(given, where)
    configuration = Configuration(
        language=reader.take(
            "node.language",
            checks.one_of(checks.LANGUAGES),
            f"one of {', '.join(checks.LANGUAGES)}",
            default="fr",
        ),
        label=reader.take("node.label", checks.is_label, f"names by language: {', '.join(checks.LANGUAGES)}"),
        code=reader.take("node.code", checks.is_code, "three letters, such as VAL").upper(),
        desk=_address(reader.take("desk.address", checks.is_address, "host:port")),
        peer=_address(reader.take("peer.address", checks.is_address, "host:port")),
        colour=reader.take("node.colour", checks.is_colour, "a number from 1 to 4", default=1),
        url=reader.take("peer.url", checks.is_url, f"https://host{checks.PATH}"),
        time_zone=reader.take("node.time_zone", checks.is_zone, "a time zone such as Europe/Paris", default="UTC"),
        world=reader.take(
            "node.world",
            checks.one_of(checks.WORLDS),
            f"one of {', '.join(checks.WORLDS)}",
            default="production",
        ),
        development=reader.take("node.development", checks.is_bool, "true or false", default=False),
        hosts=tuple(
            reader.take(
                "desk.hosts",
                checks.is_hosts,
                "a list of host names",
                default=["localhost", "127.0.0.1", "[::1]"],
            )
        ),
    )
    health = reader.take("health.address", checks.is_address_or_none, "host:port on this machine", default="")
    configuration = replace(
        configuration,
        health=_address(health) if health else None,
        mail=mail_in(reader.take, where, checks.is_loopback),
        hook=hook_in(reader.take, where, checks.is_loopback),
        webhook=webhook_in(reader.take, where, checks.is_loopback),
        watch=watch_in(reader.take, where),
    )
    reader.finish()
    if configuration.health is not None and not checks.is_loopback(configuration.health.host):
        raise BadInput(
            f"{where('health.address')} reaches beyond this machine: health and metrics are given on loopback only."
        )
    _check_development(configuration, where)
    return configuration


def load(home: Home) -> Configuration:
    """Give what the home's `detente.toml` says.

    Raises:
        BadInput: it cannot be read, or as in `make`; the sentence names line and setting.
    """
    try:
        text = home.configuration.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"detente.toml is not TOML: {error}. Mend that line.") from error
    except UnicodeDecodeError as error:
        raise BadInput("detente.toml is not UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise BadInput(f"detente.toml cannot be read: {error.strerror or error}.") from error
    return make(given, where=lambda name: f"detente.toml, {_line(text, name)}{name}")


def dump(configuration: Configuration) -> str:
    """Give the text of `detente.toml`; `make(tomllib.loads(dump(c))) == c`."""
    labels = "".join(f"{_key(language)} = {_value(name)}\n" for language, name in configuration.label.items())
    return (
        "# Who this node is. docs/reference/home-folder.md says what each setting means.\n"
        "[node]\n"
        f"code = {_value(configuration.code)}\n"
        f"colour = {_value(configuration.colour)}\n"
        f"language = {_value(configuration.language)}\n"
        f"time_zone = {_value(configuration.time_zone)}\n"
        f"world = {_value(configuration.world)}\n"
        f"development = {_value(configuration.development)}\n\n"
        f"[node.label]\n{labels}\n"
        "[desk]\n"
        f"address = {_value(str(configuration.desk))}\n"
        f"hosts = {_value(list(configuration.hosts))}\n\n"
        "[peer]\n"
        f"address = {_value(str(configuration.peer))}\n"
        f"url = {_value(configuration.url)}\n"
        + ("" if configuration.health is None else f"\n[health]\naddress = {_value(str(configuration.health))}\n")
        + _tables(configuration.mail, configuration.hook, configuration.webhook, configuration.watch)
    )


def _tables(mail: Mail | None, hook: Hook | None, webhook: Webhook | None, watch: Watch | None) -> str:
    tables: dict[str, dict[str, Any]] = {}
    if mail is not None:
        tables["mail"] = {
            "server": f"{mail.host}:{mail.port}",
            "sender": mail.sender,
            "tls": mail.tls,
            "user": mail.user,
            "password_file": mail.password_file,
            "every_minutes": int(mail.every.total_seconds()) // 60,
        }
    if hook is not None:
        way = {"command": list(hook.command)} if hook.command else {"url": hook.url}
        tables["hook"] = {**way, "every_minutes": int(hook.every.total_seconds()) // 60}
    if webhook is not None:
        tables["webhook"] = {"url": webhook.url, "secret_file": webhook.secret_file}
    if watch is not None:
        tables["watch"] = {"folder": watch.folder, "officer": watch.officer}
    return "".join(
        f"\n[{name}]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )


class _Reader:
    """Takes settings one by one and knows at the end which nobody took."""

    def __init__(self, given: Mapping[str, Any], where: Callable[[str], str]) -> None:
        self._given = given
        self._where = where
        self._left = {
            f"{table}.{name}" if isinstance(value, Mapping) else table
            for table, value in given.items()
            for name in (value if isinstance(value, Mapping) else (None,))
        }

    def take(self, name: str, check: Callable[[Any], bool], form: str, *, default: Any = None) -> Any:
        table, _, key = name.partition(".")
        self._left.discard(name)
        section = self._given.get(table)
        value = section.get(key, default) if isinstance(section, Mapping) else default
        if value is None:
            raise BadInput(f"{self._where(name)} is missing: give {form}.")
        if not check(value):
            raise BadInput(f"{self._where(name)} is not usable: give {form}.")
        return value

    def finish(self) -> None:
        if self._left:
            raise BadInput(f"{self._where(min(self._left))} is no setting of a node. Remove or correct it.")


def _check_development(configuration: Configuration, where: Callable[[str], str]) -> None:
    parts = urlsplit(configuration.url)
    if not configuration.development:
        if parts.scheme != "https":
            raise BadInput(f"{where('peer.url')} is plain HTTP: give an https:// address.")
        return
    for name, host in (
        ("peer.url", parts.hostname or ""),
        ("desk.address", configuration.desk.host),
        ("peer.address", configuration.peer.host),
        *(("desk.hosts", host) for host in configuration.hosts),
    ):
        if not checks.is_loopback(host):
            raise BadInput(
                f"{where(name)} reaches beyond this machine, and development is for loopback only: "
                "remove development, or use localhost names."
            )


def _line(text: str, name: str) -> str:
    """Give "line n, " for where a setting stands, empty where it does not."""
    table, _, key = name.partition(".")
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w.\"-]+)\s*\]", line)
        if header:
            inside = header[1]
            if inside == name:
                return f"line {number}, "
        elif inside == table and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            return f"line {number}, "
    return ""


def _address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    return Address(host, int(port))


def _value(value: Any) -> str:
    # TOML's basic strings, lists and booleans are those of JSON, but for DEL, which a label cannot hold.
    return json.dumps(value, ensure_ascii=False)


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _value(text)
