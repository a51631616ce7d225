"""`detente person`, `detente risk`, `detente assurance`, `detente quarantine`: what the house knows and never sends."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import output
from detente.cli.messages import Message
from detente.cli.session import HomeOption, JsonOption, OfficerOption, moment, open_node

person = typer.Typer(help="The register of protected persons: local, never sent.", no_args_is_help=True)
risk = typer.Typer(help="Risks of a decision, judged by two.", no_args_is_help=True)
assurance = typer.Typer(help="What other states gave their word for.", no_args_is_help=True)
PartnerArgument = Annotated[str, typer.Argument(help="The partner's short code.")]
FormArgument = Annotated[str, typer.Argument(help="The number of the form.")]
UntilOption = Annotated[str, typer.Option("--until", help="+30d, or a date with a zone.")]
LevelOption = Annotated[str, typer.Option("--level", help="none, low, medium or substantial.")]


@person.command("protect")
def protect(
    name: Annotated[list[str], typer.Option("--name", help="A name as it is written; repeat for other scripts.")],
    status: Annotated[list[str], typer.Option("--status", help="refugee, minor, source …; may be repeated.")],
    fled_from: Annotated[str, typer.Option("--fled-from", help="The state fled from: a partner's code or id.")] = "",
    category: Annotated[str, typer.Option("--category", help="suspect, victim, witness, missing, other …")] = "other",
    until: Annotated[str | None, typer.Option("--until", help="When it ends; else it holds.")] = None,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter a person with a protected status. No partner ever learns of it."""
    node = open_node(home)
    from detente.node.services import officers, protecting

    row = protecting.protect(
        node,
        officers.acting(node, officer),
        names=name,
        statuses=status,
        fled_from=fled_from,
        category=category,
        until=None if until is None else moment(until, now=node.now()),
    )
    _tell({"id": str(row.pk)}, as_json, f"Entered as {row.pk}. It stays here.")


@person.command("list")
def list_persons(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the protections that hold."""
    node = open_node(home)
    from detente.node.services import officers, protecting

    rows = protecting.rows(node, officers.acting(node, officer))
    found = [(str(row.pk), " / ".join(row.names), ", ".join(row.statuses), row.fled_from or "–") for row in rows]
    if as_json:
        for line in found:
            output.line(dict(zip(("id", "names", "statuses", "fled_from"), line, strict=True)))
    else:
        output.table(("id", "names", "statuses", "fled from"), found)


@person.command("end")
def end(
    number: Annotated[str, typer.Argument(help="The number of the protection.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a protection now."""
    node = open_node(home)
    from detente.node.services import officers, protecting

    protecting.end(node, officers.acting(node, officer), number)
    _tell({"id": number}, as_json, "Ended.")


@risk.command("profile")
def profile(
    partner: PartnerArgument,
    required: Annotated[bool, typer.Option("--required", help="A form is asked for.")] = False,
    death_penalty: Annotated[bool, typer.Option("--death-penalty", help="That risk stands there.")] = False,
    torture: Annotated[bool, typer.Option("--torture", help="That risk stands there.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set what the house holds of a partner; what is left out does not stand."""
    node = open_node(home)
    from detente.node.services import officers, risking

    row = risking.partner_named(node, partner)
    risking.set_profile(
        node,
        officers.acting(node, officer),
        row,
        required=required,
        death_penalty=death_penalty,
        torture=torture,
    )
    _tell({"partner": row.code}, as_json, "Set.")


@risk.command("list")
def list_risks(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the forms, the newest first: the decision, the baseline, and what was judged to be left."""
    node = open_node(home)
    from detente.node.services import officers, risking

    found = risking.lines(node, officers.acting(node, officer))
    head = ("form", "partner", "act", "matter", "baseline", "residual")
    output.listing(found, {name: name for name in head}, as_json=as_json)


@risk.command("baseline")
def baseline(
    partner: PartnerArgument,
    act: Annotated[str, typer.Option("--act", help="disclose, request or use.")],
    matter: Annotated[str, typer.Option("--matter", help="Your file number.")],
    level: LevelOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter the risk of one decision as it is before anything is done about it; frozen from here on."""
    node = open_node(home)
    from detente.node.services import officers, risking

    acts, row = officers.acting(node, officer), risking.partner_named(node, partner)
    form = risking.baseline(node, acts, row, act=act, matter=matter, level=level)
    _tell({"id": str(form.pk)}, as_json, f"Form {form.pk}. Another officer judges what is left.")


@risk.command("mitigate")
def mitigate(
    form: FormArgument,
    text: Annotated[str, typer.Option("--text", help="What is done about the risk.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter what is done about the risk; the baseline stays as it is."""
    node = open_node(home)
    from detente.node.services import officers, risking

    acts = officers.acting(node, officer)
    risking.mitigate(node, acts, risking.find(node, acts, form), text)
    _tell({"id": form}, as_json, "Entered.")


@risk.command("residual")
def residual(
    form: FormArgument,
    level: LevelOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge what risk is left; another officer than who entered the baseline."""
    node = open_node(home)
    from detente.node.services import officers, risking

    acts = officers.acting(node, officer)
    risking.residual(node, acts, risking.find(node, acts, form), level)
    _tell({"id": form}, as_json, "Judged.")


@assurance.command("add")
def add(
    partner: PartnerArgument,
    against: Annotated[list[str], typer.Option("--against", help="death-penalty or torture; may be repeated.")],
    text: Annotated[str, typer.Option("--text", help="The words that were given.")],
    until: UntilOption,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter what a partner's state gave its word for."""
    node = open_node(home)
    from detente.node.services import officers, risking

    acts, row = officers.acting(node, officer), risking.partner_named(node, partner)
    found = risking.assure(node, acts, row, against=against, text=text, until=moment(until, now=node.now()))
    _tell({"id": str(found.pk)}, as_json, f"Entered as {found.pk}.")


@assurance.command("breach")
def breach(
    number: Annotated[str, typer.Argument(help="The number of the assurance.")],
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set down that an assurance was broken."""
    node = open_node(home)
    from detente.node.services import officers, risking

    risking.breach(node, officers.acting(node, officer), number)
    _tell({"id": number}, as_json, "Set down. It holds no more.")


def quarantine(
    message: Message,
    because: Annotated[str, typer.Option("--because", help="Why.")],
    lift: Annotated[bool, typer.Option("--lift", help="Propose to lift it instead; another officer confirms.")] = False,
    home: HomeOption = None,
    officer: OfficerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a message that mistreatment may have produced into quarantine."""
    node = open_node(home)
    from detente.node.services import officers, quarantining, second_person, threads

    acts = officers.acting(node, officer)
    entry = threads.find(node, acts, message)
    if lift:
        found = second_person.proposed(quarantining.lift(node, acts, entry, because))
        _tell(found, as_json, "Lifted." if found["state"] == "done" else f"Proposed as {found['id']}.")
        return
    quarantining.quarantine(node, acts, entry, because)
    _tell({"id": entry.uid}, as_json, "In quarantine.")


def _tell(found: dict[str, str], as_json: bool, said: str) -> None:
    if as_json:
        output.line(found)
    else:
        output.say(said)
