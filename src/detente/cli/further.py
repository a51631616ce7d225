"""`detente use`, `uses`, `pass-on`, `consent`, `owed`: what becomes of what a partner sent, and what is owed for it."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import output
from detente.cli.messages import (
    CharacterOption,
    HandlingOption,
    LangOption,
    Message,
    RecordsOption,
    RefOption,
    TextOption,
    character_of,
    read_records,
    text_of,
)
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.errors import BadInput

consent = typer.Typer(help="The register of consents: those we were given, and those we gave.", no_args_is_help=True)
owed = typer.Typer(help="What a permit obliged to and nobody did yet.", no_args_is_help=True)
PurposeOption = Annotated[str, typer.Option("--purpose", help="A purpose as agreements name it.")]
LawOption = Annotated[str, typer.Option("--law", help="The legal basis.")]
MatterOption = Annotated[str, typer.Option("--matter", help="Your file number, by which a risk form is found.")]


def use(
    message: Message,
    purpose: PurposeOption,
    law: LawOption,
    because: Annotated[str, typer.Option("--because", help="What it is used for, in one line.")],
    measure: Annotated[str, typer.Option("--measure", help="look, passive, active, arrest, block or attribute.")],
    matter: MatterOption = "",
    aim: Annotated[str, typer.Option("--aim", help="locate, watch or transfer, where it is one of these.")] = "",
    toward: Annotated[str, typer.Option("--toward", help="The state that it serves: a partner's code or id.")] = "",
    life: Annotated[bool, typer.Option("--life", help="It is to save a life.")] = False,
    watch_until: Annotated[str | None, typer.Option("--watch-until", help="When a watch ends.")] = None,
    watch_basis: Annotated[str, typer.Option("--watch-basis", help="The law under which a watch is set up.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put what a partner sent to a purpose, where policy permits it; the use stands on record."""
    node = open_node(home)
    from detente.node.services import officers, protecting, threads, using
    from detente.node.services.going_further import Intent, Watch

    acts = officers.acting(node, officer)
    until = None if watch_until is None else moment(watch_until, now=node.now())
    intent = Intent(
        purpose=purpose,
        law=law,
        reason=because,
        measure=measure,
        matter=matter,
        aim=aim or None,
        toward=protecting.party_named(node, toward) or None,
        life=life,
        watch=Watch(until=until, basis=watch_basis or None),
    )
    row = using.use(node, acts, threads.find(node, acts, message), intent)
    _tell({"id": str(row.pk)}, as_json, f"Set down as use {row.pk}.")


