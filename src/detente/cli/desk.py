"""`detente desk`: desks with their competence, roster and deputies, and the hand-over of shifts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from detente.cli import output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node

app = typer.Typer(help="Desks: competence, roster, hand-over.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="The code of the desk, such as duty.")]
Who = Annotated[str, typer.Argument(help="The officer, by the short name.")]
Since = Annotated[str, typer.Option("--from", help="+0h, +8h, or 2026-12-01T18:00+01:00.")]
Until = Annotated[str, typer.Option("--until", help="As for --from; not in it.")]


@app.command("arrange")
def arrange(
    code: Code,
    name: Annotated[str, typer.Option("--name", help="The name on screens.")],
    topic: Annotated[list[str] | None, typer.Option("--topic", help="What it covers; may be repeated.")] = None,
    partner: Annotated[list[str] | None, typer.Option("--partner", help="For whom; may be repeated.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Spoken there; may be repeated.")] = None,
    main: Annotated[bool, typer.Option("--main", help="What no other desk covers arrives here.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a desk, or change what it is competent for. New cases arrive at the most competent desk."""
    node = open_node(home)
    from detente.node.services import desks, introducing, officers

    row = desks.arrange(
        node,
        officers.acting(node, officer),
        code,
        name=name,
        topics=topic or (),
        partners=[introducing.find(node, each) for each in partner or ()],
        languages=language or (),
        main=main,
    )
    if as_json:
        output.line({"desk": row.code, "name": row.name, "main": row.main})
    else:
        output.say(f"The desk {row.name} stands. `detente desk place {row.code} OFFICER` gives it officers.")


@app.command("place")
def place(
    code: Code,
    who: Who,
    as_: Annotated[str, typer.Option("--as", help="member, deputy, head; none takes the place away.")] = "member",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Let an officer belong to a desk, as member, deputy or head."""
    node = open_node(home)
    from detente.node.services import desks, officers

    acting = officers.acting(node, officer)
    desks.place(node, acting, desks.find(node, code), officers.find(node, who), "" if as_ == "none" else as_)
    output.say(f"{who} belongs to {code} no more." if as_ == "none" else f"{who} is {as_} of {code}.")


@app.command("roster")
def roster(
    code: Code,
    who: Who,
    until: Until,
    since: Since = "+0h",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Put an officer on duty at a desk for a time."""
    node = open_node(home)
    from detente.node.services import desks, officers

    begin, end = _span(node.now(), since, until)
    acting = officers.acting(node, officer)
    desks.set_duty(node, acting, desks.find(node, code), officers.find(node, who), begin=begin, end=end)
    output.say(f"{who} is on duty at {code} until {end:%Y-%m-%d %H:%M} UTC.")


@app.command("leave")
def leave(
    who: Who,
    until: Until,
    since: Since = "+0h",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Put down that an officer is away, at every desk; deputies stand in."""
    node = open_node(home)
    from detente.node.services import desks, officers

    begin, end = _span(node.now(), since, until)
    desks.set_leave(node, officers.acting(node, officer), officers.find(node, who), begin=begin, end=end)
    output.say(f"{who} is away until {end:%Y-%m-%d %H:%M} UTC.")


@app.command("show")
def show(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show the desks: who is on duty, what is open, what is late."""
    node = open_node(home)
    from detente.node.services import desk_facts, officers

    rows = desk_facts.all_of(node, officers.acting(node, officer))
    output.listing(
        rows,
        {
            "desk": "desk",
            "name": "name",
            "on duty": lambda row: ", ".join(row["on_duty"]) or "nobody",
            "open": lambda row: str(row["open"]),
            "late": lambda row: str(row["late"]),
        },
        as_json=as_json,
    )


@app.command("hand")
def hand(
    message: Annotated[str, typer.Argument(help="The message, by its id.")],
    to: Annotated[str | None, typer.Option("--to", help="The desk.")] = None,
    to_officer: Annotated[str | None, typer.Option("--to-officer", help="The officer.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why; stays in the house.")] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Even where nobody is on duty.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Hand a case to another desk or officer. Where nobody is on duty it says so first."""
    node = open_node(home)
    from detente.node.services import desks, handing_on, officers, threads

    acting = officers.acting(node, officer)
    handing_on.hand_on(
        node,
        acting,
        threads.find(node, acting, message),
        desk=None if to is None else desks.find(node, to),
        to=None if to_officer is None else officers.find(node, to_officer),
        note=note,
        anyway=anyway,
    )
    output.say(f"Handed to {' and '.join(filter(None, (to, to_officer)))}.")


@app.command("reach")
def reach(
    who: Who,
    address: Annotated[str, typer.Option("--address", help="Where digests go; empty for nowhere.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Set where an officer gets digests by mail. A digest says how much waits, and nothing of what."""
    node = open_node(home)
    from detente.node.services import calling, officers

    calling.reach(node, officers.acting(node, officer), officers.find(node, who), address=address)
    output.say(f"{who} gets digests at {address}." if address else f"{who} gets no digests.")


@app.command("alarms")
def alarms(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show who was reminded of how much, and how urgent it is, until somebody acts."""
    node = open_node(home)
    from detente.node.services import escalating

    found = {name: each for name, each in escalating.standing_for(node).items() if name}
    rows = [(name, str(each.count), each.urgency.value) for name, each in sorted(found.items())]
    if as_json:
        for name, count, urgency in rows:
            output.line({"officer": name, "count": int(count), "urgency": urgency})
    else:
        output.table(("officer", "cases", "urgency"), rows)


@app.command("shift")
def shift(
    code: Code,
    notes: Annotated[str, typer.Option("--notes", help="What the next shift must know.")] = "",
    sign: Annotated[str | None, typer.Option("--sign", help="Sign this sheet, by its number.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the hand-over sheet of a desk, or sign one: who made it first, then who takes over, each with --officer."""
    node = open_node(home)
    from detente.node.services import desk_facts, desks, officers, shifts

    desk, acting = desks.find(node, code), officers.acting(node, officer)
    if sign is None:
        row = shifts.make(node, acting, desk, notes=notes)
    else:
        row = shifts.find(node, desk, sign)
        shifts.sign(node, acting, row, assertion=None)
        row = shifts.find(node, desk, sign)
    facts = desk_facts.sheet(row)
    if as_json:
        output.line(facts)
        return
    output.say(f"Sheet {facts['sheet']} of {code}: {facts['open']} open, {facts['late']} late. Hash {facts['hash']}.")
    output.say(f"Given by {facts['given_by'] or 'nobody yet'}, taken by {facts['taken_by'] or 'nobody yet'}.")


def _span(now: datetime, since: str, until: str) -> tuple[datetime, datetime]:
    return moment(since, now=now), moment(until, now=now)
