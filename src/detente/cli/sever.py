"""`detente sever`: cut the line to a captured node, and do what has to be done for those whom it knows from us."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from detente.cli import output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Cut the line to a partner whose node fell into other hands.", no_args_is_help=True)
Party = Annotated[str, typer.Argument(help="The partner: short code or party id.")]


@app.command("line")
def line(
    party: Party,
    because: Annotated[str, typer.Option("--because", help="Why, in a sentence; oversight reads it.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose to cut the line; another officer confirms it with `detente house confirm`, and then it is cut."""
    node = open_node(home)
    from detente.node.services import second_person

    found = second_person.sever(node, officer, party, because)
    if as_json:
        output.line(found)
    elif found["id"]:
        output.say(f"Proposal {found['id']} waits for another officer: detente house confirm {found['id']}")
    else:
        output.say("The line is cut. `detente sever tasks` shows what is to be done now.")


@app.command("tasks")
def tasks(party: Party, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show whom the partner knows from us and whose messages went on to it, and what was done for each."""
    plan = _plan(party, home, officer)
    columns = {"number": "task", "about": "about", "who": "who", "state": "state", "refused": "refused", "by": "by"}
    output.listing(plan["tasks"], columns, as_json=as_json, none="The line to this partner is not cut.")


@app.command("done")
def done(
    task: Annotated[str, typer.Argument(help="The number that `detente sever tasks` shows.")],
    how: Annotated[str, typer.Option("--how", help="warned or not-endangered for a person, told for an originator.")],
    note: Annotated[str, typer.Option("--note", help="By whom and how, or why nobody is in danger.")] = "",
    message: Annotated[str, typer.Option("--message", help="The message of ours by which it was done.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Set down that a person was warned or is in no danger, or that an originator was told."""
    node = open_node(home)
    from detente.node.services import officers, sever_tasks, threads

    acts = officers.acting(node, officer)
    row = sever_tasks.find(node, acts, task)
    sever_tasks.done(node, acts, row, how, note, threads.find(node, acts, message) if message else None)
    output.say(f"Task {task}: {how}.")


def depends(party: Party, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show what depends on a partner: what is open, what came, what went, and whom it knows from us."""
    plan = _plan(party, home, officer)
    if as_json:
        output.line(plan)
        return
    output.table(("what", "how much"), [(name, str(count)) for name, count in plan["counts"].items()])
    if plan["open_cases"]:
        output.table(("open case", "kind", "state"), [(c["id"], c["kind"], c["state"]) for c in plan["open_cases"]])
    if plan["persons"]:
        persons = [(", ".join(each["names"]) or "–", " ".join(each["messages"])) for each in plan["persons"]]
        output.table(("person known from us", "messages"), persons)
    if plan["originators"]:
        origins = [(each["partner"], " ".join(each["messages"])) for each in plan["originators"]]
        output.table(("originator", "messages that went on"), origins)


def _plan(party: str, home: Any, officer: str | None) -> dict[str, Any]:
    node = open_node(home)
    from detente.node.queries import depends as query
    from detente.node.services import officers

    return query.plan(node, officers.acting(node, officer), party)
