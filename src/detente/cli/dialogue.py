"""`detente case show`, `acts`, `act`, `link`: one dialogue of this node, what may be done in it now, and doing it.

The acts and who may do them come from the table of the dialogue, whatever its kind.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from detente.cli import output
from detente.cli.messages import AttachOption, HandlingOption, LangOption, Message, RefOption, TextOption, tell, text_of
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.errors import BadInput

GivenOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A value that the act asks for besides; repeat."),
]


def values_of(given: list[str] | None) -> dict[str, str]:
    """Give the values of `--set`, by name.

    Raises:
        BadInput: one has no name, or is given twice.
    """
    found: dict[str, str] = {}
    for each in given or ():
        name, equals, value = each.partition("=")
        if not (name and equals) or name in found:
            raise BadInput(f"{each} is to be NAME=VALUE, each name once, such as --set place=Port.")
        found[name] = value
    return found


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group `case`."""
    for command in (show, acts, act, link, handover):
        app.command()(command)


def show(message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show a case: its state, its clocks, what stands open, what this side did, and the cases it is linked with."""
    found = _found(message, home, officer)
    if as_json:
        output.line(found)
        return
    output.say(f"{found['subject']}  ({found['kind']} with {found['partner']}, {found['side']}, {found['state']})")
    for clock in found["clocks"]:
        output.say(f"  clock {clock['name']:<14} {clock['state']:<8} {clock['met'] or clock['due']}")
    for silence in found["silences"]:
        output.say(f"  silence: {silence['what']} since {silence['since']}")
    for step in found["steps"]:
        output.say(f"  {step['at']}  {step['act']} by {step['by']}")
    for linked in found["linked"]:
        output.say(f"  linked with {linked['id'][:8]} ({linked['kind']} with {linked['partner']}, {linked['state']})")
    for prompt in found["prompts"]:
        output.say(f"  {prompt['id'][:8]} is closed: look whether it must be taken up again.")
    _say_acts(found["acts"])


def acts(message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List what may be done in a case now, by whom, and what each act asks for."""
    found = _found(message, home, officer)["acts"]
    if as_json:
        for each in found:
            output.line(each)
    else:
        _say_acts(found)


def act(
    message: Message,
    event: Annotated[str, typer.Argument(metavar="ACT", help="One of those that `detente case acts` lists.")],
    text: TextOption = None,
    attach: AttachOption = None,
    until: Annotated[str | None, typer.Option("--until", help="The time promised or moved to: +2d, or a date.")] = None,
    code: Annotated[str, typer.Option("--code", help="The reason, as a code; a wrong one lists them.")] = "",
    missing: Annotated[list[str] | None, typer.Option("--missing", help="What is missing, as a code; repeat.")] = None,
    ground: Annotated[str, typer.Option("--ground", help="The inner ground of a refusal; it stays here.")] = "",
    explained: Annotated[str, typer.Option("--explained", help="What the partner may read of it.")] = "",
    competent: Annotated[str, typer.Option("--competent", help="The body that is competent.")] = "",
    to_desk: Annotated[str, typer.Option("--to-desk", help="The inner desk that shall do it.")] = "",
    other: Annotated[str, typer.Option("--other", help="A message of the case that it is linked with.")] = "",
    confirm: Annotated[bool, typer.Option("--confirm", help="What the act needs in words is so.")] = False,
    note: Annotated[str, typer.Option("--note", help="For this side alone.")] = "",
    untold: Annotated[bool, typer.Option("--untold", help="Do not tell them that a watch stands.")] = False,
    given: GivenOption = None,
    handling: HandlingOption = None,
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do one act in a case; what it sends is released with it."""
    node = open_node(home)
    from detente.node.services import corresponding
    from detente.node.services.conditions import Said
    from detente.node.services.notifying import Letter

    said = Said(
        letter=Letter(text=text_of(text), lang=lang, files=attach or [], codes=handling or [], own_ref=ref),
        until=None if until is None else moment(until, now=node.now()),
        code=code,
        missing=tuple(missing or ()),
        ground=ground,
        explained=explained,
        competent=competent,
        to=to_desk,
        other=other,
        confirmed=confirm,
        note=note,
        untold=untold,
        given=values_of(given),
    )
    found = corresponding.act(node, officer, message, event, said)
    if as_json or "draft" in found:
        tell(found, as_json, "done")
    else:
        output.say(
            f"{found['id']} is {found['state']} now." + (f" Released: {found['sent']}." if found["sent"] else "")
        )


def link(
    message: Message,
    other: Annotated[str, typer.Argument(help="A message of the other case.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Link two cases about one matter. They are not merged: each keeps its own clocks and its own answer."""
    node = open_node(home)
    from detente.node.services import corresponding

    found = corresponding.link(node, officer, message, other)
    if as_json:
        output.line(found)
        return
    output.say(f"{found['id']} and {found['other']} are linked.")
    if found["reopen"]:
        output.say(f"{found['other']} is closed: look whether it must be taken up again.")


def handover(
    message: Message,
    event: Annotated[
        str | None,
        typer.Argument(metavar="ACT", help="offer, take, return, take-back, close-here, offer-elsewhere; else a list."),
    ] = None,
    to_desk: Annotated[str, typer.Option("--to-desk", help="The desk that shall have it.")] = "",
    code: Annotated[str, typer.Option("--code", help="The reason, as a code; a wrong one lists them.")] = "",
    note: Annotated[str, typer.Option("--note", help="A word to the other desk.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hand a case to another desk of this house, or take, return or take back one; the partner sees none of it."""
    node = open_node(home)
    from detente.node.services import corresponding
    from detente.node.services.conditions import Said

    found = corresponding.hand_over(node, officer, message, event, Said(to=to_desk, code=code, note=note))
    for each in found:
        if as_json:
            output.line(each)
        else:
            open_acts = ", ".join(act["act"] for act in each["acts"]) or "–"
            output.say(f"{each['from'] or '–'} → {each['to']}: {each['state']} / {each['taker']}. Open: {open_acts}.")
    if not found and not as_json:
        output.say("This case was not handed over.")


def _found(message: str, home: Any, officer: str | None) -> dict[str, Any]:
    node = open_node(home)
    from detente.node.queries import dialogue

    return dialogue.show_named(node, officer, message)


def _say_acts(found: list[dict[str, Any]]) -> None:
    if not found:
        output.say("Nothing stands open here for a person.")
        return
    rows = [
        (each["act"], " ".join(each["by"]), "yes" if each["allowed"] else "no", each["needs"] or "–") for each in found
    ]
    output.table(("act", "roles", "yours", "needs"), rows)
