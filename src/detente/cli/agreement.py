"""`detente agreement`: draft, sign, suspend and re-establish, denounce and end the agreements with a partner."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli import files, output
from detente.cli.messages import tell
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node
from detente.model import strict_json
from detente.model.errors import BadInput

app = typer.Typer(help="Agreements: draft, sign, suspend, lift, give notice, certify.", no_args_is_help=True)
Party = Annotated[str, typer.Argument(help="The partner: short code or party id.")]
Id = Annotated[str, typer.Argument(help="The agreement: its id, or how it begins.")]
Text = Annotated[str, typer.Option("--text", help="A file with the text, as `agreement draft` writes it; - is input.")]
Heard = Annotated[str, typer.Option("--heard", help="The legal officer who was heard.")]
Topic = Annotated[str | None, typer.Option("--topic", help="One topic, with those below it; without it the whole.")]


@app.command("draft")
def draft(
    party: Party,
    topic: Annotated[list[str], typer.Option("--topic", help="A topic that it covers; may be repeated.")],
    law: Annotated[str, typer.Option("--law", help="The legal basis.")],
    purpose: Annotated[list[str], typer.Option("--purpose", help="A purpose; may be repeated.")],
    ours: Annotated[list[str] | None, typer.Option("--ours", help="A kind that we may open.")] = None,
    theirs: Annotated[list[str] | None, typer.Option("--theirs", help="A kind that they may open.")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help="A topic left out expressly.")] = None,
    ref: Annotated[str, typer.Option("--ref", help="Article or reference in the law.")] = "",
    ceiling: Annotated[list[str] | None, typer.Option("--ceiling", help="Strictest codes that may travel.")] = None,
    equal: Annotated[list[str] | None, typer.Option("--equal", help="Equal markings, rising: cls:a.X=cls:b.Y")] = None,
    preset: Annotated[str, typer.Option("--preset", help="The deadlines that count.")] = "detente-default",
    opened: Annotated[bool, typer.Option("--opened", help="Tell when an officer opens.")] = False,
    begins: Annotated[str | None, typer.Option("--from", help="When it begins; without it, now.")] = None,
    ends: Annotated[str | None, typer.Option("--to", help="When it ends; without it, at a notice.")] = None,
    run_off: Annotated[int, typer.Option("--run-off", help="Days in which what is open may be finished.")] = 90,
    review: Annotated[int, typer.Option("--review", help="Days until what came is reviewed.")] = 365,
    delete: Annotated[int, typer.Option("--delete", help="Days until what came is deleted.")] = 1825,
    replaces: Annotated[
        list[str] | None, typer.Option("--replaces", help="The id of an agreement it replaces.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write a text to standard output. Nothing is signed and nothing leaves."""
    node = open_node(home)
    from detente.node.services import agreement_drafting

    text = agreement_drafting.draft(
        node,
        party,
        topics=topic,
        excluded=exclude or [],
        ours=ours or ["notification"],
        theirs=theirs or ["notification"],
        purposes=purpose,
        law=law,
        ref=ref,
        ceiling=ceiling or ["tlp:AMBER+STRICT"],
        classes=[row.split("=") for row in equal or []],
        preset=preset,
        opened=opened,
        begins=None if begins is None else moment(begins, now=node.now()),
        ends=None if ends is None else moment(ends, now=node.now()),
        run_off_days=run_off,
        review_days=review,
        delete_days=delete,
        replaces=replaces or [],
    )
    output.say(json.dumps(text, ensure_ascii=False, indent=1))


