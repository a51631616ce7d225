"""`detente template` and `detente address`: what helps to write, kept in the house."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import messages, output
from detente.cli.session import HomeOption, JsonOption, OfficerOption, open_node

template = typer.Typer(help="Templates of the house, per kind and language.", no_args_is_help=True)
address = typer.Typer(help="The desks of partners as we know them; this never travels.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="The number of the template.")]
To = Annotated[str, typer.Argument(help="The partner's short code.")]
Name = Annotated[str, typer.Argument(help="The name of the desk.")]


@template.command("keep")
def keep_template(
    name: Annotated[str, typer.Argument(help="Its name.")],
    lang: Annotated[str, typer.Option("--lang", help="Its language: fr, en, ru, ar …")],
    kind: Annotated[str, typer.Option("--kind", help="notification or request-information.")] = "notification",
    subject: Annotated[str, typer.Option("--subject", help="The subject.")] = "",
    text: messages.TextOption = None,
    asks: Annotated[str, typer.Option("--asks", help="The question.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Keep a template. {{partner}}, {{today}} and {{own_ref}} are filled when a draft begins; nothing in it is run."""
    node = open_node(home)
    from detente.node.services import officers, templates

    texts = {"subject": subject, "text": messages.text_of(text), "asks": asks}
    row = templates.keep(node, officers.acting(node, officer), name, kind=kind, lang=lang, texts=texts)
    output.say(f"Template {row.pk} is kept.")


@template.command("list")
def list_templates(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the templates of the house."""
    node = open_node(home)
    from detente.node.services import officers, templates

    rows = templates.all_of(node, officers.acting(node, officer))
    if as_json:
        for row in rows:
            output.line({"template": row.pk, "name": row.name, "kind": row.kind, "lang": row.lang, **row.content})
        return
    output.table(("template", "name", "kind", "language"), [(str(r.pk), r.name, r.kind, r.lang) for r in rows])


@template.command("use")
def use_template(
    number: Number,
    to: Annotated[str, typer.Option("--to", help="The partner's short code.")] = "",
    ref: Annotated[str, typer.Option("--ref", help="Your file number.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Begin a draft with a template; go on with it at the desk."""
    node = open_node(home)
    from detente.node.services import drafting, officers, templates

    acting = officers.acting(node, officer)
    row = templates.find(node, acting, number)
    draft = templates.begin(node, acting, row, drafting.party_of(node, to), own_ref=ref)
    output.say(f"Draft {draft.pk} is begun.")


@template.command("forget")
def forget_template(number: Number, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Throw a template away; drafts that began with it stay."""
    node = open_node(home)
    from detente.node.services import officers, templates

    acting = officers.acting(node, officer)
    templates.forget(node, acting, templates.find(node, acting, number))
    output.say("The template is thrown away.")


@address.command("keep")
def keep_address(
    to: To,
    name: Name,
    topic: Annotated[list[str] | None, typer.Option("--topic", help="What it covers; may be repeated.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Spoken there; may be repeated.")] = None,
    notes: Annotated[str, typer.Option("--notes", help="What else we know.")] = "",
    home: HomeOption = None,
    officer: OfficerOption = None,
) -> None:
    """Note a desk of a partner, or change what we know of it."""
    node = open_node(home)
    from detente.node.services import address_book, introducing, officers

    acting, partner = officers.acting(node, officer), introducing.find(node, to)
    address_book.keep(node, acting, partner, name, topics=topic or (), languages=language or (), notes=notes)
    output.say(f"The desk {name} of {partner.code} is noted.")


@address.command("list")
def list_addresses(home: HomeOption = None, officer: OfficerOption = None, as_json: JsonOption = False) -> None:
    """List the desks of partners, then our own."""
    node = open_node(home)
    from detente.node.services import address_book, officers

    rows = address_book.facts(node, officers.acting(node, officer))
    output.listing(
        rows,
        {
            "partner": lambda row: row["partner"] or "us",
            "desk": "name",
            "topics": lambda row: " ".join(row["topics"]),
            "languages": lambda row: " ".join(row["languages"]),
            "notes": "notes",
        },
        as_json=as_json,
    )


@address.command("forget")
def forget_address(to: To, name: Name, home: HomeOption = None, officer: OfficerOption = None) -> None:
    """Take a desk of a partner out of the address book."""
    node = open_node(home)
    from detente.node.services import address_book, introducing, officers

    address_book.forget(node, officers.acting(node, officer), introducing.find(node, to), name)
    output.say("It is taken out.")
