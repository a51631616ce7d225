"""`detente upkeep`: who inside was told of a case, when closed matters are reviewed and deleted, what looks alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli import files, output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

app = typer.Typer(help="Upkeep of cases: dissemination inside, review and deletion dates, look-alikes.")
Reason = Annotated[str, typer.Option("--reason", help="Why, in words.")]
To = Annotated[str, typer.Option("--to", help="The recipient inside.")]


@app.command("told")
def told(message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List who inside was told of a case, who was not, and why."""
    node = open_node(home)
    from detente.node.queries import upkeep
    from detente.node.services import officers, threads

    lines = upkeep.dissemination(node, threads.find(node, officers.acting(node, officer), message))
    if as_json:
        for line in lines:
            output.line(line.to_json())
    elif not lines:
        output.say("Nobody stands in the list of this case yet.")
    else:
        output.table(("recipient", "how it stands"), [(line.recipient, line.words) for line in lines])


@app.command("tell")
def tell(
    message: Message,
    to: To,
    withheld: Annotated[str, typer.Option("--withheld", help="Not told: the code of the reason.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Put a line on the list: somebody inside was told, or was not, for a coded reason."""
    node = open_node(home)
    from detente.node.services import disseminating, officers, threads
    from detente.node.services.disseminating import Told

    line = Told(to, told=not withheld, reason=withheld)
    acts = officers.acting(node, officer)
    disseminating.tell(node, acts, threads.find(node, acts, message), [line])
    output.say(f"{to}: not told, {withheld}." if withheld else f"{to}: told.")


@app.command("override")
def override(message: Message, to: To, reason: Reason, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Tell somebody who was left out, as the head of service; the label of the message stays what it is."""
    node = open_node(home)
    from detente.node.services import disseminating, officers, threads

    acts = officers.acting(node, officer)
    disseminating.override(node, acts, threads.find(node, acts, message), to, reason=reason)
    output.say(f"{to} is told. Oversight sees the override.")


@app.command("dates")
def dates(
    message: Message, home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False
) -> None:
    """Show until when a closed matter may be here."""
    node = open_node(home)
    from detente.node.queries import upkeep
    from detente.node.services import officers, threads

    acts = officers.acting(node, officer)
    _show(upkeep.kept(node, acts, threads.find(node, acts, message)), as_json)


@app.command("reviews")
def reviews(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the closed matters whose review is due."""
    node = open_node(home)
    from detente.node.queries import upkeep
    from detente.node.services import officers

    found = upkeep.reviews_due(node, officers.acting(node, officer))
    if as_json:
        for matter in found:
            output.line(matter.to_json())
    elif not found:
        output.say("No review is due.")
    else:
        output.table(
            ("id", "partner", "subject", "review since", "deleted after"),
            [
                (each.message[:8], each.partner, each.subject, str(each.review_on), str(each.delete_on))
                for each in found
            ],
        )


@app.command("keep")
def keep(message: Message, reason: Reason, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Keep a closed matter for another year after its review; its last day stays."""
    node = open_node(home)
    from detente.node.services import officers, retaining, threads

    acts = officers.acting(node, officer)
    found = retaining.keep(node, acts, threads.find(node, acts, message), reason=reason)
    output.say(f"Kept. The next review is on {found.review_on}; it is deleted after {found.delete_on} at the latest.")


@app.command("let-go")
def let_go(message: Message, reason: Reason, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Let a closed matter go before its last day: the node deletes it once today has ended."""
    node = open_node(home)
    from detente.node.services import officers, retaining, threads

    acts = officers.acting(node, officer)
    found = retaining.let_go(node, acts, threads.find(node, acts, message), reason=reason)
    output.say(f"The node deletes it after {found.delete_on} unless something holds it. The proof stays.")


@app.command("hold")
def hold(
    message: Message,
    reason: Reason,
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Lay a legal hold on a thread, as adviser or head of service: while it stands, nothing of it is deleted."""
    node = open_node(home)
    from detente.node.services import legal_hold, officers, threads

    change = legal_hold.lift if lift else legal_hold.lay
    acts = officers.acting(node, officer)
    change(node, acts, threads.find(node, acts, message), reason=reason)
    output.say("The hold is lifted." if lift else "Held. Nothing of this thread is deleted while the hold stands.")


@app.command("certificate")
def certificate(
    message: Message,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Write the signed certificate of a purge: what was deleted, by leaf."""
    node = open_node(home)
    from detente.node.services import officers, purging, threads

    files.write(out, purging.certificate(node, threads.find(node, officers.acting(node, officer), message)))
    output.say(f"{out} written.")


@app.command("alike")
def alike(
    every: Annotated[bool, typer.Option("--all", help="Matters of colleagues, too.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List new messages that look like an older matter of yours. They are linked; a person decides what it means."""
    node = open_node(home)
    from detente.node.queries import upkeep
    from detente.node.services import officers

    found = upkeep.likenesses(node, officers.acting(node, officer), mine=not every)
    if as_json:
        for each in found:
            output.line(each.to_json())
    elif not found:
        output.say("Nothing looks like an older matter.")
    else:
        output.table(
            ("what", "alike in", "sources"), [(each.words, ", ".join(each.ways), str(each.origins)) for each in found]
        )


@app.command("settle")
def settle(
    older: Annotated[str, typer.Argument(help="The older message.")],
    newer: Annotated[str, typer.Argument(help="The newer message.")],
    outcome: Annotated[str, typer.Option("--as", help="taken-up: take the older matter up again; apart: two matters.")],
    reason: Reason,
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Say what it means that two messages look alike."""
    node = open_node(home)
    from detente.node.services import officers, resembling, threads

    acts = officers.acting(node, officer)
    resembling.settle(
        node,
        acts,
        threads.find(node, acts, older),
        threads.find(node, acts, newer),
        outcome=outcome,
        reason=reason,
    )
    output.say("Set down. Each keeps its own case.")


def _show(found: Any, as_json: bool) -> None:
    if as_json:
        output.line({} if found is None else found.to_json())
    elif found is None:
        output.say("This matter is not closed: it has no dates yet.")
    else:
        shown = found.to_json()
        for name in ("category", "outcome", "review_on", "delete_on", "state"):
            output.say(f"  {name.replace('_', ' '):<10} {shown[name] or '–'}")


@app.command("between-desks")
def between(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List what was offered to another desk and is not taken: yours, what your desks have, all of it for the head."""
    node = open_node(home)
    from detente.node.queries import upkeep as lists
    from detente.node.services import officers

    found = lists.between_desks(node, officers.acting(node, officer))
    if as_json:
        for each in found:
            output.line(each.to_json())
    elif not found:
        output.say("Nothing lies between desks.")
    else:
        output.table(
            ("id", "from", "to", "due", "alarm"),
            [(each.message[:8], each.giver or "–", each.taker, each.due.isoformat(), each.alarm) for each in found],
        )