@app.command("list")
def list_(party: Party, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the agreements with a partner, who has suspended what, and how much of ours is held."""
    node = open_node(home)
    from detente.node.services import agreement_facts

    facts = agreement_facts.to_json(node, agreement_facts.find(node, party))
    if as_json:
        output.line(facts)
        return
    output.table(
        ("id", "form", "stage", "topics", "suspended by"),
        [
            (
                row["id"],
                row["form"],
                row["stage"],
                " ".join(row["topics"]),
                ", ".join(f"{each['by']} {each['topic'] or 'whole'}" for each in row["suspensions"]) or "–",
            )
            for row in facts["agreements"]
        ],
    )
    if facts["held"]["count"]:
        output.say(f"{facts['held']['count']} messages are held, the oldest since {facts['held']['oldest']}.")


@app.command("show")
def show(party: Party, agreement: Id, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show one agreement: its text, where it stands, and who has suspended what."""
    node = open_node(home)
    from detente.node.services import agreement_facts

    found = agreement_facts.one(node, agreement_facts.find(node, party), agreement)
    facts = {**found.to_json(), "text": dict(found.text.text)}
    if as_json:
        output.line(facts)
    else:
        output.say(json.dumps(facts, ensure_ascii=False, indent=1))


@app.command("sign")
def sign(
    party: Party,
    heard: Heard,
    agreement: Annotated[str | None, typer.Argument(help="A text that the partner proposed: its id.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="A text of our own; - is standard input.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign a text of our own, or countersign the one that the partner proposed."""
    if (agreement is None) == (text is None):
        raise BadInput("Name the partner's text by its id, or give a text of your own with --text.")
    words = None if text is None else _read(text)
    _act("sign", party, agreement, home, officer, as_json, text=words, heard=heard)


@app.command("counter")
def counter(
    party: Party,
    agreement: Id,
    text: Text,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer the partner's text with another one."""
    _act("counter", party, agreement, home, officer, as_json, text=_read(text))


@app.command("decline")
def decline(
    party: Party,
    agreement: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why; the partner reads it.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decline the partner's text."""
    _act("decline", party, agreement, home, officer, as_json, reason=reason)


@app.command("withdraw")
def withdraw(
    party: Party, agreement: Id, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Withdraw a text of ours that is not countersigned."""
    _act("withdraw", party, agreement, home, officer, as_json)


@app.command("suspend")
def suspend(
    party: Party,
    agreement: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why; the partner reads it.")],
    topic: Topic = None,
    mode: Annotated[str, typer.Option("--mode", help="hold: what is written waits; refuse: it is not taken.")] = "hold",
    exempt: Annotated[list[str] | None, typer.Option("--exempt", help="A kind that passes, or life.")] = None,
    nothing: Annotated[bool, typer.Option("--exempt-nothing", help="Not even danger to life passes.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suspend an agreement or one of its topics, on our own."""
    if mode not in ("hold", "refuse"):
        raise BadInput("A suspension holds or refuses: --mode hold, or --mode refuse.")
    if nothing and exempt:
        raise BadInput("Name what passes with --exempt, or let nothing pass, not both.")
    passing = [] if nothing else exempt or None
    _act("suspend", party, agreement, home, officer, as_json, reason=reason, topic=topic, mode=mode, exempt=passing)


@app.command("lift")
def lift(
    party: Party,
    agreement: Id,
    topic: Topic = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lift our own suspension; what was held leaves in order."""
    _act("lift", party, agreement, home, officer, as_json, topic=topic)


@app.command("notice")
def notice(
    party: Party,
    agreement: Id,
    end: Annotated[str, typer.Option("--end", help="When it ends: +30d, or a date with a zone.")],
    plan: Annotated[str, typer.Option("--plan", help="What becomes of what is open, and of the data.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give notice: from that date on, only what is open is finished."""
    _act("notice", party, agreement, home, officer, as_json, end=moment(end, now=open_node(home).now()), plan=plan)


@app.command("certify")
def certify(
    party: Party,
    agreement: Id,
    data: Annotated[str, typer.Option("--data", help="returned, destroyed or kept.")],
    ground: Annotated[str, typer.Option("--ground", help="Why data is kept.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Certify what became of the data; with certificates of both sides the agreement has ended."""
    _act("certify", party, agreement, home, officer, as_json, data=data, ground=ground)


@app.command("certificate")
def certificate(
    party: Party,
    message: Annotated[str, typer.Argument(help="The certificate's message, as `detente party depends` shows it.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Write a certificate of what became of the data, ours or theirs, as a file for `detente verify`."""
    node = open_node(home)
    from detente.node.services import agreement_facts, officers, returning

    officers.acting(node, officer)
    files.write(out, returning.file_of(node, agreement_facts.find(node, party), message))


def _act(
    act: str,
    party: str,
    agreement: str | None,
    home: Any,
    officer: str | None,
    as_json: bool,
    **values: Any,
) -> None:
    node = open_node(home)
    from detente.node.services import agreement_drafting

    done = agreement_drafting.act(node, officer, party, act, agreement, **values)
    if as_json or "draft" in done:
        tell(done, as_json, "done")
    else:
        output.say(f"{done['party']}: {done['act']} is on its way, {done['id']}.")


def _read(name: str) -> dict[str, Any]:
    try:
        return strict_json.parse(files.read(name))
    except strict_json.MalformedJson as error:
        raise BadInput(f"The file {name} holds no text of an agreement: {error}.") from error
