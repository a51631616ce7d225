"""`detente approvals`, `detente approve`: the second person; and `detente house`: what takes two by its own rule."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from detente.cli import failures, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node
from detente.model.errors import BadInput

house = typer.Typer(help="What the house decides for itself, by two officers.", no_args_is_help=True)
DraftArgument = Annotated[str, typer.Argument(help="The number of the draft, as `detente approvals` lists it.")]
ProposalArgument = Annotated[str, typer.Argument(help="The number of the proposal.")]


def approvals(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the messages that wait for a second person."""
    node = open_node(home)
    from detente.node.services import second_person

    rows = second_person.waiting(node, officer)
    columns = {name: name for name in ("draft", "partner", "kind", "subject", "author")}
    output.listing(
        rows,
        {**columns, "signed": lambda row: ", ".join(row["signed"]) or "–"},
        as_json=as_json,
        none="No message waits for a second person.",
    )


def approve(
    draft: DraftArgument,
    exactly: Annotated[str | None, typer.Option("--hash", help="Approve what was shown with this hash.")] = None,
    back: Annotated[str | None, typer.Option("--back", help="Give it back, with this reason.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a message of a colleague as it would leave, with its hash; with --hash, approve exactly that."""
    node = open_node(home)
    from detente.node.services import second_person

    found: dict[str, Any]
    if back is not None:
        second_person.give_back(node, officer, draft, because=back)
        found = {"draft": draft, "state": "returned"}
    elif exactly is None:
        found = second_person.shown(node, officer, draft)
    else:
        found = second_person.approve(node, officer, draft, exactly)
    if as_json:
        output.line(found)
    elif found["state"] == "shown":
        output.say(json.dumps(found["leaves"], ensure_ascii=False, indent=1))
        output.say(f"Approve exactly this: detente approve {draft} --hash {found['hash']}")
    elif found["state"] == "released":
        output.say(f"{found['id']} approved and released.")
    else:
        output.say({"returned": "Given back.", "signed": "Signed; a further signature is needed."}[found["state"]])


def drafts(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List your own drafts that were not submitted, the oldest first."""
    node = open_node(home)
    from detente.node.services import own_drafts

    rows = own_drafts.all_of(node, officer)
    columns = {name: name for name in ("draft", "partner", "kind", "subject", "changed")}
    output.listing(rows, columns, as_json=as_json)


def release(
    chosen: Annotated[list[str], typer.Argument(help="The numbers of the drafts, in the order of leaving.")],
    approving: Annotated[bool, typer.Option("--approve", help="Approve these drafts of colleagues instead.")] = False,
    exactly: Annotated[
        str | None, typer.Option("--hash", help="With --approve: the hash of the list as it was shown.")
    ] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Release several drafts as one list, or approve those of colleagues. One that is refused holds up no other.

    With --approve, first without --hash: it shows what each draft would send, and the hash of the list.
    """
    node = open_node(home)
    from detente.node.services import own_drafts

    if approving and exactly is None:
        _show_list(own_drafts.listed(node, officer, chosen), as_json)
        return
    found = own_drafts.together(node, officer, chosen, approves=approving, exactly=exactly)
    for row in found:
        if as_json:
            output.line(row)
        else:
            output.say(f"{row['draft']}: {row['state']}{' – ' + row['why'] if row['why'] else ''}")
    if any(row["state"] == "refused" for row in found):
        raise typer.Exit(failures.REFUSED)


def _show_list(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        output.line(found)
        return
    for each in found["drafts"]:
        output.say(each["why"] or json.dumps(each["leaves"], ensure_ascii=False, indent=1))
    output.say(f"Approve exactly these: --approve --hash {found['hash']}")


@house.command("show")
def show(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show whether what leaves takes two persons, and what was proposed."""
    node = open_node(home)
    from detente.node.services import second_person

    found = second_person.house_facts(node, officer)
    if as_json:
        output.line(found)
        return
    output.say(f"Four eyes: {'on' if found['four_eyes'] else 'off'}")
    for row in found["proposals"]:
        output.say(f"  {row['id']}  {row['act']} by {row['by']}: {row['content']}")


@house.command("four-eyes")
def four_eyes(
    wanted: Annotated[str, typer.Argument(help="on or off.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let what leaves take two persons, or one. Turning it off takes two itself."""
    if wanted not in ("on", "off"):
        raise BadInput("Say on or off.")
    node = open_node(home)
    from detente.node.services import second_person

    _tell(second_person.four_eyes(node, officer, wanted == "on"), as_json)


@house.command("confirm")
def confirm(
    proposal: ProposalArgument, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Confirm what another officer proposed; it takes effect now."""
    node = open_node(home)
    from detente.node.services import second_person

    _tell(second_person.confirm(node, officer, proposal), as_json)


@house.command("decline")
def decline(
    proposal: ProposalArgument, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Decline what was proposed, or take one's own proposal back."""
    node = open_node(home)
    from detente.node.services import second_person

    _tell(second_person.decline(node, officer, proposal), as_json)


def _tell(found: dict[str, str], as_json: bool) -> None:
    if as_json:
        output.line(found)
        return
    said = {
        "done": "Done.",
        "proposed": f"Proposed as {found['id']}. Another officer confirms it: detente house confirm {found['id']}",
        "confirmed": "Confirmed; it holds from now on.",
        "declined": "Declined; nothing changed.",
    }
    output.say(said[found["state"]])
