"""`detente party`: first contact with partners, step by step, and who they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import output, passphrase, sever
from detente.cli.session import HomeOption, JsonOption, OfficerOption, PassphraseOption, open_node
from detente.model.errors import BadInput

app = typer.Typer(help="Partners: invite, meet, compare, confirm.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="The partner: short code, party id, or fingerprint.")]


@app.command("invite")
def invite(
    code: Annotated[str, typer.Argument(help="Short code that you give the partner, such as ZOR.")],
    name: Annotated[str, typer.Option("--name", help="The partner's name on your screens.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an invitation for one partner: one line, valid once, for seven days."""
    node = open_node(home)
    from detente.node.services import meeting, officers

    ticket = meeting.invite(node, officers.acting(node, officer), code=code, name=name or code)
    if as_json:
        output.line({"invitation": ticket.line(), "party": ticket.party, "url": ticket.url})
    else:
        output.say("Give this line to the partner's operator, by a way that you trust:")
        output.say(ticket.line())


@app.command("add")
def add(
    invitation: Annotated[str | None, typer.Argument(help="The line that the partner gave you.")] = None,
    code: Annotated[str, typer.Option("--code", help="Short code that you give the partner.")] = "",
    name: Annotated[str, typer.Option("--name", help="The partner's name on your screens.")] = "",
    fingerprint: Annotated[str | None, typer.Option("--fingerprint", help="From paper, with --document.")] = None,
    document: Annotated[list[Path] | None, typer.Option("--document", help="The partner's party documents.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Meet the partner behind an invitation, or know one by its fingerprint on paper."""
    if not code:
        raise BadInput("Give the partner a short code: --code ZOR.")
    node = open_node(home)
    from detente.node.services import introducing

    if fingerprint is not None:
        partner = introducing.by_fingerprint(
            node, officer, fingerprint=fingerprint, files=document or [], code=code, name=name or code
        )
    elif invitation is not None:
        partner = introducing.by_invitation(
            node, officer, invitation, code=code, name=name or code, passphrase=passphrase.ask(passphrase_file)
        )
    else:
        raise BadInput("Give the invitation line, or --fingerprint with --document.")
    _tell(introducing.facts(node, partner), as_json)


@app.command("compare")
def compare(
    party: Code,
    digits: Annotated[str | None, typer.Option("--digits", help="What the other officer read out.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that you compared the digits with the other side by voice. Without --digits it shows yours."""
    node = open_node(home)
    from detente.node.services import introducing

    if digits is None:
        facts = introducing.facts(node, introducing.find(node, party))
        if as_json:
            output.line(facts)
        else:
            output.say("Read these digits to the other officer and hear theirs. They must be the same:")
            output.say(facts["sas"] or facts["fingerprint"])
        return
    _tell(introducing.compare(node, officer, party, digits=digits), as_json)


@app.command("mismatch")
def mismatch(party: Code, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Say that the digits differ: this meeting is over, and a new one needs a new invitation."""
    node = open_node(home)
    from detente.node.services import introducing

    _tell(introducing.mismatch(node, officer, party), as_json)


@app.command("confirm")
def confirm(
    party: Code,
    topic: Annotated[str | None, typer.Option("--topic", help="Topic of the founding agreement.")] = None,
    purpose: Annotated[
        list[str] | None, typer.Option("--purpose", help="A permitted purpose; may be repeated.")
    ] = None,
    law: Annotated[str | None, typer.Option("--law", help="The legal basis.")] = None,
    ref: Annotated[str | None, typer.Option("--ref", help="Article or reference in it.")] = None,
    ceiling: Annotated[list[str] | None, typer.Option("--ceiling", help="Strictest codes that may travel.")] = None,
    no_opened: Annotated[bool, typer.Option("--no-opened", help="Do not tell when an officer opens.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Confirm a compared contact, as another officer than the one who compared. Both sides need the same agreement."""
    node = open_node(home)
    from detente.node.services import introducing

    facts = introducing.confirm(
        node,
        officer,
        party,
        topic=topic,
        purposes=purpose or None,
        law=law,
        ref=ref,
        ceiling=ceiling or None,
        opened=False if no_opened else None,
    )
    _tell(facts, as_json)


app.command("depends")(sever.depends)


@app.command("end")
def end(
    party: Code,
    because: Annotated[str, typer.Option("--because", help="Why, in a sentence; oversight reads it.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose to end the contact, once no agreement stands; another officer confirms it, and its keys are retired."""
    node = open_node(home)
    from detente.node.services import second_person

    found = second_person.end_contact(node, officer, party, because)
    if as_json:
        output.line(found)
    elif found["id"]:
        output.say(f"Proposal {found['id']} waits for another officer: detente house confirm {found['id']}")
    else:
        output.say("The contact has ended. Only a new first contact opens the line again.")


@app.command("show")
def show(
    party: Annotated[str | None, typer.Argument(help="One partner; without it, us and all partners.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who we are and our partners: contact, agreement, what waits."""
    node = open_node(home)
    from detente.node.services import introducing

    rows = introducing.all_facts(node) if party is None else [introducing.facts(node, introducing.find(node, party))]
    if as_json:
        for row in rows:
            output.line(row)
        return
    output.table(
        ("code", "name", "state", "agreement", "waiting", "last contact"),
        [
            (row["code"], row["name"], row["state"], row["agreement_state"], str(row["waiting"]), row["last"] or "–")
            for row in rows
        ],
    )
    for row in rows:
        output.say(f"{row['code']}  {row['fingerprint']}")


@app.command("calendar")
def calendar(
    party: Annotated[str | None, typer.Argument(help="The partner; without it, our own calendar.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", help="Time zone, such as Europe/Paris.")] = None,
    country: Annotated[str, typer.Option("--country", help="Whose public holidays: ISO 3166, such as FR.")] = "",
    subdivision: Annotated[str, typer.Option("--subdivision", help="Where holidays differ inside it: BY.")] = "",
    weekend: Annotated[str, typer.Option("--weekend", help="fri,sat; else that of the country.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Choose by which calendar a party's limits are counted; without --zone, show all. Both parties choose alike."""
    node = open_node(home)
    from detente.node.services import introducing, officers, working_calendars

    if zone is None:
        rows = [shown.to_json() for shown in working_calendars.all_of(node)]
        if as_json:
            for row in rows:
                output.line(row)
        else:
            head = ("party", "zone", "country", "subdivision", "weekend")
            output.table(head, [[*(row[name] for name in head[:-1]), ",".join(row["weekend"])] for row in rows])
        return
    partner = None if party is None else introducing.find(node, party)
    days = tuple(filter(None, weekend.split(",")))
    place = working_calendars.place_of(
        zone=zone, country=country, subdivision=subdivision, weekend=days, now=node.now()
    )
    moved = working_calendars.choose(node, officers.acting(node, officer), partner, place)
    if as_json:
        output.line({"party": "" if partner is None else partner.code, "moved": moved})
    else:
        output.say(f"Limits are counted by it from now on; the clocks of {moved} open cases moved.")


def _tell(facts: dict[str, object], as_json: bool) -> None:
    if as_json:
        output.line(facts)
    else:
        output.say(f"{facts['code']}: the contact is {facts['state']}.")
