"""Messages: send, inbox, show, open, accept, answer, refuse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli import files, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model.errors import BadInput

if TYPE_CHECKING:
    from detente.node.services.notifying import Letter

RecordsOption = Annotated[
    list[Path] | None, typer.Option("--record", help="A JSON file of records (FollowTheMoney); may be repeated.")
]
CharacterOption = Annotated[
    list[str] | None,
    typer.Option("--character", help="none, or what applies: political, military, religious, racial; repeatable."),
]
Message = Annotated[str, typer.Argument(help="The message: its id, or the first 8 characters or more.")]
TextOption = Annotated[str | None, typer.Option("--text", help="The text; - reads standard input.")]
AttachOption = Annotated[list[Path] | None, typer.Option("--attach", help="A file to attach; may be repeated.")]
HandlingOption = Annotated[
    list[str] | None, typer.Option("--handling", help="A handling code such as tlp:AMBER or h:H2; may be repeated.")
]
LangOption = Annotated[str, typer.Option("--lang", help="Language of the text: fr, en, ru, ar …")]
RefOption = Annotated[str | None, typer.Option("--ref", help="Your file number.")]


def send(
    to: Annotated[str, typer.Option("--to", help="The partner's short code.")],
    subject: Annotated[str, typer.Option("--subject", help="One line that says what it is about.")],
    kind: Annotated[str, typer.Option("--kind", help="The kind of message.")] = "notification",
    text: TextOption = None,
    attach: AttachOption = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", help="+3d, +8h, or a date with a zone.")] = None,
    asks: Annotated[str | None, typer.Option("--asks", help="What you ask.")] = None,
    handling: HandlingOption = None,
    topic: Annotated[str | None, typer.Option("--topic", help="A topic under the agreement's.")] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help="One of the agreement's purposes.")] = None,
    lang: LangOption = "",
    ref: RefOption = None,
    records: RecordsOption = None,
    ask: Annotated[
        list[str] | None,
        typer.Option("--ask", help="One thing asked by the full procedure: a request leaves beside it; repeatable."),
    ] = None,
    necessary: Annotated[str, typer.Option("--necessary", help="With --ask: why it is necessary.")] = "",
    facts: Annotated[str, typer.Option("--facts", help="With --ask: the facts behind the purpose.")] = "",
    link: Annotated[str, typer.Option("--link", help="With --ask: how the persons are linked to it.")] = "",
    use_limits: Annotated[str, typer.Option("--use-limits", help="With --ask: what the answer may be used for.")] = "",
    as_it_is: Annotated[
        bool, typer.Option("--as-it-is", help="With --ask: send it although something is missing.")
    ] = False,
    character: CharacterOption = None,
    again: Annotated[
        str, typer.Option("--again", help="Why it is sent although they found no link about the same person.")
    ] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Release a message to a partner. It waits here until the partner's node can be reached."""
    if kind != "notification":
        raise BadInput(
            f"The kind {kind} cannot be sent with this command. Use --kind notification; `detente request` asks for "
            "information."
        )
    node = open_node(home)
    from detente.node.services import corresponding

    letter = _letter(
        subject=subject,
        text=text_of(text),
        lang=lang,
        files=attach or [],
        answer_by=None if answer_by is None else moment(answer_by, now=node.now()),
        asks=asks,
        codes=handling or [],
        topic=topic,
        purpose=purpose,
        own_ref=ref,
        records=read_records(records or []),
        character=character_of(character),
        again=again,
    )
    if not ask:
        tell(corresponding.send(node, officer, to, letter), as_json, "released")
        return
    from detente.node.services.requesting import Form

    form = Form(wanted=tuple(ask), necessary=necessary, purpose_facts=facts, person_link=link, use_limits=use_limits)
    for released in corresponding.send_and_ask(node, officer, to, letter, form, as_it_is=as_it_is):
        tell(released, as_json, "released")


