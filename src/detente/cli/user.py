"""`detente user`: the officers of a node, and how they sign in."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli import files, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput

app = typer.Typer(help="Officers of this node.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Short name for signing in and for the record.")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="A file with the password for signing in; else a prompt.")
]


@app.command("add")
def add(
    name: Name,
    shown: Annotated[str | None, typer.Option("--shown", help="The name on screens.")] = None,
    role: Annotated[
        str, typer.Option("--role", help="liaison, analyst, duty, release, legal, head, oversight or operator.")
    ] = "liaison",
    password_file: PasswordFile = None,
    home: HomeOption = None,
    acts: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an officer. The names stay here: partners see a number."""
    node = open_node(home, accounts=True)
    from detente.node.services import accounts, second_person

    password = _password(password_file, required=False)
    officer, given = second_person.add_officer(node, acts, name=name, shown=shown or name, role=role)
    if password is not None:
        accounts.set_password(node, officer, password)
    if as_json:
        output.line(
            {
                "name": officer.name,
                "shown": officer.shown,
                "role": officer.role,
                "signs_in": password is not None,
                "proposal": given["id"],
            }
        )
        return
    output.say(f"Officer {officer.name} was added.")
    if given["id"]:
        output.say(f"The role holds once another officer confirms it: detente house confirm {given['id']}")
    if password is None:
        output.say(f"To sign in at the desk a password is needed: detente user password {officer.name}")


@app.command("set")
def set_officer(
    name: Name,
    role: Annotated[list[str] | None, typer.Option("--role", help="A role; repeat for several. Others end.")] = None,
    clearance: Annotated[str | None, typer.Option("--clearance", help="Such as cls:val.SECRET; empty: none.")] = None,
    seconded_from: Annotated[
        str | None, typer.Option("--seconded-from", help="The party that lent them; empty: none.")
    ] = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Whether they act here.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set what an officer may do; where the house takes two, another officer confirms it."""
    node = open_node(home)
    from detente.node.services import second_person

    found = second_person.change_officer(
        node, officer, name, roles=role, clearance=clearance, seconded_from=seconded_from, active=active
    )
    if as_json:
        output.line(found)
    elif found["state"] == "done":
        output.say(f"{name} is changed.")
    else:
        output.say(f"Proposed as {found['id']}. Another officer confirms it: detente house confirm {found['id']}")


@app.command("password")
def password(
    name: Name, password_file: PasswordFile = None, home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Set the password with which an officer signs in at the desk."""
    node = open_node(home, accounts=True)
    from detente.node.services import accounts, officers

    given = _password(password_file, required=True)
    accounts.set_password(node, officers.find(node, name), given or "")
    if as_json:
        output.line({"name": name, "signs_in": True})
    else:
        output.say(f"{name} can sign in with the new password.")


@app.command("token")
def token(
    name: Name,
    use: Annotated[str, typer.Option("--for", help="The system that will use it.")],
    days: Annotated[int, typer.Option("--days", help="How long it holds, at most 366.")] = 90,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a token with which a system acts as this officer over the machine interface. It is shown this once."""
    node = open_node(home)
    from detente.node.services import officers, tokens

    made = tokens.make(node, officers.find(node, name), name=use, days=days)
    if as_json:
        output.line({"officer": name, "for": use, "token": made})
    else:
        output.say(made)


@app.command("tokens")
def list_tokens(name: Name, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the tokens of an officer; the tokens themselves are not kept."""
    node = open_node(home)
    from detente.node.services import officers, tokens

    for row in tokens.tokens_of(node, officers.find(node, name)):
        state = "revoked" if row.revoked_at else "ended" if row.expires_at <= node.now() else "holds"
        if as_json:
            output.line({"for": row.name, "state": state, "until": row.expires_at.isoformat()})
        else:
            output.say(f"{row.name}: {state}, until {row.expires_at:%Y-%m-%d}")


@app.command("revoke")
def revoke(
    name: Name,
    use: Annotated[str, typer.Option("--for", help="The system that used it.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a token of an officer at once."""
    node = open_node(home)
    from detente.node.services import officers, tokens

    tokens.revoke(node, officers.find(node, name), name=use)
    if as_json:
        output.line({"officer": name, "for": use, "revoked": True})
    else:
        output.say(f"The token {use} of {name} gives nothing any more.")


def _password(file: Path | None, *, required: bool) -> str | None:
    """Give the password; None where nobody is there to ask and none is required. Never from an argument."""
    if file is not None:
        return files.read(str(file)).decode("utf-8", errors="strict").rstrip("\r\n")
    if not sys.stdin.isatty():
        if required:
            raise BadInput("There is no password: give --password-file FILE.")
        return None
    first = getpass.getpass("Password for the desk: ")
    if getpass.getpass("The same once more: ") != first:
        raise BadInput("The two passwords differ. Nothing was changed; try again.")
    return first