def uses(message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List what the messages of a thread were used for, and to whom the message went on."""
    node = open_node(home)
    from detente.node.queries import further
    from detente.node.services import officers, threads

    acts = officers.acting(node, officer)
    entry = threads.find(node, acts, message)
    found = [{"what": "use", **further.plain(line)} for line in further.uses(node, acts, entry)]
    found += [{"what": "passed on", **further.plain(line)} for line in further.onward(node, acts, entry)]
    head = ("what", "at", "officer", "purpose", "to")
    output.listing([{"to": "", **each} for each in found], {name: name for name in head}, as_json=as_json)


def pass_on(
    message: Message,
    to: Annotated[str, typer.Option("--to", help="A partner's short code, or client:NAME, body:NAME.")],
    purpose: PurposeOption,
    law: Annotated[str, typer.Option("--law", help="The legal basis; to a partner, else that of the agreement.")] = "",
    matter: MatterOption = "",
    subject: Annotated[str, typer.Option("--subject", help="To a partner: one line that says what it is about.")] = "",
    text: TextOption = None,
    records: RecordsOption = None,
    character: CharacterOption = None,
    handling: HandlingOption = None,
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pass on what a partner sent: to another partner by a message, or to a body without a node."""
    node = open_node(home)
    from detente.node.services import handing_out, notifying, officers, risking, second_person, threads
    from detente.node.services.notifying import Letter

    acts = officers.acting(node, officer)
    item = threads.find(node, acts, message)
    if ":" in to:
        row = handing_out.propose(node, acts, item, to=to, purpose=purpose, law=law, matter=matter or ref or "")
        found = second_person.proposed(row)
        _tell(found, as_json, "Set down." if found["state"] == "done" else f"Proposed as {found['id']}.")
        return
    letter = Letter(
        subject=subject,
        text=text_of(text),
        lang=lang,
        codes=handling or [],
        purpose=purpose,
        law=law,
        own_ref=ref or matter or None,
        records=read_records(records or []),
        character=character_of(character),
    )
    entry = notifying.pass_on(node, acts, item, risking.partner_named(node, to), letter)
    _tell({"id": entry.uid, "cid": entry.cid}, as_json, f"{entry.uid} released.")


@consent.command("enter")
def enter(
    message: Message,
    purpose: PurposeOption,
    answer: Annotated[str, typer.Option("--answer", help="pending, granted or refused.")],
    recipient: Annotated[
        list[str],
        typer.Option("--recipient", help="own-organisation, a code, client, client:NAME, body:NAME; repeatable."),
    ],
    given_by: Annotated[str, typer.Option("--given-by", help="Who gave it: a person or an office.")],
    paper: Annotated[str, typer.Option("--paper", help="The paper by which it was given.")] = "",
    sha256: Annotated[str, typer.Option("--sha256", help="The SHA-256 of the paper's file, in hexadecimal.")] = "",
    by_message: Annotated[str, typer.Option("--by-message", help="The message by which it was given.")] = "",
    dialogue: Annotated[bool, typer.Option("--dialogue", help="It covers the whole thread.")] = False,
    since: Annotated[str | None, typer.Option("--since", help="From when; else from now.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Until when; else until it is withdrawn.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter a word on a message: of a partner's message what the partner allows, of ours what we allow."""
    node = open_node(home)
    from detente.node.queries import further
    from detente.node.services import consenting, consents_entered, officers, threads

    acts, now = officers.acting(node, officer), node.now()
    word = consenting.Word(
        purpose=purpose,
        recipients=recipient,
        answer=answer,
        given_by=given_by,
        paper=paper,
        message=threads.find(node, acts, by_message) if by_message else None,
        dialogue=dialogue,
        since=None if since is None else moment(since, now=now),
        until=None if until is None else moment(until, now=now),
        digest=sha256,
    )
    found = further.entered(consents_entered.enter(node, acts, threads.find(node, acts, message), word))
    said = f"Entered as {found.id}."
    if found.proposal:
        said = f"Proposed as {found.proposal}: another officer confirms it, and until then it permits nothing."
    _tell({"id": found.id, "proposal": found.proposal}, as_json, said)


@consent.command("list")
def list_consents(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the register, the newest word first."""
    node = open_node(home)
    from detente.node.queries import further
    from detente.node.services import officers

    found = [further.plain(line) for line in further.consents(node, officers.acting(node, officer))]
    columns = {"id": "id", "partner": "partner", "purpose": "purpose", "stands": "stands", "until": "until"}
    output.listing(found, columns, as_json=as_json)


@consent.command("withdraw")
def withdraw(
    number: Annotated[str, typer.Argument(help="The number of the consent.")],
    because: Annotated[str, typer.Option("--because", help="Why, or by which word.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set down that a consent was taken back."""
    node = open_node(home)
    from detente.node.services import consenting, officers

    acts = officers.acting(node, officer)
    consenting.withdraw(node, acts, consenting.find(node, acts, number), because=because)
    _tell({"id": number}, as_json, "Set down. It holds no more.")


@owed.command("list")
def list_owed(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List what is owed and you may do, nearest limit first."""
    node = open_node(home)
    from detente.node.queries import further
    from detente.node.services import officers

    found = [further.plain(line) for line in further.owed(node, officers.acting(node, officer))]
    columns = {"id": "id", "obligation": "obligation", "partner": "partner", "due": "due_at", "message": "entry_id"}
    output.listing(found, columns, as_json=as_json)


@owed.command("done")
def done(
    number: Annotated[str, typer.Argument(help="The number of what is owed.")],
    message: Annotated[str, typer.Option("--message", help="The message by which the originator was told.")] = "",
    note: Annotated[str, typer.Option("--note", help="How it was done, in one line.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set down that it was done: by a message of ours to the originator, or in words."""
    node = open_node(home)
    from detente.node.services import officers, owing, threads

    if message and note:
        raise BadInput("Name the message, or say it in words; not both.")
    acts = officers.acting(node, officer)
    proof = threads.find(node, acts, message) if message else None
    owing.done(node, acts, owing.find(node, acts, number), proof=proof, note=note)
    _tell({"id": number}, as_json, "Set down.")


def _tell(found: dict[str, str], as_json: bool, said: str) -> None:
    if as_json:
        output.line(found)
    else:
        output.say(said)