def inbox(
    sent: Annotated[bool, typer.Option("--sent", help="Show what was sent instead.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the messages that arrived, newest first."""
    node = open_node(home)
    from detente.node.queries import messages

    rows = messages.inbox(node, officer, ours=sent)
    columns = {name: name for name in ("partner", "kind", "subject", "state")}
    output.listing(
        rows,
        {"id": lambda row: row["id"][:8], **columns, "answer by": "answer_by"},
        as_json=as_json,
        none="No message was sent yet." if sent else "No message has arrived yet.",
    )


def show(message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """Show a thread: its four receipts, its silences, its messages. Reading tells the partner nothing."""
    node = open_node(home)
    from detente.node.queries import grounds, messages

    found = messages.show_named(node, officer, message)
    if as_json:
        output.line(found)
        return
    output.say(f"{found['subject']}  ({found['kind']}, {found['direction']}, {found['partner']}, {found['state']})")
    for name, receipt in found["receipts"].items():
        output.say(f"  {name:<10} {'–' if receipt is None else receipt['at']}")
    for clock in found["clocks"]:
        output.say(f"  clock {clock['name']:<14} {clock['state']:<8} {clock['met'] or clock['due']}")
    for silence in found["silences"]:
        output.say(f"  silence: {silence['what']} since {silence['since']}")
    if found["withheld"]:
        output.say("")
        output.say(grounds.sentence(found["withheld"]) or "Your law lets you read the outer facts alone.")
    for name, said in found["asked"].items():
        output.say(f"  {name}: {said}")
    if found["text"]:
        output.say("")
        output.say(found["text"])
    for file in found["files"]:
        state = "complete" if file["complete"] else "arriving"
        output.say(f"  attached: {file['name']} ({file['size']} bytes, {state})")


def open_message(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Open a message as an officer; the partner is told where the agreement has it."""
    node = open_node(home)
    from detente.node.services import corresponding

    tell(corresponding.open_message(node, officer, message), as_json, "opened")


def accept(
    message: Message,
    until: Annotated[str | None, typer.Option("--until", help="When you expect to answer.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take responsibility for a message; the partner gets your estimate."""
    node = open_node(home)
    from detente.node.services import corresponding

    when = None if until is None else moment(until, now=node.now())
    tell(corresponding.accept(node, officer, message, until=when), as_json, "accepted")


def answer(
    message: Message,
    text: TextOption = None,
    attach: AttachOption = None,
    nil: Annotated[bool, typer.Option("--nil", help="Nothing to communicate; says nothing more.")] = False,
    part: Annotated[bool, typer.Option("--part", help="A part; more will follow.")] = False,
    handling: HandlingOption = None,
    lang: LangOption = "",
    ref: RefOption = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a message that you accepted: in full, in part, or nil."""
    if nil and part:
        raise BadInput("An answer is nil or a part, not both.")
    node = open_node(home)
    from detente.node.services import corresponding

    letter = _letter(text=text_of(text), lang=lang, files=attach or [], codes=handling or [], own_ref=ref)
    kind = "nil" if nil else "part" if part else "answer"
    tell(corresponding.answer(node, officer, message, letter, message_kind=kind), as_json, "answered")


def refuse(
    message: Annotated[str | None, typer.Argument(help="The message.")] = None,
    ground: Annotated[str | None, typer.Option("--ground", help="The inner ground; it stays here.")] = None,
    explained: Annotated[str, typer.Option("--explained", help="What the partner may read of the reason.")] = "",
    grounds: Annotated[bool, typer.Option("--grounds", help="List the grounds and what travels of each.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Refuse a message with a ground. Only a coarse ground travels."""
    if grounds:
        _list_grounds(as_json)
        return
    if message is None or ground is None:
        raise BadInput("Name the message and --ground. `detente refuse --grounds` lists them.")
    node = open_node(home)
    from detente.node.services import corresponding

    found = corresponding.refuse(node, officer, message, ground=ground, explained=explained)
    tell(found, as_json, "refused")


def _list_grounds(as_json: bool) -> None:
    from detente.node.services import corresponding

    rows = corresponding.grounds()
    output.listing(rows, {"ground": "ground", "what travels": "sent", "meaning": "label"}, as_json=as_json)


def _letter(**values: Any) -> Letter:
    from detente.node.services.notifying import Letter

    return Letter(**values)


def character_of(given: list[str] | None) -> dict[str, bool] | None:
    """Give the answers of the check of character; None where it was not made."""
    from detente.node.services.concerned import QUESTIONS

    if given is None:
        return None
    unknown = set(given) - {"none", *QUESTIONS}
    if unknown or (len(given) > 1 and "none" in given):
        raise BadInput(f"Say --character none, or which apply: {', '.join(QUESTIONS)}.")
    return {name: name in given for name in QUESTIONS}


def read_records(paths: list[Path]) -> list[dict[str, Any]]:
    from detente.node.services import recording

    return [record for path in paths for record in recording.read(files.read(str(path)))]


def text_of(text: str | None) -> str:
    """Give the text of an option; - reads standard input."""
    return sys.stdin.read() if text == "-" else text or ""


def tell(found: dict[str, Any], as_json: bool, done: str) -> None:
    """Say what became of a message, or write it as JSON."""
    if as_json:
        output.line(found)
    elif "draft" in found:
        output.say(f"Draft {found['draft']}: {found['said']}")
    else:
        output.say(f"{found['id']} {done}.")
