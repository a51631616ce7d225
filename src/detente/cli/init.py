"""`detente init`: make a node, once in its life."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from detente.cli import bootstrap, output, passphrase


def init(
    code: Annotated[str, typer.Option(help="Three letters that name the party on screens, such as VAL.")],
    name: Annotated[list[str], typer.Option(help="The party's name; repeat as en=Name for further languages.")],
    home: Annotated[Path | None, typer.Option(help="The folder to make; default: DETENTE_HOME.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the name and of the desk: fr, en, ru or ar.")] = "fr",
    desk: Annotated[str, typer.Option(help="Where officers reach the desk, host:port.")] = "127.0.0.1:8001",
    desk_host: Annotated[list[str] | None, typer.Option(help="A name under which officers reach the desk.")] = None,
    peer: Annotated[str, typer.Option(help="Where the partners' endpoint listens, host:port.")] = "127.0.0.1:8002",
    url: Annotated[str | None, typer.Option(help="The address that partners use, https://host/dxp/1.")] = None,
    time_zone: Annotated[str, typer.Option(help="In which the desk shows instants.")] = "UTC",
    world: Annotated[str, typer.Option(help="production, or demo: shown on every page.")] = "production",
    development: Annotated[bool, typer.Option(help="Plain HTTP, on this machine only.")] = False,
    four_eyes: Annotated[
        bool | None, typer.Option(help="What leaves takes a second person, once there is one; off in development.")
    ] = None,
    passphrase_file: Annotated[Path | None, typer.Option(help="A file with the passphrase of the keys.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object instead of sentences.")] = False,
) -> None:
    """Make a node: its home folder, its keys, its first party document. Prints the party's fingerprint."""
    from detente.node import clock, configuration, entropy
    from detente.node import home as homes
    from detente.node.peers import tls
    from detente.node.services import setup

    scheme = "http" if development else "https"
    read = configuration.make(
        {
            "node": {
                "code": code,
                "label": _labels(name, lang),
                "language": lang,
                "time_zone": time_zone,
                "world": world,
                "development": development,
            },
            "desk": {"address": desk, **({"hosts": desk_host} if desk_host else {})},
            "peer": {"address": peer, "url": _url(url or f"{scheme}://{peer}")},
        },
        where=_option,
    )
    place = bootstrap.place(home)
    homes.check_free(place)
    new = setup.make_home(
        place,
        read,
        passphrase=passphrase.choose(passphrase_file),
        now=clock.system_now(),
        entropy=entropy.system_entropy,
        certify=partial(tls.self_signed, entropy=entropy.system_entropy),
    )
    with homes.unmade_on_failure(new.home):
        # The desk's settings know every table, those of accounts and sessions among them.
        bootstrap.start_framework(new.home, read, settings=bootstrap.DESK)
        setup.install(new, four_eyes=not development if four_eyes is None else four_eyes)
    if json:
        output.line(
            {
                "party": new.party,
                "fingerprint": new.fingerprint,
                "home": str(new.home.path),
                "document": str(new.home.first_document),
                "offline": str(new.home.offline),
            }
        )
        return
    output.say(f"The node is made in {new.home.path}.")
    output.say(f"Party:       {new.party}")
    output.say(f"Fingerprint: {new.fingerprint}")
    output.say(
        f"Take {new.home.offline} away now, to a medium that you lock up, and delete it here. Its root keys can "
        "replace every other key, its archive key reads what this node wrote; the node works without them."
    )


_OPTIONS = {
    "node.label": "--name",
    "node.language": "--lang",
    "desk.address": "--desk",
    "desk.hosts": "--desk-host",
    "peer.address": "--peer",
}


def _option(setting: str) -> str:
    """Give the option that a setting came from."""
    return _OPTIONS.get(setting, "--" + setting.rpartition(".")[2].replace("_", "-"))


def _labels(names: list[str], language: str) -> dict[str, str]:
    labels = {}
    for text in names:
        other, equals, rest = text.partition("=")
        labels.update({other: rest} if equals and len(other) == 2 else {language: text})
    return labels


def _url(text: str) -> str:
    """Give the address with the path of the protocol, where only a host was given."""
    from detente.node.setting_checks import PATH

    bare = text.rstrip("/")
    return bare if bare.endswith(PATH) else bare + PATH
