"""`detente keys`: the keys of our own party: which sign, new ones, and old ones that nobody needs any more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import bootstrap, output, passphrase
from detente.cli.session import HomeOption, JsonOption, OfficerOption, PassphraseOption, open_node

app = typer.Typer(help="Our own keys: show, renew, retire.", no_args_is_help=True)


@app.command("show")
def show(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List our party documents, their keys, and which partners do not hold them yet."""
    node = open_node(home)
    from detente.node.services import renewing

    rows = renewing.standing(node)
    output.listing(
        rows,
        {
            "Document": lambda row: str(row["document"]),
            "Made": "created",
            "Signing key": lambda row: ", ".join(row["sign"]),
            "Revoked": lambda row: ", ".join(row["revoked"]) or "–",
            "Still waiting for": lambda row: ", ".join(row["waiting"]) or "–",
        },
        as_json=as_json,
    )


@app.command("renew")
def renew(
    roots: Annotated[Path, typer.Option("--roots", help="The file with the root keys that you took away.")],
    revoke: Annotated[
        str | None, typer.Option("--revoke", help="Why the keys so far end: superseded or compromised.")
    ] = None,
    new_roots: Annotated[
        bool, typer.Option("--new-roots", help="Let the announced root keys take over; the file is written anew.")
    ] = False,
    unheard: Annotated[
        bool, typer.Option("--unheard", help="After a restore: although partners have not been heard since.")
    ] = False,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", help="Where a proxy ends TLS: its certificate (PEM). It stays then.")
    ] = None,
    roots_passphrase_file: Annotated[
        Path | None, typer.Option("--roots-passphrase-file", help="Where the root keys have a passphrase of their own.")
    ] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make new signing and seal keys and tell every partner. The node may run; the keys hold from its next start on."""
    place, settings = bootstrap.start(home)
    from detente.node.context import Node
    from detente.node.services import officers, renewing

    node = Node(home=place.path, development=settings.development)
    words = passphrase.ask(passphrase_file)
    renewed = renewing.renew(
        node,
        settings,
        roots=roots,
        passphrase=words,
        roots_passphrase=words if roots_passphrase_file is None else passphrase.ask(roots_passphrase_file),
        revoke=revoke,
        new_roots=new_roots,
        unheard=unheard,
        certificate=certificate,
        actor=officers.acting(node, officer).name,
    )
    if as_json:
        output.line({"document": renewed.document.seq, "told": list(renewed.told)})
        return
    output.say(f"Party document {renewed.document.seq} is made and waits for: {', '.join(renewed.told) or 'nobody'}.")
    output.say("Start the node again (detente serve): until then it goes on with the keys that it has.")
    output.say("Then make a backup: an older one does not hold these keys. Take the root keys away again.")


@app.command("retire")
def retire(
    home: HomeOption = None,
    officer: OfficerOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Erase earlier signing keys, once every partner holds the newest document. Seal keys stay: they open the past."""
    node = open_node(home)
    from detente.node.services import officers, renewing

    actor = officers.acting(node, officer).name
    gone = renewing.retire(node, passphrase=passphrase.ask(passphrase_file), actor=actor)
    if as_json:
        output.line({"retired": gone})
    else:
        output.say(f"{gone} earlier signing keys are erased." if gone != 1 else "One earlier signing key is erased.")


@app.command("reopen")
def reopen(
    roots: Annotated[Path, typer.Option("--roots", help="The file with the root keys that you took away.")],
    roots_passphrase_file: Annotated[
        Path | None, typer.Option("--roots-passphrase-file", help="Where the root keys have a passphrase of their own.")
    ] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """After a restore: open with the archive key what we wrote after the backup and partners gave back sealed."""
    node = open_node(home)
    from detente.node.services import officers, reopening

    actor = officers.acting(node, officer).name
    found = reopening.reopen_with(node, roots, passphrase.ask(roots_passphrase_file), actor=actor)
    if as_json:
        output.line({"opened": found.opened, "shut": found.shut})
        return
    output.say("One message is open again." if found.opened == 1 else f"{found.opened} messages are open again.")
    if found.shut:
        output.say(f"{found.shut} stay shut: they were sealed to another archive key. Take the root keys away again.")
    else:
        output.say("Take the root keys away again.")
